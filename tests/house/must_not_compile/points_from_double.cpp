// SPDX-License-Identifier: Apache-2.0
// Points are never made from a floating point number.
// error: deleted|use of deleted
#include "core/exact.hpp"

#ifndef FORBIDDEN
sanqu::Points points = sanqu::Points::from_milli(1500);
#else
sanqu::Points points(1.5);
#endif
