// SPDX-License-Identifier: Apache-2.0
#include "core/region_code.hpp"

#include <doctest/doctest.h>

using namespace sanqu;

namespace {

RegionCode region(const char* text) {
  const auto code = RegionCode::parse(text);
  REQUIRE_MESSAGE(code.has_value(), text);
  return *code;
}

std::string chain_of(const char* text) {
  std::string out;
  for (std::optional<RegionCode> at = region(text); at; at = at->parent()) {
    out += (out.empty() ? "" : " ") + at->text();
  }
  return out;
}

}  // namespace

TEST_CASE("region code: only 6, 9 or 12 digits") {
  for (const char* text : {"", "37", "3710", "37108", "3710811", "371081001", "371081001002"}) {
    const std::size_t size = std::string(text).size();
    CHECK(RegionCode::parse(text).has_value() == (size == 9 || size == 12));
  }
  CHECK_FALSE(RegionCode::parse("000000").has_value());
  CHECK_FALSE(RegionCode::parse("001000").has_value());
  CHECK_FALSE(RegionCode::parse("37108A").has_value());
  CHECK_FALSE(RegionCode::parse(" 37108").has_value());
  CHECK(RegionCode::parse("371003").has_value());
}

TEST_CASE("region code: levels and canonical text") {
  using Level = RegionCode::Level;
  CHECK(region("370000").level() == Level::province);
  CHECK(region("371000").level() == Level::prefecture);
  CHECK(region("371003").level() == Level::county);
  CHECK(region("371003001").level() == Level::township);
  CHECK(region("371003001002").level() == Level::village);
  CHECK(region("371003001002").text() == "371003001002");
  CHECK(region("371003000").text() == "371003");
  CHECK(region("371003001000").text() == "371003001");
  CHECK(region("370000000000") == region("370000"));
  CHECK(region("100000").text() == "100000");
}

TEST_CASE("region code: the way up") {
  CHECK(chain_of("371003001002") == "371003001002 371003001 371003 371000 370000");
  CHECK(chain_of("110101") == "110101 110100 110000");
  CHECK(chain_of("419001") == "419001 419000 410000");
  CHECK(chain_of("460001") == "460001 460000");
}

TEST_CASE("region code: contains itself and what lies in it") {
  const char* way[] = {"370000", "371000", "371003", "371003001", "371003001002"};
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t j = 0; j < 5; ++j) CHECK(region(way[i]).contains(region(way[j])) == (i <= j));
  }
  CHECK_FALSE(region("371000").contains(region("370100")));
  CHECK_FALSE(region("371003").contains(region("371002001")));
  CHECK(region("370000") < region("371000"));
}
