// SPDX-License-Identifier: Apache-2.0
// One line of CSV (RFC 4180), cell by cell. For people's spreadsheets a cell that begins like a formula (= + - @, tab, CR)
// and is no number gets an apostrophe in front, so that it is shown and not run; for our own reading back it does not.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sanqu {

class CsvLine {
 public:
  enum class For : std::uint8_t { spreadsheets, reading_back };

  /// Appends to `out`, which must outlive it.
  explicit CsvLine(std::string& out, For reader = For::spreadsheets) : out_(out), reader_(reader) {}
  CsvLine& cell(std::string_view text);

 private:
  std::string& out_;
  For reader_;
  bool is_first_ = true;
};

/// True where a spreadsheet would run `text`: then the apostrophe goes in front.
bool is_like_formula(std::string_view text);

}  // namespace sanqu
