// SPDX-License-Identifier: Apache-2.0
#include "access/secret.hpp"

#include <openssl/crypto.h>

namespace sanqu::access {

void Secret::wipe() noexcept {
  text_.resize(text_.capacity());  // no allocation; also what a longer text left behind
  OPENSSL_cleanse(text_.data(), text_.size());
  text_.clear();
}

bool is_same_secret(std::string_view one, std::string_view other) {
  return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace sanqu::access
