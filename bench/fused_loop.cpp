// SPDX-License-Identifier: Apache-2.0
// The yardstick: the benchmark's standard evaluated by one hand-written loop over sorted columns, exact, with the
// points of all 40 indicators stored. What it may assume and a general engine may not: this standard's shape (at most
// eight counts, one level, one table and one amount an class), one common scale for amounts, no explanation.
//
// Every month bound of the standard cuts age into buckets; bucket x severity is a record's *cell*, and each class has
// a row of factors for each cell. Window, severity, status and decay are then one look-up, and a record costs no
// branch: acc += factor x measure. A subject's accumulators stay in the first-level cache.
#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <span>
#include <thread>

#include "checks.hpp"
#include "data.hpp"
#include "indicators.hpp"

namespace sanqu::bench {
namespace {

constexpr std::size_t k_classes = k_class_ids.size();
constexpr std::size_t k_counts_max = 8;    // of one class: an `Eight`
constexpr std::size_t k_extremes_max = 2;  // of one class
constexpr std::array<int, 5> k_bucket_months = {12, 24, 36, 48, 60};
constexpr std::size_t k_bucket_none = 0;  // after as_of, or not in force
constexpr std::size_t k_bucket_older = k_bucket_months.size() + 1;
constexpr std::size_t k_cells = (k_bucket_older + 1) * 3;
constexpr std::uint32_t k_age_days_max = 4096;  // anything older is in the last bucket anyway
constexpr std::int32_t k_value_max = 126;       // look-ups are flat beyond their last bound
constexpr std::int32_t k_value_missing = 127;
constexpr std::int32_t k_nothing = std::numeric_limits<std::int32_t>::min();
constexpr unsigned k_repetitions = 5;

// Eight 32-bit numbers that the compiler works on with the widest instructions the target has: the counts of a class,
// the indicators of a dimension.
using Eight [[gnu::vector_size(8 * sizeof(std::int32_t))]] = std::int32_t;

// What one record of a class in a cell adds.
struct CellFactors {
  Eight counts{};
  std::int32_t level = 0;
  std::int32_t table = 0;
  std::int32_t amount = 0;
  std::array<std::int32_t, k_extremes_max> extremes{};  // all bits set where the record is selected
};

struct ClassPlan {
  std::array<CellFactors, k_cells> cells{};
  std::array<std::array<std::int32_t, 3>, 3>
      table_points{};  // by severity: first, then what each bound adds
  std::array<std::array<std::int32_t, 2>, 3> table_bounds{};
  // The table's points are multiplied by (level & mask) | bit: by the level, or by 1.
  std::int32_t table_level_mask = 0, table_level_bit = 1;
  std::int32_t table_record_cap = k_no_cap;
  std::int32_t amount_cap_fen = k_never_fen;
  std::array<std::uint8_t, k_extremes_max>
      extreme_sources{};  // 0 level, 1 minus level, 2 event date
  std::size_t counts_used = 0, extremes_used = 0;
  bool level_used = false, table_used = false, amount_used = false;
};

// The sums of one subject, by class.
struct Accumulators {
  std::array<Eight, k_classes> counts;
  std::array<std::array<std::int32_t, k_extremes_max>, k_classes> extremes;
  std::array<std::array<std::int32_t, 2>, k_classes> measured;  // level, table
  std::array<std::int64_t, k_classes> amounts;
};

struct Lookup {
  std::uint16_t indicator;
  std::uint16_t slot;
  Fold fold;
  std::array<std::int32_t, k_value_missing + 1> points;
};

struct Plan {
  std::array<ClassPlan, k_classes> classes{};
  std::array<std::uint8_t, k_age_days_max> bucket_of_age{};  // in cells: bucket x 3
  std::array<std::uint8_t, k_age_days_max> months_of_age{};  // full months (R11)
  struct Move {
    std::uint16_t indicator;
    std::uint16_t slot;
  };
  std::vector<Move> direct;   // 32-bit slots that are already the indicator's points
  std::vector<Move> amounts;  // slot = class
  std::vector<Lookup> lookups;
  std::vector<std::pair<std::uint16_t, std::vector<std::uint16_t>>>
      joined;                                               // slot += other slots, before look-ups
  std::array<Eight, k_dimensions.size()> floors{}, caps{};  // of the indicators, by dimension
  std::uint16_t veto_slot = 0, capped_slot = 0;
};

// Slots number the 32-bit accumulators in the order of `Accumulators`.
std::uint16_t count_slot(std::size_t c, std::size_t j) {
  return static_cast<std::uint16_t>(c * k_counts_max + j);
}
std::uint16_t extreme_slot(std::size_t c, std::size_t j) {
  return static_cast<std::uint16_t>(k_classes * k_counts_max + c * k_extremes_max + j);
}
std::uint16_t measured_slot(std::size_t c, std::size_t j) {
  return static_cast<std::uint16_t>(k_classes * (k_counts_max + k_extremes_max) + c * 2 + j);
}

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

// Gives the indicator an accumulator in class c and fills the factors of its cells.
std::uint16_t plan_in_class(Plan& plan, const Indicator& indicator, std::size_t c) {
  ClassPlan& target = plan.classes[c];
  const bool extreme = indicator.fold != Fold::sum;
  std::uint16_t slot = 0;
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
    slot = extreme_slot(c, j);
  } else if (indicator.measure == Measure::one) {
    if (target.counts_used++ >= k_counts_max) refuse("too many counts in a class");
    slot = count_slot(c, j);
  } else if (indicator.measure == Measure::level) {
    take(target.level_used);
    slot = measured_slot(c, 0);
  } else if (indicator.measure == Measure::table) {
    take(target.table_used);
    slot = measured_slot(c, 1);
  } else {
    take(target.amount_used);
    slot = static_cast<std::uint16_t>(c);
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

Lookup plan_lookup(const Indicator& indicator, std::size_t i, std::uint16_t slot) {
  Lookup lookup{static_cast<std::uint16_t>(i), slot, indicator.fold, {}};
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
  std::vector<std::uint16_t> slots;
  for (std::size_t c = 0; c < k_classes; ++c)
    if ((indicator.classes >> c & 1U) != 0) slots.push_back(plan_in_class(plan, indicator, c));
  const auto number = static_cast<std::uint16_t>(i);
  plan.floors[i / 8][i % 8] = indicator.floor;
  plan.caps[i / 8][i % 8] = indicator.cap;
  if (slots.size() > 1)
    plan.joined.emplace_back(slots[0], std::vector<std::uint16_t>(slots.begin() + 1, slots.end()));
  if (indicator.measure == Measure::amount) {
    plan.amounts.push_back({number, slots[0]});
  } else if (!indicator.steps.empty() || indicator.fold != Fold::sum) {
    plan.lookups.push_back(plan_lookup(indicator, i, slots[0]));
  } else {
    plan.direct.push_back({number, slots[0]});
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
  const auto in_class = [&](std::uint16_t bit, std::vector<AgeStep> ages) {
    const Indicator count{.classes = bit, .ages = std::move(ages)};
    return plan_in_class(plan, count, static_cast<std::size_t>(std::countr_zero(bit)));
  };
  plan.veto_slot = in_class(k_veto_class, {{k_any_age, 100}});
  plan.capped_slot = in_class(k_capped_class, {{k_capped_months, 100}});
}

Plan make_plan() {
  Plan plan;
  plan_ages(plan);
  for (std::size_t i = 0; i < k_indicators; ++i) plan_indicator(plan, i);
  plan_tables(plan);
  plan_overrides(plan);
  return plan;
}

// From here on: what is timed.

struct Output {
  std::vector<std::array<Eight, k_dimensions.size()>> points;  // 40 indicators a subject
  std::vector<std::int32_t> total;
  std::vector<std::uint8_t> grade;
  std::span<const std::int32_t, k_indicators> points_of(std::uint32_t subject) const {
    return std::span<const std::int32_t, k_indicators>(
        reinterpret_cast<const std::int32_t*>(&points[subject]), k_indicators);
  }
};

// All bits where a record counts at all: not after as_of (R3), and in force on it (R2).
inline std::uint32_t existence(const Data& data, std::size_t r) {
  return -static_cast<std::uint32_t>((data.event_on[r] <= k_as_of) &
                                     (data.in_force_from[r] <= k_as_of) &
                                     (data.in_force_through[r] >= k_as_of));
}

inline std::int32_t table_points(const ClassPlan& plan, std::uint32_t severity, std::int32_t level,
                                 std::int32_t amount) {
  const auto& points = plan.table_points[severity];
  const auto& bounds = plan.table_bounds[severity];
  const std::int32_t sum = points[0] + (points[1] & -std::int32_t{amount >= bounds[0]}) +
                           (points[2] & -std::int32_t{amount >= bounds[1]});
  return std::min(sum * ((level & plan.table_level_mask) | plan.table_level_bit),
                  plan.table_record_cap);
}

// Adds up the records of one class from `r` on, in registers; returns the first record of the next class.
inline std::size_t add_run(const Plan& plan, const Data& data, std::size_t r, std::size_t end,
                           Accumulators& acc) {
  const std::size_t c = data.class_index[r];
  const ClassPlan& of_class = plan.classes[c];
  Eight counts{};
  std::int32_t level_sum = 0, table_sum = 0;
  std::int64_t amount_sum = 0;
  std::array<std::int32_t, k_extremes_max> extremes = {k_nothing, k_nothing};
  do {
    const std::uint32_t severity = data.severity[r];
    const std::int32_t event_on = data.event_on[r], level = data.level[r];
    const std::int32_t amount = data.amount_fen[r];
    // A date after as_of wraps to a huge age, and `existence` then sends it to the cells without factors.
    const auto age = static_cast<std::uint32_t>(k_as_of - event_on);
    const std::uint32_t bucket = plan.bucket_of_age[std::min(age, k_age_days_max - 1)];
    const std::uint32_t cell = (bucket & existence(data, r)) + severity;
    const CellFactors& factor = of_class.cells[cell];

    counts += factor.counts;
    level_sum += factor.level * level;
    table_sum += factor.table * table_points(of_class, severity, level, amount);
    amount_sum += std::int64_t{factor.amount} * std::min(amount, of_class.amount_cap_fen);
    const std::array<std::int32_t, 3> sources = {level, -level, event_on};
    for (std::size_t j = 0; j < k_extremes_max; ++j) {
      const std::int32_t value = sources[of_class.extreme_sources[j]];
      const std::int32_t selected = factor.extremes[j];
      extremes[j] = std::max(extremes[j], (value & selected) | (k_nothing & ~selected));
    }
  } while (++r < end && data.class_index[r] == c);
  acc.counts[c] = counts;
  acc.measured[c] = {level_sum, table_sum};
  acc.amounts[c] = amount_sum;
  acc.extremes[c] = extremes;
  return r;
}

// Half away from zero.
inline std::int64_t divide_rounded(std::int64_t value, std::int64_t divisor) {
  return (value >= 0 ? value + divisor / 2 : value - divisor / 2) / divisor;
}

inline std::int32_t value_of(const Plan& plan, Fold fold, std::int32_t raw) {
  if (fold == Fold::sum) return std::min(raw, k_value_max);
  if (raw == k_nothing) return k_value_missing;
  if (fold == Fold::most_level) return raw;
  if (fold == Fold::least_level) return -raw;
  return plan
      .months_of_age[std::min(static_cast<std::uint32_t>(k_as_of - raw), k_age_days_max - 1)];
}

// Applies the indicators' limits in place and returns the subject's total.
inline std::int32_t limit_and_total(const Plan& plan,
                                    std::array<Eight, k_dimensions.size()>& points) {
  std::int32_t total = k_base;
  for (std::size_t d = 0; d < k_dimensions.size(); ++d) {
    Eight limited = points[d];
    limited = limited < plan.floors[d] ? plan.floors[d] : limited;
    limited = limited > plan.caps[d] ? plan.caps[d] : limited;
    points[d] = limited;
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < 8; ++i) sum += limited[i];
    const Dimension& dimension = k_dimensions[d];
    const std::int64_t weighted = divide_rounded(std::int64_t{sum} * dimension.weight_tenths, 10);
    total += std::clamp(static_cast<std::int32_t>(weighted), dimension.floor, dimension.cap);
  }
  return std::clamp(total, k_total_floor, k_total_cap);
}

inline void finish_subject(const Plan& plan, Accumulators& acc, std::uint32_t subject,
                           Output& output) {
  std::int32_t* slots = reinterpret_cast<std::int32_t*>(&acc);
  std::int32_t* points = reinterpret_cast<std::int32_t*>(&output.points[subject]);
  for (const auto& [slot, others] : plan.joined)
    for (const std::uint16_t other : others) slots[slot] += slots[other];
  for (const Plan::Move& move : plan.direct) points[move.indicator] = slots[move.slot];
  for (const Plan::Move& move : plan.amounts) {
    const std::int64_t rounded = divide_rounded(acc.amounts[move.slot], k_amount_scale);
    points[move.indicator] = static_cast<std::int32_t>(
        std::clamp(rounded, std::int64_t{k_no_floor}, std::int64_t{k_no_cap}));
  }
  for (const Lookup& lookup : plan.lookups) {
    const std::int32_t value = value_of(plan, lookup.fold, slots[lookup.slot]);
    points[lookup.indicator] = lookup.points[static_cast<std::size_t>(value)];
  }
  const std::int32_t total = limit_and_total(plan, output.points[subject]);
  std::uint8_t grade = 0;
  for (const std::int32_t from : k_grade_from)
    grade = static_cast<std::uint8_t>(grade + (total < from));
  if (slots[plan.capped_slot] >= k_capped_count) grade = std::max(grade, k_capped_grade);
  if (slots[plan.veto_slot] > 0) grade = k_veto_grade;
  output.total[subject] = total;
  output.grade[subject] = grade;
}

void evaluate(const Plan& plan, const Data& data, std::uint32_t first, std::uint32_t end,
              Output& output) {
  Accumulators acc;
  for (std::uint32_t subject = first; subject < end; ++subject) {
    std::memset(&acc, 0, sizeof acc);
    for (auto& extremes : acc.extremes) extremes.fill(k_nothing);
    const std::size_t end_record = data.first_record[subject + 1];
    for (std::size_t r = data.first_record[subject]; r < end_record;)
      r = add_run(plan, data, r, end_record, acc);
    finish_subject(plan, acc, subject, output);
  }
}

// Splits the subjects so that every thread has as many records.
void evaluate_all(const Plan& plan, const Data& data, unsigned threads, Output& output) {
  std::vector<std::jthread> workers;
  std::uint32_t first = 0;
  for (unsigned t = 1; t <= threads; ++t) {
    const auto records = static_cast<std::uint32_t>(data.records() * t / threads);
    const auto bound =
        std::lower_bound(data.first_record.begin(), data.first_record.end() - 1, records);
    const std::uint32_t end = t == threads
                                  ? data.subjects
                                  : static_cast<std::uint32_t>(bound - data.first_record.begin());
    if (t == threads)
      evaluate(plan, data, first, end, output);
    else
      workers.emplace_back([&, first, end] { evaluate(plan, data, first, end, output); });
    first = end;
  }
}

void measure(const Plan& plan, const Data& data, unsigned threads) {
  Output output;
  output.points.resize(data.subjects);
  output.total.resize(data.subjects);
  output.grade.resize(data.subjects);
  double best = 1e9;
  for (unsigned i = 0; i < k_repetitions; ++i) {
    const auto start = std::chrono::steady_clock::now();
    evaluate_all(plan, data, threads, output);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    best = std::min(best, taken.count());
  }
  CheckSums sums;
  for (std::uint32_t s = 0; s < data.subjects; ++s)
    sums.add(s, output.points_of(s), output.total[s], output.grade[s]);
  const std::size_t result_bytes = data.subjects * (sizeof output.points[0] + 5);
  print_measurement({"fused_loop", threads, data.subjects, data.records(), best,
                     data.bytes() + result_bytes + sizeof(Plan)},
                    sums);
}

}  // namespace
}  // namespace sanqu::bench

int main(int argc, char** argv) {
  using namespace sanqu::bench;
  if (argc < 2 || argc > 3) {
    fmt::print(stderr, "usage: bench_loop SUBJECTS [SEED]\n");
    return 2;
  }
  const auto subjects = static_cast<std::uint32_t>(std::strtoul(argv[1], nullptr, 10));
  const std::uint64_t seed = argc == 3 ? std::strtoull(argv[2], nullptr, 10) : k_seed_default;
  const Data data = generate_data(subjects, seed);
  const Plan plan = make_plan();
  for (const unsigned threads : {1U, 2U}) measure(plan, data, threads);
  return 0;
}
