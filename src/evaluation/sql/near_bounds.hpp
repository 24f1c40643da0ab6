// SPDX-License-Identifier: Apache-2.0
// How near the numbers on the way must be kept so that every step is proved: each has a bound of its own. At first nothing
// is asked of any; where a step isn't proved, the largest of what it is worked out from are drawn nearer, two bits at a
// time, and the form is made anew. So a price's bound is a price's, and a number of times keeps its own.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "evaluation/sql/number.hpp"

namespace sanqu::evaluation {

class NearBounds {
 public:
  static constexpr int k_none_bits = 126;  // k_far

  /// The quantity of this name, the same one in every form that is made.
  std::int32_t quantity(const std::string& name) {
    const auto [at, is_new] = ids_.emplace(name, static_cast<std::int32_t>(bounds_.size()));
    if (is_new) bounds_.emplace_back();
    return at->second;
  }
  Int128 value_most(std::int32_t id) const { return Int128{1} << of(id).value_bits; }
  Int128 den_most(std::int32_t id) const { return Int128{1} << of(id).den_bits; }
  bool is_drawn(std::int32_t id) const {
    return of(id).value_bits < k_none_bits || of(id).den_bits < k_none_bits;
  }
  /// How large it is, at most, in the form that is being made.
  void note(std::int32_t id, Int128 value, Int128 den) {
    Bound& bound = of(id);
    bound.seen_value = std::max(bound.seen_value, bits(value));
    bound.seen_den = std::max(bound.seen_den, bits(den));
  }
  void note_not_proved(const Quantities& quantities) { blamed_.push_back(quantities); }

  /// Draws nearer what the unproved steps read; false: there is nothing left to draw.
  bool lower() {
    bool moved = false;
    for (const Quantities& quantities : blamed_) {
      int largest = 0;
      for (const std::int32_t id : quantities) largest = std::max(largest, of(id).seen());
      if (largest <= k_least_bits) continue;
      for (const std::int32_t id : quantities) moved = draw(of(id), largest) || moved;
    }
    blamed_.clear();
    for (Bound& bound : bounds_) bound.seen_value = bound.seen_den = 0;
    return moved;
  }

 private:
  static constexpr int k_least_bits = 10;
  static constexpr int k_step_bits = 2;
  struct Bound {
    int value_bits = k_none_bits;
    int den_bits = k_none_bits;
    int seen_value = 0;
    int seen_den = 0;
    int seen() const { return std::max(seen_value, seen_den); }
  };

  static bool draw(Bound& bound, int largest) {
    const bool value = bound.seen_value == largest;
    const bool den = bound.seen_den == largest;
    if (value) bound.value_bits = largest - k_step_bits;
    if (den) bound.den_bits = largest - k_step_bits;
    return value || den;
  }
  /// The least k with value <= 2^k.
  static int bits(Int128 value) {
    int out = 0;
    while (out < k_none_bits && (Int128{1} << out) < value) ++out;
    return out;
  }
  Bound& of(std::int32_t id) { return bounds_[static_cast<std::size_t>(id)]; }
  const Bound& of(std::int32_t id) const { return bounds_[static_cast<std::size_t>(id)]; }

  std::map<std::string, std::int32_t> ids_;
  std::vector<Bound> bounds_;
  std::vector<Quantities> blamed_;
};

}  // namespace sanqu::evaluation
