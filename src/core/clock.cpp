// SPDX-License-Identifier: Apache-2.0
#include "core/clock.hpp"

#include <chrono>

#include "core/ensure.hpp"

namespace sanqu {

Instant SystemClock::now() const {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return Instant::from_unix_ms(
      std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count());
}

void FixedClock::advance(std::int64_t by_ms) {
  std::int64_t moved = 0;
  ensure(!__builtin_add_overflow(now_.unix_ms(), by_ms, &moved));
  now_ = Instant::from_unix_ms(moved);
}

}  // namespace sanqu
