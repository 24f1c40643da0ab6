// SPDX-License-Identifier: Apache-2.0
#include "core/clock.hpp"

#include <doctest/doctest.h>

#include "core/ensure.hpp"

using namespace sanqu;

TEST_CASE("clock: a fixed clock moves only when told") {
  FixedClock clock(*Instant::parse("2026-11-24T23:59:59.500+08:00"));
  CHECK(clock.today().text() == "2026-11-24");
  CHECK(clock.now() == clock.now());
  clock.advance(500);
  CHECK(clock.today().text() == "2026-11-25");
  clock.set(*Instant::parse("2027-01-01"));
  CHECK(clock.now().text() == "2027-01-01T00:00:00+08:00");
  clock.set(Instant::max());
  CHECK_THROWS_AS(clock.advance(1), BugFound);
}

TEST_CASE("clock: the system's clock is in this century") {
  const SystemClock clock;
  CHECK(clock.now() > *Instant::parse("2025-01-01"));
  CHECK(clock.now() < *Instant::parse("2100-01-01"));
}
