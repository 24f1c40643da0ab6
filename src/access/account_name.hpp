// SPDX-License-Identifier: Apache-2.0
// Account names: how they are kept, and how two of them are found to be the same.
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"

namespace sanqu::access {

inline constexpr std::size_t k_name_characters_max = 64;

/// The name as it is kept and shown: half-width, trimmed, NFC. Letters, digits and . _ - @ of any script; no blanks, nothing
/// invisible. Error: access.name.
Result<std::string> read_account_name(std::string_view typed);

/// What names are compared by: compatibility forms and capitals folded (NFKC and full case folding), so that `ZHANG`, `zhang`
/// and full-width `zhang` are one account. Empty where `typed` is no account name: such a name has no account.
std::string folded_account_name(std::string_view typed);

}  // namespace sanqu::access
