// SPDX-License-Identifier: Apache-2.0
#include "api/rate_limits.hpp"

#include <algorithm>

#include "core/sha256.hpp"

namespace sanqu::api {

namespace {

constexpr std::int64_t k_minute_ms = 60'000;
constexpr std::int64_t k_parts = 1000;  // of a millisecond: many a minute cost less than one

/// Of SHA-256 with the salt in front: a client can't find two names of one bucket without it.
std::size_t place_of(std::uint64_t salt, std::string_view who, std::size_t buckets) {
  Sha256 hash;
  hash.update(std::string_view(reinterpret_cast<const char*>(&salt), sizeof(salt)));
  hash.update(who);
  const auto digest = hash.finish();
  std::size_t out = 0;
  for (std::size_t i = 0; i < sizeof(out); ++i) {
    out = (out << 8) | static_cast<unsigned char>(digest[i]);
  }
  return out % buckets;
}

}  // namespace

RateLimits::RateLimits(std::uint64_t salt) : salt_(salt), buckets_(k_buckets) {}

std::uint32_t RateLimits::take(std::string_view who, std::uint32_t per_minute,
                               std::int64_t now_ms) {
  if (per_minute == 0) return 0;
  // A bucket counts the time that its tokens take to come back: full is 0, empty a minute.
  const std::int64_t cost = std::max<std::int64_t>(k_minute_ms * k_parts / per_minute, 1);
  const std::size_t place = place_of(salt_, who, buckets_.size());
  const std::lock_guard guard(lock_);
  Bucket& bucket = buckets_[place];
  const std::int64_t passed = std::max<std::int64_t>(now_ms - bucket.at_ms, 0);
  bucket.used = std::max<std::int64_t>(bucket.used - std::min(passed, k_minute_ms) * k_parts, 0);
  bucket.at_ms = std::max(bucket.at_ms, now_ms);
  const std::int64_t after = bucket.used + cost;
  if (after <= k_minute_ms * k_parts) {
    bucket.used = after;
    return 0;
  }
  const std::int64_t wait_ms = (after - k_minute_ms * k_parts + k_parts - 1) / k_parts;
  return static_cast<std::uint32_t>((wait_ms + 999) / 1000);
}

}  // namespace sanqu::api
