// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"

#include <doctest/doctest.h>
#include <utf8proc.h>

using namespace sanqu;

namespace {

std::string utf8(char32_t value) {
  utf8proc_uint8_t bytes[4];
  const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(value), bytes);
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

bool is_surrogate(char32_t value) { return value >= 0xD800 && value <= 0xDFFF; }

}  // namespace

TEST_CASE("text: every code point is UTF-8, and read back as itself") {
  for (char32_t value = 0; value <= 0x10FFFF; ++value) {
    if (is_surrogate(value)) continue;
    const std::string text = "a" + utf8(value);
    if (find_bad_utf8(text) || code_point_at(text, 1).value != value ||
        code_point_at(text, 1).bytes != text.size() - 1) {
      FAIL(static_cast<unsigned>(value));
    }
  }
}

TEST_CASE("text: the first bad byte") {
  CHECK_FALSE(find_bad_utf8("").has_value());
  CHECK_FALSE(find_bad_utf8("统一社会信用代码 abc").has_value());
  struct Case {
    std::string_view text;
    std::size_t at;
  };
  for (const Case& bad :
       {Case{"\x80", 0}, Case{"ab\xFF", 2}, Case{"\xC0\xAF", 0}, Case{"\xC1\xBF", 0},
        Case{"a\xE0\x9F\xBF", 1}, Case{"\xED\xA0\x80", 0}, Case{"\xF0\x8F\xBF\xBF", 0},
        Case{"\xF4\x90\x80\x80", 0}, Case{"\xF5\x80\x80\x80", 0}, Case{"中\xE4\xB8", 3},
        Case{"\xE4\xB8", 0}, Case{"\xC3", 0}, Case{"12345678\xF0\x9F\x98", 8},
        Case{"123456789\xE4"
             "a\x80",
             9},
        Case{"\xE4\xB8\xAD\xAD", 3}}) {
    const auto at = find_bad_utf8(bad.text);
    REQUIRE(at.has_value());
    CHECK(*at == bad.at);
  }
}

TEST_CASE("text: every two and three byte sequence is judged as utf8proc judges it") {
  for (unsigned lead = 0x80; lead <= 0xFF; ++lead) {
    for (unsigned second = 0; second <= 0xFF; ++second) {
      for (const unsigned third : {0x00U, 0x7FU, 0x80U, 0xBFU, 0xC0U, 0xFFU}) {
        const std::string text = {static_cast<char>(lead), static_cast<char>(second),
                                  static_cast<char>(third)};
        bool good = true;
        for (std::size_t at = 0; at < text.size() && good;) {
          utf8proc_int32_t value = 0;
          const auto size =
              utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                               static_cast<utf8proc_ssize_t>(text.size() - at), &value);
          good = size > 0;
          at += good ? static_cast<std::size_t>(size) : 1;
        }
        if (find_bad_utf8(text).has_value() == good) FAIL(lead << " " << second << " " << third);
      }
    }
  }
}

TEST_CASE("text: ASCII") {
  CHECK(is_ascii(""));
  CHECK(is_ascii("plain text, longer than a word of eight bytes"));
  CHECK_FALSE(is_ascii("plain tex\xC3\xA9"));
  CHECK_FALSE(is_ascii("\x80"));
}

TEST_CASE(
    "text: the fast path of NFC is right for every character, alone and in pairs that compose") {
  // Alone: is_nfc says what utf8proc says. (Slow-path characters go through utf8proc anyway.)
  for (char32_t value = 0; value <= 0x2FFFF; ++value) {
    if (is_surrogate(value)) continue;
    const std::string text = utf8(value);
    utf8proc_uint8_t* raw = utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str()));
    const std::string wanted = reinterpret_cast<const char*>(raw);
    std::free(raw);
    if (value != 0 && is_nfc(text) != (wanted == text)) FAIL(static_cast<unsigned>(value));
    // Inert means more: nothing may compose with what stands before it, so no combining class and no composition.
    if (value != 0 && nfc("a" + text) != "a" + wanted && is_nfc("a" + text))
      FAIL(static_cast<unsigned>(value));
  }
  // A second part of a composition is never taken by the fast path.
  CHECK_FALSE(is_nfc("e\xCC\x81"));       // e + acute
  CHECK_FALSE(is_nfc("か\xE3\x82\x99"));  // ka + voiced mark
  CHECK_FALSE(is_nfc("가\xE1\x86\xA8"));  // Hangul syllable + final consonant
}

