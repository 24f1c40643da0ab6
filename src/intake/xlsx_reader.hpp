// SPDX-License-Identifier: Apache-2.0
// A workbook (.xlsx) as lines: the rows below the header of its first visible sheet that has one. A line's number is its
// row, its raw text its cells as CSV under that header (docs/formats/file-mode.md, "Workbooks").
//
// The header is the row among the first 20 that has the most known names; titles above it are skipped. Names that are merged
// over several rows count in each of them. A cell below the header that is merged with another has no value of its own: it
// is a finding, not an empty cell.
#pragma once

#include <memory>

#include "intake/byte_window.hpp"
#include "intake/reading.hpp"

namespace sanqu::intake {

inline constexpr std::uint32_t k_header_rows_max = 20;
/// What is not a file can't be read in any order: so much of it is kept in memory.
inline constexpr std::size_t k_piped_workbook_bytes_max = 256 << 20;

/// True where a file that begins so may be a workbook: it is a zip archive.
bool is_workbook(std::string_view beginning);

/// `window` holds the first bytes of `source` and nothing of it is consumed; both must outlive the reader. Without `judge`
/// the first row is the header.
/// Errors: those of the source; intake.xlsx_*, header_duplicate, too_many_columns.
Result<std::unique_ptr<LineReader>> open_xlsx(ByteSource& source, ByteWindow& window,
                                              const HeaderJudge& judge);

}  // namespace sanqu::intake
