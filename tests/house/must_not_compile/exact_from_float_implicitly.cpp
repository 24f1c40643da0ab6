// SPDX-License-Identifier: Apache-2.0
// No floating point number becomes an exact fraction on the way into a call.
// error: deleted
#include "core/exact.hpp"

#ifndef FORBIDDEN
bool is_more(const sanqu::Exact& a) {
  return sanqu::Exact::compare(a, sanqu::Exact::ratio(1, 2)) > 0;
}
#else
bool is_more(const sanqu::Exact& a) { return sanqu::Exact::compare(a, 0.5F) > 0; }
#endif
