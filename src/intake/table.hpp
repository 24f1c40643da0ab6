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

/// A line whose form is wrong (too few cells, a quote that is not closed): as it stands, with what was found.
using OnBrokenRow = std::function<void(std::string_view raw, const Errors& findings)>;

/// The header. Errors: those of the file as a whole.
Result<std::vector<std::string>> read_table(ByteSource& source, const OnRow& on_row,
                                            const OnBrokenRow& on_broken_row);

}  // namespace sanqu::intake
