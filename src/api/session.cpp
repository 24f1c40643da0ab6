// SPDX-License-Identifier: Apache-2.0
// Signing in and out, and who is signed in: what the pages need to show a caller only what he may do.
#include <algorithm>

#include "access/tokens.hpp"
#include "acts/look_at_file.hpp"
#include "acts/sign_in.hpp"
#include "api/account_door.hpp"
#include "api/account_json.hpp"
#include "api/json_body.hpp"
#include "api/resources.hpp"
#include "api/routes.hpp"
#include "api/write_gate.hpp"
#include "core/json_writer.hpp"

namespace sanqu::api {

namespace {

/// Those that there is any row for; `needs_second_factor`: those that a session with one would have besides.
void append_permissions(const Context& context, const access::Caller& caller, JsonWriter& json) {
  std::vector<std::string_view> wanting;
  json.name("permissions").begin_array();
  for (const access::PermissionLine& line : access::permission_table()) {
    const access::Verdict verdict = access::foresee(caller, line.permission, context.world.policy);
    if (verdict.is_allowed()) json.text(line.id);
    if (verdict.decision == access::Decision::second_factor_missing) wanting.push_back(line.id);
  }
  json.end_array().name("needs_second_factor").begin_array();
  for (const std::string_view id : wanting) json.text(id);
  json.end_array();
}

/// `csrf`: empty for a key or the local operator, who need none.
void append_session(const Context& context, const access::Caller& caller, const std::string& csrf,
                    JsonWriter& json) {
  json.text_member("name", caller.name).text_member("organisation", caller.organisation);
  json.text_member("signed_in_by", access::text_of(caller.signed_in_by));
  json.boolean_member("two_factor", caller.two_factor);
  json.name("roles").begin_array();
  for (const access::RoleGrant& grant : caller.roles) append_role(grant, context.lang, json);
  json.end_array();
  append_permissions(context, caller, json);
  json.text_member("csrf_token", csrf);
}

}  // namespace

Result<http::Response> sign_in(const Context& context) {
  const JsonBody body = TRY(JsonBody::read(context.request, "name password code"));
  acts::SignInTry attempt;
  attempt.name = TRY(body.need_text("name"));
  attempt.password = access::Secret(TRY(body.need_text("password")));
  attempt.code = TRY(body.text("code"));
  // The machine itself is not counted: it may be a proxy, and then it is everybody.
  if (!context.request.peer_is_loopback) attempt.address = context.request.peer;
  const WriteGate::Place place = TRY(context.gate.enter());
  const auto in_now =
      TRY(acts::sign_in(context.world.accounts, attempt, context.world.clock.now()));
  JsonWriter json;
  json.begin_object();
  append_session(context, in_now.caller, in_now.csrf.reveal(), json);
  append_time("expires_at", in_now.expires_at, json);
  json.integer_member("recovery_codes_left", in_now.recovery_codes_left);
  json.boolean_member("recovery_code_used", in_now.recovery_code_used);
  http::Response out = json_response(json.end_object().take(), 201);
  out.headers.push_back(session_cookie(in_now.token, context.world.cookies));
  return out;
}

Result<http::Response> get_session(const Context& context) {
  const access::Caller& caller = context.caller;
  TRY(acts::need_permission(caller, context.route.permission, account_row(context),
                            context.world.policy));
  std::string csrf;
  Instant expires_at = Instant::min();
  std::int64_t codes_left = 0;
  const auto reading = TRY(context.world.store.begin_read());
  if (caller.session != 0) {
    const std::string_view token = session_token(context.request, context.world.cookies);
    csrf = access::csrf_token(token).reveal();
    const auto session = TRY(reading->access().find_session(access::token_hash("session", token)));
    if (session) expires_at = session->expires_at;
  }
  codes_left = TRY(reading->access().recovery_codes_left(caller.account));
  JsonWriter json;
  json.begin_object();
  append_session(context, caller, csrf, json);
  append_time("expires_at", expires_at, json);
  json.integer_member("recovery_codes_left", codes_left);
  return json_response(json.boolean_member("recovery_code_used", false).end_object().take());
}

/// Also for a session that is over: the cookie goes in any case.
Result<http::Response> sign_out(const Context& context) {
  if (context.caller.session != 0) {
    const std::string_view token = session_token(context.request, context.world.cookies);
    TRY(acts::sign_out(context.world.accounts, token));
  }
  http::Response out = http::response(204, "", "");
  out.headers.push_back(cleared_cookie(context.world.cookies));
  return out;
}

}  // namespace sanqu::api
