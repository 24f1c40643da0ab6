// SPDX-License-Identifier: Apache-2.0
#include "intake/natural_person.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "core/date.hpp"

namespace sanqu::intake {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

unsigned number(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits) value = value * 10 + static_cast<unsigned>(c - '0');
  return value;
}

/// First two digits of GB/T 2260: the provinces.
bool is_province(std::string_view two_digits) {
  const unsigned code = number(two_digits);
  return (code >= 11 && code <= 15) || (code >= 21 && code <= 23) || (code >= 31 && code <= 37) ||
         (code >= 41 && code <= 46) || (code >= 50 && code <= 54) || (code >= 61 && code <= 65) ||
         code == 71 || (code >= 81 && code <= 83);
}

bool is_day_of_birth(unsigned year, std::string_view month_day) {
  return year >= 1850 && year <= 2100 &&
         Date::from_ymd(static_cast<int>(year), number(month_day.substr(0, 2)),
                        number(month_day.substr(2, 2)))
             .has_value();
}

}  // namespace

bool says_natural_person(std::string_view text) {
  constexpr std::array<std::string_view, 9> k_words = {
      "natural_person", "natural person", "person", "individual", "citizen",
      "resident",       "个人",           "公民",   "居民"};
  if (text.find("自然人") != std::string_view::npos) return true;
  return std::find(k_words.begin(), k_words.end(), lower(text)) != k_words.end();
}

bool is_identity_number(std::string_view text, FifteenDigits fifteen) {
  if (text.size() == 15 && fifteen == FifteenDigits::count_too) {
    return std::all_of(text.begin(), text.end(), is_digit) && is_province(text.substr(0, 2)) &&
           is_day_of_birth(1900 + number(text.substr(6, 2)), text.substr(8, 4));
  }
  if (text.size() != 18 || !std::all_of(text.begin(), text.begin() + 17, is_digit)) return false;
  if (!is_province(text.substr(0, 2))) return false;
  if (!is_day_of_birth(number(text.substr(6, 4)), text.substr(10, 4))) return false;
  // GB 11643-1999: weights 2^(18-i) mod 11; the check character by the remainder 0..10.
  unsigned sum = 0;
  unsigned weight = 1;
  for (std::size_t i = 17; i-- > 0;) {
    weight = weight * 2 % 11;
    sum += weight * static_cast<unsigned>(text[i] - '0');
  }
  constexpr std::string_view k_check = "10X98765432";
  const char last = text[17] == 'x' ? 'X' : text[17];
  return k_check[sum % 11] == last;
}

bool may_hold_person(std::string_view raw) {
  if (raw.find("自然人") != std::string_view::npos) return true;
  for (std::size_t at = 0; at < raw.size();) {
    std::size_t end = at;
    while (end < raw.size() && is_digit(raw[end])) ++end;
    const bool has_x = end < raw.size() && (raw[end] == 'X' || raw[end] == 'x');
    const std::size_t bytes = end - at + (end - at == 17 && has_x ? 1 : 0);
    if (bytes == 18 && is_identity_number(raw.substr(at, 18), FifteenDigits::ignore)) return true;
    at = end + 1;
  }
  return false;
}

bool is_category_header(std::string_view name) {
  constexpr std::array<std::string_view, 10> k_names = {
      "行政相对人类别",  "相对人类别", "承诺人类别",
      "主体类别",        "xk_xdr_lb",  "cf_xdr_lb",
      "xdr_lb",          "xdr_type",   "counterpart_category",
      "subject_category"};
  return std::find(k_names.begin(), k_names.end(), lower(name)) != k_names.end();
}

}  // namespace sanqu::intake
