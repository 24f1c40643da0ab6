// SPDX-License-Identifier: Apache-2.0
// Working days (工作日): Monday to Friday without the announced days off, with the announced make-up days (调休上班).
// The days of a year come from its file (docs/formats/calendar.md); a year without a file is not known, and nothing is
// guessed about it: every question that touches it is refused with `calendar.year_missing`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/result.hpp"

namespace sanqu {

/// One year's file: its path (for messages) and its text.
struct CalendarFile {
  std::string path;
  std::string text;
};

inline constexpr int k_calendar_year_min = 1900;
inline constexpr int k_calendar_year_max = 2199;
inline constexpr int k_working_days_max = 10'000;  // that can be counted from a day

/// The working days of the years that were loaded. Immutable; any thread may ask. One made without files knows no year.
class WorkdayCalendar {
 public:
  WorkdayCalendar() = default;
  /// All findings of all files together. Years may have gaps between them.
  static Result<WorkdayCalendar> create(const std::vector<CalendarFile>& files);

  Result<bool> is_working_day(Date date) const;

  /// The last day of a period of `n` working days (0 to k_working_days_max) that something on `date` begins. The day itself
  /// is not counted, whether it is a working day or not (docs/formats/calendar.md). n = 0 leaves the day itself to be the
  /// last, and a last day that is off moves to the next working day: the result is a working day for every n.
  Result<Date> plus_working_days(Date date, int n) const;

  /// How many working days there are after `a`, up to and with `b`; 0 unless `b` is after `a`.
  Result<int> working_days_between(Date a, Date b) const;

  /// Whether `day` is after plus_working_days(from, n). Days from `day` on are not looked at: what came before the end of
  /// the known years can be told to be in time though its last day lies beyond them.
  Result<bool> is_overdue(Date from, int n, Date day) const;

  /// In their order.
  std::vector<int> years() const;

 private:
  enum class Day : std::uint8_t { unknown, off, working };
  Result<std::optional<Date>> last_day_before(Date until, Date from, int n) const;

  Date first_;             // of days_
  std::vector<Day> days_;  // whole years, from the first known to the last known
};

/// Every *.yaml of the folder, as a calendar. Errors: calendar.unreadable, calendar.no_files and those of the files.
Result<WorkdayCalendar> load_workday_calendar(const std::string& folder);

namespace calendar_errors {
extern const ErrorCode k_year_missing, k_year_twice, k_outside_year, k_date_twice, k_order,
    k_make_up_needless, k_unreadable, k_no_files;
}

}  // namespace sanqu
