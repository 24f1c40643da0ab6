// SPDX-License-Identifier: Apache-2.0
// Text as it comes in and goes out: is it UTF-8, is it in the one normal form (NFC), what does it look like without
// full-width forms and blanks around it, and how wide is it on a terminal. Everything stored or compared by this
// program is valid UTF-8 in NFC (rule R10), so the fast path of both questions is one pass over the bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sanqu {

/// True when every byte is below 0x80.
bool is_ascii(std::string_view text);

/// The offset of the first byte that begins no well-formed UTF-8 sequence (overlong forms, surrogates and values
/// above U+10FFFF are not well-formed, nor is a sequence that the end cuts off); none if all of `text` is UTF-8.
std::optional<std::size_t> find_bad_utf8(std::string_view text);

/// One code point and its length in bytes.
struct CodePoint {
  char32_t value;
  std::size_t bytes;  // 1 to 4
};

/// The code point that begins at `at`. `text` must be valid UTF-8 and `at` the start of a character in it.
CodePoint code_point_at(std::string_view text, std::size_t at);

/// True when `text` (valid UTF-8) is in Unicode normalisation form C. ASCII and plain Chinese text are answered
/// without normalising anything.
bool is_nfc(std::string_view text);

/// `text` (valid UTF-8) in normalisation form C. A text already in NFC is copied as it is.
std::string nfc(std::string_view text);

/// `text` in normalisation form C, in place; does nothing, and costs no memory, where it is NFC already.
void make_nfc(std::string& text);

/// `text` (valid UTF-8) without the blanks at its ends: ASCII space, tab, CR, LF, VT, FF, U+00A0 and U+3000.
std::string_view trimmed(std::string_view text);

/// `text` (valid UTF-8) with full-width digits and Latin letters (U+FF10.., U+FF21.., U+FF41..) and the ideographic
/// space (U+3000) as their ASCII twins. Full-width punctuation stays: in Chinese text it is right. Also folds
/// the two signs that numbers are typed with, full-width minus U+FF0D and full stop U+FF0E.
std::string half_width(std::string_view text);

/// What intake does to every cell, in this order: half-width, trimmed, NFC. `text` must be valid UTF-8.
std::string folded_cell(std::string_view text);

/// True when `folded_cell` would leave `text` as it is: then no copy is needed. `text` must be valid UTF-8.
bool is_folded_cell(std::string_view text);

/// Columns that `text` takes on a terminal: 2 for wide and full-width characters of East Asia, 0 for combining and
/// control characters, 1 for all others. Bytes that are not UTF-8 count 1 each.
std::size_t display_width(std::string_view text);

/// `text` with spaces after it up to `columns` of display width; as it is where it is wider.
std::string padded(std::string_view text, std::size_t columns);

/// `bytes` as valid UTF-8: what is not becomes U+FFFD.
std::string readable_utf8(std::string_view bytes);

}  // namespace sanqu
