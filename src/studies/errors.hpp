// SPDX-License-Identifier: Apache-2.0
// What a study can't be made of.
#pragma once

#include "core/error.hpp"

namespace sanqu::studies::errors {

extern const ErrorCode k_setting_form, k_setting_unknown, k_setting_value, k_setting_date;
extern const ErrorCode k_sweep_form, k_sweep_long;
extern const ErrorCode k_grouping_unknown;
extern const ErrorCode k_outcome_class, k_outcome_window;
extern const ErrorCode k_points_large;

}  // namespace sanqu::studies::errors
