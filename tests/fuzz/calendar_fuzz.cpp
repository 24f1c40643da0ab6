// SPDX-License-Identifier: Apache-2.0
// Any bytes as calendars of working days: never a crash, and what loads answers without contradicting itself.
// A NUL byte parts the input into files, so that years beside each other are met too.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/ensure.hpp"
#include "core/workday_calendar.hpp"

using namespace sanqu;

namespace {

/// Counting on and counting between agree, from the first days of a year and over its end.
void check_year(const WorkdayCalendar& calendar, int year) {
  const Date first = *Date::from_ymd(year, 1, 1);
  for (const std::int32_t offset : {0, 1, 40, 360}) {
    const Date from = plus_days(first, offset);
    for (const int count : {0, 1, 7}) {
      const auto last = calendar.plus_working_days(from, count);
      if (!last) {
        ensure(last.error()[0].code == &calendar_errors::k_year_missing);
        continue;
      }
      ensure(calendar.is_working_day(*last).value());
      ensure(count == 0 || calendar.working_days_between(from, *last).value() == count);
      ensure(!calendar.is_overdue(from, count, *last).value());
      ensure(calendar.is_overdue(from, count, plus_days(*last, 1)).value());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<CalendarFile> files(1);
  files[0].path = "0.yaml";
  for (std::size_t i = 0; i < size && files.size() < 4; ++i) {
    if (data[i] == 0) {
      files.push_back({std::to_string(files.size()) + ".yaml", ""});
    } else {
      files.back().text += static_cast<char>(data[i]);
    }
  }
  const auto calendar = WorkdayCalendar::create(files);
  if (!calendar) {
    ensure(!calendar.error().empty());
    for (const Error& error : calendar.error()) {
      (void)error.render(Lang::zh);
      (void)error.render(Lang::en);
    }
    return 0;
  }
  ensure(calendar->years().size() == files.size());
  for (const int year : calendar->years()) check_year(*calendar, year);
  return 0;
}
