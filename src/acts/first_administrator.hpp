// SPDX-License-Identifier: Apache-2.0
// The way in at the first start: a link that works once, within a day, as long as there is no administrator.
#pragma once

#include "access/secret.hpp"
#include "acts/change_account.hpp"

namespace sanqu::acts {

inline constexpr std::int64_t k_link_ms = 86'400'000;

/// The link's token; none where there is an administrator already. Earlier links go on working until they end.
Result<std::optional<access::Secret>> make_administrator_link(const AccountTools& tools,
                                                              Instant now);

/// Makes the first administrator; whatever roles `account` names are left out. Errors: access.link_void, those of
/// add_account (the link is not used up by these).
Result<std::int64_t> use_administrator_link(const AccountTools& tools, std::string_view token,
                                            const NewAccount& account, Instant now);

}  // namespace sanqu::acts
