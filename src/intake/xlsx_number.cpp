// SPDX-License-Identifier: Apache-2.0
#include "intake/xlsx_number.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/date.hpp"

namespace sanqu::intake {

namespace {

constexpr int k_significant_digits = 15;
constexpr int k_places_max = 60;  // of what is written without an exponent
constexpr std::size_t k_value_bytes_max = 400;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// digits x 10^exponent, no zeros at either end of the digits; zero has none.
struct Number {
  bool is_negative = false;
  std::string digits;
  int exponent = 0;

  /// Digits before the decimal point.
  int whole_digits() const { return static_cast<int>(digits.size()) + exponent; }

  void normalise() {
    while (!digits.empty() && digits.back() == '0') {
      digits.pop_back();
      ++exponent;
    }
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.empty()) exponent = 0;
  }

  /// At most 15 significant digits, half away from zero.
  void round() {
    normalise();
    if (digits.size() <= k_significant_digits) return;
    const bool rounds_up = digits[k_significant_digits] >= '5';
    exponent += static_cast<int>(digits.size()) - k_significant_digits;
    digits.resize(k_significant_digits);
    if (rounds_up) {
      std::size_t at = digits.size();
      while (at > 0 && digits[at - 1] == '9') digits[--at] = '0';
      if (at > 0) {
        ++digits[at - 1];
      } else {
        digits.insert(digits.begin(), '1');
      }
    }
    normalise();
  }

  std::string plain_text() const {
    std::string text = digits;
    if (exponent >= 0) {
      text.append(static_cast<std::size_t>(exponent), '0');
    } else if (whole_digits() > 0) {
      text.insert(static_cast<std::size_t>(whole_digits()), 1, '.');
    } else {
      text.insert(0, "0." + std::string(static_cast<std::size_t>(-whole_digits()), '0'));
    }
    if (text.empty()) text = "0";
    return is_negative ? "-" + text : text;
  }

  std::string exponent_text() const {
    std::string text = digits.substr(0, 1);
    if (digits.size() > 1) text += '.' + digits.substr(1);
    const int power = whole_digits() - 1;
    text += (power < 0 ? "E-" : "E+") + std::to_string(power < 0 ? -power : power);
    return is_negative ? "-" + text : text;
  }

