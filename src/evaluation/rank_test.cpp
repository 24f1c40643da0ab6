// SPDX-License-Identifier: Apache-2.0
// Section 8: places, ties, percentiles and the minimum, against the definition counted out.
#include <doctest/doctest.h>

#include <random>
#include <vector>

#include "core/exact.hpp"
#include "evaluation/rank.hpp"

using namespace sanqu;
using namespace sanqu::evaluation;

namespace {

Distribution distribution_of(const std::vector<std::int64_t>& points) {
  Distribution out;
  for (const std::int64_t units : points) out.add("z", units);
  out.settle();
  return out;
}

}  // namespace

TEST_CASE("equal points share the better place") {
  const Distribution all = distribution_of({70, 90, 90, 80, 70, 70});
  CHECK(all.place("z", 90, 1).place == 1);
  CHECK(all.place("z", 80, 1).place == 3);
  CHECK(all.place("z", 70, 1).place == 4);
  CHECK(all.place("z", 70, 1).of == 6);
  CHECK(all.groups().at("z").steps.size() == 3);
}

TEST_CASE("the percentile counts peers strictly below, in 1/1000 percent, half away from zero") {
  const Distribution three = distribution_of({1, 2, 3});
  CHECK(three.place("z", 1, 1).percentile_milli == 0);
  CHECK(three.place("z", 2, 1).percentile_milli == 33'333);
  CHECK(three.place("z", 3, 1).percentile_milli == 66'667);
  // 1 of 16 is 6.25, 1 of 32000 is 0.003125, 1 of 200000 is 0.0005 and becomes 0.001.
  Distribution many;
  many.add("z", 5, 1);
  many.add("z", 6, 199'999);
  many.settle();
  CHECK(many.place("z", 6, 1).percentile_milli == 1);
  CHECK(many.place("z", 5, 1).place == 200'000);
}

TEST_CASE("points that nobody has lie between their neighbours") {
  const Distribution all = distribution_of({10, 20, 20, 30});
  CHECK(all.place("z", 25, 1).place == 2);
  CHECK(all.place("z", 25, 1).percentile_milli == 75'000);
  CHECK(all.place("z", 5, 1).place == 5);
  CHECK(all.place("z", 99, 1).place == 1);
  CHECK(all.place("z", 99, 1).percentile_milli == 100'000);
}

TEST_CASE("below the minimum, or without a group, there is no place") {
  const Distribution all = distribution_of({10, 20, 30});
  CHECK(all.place("z", 20, 3).place == 2);
  CHECK(all.place("z", 20, 4).place == 0);
  CHECK(all.place("z", 20, 4).percentile_milli == k_missing);
  CHECK(all.place("other", 20, 1).place == 0);
}

TEST_CASE("places of random distributions are what counting gives") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::int64_t> points(1 + random() % 40);
    for (auto& units : points) units = static_cast<std::int64_t>(random() % 15) - 7;
    const Distribution all = distribution_of(points);
    for (const std::int64_t mine : points) {
      std::int64_t above = 0;
      std::int64_t below = 0;
      for (const std::int64_t other : points) {
        above += other > mine;
        below += other < mine;
      }
      const RankPlace place = all.place("z", mine, 1);
      CHECK(place.place == above + 1);
      const Exact percent = Exact::ratio(100 * below, static_cast<std::int64_t>(points.size()));
      CHECK(place.percentile_milli == percent.round_units(3));
    }
  }
}
