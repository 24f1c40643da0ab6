// SPDX-License-Identifier: Apache-2.0
// Which of a sheet's first rows is its header, and what its columns are called.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "intake/reading.hpp"
#include "intake/xlsx_sheet.hpp"

namespace sanqu::intake {

/// A row that is kept while others are read.
class StoredRow {
 public:
  explicit StoredRow(const SheetRow& row);
  StoredRow(StoredRow&&) noexcept = default;
  StoredRow& operator=(StoredRow&&) noexcept = default;
  std::uint32_t number() const { return row_.number; }
  const SheetRow& row() const { return row_; }
  /// Gives a row whose texts live as long as this one.
  void show(SheetRow& out) const { out = row_; }

 private:
  SheetRow row_;
  std::vector<std::string> texts_;
};

struct SheetHeader {
  struct Name {
    std::uint32_t column = 0;
    std::string text;
  };
  std::uint32_t row = 0;  // 0: there is none
  std::vector<Name> names;
  std::uint32_t rows_above = 0;  // that have anything in them
  std::vector<StoredRow> below;  // read already
};

/// Reads the sheet's first rows. Errors: those of the sheet.
Result<SheetHeader> find_header(SheetReader& sheet, const HeaderJudge& judge);

}  // namespace sanqu::intake
