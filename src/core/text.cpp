// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "core/ensure.hpp"

namespace sanqu {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t N>
bool is_within(const std::array<Range, N>& ranges, char32_t value) {
  const auto after =
      std::upper_bound(ranges.begin(), ranges.end(), value,
                       [](char32_t v, const Range& range) { return v < range.first; });
  return after != ranges.begin() && value <= std::prev(after)->last;
}

// Characters that normalisation form C never touches: not decomposed by it, never the second part of a composition,
// combining class 0 (Unicode: NFC_Quick_Check = Yes and ccc = 0). A text of these alone is in NFC. The list
// need not be complete, it only has to be right; the unit test holds every one of them against utf8proc.
constexpr std::array<Range, 8> k_inert = {{
    {0x0000, 0x02FF},    // ASCII and Latin letters
    {0x2010, 0x205E},    // dashes, quotation marks, dots
    {0x3000, 0x3029},    // ideographic space, Chinese punctuation
    {0x3030, 0x3096},    // Hiragana, without the combining marks that follow it
    {0x309B, 0x4DBF},    // Katakana, Bopomofo, enclosed forms, ideographs extension A
    {0x4DC0, 0x9FFF},    // hexagrams, unified ideographs
    {0xFF01, 0xFFDC},    // full-width and half-width forms
    {0x20000, 0x2A6DF},  // ideographs extension B
}};

// East Asian wide and full-width (Unicode annex 11: W and F), with the pictographs that terminals draw wide.
constexpr std::array<Range, 22> k_wide = {{
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC}, {0x2614, 0x2615}, {0x26A1, 0x26A1},
    {0x2705, 0x2705},   {0x274C, 0x274C},   {0x2753, 0x2755}, {0x2B50, 0x2B50}, {0x2E80, 0x303E},
    {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F},
    {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
}};

std::uint8_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<std::uint8_t>(text[at]);
}

/// The length of the ASCII run that begins at `at`, eight bytes at a time.
std::size_t ascii_run(std::string_view text, std::size_t at) {
  const std::size_t start = at;
  while (at + 8 <= text.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080U) != 0) break;
    at += 8;
  }
  while (at < text.size() && byte_at(text, at) < 0x80) ++at;
  return at - start;
}

/// The length of the well-formed sequence of two or more bytes that begins at `at`; 0 if there is none
/// (The Unicode Standard, table 3-7).
std::size_t sequence_bytes(std::string_view text, std::size_t at) {
  const std::uint8_t lead = byte_at(text, at);
  std::size_t bytes = 0;
  std::uint8_t second_min = 0x80;
  std::uint8_t second_max = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    bytes = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    bytes = 3;
    if (lead == 0xE0) second_min = 0xA0;  // overlong
    if (lead == 0xED) second_max = 0x9F;  // surrogates
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    bytes = 4;
    if (lead == 0xF0) second_min = 0x90;  // overlong
    if (lead == 0xF4) second_max = 0x8F;  // above U+10FFFF
  } else {
    return 0;
  }
  if (at + bytes > text.size()) return 0;
  if (byte_at(text, at + 1) < second_min || byte_at(text, at + 1) > second_max) return 0;
  for (std::size_t i = 2; i < bytes; ++i) {
    if ((byte_at(text, at + i) & 0xC0) != 0x80) return 0;
  }
  return bytes;
}

struct Free {
  void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
};

std::string normalised(std::string_view text) {
  utf8proc_uint8_t* raw = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &raw,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, Free> owned(raw);
  ensure(length >= 0);  // the text is valid UTF-8, as declared
  return {reinterpret_cast<const char*>(owned.get()), static_cast<std::size_t>(length)};
}

bool is_all_inert(std::string_view text) {
  std::size_t at = 0;
  while ((at += ascii_run(text, at)) < text.size()) {
    const CodePoint point = code_point_at(text, at);
    if (!is_within(k_inert, point.value)) return false;
    at += point.bytes;
  }
  return true;
}

/// The ASCII twin of a full-width character that intake folds; 0 if it is none of them.
char twin_of(char32_t value) {
  if (value == 0x3000) return ' ';
  const bool is_folded = (value >= 0xFF10 && value <= 0xFF19) ||
                         (value >= 0xFF21 && value <= 0xFF3A) ||
                         (value >= 0xFF41 && value <= 0xFF5A) || value == 0xFF0D || value == 0xFF0E;
  return is_folded ? static_cast<char>(value - 0xFEE0) : '\0';
}

