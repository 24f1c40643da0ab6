// SPDX-License-Identifier: Apache-2.0
// The lines of a file as the bytes of a small workbook: one sheet, inline strings, dates as day numbers with a date's format,
// amounts as numbers. Packed without compression and with a fixed time, so that the same lines are the same bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "demo/templates.hpp"

namespace sanqu::demo {

/// `title` stands above the header, in one cell that is merged across the columns; empty: the header is the first row.
std::string xlsx_bytes(const Template& form, const std::vector<std::string_view>& headers,
                       std::string_view title, const std::vector<std::string>& lines);

}  // namespace sanqu::demo
