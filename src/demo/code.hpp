// SPDX-License-Identifier: Apache-2.0
// Credit codes of nobody: both check characters are right, the division is one that GB/T 2260 does not have, and the
// organization code begins with a mark that no real one has. Identity numbers likewise, for the lines that must be refused.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/date.hpp"

namespace sanqu::demo {

/// What every organization code of the demo begins with.
inline constexpr std::string_view k_mark = "DEMX";
inline constexpr std::uint32_t k_code_numbers = 923'521;  // 31^4

/// `head` 2 characters, `division` 6 digits, `number` below k_code_numbers.
std::string credit_code(std::string_view head, std::string_view division, std::uint32_t number);
/// The same code with another last character: it is of nobody.
std::string with_wrong_check(std::string code);

/// GB 11643: 18 characters whose check character is right.
std::string identity_number(std::string_view division, Date born_on, int serial);

}  // namespace sanqu::demo