  std::string text() const {
    const bool fits = whole_digits() <= k_significant_digits && exponent >= -k_places_max;
    return digits.empty() || fits ? plain_text() : exponent_text();
  }
};

std::optional<Number> parse_number(std::string_view text) {
  Number number;
  if (text.size() > k_value_bytes_max) return std::nullopt;
  if (text.starts_with('-') || text.starts_with('+')) {
    number.is_negative = text.front() == '-';
    text.remove_prefix(1);
  }
  bool has_point = false;
  std::size_t at = 0;
  for (; at < text.size() && (is_digit(text[at]) || text[at] == '.'); ++at) {
    if (text[at] == '.') {
      if (std::exchange(has_point, true)) return std::nullopt;
      continue;
    }
    number.digits += text[at];
    if (has_point) --number.exponent;
  }
  if (number.digits.empty()) return std::nullopt;
  if (at < text.size()) {
    if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
    std::string_view power = text.substr(at + 1);
    const bool is_small = power.starts_with('-');
    if (is_small || power.starts_with('+')) power.remove_prefix(1);
    if (power.empty() || power.size() > 4 || !std::all_of(power.begin(), power.end(), is_digit)) {
      return std::nullopt;
    }
    int value = 0;
    for (const char c : power) value = value * 10 + (c - '0');
    number.exponent += is_small ? -value : value;
  }
  number.round();
  return number;
}

/// Days and seconds of a serial number; none for a negative one or one beyond the year 9999.
struct Serial {
  std::int64_t days = 0;
  std::int64_t seconds = 0;
};

std::optional<Serial> serial_of(const Number& number) {
  constexpr std::int64_t k_last_day = 2'958'465;  // 9999-12-31
  constexpr std::int64_t k_day_seconds = 86'400;
  if (number.is_negative || number.whole_digits() > 7) return std::nullopt;
  const std::string text = number.plain_text();
  const std::size_t point = std::min(text.find('.'), text.size());
  Serial serial;
  for (const char c : text.substr(0, point)) serial.days = serial.days * 10 + (c - '0');
  if (serial.days > k_last_day) return std::nullopt;
  std::int64_t part = 0;
  std::int64_t whole = 1;
  for (std::size_t i = point + 1; i < text.size() && whole < 1'000'000'000'000; ++i) {
    part = part * 10 + (text[i] - '0');
    whole *= 10;
  }
  // part < 10^12, so this fits; to the nearest second.
  serial.seconds = (part * k_day_seconds + whole / 2) / whole;
  if (serial.seconds == k_day_seconds) {
    serial.seconds = 0;
    ++serial.days;
  }
  return serial;
}

std::string time_text(std::int64_t seconds) {
  return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/// The day's text; days that only the spreadsheet knows are written as it shows them.
std::string day_text(std::int64_t days, DateSystem system) {
  constexpr std::int64_t k_1904_shift = 1462;
  constexpr std::int32_t k_day_0 = -25'569;  // 1899-12-30, for days after the false 1900-02-29
  constexpr std::int64_t k_no_such_day = 60;
  if (system == DateSystem::from_1904) days += k_1904_shift;
  if (days == 0) return "1900-01-00";
  if (days == k_no_such_day) return "1900-02-29";
  const auto shift = static_cast<std::int32_t>(days) + (days < k_no_such_day ? 1 : 0);
  return Date::from_days(k_day_0 + shift).text();
}

std::string date_text(const Number& number, NumberKind kind, DateSystem system) {
  const auto serial = serial_of(number);
  if (!serial) return number.text();
  if (kind == NumberKind::time && serial->days == 0) return time_text(serial->seconds);
  const std::string day = day_text(serial->days, system);
  return serial->seconds == 0 ? day : day + "T" + time_text(serial->seconds) + "+08:00";
}

}  // namespace

std::string number_text(std::string_view value, NumberKind kind, DateSystem system) {
  auto number = parse_number(value);
  if (!number) return std::string(value);
  switch (kind) {
    case NumberKind::plain: return number->text();
    case NumberKind::percent:
      if (!number->digits.empty()) number->exponent += 2;
      return number->text() + "%";
    case NumberKind::date:
    case NumberKind::time: return date_text(*number, kind, system);
  }
  return number->text();
}

NumberKind kind_of_builtin(unsigned id) {
  // ECMA-376 part 1, 18.8.30: in all languages, then those of zh-cn.
  if (id == 9 || id == 10) return NumberKind::percent;
  if ((id >= 14 && id <= 17) || id == 22) return NumberKind::date;
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return NumberKind::time;
  if (id >= 32 && id <= 35) return NumberKind::time;  // h"时"mm"分"
  if (id == 55 || id == 56) return NumberKind::time;
  const bool is_chinese_date = (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58);
  return is_chinese_date ? NumberKind::date : NumberKind::plain;
}

NumberKind kind_of_format(std::string_view code) {
  bool has_day_or_year = false;
  bool has_hour_or_second = false;
  bool has_month_or_minute = false;
  bool has_percent = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i] >= 'A' && code[i] <= 'Z' ? static_cast<char>(code[i] + 32) : code[i];
    if (c == ';') break;  // further sections: negative numbers, zero, text
    if (c == '"' || c == '[') {
      const char end = c == '[' ? ']' : '"';
      const std::size_t close = std::min(code.find(end, i + 1), code.size());
      // [h], [mm], [ss]: time that runs beyond its unit.
      const std::string_view inside = code.substr(i + 1, close - i - 1);
      if (c == '[' && inside.find_first_not_of("hHmMsS") == std::string_view::npos) {
        has_hour_or_second = true;
      }
      i = close;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (code.substr(i, 5) == "AM/PM" || code.substr(i, 5) == "am/pm") {
      i += 4;
    } else if (code.substr(i, 7) == "General" || code.substr(i, 7) == "GENERAL") {
      i += 6;
    } else if (c == 'y' || c == 'd' || c == 'b' ||
               (c == 'e' && code.substr(i + 1, 1) != "+" && code.substr(i + 1, 1) != "-")) {
      has_day_or_year = true;  // e, b: the year in Chinese and Thai formats
    } else if (c == 'a' && code.substr(i, 3) == "aaa") {
      has_day_or_year = true;  // aaaa: 星期一
    } else if (c == 'h' || c == 's') {
      has_hour_or_second = true;
    } else if (c == 'm') {
      has_month_or_minute = true;
    } else if (c == '%') {
      has_percent = true;
    }
  }
  if (has_day_or_year) return NumberKind::date;
  if (has_hour_or_second) return NumberKind::time;
  if (has_month_or_minute) return NumberKind::date;
  return has_percent ? NumberKind::percent : NumberKind::plain;
}

}  // namespace sanqu::intake
