// SPDX-License-Identifier: Apache-2.0
#include "core/uscc.hpp"

#include <array>

#include "core/ensure.hpp"
#include "core/text.hpp"

namespace sanqu {

namespace uscc_errors {
const ErrorCode k_length = {
    "uscc.length", "统一社会信用代码“{0}”应为 18 位,实为 {1} 位",
    "The unified social credit code `{0}` must have 18 characters, it has {1}",
    "对照营业执照补全;原 15 位注册号不是统一社会信用代码。",
    "Complete it from the licence; the old registration number of 15 digits is another number."};
const ErrorCode k_character = {
    "uscc.character", "统一社会信用代码“{0}”第 {1} 位不是允许的字符",
    "Character {1} of the unified social credit code `{0}` is not allowed",
    "只用数字和大写字母,不含 I、O、S、V、Z;常见错误是把 0 写成 O、1 写成 I。",
    "Digits and capital letters without I, O, S, V, Z; often 0 was typed as O, or 1 as I."};
const ErrorCode k_region = {
    "uscc.region", "统一社会信用代码“{0}”第 3 至 8 位不是行政区划代码",
    "Characters 3 to 8 of the unified social credit code `{0}` are no division code",
    "这六位是登记管理机关的行政区划代码,应全为数字。",
    "These six are the division code of the registering authority: digits only."};
const ErrorCode k_organization_check = {
    "uscc.organization_check", "统一社会信用代码“{0}”中的组织机构代码校验不符:第 17 位应为 {1}",
    "The organization code inside the unified social credit code `{0}` fails its check: character "
    "17 would be {1}",
    "第 9 至 17 位至少有一位写错,请向信源单位核实。",
    "One of the characters 9 to 17 is wrong; ask the source department."};
const ErrorCode k_check_character = {
    "uscc.check_character", "统一社会信用代码“{0}”校验不符:第 18 位应为 {1}",
    "The unified social credit code `{0}` fails its check: character 18 would be {1}",
    "至少有一位写错或两位颠倒,请向信源单位核实。",
    "A character is wrong, or two are swapped; ask the source department."};
}  // namespace uscc_errors

namespace {

using namespace uscc_errors;

// GB 32100-2015, 4.1: 31 characters; a character's value is its place here.
constexpr std::string_view k_alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// GB 32100-2015, 4.2: 31 - sum of value x 3^(i-1) mod 31, where 31 stands for 0.
char check_character_of(std::string_view first17) {
  unsigned weight = 1;
  unsigned sum = 0;
  for (const char c : first17) {
    sum += static_cast<unsigned>(k_alphabet.find(c)) * weight;
    weight = weight * 3 % 31;
  }
  return k_alphabet[(31 - sum % 31) % 31];
}

/// GB 11714: letters count 10 to 35; 11 - sum mod 11, where 10 is written X and 11 is written 0.
char organization_check_of(std::string_view first8) {
  constexpr std::array<unsigned, 8> k_weights = {3, 7, 9, 10, 5, 8, 4, 2};
  unsigned sum = 0;
  for (std::size_t i = 0; i < k_weights.size(); ++i) {
    const char c = first8[i];
    const auto value = static_cast<unsigned>(c <= '9' ? c - '0' : c - 'A' + 10);
    sum += value * k_weights[i];
  }
  const unsigned rest = (11 - sum % 11) % 11;
  return rest == 10 ? 'X' : static_cast<char>('0' + rest);
}

std::size_t character_count(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

}  // namespace

UsccCheck check_uscc(std::string_view text) {
  UsccCheck check;
  check.length = character_count(text) != k_uscc_characters;
  if (const std::size_t at = text.find_first_not_of(k_alphabet); at != std::string_view::npos) {
    check.foreign_position = character_count(text.substr(0, at)) + 1;
  }
  if (check.length || check.foreign_position != 0) return check;

  check.region = !RegionCode::parse(text.substr(2, 6));
  const char organization = organization_check_of(text.substr(8, 8));
  check.organization_check = text[16] != organization;
  if (check.organization_check) check.organization_wanted = organization;
  const char last = check_character_of(text.substr(0, 17));
  check.check_character = text[17] != last;
  if (check.check_character) check.check_wanted = last;
  return check;
}

Errors uscc_findings(const UsccCheck& check, std::string_view text, const Place& place) {
  Errors findings;
  const std::string code(text);
  if (check.length) {
    findings.push_back(make_error(k_length, place, {code, std::to_string(character_count(text))}));
  }
  if (check.foreign_position != 0) {
    findings.push_back(
        make_error(k_character, place, {code, std::to_string(check.foreign_position)}));
  }
  if (check.region) findings.push_back(make_error(k_region, place, {code}));
  if (check.organization_check) {
    findings.push_back(
        make_error(k_organization_check, place, {code, std::string(1, check.organization_wanted)}));
  }
  if (check.check_character) {
    findings.push_back(
        make_error(k_check_character, place, {code, std::string(1, check.check_wanted)}));
  }
  return findings;
}

std::string uscc_spelling(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

std::optional<Uscc> Uscc::parse(std::string_view text) {
  if (!check_uscc(text).passed()) return std::nullopt;
  return Uscc(text);
}

RegionCode Uscc::region() const {
  const auto region = RegionCode::parse(std::string_view(text_).substr(2, 6));
  ensure(region.has_value());  // checked when the code was parsed
  return *region;
}

}  // namespace sanqu
