// SPDX-License-Identifier: Apache-2.0
// One line of CSV, cell by cell. A cell that begins like a formula (= + - @, tab, CR) and is no number gets an apostrophe in
// front: a spreadsheet then shows it and does not run it.
#pragma once

#include <string>
#include <string_view>

namespace sanqu::cli {

class CsvLine {
 public:
  /// Appends to `out`, which must outlive it.
  explicit CsvLine(std::string& out) : out_(out) {}
  CsvLine& cell(std::string_view text);

 private:
  std::string& out_;
  bool is_first_ = true;
};

/// Digits with an optional sign in front and an optional point between.
bool is_plain_number(std::string_view text);

}  // namespace sanqu::cli
