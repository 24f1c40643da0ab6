// SPDX-License-Identifier: Apache-2.0
// How people and spreadsheets write dates, times, truth and numbers; from there to the program's own values.
// Everything here takes text that is already folded (full-width digits as ASCII, no blanks around it).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/date.hpp"

namespace sanqu::intake {

enum class DateOutcome : std::uint8_t { good, not_a_date, no_such_day };

struct DateReading {
  DateOutcome outcome = DateOutcome::not_a_date;
  Date date;
};

/// `2026-03-02`, `2026/3/2`, `20260302`, `2026年3月2日`; months and days with or without a leading zero.
DateReading read_date(std::string_view text);

/// A date as above (its first moment in Asia/Shanghai), or RFC 3339.
std::optional<Instant> read_instant(std::string_view text);

/// true, false, 是, 否, 1, 0; letters in either case.
std::optional<bool> read_boolean(std::string_view text);

/// `9.137E+17`, `-1e5`: a number with an exponent.
bool is_scientific(std::string_view text);

/// Exactly as spreadsheets write a long number into CSV, its last digits lost: `9.137E+17`, at least ten digits' worth.
bool is_cut_number(std::string_view text);

enum class NumberOutcome : std::uint8_t {
  good,
  not_a_number,
  digits_lost,
  too_many_places,
  too_large
};

struct NumberReading {
  NumberOutcome outcome = NumberOutcome::not_a_number;
  std::int64_t units = 0;
};

/// A decimal number in units of 10^-places (places 0 to 18), exactly; zeros beyond the places are no digits.
NumberReading read_number(std::string_view text, int places);

}  // namespace sanqu::intake
