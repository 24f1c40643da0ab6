// SPDX-License-Identifier: Apache-2.0
// How often somebody may ask: a bucket of tokens for each address and each account. A request takes one; a bucket holds a
// minute's worth and fills evenly. The buckets are a fixed number, found by a keyed hash that no client can aim at: two callers
// who fall upon one share it, and no flood of addresses makes it grow.
#pragma once

#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

namespace sanqu::api {

class RateLimits {
 public:
  /// `salt`: random, of this process.
  explicit RateLimits(std::uint64_t salt);

  /// Takes one token of the bucket of `who` (`address 10.0.0.7`), which fills with `per_minute` a minute; 0: no limit. Gives 0,
  /// or the whole seconds after which there is a token again. `now_ms`: a clock that only rises. Any thread.
  std::uint32_t take(std::string_view who, std::uint32_t per_minute, std::int64_t now_ms);

 private:
  static constexpr std::size_t k_buckets = 1 << 16;
  struct Bucket {
    std::int64_t used =
        0;  // in token-milliseconds: a token of `per_minute` costs 60,000 / per_minute ms
    std::int64_t at_ms = 0;
  };
  std::mutex lock_;
  std::uint64_t salt_;
  std::vector<Bucket> buckets_;
};

}  // namespace sanqu::api
