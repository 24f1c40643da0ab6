// SPDX-License-Identifier: Apache-2.0
// Rows of text in aligned columns for a terminal; a Chinese character is two columns wide. Numbers stand to the right.
#pragma once

#include <string>
#include <vector>

#include "cli/output.hpp"

namespace sanqu::cli {

class TextTable {
 public:
  /// A heading that begins with `>` is of a column of numbers; the sign is not shown.
  explicit TextTable(std::vector<std::string> headings);
  void row(std::vector<std::string> cells);
  void write(Output& out) const;

 private:
  std::vector<std::string> headings_;
  std::vector<bool> is_right_;
  std::vector<std::size_t> widths_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace sanqu::cli
