// SPDX-License-Identifier: Apache-2.0
// Chance, as something that is handed in: `app` gives the system's, a test gives bytes that are always the same.
// No other file asks the system for random bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace sanqu {

class RandomSource {
 public:
  RandomSource() = default;
  RandomSource(const RandomSource&) = delete;
  RandomSource& operator=(const RandomSource&) = delete;
  virtual ~RandomSource() = default;

  virtual void fill(std::span<std::uint8_t> bytes) = 0;

  template <std::size_t Count>
  std::array<std::uint8_t, Count> bytes() {
    std::array<std::uint8_t, Count> out{};
    fill(out);
    return out;
  }
};

/// getrandom(2): fit for keys and tokens. Safe from any thread.
class SystemRandom final : public RandomSource {
 public:
  void fill(std::span<std::uint8_t> bytes) override;
};

/// The same bytes for the same seed, whoever asks: for tests, never for a secret. One thread at a time.
class SeededRandomForTest final : public RandomSource {
 public:
  explicit SeededRandomForTest(std::uint64_t seed) : state_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override;

 private:
  std::uint64_t state_;
};

}  // namespace sanqu
