// SPDX-License-Identifier: Apache-2.0
// An id_token (OpenID Connect Core 3.1.3.7): signed by one of the provider's keys with a public-key algorithm that is named
// here (never `none`, never one with a shared secret), made for us, now, and for this very sign-in.
#pragma once

#include <string>
#include <string_view>

#include "core/date.hpp"
#include "core/result.hpp"

namespace sanqu::api {

struct WantedToken {
  std::string issuer;
  std::string client_id;
  std::string nonce;
  Instant now;
};

struct IdClaims {
  std::string subject;
  bool two_factor = false;  // the provider says so: `mfa` in amr (RFC 8176)
};

/// `keys`: the provider's JWKS as JSON. Error: api.id_token with the reason, for the log; nothing of the token is in it.
Result<IdClaims> verify_id_token(const std::string& token, const std::string& keys,
                                 const WantedToken& wanted);

/// True where the refusal may come from keys that are out of date: they are fetched anew, once.
bool is_of_unknown_key(const Errors& found);

}  // namespace sanqu::api
