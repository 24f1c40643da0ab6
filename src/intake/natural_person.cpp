// SPDX-License-Identifier: Apache-2.0
#include "intake/natural_person.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <string>

#include "core/date.hpp"
#include "core/uscc.hpp"

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

struct Character {
  enum class Kind : std::uint8_t { other, digit, x, gap };
  Kind kind = Kind::other;
  std::size_t bytes = 1;
  char ascii = 0;  // of a digit or X
};

/// One character of any bytes; full-width digits and letters are what they look like.
Character character_at(std::string_view text, std::size_t at) {
  using Kind = Character::Kind;
  if (at >= text.size()) return {};
  const char c = text[at];
  if (is_digit(c)) return {Kind::digit, 1, c};
  if (c == 'X' || c == 'x') return {Kind::x, 1, 'X'};
  if (c == ' ' || c == '-') return {Kind::gap, 1, 0};
  const std::string_view three = text.substr(at, 3);
  if (three == "\xE3\x80\x80" || three == "\xEF\xBC\x8D") return {Kind::gap, 3, 0};
  if (three == "\xEF\xBC\xB8" || three == "\xEF\xBD\x98") return {Kind::x, 3, 'X'};
  if (!three.starts_with("\xEF\xBC") || three.size() < 3) return {};
  const int digit = static_cast<unsigned char>(three[2]) - 0x90;
  if (digit < 0 || digit > 9) return {};
  return {Kind::digit, 3, static_cast<char>('0' + digit)};
}

/// False where there are too few digits for an identity number; eight bytes at a time, since every text is asked. Each byte
/// EF counts as one too: full-width digits begin with it.
bool may_have_digits_enough(std::string_view text) {
  constexpr std::size_t k_digits_least = 16;  // 1.1010519491231E+17
  constexpr std::uint64_t k_each = 0x0101010101010101;
  constexpr std::uint64_t k_high = 0x80 * k_each;
  // The high bit of each byte of `word` that is at most `most`.
  const auto within = [](std::uint64_t word, std::uint64_t most) {
    return ~(((word & ~k_high) + (0x7F - most) * k_each) | word) & k_high;
  };
  std::size_t digits = 0;
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    const std::uint64_t found =
        within(word ^ ('0' * k_each), 9) | within(word ^ (0xEF * k_each), 0);
    digits += static_cast<std::size_t>((found >> 7) * k_each >> 56);
  }
  for (; at < text.size(); ++at) digits += is_digit(text[at]) || text[at] == '\xEF' ? 1 : 0;
  return digits >= k_digits_least;
}

struct DigitRun {
  std::string digits;   // at most 19: one more than is asked for
  std::size_t end = 0;  // behind the last digit
};

DigitRun digits_from(std::string_view text, std::size_t at) {
  DigitRun run{{}, at};
  while (true) {
    const Character next = character_at(text, run.end);
    if (next.kind != Character::Kind::digit) return run;
    if (run.digits.size() < 19) run.digits += next.ascii;
    run.end += next.bytes;
  }
}

/// 18 characters: the run, with the X that follows it if it is one short.
std::string with_check_character(std::string_view text, const DigitRun& run) {
  if (run.digits.size() == 18) return run.digits;
  return character_at(text, run.end).kind == Character::Kind::x ? run.digits + 'X' : "";
}

/// 110101 19900307 7213: three groups with one gap each; empty if it is no such thing.
std::string in_groups(std::string_view text, const DigitRun& region) {
  const Character gap = character_at(text, region.end);
  if (gap.kind != Character::Kind::gap) return {};
  const DigitRun birth = digits_from(text, region.end + gap.bytes);
  const Character second_gap = character_at(text, birth.end);
  if (birth.digits.size() != 8 || second_gap.kind != Character::Kind::gap) return {};
  const DigitRun rest = digits_from(text, birth.end + second_gap.bytes);
  const std::string all = region.digits + birth.digits + rest.digits;
  if (rest.digits.size() == 4) return all;
  const bool has_x = character_at(text, rest.end).kind == Character::Kind::x;
  return rest.digits.size() == 3 && has_x ? all + 'X' : "";
}

/// d.ddddddddddddd…E+17, the digits beginning with a province and having a day of birth in the right place.
bool is_identity_in_exponent_form(std::string_view text, const DigitRun& whole) {
  if (!text.substr(whole.end).starts_with('.')) return false;
  const DigitRun places = digits_from(text, whole.end + 1);
  const std::string_view exponent = text.substr(places.end, 4);
  const bool is_17 = exponent == "E+17" || exponent == "e+17";
  const std::string digits = whole.digits + places.digits;
  const std::string_view view = digits;
  return is_17 && digits.size() >= 14 && is_province(view.substr(0, 2)) &&
         is_day_of_birth(number(view.substr(6, 4)), view.substr(10, 4));
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

bool holds_identity_number(std::string_view text) {
  if (!may_have_digits_enough(text)) return false;
  for (std::size_t at = 0; at < text.size();) {
    const Character first = character_at(text, at);
    if (first.kind != Character::Kind::digit) {
      at += first.bytes;
      continue;
    }
    const DigitRun run = digits_from(text, at);
    at = run.end;
    if (run.digits.size() == 17 || run.digits.size() == 18) {
      if (is_identity_number(with_check_character(text, run), FifteenDigits::ignore)) return true;
    } else if (run.digits.size() == 6) {
      if (is_identity_number(in_groups(text, run), FifteenDigits::ignore)) return true;
    } else if (run.digits.size() == 1 && is_identity_in_exponent_form(text, run)) {
      return true;
    }
  }
  return false;
}

bool may_hold_person(std::string_view raw) {
  return raw.find("自然人") != std::string_view::npos || holds_identity_number(raw);
}

bool says_natural_person_somewhere(std::string_view raw) {
  constexpr std::string_view k_ends = ",\"':{}[]\t\r\n ";
  while (!raw.empty()) {
    const std::size_t end = std::min(raw.find_first_of(k_ends), raw.size());
    if (says_natural_person(raw.substr(0, end))) return true;
    raw.remove_prefix(std::min(end + 1, raw.size()));
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
