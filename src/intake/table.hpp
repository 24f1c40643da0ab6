// SPDX-License-Identifier: Apache-2.0
// A file of any format that intake reads, as a plain table of texts: for lines that were exported to be mended and come
// back. No catalogue, no checks.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/intake.hpp"

namespace sanqu::intake {

/// A line's cells by column of `header`; a cell that is not there is empty.
using OnRow = std::function<void(std::uint32_t line, const std::vector<std::string>& cells)>;

struct Table {
  std::vector<std::string> header;
  Errors broken;  // lines whose form is wrong; they are not handed on
};

/// Errors: those of the file as a whole.
Result<Table> read_table(ByteSource& source, const OnRow& on_row);

}  // namespace sanqu::intake
