// SPDX-License-Identifier: Apache-2.0
// Where the points lie: a histogram, a few quantiles, the grades' counts, and how many subjects stand close to a cut-off. A
// cut-off through a crowd lets chance and small print decide: that is the thing to see before a standard is published.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "studies/studies.hpp"

namespace sanqu::studies {

/// Bars of equal width over the points of all rated subjects; a bar holds low + i * width <= points < low + (i + 1) * width.
struct Histogram {
  int places = 0;
  std::int64_t low = 0;    // units of 10^-places
  std::int64_t width = 1;  // 1, 2 or 5 times a power of ten
  std::vector<std::uint64_t> counts;
};
inline constexpr std::size_t k_bars_max = 60;

/// So many rated subjects that stand within `within` of a cut-off. One below rises by a gain of at most so many points, one
/// above falls by a loss of more than it has to spare: cut - within <= points < cut, and cut <= points < cut + within.
struct Near {
  std::int64_t within = 0;  // units
  std::uint64_t below = 0;
  std::uint64_t above = 0;
};
struct CutOff {
  std::int16_t grade = 0;  // that begins here, index into Plan::grades
  std::int64_t points = 0;
  std::vector<Near> near;
};

/// Units of 10^-places; of an even number of subjects the median is the lower of the two in the middle.
struct Quantiles {
  std::int64_t least = 0;
  std::int64_t p5 = 0;
  std::int64_t p25 = 0;
  std::int64_t median = 0;
  std::int64_t p75 = 0;
  std::int64_t p95 = 0;
  std::int64_t most = 0;
};

struct Spread {
  std::uint64_t rated = 0;
  std::uint64_t not_rated = 0;
  std::vector<std::uint64_t> grades;  // by grade of the plan
  int places = 0;
  std::int64_t sum = 0;                // of all points
  std::optional<Quantiles> quantiles;  // none: the standard has no points, or nobody is rated
  Histogram histogram;
  std::vector<CutOff> cut_offs;  // best first; empty unless grades are cut by points
};

/// `near_points`: whole points, ascending.
Spread spread_of(const Rating& rating, const std::vector<std::int64_t>& near_points);

/// The same bars for two spreads of equal places, so that they can be drawn over each other.
void draw_alike(const Rating& a, Spread& spread_a, const Rating& b, Spread& spread_b, int places);

}  // namespace sanqu::studies
