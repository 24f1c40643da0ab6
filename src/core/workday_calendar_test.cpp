// SPDX-License-Identifier: Apache-2.0
#include "core/workday_calendar.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <sstream>

#include "core/ensure.hpp"

using namespace sanqu;

namespace {

Date day(const std::string& text) {
  const auto date = Date::parse(text);
  REQUIRE(date.has_value());
  return *date;
}

WorkdayCalendar shipped() {
  auto loaded = load_workday_calendar(std::string(SANQU_ROOT) + "/rules/calendar");
  REQUIRE_MESSAGE(loaded.has_value(), (loaded ? "" : loaded.error()[0].render(Lang::en)));
  return std::move(*loaded);
}

const std::string k_head = "year: 2026\nbasis: [{source: Notice}]\n";

/// The codes of all findings about files of these texts; "read" if there is none.
std::string refusals(const std::vector<std::string>& texts) {
  std::vector<CalendarFile> files;
  for (const std::string& text : texts) files.push_back({"c.yaml", text});
  const auto read = WorkdayCalendar::create(files);
  if (read) return "read";
  std::string out;
  for (const Error& error : read.error()) {
    CHECK(error.place.file == "c.yaml");
    CHECK(error.text(Lang::zh).find('?') == std::string::npos);  // every slot is filled
    CHECK(error.text(Lang::en).find('?') == std::string::npos);
    out += (out.empty() ? "" : " ") + std::string(error.code->id);
  }
  return out;
}

std::string refusal_of_holiday(const std::string& line) {
  return refusals({k_head + "holidays:\n  - {title: H, " + line + "}\n"});
}

/// The date, or the code of the refusal.
std::string text_of(const Result<Date>& result) {
  return result ? result->text() : std::string(result.error()[0].code->id);
}

template <typename T>
std::string code_of(const Result<T>& result) {
  return result ? "answered" : std::string(result.error()[0].code->id);
}

int working_days_of(const WorkdayCalendar& calendar, const std::string& year) {
  int count = 0;
  for (Date at = day(year + "-01-01"); at <= day(year + "-12-31"); at = plus_days(at, 1)) {
    const auto working = calendar.is_working_day(at);
    REQUIRE(working.has_value());
    count += *working ? 1 : 0;
  }
  return count;
}

/// Days off and make-up days as they stand in two published tables of data, day by day.
struct PublishedYear {
  const char* year;
  const char* off;
  const char* make_up;
  int working_days;
};
const PublishedYear k_published[] = {
    {"2024",
     "01-01 02-10 02-11 02-12 02-13 02-14 02-15 02-16 02-17 04-04 04-05 04-06 05-01 05-02 05-03 "
     "05-04 05-05 06-10 09-15 09-16 09-17 10-01 10-02 10-03 10-04 10-05 10-06 10-07",
     "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12", 251},
    {"2025",
     "01-01 01-28 01-29 01-30 01-31 02-01 02-02 02-03 02-04 04-04 04-05 04-06 05-01 05-02 05-03 "
     "05-04 05-05 05-31 06-01 06-02 10-01 10-02 10-03 10-04 10-05 10-06 10-07 10-08",
     "01-26 02-08 04-27 09-28 10-11", 248},
    {"2026",
     "01-01 01-02 01-03 02-15 02-16 02-17 02-18 02-19 02-20 02-21 02-22 02-23 04-04 04-05 04-06 "
     "05-01 05-02 05-03 05-04 05-05 06-19 06-20 06-21 09-25 09-26 09-27 10-01 10-02 10-03 10-04 "
     "10-05 10-06 10-07",
     "01-04 02-14 02-28 05-09 09-20 10-10", 248},
};

}  // namespace

TEST_CASE("the calendars that ship say what the published tables say") {
  const WorkdayCalendar calendar = shipped();
  CHECK(calendar.years() == std::vector<int>{2024, 2025, 2026});
  for (const PublishedYear& published : k_published) {
    const std::string year = published.year;
    const auto is_working = [&](const std::string& month_and_day) {
      return *calendar.is_working_day(day(fmt::format("{}-{}", year, month_and_day)));
    };
    CHECK(working_days_of(calendar, year) == published.working_days);
    std::istringstream off(published.off);
    std::istringstream make_up(published.make_up);
    for (std::string word; off >> word;) {
      CHECK_MESSAGE(!is_working(word), year, word);
    }
    for (std::string word; make_up >> word;) {
      CHECK_MESSAGE(is_working(word), year, word);
    }
  }
}

