// SPDX-License-Identifier: Apache-2.0
// Which indicators and dimensions can go the narrow way, and the figures that their loops need.
#include <algorithm>

#include "evaluation/block_run.hpp"

namespace sanqu::evaluation {

using standards::Indicator;
using standards::k_narrow_max;
using standards::Measure;
using standards::PointsForm;
using standards::ValueType;

namespace {

/// Decimal places that a limit needs to be exact; none if it is no decimal within 12 places.
std::optional<int> places_of(const Exact& value) {
  for (int places = 0; places <= 12; ++places) {
    const auto units = value.round_units(places);
    if (units && Exact::compare(Exact::decimal(*units, places), value) == 0) return places;
  }
  return std::nullopt;
}

bool fits(Int128 low, Int128 high) { return low > -k_narrow_max && high < k_narrow_max; }

/// Brings a limit into the narrow lane at `places`; false if it is not exact there or too large.
bool bind_limit(const Binding& binding, std::int32_t node, int& places, BoundLimit& out) {
  if (node < 0) return true;
  const Exact value = binding.constant_value(node);
  const auto needed = places_of(value);
  if (!needed) return false;
  places = std::max(places, *needed);
  out.given = true;
  out.exact = value;
  return true;
}

bool settle_limit(BoundLimit& limit, int places) {
  if (!limit.given) return true;
  const auto units = limit.exact.round_units(places);
  limit.units = units.value_or(0);
  return units && fits(*units, *units);
}

Exact exact_of(Decimal decimal) { return Exact::decimal(decimal.units, decimal.places); }

void bind_steps(const Indicator& indicator, int value_places, BoundIndicator& out) {
  out.results.push_back(0);
  for (const auto& pair : indicator.points.pairs) {
    out.bounds.push_back(first_unit(exact_of(pair.bound), false, value_places));
    out.results.push_back(exact_of(pair.points).round_units(out.places).value_or(0));
  }
}

/// True when value -> points -> limits can run in 64 bits.
bool bind_narrow(const Binding& binding, const Indicator& indicator, const Measure& measure,
                 BoundIndicator& out) {
  const Plan& plan = binding.plan;
  const bool is_truth = measure.type == ValueType::truth;
  const auto& points = indicator.points;
  int natural = 0;
  Int128 low = is_truth ? 0 : measure.low;
  Int128 high = is_truth ? 1 : measure.high;
  Exact factor = Exact::whole(1);
  if (points.form == PointsForm::per_unit) {
    if (!is_truth && (!measure.narrow || measure.type != ValueType::number)) return false;
    natural = is_truth ? 0 : measure.places;
    if (points.node >= 0) factor = binding.constant_value(points.node);
    const auto factor_places = places_of(factor);
    if (!factor_places) return false;
    natural += *factor_places;
    out.factor = factor.round_units(*factor_places).value_or(0);
  } else if (points.form == PointsForm::steps) {
    if (!is_truth && (!measure.narrow || measure.type != ValueType::number)) return false;
    for (const auto& pair : points.pairs) natural = std::max(natural, pair.points.places);
  } else if (points.form == PointsForm::expression) {
    const auto& node = plan.node(points.node);
    if (!node.narrow) return false;
    natural = node.places;
    low = node.low;
    high = node.high;
  } else {
    return false;
  }
  out.places = std::max(natural, plan.places);
  if (!bind_limit(binding, indicator.floor, out.places, out.floor)) return false;
  if (!bind_limit(binding, indicator.cap, out.places, out.cap)) return false;
  if (out.places > 18) return false;
  if (!settle_limit(out.floor, out.places) || !settle_limit(out.cap, out.places)) return false;
  if (points.form == PointsForm::steps) {
    bind_steps(indicator, is_truth ? 0 : measure.places, out);
    return std::all_of(out.results.begin(), out.results.end(),
                       [](std::int64_t r) { return fits(r, r); });
  }
  const Int128 scale = pow10(out.places - natural);
  if (!fits(-Int128{out.factor < 0 ? -out.factor : out.factor} * scale, 0)) return false;
  out.factor *= static_cast<std::int64_t>(scale);
  const Int128 a = low * out.factor;
  const Int128 b = high * out.factor;
  return fits(std::min(a, b), std::max(a, b));
}

}  // namespace

BoundPlan::BoundPlan(const Plan& plan, const Snapshot& snapshot, Date as_of)
    : binding(plan, snapshot, as_of) {
  for (const Indicator& indicator : plan.indicators) {
    const Measure& measure = plan.measures[static_cast<std::size_t>(indicator.measure)];
    BoundIndicator bound;
    bound.narrow = plan.round_at == standards::RoundAt::indicator &&
                   bind_narrow(binding, indicator, measure, bound);
    if (!bound.narrow) {
      bound.floor = binding.limit(indicator.floor, plan.places);
      bound.cap = binding.limit(indicator.cap, plan.places);
    }
    bound.missing_units = indicator.missing_points.round_units(plan.places).value_or(0);
    indicators.push_back(std::move(bound));
  }
  for (const auto& dimension : plan.dimensions) {
    BoundDimension bound;
    int places = plan.places;
    const auto base_places = places_of(dimension.base);
    bound.narrow = plan.round_at == standards::RoundAt::indicator && !dimension.mean &&
                   base_places && *base_places <= plan.places &&
                   bind_limit(binding, dimension.floor, places, bound.floor) &&
                   bind_limit(binding, dimension.cap, places, bound.cap) && places == plan.places &&
                   settle_limit(bound.floor, places) && settle_limit(bound.cap, places);
    bound.base = dimension.base.round_units(plan.places).value_or(0);
    if (!bound.narrow) {
      bound.floor = binding.limit(dimension.floor, plan.places);
      bound.cap = binding.limit(dimension.cap, plan.places);
    }
    dimensions.push_back(bound);
  }
}

}  // namespace sanqu::evaluation
