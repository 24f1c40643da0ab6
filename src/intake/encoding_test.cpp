// SPDX-License-Identifier: Apache-2.0
#include "intake/encoding.hpp"

#include <doctest/doctest.h>

using namespace sanqu;
using namespace sanqu::intake;
using namespace std::string_view_literals;

namespace {

std::string outcome(std::string_view bytes) {
  const auto skipped = check_encoding("f.csv", bytes);
  return skipped ? std::to_string(*skipped) : std::string(skipped.error()[0].code->id);
}

}  // namespace

TEST_CASE("UTF-8 with and without a mark passes") {
  CHECK(outcome("a,b\n1,2\n") == "0");
  CHECK(outcome("主体标识,名称\n1,老店\n") == "0");
  CHECK(outcome("\xEF\xBB\xBF主体标识\n") == "3");
  CHECK(outcome("") == "intake.file_empty");
}

TEST_CASE("a bad line in UTF-8 text does not condemn the file") {
  CHECK(outcome("名称,地址\n老店,东街\n\xFF\xFE,\xB0\xA1\n新店,西街\n") == "0");
  CHECK(outcome("a,b\n1,\xE4\xB8") == "0");  // breaks off within a character
}

TEST_CASE("a sample that ends within a character is no other encoding") {
  std::string text = "a,b\n1," + std::string(k_sniff_bytes - 8, 'x') + "店\n";
  REQUIRE(text.size() > k_sniff_bytes);
  for (int i = 0; i < 4; ++i) {
    CHECK(outcome(text) == "0");
    text.insert(6, "y");
  }
}

TEST_CASE("GB18030 is named, with the line where it shows") {
  // 统一社会信用代码,名称 in GBK
  CHECK(outcome("\xCD\xB3\xD2\xBB\xC9\xE7\xBB\xE1\xD0\xC5\xD3\xC3\xB4\xFA\xC2\xEB,"
                "\xC3\xFB\xB3\xC6\n1,2\n") == "intake.gb18030");
  const auto later = check_encoding("f.csv", "id,name\n1,a\n2,\xC3\xFB\xB3\xC6\n");
  REQUIRE_FALSE(later.has_value());
  CHECK(later.error()[0].code->id == "intake.gb18030");
  CHECK(later.error()[0].place.line == 3);
  CHECK(outcome("\x81\x30\x81\x30,\xC3\xFB\n") == "intake.gb18030");
}

TEST_CASE("UTF-16 is named, with and without a mark") {
  CHECK(outcome("\xFF\xFE"
                "a\0,\0b\0"sv) == "intake.utf16");
  CHECK(outcome("\xFE\xFF\0a\0,"sv) == "intake.utf16");
  CHECK(outcome("a\0,\0b\0\n\0"sv) == "intake.utf16");
}

TEST_CASE("other files are named; bytes that are nothing are refused") {
  CHECK(outcome("PK\x03\x04xxxx") == "intake.not_text");
  CHECK(outcome("\x1F\x8B\x08") == "intake.not_text");
  CHECK(outcome("a\xFF,b\n1,2\n") == "intake.encoding");
}
