// SPDX-License-Identifier: Apache-2.0
// Chance in whole numbers: the same throws on every platform (no library's distributions, no floating point). Every subject
// has a stream of its own for every topic, so that one more throw in one place changes nothing in another.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/date.hpp"

namespace sanqu::demo {

class Dice {
 public:
  /// The stream of `topic` (any name) for the thing with this number.
  Dice(std::uint64_t seed, std::string_view topic, std::uint64_t number);

  std::uint64_t next();
  /// 0 to bound - 1.
  int below(int bound);
  /// low to high, both included.
  int between(int low, int high);
  /// True in so many of ten thousand throws.
  bool chance(int per_ten_thousand);
  /// How often something happens whose mean is `per_ten_thousand` / 10,000 (at most 24), each time by itself.
  int times(int per_ten_thousand);
  /// 1 to most, where k or more comes up about once in k throws: few things are large.
  int skewed(int most);
  /// between(low, high) times skewed(most). Two throws in one expression would come in the compiler's order.
  int amount(int low, int high, int most);
  /// The index of an entry, by its weight. The weights' sum is above 0.
  std::size_t weighted(std::span<const int> weights);
  template <typename T, std::size_t N>
  const T& pick(const T (&entries)[N]) {
    return entries[static_cast<std::size_t>(below(static_cast<int>(N)))];
  }

 private:
  std::uint64_t state_;
};

/// The next day that is neither Saturday nor Sunday, `date` itself if it is one.
Date weekday_from(Date date);
/// `count` (0 or more) weekdays after weekday_from(date).
Date plus_weekdays(Date date, int count);

/// A weekday between the two dates; a month with twice the weight (January first) has it twice as often.
Date day_between(Dice& dice, Date first, Date last);
Date day_in_season(Dice& dice, Date first, Date last, const int (&weights)[12]);

}  // namespace sanqu::demo
