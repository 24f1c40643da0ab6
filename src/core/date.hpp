// SPDX-License-Identifier: Apache-2.0
// Civil dates (Asia/Shanghai) as days since 1970-01-01, and the one place where months are added.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace sanqu {

/// A civil date, 0001-01-01 to 9999-12-31. `Date::missing()` is the value of an empty column; it compares
/// below every real date and is never printed.
class Date {
 public:
  constexpr Date() = default;
  static constexpr Date from_days(std::int32_t days) {
    Date date;
    date.days_ = days;
    return date;
  }
  /// None when the day does not exist (2026-02-30).
  static std::optional<Date> from_ymd(int year, unsigned month, unsigned day);
  /// `2026-03-02` only: the canonical form. Other spellings are read by intake.
  static std::optional<Date> parse(std::string_view text);
  static constexpr Date missing() { return from_days(std::numeric_limits<std::int32_t>::min()); }
  static constexpr Date min() { return from_days(-719162); }  // 0001-01-01
  static constexpr Date max() { return from_days(2932896); }  // 9999-12-31

  constexpr std::int32_t days() const { return days_; }
  constexpr bool is_missing() const { return *this == missing(); }
  std::string text() const;

  auto operator<=>(const Date&) const = default;

 private:
  std::int32_t days_ = 0;
};

/// Year, month and day of a real date.
struct YearMonthDay {
  int year;
  unsigned month;
  unsigned day;
};
YearMonthDay ymd_of(Date date);

/// A calendar month.
struct YearMonth {
  int year = 1970;
  unsigned month = 1;  // 1 to 12
  auto operator<=>(const YearMonth&) const = default;
  YearMonth plus_months(int months) const;
  unsigned days() const;  // 28 to 31
};

/// `date` plus (or minus) whole months; a day that the target month lacks becomes its last day
/// (2024-01-31 plus 1 month = 2024-02-29). Clamped to Date::min()..Date::max().
Date plus_months(Date date, int months);
Date plus_days(Date date, std::int32_t days);

/// Rule R11: full months from `from` to `to`: the largest k >= 0 with plus_months(from, k) <= to; 0 if `to` is before `from`.
int full_months_between(Date from, Date to);

/// The first date D with plus_months(D, -months) >= date: the day on which a window of so many months lets go of `date`.
Date first_day_outside(Date date, int months);

/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
class Instant {
 public:
  constexpr Instant() = default;
  static constexpr Instant from_unix_ms(std::int64_t ms) {
    Instant instant;
    instant.ms_ = ms;
    return instant;
  }
  /// RFC 3339 with an offset or `Z`, or a date alone (its first moment in Asia/Shanghai). A fraction of a second is
  /// cut to milliseconds; a leap second (:60) is no time.
  static std::optional<Instant> parse(std::string_view text);
  static constexpr Instant min() { return from_unix_ms(std::numeric_limits<std::int64_t>::min()); }
  static constexpr Instant max() { return from_unix_ms(std::numeric_limits<std::int64_t>::max()); }
  constexpr std::int64_t unix_ms() const { return ms_; }
  /// The civil date in Asia/Shanghai (UTC+8, no summer time since 1991).
  Date date() const;
  /// RFC 3339 in +08:00, milliseconds only when there are any. Like `date`, a moment outside the years 1 to 9999 shows
  /// the nearest moment inside.
  std::string text() const;
  auto operator<=>(const Instant&) const = default;

 private:
  std::int64_t ms_ = 0;
};

}  // namespace sanqu
