// SPDX-License-Identifier: Apache-2.0
#include "acts/first_administrator.hpp"

#include "access/access.hpp"
#include "access/tokens.hpp"

namespace sanqu::acts {

namespace errors = access::errors;

Result<std::optional<access::Secret>> make_administrator_link(const AccountTools& tools,
                                                              Instant now) {
  const auto writing = TRY(tools.store.begin_write());
  access::AccessStore& store = writing->access();
  const std::int64_t holders = TRY(store.holders(access::Role::administrator));
  if (holders > 0) return std::nullopt;
  access::Secret token = access::new_token(tools.random);
  TRY(store.add_link(access::token_hash("link", token.reveal()), now,
                     Instant::from_unix_ms(now.unix_ms() + k_link_ms)));
  TRY(writing->commit());
  return token;
}

Result<std::int64_t> use_administrator_link(const AccountTools& tools, std::string_view token,
                                            const NewAccount& wanted, Instant now) {
  NewAccount account = wanted;
  account.roles = {TRY(access::read_grant("administrator"))};
  const auto is_first = [&](access::AccessStore& store) -> Result<bool> {
    const std::int64_t holders = TRY(store.holders(access::Role::administrator));
    const bool is_good = TRY(store.use_link(access::token_hash("link", token), now));
    if (holders > 0 || !is_good) return refuse(errors::k_link_void);
    return true;
  };
  return add_account_if(tools, account, "administrator link", now, is_first);
}

}  // namespace sanqu::acts
