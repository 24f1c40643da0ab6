// SPDX-License-Identifier: Apache-2.0
// Signing in with a provider (OpenID Connect Core, authorization code flow with PKCE, RFC 7636). A sign-in that was begun is kept
// in memory for ten minutes under its state, and is bound to the browser that began it by a cookie; it is used once. What the
// provider's own pages are is asked at the first sign-in and every hour (discovery), its keys besides when a token names one
// that is not known.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "access/secret.hpp"
#include "api/http/client.hpp"
#include "core/clock.hpp"
#include "core/random.hpp"
#include "core/result.hpp"

namespace sanqu::api {

struct ProviderSettings {
  std::string issuer;  // as the provider writes it
  std::string client_id;
  access::Secret client_secret;  // empty: a public client
  std::string authorities;       // PEM; empty: the system's
  std::string return_address;    // https://HOST/api/v1/session/provider/callback
};

class Provider {
 public:
  /// All outlive it. Any thread may use it; it waits for the provider.
  Provider(ProviderSettings settings, const Clock& clock, RandomSource& random)
      : settings_(std::move(settings)), clock_(clock), random_(random) {}

  struct Begun {
    std::string address;     // of the provider, to which the browser goes
    access::Secret binding;  // for the browser's cookie
  };
  /// Errors: api.fetch, api.provider, api.busy (a thousand sign-ins are open).
  Result<Begun> begin();

  struct Returned {
    std::string_view state;
    std::string_view code;
    std::string_view error;    // what the provider says went wrong; empty: nothing
    std::string_view binding;  // from the cookie
  };
  struct Proven {
    std::string identity;  // `ISSUER SUBJECT`
    bool two_factor = false;
  };
  /// Errors: api.provider_state (unknown, over, used, another browser), api.provider, api.fetch, api.id_token.
  Result<Proven> finish(const Returned& returned);

 private:
  struct Open {
    std::string verifier;
    std::string nonce;
    std::string binding;
    Instant until;
  };
  struct Pages {
    std::string authorization;
    std::string token;
    std::string keys_address;
    std::string keys;  // JWKS
    Instant until;
  };
  Result<Pages> pages(bool anew);
  Result<Open> take(const Returned& returned);
  Result<std::string> exchange(const Pages& pages, const Open& open, std::string_view code);
  Result<std::string> get(const std::string& url);

  ProviderSettings settings_;
  const Clock& clock_;
  RandomSource& random_;
  std::mutex lock_;
  std::map<std::string, Open, std::less<>> open_;  // by state; under `lock_`
  std::optional<Pages> pages_;                     // under `lock_`
};

}  // namespace sanqu::api
