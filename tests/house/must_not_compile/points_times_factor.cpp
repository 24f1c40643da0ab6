// SPDX-License-Identifier: Apache-2.0
// Points are multiplied in one place, in 128 bits, rounded once.
// error: no match|invalid operands
#include "core/exact.hpp"

#ifndef FORBIDDEN
auto product(sanqu::Points p, sanqu::Factor f) { return sanqu::multiply_round_once(p, f); }
#else
auto product(sanqu::Points p, sanqu::Factor f) { return p * f; }
#endif
