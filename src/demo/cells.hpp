// SPDX-License-Identifier: Apache-2.0
// A line before it is written: its cells in one text, parted by a character that no cell holds. Dates are written as 2026-03-02
// here; the department's own way comes with the file.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace sanqu::demo {

inline constexpr char k_cell_end = '\x1f';

std::string cells_of(std::initializer_list<std::string_view> cells);
std::vector<std::string> split_cells(std::string_view line);
std::string joined_cells(const std::vector<std::string>& cells);

}  // namespace sanqu::demo
