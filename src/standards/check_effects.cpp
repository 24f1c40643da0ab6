// SPDX-License-Identifier: Apache-2.0
// What a standard can do to a subject: adverse effects have their basis, limits can be met, and no single indicator
// decides more than half without the author being told.
#include <algorithm>

#include "standards/compile.hpp"
#include "standards/errors.hpp"

namespace sanqu::standards {

using namespace errors;

namespace {

Exact as_exact(std::int64_t units, int places) { return Exact::decimal(units, places); }

bool below(const Exact& a, const Exact& b) { return Exact::compare(a, b) < 0; }

/// A dimension's reach: sum or mean of its indicators, base, weight.
Reach dimension_reach(const Compiler& c, const Dimension& dimension) {
  Reach reach{Exact{}, Exact{}};
  if (dimension.mean) reach = {};
  bool first = true;
  for (const std::int32_t index : dimension.indicators) {
    const Reach& part = c.indicator_reach[static_cast<std::size_t>(index)];
    if (!dimension.mean) {
      reach = sum_of(reach, part);
      continue;
    }
    // A mean lies between the lowest and the highest of its parts.
    if (first) reach = part;
    if (!part.low || !reach.low || below(*part.low, *reach.low)) reach.low = part.low;
    if (!part.high || !reach.high || below(*reach.high, *part.high)) reach.high = part.high;
    first = false;
  }
  reach = sum_of(reach, {dimension.base, dimension.base});
  return product_of(reach, dimension.weight.exact(), dimension.weight.exact());
}

void limit_dimension(Compiler& c, const Dimension& dimension, const Place& place, Reach& reach) {
  const Reach floor = limit_reach(c, dimension.floor);
  const Reach cap = limit_reach(c, dimension.cap);
  if (floor.low && reach.high && below(*reach.high, *floor.low)) {
    c.report(k_dimension_limit, place, {dimension.id, "下限", "floor"});
  }
  if (cap.high && reach.low && below(*cap.high, *reach.low)) {
    c.report(k_dimension_limit, place, {dimension.id, "上限", "cap"});
  }
  if (cap.low && reach.high && below(*reach.high, *cap.low)) {
    c.warn(k_dimension_limit, place, {dimension.id, "上限", "cap"});
  }
  if (floor.low && (!reach.low || below(*reach.low, *floor.low))) reach.low = floor.low;
  if (cap.high && (!reach.high || below(*cap.high, *reach.high))) reach.high = cap.high;
}

/// Could it fall below zero? What can't be shown never to do so could: of an effect that nobody can bound, the author says
/// that it is adverse and on what basis, or gives it a floor of 0.
class Sign {
 public:
  explicit Sign(const Compiler& c) : c_(c) {}

  bool indicator(std::size_t index) const {
    const Indicator& indicator = c_.plan.indicators[index];
    if (const auto& low = c_.indicator_reach[index].low) return low->is_negative();
    if (indicator.measure < 0) return false;  // reported already
    if (indicator.missing == MissingRule::points && indicator.missing_points.is_negative())
      return true;
    const bool value = measure(indicator.measure);
    const std::int32_t points = indicator.points.node;
    if (indicator.points.form == PointsForm::expression) return node(points, value);
    return value || (points >= 0 && node(points, true));
  }

 private:
  bool measure(std::int32_t index) const {
    const Measure& measure = c_.plan.measures[static_cast<std::size_t>(index)];
    if (measure.per >= 0 && (measure.per_times.is_negative() || node(measure.per, true)))
      return true;
    return measure.group ? group(measure) : records(measure);
  }

  bool records(const Measure& measure) const {
    const auto lowers = [](const DecayStep& step) { return step.factor.millionths() < 0; };
    if (std::any_of(measure.decay.begin(), measure.decay.end(), lowers)) return true;
    if (measure.each_floor >= 0 && !node(measure.each_floor, true)) return false;
    if (measure.each_cap >= 0 && node(measure.each_cap, true)) return true;
    switch (measure.aggregate) {
      case Aggregate::count:
      case Aggregate::exists:
      case Aggregate::distinct:
      case Aggregate::share:
      case Aggregate::months_since: return false;
      case Aggregate::expression: return node(measure.expression, true);
      default: break;
    }
    return std::any_of(measure.sources.begin(), measure.sources.end(), [&](const Source& source) {
      return source.value >= 0 && node(source.value, true);
    });
  }

