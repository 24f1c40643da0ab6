// SPDX-License-Identifier: Apache-2.0
// The door that stays shut: lines about natural persons are refused, and nothing of their content is kept.
// What is here recognises such lines and numbers; it stores none and hands none on.
#pragma once

#include <cstdint>
#include <string_view>

namespace sanqu::intake {

/// True when a subject kind or category column says that the line is about a natural person: 自然人, 个人,
/// natural_person, person, individual, citizen, resident. 个体工商户 and `individual_business` are organisations here.
/// `text` is folded.
bool says_natural_person(std::string_view text);

/// True when `text` has the form of a citizen's identity number: GB 11643-1999 with 18 characters, a possible province,
/// day of birth and check character; 15 digits, as before 1999, with `FifteenDigits::count_too`.
/// `text` is folded.
enum class FifteenDigits : std::uint8_t { ignore, count_too };
bool is_identity_number(std::string_view text, FifteenDigits fifteen);

/// True when somewhere in `text` (any bytes) there is an 18-character identity number: in ASCII or full-width digits, in one
/// piece or as 6-8-4 with a blank or hyphen between, or as what a spreadsheet makes of it (1.10101199003077E+17).
/// A longer row of digits is no identity number.
bool holds_identity_number(std::string_view text);

/// The fewest bytes in which an identity number can stand: shorter texts need no look.
inline constexpr std::size_t k_identity_number_bytes = 18;

/// True when somewhere in `raw` (any bytes) there is the word 自然人 or an identity number: then a line too broken to be
/// understood is not shown either.
bool may_hold_person(std::string_view raw);

/// The same of a line whose cells are not known: any piece of it between commas, quotes, colons, brackets says that it is
/// about a natural person.
bool says_natural_person_somewhere(std::string_view raw);

/// True when a header names the column that tells organisations from natural persons (行政相对人类别). Folded.
bool is_category_header(std::string_view name);

}  // namespace sanqu::intake
