// SPDX-License-Identifier: Apache-2.0
#include "cli/text_table.hpp"

#include "core/ensure.hpp"
#include "core/text.hpp"

namespace sanqu::cli {

TextTable::TextTable(std::vector<std::string> headings) : headings_(std::move(headings)) {
  for (std::string& heading : headings_) {
    is_right_.push_back(heading.starts_with('>'));
    if (is_right_.back()) heading.erase(0, 1);
    widths_.push_back(display_width(heading));
  }
}

void TextTable::row(std::vector<std::string> cells) {
  ensure(cells.size() == headings_.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    widths_[i] = std::max(widths_[i], display_width(cells[i]));
  }
  rows_.push_back(std::move(cells));
}

void TextTable::write(Output& out) const {
  const auto write_row = [&](const std::vector<std::string>& cells) {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string blanks(widths_[i] - display_width(cells[i]), ' ');
      if (i > 0) text += "  ";
      text += is_right_[i] ? blanks + cells[i] : cells[i] + blanks;
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out.line(text);
  };
  write_row(headings_);
  std::size_t width = 0;
  for (const std::size_t one : widths_) width += one + 2;
  std::string rule;
  for (std::size_t i = 2; i < width; ++i) rule += "─";
  out.line(rule);
  for (const auto& cells : rows_) write_row(cells);
}

}  // namespace sanqu::cli
