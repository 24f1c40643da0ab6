// SPDX-License-Identifier: Apache-2.0
// Ranges of whole numbers that are proved from the catalogue's and the standard's limits. Whatever leaves 126 bits is
// `far`, and stays so: the engine's own arithmetic can be proved to hold only what is nearer.
#pragma once

#include <algorithm>

#include "core/exact.hpp"

namespace sanqu::evaluation {

inline constexpr Int128 k_far = static_cast<Int128>(UInt128{1} << 126);

constexpr Int128 near_or_far(Int128 value) { return std::clamp(value, -k_far, k_far); }

constexpr Int128 plus_far(Int128 a, Int128 b) {
  return near_or_far(near_or_far(a) + near_or_far(b));  // 2^126 + 2^126 still fits
}

constexpr Int128 times_far(Int128 a, Int128 b) {
  Int128 out = 0;
  if (!__builtin_mul_overflow(a, b, &out)) return near_or_far(out);
  return (a < 0) == (b < 0) ? k_far : -k_far;
}

/// low <= x <= high
struct Range {
  Int128 low = 0;
  Int128 high = 0;

  Int128 size() const { return std::max(-low, high); }
  static Range of(Int128 value) { return {value, value}; }
  Range with(const Range& other) const {
    return {std::min(low, other.low), std::max(high, other.high)};
  }
  Range plus(const Range& other) const {
    return {plus_far(low, other.low), plus_far(high, other.high)};
  }
  Range negated() const { return {-high, -low}; }
  Range times(const Range& other) const {
    const Int128 corners[] = {times_far(low, other.low), times_far(low, other.high),
                              times_far(high, other.low), times_far(high, other.high)};
    return {*std::min_element(std::begin(corners), std::end(corners)),
            *std::max_element(std::begin(corners), std::end(corners))};
  }
  Range times(Int128 factor) const { return times(of(factor)); }
  /// A sum of 0 to `count` such numbers.
  Range summed(Int128 count) const {
    return {times_far(std::min<Int128>(low, 0), count),
            times_far(std::max<Int128>(high, 0), count)};
  }
  /// Both limited; a limit that lies outside draws the range to itself.
  Range limited(const Range& floor, const Range& cap) const {
    return {std::min(std::max(low, floor.low), cap.high),
            std::max(std::min(high, cap.high), floor.low)};
  }
};

constexpr Int128 greatest_divisor(Int128 a, Int128 b) {
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}
/// Least common multiple of two positive numbers.
constexpr Int128 least_multiple(Int128 a, Int128 b) {
  return times_far(a / greatest_divisor(a, b), b);
}

}  // namespace sanqu::evaluation
