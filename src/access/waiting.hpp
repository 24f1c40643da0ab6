// SPDX-License-Identifier: Apache-2.0
// Waiting after failed tries: nothing for the first few, then longer and longer, never for good - whoever knows a name must
// not be able to lock its owner out for a day. Counted for a name (there or not) and for an address, by one rule with two
// sets of figures.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/date.hpp"

namespace sanqu::access {

/// Failed tries of somebody, since the last success or the last quiet day.
struct Tries {
  std::int64_t failures = 0;
  Instant last_at = Instant::min();
};

struct WaitingRule {
  std::int64_t free_failures;  // so many cost no waiting
  std::int64_t first_wait_ms;  // then this, doubled with each further one
  std::int64_t wait_ms_max;
  std::int64_t forgotten_after_ms;
};
inline constexpr WaitingRule k_account_waiting = {5, 30'000, 900'000, 86'400'000};
/// An office behind one address signs in often and mistypes often.
inline constexpr WaitingRule k_address_waiting = {50, 30'000, 900'000, 86'400'000};

/// When the next try may be made; Instant::min(): at once.
Instant may_try_at(const Tries& tries, const WaitingRule& rule);
/// The tries with one more failure at `now`.
Tries failed_at(const Tries& tries, Instant now, const WaitingRule& rule);

/// What tries are counted under: names are hashed, because people type their password into the wrong field.
std::string tries_key(std::string_view kind, std::string_view who);

}  // namespace sanqu::access
