// SPDX-License-Identifier: Apache-2.0
// What a file is encoded in, told from its beginning. UTF-8, GB18030 and UTF-16 with a byte order mark are read; everything
// else is named, so that the sender learns how to save the file instead of getting a hundred thousand refused lines.
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "intake/converter.hpp"

namespace sanqu::intake {

/// Bytes of the beginning that are looked at.
inline constexpr std::size_t k_sniff_bytes = 1 << 20;

struct TextForm {
  Encoding encoding = Encoding::utf8;
  std::size_t mark_bytes = 0;  // of the byte order mark at the beginning
};

/// Tells the encoding of the text that begins with `beginning` (the first bytes of `file`, at least `k_sniff_bytes` of them
/// if the file has so many). GB18030: more bad than good UTF-8, every byte part of a character of GB18030, and most of
/// the characters such as Chinese texts have. A single bad line in a UTF-8 file passes; it is refused by itself later.
/// Errors: intake.file_empty, not_text, old_spreadsheet, utf16, encoding.
Result<TextForm> text_form(const std::string& file, std::string_view beginning);

}  // namespace sanqu::intake
