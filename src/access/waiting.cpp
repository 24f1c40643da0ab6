// SPDX-License-Identifier: Apache-2.0
#include "access/waiting.hpp"

#include <algorithm>

#include "core/sha256.hpp"

namespace sanqu::access {

Instant may_try_at(const Tries& tries, const WaitingRule& rule) {
  if (tries.failures < rule.free_failures) return Instant::min();
  std::int64_t wait_ms = rule.first_wait_ms;
  for (std::int64_t i = rule.free_failures; i < tries.failures && wait_ms < rule.wait_ms_max; ++i) {
    wait_ms *= 2;
  }
  return Instant::from_unix_ms(tries.last_at.unix_ms() + std::min(wait_ms, rule.wait_ms_max));
}

Tries failed_at(const Tries& tries, Instant now, const WaitingRule& rule) {
  const bool is_forgotten =
      tries.failures == 0 || now.unix_ms() - tries.last_at.unix_ms() > rule.forgotten_after_ms;
  return {is_forgotten ? 1 : tries.failures + 1, now};
}

std::string tries_key(std::string_view kind, std::string_view who) {
  return std::string(kind) + ":" + hex(Sha256().update(kind).update(":").update(who).finish());
}

}  // namespace sanqu::access
