// SPDX-License-Identifier: Apache-2.0
// What a file is encoded in, told from its beginning. Only UTF-8 is read; everything else is named, so that the sender
// learns how to save the file instead of getting a hundred thousand refused lines.
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"

namespace sanqu::intake {

/// Bytes of the beginning that are looked at.
inline constexpr std::size_t k_sniff_bytes = 64 << 10;

/// Checks `beginning` (the first bytes of `file`, at least `k_sniff_bytes` of them if the file has so many) and gives
/// the number of bytes to skip: 3 for a byte order mark, else 0. A single bad line in a UTF-8 file passes; it is refused
/// by itself later. Errors: intake.file_empty, not_text, utf16, gb18030, encoding.
Result<std::size_t> check_encoding(const std::string& file, std::string_view beginning);

}  // namespace sanqu::intake
