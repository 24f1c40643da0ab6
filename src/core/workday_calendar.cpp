// SPDX-License-Identifier: Apache-2.0
#include "core/workday_calendar.hpp"

#include <algorithm>
#include <set>

#include "core/ensure.hpp"
#include "core/yaml_fields.hpp"

namespace sanqu {

namespace calendar_errors {
const ErrorCode k_year_missing = {"calendar.year_missing", "没有 {0} 年的工作日历",
                                  "There is no calendar of working days for {0}",
                                  "该年的放假安排公布后,写入日历文件夹中的 {0}.yaml。",
                                  "Once the year's days off are announced, add them as {0}.yaml."};
const ErrorCode k_year_twice = {"calendar.year_twice", "{0} 年的日历出现两次",
                                "The year {0} stands in two files", "删去其一。",
                                "Remove one of them."};
const ErrorCode k_outside_year = {"calendar.outside_year", "{0} 不在 {1} 年",
                                  "{0} is not a day of {1}", "写入该日所在年份的文件。",
                                  "Put it into the file of its own year."};
const ErrorCode k_date_twice = {"calendar.date_twice", "{0} 出现两次", "{0} stands twice",
                                "一天只能放假一次或补班一次。",
                                "A day is off once, or a make-up day once."};
const ErrorCode k_order = {"calendar.order", "放假的末日 {1} 早于首日 {0}",
                           "The last day off, {1}, is before the first, {0}", "", ""};
const ErrorCode k_make_up_needless = {"calendar.make_up_needless", "{0} 本来就是工作日,不是补班日",
                                      "{0} is a working day anyway, no make-up day",
                                      "核对日期和年份。", "Check the date and its year."};
const ErrorCode k_unreadable = {"calendar.unreadable", "无法读取日历“{0}”:{1}",
                                "The calendar `{0}` can't be read: {1}", "检查路径和读取权限。",
                                "Check the path and the permission to read it."};
const ErrorCode k_no_files = {"calendar.no_files", "“{0}”中没有日历文件",
                              "There is no calendar file in `{0}`", "每年一个文件,如 2026.yaml。",
                              "One file a year, such as 2026.yaml."};
}  // namespace calendar_errors

using namespace calendar_errors;

namespace {

/// What one file says.
struct CalendarYear {
  int year = 0;
  std::set<Date> off;
  std::set<Date> make_up;
};

/// Monday to Friday. 1970-01-01 was a Thursday.
bool is_weekday(Date date) { return ((date.days() % 7 + 7) % 7 + 3) % 7 < 5; }

Date first_of(int year) { return *Date::from_ymd(year, 1, 1); }

/// Where the announcement stands: at least one source, for people to look up.
void check_basis(YamlFields& outer) {
  outer.require("basis");
  for (const YamlNode* node : outer.list("basis")) {
    YamlFields fields(outer.file(), *node, "basis", outer.errors());
    if (!fields.is_mapping()) continue;
    fields.required_text("source");
    for (const char* key : {"article", "url", "provisional"}) fields.text(key);
    fields.finish();
  }
}

void check_title(YamlFields& outer) {
  const YamlNode* node = outer.require("title");
  if (node == nullptr || node->is_scalar()) return;
  YamlFields fields(outer.file(), *node, "title", outer.errors());
  if (!fields.is_mapping()) return;
  for (const char* key : {"zh", "en"}) fields.text(key);
  fields.finish();
}

/// Puts `date` into `into`, where it is a day of the year that has no meaning yet.
void add_date(YamlFields& fields, const YamlNode& at, Date date, CalendarYear& out,
              std::set<Date>& into) {
  if (ymd_of(date).year != out.year) {
    fields.report(k_outside_year, at, {date.text(), std::to_string(out.year)});
  } else if (out.off.contains(date) || out.make_up.contains(date)) {
    fields.report(k_date_twice, at, {date.text()});
  } else {
    into.insert(date);
  }
}

void read_days_off(YamlFields& fields, CalendarYear& out) {
  const YamlNode* node = fields.require("from");
  const auto from = fields.date("from");
  fields.require("through");
  const auto through = fields.date("through");
  if (!from || !through) return;
  if (*through < *from) {
    fields.report(k_order, *node, {from->text(), through->text()});
    return;
  }
  if (ymd_of(*through).year != out.year) {
    fields.report(k_outside_year, *node, {through->text(), std::to_string(out.year)});
    return;
  }
  if (ymd_of(*from).year != out.year) {
    fields.report(k_outside_year, *node, {from->text(), std::to_string(out.year)});
    return;
  }
  for (Date date = *from; date <= *through; date = plus_days(date, 1)) {
    add_date(fields, *node, date, out, out.off);
  }
}

void read_make_up(YamlFields& fields, CalendarYear& out) {
  for (const YamlNode* node : fields.list("make_up")) {
    const auto date = node->is_scalar() ? Date::parse(node->text) : std::nullopt;
    if (!date) {
      fields.report(yaml_errors::k_wrong_form, *node,
                    {"make_up", "2026-01-31 形式的日期", "a date such as 2026-01-31"});
    } else if (is_weekday(*date) && !out.off.contains(*date)) {
      fields.report(k_make_up_needless, *node, {date->text()});
    } else {
      add_date(fields, *node, *date, out, out.make_up);
    }
  }
}

CalendarYear read_year(const CalendarFile& file, const YamlNode& root, Errors& errors) {
  CalendarYear out;
  YamlFields fields(file.path, root, "calendar", errors);
  if (!fields.is_mapping()) return out;
  fields.require("year");
  out.year = static_cast<int>(
      fields.integer("year", k_calendar_year_min, k_calendar_year_max).value_or(0));
  fields.text("provisional");
  check_basis(fields);
  fields.require("holidays");
  for (const YamlNode* node : fields.list("holidays")) {
    YamlFields holiday(file.path, *node, "holiday", errors);
    if (!holiday.is_mapping()) continue;
    check_title(holiday);
    if (out.year != 0) {
      read_days_off(holiday, out);
      read_make_up(holiday, out);
      holiday.finish();
    }
  }
  fields.finish();
  return out;
}

}  // namespace

Result<WorkdayCalendar> WorkdayCalendar::create(const std::vector<CalendarFile>& files) {
  Errors errors;
  std::vector<CalendarYear> years;
  for (const CalendarFile& file : files) {
    auto root = parse_yaml(file.path, file.text);
    if (!root) {
      errors.insert(errors.end(), root.error().begin(), root.error().end());
      continue;
    }
    CalendarYear read = read_year(file, *root, errors);
    const bool is_new = std::ranges::none_of(
        years, [&](const CalendarYear& other) { return other.year == read.year; });
    if (!is_new && read.year != 0) {
      errors.push_back(
          make_error(k_year_twice, {file.path, 0, 0, ""}, {std::to_string(read.year)}));
    }
    years.push_back(std::move(read));
  }
  if (!errors.empty()) return refuse_all(std::move(errors));

  WorkdayCalendar out;
  if (years.empty()) return out;
  std::ranges::sort(years, {}, &CalendarYear::year);
  out.first_ = first_of(years.front().year);
  const Date after_last = first_of(years.back().year + 1);
  out.days_.resize(static_cast<std::size_t>(after_last.days() - out.first_.days()), Day::unknown);
  for (const CalendarYear& year : years) {
    const Date next = first_of(year.year + 1);
    for (Date date = first_of(year.year); date < next; date = plus_days(date, 1)) {
      const bool working =
          (is_weekday(date) && !year.off.contains(date)) || year.make_up.contains(date);
      const auto at = static_cast<std::size_t>(date.days() - out.first_.days());
      out.days_[at] = working ? Day::working : Day::off;
    }
  }
  return out;
}

Result<bool> WorkdayCalendar::is_working_day(Date date) const {
  ensure(!date.is_missing());
  const std::int64_t at = std::int64_t{date.days()} - first_.days();
  const bool inside = at >= 0 && at < static_cast<std::int64_t>(days_.size());
  const Day day = inside ? days_[static_cast<std::size_t>(at)] : Day::unknown;
  if (day == Day::unknown) {
    return refuse(k_year_missing, {}, {std::to_string(ymd_of(date).year)});
  }
  return day == Day::working;
}

/// plus_working_days(from, n) where it is before `until`; looks at no day from `until` on.
Result<std::optional<Date>> WorkdayCalendar::last_day_before(Date until, Date from, int n) const {
  ensure(n >= 0 && n <= k_working_days_max);
  TRY(is_working_day(from));
  int open = std::max(n, 1);
  for (Date at = n == 0 ? from : plus_days(from, 1); at < until; at = plus_days(at, 1)) {
    if (TRY(is_working_day(at)) && --open == 0) return at;
  }
  return std::nullopt;
}

Result<Date> WorkdayCalendar::plus_working_days(Date date, int n) const {
  // The day after the last of all dates belongs to no known year, so the search ends before it.
  const auto last = TRY(last_day_before(Date::max(), date, n));
  ensure(last.has_value());
  return *last;
}

Result<int> WorkdayCalendar::working_days_between(Date a, Date b) const {
  TRY(is_working_day(a));
  TRY(is_working_day(b));
  int count = 0;
  for (Date at = plus_days(a, 1); at <= b; at = plus_days(at, 1)) {
    if (TRY(is_working_day(at))) ++count;
  }
  return count;
}

Result<bool> WorkdayCalendar::is_overdue(Date from, int n, Date day) const {
  return TRY(last_day_before(day, from, n)).has_value();
}

std::vector<int> WorkdayCalendar::years() const {
  std::vector<int> out;
  if (days_.empty()) return out;
  const Date last = plus_days(first_, static_cast<std::int32_t>(days_.size()) - 1);
  for (int year = ymd_of(first_).year; year <= ymd_of(last).year; ++year) {
    const auto at = static_cast<std::size_t>(first_of(year).days() - first_.days());
    if (days_[at] != Day::unknown) out.push_back(year);
  }
  return out;
}

}  // namespace sanqu
