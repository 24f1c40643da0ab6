// SPDX-License-Identifier: Apache-2.0
// Passwords: which ones are taken, and argon2id as the only form in which one is kept. Cost: 19 MiB of memory, two passes,
// one lane (the OWASP Password Storage Cheat Sheet's first choice for argon2id). What it takes here: docs/benchmarks.md.
#pragma once

#include <cstdint>
#include <semaphore>
#include <string>
#include <string_view>

#include "access/secret.hpp"
#include "core/random.hpp"
#include "core/result.hpp"

namespace sanqu::access {

inline constexpr std::size_t k_password_characters_min = 12;
/// A bound on work, far above any passphrase.
inline constexpr std::size_t k_password_bytes_max = 1024;

/// Length, and not one of those that everybody tries first (NIST SP 800-63B 5.1.1.2: no rules of composition). The password
/// as it is kept: NFKC, so that two keyboards make the same of it. Errors: access.password_*.
Result<Secret> read_new_password(const Secret& typed, std::string_view account_name);

/// The same text without the rules: what is compared at sign-in. Empty where it is no text.
Secret normal_password(const Secret& typed);

struct Argon2Cost {
  std::uint32_t memory_kib = 19'456;
  std::uint32_t passes = 2;
  std::uint32_t lanes = 1;
  bool operator==(const Argon2Cost&) const = default;
};

/// Makes and compares hashes, a bounded number at a time: each takes its memory, and a flood of sign-ins must not take all of
/// it; who comes late waits. Any thread.
class Passwords {
 public:
  static constexpr std::ptrdiff_t k_at_once_max = 64;

  explicit Passwords(RandomSource& random, Argon2Cost cost = {}, unsigned at_once = 2);

  /// `$argon2id$v=19$m=...,t=...,p=...$salt$hash`, with a salt of 16 random bytes.
  std::string hash(const Secret& password);

  /// An empty `hash` (no such account, or one that signs in elsewhere) costs the same time and never matches.
  bool matches(const Secret& password, const std::string& hash);

  /// True when the hash was made with another cost: to be made anew while the password is at hand.
  bool is_outdated(const std::string& hash) const;

 private:
  std::string make(const Secret& password);

  RandomSource& random_;
  Argon2Cost cost_;
  std::counting_semaphore<k_at_once_max> places_;
  std::string of_nobody_;
};

}  // namespace sanqu::access
