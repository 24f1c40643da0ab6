// SPDX-License-Identifier: Apache-2.0
#include "studies/spread.hpp"

#include <algorithm>

#include "core/ensure.hpp"
#include "studies/comparison.hpp"

namespace sanqu::studies {

namespace {

/// Points of the rated subjects, ascending.
std::vector<std::int64_t> rated_points(const Rating& rating, int places) {
  std::vector<std::int64_t> out;
  if (!rating.plan.has_points) return out;
  for (std::size_t s = 0; s < rating.results.reason.size(); ++s) {
    if (!rating.rated(s)) continue;
    out.push_back(at_places(rating.results.points[s], rating.plan.places, places));
  }
  std::ranges::sort(out);
  return out;
}

Quantiles quantiles_of(const std::vector<std::int64_t>& sorted) {
  const auto at = [&](std::size_t percent) { return sorted[(sorted.size() - 1) * percent / 100]; };
  return {at(0), at(5), at(25), at(50), at(75), at(95), at(100)};
}

/// The narrowest width of 1, 2, 5, 10, 20, ... that covers the range with at most k_bars_max bars.
std::int64_t bar_width(std::int64_t low, std::int64_t high) {
  for (std::int64_t power = 1;; power *= 10) {
    for (const std::int64_t step : {1, 2, 5}) {
      const std::int64_t width = power * step;
      if ((high - low) / width + 2 <= static_cast<std::int64_t>(k_bars_max)) return width;
    }
  }
}

std::int64_t floor_to(std::int64_t value, std::int64_t width) {
  const std::int64_t rest = value % width;
  return value - (rest < 0 ? rest + width : rest);
}

Histogram empty_bars(std::int64_t low, std::int64_t high, int places) {
  Histogram out;
  out.places = places;
  out.width = bar_width(low, high);
  out.low = floor_to(low, out.width);
  out.counts.assign(static_cast<std::size_t>((high - out.low) / out.width) + 1, 0);
  return out;
}

void fill(Histogram& histogram, const std::vector<std::int64_t>& points) {
  for (const std::int64_t one : points) {
    ++histogram.counts[static_cast<std::size_t>((one - histogram.low) / histogram.width)];
  }
}

/// Subjects with low <= points < high.
std::uint64_t between(const std::vector<std::int64_t>& sorted, std::int64_t low,
                      std::int64_t high) {
  return static_cast<std::uint64_t>(std::ranges::lower_bound(sorted, high) -
                                    std::ranges::lower_bound(sorted, low));
}

std::vector<CutOff> cut_offs_of(const standards::Plan& plan,
                                const std::vector<std::int64_t>& sorted,
                                const std::vector<std::int64_t>& near_points) {
  std::vector<CutOff> out;
  if (!plan.has_points || plan.grade_by != standards::GradeBy::points) return out;
  std::size_t scale = 0;
  for (const auto& grade : plan.grades) scale += grade.special ? 0 : 1;
  for (std::size_t g = 0; g < plan.grades.size(); ++g) {
    if (plan.grades[g].special) continue;
    if (--scale == 0) break;  // the last grade begins nowhere
    CutOff cut{static_cast<std::int16_t>(g), plan.grades[g].low, {}};
    for (const std::int64_t points : near_points) {
      const std::int64_t within = points * pow10(plan.places);
      cut.near.push_back({within, between(sorted, cut.points - within, cut.points),
                          between(sorted, cut.points, cut.points + within)});
    }
    out.push_back(std::move(cut));
  }
  return out;
}

}  // namespace

Spread spread_of(const Rating& rating, const std::vector<std::int64_t>& near_points) {
  Spread out;
  out.places = rating.plan.places;
  out.grades.assign(rating.plan.grades.size(), 0);
  for (std::size_t s = 0; s < rating.results.reason.size(); ++s) {
    if (!rating.rated(s)) {
      ++out.not_rated;
      continue;
    }
    ++out.rated;
    ++out.grades[static_cast<std::size_t>(rating.results.grade[s])];
  }
  const std::vector<std::int64_t> points = rated_points(rating, out.places);
  out.cut_offs = cut_offs_of(rating.plan, points, near_points);
  if (points.empty()) return out;
  for (const std::int64_t one : points) out.sum += one;
  out.quantiles = quantiles_of(points);
  out.histogram = empty_bars(points.front(), points.back(), out.places);
  fill(out.histogram, points);
  return out;
}

void draw_alike(const Rating& a, Spread& spread_a, const Rating& b, Spread& spread_b, int places) {
  const std::vector<std::int64_t> points_a = rated_points(a, places);
  const std::vector<std::int64_t> points_b = rated_points(b, places);
  if (points_a.empty() && points_b.empty()) return;
  std::int64_t low = std::numeric_limits<std::int64_t>::max();
  std::int64_t high = std::numeric_limits<std::int64_t>::min();
  for (const auto* points : {&points_a, &points_b}) {
    if (points->empty()) continue;
    low = std::min(low, points->front());
    high = std::max(high, points->back());
  }
  const Histogram bars = empty_bars(low, high, places);
  spread_a.histogram = bars;
  spread_b.histogram = bars;
  fill(spread_a.histogram, points_a);
  fill(spread_b.histogram, points_b);
}

}  // namespace sanqu::studies
