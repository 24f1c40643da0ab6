// SPDX-License-Identifier: Apache-2.0
// A date is made from days by name, never from a bare number.
// error: convert|conversion
#include "core/date.hpp"

#ifndef FORBIDDEN
sanqu::Date date = sanqu::Date::from_days(20000);
#else
sanqu::Date date = 20000;
#endif
