// SPDX-License-Identifier: Apache-2.0
#include "intake/spelling.hpp"

#include <algorithm>

#include "core/exact.hpp"

namespace sanqu::intake {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// One or two (`count_max`) digits taken from the front of `text`; none if there are none.
std::optional<unsigned> take_digits(std::string_view& text, std::size_t count_max) {
  std::size_t count = 0;
  unsigned value = 0;
  while (count < count_max && count < text.size() && is_digit(text[count])) {
    value = value * 10 + static_cast<unsigned>(text[count] - '0');
    ++count;
  }
  if (count == 0) return std::nullopt;
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, std::string_view wanted) {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(wanted.size());
  return true;
}

DateReading day_of(unsigned year, unsigned month, unsigned day) {
  const auto date = Date::from_ymd(static_cast<int>(year), month, day);
  if (!date) return {DateOutcome::no_such_day, {}};
  return {DateOutcome::good, *date};
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
         });
}

}  // namespace

DateReading read_date(std::string_view text) {
  constexpr DateReading k_no_date = {};
  if (text.size() < 8 || !is_digit(text[0]) || !is_digit(text[1]) || !is_digit(text[2]) ||
      !is_digit(text[3])) {
    return k_no_date;
  }
  std::string_view rest = text;
  const unsigned year = take_digits(rest, 4).value_or(0);
  if (is_digit(rest[0])) {
    if (text.size() != 8 || !std::all_of(text.begin(), text.end(), is_digit)) return k_no_date;
    const unsigned month = take_digits(rest, 2).value_or(0);
    return day_of(year, month, take_digits(rest, 2).value_or(0));
  }
  const std::string_view after_year = rest[0] == '-' ? "-" : rest[0] == '/' ? "/" : "年";
  const std::string_view after_month = after_year == "年" ? "月" : after_year;
  const std::string_view after_day = after_year == "年" ? "日" : "";
  if (!take(rest, after_year)) return k_no_date;
  const auto month = take_digits(rest, 2);
  if (!month || !take(rest, after_month)) return k_no_date;
  const auto day = take_digits(rest, 2);
  if (!day || !take(rest, after_day) || !rest.empty()) return k_no_date;
  return day_of(year, *month, *day);
}

std::optional<Instant> read_instant(std::string_view text) {
  if (const DateReading reading = read_date(text); reading.outcome == DateOutcome::good) {
    return Instant::parse(reading.date.text());
  }
  return Instant::parse(text);
}

std::optional<bool> read_boolean(std::string_view text) {
  if (text == "1" || text == "是" || equals_ignoring_case(text, "true")) return true;
  if (text == "0" || text == "否" || equals_ignoring_case(text, "false")) return false;
  return std::nullopt;
}

bool is_scientific(std::string_view text) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  const std::size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos || e == 0) return false;
  std::string_view exponent = text.substr(e + 1);
  if (!exponent.empty() && (exponent[0] == '-' || exponent[0] == '+')) exponent.remove_prefix(1);
  return !exponent.empty() && std::all_of(exponent.begin(), exponent.end(), is_digit) &&
         parse_decimal(text.substr(0, e), 18).has_value();
}

bool is_cut_number(std::string_view text) {
  const std::size_t e = text.find("E+");
  if (e == std::string_view::npos || !is_scientific(text) || !is_digit(text[0])) return false;
  const std::string_view exponent = text.substr(e + 2);
  const bool is_one_digit_before = e == 1 || text[1] == '.';
  return is_one_digit_before && exponent.size() == 2 && exponent >= "10";
}

NumberReading read_number(std::string_view text, int places) {
  if (const auto decimal = parse_decimal(text, places)) {
    const auto units = units_at(*decimal, places);
    if (!units) return {NumberOutcome::too_large, 0};
    return {NumberOutcome::good, *units};
  }
  if (is_scientific(text)) return {NumberOutcome::digits_lost, 0};
  // Why it could not be read: the form first, then where the digits are too many.
  std::string_view digits = text;
  if (!digits.empty() && (digits[0] == '-' || digits[0] == '+')) digits.remove_prefix(1);
  const std::size_t point = digits.find('.');
  const std::string_view whole = digits.substr(0, point);
  const std::string_view decimals =
      point == std::string_view::npos ? std::string_view() : digits.substr(point + 1);
  const bool is_number = !whole.empty() && std::all_of(whole.begin(), whole.end(), is_digit) &&
                         std::all_of(decimals.begin(), decimals.end(), is_digit) &&
                         (point == std::string_view::npos || !decimals.empty());
  if (!is_number) return {NumberOutcome::not_a_number, 0};
  const std::size_t last = decimals.find_last_not_of('0');
  const std::size_t used = last == std::string_view::npos ? 0 : last + 1;
  if (used > static_cast<std::size_t>(places)) return {NumberOutcome::too_many_places, 0};
  return {NumberOutcome::too_large, 0};
}

}  // namespace sanqu::intake
