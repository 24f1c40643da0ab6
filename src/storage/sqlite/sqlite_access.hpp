// SPDX-License-Identifier: Apache-2.0
// The port of accounts on SQLite: sqlite_access.cpp has accounts and roles, access_doors.cpp tries, sessions, keys, links and
// the access log.
#pragma once

#include <memory>

#include "access/access_store.hpp"
#include "storage/sqlite/statement.hpp"

namespace sanqu::storage::sqlite {

struct AccountStatements;
struct DoorStatements;

class SqliteAccess final : public access::AccessStore {
 public:
  explicit SqliteAccess(Connection& connection);
  ~SqliteAccess() override;

  Result<std::int64_t> add_account(const access::Account& account) override;
  Result<std::optional<access::Account>> find_account(std::string_view folded) override;
  Result<std::optional<access::Account>> find_identity(std::string_view identity) override;
  Result<std::optional<access::Account>> get_account(std::int64_t id) override;
  Result<std::vector<access::Account>> accounts() override;
  Result<bool> set_password(std::int64_t account, const std::string& hash, Instant at) override;
  Result<bool> set_disabled(std::int64_t account, bool is_disabled) override;
  Result<bool> set_totp(std::int64_t account, const std::string& sealed) override;
  Result<bool> use_totp_step(std::int64_t account, std::int64_t step) override;
  Result<bool> set_recovery_codes(std::int64_t account,
                                  const std::vector<std::string>& hashes) override;
  Result<bool> use_recovery_code(std::int64_t account, std::string_view hash) override;
  Result<std::int64_t> recovery_codes_left(std::int64_t account) override;
  Result<bool> add_event(const access::AccountEvent& event) override;
  Result<std::vector<access::AccountEvent>> events(std::int64_t account) override;
  Result<std::vector<access::AccountEvent>> all_events(std::int64_t before,
                                                       std::uint32_t limit) override;

  Result<std::int64_t> add_grant(std::int64_t account, const access::RoleGrant& grant) override;
  Result<bool> revoke_grant(std::int64_t grant, std::string_view by, Instant at) override;
  Result<std::vector<access::RoleGrant>> grants(std::int64_t account) override;
  Result<std::int64_t> holders(access::Role role) override;

  Result<access::Tries> tries(std::string_view key) override;
  Result<bool> set_tries(std::string_view key, const access::Tries& tries) override;
  Result<bool> forget_tries(Instant before) override;

  Result<std::int64_t> add_session(const access::Session& session) override;
  Result<std::optional<access::Session>> find_session(std::string_view token) override;
  Result<bool> touch_session(std::int64_t session, Instant at) override;
  Result<bool> raise_session(std::int64_t session) override;
  Result<bool> end_session(std::int64_t session) override;
  Result<bool> end_sessions(std::int64_t account, std::int64_t but) override;
  Result<bool> forget_sessions(Instant expired_before) override;

  Result<std::int64_t> add_key(const access::ApiKey& key) override;
  Result<std::optional<access::ApiKey>> find_key(std::string_view prefix) override;
  Result<std::vector<access::ApiKey>> keys() override;
  Result<bool> set_key_used(std::int64_t key, Date on) override;
  Result<bool> revoke_key(std::int64_t key, Instant at) override;
  Result<bool> set_key_expiry(std::int64_t key, Instant at) override;

  Result<bool> add_link(std::string_view token, Instant made_at, Instant expires_at) override;
  Result<bool> use_link(std::string_view token, Instant now) override;

  Result<std::int64_t> add_look(const access::Look& look) override;
  Result<std::vector<access::Look>> looks(std::string_view subject, std::int64_t before,
                                          std::uint32_t limit) override;
  Result<std::vector<access::Look>> find_looks(const access::LookFilter& filter) override;

 private:
  Result<std::optional<access::Account>> one_account(Statement& statement);
  Result<std::vector<access::AccountEvent>> each_event(Statement& statement);
  Result<std::vector<access::Look>> each_look(Statement& statement);
  Result<bool> changed(Statement& statement);

  Connection& connection_;
  std::unique_ptr<AccountStatements> accounts_;
  std::unique_ptr<DoorStatements> doors_;
};

}  // namespace sanqu::storage::sqlite
