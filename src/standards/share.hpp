// SPDX-License-Identifier: Apache-2.0
// Inside the standards room: whether a share stays at or below one.
#pragma once

#include "standards/plan.hpp"

namespace sanqu::standards {

/// What stands above the line is selected below it too: the same classes, window and dates, no status that isn't there, and no
/// predicate below. Otherwise a share can be more than one.
bool is_part_of_whole(const Plan& plan, const Measure& share);

}  // namespace sanqu::standards
