// SPDX-License-Identifier: Apache-2.0
#include "core/date.hpp"

#include <doctest/doctest.h>

#include "core/ensure.hpp"

using namespace sanqu;

namespace {

Date day(const char* text) {
  const auto date = Date::parse(text);
  REQUIRE_MESSAGE(date.has_value(), text);
  return *date;
}

Instant moment(const char* text) {
  const auto instant = Instant::parse(text);
  REQUIRE_MESSAGE(instant.has_value(), text);
  return *instant;
}

}  // namespace

TEST_CASE("date: every day of 0001 to 9999 prints and parses back, in order") {
  int year = 1;
  unsigned month = 1;
  unsigned number = 1;
  for (std::int32_t days = Date::min().days(); days <= Date::max().days(); ++days) {
    const Date date = Date::from_days(days);
    const YearMonthDay parts = ymd_of(date);
    // One assertion only where it fails: 3.6 million passing ones would be slow.
    if (parts.year != year || parts.month != month || parts.day != number ||
        Date::from_ymd(year, month, number) != date) {
      FAIL("day " << days << " is not " << year << "-" << month << "-" << number);
    }
    if (number < YearMonth{year, month}.days()) {
      ++number;
      continue;
    }
    number = 1;
    year += month == 12 ? 1 : 0;
    month = month == 12 ? 1 : month + 1;
  }
  CHECK(year == 10000);
}

TEST_CASE("date: known days") {
  CHECK(day("1970-01-01").days() == 0);
  CHECK(day("2000-03-01").days() == 11017);
  CHECK(day("0001-01-01") == Date::min());
  CHECK(day("9999-12-31") == Date::max());
  CHECK(Date::from_days(-1).text() == "1969-12-31");
  CHECK(Date::min().text() == "0001-01-01");
}

TEST_CASE("date: only the canonical spelling of days that exist") {
  for (const char* text :
       {"2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00",
        "2026-1-01", "26-01-01", "2026/01/01", "20260101", "", "2026-01-01 ", " 2026-01-01",
        "2026-01-0a", "-026-01-01", "0000-01-01", "+026-01-01"}) {
    CHECK_MESSAGE(!Date::parse(text).has_value(), text);
  }
  CHECK(Date::parse("2024-02-29").has_value());
  CHECK(Date::parse("2000-02-29").has_value());
}

TEST_CASE("date: missing is below all and never printed") {
  CHECK(Date::missing() < Date::min());
  CHECK(Date::missing().is_missing());
  CHECK_FALSE(Date().is_missing());
  CHECK_THROWS_AS((void)Date::missing().text(), BugFound);
  CHECK_THROWS_AS((void)plus_months(Date::missing(), 1), BugFound);
}

