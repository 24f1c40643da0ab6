// SPDX-License-Identifier: Apache-2.0
// From indicators to the grade: dimensions, total, overrides (sections 3, 5 and 7; rules R12 to R14).
#include <algorithm>

#include "core/ensure.hpp"
#include "evaluation/block_run.hpp"

namespace sanqu::evaluation {

using standards::Dimension;
using standards::GradeBy;
using standards::MissingDimension;
using standards::Override;
using standards::OverrideKind;
using standards::RoundAt;

namespace {

Exact limited(Exact value, const BoundLimit& floor, const BoundLimit& cap) {
  if (!value.is_number()) return value;
  if (floor.given && Exact::compare(value, floor.exact) < 0) value = floor.exact;
  if (cap.given && Exact::compare(value, cap.exact) > 0) value = cap.exact;
  return value;
}

std::int64_t special_of(const Exact& value) { return value.is_overflow() ? k_overflow : k_no_row; }

bool is_points_override(OverrideKind kind) {
  return kind == OverrideKind::points_set || kind == OverrideKind::points_add ||
         kind == OverrideKind::points_take;
}

/// `steps` towards the end of the list (or its beginning), over special grades, stopping at the ends (rule R13).
std::int16_t stepped(const Plan& plan, std::int16_t grade, std::int64_t steps) {
  const std::int16_t direction = steps < 0 ? -1 : 1;
  std::int64_t left = std::min<std::int64_t>(steps < 0 ? -steps : steps, 64);
  std::int16_t at = grade;
  for (std::int16_t next = static_cast<std::int16_t>(grade + direction);
       left > 0 && next >= 0 && next < static_cast<std::int16_t>(plan.grades.size());
       next = static_cast<std::int16_t>(next + direction)) {
    if (plan.grades[static_cast<std::size_t>(next)].special) continue;
    at = next;
    --left;
  }
  return at;
}

}  // namespace

std::int16_t grade_of(const Plan& plan, std::int64_t units) {
  std::int16_t nearest = -1;
  UInt128 nearest_distance = 0;
  for (std::size_t i = 0; i < plan.grades.size(); ++i) {
    const auto& grade = plan.grades[i];
    if (grade.special || grade.low > grade.high) continue;
    if (grade.low <= units && units <= grade.high) return static_cast<std::int16_t>(i);
    const Int128 away = units < grade.low ? Int128{grade.low} - units : Int128{units} - grade.high;
    if (nearest < 0 || static_cast<UInt128>(away) < nearest_distance) {
      nearest = static_cast<std::int16_t>(i);
      nearest_distance = static_cast<UInt128>(away);
    }
  }
  return nearest;
}

bool BlockRun::sum_dimension_narrow(std::int32_t index) {
  const Dimension& dimension = plan_.dimensions[static_cast<std::size_t>(index)];
  const BoundDimension& bound = bound_.dimensions[static_cast<std::size_t>(index)];
  if (!bound.narrow) return false;
  const auto out = arena_.take<std::int64_t>(count_);
  std::fill(out.begin(), out.end(), bound.base);
  for (const std::int32_t indicator : dimension.indicators) {
    const auto units = indicators_[static_cast<std::size_t>(indicator)].units;
    for (std::uint32_t i = 0; i < count_; ++i) {
      std::int64_t sum = 0;
      const bool missing = units[i] == k_missing || out[i] == k_missing;
      if (!missing && __builtin_add_overflow(out[i], units[i], &sum)) raised_[i] = k_overflow;
      out[i] = missing ? k_missing : sum;
    }
  }
  const bool weighs = dimension.weight.millionths() != 1'000'000;
  for (std::uint32_t i = 0; i < count_; ++i) {
    std::int64_t units = out[i];
    if (units == k_missing) continue;
    if (weighs) {
      const auto product = multiply_round_once(Points::from_units(units), dimension.weight);
      if (!product) raised_[i] = k_overflow;
      units = product.value_or(Points{}).units();
    }
    if (bound.floor.given) units = std::max(units, bound.floor.units);
    if (bound.cap.given) units = std::min(units, bound.cap.units);
    out[i] = units;
  }
  dimension_units_[static_cast<std::size_t>(index)] = out;
  return true;
}

void BlockRun::sum_dimension_exact(std::int32_t index) {
  const Dimension& dimension = plan_.dimensions[static_cast<std::size_t>(index)];
  const BoundDimension& bound = bound_.dimensions[static_cast<std::size_t>(index)];
  const auto sums = arena_.take<Exact>(count_);
  const auto present = arena_.take<std::int64_t>(count_);
  const auto units = arena_.take<std::int64_t>(count_);
  std::fill(sums.begin(), sums.end(), Exact{});
  std::fill(present.begin(), present.end(), std::int64_t{0});
  for (const std::int32_t indicator : dimension.indicators) {
    const auto points = indicator_points(indicator);
    for (std::uint32_t i = 0; i < count_; ++i) {
      if (points[i].is_missing()) continue;
      sums[i] = sums[i] + points[i];
      ++present[i];
    }
  }
  const auto all = static_cast<std::int64_t>(dimension.indicators.size());
  const std::int64_t minimum = dimension.mean ? std::max(dimension.minimum, 1) : all;
  for (std::uint32_t i = 0; i < count_; ++i) {
    Exact value = present[i] < minimum ? Exact::missing() : sums[i];
    if (dimension.mean && value.is_number()) value = value / Exact::whole(present[i]);
    value = limited((dimension.base + value) * dimension.weight.exact(), bound.floor, bound.cap);
    if (value.is_error()) raised_[i] = special_of(value);
    if (value.is_number() && plan_.round_at != RoundAt::total) value = value.rounded(plan_.places);
    sums[i] = value;
    const auto rounded = value.round_units(plan_.places);
    if (value.is_number() && !rounded) raised_[i] = k_overflow;
    units[i] = rounded.value_or(k_missing);
  }
  dimension_units_[static_cast<std::size_t>(index)] = units;
  if (plan_.round_at == RoundAt::total) dimension_exact_[static_cast<std::size_t>(index)] = sums;
}

void BlockRun::run_dimension(std::int32_t index) {
  if (!sum_dimension_narrow(index)) sum_dimension_exact(index);
}

std::span<const Exact> BlockRun::dimension_points(std::int32_t index) {
  const auto at = static_cast<std::size_t>(index);
  if (!dimension_exact_[at].empty()) return dimension_exact_[at];
  const auto out = arena_.take<Exact>(count_);
  for (std::uint32_t i = 0; i < count_; ++i)
    out[i] = exact_of_units(dimension_units_[at][i], plan_.places);
  return out;
}

/// All dimensions are whole units: one integer sum. Subjects with a missing dimension are left to total_exact.
bool BlockRun::total_narrow(BlockResults& results) {
  if (plan_.round_at == RoundAt::total) return false;
  for (std::uint32_t i = 0; i < count_; ++i) {
    std::int64_t sum = plan_.base;
    bool missing = false;
    for (const auto& units : dimension_units_) {
      missing = missing || units[i] == k_missing;
      if (!missing && __builtin_add_overflow(sum, units[i], &sum)) raised_[i] = k_overflow;
    }
    if (missing) {
      const auto rounded = total_exact(i, results).round_units(plan_.places);
      sum = rounded.value_or(0);
    }
    raw_total_units_[i] = sum;
    total_units_[i] = std::clamp(sum, plan_.floor, plan_.cap);
  }
  return true;
}

Exact BlockRun::total_exact(std::size_t i, BlockResults& results) {
  Exact sum;
  Exact weights_present;
  Exact weights_all;
  int present = 0;
  for (std::size_t d = 0; d < plan_.dimensions.size(); ++d) {
    const Exact weight = plan_.dimensions[d].weight.exact();
    const Exact points = dimension_exact_[d].empty()
                             ? exact_of_units(dimension_units_[d][i], plan_.places)
                             : dimension_exact_[d][i];
    weights_all = weights_all + weight;
    if (points.is_missing()) continue;
    sum = sum + points;
    weights_present = weights_present + weight;
    ++present;
  }
  const auto not_rated = [&](std::uint16_t reason) {
    if (results.reason[i] == k_rated) results.reason[i] = reason;
    return Exact{};
  };
  if (present < plan_.minimum_dimensions) return not_rated(k_reason_few_dimensions);
  if (present < static_cast<int>(plan_.dimensions.size())) {
    if (plan_.missing_dimension == MissingDimension::not_rated)
      return not_rated(k_reason_dimension_missing);
    if (plan_.missing_dimension == MissingDimension::share_out)
      sum = sum * (weights_all / weights_present);
    if (sum.is_missing()) return not_rated(k_reason_dimension_missing);
  }
  sum = Exact::decimal(plan_.base, plan_.places) + sum;
  if (sum.is_error()) raised_[i] = special_of(sum);
  return sum;
}

void BlockRun::run_total(BlockResults& results) {
  total_units_ = arena_.take<std::int64_t>(count_);
  raw_total_units_ = arena_.take<std::int64_t>(count_);
  if (!plan_.has_points) {
    std::fill(raw_total_units_.begin(), raw_total_units_.end(), std::int64_t{0});
    std::fill(total_units_.begin(), total_units_.end(), std::int64_t{0});
  } else if (plan_.minimum_dimensions > static_cast<int>(plan_.dimensions.size()) ||
             !total_narrow(results)) {
    for (std::uint32_t i = 0; i < count_; ++i) {
      const Exact sum = total_exact(i, results);
      const auto units = sum.round_units(plan_.places);
      if (!units) raised_[i] = k_overflow;
      raw_total_units_[i] = units.value_or(0);
      total_units_[i] = std::clamp(raw_total_units_[i], plan_.floor, plan_.cap);
    }
  }
  std::copy(total_units_.begin(), total_units_.end(), results.points.begin());
}

std::span<const Exact> BlockRun::total_points() {
  const auto out = arena_.take<Exact>(count_);
  for (std::uint32_t i = 0; i < count_; ++i) out[i] = Exact::decimal(total_units_[i], plan_.places);
  return out;
}

/// How many times an override applies, by position: 0 where its condition does not hold.
std::span<const std::int64_t> BlockRun::override_times(const Override& over) {
  const auto out = arena_.take<std::int64_t>(count_);
  std::fill(out.begin(), out.end(), std::int64_t{1});
  if (over.when >= 0) {
    const auto holds = truth(over.when);
    for (std::uint32_t i = 0; i < count_; ++i) out[i] = holds[i];
  }
  if (over.per >= 0) {
    const ValueColumn count = measure(over.per);
    ensure(count.exact.empty());
    const auto met = measure_raised(over.per);
    for (std::size_t i = 0; i < met.size(); ++i)
      if (met[i] != 0 && out[i] != 0) raised_[i] = met[i];  // read only where the condition holds
    for (std::uint32_t i = 0; i < count_; ++i)
      out[i] = out[i] == 0 || is_special(count.plain[i]) ? 0 : count.plain[i];
  }
  return out;
}

void BlockRun::override_points(BlockResults& results) {
  for (std::size_t o = 0; o < plan_.overrides.size(); ++o) {
    const Override& over = plan_.overrides[o];
    if (!is_points_override(over.kind)) continue;
    const auto times =
        override_times(over);  // reads the points that the one before left (rule R13)
    for (std::uint32_t i = 0; i < count_; ++i) {
      if (times[i] == 0) continue;
      results.overrides[i] |= std::uint64_t{1} << o;
      std::int64_t change = 0;
      std::int64_t units = over.points;
      if (over.kind != OverrideKind::points_set) {
        const std::int64_t signed_points =
            over.kind == OverrideKind::points_take ? -over.points : over.points;
        const bool lost = __builtin_mul_overflow(signed_points, times[i], &change) ||
                          __builtin_add_overflow(total_units_[i], change, &units);
        if (lost) raised_[i] = k_overflow;
      }
      total_units_[i] = std::clamp(units, plan_.floor, plan_.cap);
    }
  }
  std::copy(total_units_.begin(), total_units_.end(), results.points.begin());
}

void BlockRun::grade_by_points(BlockResults& results) {
  for (std::uint32_t i = 0; i < count_; ++i) results.grade[i] = grade_of(plan_, total_units_[i]);
}

void BlockRun::grade_by_percentile(BlockResults& results,
                                   std::span<const std::int64_t> percentiles) {
  if (percentiles.empty()) return;
  for (std::uint32_t i = 0; i < count_; ++i) {
    if (percentiles[i] != k_missing) {
      results.grade[i] = grade_of(plan_, percentiles[i]);
    } else if (results.vetoed[i] == 0 && results.reason[i] == k_rated) {
      results.reason[i] = k_reason_unranked;
    }
  }
}

/// From the last (worst) grade to the first; the first takes the rest.
void BlockRun::grade_by_conditions(BlockResults& results) {
  for (std::size_t g = plan_.grades.size(); g-- > 0;) {
    const auto& grade = plan_.grades[g];
    if (grade.special) continue;
    if (grade.when < 0) {
      for (std::uint32_t i = 0; i < count_; ++i)
        if (results.grade[i] < 0) results.grade[i] = static_cast<std::int16_t>(g);
      continue;
    }
    const auto holds = truth(grade.when);
    for (std::uint32_t i = 0; i < count_; ++i)
      if (results.grade[i] < 0 && holds[i] != 0) results.grade[i] = static_cast<std::int16_t>(g);
  }
}

void BlockRun::match_grade_overrides(BlockResults& results) {
  for (std::size_t o = 0; o < plan_.overrides.size(); ++o) {
    const Override& over = plan_.overrides[o];
    if (is_points_override(over.kind)) continue;
    override_times_[o] = override_times(over);
    for (std::uint32_t i = 0; i < count_; ++i) {
      if (override_times_[o][i] == 0) continue;
      results.overrides[i] |= std::uint64_t{1} << o;
      if (over.kind == OverrideKind::veto) results.vetoed[i] = 1;
    }
  }
}

/// Rule R13: in the declared order, each on what the one before left; after a veto nothing raises the grade.
void BlockRun::apply_grade_overrides(BlockResults& results) {
  const bool waits = plan_.grade_by == GradeBy::percentile;
  for (std::uint32_t i = 0; i < count_; ++i) {
    std::int16_t grade = results.grade[i];
    bool vetoed = false;
    for (std::size_t o = 0; o < plan_.overrides.size() && results.overrides[i] != 0; ++o) {
      const Override& over = plan_.overrides[o];
      if (is_points_override(over.kind) || override_times_[o][i] == 0) continue;
      if (grade < 0 && !(waits && over.kind == OverrideKind::veto)) continue;
      const auto target = static_cast<std::int16_t>(over.grade);
      std::int16_t next = grade;
      const std::int64_t steps = std::min<std::int64_t>(override_times_[o][i], 64) * over.steps;
      switch (over.kind) {
        case OverrideKind::veto:
        case OverrideKind::set: next = target; break;
        case OverrideKind::cap: next = std::max(grade, target); break;
        case OverrideKind::floor: next = std::min(grade, target); break;
        case OverrideKind::step_up: next = stepped(plan_, grade, -steps); break;
        case OverrideKind::step_down: next = stepped(plan_, grade, steps); break;
        default: ensure(false);
      }
      grade = vetoed ? std::max(grade, next) : next;
      vetoed = vetoed || over.kind == OverrideKind::veto;
    }
    results.grade[i] = results.reason[i] == k_rated ? grade : std::int16_t{-1};
    if (results.reason[i] != k_rated) results.overrides[i] = 0;
  }
}

}  // namespace sanqu::evaluation
