// SPDX-License-Identifier: Apache-2.0
// Signing in, and who a session or a key stands for. An unknown name, a wrong password, a wrong code and a disabled account
// get one answer after the same time; every try is counted before it is judged, so that many at once gain nothing.
#pragma once

#include "access/secret.hpp"
#include "acts/account_tools.hpp"

namespace sanqu::acts {

struct SignInTry {
  std::string name;
  access::Secret password;
  std::string code;     // of the second factor, or a recovery code; empty: not asked for yet
  std::string address;  // where it comes from; empty: the machine itself, which is not counted
};

struct SignedIn {
  access::Secret token;  // for the cookie
  access::Secret csrf;   // for the pages
  access::Caller caller;
  Instant expires_at;
  std::int64_t recovery_codes_left = 0;
  bool recovery_code_used = false;
};

/// Errors: access.sign_in_failed, access.wait, access.second_factor_wanted.
Result<SignedIn> sign_in(const AccountTools& tools, const SignInTry& attempt, Instant now);

/// The same for somebody whom a provider (OpenID Connect) vouches for; `identity`: `ISSUER SUBJECT`. The account must be
/// there. Error: access.sign_in_failed.
Result<SignedIn> sign_in_by_provider(const AccountTools& tools, std::string_view identity,
                                     bool two_factor, Instant now);

/// Error: access.not_signed_in (unknown, expired, idle too long, account disabled).
Result<access::Caller> caller_of_session(const AccountTools& tools, std::string_view token,
                                         Instant now);
/// The same from `sanqu_PPPPPPPP_...`.
Result<access::Caller> caller_of_key(const AccountTools& tools, std::string_view key, Instant now);

/// Ends the session; one that is not there has ended.
Result<bool> sign_out(const AccountTools& tools, std::string_view token);

/// Counts a try of a name from an address; access.wait while there is waiting. Also for changing a password.
Result<bool> count_try(const AccountTools& tools, std::string_view folded, std::string_view address,
                       Instant now);
/// After a success, inside its transaction: the name is free again, and the address has one try less.
Result<bool> forgive_try(Transaction& writing, std::string_view folded, std::string_view address);

/// True if `typed` is a code of the account's second factor, or a recovery code, that was not used yet; from now on it is.
enum class SecondFactor : std::uint8_t { wrong, code, recovery_code };
Result<SecondFactor> use_second_factor(const AccountTools& tools, Transaction& writing,
                                       const access::Account& account, std::string_view typed,
                                       Instant now);

}  // namespace sanqu::acts
