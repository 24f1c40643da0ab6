// SPDX-License-Identifier: Apache-2.0
// The lines of a file as the bytes of a CSV file, in the department's encoding and its way to write dates.
#pragma once

#include <string>
#include <vector>

#include "demo/offices.hpp"
#include "demo/templates.hpp"

namespace sanqu::demo {

/// The headers that this office writes over the template's columns.
const std::vector<std::string_view>& headers_of(const Template& form, const OfficeHabits& habits);

/// UTF-8 with a byte order mark, or GB18030; lines end with CR LF, as spreadsheets write them.
std::string csv_bytes(const Template& form, const OfficeHabits& habits,
                      const std::vector<std::string>& lines);

}  // namespace sanqu::demo
