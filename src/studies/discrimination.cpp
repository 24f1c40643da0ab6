// SPDX-License-Identifier: Apache-2.0
#include "studies/discrimination.hpp"

#include <algorithm>
#include <cmath>

#include "core/ensure.hpp"
#include "core/exact.hpp"

namespace sanqu::studies {

namespace {

constexpr double k_z = 1.959963984540054;  // of the normal distribution, 97.5 %

struct Totals {
  std::uint64_t events = 0;
  std::uint64_t others = 0;
};
Totals totals_of(const std::vector<Level>& levels) {
  Totals out;
  for (const Level& level : levels) {
    out.events += level.events;
    out.others += level.others;
  }
  return out;
}

/// Twice the number of pairs in which the subject without the event is the better one, ties once: a whole number.
UInt128 twice_better_pairs(const std::vector<Level>& levels, const Totals& totals) {
  UInt128 pairs = 0;
  std::uint64_t above = totals.others;
  for (const Level& level : levels) {
    above -= level.others;
    pairs += static_cast<UInt128>(level.events) * (2 * above + level.others);
  }
  return pairs;
}

/// Variance of the mean over weighted values, from their sum and sum of squares.
struct Moments {
  double sum = 0;
  double squares = 0;
  void add(double value, std::uint64_t times) {
    const auto weight = static_cast<double>(times);
    sum += value * weight;
    squares += value * value * weight;
  }
  double variance_of_mean(double count) const {
    return std::max(0.0, (squares - sum * sum / count) / (count - 1) / count);
  }
};

/// DeLong, DeLong and Clarke-Pearson (1988) for one curve: the spread of the placement values on both sides.
double auc_variance(const std::vector<Level>& levels, const Totals& totals) {
  const auto events = static_cast<double>(totals.events);
  const auto others = static_cast<double>(totals.others);
  Moments of_events;
  Moments of_others;
  std::uint64_t others_above = totals.others;
  std::uint64_t events_below = 0;
  for (const Level& level : levels) {
    others_above -= level.others;
    of_events.add(
        (static_cast<double>(others_above) + static_cast<double>(level.others) / 2) / others,
        level.events);
    of_others.add(
        (static_cast<double>(events_below) + static_cast<double>(level.events) / 2) / events,
        level.others);
    events_below += level.events;
  }
  return of_events.variance_of_mean(events) + of_others.variance_of_mean(others);
}

/// On the logit scale, so that it stays between 0 and 1. None where the sample can't say how far it may be off.
std::optional<Interval> auc_interval(double auc, double variance) {
  if (auc <= 0 || auc >= 1 || variance <= 0) return std::nullopt;
  const double middle = std::log(auc / (1 - auc));
  const double half = k_z * std::sqrt(variance) / (auc * (1 - auc));
  const auto back = [](double x) { return 1 / (1 + std::exp(-x)); };
  return Interval{back(middle - half), back(middle + half)};
}

struct Distance {
  double largest = 0;
  std::int64_t value = 0;
};

/// The largest distance between the two shares at and below a value, compared as whole numbers.
Distance largest_distance(const std::vector<Level>& levels, const Totals& totals) {
  Int128 best = -1;
  Distance out;
  Int128 events = 0;
  Int128 others = 0;
  for (const Level& level : levels) {
    events += level.events;
    others += level.others;
    Int128 distance =
        events * static_cast<Int128>(totals.others) - others * static_cast<Int128>(totals.events);
    if (distance < 0) distance = -distance;
    if (distance <= best) continue;
    best = distance;
    out.value = level.value;
  }
  out.largest = static_cast<double>(best) /
                (static_cast<double>(totals.events) * static_cast<double>(totals.others));
  return out;
}

/// SplitMix64 (Steele, Lea and Flood 2014): small, seeded, and the same everywhere.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed) {}
  std::uint64_t below(std::uint64_t bound) {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    z ^= z >> 31;
    return static_cast<std::uint64_t>((static_cast<UInt128>(z) * bound) >> 64);
  }

