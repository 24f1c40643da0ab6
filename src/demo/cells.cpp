// SPDX-License-Identifier: Apache-2.0
#include "demo/cells.hpp"

namespace sanqu::demo {

std::string cells_of(std::initializer_list<std::string_view> cells) {
  std::size_t bytes = cells.size();
  for (const std::string_view cell : cells) bytes += cell.size();
  std::string line;
  line.reserve(bytes);
  bool is_first = true;
  for (const std::string_view cell : cells) {
    if (!is_first) line += k_cell_end;
    is_first = false;
    line += cell;
  }
  return line;
}

std::vector<std::string> split_cells(std::string_view line) {
  std::vector<std::string> cells;
  while (true) {
    const std::size_t end = line.find(k_cell_end);
    cells.emplace_back(line.substr(0, end));
    if (end == std::string_view::npos) return cells;
    line.remove_prefix(end + 1);
  }
}

std::string joined_cells(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += k_cell_end;
    line += cells[i];
  }
  return line;
}

}  // namespace sanqu::demo
