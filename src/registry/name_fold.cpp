// SPDX-License-Identifier: Apache-2.0
#include "registry/name_fold.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <span>

#include "core/ensure.hpp"
#include "core/text.hpp"

namespace sanqu::registry {

namespace {

struct Simplified {
  char32_t from;
  char32_t to;
};
// Made at build time from OpenCC's dictionary by generate/simplified_characters.cpp.
constexpr Simplified k_simplified[] = {
#include <registry/simplified_characters.inc>
};

char32_t simplified(char32_t character) {
  const auto* found = std::ranges::lower_bound(k_simplified, character, {}, &Simplified::from);
  return found != std::end(k_simplified) && found->from == character ? found->to : character;
}

bool is_plain_ideograph(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }
bool is_hangul(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }
/// Circles that are typed for the zero of 二〇〇八.
bool is_circle(char32_t c) { return c == 0x25CB || c == 0x25EF; }

bool is_letter_or_digit(utf8proc_int32_t point) {
  switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return true;
    default: return false;
  }
}

void fold_ascii(char32_t c, std::u32string& out) {
  if (c >= U'A' && c <= U'Z') {
    out += static_cast<char32_t>(c + (U'a' - U'A'));
  } else if ((c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9')) {
    out += c;
  }
}

void fold_other(char32_t c, std::u32string& out) {
  constexpr int k_options = UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                            UTF8PROC_IGNORE | UTF8PROC_STRIPMARK;
  constexpr std::size_t k_points_max = 32;  // the longest decomposition has 18
  std::array<utf8proc_int32_t, k_points_max> points{};
  int boundary = 0;
  const auto length =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), points.data(), k_points_max,
                              utf8proc_option_t(k_options), &boundary);
  ensure(length >= 0 && length <= static_cast<utf8proc_ssize_t>(k_points_max));
  for (const utf8proc_int32_t point : std::span(points).first(static_cast<std::size_t>(length))) {
    if (is_letter_or_digit(point)) out += simplified(static_cast<char32_t>(point));
  }
}

void append_utf8(char32_t c, std::string& out) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

}  // namespace

std::u32string characters_of(std::string_view text) {
  std::u32string out;
  out.reserve(text.size() / 3 + 1);
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    out += point.value;
    at += point.bytes;
  }
  return out;
}

std::u32string folded_characters(std::string_view text) {
  std::u32string out;
  out.reserve(text.size() / 3 + 1);
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    at += point.bytes;
    const char32_t c = point.value;
    if (c < 0x80) {
      fold_ascii(c, out);
    } else if (is_plain_ideograph(c)) {
      out += simplified(c);
    } else if (is_circle(c)) {
      out += U'〇';
    } else if (is_hangul(c)) {
      out += c;  // syllables stay whole: their parts are no letters that anybody types
    } else {
      fold_other(c, out);
    }
  }
  return out;
}

std::string utf8_of(std::u32string_view characters) {
  std::string out;
  out.reserve(characters.size() * 3);
  for (const char32_t c : characters) append_utf8(c, out);
  return out;
}

std::string fold_name(std::string_view text) { return utf8_of(folded_characters(text)); }

}  // namespace sanqu::registry
