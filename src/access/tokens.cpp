// SPDX-License-Identifier: Apache-2.0
#include "access/tokens.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>

#include "core/ensure.hpp"
#include "core/sha256.hpp"

namespace sanqu::access {

namespace {

constexpr std::string_view k_key_word = "sanqu_";
constexpr std::size_t k_prefix_digits = 8;
constexpr std::size_t k_secret_digits = 64;

bool is_hex(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

Secret new_token(RandomSource& random) { return Secret(hex(random.bytes<32>())); }

std::string token_hash(std::string_view kind, std::string_view token) {
  return hex(Sha256().update(kind).update(":").update(token).finish());
}

Secret csrf_token(std::string_view session_token) {
  constexpr std::string_view k_message = "sanqu csrf";
  Sha256Digest out{};
  unsigned bytes = 0;
  ensure(HMAC(EVP_sha256(), session_token.data(), static_cast<int>(session_token.size()),
              reinterpret_cast<const unsigned char*>(k_message.data()), k_message.size(),
              out.data(), &bytes) != nullptr);
  ensure(bytes == out.size());
  return Secret(hex(out));
}

Secret KeyText::whole() const {
  return Secret(std::string(k_key_word) + prefix + "_" + secret.reveal());
}

KeyText new_key_text(RandomSource& random) {
  KeyText out;
  out.prefix = hex(random.bytes<k_prefix_digits / 2>());
  out.secret = new_token(random);
  return out;
}

std::optional<KeyText> read_key_text(std::string_view text) {
  if (text.size() != k_key_word.size() + k_prefix_digits + 1 + k_secret_digits) return std::nullopt;
  if (!text.starts_with(k_key_word)) return std::nullopt;
  text.remove_prefix(k_key_word.size());
  const std::string_view prefix = text.substr(0, k_prefix_digits);
  const std::string_view secret = text.substr(k_prefix_digits + 1);
  if (text[k_prefix_digits] != '_' || !is_hex(prefix) || !is_hex(secret)) return std::nullopt;
  KeyText out;
  out.prefix = prefix;
  out.secret = Secret(std::string(secret));
  return out;
}

}  // namespace sanqu::access
