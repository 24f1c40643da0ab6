// SPDX-License-Identifier: Apache-2.0
// What accounts need of a store: a port, implemented in storage/ and held to its word by storage/contract. All calls happen
// inside a transaction that acts/store.hpp began. Nothing secret comes here in clear: passwords as argon2id, tokens and keys
// as SHA-256, keys of second factors sealed. Accounts, grants, keys are never deleted; the history of accounts and the access
// log are only added to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/role.hpp"
#include "access/waiting.hpp"
#include "core/date.hpp"
#include "core/result.hpp"

namespace sanqu::access {

/// A person or a machine that may sign in. Instant::min() and 0: never, none.
struct Account {
  std::int64_t id = 0;
  std::string name;          // what is typed
  std::string folded;        // what names are compared by; unique
  std::string person;        // the official's name; never shown to a subject
  std::string organisation;  // the office; shown to a subject whose file was looked at
  std::string password;      // argon2id; empty: a machine, or one that signs in with a provider
  std::string identity;      // `ISSUER SUBJECT` at a provider; unique; empty: none
  Instant password_changed_at = Instant::min();
  std::string totp;            // sealed; empty: no second factor
  std::int64_t totp_step = 0;  // the last that was used
  bool is_disabled = false;
  Instant created_at;
};

/// What was done to an account: `added`, `disabled`, `password_changed`, `role_granted`, ...
struct AccountEvent {
  std::int64_t account = 0;
  Instant at;
  std::string by;  // an account's name, or `command line`
  std::string what;
  std::string detail;   // never a secret
  std::int64_t id = 0;  // of the store
};

struct Session {
  std::int64_t id = 0;
  std::string token;  // hash
  std::int64_t account = 0;
  SignedInBy signed_in_by = SignedInBy::password;
  bool two_factor = false;
  Instant created_at;
  Instant seen_at;
  Instant expires_at;  // whatever happens
};

struct ApiKey {
  std::int64_t id = 0;
  std::string prefix;  // unique
  std::string secret;  // hash
  std::int64_t account = 0;
  std::string title;
  std::vector<std::string> permissions;  // ids; the key may do these, as far as its account may
  Instant created_at;
  Instant expires_at;
  Instant revoked_at = Instant::min();
  Date last_used_on = Date::missing();
  std::int64_t replaces = 0;  // the key that this one was made for
};

/// One look at one subject's file.
struct Look {
  std::int64_t id = 0;
  Instant at;
  std::int64_t account = 0;
  std::string subject;
  std::string organisation;   // of the reader, as it was then
  Role role = Role::public_;  // by which it was allowed
  std::string scope;
  std::string purpose;
  std::string authorisation;  // the document; empty: the role is enough
  std::string permission;     // what was looked at
};

/// Which looks an auditor asks for; what is empty, 0 or Instant::min() leaves open.
struct LookFilter {
  std::string subject;
  std::string organisation;  // of the reader
  std::string purpose;
  std::int64_t account = 0;
  Instant from = Instant::min();
  Instant before_time = Instant::min();
  std::int64_t before = 0;  // ids below this one
  std::uint32_t limit = 0;
};

class AccessStore {
 public:
  virtual ~AccessStore() = default;

  // Accounts. The folded name is unique; adding one that is there: storage.refused.
  virtual Result<std::int64_t> add_account(const Account& account) = 0;
  virtual Result<std::optional<Account>> find_account(std::string_view folded) = 0;
  virtual Result<std::optional<Account>> find_identity(std::string_view identity) = 0;
  virtual Result<std::optional<Account>> get_account(std::int64_t id) = 0;
  virtual Result<std::vector<Account>> accounts() = 0;  // by name
  virtual Result<bool> set_password(std::int64_t account, const std::string& hash, Instant at) = 0;
  virtual Result<bool> set_disabled(std::int64_t account, bool is_disabled) = 0;
  /// Empty: no second factor any more. The recovery codes go with it.
  virtual Result<bool> set_totp(std::int64_t account, const std::string& sealed) = 0;
  /// False where this step, or a later one, was used already.
  virtual Result<bool> use_totp_step(std::int64_t account, std::int64_t step) = 0;
  /// In place of those that were there.
  virtual Result<bool> set_recovery_codes(std::int64_t account,
                                          const std::vector<std::string>& hashes) = 0;
  /// False where there is no such code, or not any more.
  virtual Result<bool> use_recovery_code(std::int64_t account, std::string_view hash) = 0;
  virtual Result<std::int64_t> recovery_codes_left(std::int64_t account) = 0;
  virtual Result<bool> add_event(const AccountEvent& event) = 0;
  virtual Result<std::vector<AccountEvent>> events(std::int64_t account) = 0;  // newest first
  /// Of all accounts, newest first, those before `before` (0: from the newest).
  virtual Result<std::vector<AccountEvent>> all_events(std::int64_t before,
                                                       std::uint32_t limit) = 0;

  // Roles. The store refuses an organisation without proof, and an administrator or auditor with another role.
  virtual Result<std::int64_t> add_grant(std::int64_t account, const RoleGrant& grant) = 0;
  virtual Result<bool> revoke_grant(std::int64_t grant, std::string_view by, Instant at) = 0;
  virtual Result<std::vector<RoleGrant>> grants(std::int64_t account) = 0;  // those that hold
  /// How many accounts that are not disabled have the role.
  virtual Result<std::int64_t> holders(Role role) = 0;

  // Tries, by tries_key.
  virtual Result<Tries> tries(std::string_view key) = 0;
  virtual Result<bool> set_tries(std::string_view key, const Tries& tries) = 0;  // 0 failures: gone
  virtual Result<bool> forget_tries(Instant before) = 0;

  // Sessions, by their token's hash.
  virtual Result<std::int64_t> add_session(const Session& session) = 0;
  virtual Result<std::optional<Session>> find_session(std::string_view token) = 0;
  virtual Result<bool> touch_session(std::int64_t session, Instant at) = 0;
  /// From now on it counts as one with two factors.
  virtual Result<bool> raise_session(std::int64_t session) = 0;
  virtual Result<bool> end_session(std::int64_t session) = 0;
  /// All of an account but one (0: all).
  virtual Result<bool> end_sessions(std::int64_t account, std::int64_t but) = 0;
  virtual Result<bool> forget_sessions(Instant expired_before) = 0;

  // Keys.
  virtual Result<std::int64_t> add_key(const ApiKey& key) = 0;
  virtual Result<std::optional<ApiKey>> find_key(std::string_view prefix) = 0;
  virtual Result<std::vector<ApiKey>> keys() = 0;  // oldest first
  virtual Result<bool> set_key_used(std::int64_t key, Date on) = 0;
  virtual Result<bool> revoke_key(std::int64_t key, Instant at) = 0;
  virtual Result<bool> set_key_expiry(std::int64_t key, Instant at) = 0;

  // The first administrator's link, by its token's hash.
  virtual Result<bool> add_link(std::string_view token, Instant made_at, Instant expires_at) = 0;
  /// True once, before it expires.
  virtual Result<bool> use_link(std::string_view token, Instant now) = 0;

  // The access log.
  virtual Result<std::int64_t> add_look(const Look& look) = 0;
  /// Newest first, those before `before` (0: from the newest).
  virtual Result<std::vector<Look>> looks(std::string_view subject, std::int64_t before,
                                          std::uint32_t limit) = 0;
  /// Of all subjects, newest first. Walks back through the log until it has as many as asked for.
  virtual Result<std::vector<Look>> find_looks(const LookFilter& filter) = 0;
};

}  // namespace sanqu::access
