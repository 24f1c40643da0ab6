// SPDX-License-Identifier: Apache-2.0
#include "api/rate_limits.hpp"

#include <doctest/doctest.h>

#include <string>

using sanqu::api::RateLimits;

TEST_CASE("a minute's worth at once, then as they come back") {
  RateLimits limits(1);
  for (int i = 0; i < 60; ++i) CHECK(limits.take("a", 60, 1'000'000) == 0);
  CHECK(limits.take("a", 60, 1'000'000) == 1);
  CHECK(limits.take("a", 60, 1'000'999) == 1);
  CHECK(limits.take("a", 60, 1'001'000) == 0);  // one has come back
  CHECK(limits.take("a", 60, 1'001'000) == 1);
  CHECK(limits.take("b", 60, 1'001'000) == 0);                               // another's bucket
  for (int i = 0; i < 60; ++i) CHECK(limits.take("a", 60, 9'000'000) == 0);  // full again, not more
  CHECK(limits.take("a", 60, 9'000'000) == 1);
}

TEST_CASE("refused requests take nothing, a clock that stands still or goes back gives nothing") {
  RateLimits limits(2);
  CHECK(limits.take("a", 1, 50'000) == 0);
  for (int i = 0; i < 100; ++i) CHECK(limits.take("a", 1, 50'000) == 60);
  CHECK(limits.take("a", 1, 10'000) == 60);
  CHECK(limits.take("a", 1, 110'000) == 0);
}

TEST_CASE("no limit, and one that is too fine to count") {
  RateLimits limits(3);
  for (int i = 0; i < 1000; ++i) CHECK(limits.take("a", 0, 0) == 0);
  for (int i = 0; i < 1000; ++i) CHECK(limits.take("b", 1'000'000'000, 0) == 0);
}

TEST_CASE("many addresses need no more memory, and most are alone in their bucket") {
  RateLimits limits(4);
  int refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    const bool is_refused = limits.take("address " + std::to_string(i), 1, 5'000'000) != 0;
    refused += is_refused ? 1 : 0;
  }
  CHECK(refused < 4'000);  // with 65,536 buckets about 2,800 meet another
  CHECK(refused > 0);
}
