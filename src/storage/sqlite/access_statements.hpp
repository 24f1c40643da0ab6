// SPDX-License-Identifier: Apache-2.0
// The statements of the port of accounts with the variables that they take from and give into. Only for sqlite_access.cpp
// and access_doors.cpp.
#pragma once

#include <string>
#include <vector>

#include "access/access_store.hpp"
#include "storage/sqlite/statement.hpp"

namespace sanqu::storage::sqlite {

struct AccountStatements {
  explicit AccountStatements(Connection& connection);

  // what is asked by
  std::int64_t wanted = 0;
  std::string wanted_text;
  // an account
  std::int64_t id = 0;
  std::string name;
  std::string folded;
  std::string person;
  std::string organisation;
  std::string password;
  std::string changed_at;
  std::string identity;
  std::string totp;
  std::int64_t totp_step = 0;
  std::int64_t is_disabled = 0;
  std::string created_at;
  // an event, a grant
  std::string at;
  std::string by;
  std::string what;
  std::string detail;
  std::string role;
  std::string scope;
  std::string classes;
  std::string proof;
  std::int64_t number = 0;
  std::int64_t limit = 0;

  Statement add_account;
  Statement find_account;
  Statement find_identity;
  Statement get_account;
  Statement all_accounts;
  Statement set_password;
  Statement set_disabled;
  Statement set_totp;
  Statement use_totp_step;
  Statement drop_codes;
  Statement add_code;
  Statement use_code;
  Statement count_codes;
  Statement add_event;
  Statement events;
  Statement all_events;
  Statement add_grant;
  Statement revoke_grant;
  Statement grants;
  Statement holders;

  access::Account account() const;
  access::RoleGrant grant() const;
};

struct DoorStatements {
  explicit DoorStatements(Connection& connection);

  std::int64_t wanted = 0;
  std::string wanted_text;
  std::int64_t id = 0;
  std::int64_t account = 0;
  std::int64_t number = 0;
  std::int64_t flag = 0;
  std::string token;
  std::string how;
  std::string created_at;
  std::string seen_at;
  std::string expires_at;
  std::string revoked_at;
  std::string day;
  std::string prefix;
  std::string title;
  std::string permissions;
  std::string subject;
  std::string organisation;
  std::string role;
  std::string scope;
  std::string purpose;
  std::string authorisation;
  // what looks are asked by
  std::string wanted_organisation;
  std::string wanted_purpose;
  std::int64_t wanted_account = 0;

  Statement tries;
  Statement drop_tries;
  Statement set_tries;
  Statement forget_tries;
  Statement add_session;
  Statement find_session;
  Statement touch_session;
  Statement raise_session;
  Statement end_session;
  Statement end_sessions;
  Statement forget_sessions;
  Statement add_key;
  Statement find_key;
  Statement keys;
  Statement set_key_used;
  Statement revoke_key;
  Statement set_key_expiry;
  Statement add_link;
  Statement use_link;
  Statement add_look;
  Statement looks;
  Statement find_looks;

  access::ApiKey key() const;
  access::Look look() const;
};

/// `["a","b"]`, as short lists of words are kept.
std::string list_text(const std::vector<std::string>& words);
/// What list_text wrote.
std::vector<std::string> list_of(std::string_view text);
/// '' for never.
std::string optional_time_text(Instant at);

}  // namespace sanqu::storage::sqlite
