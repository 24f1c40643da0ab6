// SPDX-License-Identifier: Apache-2.0
// Signing in with the provider: the way there and the way back. Both wait for another server, on a thread for what is long.
#include <fmt/format.h>

#include "acts/sign_in.hpp"
#include "api/account_door.hpp"
#include "api/errors.hpp"
#include "api/provider.hpp"
#include "api/resources.hpp"

namespace sanqu::api {

namespace {

/// Lax, since the way back begins at the provider's page.
http::NamedText binding_cookie(CookieKind kind, std::string_view value, int seconds) {
  const bool is_secure = kind == CookieKind::secure;
  return {"Set-Cookie", fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{}",
                                    is_secure ? "__Host-sanqu_provider" : "sanqu_provider", value,
                                    seconds, is_secure ? "; Secure" : "")};
}

http::Response redirect(std::string address) {
  http::Response out = http::response(303, "text/plain; charset=utf-8", "");
  out.headers.push_back({"Location", std::move(address)});
  return out;
}

}  // namespace

Result<http::Response> go_to_provider(const Context& context) {
  if (context.world.provider == nullptr) return refuse(errors::k_no_provider);
  auto begun = TRY(context.world.provider->begin());
  http::Response out = redirect(std::move(begun.address));
  constexpr int k_seconds = 600;
  out.headers.push_back(binding_cookie(context.world.cookies, begun.binding.reveal(), k_seconds));
  return out;
}

Result<http::Response> come_from_provider(const Context& context) {
  if (context.world.provider == nullptr) return refuse(errors::k_no_provider);
  const http::Request& request = context.request;
  const bool is_secure = context.world.cookies == CookieKind::secure;
  const std::string_view binding =
      cookie_value(request, is_secure ? "__Host-sanqu_provider" : "sanqu_provider");
  Provider::Returned returned;
  returned.state = TRY(need_query(request, "state"));
  returned.code = request.query_value("code").value_or("");
  returned.error = request.query_value("error").value_or("");
  returned.binding = binding;
  const auto proven = TRY(context.world.provider->finish(returned));
  const auto in_now = TRY(acts::sign_in_by_provider(context.world.accounts, proven.identity,
                                                    proven.two_factor, context.world.clock.now()));
  http::Response out = redirect("/");
  out.headers.push_back(session_cookie(in_now.token, context.world.cookies));
  out.headers.push_back(binding_cookie(context.world.cookies, "", 0));
  return out;
}

}  // namespace sanqu::api
