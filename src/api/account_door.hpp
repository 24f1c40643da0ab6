// SPDX-License-Identifier: Apache-2.0
// The door for people and machines with accounts. A person's browser brings the session's token in a cookie that no script can
// read; a machine brings its key as `Authorization: Bearer sanqu_...`. A write with a cookie also brings the session's
// CSRF token in X-CSRF-Token: another site's page can make a browser send the cookie, but can't read the token.
#pragma once

#include "access/secret.hpp"
#include "api/door.hpp"

namespace sanqu::api {

/// How the cookie is sent: over TLS alone, or in clear because the server can be reached from this machine only.
enum class CookieKind : std::uint8_t { secure, loopback };

class AccountDoor final : public Door {
 public:
  AccountDoor(const acts::AccountTools& tools, const Clock& clock, CookieKind kind)
      : tools_(tools), clock_(clock), kind_(kind) {}
  Result<access::Caller> caller_of(const http::Request& request) const override;

 private:
  const acts::AccountTools& tools_;
  const Clock& clock_;
  CookieKind kind_;
};

/// The value of a cookie; empty: there is none, or two of the name, of which nobody can say which is ours.
std::string_view cookie_value(const http::Request& request, std::string_view name);

/// The token in the request's cookie; empty: there is none. Two cookies of the name are none: nobody can say which is ours.
std::string_view session_token(const http::Request& request, CookieKind kind);

/// The Set-Cookie header that gives the browser its session, and the one that takes it back.
http::NamedText session_cookie(const access::Secret& token, CookieKind kind);
http::NamedText cleared_cookie(CookieKind kind);

}  // namespace sanqu::api
