// SPDX-License-Identifier: Apache-2.0
// Why a standard has no SQL form in a dialect.
#pragma once

#include "core/error.hpp"

namespace sanqu::evaluation::sql_errors {

extern const ErrorCode k_range;  // {0} clause in Chinese, {1} in English, {2} dialect
extern const ErrorCode
    k_shape;  // {0} clause in Chinese, {1} in English, {2} what in Chinese, {3} in English

}  // namespace sanqu::evaluation::sql_errors
