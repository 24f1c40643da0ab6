// SPDX-License-Identifier: Apache-2.0
// What the acts about accounts need of the world, made once by the door (command line, server) and handed to each.
#pragma once

#include <functional>

#include "access/passwords.hpp"
#include "access/sealed.hpp"
#include "acts/store.hpp"
#include "core/random.hpp"

namespace sanqu::acts {

struct SessionRule {
  std::int64_t idle_ms = 30 * 60'000;      // without a request
  std::int64_t whole_ms = 12 * 3'600'000;  // whatever happens
  /// How exactly the last request is remembered: a write a minute, not one a request.
  std::int64_t seen_every_ms = 60'000;
};

/// All outlive it. Any thread may use it, one act each.
struct AccountTools {
  Store& store;
  access::Passwords& passwords;
  const access::SecretBox& secrets;
  RandomSource& random;
  SessionRule session;
  /// Takes what nobody waits for: when a session or a key was last seen. A server gives it to a thread of its own, because
  /// the store may be held by an import; none: done at once.
  std::function<void(std::function<void()>)> later = nullptr;
};

/// In the history of accounts: what was done at the machine itself, without an account.
inline constexpr std::string_view k_by_command_line = "command line";

/// Where the key of an account's second factor is bound to.
std::string totp_place(std::int64_t account);

}  // namespace sanqu::acts
