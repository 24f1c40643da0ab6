// SPDX-License-Identifier: Apache-2.0
// The yardstick: the benchmark's standard evaluated by one hand-written loop over sorted columns, exact, with the
// points of all 40 indicators stored. What it may assume and a general engine may not: this standard's shape (at most
// eight counts, two extremes, one level, one table and one amount a class; one indicator over several classes), one
// common scale for amounts, no subject that is not rated, no explanation.
//
// A record costs no branch: its cell's factors (`loop_plan.hpp`) times its measures are added up in registers. When a
// class of a subject is through, the indicators of that class are settled; those of absent classes keep the points
// of an empty subject.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <span>
#include <thread>

#include "loop_plan.hpp"

namespace sanqu::bench {
namespace {

constexpr unsigned k_repetitions = 5;

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

// A subject while its records go by.
struct Subject {
  std::int32_t* points;  // 40
  std::array<std::int32_t, k_subject_sums> sums;
};

// Half away from zero.
inline std::int64_t divide_rounded(std::int64_t value, std::int64_t divisor) {
  return (value >= 0 ? value + divisor / 2 : value - divisor / 2) / divisor;
}

// The place of a slot's value in a look-up.
inline std::size_t value_of(const Plan& plan, Fold fold, std::int32_t raw) {
  if (fold == Fold::sum) return static_cast<std::size_t>(std::min(raw, k_value_max));
  if (raw == k_nothing) return k_value_missing;
  if (fold == Fold::most_level) return static_cast<std::size_t>(raw);
  if (fold == Fold::least_level) return static_cast<std::size_t>(-raw);
  return plan
      .months_of_age[std::min(static_cast<std::uint32_t>(k_as_of - raw), k_age_days_max - 1)];
}

inline void settle_class(const Plan& plan, const ClassPlan& of_class, const Slots& slots,
                         std::int64_t amount, Subject& subject) {
  for (const Move& move : of_class.direct) subject.points[move.indicator] = slots[move.slot];
  for (const Lookup& lookup : of_class.lookups)
    subject.points[lookup.indicator] =
        lookup.points[value_of(plan, lookup.fold, slots[lookup.slot])];
  if (of_class.amount_indicator != k_indicators) {
    const std::int64_t rounded = divide_rounded(amount, k_amount_scale);
    subject.points[of_class.amount_indicator] = static_cast<std::int32_t>(
        std::clamp(rounded, std::int64_t{k_no_floor}, std::int64_t{k_no_cap}));
  }
  for (std::size_t k = 0; k < k_subject_sums; ++k)
    subject.sums[k] += slots[of_class.subject_slots[k]];
}

// Adds up the records of one class from `r` on, in registers, and settles the indicators of that class alone; returns
// the first record of the next class.
inline std::size_t add_run(const Plan& plan, const Data& data, std::size_t r, std::size_t end,
                           Subject& subject) {
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
  Slots slots;
  std::memcpy(slots.data(), &counts, sizeof counts);
  slots[k_slot_level] = level_sum;
  slots[k_slot_table] = table_sum;
  slots[k_slot_extremes] = extremes[0];
  slots[k_slot_extremes + 1] = extremes[1];
  slots[k_slot_zero] = 0;
  settle_class(plan, of_class, slots, amount_sum, subject);
  return r;
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

inline void finish_subject(const Plan& plan, const Subject& sums, std::uint32_t subject,
                           Output& output) {
  for (const Lookup& lookup : plan.joined)
    sums.points[lookup.indicator] =
        lookup.points[value_of(plan, Fold::sum, sums.sums[joined_count])];
  const std::int32_t total = limit_and_total(plan, output.points[subject]);
  std::uint8_t grade = 0;
  for (const std::int32_t from : k_grade_from)
    grade = static_cast<std::uint8_t>(grade + (total < from));
  if (sums.sums[capped_count] >= k_capped_count) grade = std::max(grade, k_capped_grade);
  if (sums.sums[veto_count] > 0) grade = k_veto_grade;
  output.total[subject] = total;
  output.grade[subject] = grade;
}

void evaluate(const Plan& plan, const Data& data, std::uint32_t first, std::uint32_t end,
              Output& output) {
  for (std::uint32_t s = first; s < end; ++s) {
    output.points[s] = plan.empty;
    Subject subject{reinterpret_cast<std::int32_t*>(&output.points[s]), {}};
    const std::size_t end_record = data.first_record[s + 1];
    for (std::size_t r = data.first_record[s]; r < end_record;)
      r = add_run(plan, data, r, end_record, subject);
    finish_subject(plan, subject, s, output);
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
