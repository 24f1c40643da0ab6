// SPDX-License-Identifier: Apache-2.0
#include "api/provider.hpp"

#include <openssl/evp.h>

#include <fmt/format.h>

#include "access/tokens.hpp"
#include "api/errors.hpp"
#include "api/http/address.hpp"
#include "api/id_token.hpp"
#include "core/json.hpp"
#include "core/sha256.hpp"
#include "core/text.hpp"

namespace sanqu::api {

namespace {

constexpr std::size_t k_open_max = 1000;
constexpr std::int64_t k_open_ms = 10 * 60'000;
constexpr std::int64_t k_pages_ms = 3'600'000;

std::unexpected<Errors> bad(std::string_view reason) {
  return refuse(errors::k_provider, {}, {std::string(reason)});
}

Result<std::string> address_in(const JsonValue& from, std::string_view name) {
  const JsonValue* value = from.find(name);
  const bool is_good =
      value != nullptr && value->kind == JsonValue::Kind::text && http::is_fetchable(value->text);
  if (!is_good) return bad(fmt::format("no address in {}", name));
  return value->text;
}

std::string base64(std::string_view bytes) {
  std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                     reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(length));
  return out;
}

/// RFC 7636: BASE64URL without padding of SHA-256 of the verifier.
std::string challenge_of(std::string_view verifier) {
  const auto digest = sha256(verifier);
  std::string out =
      base64(std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
  while (out.ends_with('=')) out.pop_back();
  for (char& c : out) {
    if (c == '+') c = '-';
    if (c == '/') c = '_';
  }
  return out;
}

}  // namespace

Result<std::string> Provider::get(const std::string& url) {
  http::OutgoingRequest request;
  request.url = url;
  request.headers = {{"Accept", "application/json"}};
  auto answer = TRY(http::fetch(request, {.authorities = settings_.authorities}));
  if (answer.status != 200) return bad(fmt::format("status {} of {}", answer.status, url));
  return std::move(answer.body);
}

Result<Provider::Pages> Provider::pages(bool anew) {
  const Instant now = clock_.now();
  {
    const std::lock_guard guard(lock_);
    if (!anew && pages_ && now < pages_->until) return *pages_;
  }
  std::string base = settings_.issuer;
  while (base.ends_with('/')) base.pop_back();
  const std::string text = TRY(get(base + "/.well-known/openid-configuration"));
  const JsonValue found = TRY(parse_json("openid-configuration", text));
  const JsonValue* issuer = found.find("issuer");
  if (issuer == nullptr || issuer->text != settings_.issuer) return bad("another issuer");
  Pages out;
  out.authorization = TRY(address_in(found, "authorization_endpoint"));
  out.token = TRY(address_in(found, "token_endpoint"));
  out.keys_address = TRY(address_in(found, "jwks_uri"));
  out.keys = TRY(get(out.keys_address));
  out.until = Instant::from_unix_ms(now.unix_ms() + k_pages_ms);
  const std::lock_guard guard(lock_);
  pages_ = out;
  return out;
}

Result<Provider::Begun> Provider::begin() {
  const Pages at = TRY(pages(false));
  const access::Secret state = access::new_token(random_);
  access::Secret binding = access::new_token(random_);
  Open open;
  open.verifier = access::new_token(random_).reveal();
  open.nonce = access::new_token(random_).reveal();
  open.binding = binding.reveal();
  const Instant now = clock_.now();
  open.until = Instant::from_unix_ms(now.unix_ms() + k_open_ms);
  std::string address = at.authorization;
  address += address.find('?') == std::string::npos ? '?' : '&';
  address += fmt::format(
      "response_type=code&scope=openid&client_id={}&redirect_uri={}&state={}&nonce={}"
      "&code_challenge={}&code_challenge_method=S256",
      http::encoded_segment(settings_.client_id), http::encoded_segment(settings_.return_address),
      state.reveal(), open.nonce, challenge_of(open.verifier));
  const std::lock_guard guard(lock_);
  std::erase_if(open_, [&](const auto& one) { return one.second.until <= now; });
  if (open_.size() >= k_open_max) return refuse(errors::k_busy);
  open_.emplace(state.reveal(), std::move(open));
  return Begun{std::move(address), std::move(binding)};
}

/// Out of the memory, whatever becomes of it: a state is used once.
Result<Provider::Open> Provider::take(const Returned& returned) {
  const std::lock_guard guard(lock_);
  const auto found = open_.find(returned.state);
  if (found == open_.end()) return refuse(errors::k_provider_state);
  const Open open = std::move(found->second);
  open_.erase(found);
  if (open.until <= clock_.now() || !access::is_same_secret(open.binding, returned.binding)) {
    return refuse(errors::k_provider_state);
  }
  return open;
}

/// The id_token for the code.
Result<std::string> Provider::exchange(const Pages& pages, const Open& open,
                                       std::string_view code) {
  http::OutgoingRequest request;
  request.method = "POST";
  request.url = pages.token;
  request.headers = {{"Accept", "application/json"},
                     {"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = fmt::format(
      "grant_type=authorization_code&code={}&redirect_uri={}"
      "&code_verifier={}",
      http::encoded_segment(code), http::encoded_segment(settings_.return_address), open.verifier);
  if (settings_.client_secret.is_empty()) {
    request.body += "&client_id=" + http::encoded_segment(settings_.client_id);
  } else {
    const std::string pair = http::encoded_segment(settings_.client_id) + ":" +
                             http::encoded_segment(settings_.client_secret.reveal());
    request.headers.push_back({"Authorization", "Basic " + base64(pair)});
  }
  const auto answer = TRY(http::fetch(request, {.authorities = settings_.authorities}));
  if (answer.status != 200) return bad(fmt::format("status {} for the code", answer.status));
  const JsonValue found = TRY(parse_json("token", answer.body));
  const JsonValue* token = found.find("id_token");
  if (token == nullptr || token->kind != JsonValue::Kind::text) return bad("no id_token");
  return token->text;
}

Result<Provider::Proven> Provider::finish(const Returned& returned) {
  const Open open = TRY(take(returned));
  if (!returned.error.empty())
    return bad(readable_utf8(std::string(returned.error.substr(0, 100))));
  const Pages at = TRY(pages(false));
  const std::string token = TRY(exchange(at, open, returned.code));
  const WantedToken wanted{settings_.issuer, settings_.client_id, open.nonce, clock_.now()};
  auto claims = verify_id_token(token, at.keys, wanted);
  if (!claims && is_of_unknown_key(claims.error())) {
    claims = verify_id_token(token, TRY(pages(true)).keys, wanted);
  }
  if (!claims) return refuse_all(std::move(claims.error()));
  return Proven{settings_.issuer + " " + claims->subject, claims->two_factor};
}

}  // namespace sanqu::api
