// SPDX-License-Identifier: Apache-2.0
#include "demo/dice.hpp"

#include <algorithm>

#include "core/ensure.hpp"

namespace sanqu::demo {

namespace {

constexpr int k_season_tries = 12;
constexpr int k_tries = 24;
constexpr int k_rare = 1'000;

/// The finalizer of SplitMix64 (Steele, Lea and Flood 2014).
std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31);
}

/// Monday is 0: 1970-01-01 was a Thursday.
int day_of_week(Date date) {
  const int day = (date.days() + 3) % 7;
  return day < 0 ? day + 7 : day;
}

}  // namespace

Dice::Dice(std::uint64_t seed, std::string_view topic, std::uint64_t number) {
  std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
  for (const char c : topic) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  state_ = mixed(mixed(seed ^ hash) + number * 0x9E3779B97F4A7C15U);
}

std::uint64_t Dice::next() {
  state_ += 0x9E3779B97F4A7C15U;
  return mixed(state_);
}

int Dice::below(int bound) {
  ensure(bound > 0);
  return static_cast<int>(((next() >> 32) * static_cast<std::uint64_t>(bound)) >> 32);
}

int Dice::between(int low, int high) {
  ensure(low <= high);
  return low + below(high - low + 1);
}

bool Dice::chance(int per_ten_thousand) { return below(10'000) < per_ten_thousand; }

int Dice::times(int per_ten_thousand) {
  if (per_ten_thousand <= k_rare) return chance(per_ten_thousand) ? 1 : 0;
  int count = 0;
  for (int i = 0; i < k_tries; ++i) count += below(10'000 * k_tries) < per_ten_thousand ? 1 : 0;
  return count;
}

int Dice::skewed(int most) { return std::min(most, 65'536 / between(1, 65'536)); }

int Dice::amount(int low, int high, int most) {
  const int base = between(low, high);
  return base * skewed(most);
}

std::size_t Dice::weighted(std::span<const int> weights) {
  int sum = 0;
  for (const int weight : weights) sum += weight;
  int left = below(sum);
  std::size_t index = 0;
  while (left >= weights[index]) left -= weights[index++];
  return index;
}

Date weekday_from(Date date) {
  while (day_of_week(date) > 4) date = plus_days(date, 1);
  return date;
}

Date plus_weekdays(Date date, int count) {
  date = weekday_from(date);
  for (; count > 0; --count) date = weekday_from(plus_days(date, 1));
  return date;
}

Date day_between(Dice& dice, Date first, Date last) {
  if (last <= first) return first;
  const Date day = plus_days(first, dice.below(last.days() - first.days() + 1));
  const Date weekday = weekday_from(day);
  return weekday <= last ? weekday : day;
}

Date day_in_season(Dice& dice, Date first, Date last, const int (&weights)[12]) {
  const int heaviest = *std::max_element(std::begin(weights), std::end(weights));
  Date day = day_between(dice, first, last);
  for (int i = 0; i < k_season_tries; ++i) {
    if (dice.below(heaviest) < weights[ymd_of(day).month - 1]) break;
    day = day_between(dice, first, last);
  }
  return day;
}

}  // namespace sanqu::demo
