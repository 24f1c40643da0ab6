// SPDX-License-Identifier: Apache-2.0
// The port of accounts, its other half: tries, sessions, keys, the first administrator's link, and the access log.
#include <limits>

#include "storage/sqlite/access_statements.hpp"
#include "storage/sqlite/sqlite_access.hpp"
#include "storage/sqlite/texts.hpp"

namespace sanqu::storage::sqlite {

using access::ApiKey;
using access::Look;
using access::Session;
using access::Tries;

namespace {

constexpr const char* k_key_columns =
    "SELECT id, prefix, secret, account, title, permissions, created_at, expires_at, revoked_at,"
    " last_used_on, replaces FROM api_key ";

constexpr const char* k_looks_wanted =
    "id < ?1 AND (?2 = '' OR subject = ?2) AND (?3 = '' OR organisation = ?3)"
    " AND (?4 = '' OR purpose = ?4) AND (?5 = 0 OR account = ?5)"
    " AND (?6 = '' OR at >= ?6) AND (?7 = '' OR at < ?7)";

std::string select_looks(const char* where, const char* limit) {
  return std::string(
             "SELECT id, at, account, subject, organisation, role, scope, purpose, authorisation,"
             " permission FROM access_log WHERE ") +
         where + " ORDER BY id DESC LIMIT " + limit;
}

std::string select_key(const char* where) { return std::string(k_key_columns) + where; }

}  // namespace

DoorStatements::DoorStatements(Connection& c)
    : tries(c, "SELECT failures, last_at FROM sign_in_try WHERE who = ?1"),
      drop_tries(c, "DELETE FROM sign_in_try WHERE who = ?1"),
      set_tries(c,
                "INSERT INTO sign_in_try (who, failures, last_at) VALUES (?1, ?2, ?3)"
                " ON CONFLICT (who) DO UPDATE SET failures = ?2, last_at = ?3"),
      forget_tries(c, "DELETE FROM sign_in_try WHERE last_at < ?1"),
      add_session(c,
                  "INSERT INTO session (token, account, signed_in_by, two_factor, created_at,"
                  " seen_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
      find_session(c,
                   "SELECT id, account, signed_in_by, two_factor, created_at, seen_at, expires_at"
                   " FROM session WHERE token = ?1"),
      touch_session(c, "UPDATE session SET seen_at = ?1 WHERE id = ?2"),
      raise_session(c, "UPDATE session SET two_factor = 1 WHERE id = ?1"),
      end_session(c, "DELETE FROM session WHERE id = ?1"),
      end_sessions(c, "DELETE FROM session WHERE account = ?1 AND id <> ?2"),
      forget_sessions(c, "DELETE FROM session WHERE expires_at < ?1"),
      add_key(c,
              "INSERT INTO api_key (prefix, secret, account, title, permissions, created_at,"
              " expires_at, revoked_at, last_used_on, replaces)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '', '', ?8)"),
      find_key(c, select_key("WHERE prefix = ?1")),
      keys(c, select_key("ORDER BY id")),
      set_key_used(c, "UPDATE api_key SET last_used_on = ?1 WHERE id = ?2"),
      revoke_key(c, "UPDATE api_key SET revoked_at = ?1 WHERE id = ?2 AND revoked_at = ''"),
      set_key_expiry(c, "UPDATE api_key SET expires_at = ?1 WHERE id = ?2"),
      add_link(c,
               "INSERT INTO administrator_link (token, made_at, expires_at, used_at)"
               " VALUES (?1, ?2, ?3, '')"),
      use_link(c,
               "UPDATE administrator_link SET used_at = ?1"
               " WHERE token = ?2 AND used_at = '' AND expires_at > ?1"),
      add_look(c,
               "INSERT INTO access_log (at, account, subject, organisation, role, scope, purpose,"
               " authorisation, permission) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
      looks(c, select_looks("subject = ?1 AND id < ?2", "?3")),
      find_looks(c, select_looks(k_looks_wanted, "?8")) {
  tries.takes(wanted_text).gives(number, seen_at);
  drop_tries.takes(wanted_text);
  set_tries.takes(wanted_text, number, seen_at);
  forget_tries.takes(seen_at);
  add_session.takes(token, account, how, flag, created_at, seen_at, expires_at);
  find_session.takes(wanted_text).gives(id, account, how, flag, created_at, seen_at, expires_at);
  touch_session.takes(seen_at, wanted);
  raise_session.takes(wanted);
  end_session.takes(wanted);
  end_sessions.takes(account, wanted);
  forget_sessions.takes(expires_at);
  add_key.takes(prefix, token, account, title, permissions, created_at, expires_at, number);
  find_key.takes(wanted_text);
  for (Statement* statement : {&find_key, &keys}) {
    statement->gives(id, prefix, token, account, title, permissions, created_at, expires_at,
                     revoked_at, day, number);
  }
  set_key_used.takes(day, wanted);
  revoke_key.takes(revoked_at, wanted);
  set_key_expiry.takes(expires_at, wanted);
  add_link.takes(token, created_at, expires_at);
  use_link.takes(seen_at, token);
  add_look.takes(created_at, account, subject, organisation, role, scope, purpose, authorisation,
                 permissions);
  looks.takes(wanted_text, wanted, number);
  find_looks.takes(wanted, wanted_text, wanted_organisation, wanted_purpose, wanted_account,
                   seen_at, expires_at, number);
  for (Statement* statement : {&looks, &find_looks}) {
    statement->gives(id, created_at, account, subject, organisation, role, scope, purpose,
                     authorisation, permissions);
  }
}

ApiKey DoorStatements::key() const {
  ApiKey out;
  out.id = id;
  out.prefix = prefix;
  out.secret = token;
  out.account = account;
  out.title = title;
  out.permissions = list_of(permissions);
  out.created_at = time_of(created_at);
  out.expires_at = time_of(expires_at);
  out.revoked_at = time_of(revoked_at);
  out.last_used_on = date_of(day);
  out.replaces = number;
  return out;
}

Look DoorStatements::look() const {
  Look out;
  out.id = id;
  out.at = time_of(created_at);
  out.account = account;
  out.subject = subject;
  out.organisation = organisation;
  out.role = access::role_of(role).value_or(access::Role::public_);
  out.scope = scope;
  out.purpose = purpose;
  out.authorisation = authorisation;
  out.permission = permissions;
  return out;
}

Result<Tries> SqliteAccess::tries(std::string_view key) {
  return connection_.within([&]() -> Result<Tries> {
    doors_->wanted_text = key;
    if (!doors_->tries.run()) return Tries{};
    return Tries{doors_->number, time_of(doors_->seen_at)};
  });
}

Result<bool> SqliteAccess::set_tries(std::string_view key, const Tries& tries) {
  doors_->wanted_text = key;
  if (tries.failures <= 0) return changed(doors_->drop_tries);
  doors_->number = tries.failures;
  doors_->seen_at = nearest_time_text(tries.last_at);
  return changed(doors_->set_tries);
}

Result<bool> SqliteAccess::forget_tries(Instant before) {
  doors_->seen_at = nearest_time_text(before);
  return changed(doors_->forget_tries);
}

Result<std::int64_t> SqliteAccess::add_session(const Session& session) {
  return connection_.within([&]() -> Result<std::int64_t> {
    DoorStatements& in = *doors_;
    in.token = session.token;
    in.account = session.account;
    in.how = access::text_of(session.signed_in_by);
    in.flag = session.two_factor ? 1 : 0;
    in.created_at = nearest_time_text(session.created_at);
    in.seen_at = nearest_time_text(session.seen_at);
    in.expires_at = nearest_time_text(session.expires_at);
    return in.add_session.insert();
  });
}

Result<std::optional<Session>> SqliteAccess::find_session(std::string_view token) {
  return connection_.within([&]() -> Result<std::optional<Session>> {
    DoorStatements& in = *doors_;
    in.wanted_text = token;
    if (!in.find_session.run()) return std::nullopt;
    Session out;
    out.id = in.id;
    out.token = token;
    out.account = in.account;
    out.signed_in_by = access::signed_in_by_of(in.how).value_or(access::SignedInBy::nobody);
    out.two_factor = in.flag != 0;
    out.created_at = time_of(in.created_at);
    out.seen_at = time_of(in.seen_at);
    out.expires_at = time_of(in.expires_at);
    return out;
  });
}

Result<bool> SqliteAccess::touch_session(std::int64_t session, Instant at) {
  doors_->wanted = session;
  doors_->seen_at = nearest_time_text(at);
  return changed(doors_->touch_session);
}

Result<bool> SqliteAccess::raise_session(std::int64_t session) {
  doors_->wanted = session;
  return changed(doors_->raise_session);
}

Result<bool> SqliteAccess::end_session(std::int64_t session) {
  doors_->wanted = session;
  return changed(doors_->end_session);
}

Result<bool> SqliteAccess::end_sessions(std::int64_t account, std::int64_t but) {
  doors_->account = account;
  doors_->wanted = but;
  return changed(doors_->end_sessions);
}

Result<bool> SqliteAccess::forget_sessions(Instant expired_before) {
  doors_->expires_at = nearest_time_text(expired_before);
  return changed(doors_->forget_sessions);
}

Result<std::int64_t> SqliteAccess::add_key(const ApiKey& key) {
  return connection_.within([&]() -> Result<std::int64_t> {
    DoorStatements& in = *doors_;
    in.prefix = key.prefix;
    in.token = key.secret;
    in.account = key.account;
    in.title = key.title;
    in.permissions = list_text(key.permissions);
    in.created_at = nearest_time_text(key.created_at);
    in.expires_at = nearest_time_text(key.expires_at);
    in.number = key.replaces;
    return in.add_key.insert();
  });
}

Result<std::optional<ApiKey>> SqliteAccess::find_key(std::string_view prefix) {
  return connection_.within([&]() -> Result<std::optional<ApiKey>> {
    doors_->wanted_text = prefix;
    if (!doors_->find_key.run()) return std::nullopt;
    return doors_->key();
  });
}

Result<std::vector<ApiKey>> SqliteAccess::keys() {
  return connection_.within([&]() -> Result<std::vector<ApiKey>> {
    std::vector<ApiKey> out;
    doors_->keys.each([&] { out.push_back(doors_->key()); });
    return out;
  });
}

Result<bool> SqliteAccess::set_key_used(std::int64_t key, Date on) {
  doors_->wanted = key;
  doors_->day = on.text();
  return changed(doors_->set_key_used);
}

Result<bool> SqliteAccess::revoke_key(std::int64_t key, Instant at) {
  doors_->wanted = key;
  doors_->revoked_at = nearest_time_text(at);
  return changed(doors_->revoke_key);
}

Result<bool> SqliteAccess::set_key_expiry(std::int64_t key, Instant at) {
  doors_->wanted = key;
  doors_->expires_at = nearest_time_text(at);
  return changed(doors_->set_key_expiry);
}

Result<bool> SqliteAccess::add_link(std::string_view token, Instant made_at, Instant expires_at) {
  return connection_.within([&]() -> Result<bool> {
    doors_->token = token;
    doors_->created_at = nearest_time_text(made_at);
    doors_->expires_at = nearest_time_text(expires_at);
    return doors_->add_link.change() > 0;
  });
}

Result<bool> SqliteAccess::use_link(std::string_view token, Instant now) {
  doors_->token = token;
  doors_->seen_at = nearest_time_text(now);
  return changed(doors_->use_link);
}

Result<std::int64_t> SqliteAccess::add_look(const Look& look) {
  return connection_.within([&]() -> Result<std::int64_t> {
    DoorStatements& in = *doors_;
    in.created_at = nearest_time_text(look.at);
    in.account = look.account;
    in.subject = look.subject;
    in.organisation = look.organisation;
    in.role = access::text_of(look.role);
    in.scope = look.scope;
    in.purpose = look.purpose;
    in.authorisation = look.authorisation;
    in.permissions = look.permission;
    return in.add_look.insert();
  });
}

Result<std::vector<Look>> SqliteAccess::each_look(Statement& statement) {
  return connection_.within([&]() -> Result<std::vector<Look>> {
    std::vector<Look> out;
    statement.each([&] { out.push_back(doors_->look()); });
    return out;
  });
}

Result<std::vector<Look>> SqliteAccess::looks(std::string_view subject, std::int64_t before,
                                              std::uint32_t limit) {
  DoorStatements& in = *doors_;
  in.wanted_text = subject;
  in.wanted = before > 0 ? before : std::numeric_limits<std::int64_t>::max();
  in.number = limit;
  return each_look(in.looks);
}

Result<std::vector<Look>> SqliteAccess::find_looks(const access::LookFilter& filter) {
  DoorStatements& in = *doors_;
  in.wanted = filter.before > 0 ? filter.before : std::numeric_limits<std::int64_t>::max();
  in.wanted_text = filter.subject;
  in.wanted_organisation = filter.organisation;
  in.wanted_purpose = filter.purpose;
  in.wanted_account = filter.account;
  in.seen_at = optional_time_text(filter.from);
  in.expires_at = optional_time_text(filter.before_time);
  in.number = filter.limit;
  return each_look(in.find_looks);
}

}  // namespace sanqu::storage::sqlite
