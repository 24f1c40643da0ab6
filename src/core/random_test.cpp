// SPDX-License-Identifier: Apache-2.0
#include "core/random.hpp"

#include <doctest/doctest.h>

#include <set>

namespace sanqu {

TEST_CASE("a seed gives its own bytes, always the same") {
  SeededRandomForTest first(7);
  SeededRandomForTest second(7);
  SeededRandomForTest other(8);
  const auto bytes = first.bytes<64>();
  CHECK(bytes == second.bytes<64>());
  CHECK(bytes != other.bytes<64>());
  CHECK(bytes != first.bytes<64>());  // it goes on
}

TEST_CASE("the system's bytes don't repeat, whatever their number") {
  SystemRandom random;
  std::set<std::array<std::uint8_t, 16>> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(random.bytes<16>());
  CHECK(seen.size() == 1000);
  // Each value of a byte comes up in 100,000 bytes; that one doesn't has a chance of 1 in 10^167.
  const auto many = random.bytes<100'000>();
  CHECK(std::set<std::uint8_t>(many.begin(), many.end()).size() == 256);
}

}  // namespace sanqu
