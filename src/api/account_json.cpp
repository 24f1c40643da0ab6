// SPDX-License-Identifier: Apache-2.0
#include "api/account_json.hpp"

namespace sanqu::api {

namespace {

/// How it can sign in.
std::string_view sign_in_of(const access::Account& account) {
  if (!account.identity.empty()) return "provider";
  return account.password.empty() ? "key" : "password";
}

std::string_view state_of(const access::ApiKey& key, Instant now) {
  if (key.revoked_at != Instant::min()) return "revoked";
  return key.expires_at <= now ? "expired" : "valid";
}

}  // namespace

void append_time(std::string_view name, Instant at, JsonWriter& json) {
  if (at == Instant::min()) {
    json.null_member(name);
  } else {
    json.text_member(name, at.text());
  }
}

void append_role(const access::RoleGrant& grant, Lang lang, JsonWriter& json) {
  json.begin_object().text_member("role", access::text_of(grant.role));
  json.text_member("title", access::title_of(grant.role, lang));
  json.text_member("text", grant.is_everywhere ? "" : access::text_of(grant));
  json.text_member("scope", grant.scope).name("classes").begin_array();
  for (const std::string& one : grant.classes) json.text(one);
  json.end_array().boolean_member("is_everywhere", grant.is_everywhere);
  json.end_object();
}

Result<bool> append_account(acts::Transaction& reading, const access::Account& account, Lang lang,
                            JsonWriter& json) {
  json.text_member("name", account.name).text_member("person", account.person);
  json.text_member("organisation", account.organisation);
  json.text_member("signs_in_by", sign_in_of(account));
  json.boolean_member("second_factor", !account.totp.empty());
  json.boolean_member("is_disabled", account.is_disabled);
  append_time("created_at", account.created_at, json);
  append_time("password_changed_at", account.password_changed_at, json);
  json.name("roles").begin_array();
  for (const access::RoleGrant& grant : TRY(reading.access().grants(account.id))) {
    append_role(grant, lang, json);
  }
  json.end_array();
  return true;
}

Result<bool> append_events(acts::Transaction& reading, std::int64_t account, JsonWriter& json) {
  json.name("history").begin_array();
  for (const access::AccountEvent& event : TRY(reading.access().events(account))) {
    json.begin_object().text_member("at", event.at.text()).text_member("by", event.by);
    json.text_member("what", event.what).text_member("detail", event.detail).end_object();
  }
  json.end_array();
  return true;
}

void append_key(const access::ApiKey& key, std::string_view account, Instant now,
                JsonWriter& json) {
  json.begin_object().text_member("prefix", key.prefix).text_member("account", account);
  json.text_member("title", key.title).text_member("state", state_of(key, now));
  json.name("permissions").begin_array();
  for (const std::string& one : key.permissions) json.text(one);
  json.end_array();
  append_time("created_at", key.created_at, json);
  append_time("expires_at", key.expires_at, json);
  append_time("revoked_at", key.revoked_at, json);
  if (key.last_used_on.is_missing()) {
    json.null_member("last_used_on");
  } else {
    json.text_member("last_used_on", key.last_used_on.text());
  }
  json.end_object();
}

}  // namespace sanqu::api
