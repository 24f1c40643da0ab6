// SPDX-License-Identifier: Apache-2.0
// Points do not become money on the way into a call.
// error: convert|conversion
#include "core/exact.hpp"

#include <string>

#ifndef FORBIDDEN
std::string shown(sanqu::Money money) { return money.text(); }
std::string text = shown(sanqu::Money::from_fen(5));
#else
std::string shown(sanqu::Money money) { return money.text(); }
std::string text = shown(sanqu::Points::from_units(5));
#endif
