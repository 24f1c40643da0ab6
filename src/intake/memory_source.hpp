// SPDX-License-Identifier: Apache-2.0
// Bytes that are in memory already: for tests, fuzzers and the benchmark.
#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

#include "intake/intake.hpp"

namespace sanqu::intake {

/// Gives out `bytes`, which must outlive it, at most `step` at a time.
class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes, std::size_t step = 1 << 16)
      : bytes_(bytes), step_(step) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t count = std::min({buffer.size(), step_, bytes_.size() - at_});
    if (count > 0) std::memcpy(buffer.data(), bytes_.data() + at_, count);
    at_ += count;
    return count;
  }
  const std::string& name() const override { return name_; }

 private:
  std::string_view bytes_;
  std::size_t step_;
  std::size_t at_ = 0;
  std::string name_ = "memory.csv";
};

}  // namespace sanqu::intake