TEST_CASE("seven working days: the day itself is not counted, days off are not, make-up days are") {
  const WorkdayCalendar calendar = shipped();
  const auto seven = [&](const char* from) {
    return text_of(calendar.plus_working_days(day(from), 7));
  };
  CHECK(seven("2026-03-02") == "2026-03-11");  // a Monday: Tuesday is the first
  CHECK(seven("2026-03-06") == "2026-03-17");  // a Friday
  CHECK(seven("2026-03-07") == "2026-03-17");  // a Saturday and a Sunday
  CHECK(seven("2026-03-08") == "2026-03-17");
  CHECK(seven("2026-02-13") == "2026-03-02");  // 02-14, 02-24 to 27, 02-28, 03-02
  CHECK(seven("2026-01-01") == "2026-01-12");
  CHECK(seven("2025-12-26") == "2026-01-07");  // over the end of a year: 01-04 is made up
  CHECK(seven("2026-12-22") == "2026-12-31");
  CHECK(seven("2026-12-23") == "calendar.year_missing");
  CHECK(seven("2023-12-31") == "calendar.year_missing");  // though its own day is not counted
}

TEST_CASE("no working days leave the day itself, or the next working day") {
  const WorkdayCalendar calendar = shipped();
  const auto none = [&](const char* from) {
    return text_of(calendar.plus_working_days(day(from), 0));
  };
  CHECK(none("2026-03-02") == "2026-03-02");
  CHECK(none("2026-03-07") == "2026-03-09");
  CHECK(none("2026-02-14") == "2026-02-14");
  CHECK(none("2026-10-01") == "2026-10-08");
  CHECK_THROWS_AS(text_of(calendar.plus_working_days(day("2026-03-02"), -1)), BugFound);
}

TEST_CASE("working days between: without the first day, with the last") {
  const WorkdayCalendar calendar = shipped();
  const auto between = [&](const char* a, const char* b) {
    return calendar.working_days_between(day(a), day(b));
  };
  CHECK(*between("2026-03-02", "2026-03-11") == 7);
  CHECK(*between("2026-03-02", "2026-03-02") == 0);
  CHECK(*between("2026-03-11", "2026-03-02") == 0);
  CHECK(*between("2026-03-06", "2026-03-08") == 0);
  CHECK(*between("2026-03-06", "2026-03-09") == 1);
  CHECK(*between("2025-12-31", "2026-12-31") == 248);
  CHECK(code_of(between("2026-12-31", "2027-01-01")) == "calendar.year_missing");
  CHECK(code_of(between("2023-12-31", "2024-01-02")) == "calendar.year_missing");
  CHECK(code_of(between("2024-01-02", "2023-12-31")) == "calendar.year_missing");
}

TEST_CASE("overdue is the day after the last day, be it off") {
  const WorkdayCalendar calendar = shipped();
  const auto overdue = [&](const char* from, int n, const char* on) {
    return *calendar.is_overdue(day(from), n, day(on));
  };
  CHECK_FALSE(overdue("2026-03-02", 7, "2026-03-11"));
  CHECK(overdue("2026-03-02", 7, "2026-03-12"));
  CHECK_FALSE(overdue("2026-03-04", 7, "2026-03-13"));  // a Friday
  CHECK(overdue("2026-03-04", 7, "2026-03-14"));        // the Saturday after it
  CHECK_FALSE(overdue("2026-03-07", 0, "2026-03-09"));
  CHECK(overdue("2026-03-07", 0, "2026-03-10"));
  CHECK_FALSE(overdue("2026-03-02", 7, "2026-02-01"));  // before it happened
  // Every day of three years: overdue exactly where it is after the last day.
  for (Date from = day("2024-01-01"); from <= day("2026-12-01"); from = plus_days(from, 1)) {
    const Date last = *calendar.plus_working_days(from, 7);
    CHECK_FALSE(*calendar.is_overdue(from, 7, last));
    CHECK(*calendar.is_overdue(from, 7, plus_days(last, 1)));
    CHECK(*calendar.working_days_between(from, last) == 7);
  }
}

