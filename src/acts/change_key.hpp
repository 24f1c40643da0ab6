// SPDX-License-Identifier: Apache-2.0
// API keys of departments and machines: made, rotated with an overlap, revoked. A key belongs to an account without a
// password and may do what that account may, narrowed to the permissions that it was made for; never a power.
#pragma once

#include "access/secret.hpp"
#include "acts/account_tools.hpp"

namespace sanqu::acts {

inline constexpr std::int64_t k_key_days_max = 400;  // a year and a month of overlap

struct NewKey {
  std::string account;
  std::string title;
  std::vector<std::string> permissions;
  std::int64_t days = 365;
};
/// The key's text, shown this once. Errors: access.no_account, key_person (has a password), permission, key_days.
Result<access::Secret> add_key(const AccountTools& tools, const NewKey& key, std::string_view by,
                               Instant now);

/// A new key for the same; the old one ends after `overlap_days`, or earlier where it would. Error: access.no_key.
Result<access::Secret> rotate_key(const AccountTools& tools, std::string_view prefix,
                                  std::int64_t overlap_days, std::int64_t days, std::string_view by,
                                  Instant now);
/// At once. Error: access.no_key.
Result<bool> revoke_key(const AccountTools& tools, std::string_view prefix, std::string_view by,
                        Instant now);

}  // namespace sanqu::acts
