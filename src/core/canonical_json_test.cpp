// SPDX-License-Identifier: Apache-2.0
#include "core/canonical_json.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/sha256.hpp"

using namespace sanqu;

namespace {

const std::filesystem::path k_vectors =
    std::filesystem::path(SANQU_ROOT) / "../shared/data/jcs/testdata";

/// Says so where the vectors are not there; the test case is then counted as skipped.
bool are_there(const std::filesystem::path& path) {
  const bool there = std::filesystem::exists(path);
  if (!there) std::fprintf(stderr, "skipped: %s is not there\n", path.c_str());
  return there;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file.good(), path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Hexadecimal digits without the blanks between them.
std::string digits_of(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') out += c;
  }
  return out;
}

std::string canonical(std::string_view json) {
  const auto out = canonical_json("f", json);
  return out ? *out : std::string(out.error()[0].code->id);
}

}  // namespace

TEST_CASE("canonical json: the vectors of RFC 8785's authors" *
          doctest::skip(!are_there(k_vectors))) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(k_vectors / "input")) {
    const std::string name = entry.path().stem().string();
    const auto out = canonical_json(name, read_file(entry.path()));
    REQUIRE_MESSAGE(out.has_value(), name);
    CHECK_MESSAGE(*out == read_file(k_vectors / "output" / (name + ".json")), name);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(out->data());
    CHECK_MESSAGE(
        hex({bytes, out->size()}) == digits_of(read_file(k_vectors / "outhex" / (name + ".txt"))),
        name);
    // Canonical is a fixed point.
    CHECK(canonical(*out) == *out);
    ++count;
  }
  CHECK(count == 6);
}

TEST_CASE("canonical json: numbers as in appendix B of RFC 8785") {
  struct Case {
    const char* json;
    const char* canonical;
  };
  for (const Case& number : {Case{"0", "0"},
                             Case{"-0", "0"},
                             Case{"5e-324", "5e-324"},
                             Case{"-5e-324", "-5e-324"},
                             Case{"1.7976931348623157e308", "1.7976931348623157e+308"},
                             Case{"9007199254740992", "9007199254740992"},
                             Case{"-9007199254740992", "-9007199254740992"},
                             Case{"295147905179352830000", "295147905179352830000"},
                             Case{"9.999999999999997e22", "9.999999999999997e+22"},
                             Case{"1e23", "1e+23"},
                             Case{"1.0000000000000001e23", "1.0000000000000001e+23"},
                             Case{"999999999999999700000", "999999999999999700000"},
                             Case{"999999999999999900000", "999999999999999900000"},
                             Case{"1e21", "1e+21"},
                             Case{"9.999999999999997e-7", "9.999999999999997e-7"},
                             Case{"0.000001", "0.000001"},
                             Case{"1e-7", "1e-7"},
                             Case{"333333333.33333329", "333333333.3333333"},
                             Case{"0.1", "0.1"},
                             Case{"123.456e1", "1234.56"},
                             Case{"1E400", "json.number"},
                             Case{"-1e309", "json.number"},
                             Case{"1e-400", "0"},
                             Case{"-1e-400", "0"},
                             Case{"1e99999999999999999999", "json.number"},
                             Case{"1e-99999999999999999999", "0"},
                             Case{"0e99999999999", "0"},
                             Case{"1424953923781206.2", "1424953923781206.2"}}) {
    CHECK_MESSAGE(canonical(number.json) == number.canonical, number.json);
  }
  const std::string long_zero = "0." + std::string(5000, '0') + "1e5001";
  CHECK(canonical(long_zero) == "1");
  CHECK(canonical("1" + std::string(5000, '0')) == "json.number");
}

TEST_CASE("canonical json: members are sorted by UTF-16 code units") {
  // U+1F600 (surrogates D83D..) stands before U+FB33 and U+FFFD, though its UTF-8 bytes are larger.
  CHECK(canonical(R"({"\ufb33":1,"\ud83d\ude00":2,"z":3,"\ufffd":4,"":5,"zz":6})") ==
        "{\"\":5,\"z\":3,\"zz\":6,\"😀\":2,\"\xEF\xAC\xB3\":1,\"\xEF\xBF\xBD\":4}");
  CHECK(canonical(R"({"a\u0301":1,"a":2,"á":3})") == "{\"a\":2,\"a\xCC\x81\":1,\"á\":3}");
}

TEST_CASE("canonical json: what is no JSON has no canonical form") {
  CHECK(canonical("{") == "json.syntax");
  CHECK(canonical("{\"a\":1,\"a\":1}") == "json.duplicate_name");
  CHECK(canonical("[1e999]") == "json.number");
}