TEST_CASE("date: months are clamped to the month's last day") {
  CHECK(plus_months(day("2024-01-31"), 1) == day("2024-02-29"));
  CHECK(plus_months(day("2025-01-31"), 1) == day("2025-02-28"));
  CHECK(plus_months(day("2025-03-31"), -1) == day("2025-02-28"));
  CHECK(plus_months(day("2025-12-31"), 2) == day("2026-02-28"));
  CHECK(plus_months(day("2025-01-15"), -13) == day("2023-12-15"));
  CHECK(plus_months(day("2024-02-29"), 12) == day("2025-02-28"));
  CHECK(plus_months(day("2024-02-29"), 48) == day("2028-02-29"));
  CHECK(plus_months(day("9999-12-01"), 1) == Date::max());
  CHECK(plus_months(day("0001-01-31"), -1) == Date::min());
  CHECK(plus_months(day("2026-01-01"), 2'000'000'000) == Date::max());
  CHECK(plus_months(day("2026-01-01"), -2'000'000'000) == Date::min());
  CHECK(plus_days(Date::max(), 1) == Date::max());
  CHECK(plus_days(day("2026-02-28"), 1) == day("2026-03-01"));
}

TEST_CASE("date: R11, full months against the rule's own words, over four years") {
  const Date first = day("2023-11-20");
  for (std::int32_t from_days = 0; from_days < 1461; from_days += 1) {
    const Date from = plus_days(first, from_days);
    for (std::int32_t gap = -40; gap < 800; gap += gap < 70 ? 1 : 7) {
      const Date to = plus_days(from, gap);
      int wanted = 0;  // the largest k >= 0 with from plus k months <= to
      while (gap >= 0 && plus_months(from, wanted + 1) <= to) ++wanted;
      if (full_months_between(from, to) != wanted) FAIL(from.text() << " to " << to.text());
    }
  }
  CHECK(full_months_between(day("2024-01-31"), day("2024-02-29")) == 1);
  CHECK(full_months_between(day("2024-01-31"), day("2024-02-28")) == 0);
  CHECK(full_months_between(day("2026-05-01"), day("2026-04-01")) == 0);
  CHECK(full_months_between(Date::min(), Date::max()) == 9999 * 12 - 1);
}

TEST_CASE("date: the first day outside a window, against trying every day, over five years") {
  const Date first = day("2023-01-01");
  for (std::int32_t n = 0; n < 5 * 366; ++n) {
    const Date date = plus_days(first, n);
    for (const int months : {0, 1, 2, 3, 6, 11, 12, 13, 24, 36, 48}) {
      // Inside: as_of minus months < date, so the first outside has as_of minus months >= date. Two months of days
      // around the nominal one hold it.
      Date wanted = plus_days(plus_months(date, months), -35);
      while (plus_months(wanted, -months) < date) wanted = plus_days(wanted, 1);
      if (first_day_outside(date, months) != wanted)
        FAIL(date.text() << " and " << months << " months");
    }
  }
}

TEST_CASE("date: the first day outside is Date::max() where the window outlives the calendar") {
  CHECK(first_day_outside(day("9999-06-01"), 12) == Date::max());
}

TEST_CASE("date: calendar months") {
  CHECK(YearMonth{2026, 11}.plus_months(2) == YearMonth{2027, 1});
  CHECK(YearMonth{2026, 1}.plus_months(-1) == YearMonth{2025, 12});
  CHECK(YearMonth{2026, 1}.plus_months(-25) == YearMonth{2023, 12});
  CHECK(YearMonth{2024, 2}.days() == 29);
  CHECK(YearMonth{2100, 2}.days() == 28);
}

TEST_CASE("instant: RFC 3339 with offsets") {
  CHECK(moment("1970-01-01T00:00:00Z").unix_ms() == 0);
  CHECK(moment("1970-01-01T08:00:00+08:00").unix_ms() == 0);
  CHECK(moment("1970-01-01").unix_ms() == -8 * 3'600'000);
  CHECK(moment("2026-03-02T08:00:00+08:00") == moment("2026-03-02T00:00:00Z"));
  CHECK(moment("2026-03-01T19:30:00-04:30") == moment("2026-03-02T00:00:00Z"));
  CHECK(moment("2026-03-02 08:00:00Z") == moment("2026-03-02T08:00:00Z"));
  CHECK(moment("1970-01-01T00:00:00.5Z").unix_ms() == 500);
  CHECK(moment("1970-01-01T00:00:00.007Z").unix_ms() == 7);
  CHECK(moment("1970-01-01T00:00:00.123987654321Z").unix_ms() == 123);
}

TEST_CASE("instant: what is no moment") {
  for (const char* text :
       {"", "2026", "2026-03-02T", "2026-03-02T08:00:00", "2026-03-02T08:00Z",
        "2026-03-02T24:00:00Z", "2026-03-02T08:60:00Z", "2026-03-02T08:00:60Z",
        "2026-03-02T08:00:00.Z", "2026-03-02T08:00:00+8:00", "2026-03-02T08:00:00+0800",
        "2026-03-02T08:00:00+24:00", "2026-03-02T08:00:00z", "2026-03-02T08-00-00Z",
        "2026-02-30T08:00:00Z", "2026-03-02T08:00:00Zx", "2026-03-02T08:00:00.5",
        "2026-03-02x08:00:00Z"}) {
    CHECK_MESSAGE(!Instant::parse(text).has_value(), text);
  }
}

TEST_CASE("instant: prints in +08:00 and its date is Shanghai's") {
  CHECK(moment("2026-03-01T16:00:00Z").text() == "2026-03-02T00:00:00+08:00");
  CHECK(moment("2026-03-01T16:00:00Z").date() == day("2026-03-02"));
  CHECK(moment("2026-03-01T15:59:59.999Z").date() == day("2026-03-01"));
  CHECK(moment("2026-03-01T15:59:59.999Z").text() == "2026-03-01T23:59:59.999+08:00");
  CHECK(Instant::from_unix_ms(-1).text() == "1970-01-01T07:59:59.999+08:00");
  CHECK(moment("1969-12-31T15:59:59.999Z").date() == day("1969-12-31"));
}

TEST_CASE("instant: printed and parsed back is the same moment") {
  for (std::int64_t ms = -62'135'000'000'000; ms < 250'000'000'000'000; ms += 1'234'567'890'123) {
    const Instant instant = Instant::from_unix_ms(ms);
    if (Instant::parse(instant.text()) != instant) FAIL(ms);
  }
}

TEST_CASE("instant: the ends of the scale show the ends of the calendar") {
  CHECK(Instant::min().date() == Date::min());
  CHECK(Instant::max().date() == Date::max());
  CHECK(Instant::min().text() == "0001-01-01T00:00:00+08:00");
  CHECK(Instant::max().text() == "9999-12-31T23:59:59.999+08:00");
}
