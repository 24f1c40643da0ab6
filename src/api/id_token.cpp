// SPDX-License-Identifier: Apache-2.0
#include "api/id_token.hpp"

#include <cjose/cjose.h>

#include <algorithm>
#include <array>
#include <memory>

#include "api/errors.hpp"
#include "core/exact.hpp"
#include "core/json.hpp"
#include "core/json_writer.hpp"

namespace sanqu::api {

namespace {

constexpr std::int64_t k_skew_s = 60;  // by which two honest clocks may differ
constexpr std::string_view k_no_key = "no key of the provider fits";

struct Release {
  void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
  void operator()(cjose_jws_t* signature) const { cjose_jws_release(signature); }
};
using Key = std::unique_ptr<cjose_jwk_t, Release>;
using Signature = std::unique_ptr<cjose_jws_t, Release>;

/// The algorithms that are taken, and the kind of key each has.
struct Algorithm {
  std::string_view name;
  std::string_view kind;
};
constexpr std::array k_algorithms = {Algorithm{"RS256", "RSA"}, Algorithm{"PS256", "RSA"},
                                     Algorithm{"ES256", "EC"}};

std::unexpected<Errors> bad(std::string_view reason) {
  return refuse(errors::k_id_token, {}, {std::string(reason)});
}

std::string text_of(const JsonValue& from, std::string_view name) {
  const JsonValue* value = from.find(name);
  return value != nullptr && value->kind == JsonValue::Kind::text ? value->text : "";
}

/// The public part of a key, which is all that the library is given.
std::string public_part(const JsonValue& key) {
  JsonWriter json;
  json.begin_object();
  for (const char* name : {"kty", "kid", "n", "e", "crv", "x", "y"}) {
    const std::string value = text_of(key, name);
    if (!value.empty()) json.text_member(name, value);
  }
  return json.end_object().take();
}

/// The one that the token names; where it names none, the only one that fits.
Result<Key> find_key(const std::string& keys, const Algorithm& algorithm, const std::string& kid) {
  const JsonValue set = TRY(parse_json("jwks", keys));
  const JsonValue* list = set.find("keys");
  if (list == nullptr || list->kind != JsonValue::Kind::array) return bad("the keys are no JWKS");
  const JsonValue* found = nullptr;
  for (const JsonValue& key : list->items) {
    const std::string named = text_of(key, "alg");
    const bool fits = text_of(key, "kty") == algorithm.kind && text_of(key, "use") != "enc" &&
                      (named.empty() || named == algorithm.name) &&
                      (kid.empty() || text_of(key, "kid") == kid);
    if (!fits) continue;
    if (found != nullptr) return bad("two keys of the provider fit");
    found = &key;
  }
  if (found == nullptr) return bad(k_no_key);
  const std::string text = public_part(*found);
  cjose_err error{};
  Key key(cjose_jwk_import(text.data(), text.size(), &error));
  if (!key) return bad("a key of the provider can't be read");
  return key;
}

Result<JsonValue> verified_claims(const std::string& token, const std::string& keys) {
  cjose_err error{};
  const Signature signature(cjose_jws_import(token.data(), token.size(), &error));
  if (!signature) return bad("it is no signed token");
  cjose_header_t* header = cjose_jws_get_protected(signature.get());
  const auto header_text = [&](const char* name) {
    const char* value = cjose_header_get(header, name, &error);
    return std::string(value == nullptr ? "" : value);
  };
  const auto algorithm = std::ranges::find(k_algorithms, header_text("alg"), &Algorithm::name);
  if (algorithm == k_algorithms.end()) return bad("its algorithm is not taken");
  const Key key = TRY(find_key(keys, *algorithm, header_text("kid")));
  if (!cjose_jws_verify(signature.get(), key.get(), &error)) return bad("its signature is wrong");
  std::uint8_t* bytes = nullptr;  // the signature's own
  std::size_t length = 0;
  if (!cjose_jws_get_plaintext(signature.get(), &bytes, &length, &error)) return bad("it is empty");
  return parse_json("id_token", std::string_view(reinterpret_cast<const char*>(bytes), length));
}

std::optional<std::int64_t> seconds_of(const JsonValue& claims, std::string_view name) {
  const JsonValue* value = claims.find(name);
  if (value == nullptr || value->kind != JsonValue::Kind::number) return std::nullopt;
  const auto number = parse_decimal(value->text, 0);
  if (!number) return std::nullopt;
  return number->units;
}

bool has_text(const JsonValue& list, std::string_view text) {
  return list.kind == JsonValue::Kind::array &&
         std::ranges::any_of(list.items, [&](const JsonValue& one) {
           return one.kind == JsonValue::Kind::text && one.text == text;
         });
}

/// For us, and, where it is for others too, given to us.
bool is_for(const JsonValue& claims, const std::string& client_id) {
  const JsonValue* audience = claims.find("aud");
  if (audience == nullptr) return false;
  const std::string party = text_of(claims, "azp");
  if (!party.empty() && party != client_id) return false;
  if (audience->kind == JsonValue::Kind::text) return audience->text == client_id;
  if (!has_text(*audience, client_id)) return false;
  return audience->items.size() == 1 || party == client_id;
}

}  // namespace

Result<IdClaims> verify_id_token(const std::string& token, const std::string& keys,
                                 const WantedToken& wanted) {
  const JsonValue claims = TRY(verified_claims(token, keys));
  if (text_of(claims, "iss") != wanted.issuer) return bad("another issuer");
  if (!is_for(claims, wanted.client_id)) return bad("made for somebody else");
  if (wanted.nonce.empty() || text_of(claims, "nonce") != wanted.nonce) return bad("another nonce");
  const std::int64_t now = wanted.now.unix_ms() / 1000;
  const auto until = seconds_of(claims, "exp");
  const auto made_at = seconds_of(claims, "iat");
  if (!until || *until + k_skew_s <= now) return bad("it is over");
  if (!made_at || *made_at - k_skew_s > now) return bad("it is of a time to come");
  IdClaims out;
  out.subject = text_of(claims, "sub");
  constexpr std::size_t k_subject_bytes_max = 255;  // OpenID Connect Core 2
  const bool is_good =
      !out.subject.empty() && out.subject.size() <= k_subject_bytes_max &&
      std::ranges::all_of(out.subject, [](char c) { return c > 0x20 && c < 0x7f; });
  if (!is_good) return bad("its subject can't be used");
  const JsonValue* methods = claims.find("amr");
  out.two_factor = methods != nullptr && has_text(*methods, "mfa");
  return out;
}

bool is_of_unknown_key(const Errors& found) {
  return found.front().code == &errors::k_id_token && found.front().args.front() == k_no_key;
}

}  // namespace sanqu::api
