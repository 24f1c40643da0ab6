// SPDX-License-Identifier: Apache-2.0
#include "core/sha256.hpp"

#include <openssl/evp.h>

#include "core/ensure.hpp"

namespace sanqu {

/// OpenSSL's context with its deleter. Its calls fail only without memory or without the algorithm, and neither
/// leaves anything to go on with: an ensure.
struct Sha256::State {
  struct Deleter {
    void operator()(EVP_MD_CTX* of) const { EVP_MD_CTX_free(of); }
  };
  std::unique_ptr<EVP_MD_CTX, Deleter> context{EVP_MD_CTX_new()};

  void start() {
    ensure(context != nullptr);
    ensure(EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1);
  }
};

Sha256::Sha256() : state_(std::make_unique<State>()) { state_->start(); }
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

Sha256& Sha256::update(std::string_view bytes) {
  ensure(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
  return *this;
}

Sha256& Sha256::update(std::span<const std::uint8_t> bytes) {
  ensure(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
  return *this;
}

Sha256Digest Sha256::finish() {
  Sha256Digest digest{};
  unsigned bytes = 0;
  ensure(EVP_DigestFinal_ex(state_->context.get(), digest.data(), &bytes) == 1);
  ensure(bytes == digest.size());
  state_->start();
  return digest;
}

Sha256Digest sha256(std::string_view bytes) { return Sha256().update(bytes).finish(); }

std::string hex(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    out += k_digits[byte >> 4];
    out += k_digits[byte & 0xF];
  }
  return out;
}

}  // namespace sanqu
