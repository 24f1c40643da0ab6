// SPDX-License-Identifier: Apache-2.0
// Points and money are different things.
// error: no match|invalid operands
#include "core/exact.hpp"

#ifndef FORBIDDEN
bool is_less(sanqu::Points a, sanqu::Points b) { return a < b; }
#else
bool is_less(sanqu::Points a, sanqu::Money b) { return a < b; }
#endif
