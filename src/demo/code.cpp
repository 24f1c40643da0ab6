// SPDX-License-Identifier: Apache-2.0
#include "demo/code.hpp"

#include <fmt/format.h>

#include "core/ensure.hpp"
#include "core/uscc.hpp"

namespace sanqu::demo {

namespace {

constexpr std::string_view k_alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

}  // namespace

std::string credit_code(std::string_view head, std::string_view division, std::uint32_t number) {
  ensure(number < k_code_numbers);
  char digits[4];
  for (int i = 3; i >= 0; --i) {
    digits[i] = k_alphabet[number % k_alphabet.size()];
    number /= static_cast<std::uint32_t>(k_alphabet.size());
  }
  std::string code = fmt::format("{}{}{}{}00", head, division, k_mark, std::string_view(digits, 4));
  // The check says what the character would have to be; the organization's own comes first, it is part of the whole.
  if (const UsccCheck check = check_uscc(code); check.organization_check) {
    code[16] = check.organization_wanted;
  }
  if (const UsccCheck check = check_uscc(code); check.check_character) {
    code[17] = check.check_wanted;
  }
  ensure(check_uscc(code).passed());
  return code;
}

std::string with_wrong_check(std::string code) {
  const std::size_t at = k_alphabet.find(code.back());
  code.back() = k_alphabet[(at + 7) % k_alphabet.size()];
  return code;
}

std::string identity_number(std::string_view division, Date born_on, int serial) {
  const YearMonthDay born = ymd_of(born_on);
  std::string number =
      fmt::format("{}{:04}{:02}{:02}{:03}", division, born.year, born.month, born.day, serial);
  ensure(number.size() == 17);
  unsigned sum = 0;
  unsigned weight = 1;
  for (std::size_t i = 17; i-- > 0;) {
    weight = weight * 2 % 11;
    sum += weight * static_cast<unsigned>(number[i] - '0');
  }
  return number + "10X98765432"[sum % 11];
}

}  // namespace sanqu::demo
