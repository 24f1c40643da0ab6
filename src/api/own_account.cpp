// SPDX-License-Identifier: Apache-2.0
// What everybody may do with his own account: change the password, turn a second factor on and off, get new recovery codes. With
// a session only: a key's machine has neither.
#include "acts/change_account.hpp"
#include "acts/look_at_file.hpp"
#include "api/account_json.hpp"
#include "api/errors.hpp"
#include "api/json_body.hpp"
#include "api/resources.hpp"
#include "api/routes.hpp"
#include "core/json_writer.hpp"

namespace sanqu::api {

namespace {

Result<bool> need_own(const Context& context) {
  TRY(acts::need_permission(context.caller, context.route.permission, account_row(context),
                            context.world.policy));
  return true;
}

http::Response codes_response(const std::vector<access::Secret>& codes) {
  JsonWriter json;
  json.begin_object().name("recovery_codes").begin_array();
  for (const access::Secret& code : codes) json.text(code.reveal());
  return json_response(json.end_array().end_object().take());
}

}  // namespace

Result<http::Response> get_own_account(const Context& context) {
  TRY(need_own(context));
  const auto reading = TRY(context.world.store.begin_read());
  const auto account = TRY(reading->access().get_account(context.caller.account));
  if (!account) return refuse(access::errors::k_not_signed_in);
  JsonWriter json;
  json.begin_object();
  TRY(append_account(*reading, *account, context.lang, json));
  json.integer_member("recovery_codes_left",
                      TRY(reading->access().recovery_codes_left(account->id)));
  TRY(append_events(*reading, account->id, json));
  return json_response(json.end_object().take());
}

Result<http::Response> change_own_password(const Context& context) {
  TRY(need_own(context));
  const JsonBody body = TRY(JsonBody::read(context.request, "old_password new_password"));
  const access::Secret old_password(TRY(body.need_text("old_password")));
  const access::Secret new_password(TRY(body.need_text("new_password")));
  TRY(acts::change_password(context.world.accounts, context.caller, old_password, new_password,
                            context.world.clock.now()));
  return http::response(204, "", "");
}

Result<http::Response> offer_second_factor(const Context& context) {
  TRY(need_own(context));
  const auto offer = TRY(acts::offer_second_factor(context.world.accounts, context.caller));
  JsonWriter json;
  json.begin_object().text_member("key", offer.key_text.reveal());
  json.text_member("address", offer.address.reveal()).text_member("pending", offer.pending);
  return json_response(json.end_object().take());
}

Result<http::Response> turn_on_second_factor(const Context& context) {
  TRY(need_own(context));
  const JsonBody body = TRY(JsonBody::read(context.request, "pending code"));
  const std::string pending = TRY(body.need_text("pending"));
  const std::string code = TRY(body.need_text("code"));
  const auto codes = TRY(acts::turn_on_second_factor(context.world.accounts, context.caller,
                                                     pending, code, context.world.clock.now()));
  return codes_response(codes);
}

Result<http::Response> turn_off_own_second_factor(const Context& context) {
  TRY(need_own(context));
  if (!context.caller.two_factor) return refuse(access::errors::k_second_factor_wanted);
  TRY(acts::turn_off_second_factor(context.world.accounts, context.caller.name, context.caller.name,
                                   context.world.clock.now()));
  http::Response out = http::response(204, "", "");
  out.headers.push_back(cleared_cookie(context.world.cookies));  // all its sessions have ended
  return out;
}

Result<http::Response> renew_recovery_codes(const Context& context) {
  TRY(need_own(context));
  return codes_response(TRY(acts::renew_recovery_codes(context.world.accounts, context.caller,
                                                       context.world.clock.now())));
}

}  // namespace sanqu::api
