// SPDX-License-Identifier: Apache-2.0
#include "intake/encoding.hpp"

#include <doctest/doctest.h>

using namespace sanqu;
using namespace sanqu::intake;
using namespace std::string_view_literals;

namespace {

std::string outcome(std::string_view bytes) {
  const auto form = text_form("f.csv", bytes);
  if (!form) return std::string(form.error()[0].code->id);
  const std::string mark = std::to_string(form->mark_bytes);
  return form->encoding == Encoding::utf8 ? mark
                                          : std::string(encoding_name(form->encoding)) + " " + mark;
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

TEST_CASE("GB18030 is told by its bytes, wherever in the beginning they come") {
  // 统一社会信用代码,名称 in GBK
  CHECK(outcome("\xCD\xB3\xD2\xBB\xC9\xE7\xBB\xE1\xD0\xC5\xD3\xC3\xB4\xFA\xC2\xEB,"
                "\xC3\xFB\xB3\xC6\n1,2\n") == "GB18030 (GBK) 0");
  CHECK(outcome("id,name\n1,a\n2,\xC3\xFB\xB3\xC6\n") == "GB18030 (GBK) 0");
  CHECK(outcome("\x81\x30\x81\x30,\xC3\xFB\n") == "GB18030 (GBK) 0");
  CHECK(outcome("id\n\x80\xC3\xFB\n") == "GB18030 (GBK) 0");         // the euro sign of Windows
  CHECK(outcome("\x84\x31\x95\x33id,name\n") == "GB18030 (GBK) 4");  // with a mark
  const std::string late = "id,name\n" + std::string(900'000, '1') + ",\xC3\xFB\xB3\xC6\n";
  CHECK(outcome(late) == "GB18030 (GBK) 0");
}

TEST_CASE("what could be read as GB18030 but is no Chinese is not") {
  CHECK(outcome("caf\xE9s,x\n1,2\n") == "intake.encoding");  // Latin-1: E9 73 is a character of GBK
  // 統一社會信用代碼,名稱 in Big5
  CHECK(outcome("\xB2\xCE\xA4\x40\xAA\xC0\xB7\x7C\xAB\x48\xA5\xCE\xA5\x4E\xBD\x58,"
                "\xA6\x57\xBA\xD9\n1,2\n") == "intake.encoding");
}

TEST_CASE("UTF-16 with a mark is read, without one it is named") {
  CHECK(outcome("\xFF\xFE"
                "a\0,\0b\0"sv) == "UTF-16 2");
  CHECK(outcome("\xFE\xFF\0a\0,"sv) == "UTF-16 2");
  CHECK(outcome("a\0,\0b\0\n\0"sv) == "intake.utf16");
}

TEST_CASE("other files are named; bytes that are nothing are refused") {
  CHECK(outcome("\x1F\x8B\x08") == "intake.not_text");
  CHECK(outcome("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") == "intake.old_spreadsheet");
  CHECK(outcome("\xD0\xCF\x11\xE0..E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv) ==
        "intake.xlsx_encrypted");
  CHECK(outcome("a\xFF,b\n1,2\n") == "intake.encoding");
}
