// SPDX-License-Identifier: Apache-2.0
// A line as it stands in a file, split into named cells and not yet understood: what the CSV, XLSX and NDJSON readers have
// in common. What a name means, and whether a cell's text is good, is for the steps after it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "intake/intake.hpp"

namespace sanqu::intake {

/// How a value was written. CSV knows text only; `number` is a spreadsheet's number, whose text is exact.
enum class CellForm : std::uint8_t { text, list, number };

/// Why a spreadsheet's cell has no value that can be used.
enum class CellTrouble : std::uint8_t { none, formula_without_value, error_value, merged };

/// What stands for a cell's trouble in a line's raw text, so that the line read again is refused again; empty: its own text.
std::string_view trouble_text(CellTrouble trouble);
/// The other way round; spreadsheets write `#N/A` and the like into CSV too.
CellTrouble trouble_of(std::string_view text);

/// One cell; empty text is *missing*. The views live until the reader's next line.
struct Cell {
  std::uint32_t column = 0;        // index into the reader's names
  std::uint32_t offset = 0;        // where it begins in Line::raw, in bytes
  std::uint32_t raw_bytes = 0;     // what it takes there, with quotes and escapes
  std::uint32_t place_column = 0;  // the sheet's column, from 1; 0: told by `offset`
  CellForm form = CellForm::text;
  CellTrouble trouble = CellTrouble::none;
  std::string_view text;  // quotes and escapes undone; valid UTF-8; a list is joined by `;`

  CellTrouble trouble_found() const {
    return trouble != CellTrouble::none || !text.starts_with('#') ? trouble : trouble_of(text);
  }
};

/// One line of data. With `findings` its form is broken, and `cells` may be empty or incomplete.
struct Line {
  std::uint32_t number = 0;  // of its first physical line, from 1
  std::string_view raw;      // without its line end; a spreadsheet's row as CSV
  std::span<const Cell> cells;
  Errors findings;
};

/// Gives a file's lines one by one. A broken line never ends a file: it comes with its findings, and the next follows.
class LineReader {
 public:
  virtual ~LineReader() = default;
  /// Fills `line`; false at the end. Errors: those of the source only.
  virtual Result<bool> next(Line& line) = 0;
  /// The names of the columns so far, as written. CSV: the header. NDJSON: grows with new keys, never shrinks.
  virtual const std::vector<std::string>& names() const = 0;
  /// True when every line has every column (CSV): a missing column can then be told at once.
  virtual bool has_header() const = 0;
  /// The header as one CSV line, to read a line of this file again under; empty where there is none.
  virtual std::string header() const { return {}; }
  /// The line that the header ends on.
  virtual std::uint32_t header_row() const { return 1; }
  /// About the file, not fatal. Complete after the last line.
  virtual const Errors& notices() const = 0;
};

/// `names` as a CSV line. A name that holds an identity number (a file without a header) is not repeated.
std::string header_line(const std::vector<std::string>& names);

/// A column's name as it is compared: folded, without line ends inside and without the asterisks that templates put on
/// what is required.
std::string header_name(std::string_view text);

/// The place of the byte `offset` of `raw`, whose first line is `line`: column in characters.
/// Works on any bytes; what is not UTF-8 counts a character a byte that does not continue one.
Place place_in(const std::string& file, std::uint32_t line, std::string_view raw,
               std::size_t offset);

}  // namespace sanqu::intake
