// SPDX-License-Identifier: Apache-2.0
#include "core/date.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "core/ensure.hpp"

namespace sanqu {

namespace {

// Days from civil and back: the usual era arithmetic (400 years = 146,097 days), March-based years.
constexpr std::int32_t days_from_civil(int year, unsigned month, unsigned day) {
  year -= month <= 2 ? 1 : 0;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const auto year_of_era = static_cast<unsigned>(year - era * 400);
  const unsigned day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + static_cast<std::int32_t>(day_of_era) - 719468;
}

constexpr YearMonthDay civil_from_days(std::int32_t days) {
  days += 719468;
  const std::int32_t era = (days >= 0 ? days : days - 146096) / 146097;
  const auto day_of_era = static_cast<unsigned>(days - era * 146097);
  const unsigned year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const unsigned day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const unsigned shifted_month = (5 * day_of_year + 2) / 153;
  const unsigned day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  const unsigned month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  const int year = static_cast<int>(year_of_era) + era * 400 + (month <= 2 ? 1 : 0);
  return {year, month, day};
}

constexpr bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

constexpr unsigned days_in_month(int year, unsigned month) {
  constexpr std::array<unsigned, 12> k_days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : k_days[month - 1];
}

/// Digits [at, at + count) as a number; none if any is no digit or they run past the end.
std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

constexpr std::int64_t k_ms_per_day = 86'400'000;
constexpr std::int64_t k_shanghai_ms = std::int64_t{8} * 3'600'000;

/// Milliseconds of Shanghai's clock since 1970-01-01T00:00:00 there, for moments in the years 1 to 9999; others
/// become the nearest of them, so that Instant::min() and max() have a date too.
constexpr std::int64_t local_ms(std::int64_t unix_ms) {
  constexpr std::int64_t k_first = std::int64_t{Date::min().days()} * k_ms_per_day;
  constexpr std::int64_t k_last = (std::int64_t{Date::max().days()} + 1) * k_ms_per_day - 1;
  return std::clamp(unix_ms, k_first - k_shanghai_ms, k_last - k_shanghai_ms) + k_shanghai_ms;
}

}  // namespace

std::optional<Date> Date::from_ymd(int year, unsigned month, unsigned day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return from_days(days_from_civil(year, month, day));
}

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number_at(text, 0, 4);
  const auto month = number_at(text, 5, 2);
  const auto day = number_at(text, 8, 2);
  if (!year || !month || !day) return std::nullopt;
  return from_ymd(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::string Date::text() const {
  ensure(!is_missing());
  const YearMonthDay parts = ymd_of(*this);
  return fmt::format("{:04}-{:02}-{:02}", parts.year, parts.month, parts.day);
}

YearMonthDay ymd_of(Date date) { return civil_from_days(date.days()); }

YearMonth YearMonth::plus_months(int months) const {
  const std::int64_t index = static_cast<std::int64_t>(year) * 12 + (month - 1) + months;
  const std::int64_t in_year = ((index % 12) + 12) % 12;
  return {static_cast<int>((index - in_year) / 12), static_cast<unsigned>(in_year) + 1};
}

unsigned YearMonth::days() const { return days_in_month(year, month); }

Date plus_months(Date date, int months) {
  ensure(!date.is_missing());
  const YearMonthDay parts = ymd_of(date);
  const YearMonth target = YearMonth{parts.year, parts.month}.plus_months(months);
  if (target.year < 1) return Date::min();
  if (target.year > 9999) return Date::max();
  return Date::from_days(
      days_from_civil(target.year, target.month, std::min(parts.day, target.days())));
}

Date plus_days(Date date, std::int32_t days) {
  ensure(!date.is_missing());
  const std::int64_t sum = static_cast<std::int64_t>(date.days()) + days;
  return Date::from_days(static_cast<std::int32_t>(
      std::clamp<std::int64_t>(sum, Date::min().days(), Date::max().days())));
}

int full_months_between(Date from, Date to) {
  if (to < from) return 0;
  const YearMonthDay a = ymd_of(from);
  const YearMonthDay b = ymd_of(to);
  int months = (b.year - a.year) * 12 + static_cast<int>(b.month) - static_cast<int>(a.month);
  if (plus_months(from, months) > to) --months;  // clamping never moves a date past the month's end
  ensure(months >= 0);
  return months;
}

Date first_day_outside(Date date, int months) {
  // Going back clamps downwards too: where the month of `day` is too short to hold the day of `date`, `day` is its last
  // and lies too low; the next one, the first of a month, goes back to the first of the month after that of `date`.
  const Date day = plus_months(date, months);
  return plus_months(day, -months) >= date ? day : plus_days(day, 1);
}

std::optional<Instant> Instant::parse(std::string_view text) {
  const auto date = Date::parse(text.substr(0, std::min<std::size_t>(10, text.size())));
  if (!date) return std::nullopt;
  const std::int64_t day_ms = static_cast<std::int64_t>(date->days()) * k_ms_per_day;
  if (text.size() == 10) return from_unix_ms(day_ms - k_shanghai_ms);

  if (text.size() < 20 || (text[10] != 'T' && text[10] != ' ')) return std::nullopt;
  const auto hour = number_at(text, 11, 2);
  const auto minute = number_at(text, 14, 2);
  const auto second = number_at(text, 17, 2);
  if (!hour || !minute || !second || text[13] != ':' || text[16] != ':') return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  std::size_t at = 19;
  int ms = 0;
  if (text[at] == '.') {
    // Any number of digits; what is finer than a millisecond is cut off.
    const std::size_t fraction = ++at;
    int unit_ms = 100;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
      ms += (text[at] - '0') * unit_ms;
      unit_ms /= 10;
    }
    if (at == fraction) return std::nullopt;
  }
  std::int64_t offset_ms = 0;
  const std::string_view zone = text.substr(std::min(at, text.size()));
  if (zone != "Z") {
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':')
      return std::nullopt;
    const auto zone_hour = number_at(zone, 1, 2);
    const auto zone_minute = number_at(zone, 4, 2);
    if (!zone_hour || !zone_minute || *zone_hour > 23 || *zone_minute > 59) return std::nullopt;
    offset_ms = (*zone_hour * 60 + *zone_minute) * 60'000LL * (zone[0] == '-' ? -1 : 1);
  }
  const std::int64_t clock_ms = ((*hour * 60LL + *minute) * 60 + *second) * 1000 + ms;
  return from_unix_ms(day_ms + clock_ms - offset_ms);
}

Date Instant::date() const {
  const std::int64_t local = local_ms(ms_);
  const std::int64_t days = (local >= 0 ? local : local - (k_ms_per_day - 1)) / k_ms_per_day;
  return Date::from_days(static_cast<std::int32_t>(days));
}

std::string Instant::text() const {
  const Date day = date();
  const std::int64_t in_day = local_ms(ms_) - static_cast<std::int64_t>(day.days()) * k_ms_per_day;
  const std::int64_t seconds = in_day / 1000;
  std::string out = fmt::format("{}T{:02}:{:02}:{:02}", day.text(), seconds / 3600,
                                seconds / 60 % 60, seconds % 60);
  if (in_day % 1000 != 0) out += fmt::format(".{:03}", in_day % 1000);
  return out + "+08:00";
}

}  // namespace sanqu
