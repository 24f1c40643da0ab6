// SPDX-License-Identifier: Apache-2.0
// The steps of a block in their order; scope, measures and indicators. Dimensions, totals, grades and overrides are in
// composition.cpp.
#include "evaluation/block_run.hpp"

#include <algorithm>

#include "core/ensure.hpp"

namespace sanqu::evaluation {

using standards::Aggregate;
using standards::Indicator;
using standards::Measure;
using standards::MissingRule;
using standards::PointsForm;
using standards::RoundAt;
using standards::ValueType;

namespace {

/// Whichever lane the value travels in.
bool is_missing_at(const ValueColumn& value, std::size_t i) {
  return value.exact.empty() ? value.plain[i] == k_missing : value.exact[i].is_missing();
}

Exact exact_of(Decimal decimal) { return Exact::decimal(decimal.units, decimal.places); }

/// Straight lines between the pairs, flat outside (section 6.4).
Exact on_line(const std::vector<standards::PointsPair>& pairs, const Exact& value) {
  if (!value.is_number()) return value;
  if (Exact::compare(value, exact_of(pairs.front().bound)) <= 0)
    return exact_of(pairs.front().points);
  for (std::size_t i = 1; i < pairs.size(); ++i) {
    const Exact right = exact_of(pairs[i].bound);
    if (Exact::compare(value, right) > 0) continue;
    const Exact left = exact_of(pairs[i - 1].bound);
    const Exact from = exact_of(pairs[i - 1].points);
    return from + (exact_of(pairs[i].points) - from) * ((value - left) / (right - left));
  }
  return exact_of(pairs.back().points);
}

Exact on_steps(const std::vector<standards::PointsPair>& pairs, const Exact& value) {
  if (!value.is_number()) return value;
  Exact out;
  for (const auto& pair : pairs) {
    if (Exact::compare(value, exact_of(pair.bound)) < 0) break;
    out = exact_of(pair.points);
  }
  return out;
}

std::int64_t special_of(const Exact& value) { return value.is_overflow() ? k_overflow : k_no_row; }

/// What comparisons met on the way, of a run over all positions of the block.
void note_raised(const ExpressionRun& run, std::span<std::int64_t> raised) {
  for (std::size_t i = 0; i < run.raised().size(); ++i)
    if (run.raised()[i] != 0) raised[i] = run.raised()[i];
}

}  // namespace

BlockRun::BlockRun(const BoundPlan& bound, Arena& arena, std::uint32_t first_subject,
                   std::uint32_t count, const Exclusion* excluded)
    : bound_(bound),
      binding_(bound.binding),
      plan_(bound.binding.plan),
      arena_(arena),
      first_(first_subject),
      count_(count),
      measures_(binding_, arena, first_subject, count, excluded),
      positions_(arena.take<std::uint32_t>(count)),
      raised_(arena.take<std::int64_t>(count)),
      measure_columns_(plan_.measures.size()),
      measure_done_(plan_.measures.size(), false),
      measure_raised_(plan_.measures.size()),
      indicators_(plan_.indicators.size()),
      dimension_units_(plan_.dimensions.size()),
      dimension_exact_(plan_.dimensions.size()),
      override_times_(plan_.overrides.size()) {
  for (std::uint32_t i = 0; i < count; ++i) positions_[i] = i;
  std::fill(raised_.begin(), raised_.end(), std::int64_t{0});
}

ExpressionRun BlockRun::subject_run() {
  return ExpressionRun(binding_, arena_, RowSet{nullptr, positions_, first_, this, {}});
}

std::span<const std::uint8_t> BlockRun::truth(std::int32_t node) {
  ExpressionRun run = subject_run();
  const auto out = run.truth(node);
  note_raised(run, raised_);
  return out;
}

BlockResults BlockRun::run(std::span<const std::int64_t> percentiles) {
  BlockResults results;
  results.first_subject = first_;
  results.count = count_;
  results.reason = arena_.take<std::uint16_t>(count_);
  results.points = arena_.take<std::int64_t>(count_);
  results.grade = arena_.take<std::int16_t>(count_);
  results.overrides = arena_.take<std::uint64_t>(count_);
  results.vetoed = arena_.take<std::uint8_t>(count_);
  std::fill(results.reason.begin(), results.reason.end(), std::uint16_t{k_rated});
  std::fill(results.points.begin(), results.points.end(), std::int64_t{0});
  std::fill(results.grade.begin(), results.grade.end(), std::int16_t{-1});
  std::fill(results.overrides.begin(), results.overrides.end(), std::uint64_t{0});
  std::fill(results.vetoed.begin(), results.vetoed.end(), std::uint8_t{0});

  decide_scope(results);
  // From here on a subject that is not rated stays so; its columns are worked out like the others' and not read.
  for (const std::int32_t index : plan_.order) run_indicator(index, results);
  for (std::size_t i = 0; i < plan_.dimensions.size(); ++i)
    run_dimension(static_cast<std::int32_t>(i));
  take_errors(results);  // an error is told as such, not as the missing part that it leaves
  run_total(results);
  override_points(results);
  match_grade_overrides(results);
  take_errors(results);
  switch (plan_.grade_by) {
    case standards::GradeBy::points: grade_by_points(results); break;
    case standards::GradeBy::conditions: grade_by_conditions(results); break;
    case standards::GradeBy::percentile: grade_by_percentile(results, percentiles); break;
  }
  take_errors(results);
  apply_grade_overrides(results);
  for (const auto& column : indicators_) results.indicator_points.emplace_back(column.units);
  for (const auto& column : dimension_units_) results.dimension_points.emplace_back(column);
  return results;
}

/// Rule R14: not rated is decided first: kind, `where`, then the declared reasons in their order.
void BlockRun::decide_scope(BlockResults& results) {
  const Column& kinds = binding_.snapshot.attributes.back();
  for (std::uint32_t i = 0; i < count_; ++i) {
    const std::int64_t kind = kinds.at(first_ + i);
    const bool inside =
        std::find(plan_.kinds.begin(), plan_.kinds.end(), kind) != plan_.kinds.end();
    if (!inside) results.reason[i] = k_reason_kind;
  }
  const auto note = [&](std::int32_t node, bool wanted, std::uint16_t reason) {
    const auto holds = truth(node);
    take_errors(results);
    for (std::uint32_t i = 0; i < count_; ++i)
      if (results.reason[i] == k_rated && (holds[i] != 0) == wanted) results.reason[i] = reason;
  };
  if (plan_.where >= 0) note(plan_.where, false, k_reason_where);
  for (std::size_t r = 0; r < plan_.reasons.size(); ++r) {
    note(plan_.reasons[r].when, true, static_cast<std::uint16_t>(k_reason_declared + r));
  }
}

/// An error of the standard that the subject met on the way (R18, arithmetic) makes it not rated, with that reason.
void BlockRun::take_errors(BlockResults& results) {
  for (std::uint32_t i = 0; i < count_; ++i) {
    if (raised_[i] == 0) continue;
    if (results.reason[i] == k_rated)
      results.reason[i] = raised_[i] == k_overflow ? k_reason_overflow : k_reason_no_row;
    raised_[i] = 0;
  }
}

ValueColumn BlockRun::measure(std::int32_t index) {
  const auto at = static_cast<std::size_t>(index);
  if (measure_done_[at]) return measure_columns_[at];
  const auto raised = arena_.take<std::int64_t>(count_);
  std::fill(raised.begin(), raised.end(), std::int64_t{0});
  const ValueColumn value = expose(plan_.measures[at], measured(index, raised), raised);
  measure_columns_[at] = value;
  measure_done_[at] = true;
  const bool any = std::any_of(raised.begin(), raised.end(), [](auto flag) { return flag != 0; });
  if (any) measure_raised_[at] = raised;
  return value;
}

/// A measure's value before its exposure.
ValueColumn BlockRun::measured(std::int32_t index, std::span<std::int64_t> raised) {
  const Measure& plan_measure = plan_.measures[static_cast<std::size_t>(index)];
  ValueColumn value;
  if (plan_measure.aggregate == Aggregate::expression) {
    ExpressionRun run = subject_run();
    if (plan_measure.type == ValueType::number && !plan_.node(plan_measure.expression).narrow) {
      value.exact = run.exact(plan_measure.expression);
    } else {
      const Operand units = run.plain(plan_measure.expression);
      const auto out = arena_.take<std::int64_t>(count_);
      for (std::uint32_t i = 0; i < count_; ++i) out[i] = units[i];
      value.plain = out;
    }
    note_raised(run, raised);
  } else if (plan_measure.aggregate == Aggregate::share) {
    // The numerator is this selection's count; the measure below is a count too.
    Measure const& below = plan_.measures[static_cast<std::size_t>(plan_measure.share_of)];
    ensure(below.aggregate == Aggregate::count);
    const ValueColumn whole = measure(plan_measure.share_of);
    const auto below_raised = measure_raised(plan_measure.share_of);
    std::copy(below_raised.begin(), below_raised.end(), raised.begin());
    const ValueColumn part = measures_.run(index, raised);
    const auto out = arena_.take<Exact>(count_);
    for (std::uint32_t i = 0; i < count_; ++i) out[i] = Exact::ratio(part.plain[i], whole.plain[i]);
    value.exact = out;
  } else {
    value = measures_.run(index, raised);
  }
  return value;
}

/// Exposure (`per`): the value x times / the exposure; zero or missing exposure gives missing (rule R8).
ValueColumn BlockRun::expose(const Measure& plan_measure, ValueColumn value,
                             std::span<std::int64_t> raised) {
  if (plan_measure.per < 0) return value;
  ExpressionRun run = subject_run();
  const auto exposure = run.exact(plan_measure.per);
  note_raised(run, raised);
  const auto out = arena_.take<Exact>(count_);
  const int places = plan_measure.aggregate == Aggregate::expression
                         ? plan_.node(plan_measure.expression).places
                         : plan_measure.places;
  for (std::uint32_t i = 0; i < count_; ++i) {
    const Exact own = value.exact.empty() ? exact_of_units(value.plain[i], places) : value.exact[i];
    out[i] = own * plan_measure.per_times / exposure[i];
  }
  return {{}, out};
}

ValueColumn BlockRun::indicator_value(std::int32_t index) {
  return measure(plan_.indicators[static_cast<std::size_t>(index)].measure);
}

/// Value -> points in 64 bits, before limits; specials stay what they are.
void BlockRun::narrow_points(const BoundIndicator& bound, const Indicator& indicator,
                             ValueColumn value, std::span<std::int64_t> out) {
  if (indicator.points.form == PointsForm::steps) {
    for (std::uint32_t i = 0; i < count_; ++i) {
      const std::int64_t v = value.plain[i];
      std::size_t step = 0;
      while (step < bound.bounds.size() && v >= bound.bounds[step]) ++step;
      out[i] = is_special(v) ? v : bound.results[step];
    }
    return;
  }
  Operand units{value.plain.data(), 1};
  if (indicator.points.form == PointsForm::expression) {
    ExpressionRun run(binding_, arena_, RowSet{nullptr, positions_, first_, this, value});
    units = run.plain(indicator.points.node);
    note_raised(run, raised_);
  }
  const auto factor = static_cast<std::uint64_t>(bound.factor);
  for (std::uint32_t i = 0; i < count_; ++i) {
    const std::int64_t v = units[i];  // the product is proved to fit; of a special it is not used
    const auto product = static_cast<std::int64_t>(static_cast<std::uint64_t>(v) * factor);
    out[i] = is_special(v) ? v : product;
  }
  if (!indicator.points.missing_first) return;
  for (std::uint32_t i = 0; i < count_; ++i)
    if (is_missing_at(value, i)) out[i] = k_missing;
}

/// Limits and the one rounding, half away from zero; then what missing gives.
void BlockRun::settle_narrow(const BoundIndicator& bound, const Indicator& indicator,
                             std::span<std::int64_t> units, BlockResults& results) {
  const std::int64_t low = bound.floor.given ? bound.floor.units : -standards::k_narrow_max;
  const std::int64_t high = bound.cap.given ? bound.cap.units : standards::k_narrow_max;
  const std::int64_t divisor = pow10(bound.places - plan_.places);
  const std::int64_t half = divisor / 2;
  std::int64_t lowest = 0;
  for (std::uint32_t i = 0; i < count_; ++i) {
    const std::int64_t v = units[i];
    lowest = std::min(lowest, v);
    const std::int64_t limited = std::min(std::max(v, low), high);
    units[i] = is_special(v) ? v : limited;
  }
  if (divisor > 1) {
    for (std::uint32_t i = 0; i < count_; ++i) {
      const std::int64_t v = units[i];
      if (v == 0 || is_special(v)) continue;
      units[i] = (v + (v < 0 ? -half : half)) / divisor;  // the divisor is even
    }
  }
  const bool any_special = is_special(lowest);
  if (!any_special) return;
  for (std::uint32_t i = 0; i < count_; ++i) {
    if (!is_special(units[i])) continue;
    if (units[i] != k_missing) raised_[i] = units[i];
    settle_missing(indicator, bound, i, units, {}, results);
  }
}

std::span<Exact> BlockRun::exact_points(const Indicator& indicator, ValueColumn value,
                                        int value_places) {
  const auto out = arena_.take<Exact>(count_);
  if (indicator.points.form == PointsForm::expression) {
    ExpressionRun run(binding_, arena_, RowSet{nullptr, positions_, first_, this, value});
    const auto values = run.exact(indicator.points.node);
    std::copy(values.begin(), values.end(), out.begin());
    for (std::uint32_t i = 0; i < count_ && indicator.points.missing_first; ++i) {
      if (is_missing_at(value, i)) out[i] = Exact::missing();
    }
    note_raised(run, raised_);
    return out;
  }
  const Exact factor =
      indicator.points.node >= 0 ? binding_.constant_value(indicator.points.node) : Exact::whole(1);
  for (std::uint32_t i = 0; i < count_; ++i) {
    const Exact v =
        value.exact.empty() ? exact_of_units(value.plain[i], value_places) : value.exact[i];
    switch (indicator.points.form) {
      case PointsForm::linear: out[i] = on_line(indicator.points.pairs, v); break;
      case PointsForm::steps: out[i] = on_steps(indicator.points.pairs, v); break;
      default: out[i] = v * factor; break;
    }
  }
  return out;
}

std::span<const Exact> BlockRun::raw_points(std::int32_t index) {
  const Indicator& indicator = plan_.indicators[static_cast<std::size_t>(index)];
  const Measure& plan_measure = plan_.measures[static_cast<std::size_t>(indicator.measure)];
  return exact_points(indicator, measure(indicator.measure),
                      plan_measure.type == ValueType::number ? plan_measure.places : 0);
}

void BlockRun::settle_missing(const Indicator& indicator, const BoundIndicator& bound,
                              std::size_t i, std::span<std::int64_t> units, std::span<Exact> exact,
                              BlockResults& results) {
  switch (indicator.missing) {
    case MissingRule::points:
      units[i] = bound.missing_units;
      if (!exact.empty()) exact[i] = indicator.missing_points;
      return;
    case MissingRule::not_rated:
      if (results.reason[i] == k_rated && raised_[i] == 0) {
        results.reason[i] = k_reason_indicator_missing;
      }
      [[fallthrough]];
    default:
      units[i] = k_missing;
      if (!exact.empty()) exact[i] = Exact::missing();
  }
}

/// Value -> points -> limits -> rounding (rule R12).
void BlockRun::run_indicator(std::int32_t index, BlockResults& results) {
  const Indicator& indicator = plan_.indicators[static_cast<std::size_t>(index)];
  const BoundIndicator& bound = bound_.indicators[static_cast<std::size_t>(index)];
  const Measure& plan_measure = plan_.measures[static_cast<std::size_t>(indicator.measure)];
  IndicatorColumn& column = indicators_[static_cast<std::size_t>(index)];
  column.value = measure(indicator.measure);
  const auto met = measure_raised(indicator.measure);
  for (std::size_t i = 0; i < met.size(); ++i)
    if (met[i] != 0) raised_[i] = met[i];
  if (column.units.empty()) column.units = arena_.take<std::int64_t>(count_);
  if (bound.narrow) {
    narrow_points(bound, indicator, column.value, column.units);
    settle_narrow(bound, indicator, column.units, results);
    return;
  }
  const auto exact = exact_points(indicator, column.value,
                                  plan_measure.type == ValueType::number ? plan_measure.places : 0);
  for (std::uint32_t i = 0; i < count_; ++i) {
    Exact points = exact[i];
    if (points.is_error()) raised_[i] = special_of(points);
    if (!points.is_number()) {
      settle_missing(indicator, bound, i, column.units, exact, results);
      continue;
    }
    if (bound.floor.given && Exact::compare(points, bound.floor.exact) < 0)
      points = bound.floor.exact;
    if (bound.cap.given && Exact::compare(points, bound.cap.exact) > 0) points = bound.cap.exact;
    exact[i] = points;
    const auto units = points.round_units(plan_.places);
    if (!units) raised_[i] = k_overflow;
    column.units[i] = units.value_or(0);
  }
  if (plan_.round_at != RoundAt::indicator) column.exact = exact;
}

std::span<const Exact> BlockRun::indicator_points(std::int32_t index) {
  const IndicatorColumn& column = indicators_[static_cast<std::size_t>(index)];
  if (!column.exact.empty()) return column.exact;
  const auto out = arena_.take<Exact>(count_);
  for (std::uint32_t i = 0; i < count_; ++i) out[i] = exact_of_units(column.units[i], plan_.places);
  return out;
}

}  // namespace sanqu::evaluation
