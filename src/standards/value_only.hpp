// SPDX-License-Identifier: Apache-2.0
// Indicators whose points are 0 whatever their value (`points: {per_unit: 0}`): they are there for others to read.
#pragma once

#include "standards/plan.hpp"

namespace sanqu::standards {

bool is_value_only(const Plan& plan, const Indicator& indicator);

}  // namespace sanqu::standards
