// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/sqlite_access.hpp"

#include <limits>

#include "core/json.hpp"
#include "core/json_writer.hpp"
#include "storage/sqlite/access_statements.hpp"
#include "storage/sqlite/texts.hpp"

namespace sanqu::storage::sqlite {

using access::Account;
using access::AccountEvent;
using access::RoleGrant;

namespace {

constexpr const char* k_select =
    "SELECT id, name, folded, person, organisation, password, password_changed_at, identity, totp,"
    " totp_step, is_disabled, created_at FROM account ";

std::string select(const char* where) { return std::string(k_select) + where; }

}  // namespace

AccountStatements::AccountStatements(Connection& c)
    : add_account(c,
                  "INSERT INTO account (name, folded, person, organisation, password,"
                  " password_changed_at, identity, totp, totp_step, is_disabled, created_at)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"),
      find_account(c, select("WHERE folded = ?1")),
      find_identity(c, select("WHERE identity = ?1 AND identity <> ''")),
      get_account(c, select("WHERE id = ?1")),
      all_accounts(c, select("ORDER BY folded")),
      set_password(c, "UPDATE account SET password = ?1, password_changed_at = ?2 WHERE id = ?3"),
      set_disabled(c, "UPDATE account SET is_disabled = ?1 WHERE id = ?2"),
      set_totp(c, "UPDATE account SET totp = ?1 WHERE id = ?2"),
      use_totp_step(c, "UPDATE account SET totp_step = ?1 WHERE id = ?2 AND totp_step < ?1"),
      drop_codes(c, "DELETE FROM recovery_code WHERE account = ?1"),
      add_code(c, "INSERT INTO recovery_code (account, hash) VALUES (?1, ?2)"),
      use_code(c, "DELETE FROM recovery_code WHERE account = ?1 AND hash = ?2"),
      count_codes(c, "SELECT count(*) FROM recovery_code WHERE account = ?1"),
      add_event(c,
                "INSERT INTO account_event (account, at, by, what, detail)"
                " VALUES (?1, ?2, ?3, ?4, ?5)"),
      events(c,
             "SELECT id, account, at, by, what, detail FROM account_event WHERE account = ?1"
             " ORDER BY id DESC"),
      all_events(c,
                 "SELECT id, account, at, by, what, detail FROM account_event WHERE id < ?1"
                 " ORDER BY id DESC LIMIT ?2"),
      add_grant(c,
                "INSERT INTO role_grant (account, role, scope, classes, proof, granted_by,"
                " granted_at, revoked_by, revoked_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '', '')"),
      revoke_grant(c,
                   "UPDATE role_grant SET revoked_by = ?1, revoked_at = ?2"
                   " WHERE id = ?3 AND revoked_at = ''"),
      grants(c,
             "SELECT id, role, scope, classes, proof, granted_by, granted_at FROM role_grant"
             " WHERE account = ?1 AND revoked_at = '' ORDER BY id"),
      holders(c,
              "SELECT count(DISTINCT a.id) FROM role_grant g JOIN account a ON a.id = g.account"
              " WHERE g.role = ?1 AND g.revoked_at = '' AND a.is_disabled = 0") {
  add_account.takes(name, folded, person, organisation, password, changed_at, identity, totp,
                    totp_step, is_disabled, created_at);
  find_account.takes(wanted_text);
  find_identity.takes(wanted_text);
  get_account.takes(wanted);
  for (Statement* statement : {&find_account, &find_identity, &get_account, &all_accounts}) {
    statement->gives(id, name, folded, person, organisation, password, changed_at, identity, totp,
                     totp_step, is_disabled, created_at);
  }
  set_password.takes(password, changed_at, wanted);
  set_disabled.takes(is_disabled, wanted);
  set_totp.takes(totp, wanted);
  use_totp_step.takes(totp_step, wanted);
  drop_codes.takes(wanted);
  add_code.takes(wanted, wanted_text);
  use_code.takes(wanted, wanted_text);
  count_codes.takes(wanted).gives(number);
  add_event.takes(wanted, at, by, what, detail);
  events.takes(wanted).gives(id, number, at, by, what, detail);
  all_events.takes(wanted, limit).gives(id, number, at, by, what, detail);
  add_grant.takes(wanted, role, scope, classes, proof, by, at);
  revoke_grant.takes(by, at, wanted);
  grants.takes(wanted).gives(id, role, scope, classes, proof, by, at);
  holders.takes(wanted_text).gives(number);
}

Account AccountStatements::account() const {
  Account out;
  out.id = id;
  out.name = name;
  out.folded = folded;
  out.person = person;
  out.organisation = organisation;
  out.password = password;
  out.password_changed_at = time_of(changed_at);
  out.identity = identity;
  out.totp = totp;
  out.totp_step = totp_step;
  out.is_disabled = is_disabled != 0;
  out.created_at = time_of(created_at);
  return out;
}

RoleGrant AccountStatements::grant() const {
  RoleGrant out;
  out.id = id;
  // A word that this program doesn't know allows nothing.
  out.role = access::role_of(role).value_or(access::Role::public_);
  out.scope = scope;
  out.classes = list_of(classes);
  out.proof = proof;
  out.granted_by = by;
  out.granted_at = time_of(at);
  return out;
}

std::string list_text(const std::vector<std::string>& words) {
  JsonWriter json;
  json.begin_array();
  for (const std::string& word : words) json.text(word);
  json.end_array();
  return json.take();
}

std::vector<std::string> list_of(std::string_view text) {
  std::vector<std::string> out;
  const auto list = parse_json("", text);
  if (!list) return out;  // a damaged store: nothing is allowed by it
  for (const JsonValue& word : list->items) out.push_back(word.text);
  return out;
}

std::string optional_time_text(Instant at) {
  return at == Instant::min() ? std::string() : nearest_time_text(at);
}

SqliteAccess::SqliteAccess(Connection& connection)
    : connection_(connection),
      accounts_(std::make_unique<AccountStatements>(connection)),
      doors_(std::make_unique<DoorStatements>(connection)) {}

SqliteAccess::~SqliteAccess() = default;

Result<std::int64_t> SqliteAccess::add_account(const Account& account) {
  return connection_.within([&]() -> Result<std::int64_t> {
    AccountStatements& in = *accounts_;
    in.name = account.name;
    in.folded = account.folded;
    in.person = account.person;
    in.organisation = account.organisation;
    in.password = account.password;
    in.changed_at = optional_time_text(account.password_changed_at);
    in.identity = account.identity;
    in.totp = account.totp;
    in.totp_step = account.totp_step;
    in.is_disabled = account.is_disabled ? 1 : 0;
    in.created_at = nearest_time_text(account.created_at);
    return in.add_account.insert();
  });
}

Result<std::optional<Account>> SqliteAccess::one_account(Statement& statement) {
  return connection_.within([&]() -> Result<std::optional<Account>> {
    if (!statement.run()) return std::nullopt;
    return accounts_->account();
  });
}

Result<std::optional<Account>> SqliteAccess::find_account(std::string_view folded) {
  accounts_->wanted_text = folded;
  return one_account(accounts_->find_account);
}

Result<std::optional<Account>> SqliteAccess::find_identity(std::string_view identity) {
  accounts_->wanted_text = identity;
  return one_account(accounts_->find_identity);
}

Result<std::optional<Account>> SqliteAccess::get_account(std::int64_t id) {
  accounts_->wanted = id;
  return one_account(accounts_->get_account);
}

Result<std::vector<Account>> SqliteAccess::accounts() {
  return connection_.within([&]() -> Result<std::vector<Account>> {
    std::vector<Account> out;
    accounts_->all_accounts.each([&] { out.push_back(accounts_->account()); });
    return out;
  });
}

Result<bool> SqliteAccess::changed(Statement& statement) {
  return connection_.within([&]() -> Result<bool> { return statement.change() > 0; });
}

Result<bool> SqliteAccess::set_password(std::int64_t account, const std::string& hash, Instant at) {
  accounts_->wanted = account;
  accounts_->password = hash;
  accounts_->changed_at = nearest_time_text(at);
  return changed(accounts_->set_password);
}

Result<bool> SqliteAccess::set_disabled(std::int64_t account, bool is_disabled) {
  accounts_->wanted = account;
  accounts_->is_disabled = is_disabled ? 1 : 0;
  return changed(accounts_->set_disabled);
}

Result<bool> SqliteAccess::set_totp(std::int64_t account, const std::string& sealed) {
  accounts_->wanted = account;
  accounts_->totp = sealed;
  if (sealed.empty()) TRY(changed(accounts_->drop_codes));
  return changed(accounts_->set_totp);
}

Result<bool> SqliteAccess::use_totp_step(std::int64_t account, std::int64_t step) {
  accounts_->wanted = account;
  accounts_->totp_step = step;
  return changed(accounts_->use_totp_step);
}

Result<bool> SqliteAccess::set_recovery_codes(std::int64_t account,
                                              const std::vector<std::string>& hashes) {
  return connection_.within([&]() -> Result<bool> {
    accounts_->wanted = account;
    accounts_->drop_codes.change();
    for (const std::string& hash : hashes) {
      accounts_->wanted_text = hash;
      accounts_->add_code.change();
    }
    return true;
  });
}

Result<bool> SqliteAccess::use_recovery_code(std::int64_t account, std::string_view hash) {
  accounts_->wanted = account;
  accounts_->wanted_text = hash;
  return changed(accounts_->use_code);
}

Result<std::int64_t> SqliteAccess::recovery_codes_left(std::int64_t account) {
  return connection_.within([&]() -> Result<std::int64_t> {
    accounts_->wanted = account;
    accounts_->count_codes.run();
    return accounts_->number;
  });
}

Result<bool> SqliteAccess::add_event(const AccountEvent& event) {
  return connection_.within([&]() -> Result<bool> {
    AccountStatements& in = *accounts_;
    in.wanted = event.account;
    in.at = nearest_time_text(event.at);
    in.by = event.by;
    in.what = event.what;
    in.detail = event.detail;
    in.add_event.insert();
    return true;
  });
}

Result<std::vector<AccountEvent>> SqliteAccess::each_event(Statement& statement) {
  return connection_.within([&]() -> Result<std::vector<AccountEvent>> {
    const AccountStatements& in = *accounts_;
    std::vector<AccountEvent> out;
    statement.each(
        [&] { out.push_back({in.number, time_of(in.at), in.by, in.what, in.detail, in.id}); });
    return out;
  });
}

Result<std::vector<AccountEvent>> SqliteAccess::events(std::int64_t account) {
  accounts_->wanted = account;
  return each_event(accounts_->events);
}

Result<std::vector<AccountEvent>> SqliteAccess::all_events(std::int64_t before,
                                                           std::uint32_t limit) {
  accounts_->wanted = before > 0 ? before : std::numeric_limits<std::int64_t>::max();
  accounts_->limit = limit;
  return each_event(accounts_->all_events);
}

Result<std::int64_t> SqliteAccess::add_grant(std::int64_t account, const RoleGrant& grant) {
  return connection_.within([&]() -> Result<std::int64_t> {
    AccountStatements& in = *accounts_;
    in.wanted = account;
    in.role = access::text_of(grant.role);
    in.scope = grant.scope;
    in.classes = list_text(grant.classes);
    in.proof = grant.proof;
    in.by = grant.granted_by;
    in.at = nearest_time_text(grant.granted_at);
    return in.add_grant.insert();
  });
}

Result<bool> SqliteAccess::revoke_grant(std::int64_t grant, std::string_view by, Instant at) {
  accounts_->wanted = grant;
  accounts_->by = by;
  accounts_->at = nearest_time_text(at);
  return changed(accounts_->revoke_grant);
}

Result<std::vector<RoleGrant>> SqliteAccess::grants(std::int64_t account) {
  return connection_.within([&]() -> Result<std::vector<RoleGrant>> {
    std::vector<RoleGrant> out;
    accounts_->wanted = account;
    accounts_->grants.each([&] { out.push_back(accounts_->grant()); });
    return out;
  });
}

Result<std::int64_t> SqliteAccess::holders(access::Role role) {
  return connection_.within([&]() -> Result<std::int64_t> {
    accounts_->wanted_text = access::text_of(role);
    accounts_->holders.run();
    return accounts_->number;
  });
}

}  // namespace sanqu::storage::sqlite
