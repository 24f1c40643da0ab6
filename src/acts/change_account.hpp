// SPDX-License-Identifier: Apache-2.0
// Accounts: made, given roles, disabled, their passwords and second factors changed. `by` is who does it: an account's name
// or k_by_command_line; every change is a line in the account's history. Whether he may is asked before, by the door
// (access::change_accounts, access::change_own_account).
#pragma once

#include <functional>
#include <optional>

#include "access/secret.hpp"
#include "acts/account_tools.hpp"

namespace sanqu::acts {

struct NewAccount {
  std::string name;
  std::string person;
  std::string organisation;
  std::optional<access::Secret>
      password;          // none: a machine, or somebody who signs in with a provider
  std::string identity;  // at the provider; empty: none
  std::vector<access::RoleGrant> roles;
};

/// Its id. Errors: access.name, name_taken, password_*, roles_exclude, role_needs.
Result<std::int64_t> add_account(const AccountTools& tools, const NewAccount& account,
                                 std::string_view by, Instant now);

/// The same with something that must hold in the same transaction, before the account is made; its errors are given back.
Result<std::int64_t> add_account_if(
    const AccountTools& tools, const NewAccount& account, std::string_view by, Instant now,
    const std::function<Result<bool>(access::AccessStore&)>& condition);

/// Errors: access.no_account, roles_exclude, role_needs (an organisation needs its proof).
Result<bool> grant_role(const AccountTools& tools, std::string_view name, access::RoleGrant grant,
                        std::string_view by, Instant now);
/// `role`: as text_of(RoleGrant) gives it. Errors: access.no_account, no_grant.
Result<bool> revoke_role(const AccountTools& tools, std::string_view name, std::string_view role,
                         std::string_view by, Instant now);

/// Sessions end at once; keys stop working. Enabled again, they have to sign in again. Error: access.no_account.
enum class Disabling : std::uint8_t { disable, enable };
Result<bool> disable_account(const AccountTools& tools, std::string_view name, Disabling what,
                             std::string_view by, Instant now);

/// A new password by somebody else; all sessions end, waiting ends. Errors: access.no_account, password_*.
Result<bool> reset_password(const AccountTools& tools, std::string_view name,
                            const access::Secret& password, std::string_view by, Instant now);
/// By the owner, who knows the old one; the other sessions end. Errors: access.sign_in_failed, wait, password_*.
Result<bool> change_password(const AccountTools& tools, const access::Caller& caller,
                             const access::Secret& old_password, const access::Secret& new_password,
                             Instant now);

/// A second factor is turned on in two steps: the key is shown, then a code proves that the application has it. `pending`
/// comes back with the code; it is sealed, so nothing is kept in between.
struct SecondFactorOffer {
  access::Secret key_text;  // for typing
  access::Secret address;   // otpauth://, for a picture
  std::string pending;
};
/// Error: access.refused where one is on and this session did not use it.
Result<SecondFactorOffer> offer_second_factor(const AccountTools& tools,
                                              const access::Caller& caller);
/// The recovery codes, shown this once. The session counts as one with two factors from now on; the others end. Errors:
/// access.second_factor_off, access.sealed.
Result<std::vector<access::Secret>> turn_on_second_factor(const AccountTools& tools,
                                                          const access::Caller& caller,
                                                          const std::string& pending,
                                                          std::string_view code, Instant now);
/// New ones in place of the old. Error: access.refused without a session that used the second factor.
Result<std::vector<access::Secret>> renew_recovery_codes(const AccountTools& tools,
                                                         const access::Caller& caller, Instant now);
/// Off, by the owner with a session that used it, or by an administrator; all sessions end. Error: access.no_account.
Result<bool> turn_off_second_factor(const AccountTools& tools, std::string_view name,
                                    std::string_view by, Instant now);

}  // namespace sanqu::acts
