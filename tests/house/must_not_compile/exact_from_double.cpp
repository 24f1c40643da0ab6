// SPDX-License-Identifier: Apache-2.0
// An exact fraction is never made from a floating point number.
// error: deleted
#include "core/exact.hpp"

#ifndef FORBIDDEN
sanqu::Exact value = sanqu::Exact::decimal(25, 2);
#else
sanqu::Exact value(0.25);
#endif
