// SPDX-License-Identifier: Apache-2.0
// What has to be read again (the keys of second factors) is kept under a key that is not in the store: AES-256-GCM. The key
// is a file beside the store; who has a copy of the store alone has nothing.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "access/secret.hpp"
#include "core/random.hpp"
#include "core/result.hpp"

namespace sanqu::access {

class SecretBox {
 public:
  static constexpr std::size_t k_key_bytes = 32;

  /// `key`: 32 raw bytes.
  explicit SecretBox(Secret key);

  /// `v1:` and hexadecimal of nonce (12 random bytes), cipher text and tag (16). `place` (`totp:ACCOUNT`) is bound to it:
  /// moved to another place it does not open.
  std::string seal(const Secret& plain, std::string_view place, RandomSource& random) const;
  /// Error: access.sealed (another key, another place, changed).
  Result<Secret> open(std::string_view sealed, std::string_view place) const;

 private:
  Secret key_;
};

/// The key in a file, which is made where there is none, with mode 0600. Errors: access.key_file (unreadable, of another
/// length), access.key_file_open (others may read it).
Result<Secret> key_in_file(const std::string& path, RandomSource& random);

}  // namespace sanqu::access
