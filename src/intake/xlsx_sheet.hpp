// SPDX-License-Identifier: Apache-2.0
// One sheet's rows, one by one as they are unpacked. The whole part was looked through before: its checksum is right, its
// size as declared, and its merged cells, which stand behind the rows, are known.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "intake/line.hpp"
#include "intake/xlsx_workbook.hpp"
#include "intake/xlsx_xml.hpp"

namespace sanqu::intake {

inline constexpr std::size_t k_merges_max = 200'000;
inline constexpr std::uint32_t k_sheet_rows_max = 1'048'576;
inline constexpr std::uint32_t k_sheet_columns_max = 16'384;

/// Merged cells: rows and columns from 1, both ends included.
struct Merge {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint32_t last_row = 0;
  std::uint32_t last_column = 0;
};

/// A row with at least one cell that has something in it. Cells stand in the order of their columns.
struct SheetRow {
  struct Cell {
    std::uint32_t column = 0;  // from 1
    CellForm form = CellForm::text;
    CellTrouble trouble = CellTrouble::none;
    std::string_view text;
  };
  std::uint32_t number = 0;
  bool is_hidden = false;
  bool is_too_long = false;  // more than k_line_bytes_max of text; it has no cells then
  std::vector<Cell> cells;
};

class SheetReader {
 public:
  /// Looks through the whole part. `package` and `workbook` must outlive it.
  /// Errors: intake.xlsx_damaged, xlsx_doctype, xlsx_too_large; those of the package.
  static Result<std::unique_ptr<SheetReader>> open(const XlsxPackage& package,
                                                   const Workbook& workbook,
                                                   const Workbook::Sheet& sheet);
  ~SheetReader();

  /// Sorted by row.
  const std::vector<Merge>& merges() const { return merges_; }
  /// False at the end. The row's texts live until the next call. Errors: as of `open`.
  Result<bool> next(SheetRow& row);

 private:
  class Rows;
  SheetReader();

  std::vector<Merge> merges_;
  std::unique_ptr<Rows> rows_;
  std::unique_ptr<XmlParser> parser_;
};

/// `AB12` as column 28 and row 12; none of it (0) if it is no such thing or beyond a sheet's edge.
struct CellPlace {
  std::uint32_t column = 0;
  std::uint32_t row = 0;
};
CellPlace cell_place(std::string_view reference);

/// 28 as AB.
std::string column_letters(std::uint32_t column);

}  // namespace sanqu::intake