TEST_CASE(
    "text: NFC composes, reorders, and replaces compatibility ideographs that have a canonical "
    "twin") {
  CHECK(nfc("e\xCC\x81") == "é");
  CHECK(nfc("A\xCC\x8A") == "Å");
  CHECK(nfc("\xE2\x84\xAB") == "Å");             // angstrom sign
  CHECK(nfc("\xEF\xA8\x8E") == "\xEF\xA8\x8E");  // U+FA0E is a unified ideograph
  CHECK(nfc("\xEF\xA4\x80") == "豈");            // U+F900
  CHECK(nfc("a\xCC\xA7\xCC\x81") == nfc("a\xCC\x81\xCC\xA7"));
  CHECK(nfc("") == "");
  CHECK(nfc(std::string_view("a\0e\xCC\x81", 5)) == std::string_view("a\0é", 4));
  std::string text = "统一e\xCC\x81";
  make_nfc(text);
  CHECK(text == "统一é");
  CHECK(is_nfc("统一社会信用代码,(2025)第１号 Ａ"));
}

TEST_CASE("text: blanks at the ends, ASCII, U+00A0 and U+3000") {
  CHECK(trimmed(" \t\r\n\v\f a b \t") == "a b");
  CHECK(trimmed("\xE3\x80\x80\xC2\xA0 甲 乙\xC2\xA0 \xE3\x80\x80") == "甲 乙");
  CHECK(trimmed(" \xE3\x80\x80 ").empty());
  CHECK(trimmed("").empty());
  CHECK(trimmed("a") == "a");
  // Characters that share bytes with the blanks are left alone.
  CHECK(trimmed("à") == "à");            // C3 A0
  CHECK(trimmed("。甲。") == "。甲。");  // E3 80 82
}

TEST_CASE("text: full-width digits, letters and space; not punctuation") {
  CHECK(half_width("９１３３０１００Ａｚ　Ｚａ") == "91330100Az Za");
  CHECK(half_width("２０２６－０３－０２ １２．５") == "2026-03-02 12.5");
  CHECK(half_width("(甲),乙;丙:丁!?") == "(甲),乙;丙:丁!?");
  CHECK(half_width("plain") == "plain");
  CHECK(half_width("") == "");
}

TEST_CASE("text: a cell at intake") {
  CHECK(folded_cell("　９１Ａ ") == "91A");
  CHECK(folded_cell(" 甲 公司 ") == "甲 公司");
  CHECK(folded_cell("e\xCC\x81 ") == "é");
  CHECK(folded_cell("　") == "");
  CHECK(is_folded_cell("91A 甲"));
  for (const char* text : {" a", "a ", "a　b", "９", "e\xCC\x81", "\xC2\xA0"}) {
    CHECK_FALSE(is_folded_cell(text));
    CHECK(is_folded_cell(folded_cell(text)));
  }
}

TEST_CASE("text: width on a terminal") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("信用") == 4);
  CHECK(display_width("Ａ（") == 4);
  CHECK(display_width("é") == 1);
  CHECK(display_width("e\xCC\x81") == 1);
  CHECK(display_width("가") == 2);
  CHECK(display_width("ｱ") == 1);  // half-width katakana
  CHECK(display_width("😀") == 2);
  CHECK(display_width("𠀀") == 2);
  CHECK(display_width("\xE2\x80\x8B") == 0);  // zero width space
  CHECK(display_width("★…—") == 3);
  CHECK(display_width("\xFF\xE4") == 2);
  CHECK(display_width("") == 0);
  CHECK(padded("信用", 6) == "信用  ");
  CHECK(padded("信用", 3) == "信用");
}
