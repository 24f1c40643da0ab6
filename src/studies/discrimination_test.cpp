// SPDX-License-Identifier: Apache-2.0
// Figures worked out by hand, and by looking at every pair. tests/studies holds the same against another implementation.
#include "studies/discrimination.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace sanqu::studies;

namespace {

struct One {
  std::int64_t value;
  bool is_event;
};

std::vector<Level> levels_of(const std::vector<One>& subjects) {
  Levels levels;
  for (const One& one : subjects) levels.add(one.value, one.is_event);
  return levels.take();
}

/// AUC and DeLong's variance from every pair.
struct ByPairs {
  double auc = 0;
  double variance = 0;
};
ByPairs by_pairs(const std::vector<One>& subjects) {
  std::vector<double> of_event;
  std::vector<double> of_other;
  const auto wins = [](std::int64_t other, std::int64_t event) {
    return other > event ? 1.0 : other == event ? 0.5 : 0.0;
  };
  for (const One& a : subjects) {
    double sum = 0;
    double count = 0;
    for (const One& b : subjects) {
      if (a.is_event == b.is_event) continue;
      sum += a.is_event ? wins(b.value, a.value) : wins(a.value, b.value);
      count += 1;
    }
    (a.is_event ? of_event : of_other).push_back(sum / count);
  }
  const auto mean = [](const std::vector<double>& list) {
    double sum = 0;
    for (const double one : list) sum += one;
    return sum / static_cast<double>(list.size());
  };
  const auto variance = [&](const std::vector<double>& list) {
    double sum = 0;
    for (const double one : list) sum += (one - mean(list)) * (one - mean(list));
    return sum / static_cast<double>(list.size() - 1) / static_cast<double>(list.size());
  };
  return {mean(of_event), variance(of_event) + variance(of_other)};
}

}  // namespace

TEST_CASE("AUC, KS and Gini of a small sample by hand") {
  // Events at 1, 2, 2, 4; others at 2, 3, 4, 5: of 16 pairs 11 are won, 3 tied.
  const auto levels = levels_of(
      {{1, true}, {2, true}, {2, true}, {4, true}, {2, false}, {3, false}, {4, false}, {5, false}});
  const Discrimination out = discriminate(levels, {});
  CHECK(out.subjects == 8);
  CHECK(out.events == 4);
  CHECK(*out.auc == doctest::Approx((11 + 1.5) / 16));
  CHECK(*out.gini() == doctest::Approx(2 * 12.5 / 16 - 1));
  CHECK(*out.ks == doctest::Approx(0.5));  // at 2: three quarters against one
  CHECK(out.ks_value == 2);
}

TEST_CASE("a KS that is reached twice is reached where it is reached first") {
  const auto out = discriminate(levels_of({{1, true}, {2, false}, {3, true}, {4, false}}), {});
  CHECK(*out.ks == 0.5);
  CHECK(out.ks_value == 1);
}

TEST_CASE("AUC and its variance are those of all pairs") {
  std::vector<One> subjects;
  std::uint64_t state = 42;
  for (int i = 0; i < 60; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    const auto draw = static_cast<std::int64_t>(state >> 40U);
    subjects.push_back({draw % 12 - (i % 3 == 0 ? 2 : 0), i % 3 == 0});
  }
  const ByPairs want = by_pairs(subjects);
  const Discrimination out = discriminate(levels_of(subjects), {});
  CHECK(*out.auc == doctest::Approx(want.auc).epsilon(1e-12));
  const double half = 1.959963984540054 * std::sqrt(want.variance) / (want.auc * (1 - want.auc));
  const double middle = std::log(want.auc / (1 - want.auc));
  REQUIRE(out.auc_interval);
  CHECK(out.auc_interval->low == doctest::Approx(1 / (1 + std::exp(half - middle))));
  CHECK(out.auc_interval->high == doctest::Approx(1 / (1 + std::exp(-middle - half))));
}

TEST_CASE("good events turn the AUC round") {
  const auto levels = levels_of({{1, false}, {2, true}, {3, true}, {3, false}});
  CHECK(*discriminate(levels, {.events_are_good = true}).auc ==
        doctest::Approx(1 - *discriminate(levels, {}).auc));
}

TEST_CASE("ends of the scale") {
  CHECK(!discriminate({}, {}).auc);
  CHECK(!discriminate(levels_of({{1, true}, {2, true}}), {}).auc);
  CHECK(!discriminate(levels_of({{1, false}}), {}).ks);
  const auto apart = discriminate(levels_of({{1, true}, {1, true}, {9, false}, {9, false}}), {});
  CHECK(*apart.auc == 1);
  CHECK(*apart.ks == 1);
  CHECK(!apart.auc_interval);  // two against two can't say how far it may be off
  const auto same = discriminate(levels_of({{1, true}, {1, false}}), {});
  CHECK(*same.auc == 0.5);
  CHECK(*same.ks == 0);
}

TEST_CASE("the KS interval is the same each time, and another seed's another") {
  std::vector<One> subjects;
  for (int i = 0; i < 200; ++i) subjects.push_back({i * 7 % 50 + (i % 4 == 0 ? 0 : 8), i % 4 == 0});
  const auto levels = levels_of(subjects);
  const auto a = discriminate(levels, {.resamples = 200, .seed = 1});
  const auto b = discriminate(levels, {.resamples = 200, .seed = 1});
  const auto c = discriminate(levels, {.resamples = 200, .seed = 2});
  REQUIRE(a.ks_interval);
  CHECK(a.ks_interval->low == b.ks_interval->low);
  CHECK(a.ks_interval->high == b.ks_interval->high);
  CHECK((a.ks_interval->low != c.ks_interval->low || a.ks_interval->high != c.ks_interval->high));
  CHECK(a.ks_interval->low < *a.ks);
  CHECK(a.ks_interval->high > *a.ks);
}

TEST_CASE("Wilson's interval: values from Brown, Cai and DasGupta's kind of table") {
  const Interval half = wilson(5, 10);
  CHECK(half.low == doctest::Approx(0.236593).epsilon(1e-5));
  CHECK(half.high == doctest::Approx(0.763407).epsilon(1e-5));
  const Interval none = wilson(0, 20);
  CHECK(none.low == 0);
  CHECK(none.high == doctest::Approx(0.161125).epsilon(1e-5));
  CHECK(wilson(20, 20).high == 1);
}

TEST_CASE("PSI: nothing where nothing moved, and the sum by hand") {
  CHECK(stability({10, 20, 30}, {100, 200, 300}).psi == doctest::Approx(0));
  const Stability moved = stability({50, 50}, {25, 75});
  CHECK(moved.psi == doctest::Approx(-0.25 * std::log(0.5) + 0.25 * std::log(1.5)));
  // One degree of freedom: chi squared of 3.841 over 100 and 100.
  CHECK(moved.by_chance == doctest::Approx(3.841 / 50).epsilon(0.03));
  CHECK(stability({0, 10}, {5, 5}).psi > 0);  // an empty class is half a subject, no infinity
  CHECK(stability({0, 0}, {5, 5}).psi == 0);
}

TEST_CASE("the ROC's corners begin and end where they must") {
  const auto levels = levels_of({{1, true}, {2, false}, {3, true}, {4, false}});
  const auto corners = roc_corners(levels, 100);
  REQUIRE(corners.size() == 5);
  CHECK(corners.front().events == 0);
  CHECK(corners[1].events == 0.5);
  CHECK(corners.back().others == 1);
  CHECK(corners.back().events == 1);
  CHECK(roc_corners(levels, 2).back().events == 1);
}
