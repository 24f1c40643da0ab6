// SPDX-License-Identifier: Apache-2.0
// What time it is, as something that is handed in: `app` gives the system's clock, a test gives a fixed one.
// No other file asks the system for the time.
#pragma once

#include <cstdint>

#include "core/date.hpp"

namespace sanqu {

class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  virtual Instant now() const = 0;
  /// The civil date in Asia/Shanghai.
  Date today() const { return now().date(); }
};

/// The system's wall clock, in whole milliseconds. Safe from any thread.
class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

/// A clock that stands still until it is told to move. For tests and for `--today`. One thread at a time.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant now) : now_(now) {}
  Instant now() const override { return now_; }
  void set(Instant now) { now_ = now; }
  /// Forwards (or back) by so many milliseconds.
  void advance(std::int64_t by_ms);

 private:
  Instant now_;
};

}  // namespace sanqu
