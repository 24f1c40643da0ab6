// SPDX-License-Identifier: Apache-2.0
// A Result is not its value: the errors must be looked at first.
// error: convert|conversion
#include "core/date.hpp"

#ifndef FORBIDDEN
sanqu::Date date = sanqu::Date::parse("2026-01-31").value_or(sanqu::Date::min());
#else
sanqu::Date date = sanqu::Date::parse("2026-01-31");
#endif
