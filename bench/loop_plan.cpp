// SPDX-License-Identifier: Apache-2.0
// Turns the table of indicators into the plan of the fused loop, and refuses a table that the loop's shape can't hold.
#include "loop_plan.hpp"

#include <fmt/core.h>

#include <bit>
#include <chrono>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace sanqu::bench {
namespace {

[[noreturn]] void refuse(std::string_view reason) {
  fmt::print(stderr, "bench_loop: {}\n", reason);
  std::exit(1);
}

std::int32_t days_before_as_of(int months) {
  using namespace std::chrono;
  const year_month_day as_of{sys_days{days{k_as_of}}};
  const year_month_day moved = as_of - std::chrono::months{months};
  if (!moved.ok()) refuse("as_of must be a day that every month has");
  return static_cast<std::int32_t>(sys_days{moved}.time_since_epoch().count());
}

void plan_ages(Plan& plan) {
  for (std::uint32_t age = 0; age < k_age_days_max; ++age) {
    const std::int32_t day = k_as_of - static_cast<std::int32_t>(age);
    std::size_t bucket = 1;
    while (bucket < k_bucket_older && day <= days_before_as_of(k_bucket_months[bucket - 1]))
      ++bucket;
    plan.bucket_of_age[age] = static_cast<std::uint8_t>(bucket * 3);
    std::int32_t months = 0;
    while (months < k_value_max && day <= days_before_as_of(months + 1)) ++months;
    plan.months_of_age[age] = static_cast<std::uint8_t>(months);
  }
}

// The factor of one cell in percent; 0 outside the window.
std::int32_t percent_in(const std::vector<AgeStep>& ages, std::size_t bucket) {
  if (bucket == k_bucket_none) return 0;
  for (const AgeStep& age : ages) {
    if (age.months == k_any_age) return age.percent;
    if (bucket < k_bucket_older && k_bucket_months[bucket - 1] <= age.months) return age.percent;
  }
  return 0;
}

std::int32_t factor_in(const Indicator& indicator, std::size_t cell) {
  const std::int32_t factor = indicator.factor[cell % 3] * percent_in(indicator.ages, cell / 3);
  if (factor % 100 != 0) refuse("a factor of the table is not a whole number");
  return factor / 100;
}

// Gives the indicator a slot in class c (0 for an amount, which has a place of its own) and fills the factors of its
// cells.
std::uint8_t plan_in_class(Plan& plan, const Indicator& indicator, std::size_t c) {
  ClassPlan& target = plan.classes[c];
  const bool extreme = indicator.fold != Fold::sum;
  std::uint8_t slot = 0;
  const auto take = [](bool& used) {
    if (used) refuse("two indicators of one class and measure");
    used = true;
  };
  const std::size_t j = extreme ? target.extremes_used++ : target.counts_used;
  if (extreme) {
    if (j >= k_extremes_max) refuse("too many extremes in a class");
    target.extreme_sources[j] = indicator.fold == Fold::most_level    ? 0
                                : indicator.fold == Fold::least_level ? 1
                                                                      : 2;
    slot = static_cast<std::uint8_t>(k_slot_extremes + j);
  } else if (indicator.measure == Measure::one) {
    if (target.counts_used++ >= k_counts_max) refuse("too many counts in a class");
    slot = static_cast<std::uint8_t>(j);
  } else if (indicator.measure == Measure::level) {
    take(target.level_used);
    slot = k_slot_level;
  } else if (indicator.measure == Measure::table) {
    take(target.table_used);
    slot = k_slot_table;
  } else {
    take(target.amount_used);
  }
  for (std::size_t cell = 0; cell < k_cells; ++cell) {
    CellFactors& factors = target.cells[cell];
    const std::int32_t factor = factor_in(indicator, cell);
    if (extreme)
      factors.extremes[j] = factor != 0 ? -1 : 0;
    else if (indicator.measure == Measure::one)
      factors.counts[j] = factor;
    else if (indicator.measure == Measure::level)
      factors.level = factor;
    else if (indicator.measure == Measure::table)
      factors.table = factor;
    else
      factors.amount = factor;
  }
  return slot;
}

Lookup plan_lookup(const Indicator& indicator, std::uint8_t number, std::uint8_t slot) {
  Lookup lookup{number, slot, indicator.fold, {}};
  for (std::int32_t value = 0; value <= k_value_max; ++value) {
    std::int32_t points = indicator.per_level * value;
    for (const ValueStep& step : indicator.steps)
      if (step.bound <= value) points = step.points;
    lookup.points[static_cast<std::size_t>(value)] = points;
  }
  lookup.points[k_value_missing] = indicator.missing;
  return lookup;
}

void plan_indicator(Plan& plan, std::size_t i) {
  const Indicator& indicator = k_table[i];
  const auto number = static_cast<std::uint8_t>(i);
  plan.floors[i / 8][i % 8] = indicator.floor;
  plan.caps[i / 8][i % 8] = indicator.cap;
  if (indicator.fold != Fold::sum) plan.empty[i / 8][i % 8] = indicator.missing;
  const bool several = std::popcount(indicator.classes) > 1;
  if (several) plan.joined.push_back(plan_lookup(indicator, number, 0));
  if (plan.joined.size() > 1) refuse("more than one indicator over several classes");
  for (std::size_t c = 0; c < k_classes; ++c) {
    if ((indicator.classes >> c & 1U) == 0) continue;
    ClassPlan& target = plan.classes[c];
    const std::uint8_t slot = plan_in_class(plan, indicator, c);
    if (several)
      target.subject_slots[joined_count] = slot;
    else if (indicator.measure == Measure::amount)
      target.amount_indicator = i;
    else if (!indicator.steps.empty() || indicator.fold != Fold::sum)
      target.lookups.push_back(plan_lookup(indicator, number, slot));
    else
      target.direct.push_back({number, slot});
  }
}

void plan_tables(Plan& plan) {
  for (const AmountTable& table : k_amount_tables) {
    ClassPlan& target = plan.classes[static_cast<std::size_t>(std::countr_zero(table.classes))];
    for (std::size_t s = 0; s < 3; ++s) {
      const auto& points = table.points[s];
      target.table_points[s] = {points[0], points[1] - points[0], points[2] - points[1]};
    }
    target.table_bounds = table.bounds_fen;
    target.table_level_mask = table.times_level ? -1 : 0;
    target.table_level_bit = table.times_level ? 0 : 1;
    target.table_record_cap = table.record_cap;
  }
  plan.classes[static_cast<std::size_t>(std::countr_zero(k_amount_cap_class))].amount_cap_fen =
      k_amount_cap_fen;
}

void plan_overrides(Plan& plan) {
  const auto in_class = [&](SubjectSum sum, std::uint16_t bit, std::vector<AgeStep> ages) {
    const auto c = static_cast<std::size_t>(std::countr_zero(bit));
    const Indicator count{.classes = bit, .ages = std::move(ages)};
    plan.classes[c].subject_slots[sum] = plan_in_class(plan, count, c);
  };
  in_class(veto_count, k_veto_class, {{k_any_age, 100}});
  in_class(capped_count, k_capped_class, {{k_capped_months, 100}});
}

}  // namespace

Plan make_plan() {
  Plan plan;
  plan_ages(plan);
  for (std::size_t i = 0; i < k_indicators; ++i) plan_indicator(plan, i);
  plan_tables(plan);
  plan_overrides(plan);
  return plan;
}

}  // namespace sanqu::bench
