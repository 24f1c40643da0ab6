// SPDX-License-Identifier: Apache-2.0
// The administrator's desk: accounts with their roles, keys of machines, and the very first administrator. Each change is one
// act, the same as `sanqu account` and `sanqu key`; its author is the caller.
#include "access/account_name.hpp"
#include "acts/change_account.hpp"
#include "acts/change_key.hpp"
#include "acts/first_administrator.hpp"
#include "acts/look_at_file.hpp"
#include "api/account_json.hpp"
#include "api/http/address.hpp"
#include "api/json_body.hpp"
#include "api/resources.hpp"
#include "api/routes.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"

namespace sanqu::api {

namespace {

/// Accounts and keys are one thing: who has the permission has it on all of them.
Result<bool> need_accounts(const Context& context) {
  TRY(acts::need_permission(context.caller, context.route.permission, {}, context.world.policy));
  return true;
}

std::string name_in_path(const Context& context) {
  return std::string(context.request.path_value("account"));
}

Instant now_of(const Context& context) { return context.world.clock.now(); }

http::Response done() { return http::response(204, "", ""); }

/// An organisation's role comes with the proof of its control.
Result<access::RoleGrant> read_role(const std::string& text, const std::string& proof) {
  access::RoleGrant out = TRY(access::read_grant(text));
  if (out.role == access::Role::organisation) out.proof = proof;
  return out;
}

http::Response key_response(const access::Secret& key) {
  JsonWriter json;
  json.begin_object().text_member("key", key.reveal()).end_object();
  return json_response(json.take(), 201);
}

http::Response made(const std::string& name) {
  JsonWriter json;
  json.begin_object().text_member("name", name).end_object();
  http::Response out = json_response(json.take(), 201);
  out.headers.push_back({"Location", "/api/v1/accounts/" + http::encoded_segment(name)});
  return out;
}

}  // namespace

Result<http::Response> list_accounts(const Context& context) {
  TRY(need_accounts(context));
  const auto reading = TRY(context.world.store.begin_read());
  JsonWriter json;
  json.begin_object().name("items").begin_array();
  for (const access::Account& account : TRY(reading->access().accounts())) {
    json.begin_object();
    TRY(append_account(*reading, account, context.lang, json));
    json.end_object();
  }
  return json_response(json.end_array().end_object().take());
}

Result<http::Response> get_account(const Context& context) {
  TRY(need_accounts(context));
  const auto reading = TRY(context.world.store.begin_read());
  const std::string folded = access::folded_account_name(name_in_path(context));
  const auto account = TRY(reading->access().find_account(folded));
  if (!account) {
    return refuse(access::errors::k_no_account, {}, {readable_utf8(name_in_path(context))});
  }
  JsonWriter json;
  json.begin_object();
  TRY(append_account(*reading, *account, context.lang, json));
  json.integer_member("recovery_codes_left",
                      TRY(reading->access().recovery_codes_left(account->id)));
  TRY(append_events(*reading, account->id, json));
  return json_response(json.end_object().take());
}

Result<http::Response> add_account(const Context& context) {
  TRY(need_accounts(context));
  const JsonBody body =
      TRY(JsonBody::read(context.request, "name person organisation password roles proof"));
  acts::NewAccount account;
  account.name = TRY(body.need_text("name"));
  account.person = TRY(body.text("person"));
  account.organisation = TRY(body.text("organisation"));
  if (body.find("password") != nullptr) {
    account.password = access::Secret(TRY(body.need_text("password")));
  }
  const std::string proof = TRY(body.text("proof"));
  for (const std::string& text : TRY(body.texts("roles"))) {
    account.roles.push_back(TRY(read_role(text, proof)));
  }
  TRY(acts::add_account(context.world.accounts, account, context.caller.name, now_of(context)));
  return made(TRY(access::read_account_name(account.name)));
}

Result<http::Response> grant_account_role(const Context& context) {
  TRY(need_accounts(context));
  const JsonBody body = TRY(JsonBody::read(context.request, "role proof"));
  const std::string role = TRY(body.need_text("role"));
  const std::string proof = TRY(body.text("proof"));
  access::RoleGrant grant = TRY(read_role(role, proof));
  TRY(acts::grant_role(context.world.accounts, name_in_path(context), std::move(grant),
                       context.caller.name, now_of(context)));
  return done();
}

Result<http::Response> revoke_account_role(const Context& context) {
  TRY(need_accounts(context));
  const std::string_view role = TRY(need_query(context.request, "role"));
  TRY(acts::revoke_role(context.world.accounts, name_in_path(context), role, context.caller.name,
                        now_of(context)));
  return done();
}

Result<http::Response> set_account_state(const Context& context) {
  TRY(need_accounts(context));
  const JsonBody body = TRY(JsonBody::read(context.request, "is_disabled"));
  const bool is_disabled = TRY(body.need_boolean("is_disabled"));
  TRY(acts::disable_account(context.world.accounts, name_in_path(context),
                            is_disabled ? acts::Disabling::disable : acts::Disabling::enable,
                            context.caller.name, now_of(context)));
  return done();
}

Result<http::Response> reset_account_password(const Context& context) {
  TRY(need_accounts(context));
  const JsonBody body = TRY(JsonBody::read(context.request, "password"));
  const access::Secret password(TRY(body.need_text("password")));
  TRY(acts::reset_password(context.world.accounts, name_in_path(context), password,
                           context.caller.name, now_of(context)));
  return done();
}

Result<http::Response> turn_off_account_second_factor(const Context& context) {
  TRY(need_accounts(context));
  TRY(acts::turn_off_second_factor(context.world.accounts, name_in_path(context),
                                   context.caller.name, now_of(context)));
  return done();
}

Result<http::Response> list_keys(const Context& context) {
  TRY(need_accounts(context));
  const auto reading = TRY(context.world.store.begin_read());
  JsonWriter json;
  json.begin_object().name("items").begin_array();
  for (const access::ApiKey& key : TRY(reading->access().keys())) {
    const auto account = TRY(reading->access().get_account(key.account));
    append_key(key, account ? account->name : "", now_of(context), json);
  }
  return json_response(json.end_array().end_object().take());
}

Result<http::Response> add_key(const Context& context) {
  TRY(need_accounts(context));
  const JsonBody body = TRY(JsonBody::read(context.request, "account title permissions days"));
  acts::NewKey key;
  key.account = TRY(body.need_text("account"));
  key.title = TRY(body.text("title"));
  key.permissions = TRY(body.texts("permissions"));
  key.days = TRY(body.integer("days", key.days));
  return key_response(
      TRY(acts::add_key(context.world.accounts, key, context.caller.name, now_of(context))));
}

Result<http::Response> rotate_key(const Context& context) {
  TRY(need_accounts(context));
  constexpr std::int64_t k_overlap_days = 7;
  constexpr std::int64_t k_days = 365;
  const JsonBody body = TRY(JsonBody::read(context.request, "overlap_days days"));
  const std::int64_t overlap = TRY(body.integer("overlap_days", k_overlap_days));
  const std::int64_t days = TRY(body.integer("days", k_days));
  return key_response(
      TRY(acts::rotate_key(context.world.accounts, context.request.path_value("prefix"), overlap,
                           days, context.caller.name, now_of(context))));
}

Result<http::Response> revoke_key(const Context& context) {
  TRY(need_accounts(context));
  TRY(acts::revoke_key(context.world.accounts, context.request.path_value("prefix"),
                       context.caller.name, now_of(context)));
  return done();
}

/// Open to everybody who has the link; after it there is an administrator, and it works no more.
Result<http::Response> use_first_link(const Context& context) {
  const JsonBody body =
      TRY(JsonBody::read(context.request, "token name person organisation password"));
  const std::string token = TRY(body.need_text("token"));
  acts::NewAccount account;
  account.name = TRY(body.need_text("name"));
  account.person = TRY(body.text("person"));
  account.organisation = TRY(body.text("organisation"));
  account.password = access::Secret(TRY(body.need_text("password")));
  TRY(acts::use_administrator_link(context.world.accounts, token, account, now_of(context)));
  return made(TRY(access::read_account_name(account.name)));
}

}  // namespace sanqu::api