bool has_full_width(std::string_view text) {
  std::size_t at = 0;
  while ((at += ascii_run(text, at)) < text.size()) {
    const CodePoint point = code_point_at(text, at);
    if (twin_of(point.value) != '\0') return true;
    at += point.bytes;
  }
  return false;
}

bool is_blank_ascii(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

constexpr std::string_view k_no_break_space = "\xC2\xA0";
constexpr std::string_view k_ideographic_space = "\xE3\x80\x80";

/// Columns of one code point.
std::size_t width_of(char32_t value) {
  if (value < 0x20 || (value >= 0x7F && value < 0xA0)) return 0;
  if (value < 0x300) return value == 0xAD ? 0 : 1;
  if (is_within(k_wide, value)) {
    // The tone marks of U+302A..U+302D lie inside the wide block and take no room of their own.
    return value >= 0x302A && value <= 0x302D ? 0 : 2;
  }
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(value))) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return 0;
    default: return 1;
  }
}

}  // namespace

bool is_ascii(std::string_view text) { return ascii_run(text, 0) == text.size(); }

std::optional<std::size_t> find_bad_utf8(std::string_view text) {
  std::size_t at = 0;
  while ((at += ascii_run(text, at)) < text.size()) {
    const std::size_t bytes = sequence_bytes(text, at);
    if (bytes == 0) return at;
    at += bytes;
  }
  return std::nullopt;
}

CodePoint code_point_at(std::string_view text, std::size_t at) {
  ensure(at < text.size());
  const std::uint8_t lead = byte_at(text, at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  ensure(at + bytes <= text.size());
  char32_t value = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) value = (value << 6) | (byte_at(text, at + i) & 0x3FU);
  return {value, bytes};
}

bool is_nfc(std::string_view text) { return is_all_inert(text) || normalised(text) == text; }

std::string nfc(std::string_view text) {
  return is_all_inert(text) ? std::string(text) : normalised(text);
}

void make_nfc(std::string& text) {
  if (!is_all_inert(text)) text = normalised(text);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty()) {
    if (is_blank_ascii(text.front())) {
      text.remove_prefix(1);
    } else if (text.starts_with(k_no_break_space)) {
      text.remove_prefix(k_no_break_space.size());
    } else if (text.starts_with(k_ideographic_space)) {
      text.remove_prefix(k_ideographic_space.size());
    } else {
      break;
    }
  }
  while (!text.empty()) {
    if (is_blank_ascii(text.back())) {
      text.remove_suffix(1);
    } else if (text.ends_with(k_no_break_space)) {
      text.remove_suffix(k_no_break_space.size());
    } else if (text.ends_with(k_ideographic_space)) {
      text.remove_suffix(k_ideographic_space.size());
    } else {
      break;
    }
  }
  return text;
}

std::string half_width(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t run = ascii_run(text, at);
    out.append(text, at, run);
    at += run;
    if (at == text.size()) break;
    const CodePoint point = code_point_at(text, at);
    if (const char twin = twin_of(point.value); twin != '\0') {
      out += twin;
    } else {
      out.append(text, at, point.bytes);
    }
    at += point.bytes;
  }
  return out;
}

std::string folded_cell(std::string_view text) {
  const std::string_view inner = trimmed(text);
  if (!has_full_width(inner)) return nfc(inner);
  return nfc(trimmed(half_width(inner)));
}

bool is_folded_cell(std::string_view text) {
  return trimmed(text).size() == text.size() && !has_full_width(text) && is_nfc(text);
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const bool is_single = byte_at(text, at) < 0x80;
    const std::size_t bytes = is_single ? 1 : sequence_bytes(text, at);
    width += bytes == 0 ? 1 : width_of(code_point_at(text, at).value);
    at += std::max<std::size_t>(bytes, 1);
  }
  return width;
}

std::string padded(std::string_view text, std::size_t columns) {
  std::string out(text);
  const std::size_t width = display_width(text);
  if (width < columns) out.append(columns - width, ' ');
  return out;
}

std::string readable_utf8(std::string_view bytes) {
  std::string out;
  while (true) {
    const auto bad = find_bad_utf8(bytes);
    out += bytes.substr(0, bad.value_or(bytes.size()));
    if (!bad) return out;
    out += "\xEF\xBF\xBD";
    bytes.remove_prefix(*bad + 1);
  }
}

}  // namespace sanqu