  bool group(const Measure& measure) const {
    const PlanGroup& group = *measure.group;
    for (const Exact& weight : group.weights)
      if (weight.is_negative()) return true;
    if (group.floor >= 0 && !node(group.floor, true)) return false;
    if (group.cap >= 0 && node(group.cap, true)) return true;
    return group.base.is_negative() || records(measure);
  }

  bool node(std::int32_t index, bool value) const {
    const Node& at = c_.plan.node(index);
    const auto child = [&](std::int32_t below) { return node(below, value); };
    const auto any_child = [&] {
      return std::any_of(at.children.begin(), at.children.end(), child);
    };
    if (at.kind == NodeKind::value) return value;
    if (at.type != ValueType::number) return false;
    if (at.narrow) return at.low < 0;
    switch (at.kind) {
      case NodeKind::add:
      case NodeKind::multiply:
      case NodeKind::divide:
      case NodeKind::round:
      case NodeKind::choose:
      case NodeKind::minimum: return any_child();
      case NodeKind::table: return table(c_.plan.tables[static_cast<std::size_t>(at.index)]);
      case NodeKind::maximum: return std::all_of(at.children.begin(), at.children.end(), child);
      case NodeKind::absolute:
      case NodeKind::months_since: return false;
      case NodeKind::indicator_points: return indicator(static_cast<std::size_t>(at.index));
      case NodeKind::indicator_value:
        return measure(c_.plan.indicators[static_cast<std::size_t>(at.index)].measure);
      default: return true;
    }
  }

  static bool table(const PlanTable& table) {
    return table.otherwise.value_or(0) < 0 || std::any_of(
                                                  table.results.begin(), table.results.end(),
                                                  [](std::int64_t result) { return result < 0; });
  }

  const Compiler& c_;
};

}  // namespace

void check_adverse(Compiler& c) {
  const Sign sign(c);
  for (std::size_t i = 0; i < c.plan.indicators.size(); ++i) {
    const IndicatorText& text = *c.indicator_texts[i];
    const bool can_lower = sign.indicator(i);
    if (text.adverse && text.basis.empty())
      c.report(k_no_basis, text.place, {"指标“" + text.id + "”", "indicator " + text.id});
    if (!text.adverse && can_lower) c.report(k_adverse_unsaid, text.place, {text.id});
    if (text.adverse && !can_lower) c.warn(k_adverse_sign, text.place, {text.id});
  }
}

void check_totals(Compiler& c) {
  if (!c.plan.has_points) return;
  const Exact base = as_exact(c.plan.base, c.plan.places);
  Reach total{base, base};
  for (std::size_t i = 0; i < c.plan.dimensions.size(); ++i) {
    const Dimension& dimension = c.plan.dimensions[i];
    Reach reach = dimension_reach(c, dimension);
    limit_dimension(c, dimension, c.text.dimensions[i].place, reach);
    if (c.plan.round_at != RoundAt::total) reach = rounded_reach(reach, c.plan.places);
    c.plan.dimensions[i].reach = reach;
    if (c.plan.missing_dimension == MissingDimension::zero) {
      if (reach.low && !reach.low->is_negative()) reach.low = Exact{};
      if (reach.high && reach.high->is_negative()) reach.high = Exact{};
    }
    total = sum_of(total, reach);
  }
  if (c.plan.missing_dimension == MissingDimension::share_out) {
    // The dimensions that are left stand for the others: the total stays between all at their worst and best only
    // where every dimension has the same reach per weight, so nothing is claimed.
    total = {};
  }
  if (c.text.total->floor) {
    const Exact floor = as_exact(c.plan.floor, c.plan.places);
    if (!total.low || below(*total.low, floor)) total.low = floor;
  }
  if (c.text.total->cap) {
    const Exact cap = as_exact(c.plan.cap, c.plan.places);
    if (!total.high || below(cap, *total.high)) total.high = cap;
  }
  c.plan.total_reach = total;
  if (!total.low || !total.high) return;
  const Exact range = *total.high - *total.low;
  for (std::size_t i = 0; i < c.plan.indicators.size(); ++i) {
    const Reach& reach = c.indicator_reach[i];
    if (c.plan.indicators.size() < 3 || !reach.low || !reach.high) continue;
    const auto dimension = static_cast<std::size_t>(c.plan.indicators[i].dimension);
    const Exact weighted = (*reach.high - *reach.low) * c.plan.dimensions[dimension].weight.exact();
    if (range.is_number() && weighted.is_number() && below(range, weighted + weighted)) {
      c.warn(k_decides_half, c.indicator_texts[i]->place, {c.plan.indicators[i].id});
    }
  }
}

}  // namespace sanqu::standards