 private:
  std::uint64_t state_;
};

/// As many subjects again, drawn with replacement from each side, so often; the middle 95 % of what the KS came to.
Interval ks_interval(const std::vector<Level>& levels, const Totals& totals,
                     const DiscriminationOptions& options) {
  std::vector<std::uint32_t> event_level;
  std::vector<std::uint32_t> other_level;
  event_level.reserve(totals.events);
  other_level.reserve(totals.others);
  for (std::uint32_t i = 0; i < levels.size(); ++i) {
    event_level.insert(event_level.end(), levels[i].events, i);
    other_level.insert(other_level.end(), levels[i].others, i);
  }
  Draws draws(options.seed);
  std::vector<double> found;
  std::vector<Level> drawn = levels;
  for (std::uint32_t r = 0; r < options.resamples; ++r) {
    for (Level& level : drawn) level.events = level.others = 0;
    for (std::uint64_t i = 0; i < totals.events; ++i) {
      ++drawn[event_level[draws.below(totals.events)]].events;
    }
    for (std::uint64_t i = 0; i < totals.others; ++i) {
      ++drawn[other_level[draws.below(totals.others)]].others;
    }
    found.push_back(largest_distance(drawn, totals).largest);
  }
  std::ranges::sort(found);
  const std::size_t tail = found.size() / 40;  // 2.5 % on each side
  return {found[tail], found[found.size() - 1 - tail]};
}

/// The 95 % point of chi squared (Wilson and Hilferty 1931): good to a hundredth from 1 degree on, and only a yardstick.
double chi_squared_95(double degrees) {
  constexpr double k_normal_95 = 1.6448536269514722;
  const double part = 2 / (9 * degrees);
  return degrees * std::pow(1 - part + k_normal_95 * std::sqrt(part), 3);
}

}  // namespace

std::vector<Level> Levels::take() {
  std::ranges::sort(subjects_,
                    [](const Subject& a, const Subject& b) { return a.value < b.value; });
  std::vector<Level> out;
  for (const Subject& one : subjects_) {
    if (out.empty() || out.back().value != one.value) out.push_back({one.value, 0, 0});
    ++(one.is_event ? out.back().events : out.back().others);
  }
  subjects_.clear();
  return out;
}

std::optional<double> Discrimination::gini() const {
  if (!auc) return std::nullopt;
  return 2 * *auc - 1;
}

std::optional<Interval> Discrimination::gini_interval() const {
  if (!auc_interval) return std::nullopt;
  return Interval{2 * auc_interval->low - 1, 2 * auc_interval->high - 1};
}

Discrimination discriminate(const std::vector<Level>& levels,
                            const DiscriminationOptions& options) {
  const Totals totals = totals_of(levels);
  Discrimination out;
  out.subjects = totals.events + totals.others;
  out.events = totals.events;
  if (totals.events == 0 || totals.others == 0) return out;
  const auto pairs = 2 * static_cast<double>(totals.events) * static_cast<double>(totals.others);
  const double better = static_cast<double>(twice_better_pairs(levels, totals)) / pairs;
  out.auc = options.events_are_good ? 1 - better : better;
  if (totals.events > 1 && totals.others > 1) {
    out.auc_interval = auc_interval(*out.auc, auc_variance(levels, totals));
  }
  const Distance distance = largest_distance(levels, totals);
  out.ks = distance.largest;
  out.ks_value = distance.value;
  if (options.resamples > 0) out.ks_interval = ks_interval(levels, totals, options);
  return out;
}

std::vector<Corner> roc_corners(const std::vector<Level>& levels, std::size_t corners_max) {
  const Totals totals = totals_of(levels);
  std::vector<Corner> out = {{0, 0}};
  if (totals.events == 0 || totals.others == 0) return out;
  std::uint64_t events = 0;
  std::uint64_t others = 0;
  const std::size_t step = levels.size() / std::max<std::size_t>(corners_max, 1) + 1;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    events += levels[i].events;
    others += levels[i].others;
    if ((i + 1) % step != 0 && i + 1 != levels.size()) continue;
    out.push_back({static_cast<double>(others) / static_cast<double>(totals.others),
                   static_cast<double>(events) / static_cast<double>(totals.events)});
  }
  return out;
}

Interval wilson(std::uint64_t events, std::uint64_t of) {
  ensure(of > 0);
  const auto n = static_cast<double>(of);
  const double rate = static_cast<double>(events) / n;
  const double z2 = k_z * k_z;
  const double middle = (rate + z2 / (2 * n)) / (1 + z2 / n);
  const double half = k_z * std::sqrt(rate * (1 - rate) / n + z2 / (4 * n * n)) / (1 + z2 / n);
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

Stability stability(const std::vector<std::uint64_t>& before,
                    const std::vector<std::uint64_t>& after) {
  ensure(before.size() == after.size());
  double sum_before = 0;
  double sum_after = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    sum_before += static_cast<double>(before[i]);
    sum_after += static_cast<double>(after[i]);
  }
  Stability out;
  if (sum_before <= 0 || sum_after <= 0) return out;
  double classes = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i] + after[i] == 0) continue;
    ++classes;
    const double p = std::max(static_cast<double>(before[i]), 0.5) / sum_before;
    const double q = std::max(static_cast<double>(after[i]), 0.5) / sum_after;
    out.psi += (q - p) * std::log(q / p);
  }
  if (classes > 1) {
    out.by_chance = (1 / sum_before + 1 / sum_after) * chi_squared_95(classes - 1);
  }
  return out;
}

}  // namespace sanqu::studies
