// SPDX-License-Identifier: Apache-2.0
#include "api/account_door.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "access/access.hpp"
#include "access/tokens.hpp"
#include "acts/sign_in.hpp"
#include "api/errors.hpp"

namespace sanqu::api {

namespace {

/// `__Host-`: a browser takes and sends it over TLS only, and for this host alone.
std::string_view cookie_name(CookieKind kind) {
  return kind == CookieKind::secure ? "__Host-sanqu_session" : "sanqu_session";
}

std::string_view cookie_flags(CookieKind kind) {
  return kind == CookieKind::secure ? "; Path=/; HttpOnly; SameSite=Strict; Secure"
                                    : "; Path=/; HttpOnly; SameSite=Strict";
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// The key of `Bearer KEY`; the word's capitals don't count (RFC 9110 11.1).
std::string_view bearer_of(std::string_view authorization) {
  constexpr std::string_view k_word = "bearer ";
  if (authorization.size() <= k_word.size()) return {};
  const bool is_bearer =
      std::ranges::equal(authorization.substr(0, k_word.size()), k_word, [](char one, char word) {
        return one == word || (one >= 'A' && one <= 'Z' && one + 32 == word);
      });
  return is_bearer ? trimmed(authorization.substr(k_word.size())) : std::string_view();
}

bool changes_something(std::string_view method) { return method != "GET" && method != "HEAD"; }

}  // namespace

std::string_view session_token(const http::Request& request, CookieKind kind) {
  return cookie_value(request, cookie_name(kind));
}

std::string_view cookie_value(const http::Request& request, std::string_view name) {
  std::string_view found;
  for (const http::NamedText& header : request.headers) {
    if (header.name != "cookie") continue;
    std::string_view rest = header.value;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      const std::string_view pair = trimmed(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const std::size_t equals = pair.find('=');
      if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
      if (!found.empty()) return {};
      found = pair.substr(equals + 1);
    }
  }
  return found;
}

http::NamedText session_cookie(const access::Secret& token, CookieKind kind) {
  return {"Set-Cookie",
          fmt::format("{}={}{}", cookie_name(kind), token.reveal(), cookie_flags(kind))};
}

http::NamedText cleared_cookie(CookieKind kind) {
  return {"Set-Cookie", fmt::format("{}=; Max-Age=0{}", cookie_name(kind), cookie_flags(kind))};
}

Result<access::Caller> AccountDoor::caller_of(const http::Request& request) const {
  const std::string_view authorization = request.header("authorization");
  if (!authorization.empty()) {
    return acts::caller_of_key(tools_, bearer_of(authorization), clock_.now());
  }
  const std::string_view token = session_token(request, kind_);
  if (token.empty()) return access::Caller{};
  access::Caller caller = TRY(acts::caller_of_session(tools_, token, clock_.now()));
  if (changes_something(request.method)) {
    const access::Secret wanted = access::csrf_token(token);
    if (!access::is_same_secret(wanted.reveal(), request.header("x-csrf-token"))) {
      return refuse(errors::k_csrf);
    }
  }
  return caller;
}

}  // namespace sanqu::api
