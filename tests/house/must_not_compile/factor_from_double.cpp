// SPDX-License-Identifier: Apache-2.0
// A weight is made from millionths, never from a floating point number.
// error: deleted
#include "core/exact.hpp"

#ifndef FORBIDDEN
sanqu::Factor factor = sanqu::Factor::from_millionths(500'000);
#else
sanqu::Factor factor(0.5);
#endif
