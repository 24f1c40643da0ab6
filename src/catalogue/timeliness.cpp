// SPDX-License-Identifier: Apache-2.0
#include "catalogue/timeliness.hpp"

namespace sanqu::catalogue {

Result<bool> is_late(const RecordClass& record_class, Date from, Date received,
                     const WorkdayCalendar& calendar) {
  if (!record_class.due) return false;
  return calendar.is_overdue(from, record_class.due->working_days, received);
}

}  // namespace sanqu::catalogue