TEST_CASE("overdue is told where the unknown year can't matter") {
  const WorkdayCalendar calendar = shipped();
  CHECK(code_of(calendar.plus_working_days(day("2026-12-29"), 7)) == "calendar.year_missing");
  CHECK(*calendar.is_overdue(day("2026-12-29"), 7, day("2026-12-30")) == false);
  CHECK(*calendar.is_overdue(day("2026-12-29"), 7, day("2027-01-01")) == false);
  CHECK(code_of(calendar.is_overdue(day("2026-12-29"), 7, day("2027-01-02"))) ==
        "calendar.year_missing");
  CHECK(*calendar.is_overdue(day("2026-03-02"), 7, day("2040-01-01")) == true);
  CHECK(code_of(calendar.is_overdue(day("2023-12-29"), 7, day("2024-01-30"))) ==
        "calendar.year_missing");
}

TEST_CASE("a calendar without years knows nothing, and gaps between years are not filled") {
  const WorkdayCalendar empty;
  CHECK(empty.years().empty());
  CHECK(code_of(empty.is_working_day(day("2026-03-02"))) == "calendar.year_missing");
  CHECK(code_of(empty.is_working_day(Date::max())) == "calendar.year_missing");

  const std::string rest = "basis: [{source: Law}]\nholidays: [{title: H, from: 202";
  const auto gap =
      WorkdayCalendar::create({{"a", "year: 2026\n" + rest + "6-01-01, through: 2026-01-01}]"},
                               {"b", "year: 2024\n" + rest + "4-01-01, through: 2024-01-01}]"}});
  REQUIRE(gap.has_value());
  CHECK(gap->years() == std::vector<int>{2024, 2026});
  CHECK(*gap->is_working_day(day("2024-12-31")));
  CHECK(code_of(gap->is_working_day(day("2025-01-01"))) == "calendar.year_missing");
  CHECK(*gap->is_working_day(day("2026-01-02")));
  CHECK(gap->is_working_day(day("2025-06-30")).error()[0].text(Lang::zh) ==
        "没有 2025 年的工作日历");
}

TEST_CASE("what a calendar's file may not say") {
  CHECK(refusal_of_holiday("from: 2026-01-01, through: 2026-01-03, make_up: [2026-01-04]") ==
        "read");
  CHECK(refusal_of_holiday("from: 2026-01-03, through: 2026-01-01") == "calendar.order");
  CHECK(refusal_of_holiday("from: 2025-12-31, through: 2026-01-01") == "calendar.outside_year");
  CHECK(refusal_of_holiday("from: 2026-12-31, through: 2027-01-01") == "calendar.outside_year");
  CHECK(refusal_of_holiday("from: 2026-01-01, through: 2026-01-03, make_up: [2025-12-28]") ==
        "calendar.outside_year");
  CHECK(refusal_of_holiday("from: 2026-01-01, through: 2026-01-03, make_up: [2026-01-05]") ==
        "calendar.make_up_needless");
  CHECK(refusal_of_holiday("from: 2026-01-01, through: 2026-01-03, make_up: [2026-01-03]") ==
        "calendar.date_twice");
  CHECK(refusal_of_holiday("from: 2026-01-01, through: 2026-01-03, make_up: [soon]") ==
        "yaml.wrong_form");
  CHECK(refusal_of_holiday("from: 2026-02-30, through: 2026-03-03") == "yaml.wrong_form");
  CHECK(refusal_of_holiday("from: 2026-01-01") == "yaml.missing_key");
  CHECK(refusal_of_holiday("from: 2026-01-01, through: 2026-01-01, makeup: []") ==
        "yaml.unknown_key");
  const std::string one = "holidays: [{title: H, from: 2026-01-01, through: 2026-01-01}]\n";
  CHECK(refusals({k_head + one, k_head + one}) == "calendar.year_twice");
  CHECK(refusals({"year: 2026\n" + one}) == "yaml.missing_key");
  CHECK(refusals({"year: 1899\nbasis: [{source: Law}]\n" + one}) == "yaml.wrong_form");
  CHECK(refusals({"year: 2026\nbasis: [{article: '1'}]\n" + one}) == "yaml.missing_key");
  CHECK(refusals({k_head}) == "yaml.missing_key");
  CHECK(refusals({"- a\n"}) == "yaml.wrong_form");
  CHECK(refusals({"a: ["}) == "yaml.syntax");
}

TEST_CASE("a folder that is not there, or has no calendar") {
  CHECK(code_of(load_workday_calendar("/nowhere/at/all")) == "calendar.unreadable");
  CHECK(code_of(load_workday_calendar(std::string(SANQU_ROOT) + "/src/core")) ==
        "calendar.no_files");
}
