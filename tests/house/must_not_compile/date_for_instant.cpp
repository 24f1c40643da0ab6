// SPDX-License-Identifier: Apache-2.0
// A civil date and a moment are different things: the two times of an evaluation can't be swapped.
// error: no match|invalid operands
#include "core/date.hpp"

#ifndef FORBIDDEN
bool is_known(sanqu::Instant recorded_at, sanqu::Instant known_at) {
  return recorded_at <= known_at;
}
#else
bool is_known(sanqu::Instant recorded_at, sanqu::Date as_of) { return recorded_at <= as_of; }
#endif
