// SPDX-License-Identifier: Apache-2.0
// CSV by RFC 4180: commas, quotes doubled inside quotes, line ends inside quotes, LF or CRLF. The path of most lines,
// without any quote, is three passes of memchr over the bytes and no memory.
//
// A quote that is never closed would swallow the rest of the file. So a line whose quotes are wrong ends at the end of
// the physical line on which the wrong cell begins, and reading goes on with the next physical line.
#pragma once

#include <memory>

#include "intake/byte_window.hpp"
#include "intake/line.hpp"

namespace sanqu::intake {

/// Bytes that may be read a second time after wrong quotes, a file; beyond it they are refused with their line.
inline constexpr std::size_t k_reread_bytes_max = 64 << 20;

/// Reads the header line from `window`, which stands behind a byte order mark. The window must outlive the reader.
/// Errors: those of the source; intake.separator, line_ends, header_*, too_many_columns.
Result<std::unique_ptr<LineReader>> open_csv(ByteWindow& window);

}  // namespace sanqu::intake
