// SPDX-License-Identifier: Apache-2.0
// Tokens as an attacker, a careless provider or a clock would make them, each wrong in one thing.
#include "api/id_token.hpp"

#include <cjose/cjose.h>
#include <doctest/doctest.h>

#include <cstdlib>
#include <memory>

#include <fmt/format.h>

#include "api/errors.hpp"

using namespace sanqu;
using namespace sanqu::api;

namespace {

constexpr std::int64_t k_now = 1'780'000'000;  // seconds

struct Maker {
  Maker() : key(cjose_jwk_create_RSA_random(2048, nullptr, 0, nullptr)) {
    cjose_jwk_set_kid(key, "k1", 2, nullptr);
  }
  Maker(const Maker&) = delete;
  Maker& operator=(const Maker&) = delete;
  ~Maker() { cjose_jwk_release(key); }

  std::string keys(const char* more = "") const {
    char* json = cjose_jwk_to_json(key, false, nullptr);
    std::string out = fmt::format("{{\"keys\":[{}{}]}}", json, more);
    std::free(json);
    return out;
  }

  std::string sign(const std::string& claims, const char* algorithm = "RS256",
                   const char* kid = "k1", const cjose_jwk_t* by = nullptr) const {
    cjose_header_t* header = cjose_header_new(nullptr);
    cjose_header_set(header, "alg", algorithm, nullptr);
    if (*kid != '\0') cjose_header_set(header, "kid", kid, nullptr);
    cjose_jws_t* signature = cjose_jws_sign(by == nullptr ? key : by, header,
                                            reinterpret_cast<const std::uint8_t*>(claims.data()),
                                            claims.size(), nullptr);
    REQUIRE(signature != nullptr);
    const char* text = nullptr;
    cjose_jws_export(signature, &text, nullptr);
    std::string out = text;
    cjose_jws_release(signature);
    cjose_header_release(header);
    return out;
  }

  cjose_jwk_t* key;
};

WantedToken wanted() {
  return {"https://login.example", "sanqu", "nonce", Instant::from_unix_ms(k_now * 1000)};
}

std::string claims(const std::string& audience = "\"sanqu\"", std::int64_t until = k_now + 300,
                   std::int64_t made_at = k_now, const std::string& nonce = "nonce",
                   const std::string& more = "") {
  return fmt::format(
      R"({{"iss":"https://login.example","sub":"wang","aud":{},"exp":{},"iat":{},"nonce":"{}"{}}})",
      audience, until, made_at, nonce, more);
}

std::string reason_of(const Result<IdClaims>& outcome) {
  if (outcome) return "taken";
  CHECK(outcome.error().front().code == &errors::k_id_token);
  return outcome.error().front().args.front();
}

}  // namespace

TEST_CASE("a good token is taken, and what it says of the second factor") {
  const Maker maker;
  const auto plain = verify_id_token(maker.sign(claims()), maker.keys(), wanted());
  REQUIRE(plain);
  CHECK(plain->subject == "wang");
  CHECK_FALSE(plain->two_factor);
  const std::string amr = R"(,"amr":["pwd","mfa"])";
  const auto two = verify_id_token(
      maker.sign(claims("\"sanqu\"", k_now + 300, k_now, "nonce", amr)), maker.keys(), wanted());
  REQUIRE(two);
  CHECK(two->two_factor);
  CHECK(verify_id_token(maker.sign(claims("[\"sanqu\"]"), "PS256", ""), maker.keys(), wanted()));
}

TEST_CASE("a token that is wrong in one thing is refused, and why") {
  const Maker maker;
  const auto told = [&](const std::string& text) {
    return reason_of(verify_id_token(maker.sign(text), maker.keys(), wanted()));
  };
  CHECK(told(claims("\"other\"")) == "made for somebody else");
  CHECK(told(claims("[\"sanqu\",\"other\"]")) == "made for somebody else");
  CHECK(told(claims("[]")) == "made for somebody else");
  CHECK(told(claims("\"sanqu\"", k_now + 300, k_now, "nonce", R"(,"azp":"other")")) ==
        "made for somebody else");
  CHECK(told(claims("\"sanqu\"", k_now - 61)) == "it is over");
  CHECK(told(claims("\"sanqu\"", k_now + 300, k_now + 61)) == "it is of a time to come");
  CHECK(told(claims("\"sanqu\"", k_now + 300, k_now, "other")) == "another nonce");
  CHECK(told(R"({"iss":"https://other.example","sub":"wang"})") == "another issuer");
  WantedToken none = wanted();
  none.nonce = "";
  CHECK(reason_of(verify_id_token(maker.sign(claims("\"sanqu\"", k_now + 300, k_now, "")),
                                  maker.keys(), none)) == "another nonce");
}

TEST_CASE("a signature that is none of the provider's is refused") {
  const Maker maker;
  const Maker other;
  const std::string token = maker.sign(claims());
  CHECK(reason_of(verify_id_token(other.sign(claims()), maker.keys(), wanted())) ==
        "its signature is wrong");
  // alg none, and a shared secret made of what everybody can read.
  const std::string payload = token.substr(token.find('.'), token.rfind('.') - token.find('.') + 1);
  CHECK(reason_of(verify_id_token("eyJhbGciOiJub25lIn0" + payload, maker.keys(), wanted())) !=
        "taken");
  cjose_jwk_t* shared = cjose_jwk_create_oct_spec(
      reinterpret_cast<const std::uint8_t*>("0123456789abcdef0123456789abcdef"), 32, nullptr);
  CHECK(reason_of(verify_id_token(maker.sign(claims(), "HS256", "k1", shared), maker.keys(),
                                  wanted())) == "its algorithm is not taken");
  cjose_jwk_release(shared);
  // A key that is not there may be a new one.
  const auto unknown = verify_id_token(maker.sign(claims(), "RS256", "k2"), maker.keys(), wanted());
  REQUIRE_FALSE(unknown);
  CHECK(is_of_unknown_key(unknown.error()));
  for (std::size_t at = 0; at < token.size(); at += 7) {
    std::string broken = token;
    broken[at] = broken[at] == 'A' ? 'B' : 'A';
    if (broken == token) continue;
    CAPTURE(at);
    CHECK_FALSE(verify_id_token(broken, maker.keys(), wanted()));
  }
  CHECK_FALSE(verify_id_token("", maker.keys(), wanted()));
  CHECK_FALSE(verify_id_token("a.b", maker.keys(), wanted()));
  CHECK_FALSE(verify_id_token(token, "[]", wanted()));
  CHECK_FALSE(verify_id_token(token, "", wanted()));
}
