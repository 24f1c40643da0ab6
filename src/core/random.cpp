// SPDX-License-Identifier: Apache-2.0
#include "core/random.hpp"

#include <sys/random.h>

#include <cerrno>

#include "core/ensure.hpp"

namespace sanqu {

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t got = ::getrandom(bytes.data(), bytes.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    ensure(got >
           0);  // a system without random bytes can keep no secret: there is nothing to go on with
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
}

void SeededRandomForTest::fill(std::span<std::uint8_t> bytes) {
  for (std::uint8_t& byte : bytes) {
    // SplitMix64: a counter whose bits are mixed.
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    byte = static_cast<std::uint8_t>(mixed >> 56);
  }
}

}  // namespace sanqu
