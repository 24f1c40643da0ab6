// SPDX-License-Identifier: Apache-2.0
// Whether a record came in time (及时率): by the time limit of its class and the calendar of working days.
#pragma once

#include "catalogue/catalogue.hpp"
#include "core/workday_calendar.hpp"

namespace sanqu::catalogue {

/// Whether a record came after the time limit of its class. `from` is the value of the field `due->from_field` (its day is not
/// counted), `received` the day on which it came; what comes on the last day is in time. A class without a time limit
/// is never late: ask `record_class.due` before counting a line as timed.
/// Error calendar.year_missing: the calendar can't tell; the line is then counted as not timed, neither late nor in time.
Result<bool> is_late(const RecordClass& record_class, Date from, Date received,
                     const WorkdayCalendar& calendar);

}  // namespace sanqu::catalogue
