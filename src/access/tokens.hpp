// SPDX-License-Identifier: Apache-2.0
// Things that are shown once and kept as a hash: tokens of sessions, the first administrator's link, API keys. Each has 256
// random bits, so that SHA-256 without salt is enough: there is nothing to guess.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/secret.hpp"
#include "core/random.hpp"

namespace sanqu::access {

/// 64 lower-case hexadecimal digits.
Secret new_token(RandomSource& random);

/// What a store keeps of it. `kind` (`session`, `link`, `key`) keeps one from being taken for another.
std::string token_hash(std::string_view kind, std::string_view token);

/// The token that a form has to bring along with the cookie: made from the session's token, so that it needs no place in the
/// store, and only who has the session can make it (HMAC-SHA-256 with the session's token as key).
Secret csrf_token(std::string_view session_token);

/// `sanqu_PPPPPPPP_SSSS...`: eight digits by which the key is found, 64 that prove it. The word in front lets scanners for
/// leaked secrets find it.
struct KeyText {
  std::string prefix;
  Secret secret;
  Secret whole() const;
};
KeyText new_key_text(RandomSource& random);
std::optional<KeyText> read_key_text(std::string_view text);

}  // namespace sanqu::access
