// SPDX-License-Identifier: Apache-2.0
#include "acts/change_account.hpp"

#include <algorithm>

#include "access/access.hpp"
#include "access/account_name.hpp"
#include "access/totp.hpp"
#include "acts/sign_in.hpp"
#include "core/text.hpp"

namespace sanqu::acts {

using access::Account;
using access::Secret;

namespace errors = access::errors;

namespace {

constexpr std::string_view k_issuer = "sanqu";

/// An account inside a write transaction, and its history.
struct Change {
  std::unique_ptr<Transaction> writing;
  Account account;
  std::string by;
  Instant now;

  access::AccessStore& store() const { return writing->access(); }
  /// The last line of the change.
  Result<bool> commit(std::string what, std::string detail = {}) const {
    TRY(store().add_event({account.id, now, by, std::move(what), std::move(detail)}));
    return writing->commit();
  }
};

Result<Change> begin_change(const AccountTools& tools, std::string_view name, std::string_view by,
                            Instant now) {
  Change out{TRY(tools.store.begin_write()), {}, std::string(by), now};
  auto account = TRY(out.store().find_account(access::folded_account_name(name)));
  if (!account) return refuse(errors::k_no_account, {}, {readable_utf8(name)});
  out.account = std::move(*account);
  return out;
}

/// The same for the owner.
Result<Change> begin_own_change(const AccountTools& tools, const access::Caller& caller,
                                Instant now) {
  Change out{TRY(tools.store.begin_write()), {}, caller.name, now};
  auto account = TRY(out.store().get_account(caller.account));
  if (!account || account->is_disabled) return refuse(errors::k_not_signed_in);
  out.account = std::move(*account);
  return out;
}

Result<bool> add_role(access::AccessStore& store, std::int64_t account, access::RoleGrant grant,
                      std::string_view by, Instant now) {
  if (grant.role == access::Role::organisation && grant.proof.empty()) {
    return refuse(errors::k_role_needs, {},
                  {access::text_of(grant), "organisation:USCC --proof TEXT"});
  }
  for (const access::RoleGrant& held : TRY(store.grants(account))) {
    if (!access::go_together(held.role, grant.role)) {
      return refuse(
          errors::k_roles_exclude, {},
          {std::string(access::text_of(held.role)), std::string(access::text_of(grant.role))});
    }
    if (access::text_of(held) == access::text_of(grant)) return true;
  }
  grant.granted_by = by;
  grant.granted_at = now;
  TRY(store.add_grant(account, grant));
  return true;
}

std::string folded_text(std::string_view text) {
  return find_bad_utf8(text) ? readable_utf8(text) : folded_cell(text);
}

/// Moves to another account, or after another password, open no longer.
std::string pending_place(const Account& account) {
  return "totp_pending:" + std::to_string(account.id) + ":" + account.password_changed_at.text();
}

Result<std::vector<Secret>> write_recovery_codes(const AccountTools& tools, const Change& change) {
  std::vector<Secret> codes = access::new_recovery_codes(tools.random);
  std::vector<std::string> hashes;
  for (const Secret& code : codes) {
    hashes.push_back(access::recovery_code_hash(change.account.id, code.reveal()));
  }
  TRY(change.store().set_recovery_codes(change.account.id, hashes));
  return codes;
}

}  // namespace

Result<std::int64_t> add_account(const AccountTools& tools, const NewAccount& account,
                                 std::string_view by, Instant now) {
  return add_account_if(tools, account, by, now, [](access::AccessStore&) { return true; });
}

Result<std::int64_t> add_account_if(
    const AccountTools& tools, const NewAccount& wanted, std::string_view by, Instant now,
    const std::function<Result<bool>(access::AccessStore&)>& condition) {
  Account account;
  account.name = TRY(access::read_account_name(wanted.name));
  account.folded = access::folded_account_name(account.name);
  account.person = folded_text(wanted.person);
  account.organisation = folded_text(wanted.organisation);
  account.identity = wanted.identity;
  account.created_at = now;
  if (wanted.password) {
    const Secret password = TRY(access::read_new_password(*wanted.password, account.name));
    account.password = tools.passwords.hash(password);
    account.password_changed_at = now;
  }
  const auto writing = TRY(tools.store.begin_write());
  access::AccessStore& store = writing->access();
  TRY(condition(store));
  if (TRY(store.find_account(account.folded))) {
    return refuse(errors::k_name_taken, {}, {account.name});
  }
  const std::int64_t id = TRY(store.add_account(account));
  TRY(store.add_event({id, now, std::string(by), "added", ""}));
  for (const access::RoleGrant& grant : wanted.roles) {
    TRY(add_role(store, id, grant, by, now));
    TRY(store.add_event({id, now, std::string(by), "role_granted", access::text_of(grant)}));
  }
  TRY(writing->commit());
  return id;
}

Result<bool> grant_role(const AccountTools& tools, std::string_view name, access::RoleGrant grant,
                        std::string_view by, Instant now) {
  const Change change = TRY(begin_change(tools, name, by, now));
  const std::string text = access::text_of(grant);
  TRY(add_role(change.store(), change.account.id, std::move(grant), by, now));
  return change.commit("role_granted", text);
}

Result<bool> revoke_role(const AccountTools& tools, std::string_view name, std::string_view role,
                         std::string_view by, Instant now) {
  const Change change = TRY(begin_change(tools, name, by, now));
  const auto held = TRY(change.store().grants(change.account.id));
  const auto found = std::ranges::find_if(
      held, [&](const access::RoleGrant& one) { return access::text_of(one) == role; });
  if (found == held.end()) {
    return refuse(errors::k_no_grant, {}, {change.account.name, readable_utf8(role)});
  }
  TRY(change.store().revoke_grant(found->id, by, now));
  return change.commit("role_revoked", std::string(role));
}

Result<bool> disable_account(const AccountTools& tools, std::string_view name, Disabling what,
                             std::string_view by, Instant now) {
  const Change change = TRY(begin_change(tools, name, by, now));
  const bool is_disabled = what == Disabling::disable;
  if (change.account.is_disabled == is_disabled) return true;
  TRY(change.store().set_disabled(change.account.id, is_disabled));
  if (is_disabled) TRY(change.store().end_sessions(change.account.id, 0));
  return change.commit(is_disabled ? "disabled" : "enabled");
}

Result<bool> reset_password(const AccountTools& tools, std::string_view name, const Secret& typed,
                            std::string_view by, Instant now) {
  const Secret password = TRY(access::read_new_password(typed, name));
  const std::string hash = tools.passwords.hash(password);
  const Change change = TRY(begin_change(tools, name, by, now));
  TRY(change.store().set_password(change.account.id, hash, now));
  TRY(change.store().end_sessions(change.account.id, 0));
  TRY(forgive_try(*change.writing, change.account.folded, ""));
  return change.commit("password_reset");
}

Result<bool> change_password(const AccountTools& tools, const access::Caller& caller,
                             const Secret& old_password, const Secret& new_password, Instant now) {
  const Secret password = TRY(access::read_new_password(new_password, caller.name));
  Account seen;
  {
    const auto reading = TRY(tools.store.begin_read());
    auto account = TRY(reading->access().get_account(caller.account));
    if (!account || account->is_disabled) return refuse(errors::k_not_signed_in);
    seen = std::move(*account);
  }
  // Whoever finds a session open must not be able to guess on.
  TRY(count_try(tools, seen.folded, "", now));
  if (!tools.passwords.matches(access::normal_password(old_password), seen.password)) {
    return refuse(errors::k_sign_in_failed);
  }
  const std::string hash = tools.passwords.hash(password);
  const Change change = TRY(begin_own_change(tools, caller, now));
  if (change.account.password != seen.password) return refuse(errors::k_sign_in_failed);
  TRY(forgive_try(*change.writing, seen.folded, ""));
  TRY(change.store().set_password(seen.id, hash, now));
  TRY(change.store().end_sessions(seen.id, caller.session));
  return change.commit("password_changed");
}

Result<SecondFactorOffer> offer_second_factor(const AccountTools& tools,
                                              const access::Caller& caller) {
  const auto reading = TRY(tools.store.begin_read());
  const auto account = TRY(reading->access().get_account(caller.account));
  if (!account || account->is_disabled) return refuse(errors::k_not_signed_in);
  if (!account->totp.empty() && !caller.two_factor) {
    return refuse(errors::k_refused, {}, {"更换第二因素", "to change the second factor"});
  }
  const Secret key = access::new_totp_key(tools.random);
  return SecondFactorOffer{access::totp_key_text(key),
                           access::totp_address(key, k_issuer, account->name),
                           tools.secrets.seal(key, pending_place(*account), tools.random)};
}

Result<std::vector<Secret>> turn_on_second_factor(const AccountTools& tools,
                                                  const access::Caller& caller,
                                                  const std::string& pending, std::string_view code,
                                                  Instant now) {
  const Change change = TRY(begin_own_change(tools, caller, now));
  const Account& account = change.account;
  if (!account.totp.empty() && !caller.two_factor) {
    return refuse(errors::k_refused, {}, {"更换第二因素", "to change the second factor"});
  }
  const Secret key = TRY(tools.secrets.open(pending, pending_place(account)));
  const auto step = access::find_totp_step(key, code, now, account.totp_step);
  if (!step) return refuse(errors::k_second_factor_off);
  TRY(change.store().set_totp(account.id,
                              tools.secrets.seal(key, totp_place(account.id), tools.random)));
  TRY(change.store().use_totp_step(account.id, *step));
  auto codes = TRY(write_recovery_codes(tools, change));
  TRY(change.store().end_sessions(account.id, caller.session));
  TRY(change.store().raise_session(caller.session));
  TRY(change.commit("second_factor_on"));
  return codes;
}

Result<std::vector<Secret>> renew_recovery_codes(const AccountTools& tools,
                                                 const access::Caller& caller, Instant now) {
  const Change change = TRY(begin_own_change(tools, caller, now));
  if (change.account.totp.empty() || !caller.two_factor) {
    return refuse(errors::k_refused, {}, {"更换恢复码", "to renew the recovery codes"});
  }
  auto codes = TRY(write_recovery_codes(tools, change));
  TRY(change.commit("recovery_codes_renewed"));
  return codes;
}

Result<bool> turn_off_second_factor(const AccountTools& tools, std::string_view name,
                                    std::string_view by, Instant now) {
  const Change change = TRY(begin_change(tools, name, by, now));
  TRY(change.store().set_totp(change.account.id, ""));
  TRY(change.store().end_sessions(change.account.id, 0));
  return change.commit("second_factor_off");
}

}  // namespace sanqu::acts
