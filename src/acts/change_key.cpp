// SPDX-License-Identifier: Apache-2.0
#include "acts/change_key.hpp"

#include <algorithm>

#include "access/access.hpp"
#include "access/account_name.hpp"
#include "access/permissions.hpp"
#include "access/tokens.hpp"
#include "core/text.hpp"

namespace sanqu::acts {

namespace errors = access::errors;

namespace {

constexpr std::int64_t k_day_ms = 86'400'000;

Instant after_days(Instant now, std::int64_t days) {
  return Instant::from_unix_ms(now.unix_ms() + days * k_day_ms);
}

Result<bool> check_days(std::int64_t days) {
  if (days >= 1 && days <= k_key_days_max) return true;
  return refuse(errors::k_key_days, {}, {std::to_string(k_key_days_max)});
}

bool may_be_keyed(const access::PermissionLine& line) {
  const bool is_for_roles = std::ranges::any_of(line.reach, [](access::Reach reach) {
    return reach == access::Reach::own || reach == access::Reach::all;
  });
  const bool is_for_all = line.reach.front() == access::Reach::all;  // needs no key
  return is_for_roles && !is_for_all && !line.is_power;
}

Result<bool> check_permissions(const std::vector<std::string>& wanted) {
  const auto is_wrong = [](const std::string& id) {
    const auto permission = access::permission_of(id);
    return !permission || !may_be_keyed(access::line_of(*permission));
  };
  const auto wrong = std::ranges::find_if(wanted, is_wrong);
  if (wrong == wanted.end() && !wanted.empty()) return true;
  std::string all;
  for (const access::PermissionLine& line : access::permission_table()) {
    if (!may_be_keyed(line)) continue;
    if (!all.empty()) all += ", ";
    all += line.id;
  }
  return refuse(errors::k_permission, {},
                {wrong == wanted.end() ? "" : readable_utf8(*wrong), std::move(all)});
}

/// Adds a key with new secret bits, and gives its text.
Result<access::Secret> write_key(const AccountTools& tools, access::AccessStore& store,
                                 access::ApiKey key) {
  const access::KeyText text = access::new_key_text(tools.random);
  key.prefix = text.prefix;
  key.secret = access::token_hash("key", text.secret.reveal());
  TRY(store.add_key(key));
  return text.whole();
}

Result<access::ApiKey> live_key(access::AccessStore& store, std::string_view prefix, Instant now) {
  auto key = TRY(store.find_key(prefix));
  if (!key || key->revoked_at != Instant::min() || key->expires_at <= now) {
    return refuse(errors::k_no_key, {}, {readable_utf8(prefix)});
  }
  return std::move(*key);
}

}  // namespace

Result<access::Secret> add_key(const AccountTools& tools, const NewKey& wanted, std::string_view by,
                               Instant now) {
  TRY(check_days(wanted.days));
  TRY(check_permissions(wanted.permissions));
  const auto writing = TRY(tools.store.begin_write());
  access::AccessStore& store = writing->access();
  const auto account = TRY(store.find_account(access::folded_account_name(wanted.account)));
  if (!account) return refuse(errors::k_no_account, {}, {readable_utf8(wanted.account)});
  if (!account->password.empty() || !account->identity.empty()) {
    return refuse(errors::k_key_person, {}, {account->name});
  }
  access::ApiKey key;
  key.account = account->id;
  key.title = readable_utf8(wanted.title);
  key.permissions = wanted.permissions;
  key.created_at = now;
  key.expires_at = after_days(now, wanted.days);
  access::Secret text = TRY(write_key(tools, store, std::move(key)));
  TRY(store.add_event(
      {account->id, now, std::string(by), "key_added", readable_utf8(wanted.title)}));
  TRY(writing->commit());
  return text;
}

Result<access::Secret> rotate_key(const AccountTools& tools, std::string_view prefix,
                                  std::int64_t overlap_days, std::int64_t days, std::string_view by,
                                  Instant now) {
  TRY(check_days(days));
  if (overlap_days < 0 || overlap_days > k_key_days_max) {
    return refuse(errors::k_key_days, {}, {std::to_string(k_key_days_max)});
  }
  const auto writing = TRY(tools.store.begin_write());
  access::AccessStore& store = writing->access();
  const access::ApiKey old = TRY(live_key(store, prefix, now));
  access::ApiKey key = old;
  key.created_at = now;
  key.expires_at = after_days(now, days);
  key.replaces = old.id;
  access::Secret text = TRY(write_key(tools, store, std::move(key)));
  TRY(store.set_key_expiry(old.id, std::min(old.expires_at, after_days(now, overlap_days))));
  TRY(store.add_event({old.account, now, std::string(by), "key_rotated", old.prefix}));
  TRY(writing->commit());
  return text;
}

Result<bool> revoke_key(const AccountTools& tools, std::string_view prefix, std::string_view by,
                        Instant now) {
  const auto writing = TRY(tools.store.begin_write());
  access::AccessStore& store = writing->access();
  const access::ApiKey key = TRY(live_key(store, prefix, now));
  TRY(store.revoke_key(key.id, now));
  TRY(store.add_event({key.account, now, std::string(by), "key_revoked", key.prefix}));
  return writing->commit();
}

}  // namespace sanqu::acts
