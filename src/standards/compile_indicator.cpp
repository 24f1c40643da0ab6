// SPDX-License-Identifier: Apache-2.0
// Indicators and dimensions (sections 5, 6.4 and 6.5): the order in which indicators read one another, how a value becomes
// points, and how far points can reach.
#include <algorithm>

#include "core/ensure.hpp"
#include "standards/compile.hpp"
#include "standards/errors.hpp"
#include "standards/share.hpp"

namespace sanqu::standards {

using namespace errors;

namespace {

Exact exact_of(Decimal decimal) { return Exact::decimal(decimal.units, decimal.places); }

void widen(Reach& reach, const Exact& value) {
  if (!reach.low || Exact::compare(value, *reach.low) < 0) reach.low = value;
  if (!reach.high || Exact::compare(value, *reach.high) > 0) reach.high = value;
}

/// Which indicators an expression reads by value_of and points_of.
void collect_references(const Expression& tree, std::vector<std::string>& out) {
  const bool call =
      tree.kind == Expression::Kind::call && (tree.name == "value_of" || tree.name == "points_of");
  if (call && tree.children.size() == 1) out.push_back(tree.children[0].name);
  for (const Expression& child : tree.children) collect_references(child, out);
}

std::vector<std::string> references_of(const IndicatorText& text) {
  std::vector<std::string> out;
  for (const ExpressionText* expression : {&text.measure.of, &text.measure.per}) {
    if (expression->given()) collect_references(expression->tree, out);
  }
  if (text.points && text.points->expression.given())
    collect_references(text.points->expression.tree, out);
  return out;
}

/// Depth-first order of reading; a circle is reported with the whole round.
class Ordering {
 public:
  explicit Ordering(Compiler& c) : c_(c), state_(c.plan.indicators.size(), State::open) {}

  bool visit(std::int32_t index) {
    const auto at = static_cast<std::size_t>(index);
    if (state_[at] == State::done) return true;
    path_.push_back(c_.plan.indicators[at].id);
    if (state_[at] == State::entered) {
      std::string round;
      const auto first = std::find(path_.begin(), path_.end() - 1, path_.back());
      for (auto it = first; it != path_.end(); ++it) round += (round.empty() ? "" : " -> ") + *it;
      c_.report(k_circular, c_.indicator_texts[at]->place, {round});
      return false;
    }
    state_[at] = State::entered;
    for (const std::string& id : references_of(*c_.indicator_texts[at])) {
      const auto found = c_.expressions.indicator_of.find(id);
      if (found != c_.expressions.indicator_of.end() && !visit(found->second)) return false;
    }
    state_[at] = State::done;
    path_.pop_back();
    c_.plan.order.push_back(index);
    return true;
  }

 private:
  enum class State : std::uint8_t { open, entered, done };
  Compiler& c_;
  std::vector<State> state_;
  std::vector<std::string> path_;
};

ValueShape shape_of(const Measure& measure) {
  return {measure.type,   measure.unit, measure.code_set, measure.narrow,
          measure.places, measure.low,  measure.high,     false};
}

void compile_points_form(Compiler& c, const IndicatorText& text, const Measure& measure,
                         Indicator& out) {
  const PointsText& from = *text.points;
  out.points.form = from.form;
  out.points.pairs = from.pairs;
  const ValueShape shape = shape_of(measure);
  if (from.form == PointsForm::per_unit) {
    out.points.node = compile_limit(c, from.expression);
  } else if (from.form == PointsForm::expression) {
    out.points.missing_first = true;
    out.points.node = c.expressions.compile_points(from.expression,
                                                   NameScope{.indicators = true, .value = &shape});
  } else if (from.form == PointsForm::table) {
    const auto table = c.expressions.table_of.find(from.table);
    if (table == c.expressions.table_of.end()) {
      c.report(k_unknown_table, from.place, {from.table});
      return;
    }
    // The table reads `value` as its one key: compiled as the call t(value).
    ExpressionText call{from.table + "(value)", {}, from.place};
    call.tree.kind = Expression::Kind::call;
    call.tree.name = from.table;
    call.tree.children.resize(1);
    call.tree.children[0].kind = Expression::Kind::name;
    call.tree.children[0].name = "value";
    out.points.form = PointsForm::expression;
    out.points.missing_first = true;
    out.points.node =
        c.expressions.compile_points(call, NameScope{.attributes = false, .value = &shape});
  } else if (from.pairs.empty()) {
    c.report(k_value_form, from.place, {"points"});
  }
}

void check_points_type(Compiler& c, const IndicatorText& text, const Measure& measure,
                       const Indicator& out) {
  if (out.points.form == PointsForm::expression) return;
  const bool number = measure.type == ValueType::number || measure.type == ValueType::truth;
  if (!number)
    c.report(k_type, text.place, {text.id, "数字(或给出 table)", "a number (or a table)"});
  // Money may be mapped per unit (so many points a yuan), by steps and by lines: each says what a yuan is worth.
  // Left to stand for points itself it may not: a sum of money is no number of points.
  if (measure.unit == Unit::money && !text.points)
    c.report(k_unit, text.place, {"金额", "分值", "money", "points"});
}

Reach node_reach(const Plan& plan, const Node& node) {
  if (node.kind == NodeKind::table) {  // its results, however far its keys reach
    const PlanTable& table = plan.tables[static_cast<std::size_t>(node.index)];
    Reach reach;
    for (const std::int64_t units : table.results)
      widen(reach, Exact::decimal(units, table.places));
    if (table.otherwise) widen(reach, Exact::decimal(*table.otherwise, table.places));
    return reach;
  }
  if (!node.narrow) return {};
  return {Exact::decimal(node.low, node.places), Exact::decimal(node.high, node.places)};
}

Reach points_reach(const Compiler& c, const Measure& measure, const Indicator& out) {
  Reach value;
  if (measure.type == ValueType::truth ||
      (measure.aggregate == Aggregate::share && is_part_of_whole(c.plan, measure))) {
    value = {Exact{}, Exact::whole(1)};
  } else if (measure.aggregate == Aggregate::share) {
    value.low = Exact{};
  } else if (measure.narrow && measure.type == ValueType::number) {
    value = {Exact::decimal(measure.low, measure.places),
             Exact::decimal(measure.high, measure.places)};
  }
  Reach reach;
  switch (out.points.form) {
    case PointsForm::steps: widen(reach, Exact{}); [[fallthrough]];
    case PointsForm::linear:
      for (const PointsPair& pair : out.points.pairs) widen(reach, exact_of(pair.points));
      return reach;
    case PointsForm::per_unit: {
      if (out.points.node < 0) return value;
      const Reach factor = limit_reach(c, out.points.node);
      if (!factor.low || !factor.high) return {};
      return product_of(value, *factor.low, *factor.high);
    }
    default:
      if (out.points.node < 0) return {};
      return node_reach(c.plan, c.plan.node(out.points.node));
  }
}

void limit(Reach& reach, const Reach& floor, const Reach& cap) {
  if (floor.low && (!reach.low || Exact::compare(*reach.low, *floor.low) < 0))
    reach.low = floor.low;
  if (cap.high && (!reach.high || Exact::compare(*reach.high, *cap.high) > 0))
    reach.high = cap.high;
  if (floor.low && reach.high && Exact::compare(*reach.high, *floor.low) < 0)
    reach.high = floor.low;
  if (cap.high && reach.low && Exact::compare(*reach.low, *cap.high) > 0) reach.low = cap.high;
}

void compile_limits(Compiler& c, const ExpressionText& floor, const ExpressionText& cap,
                    std::int32_t& floor_node, std::int32_t& cap_node, const Place& place) {
  floor_node = compile_limit(c, floor);
  cap_node = compile_limit(c, cap);
  if (floor_node < 0 || cap_node < 0) return;
  const Reach low = limit_reach(c, floor_node);
  const Reach high = limit_reach(c, cap_node);
  if (low.high && high.low && Exact::compare(*low.high, *high.low) > 0) {
    c.report(k_limits_crossed, place, {low.high->text(), high.low->text()});
  }
}

void compile_missing(Compiler& c, const IndicatorText& text, bool may_miss, Indicator& out) {
  out.missing = text.missing;
  out.missing_points = exact_of(text.missing_points);
  if (may_miss && text.missing == MissingRule::unsaid)
    c.report(k_missing_unsaid, text.place, {text.id});  // rule R8
  if (!may_miss && text.missing != MissingRule::unsaid)
    c.report(k_missing_never, text.place, {text.id});
}

void compile_indicator(Compiler& c, std::int32_t index) {
  const IndicatorText& text = *c.indicator_texts[static_cast<std::size_t>(index)];
  const std::int32_t measure_index = compile_measure(c, text.measure);
  if (measure_index < 0) return;
  const Measure measure = c.plan.measures[static_cast<std::size_t>(measure_index)];
  Indicator out = c.plan.indicators[static_cast<std::size_t>(index)];
  out.measure = measure_index;
  if (text.points && measure.aggregate == Aggregate::each) {
    c.report(k_value_or_each, text.place, {text.id});
  } else if (text.points) {
    compile_points_form(c, text, measure, out);
  }
  check_points_type(c, text, measure, out);
  bool may_miss = measure.may_miss;
  if (out.points.form == PointsForm::expression && out.points.node >= 0) {
    may_miss = may_miss || c.plan.node(out.points.node).may_miss;
  }
  compile_missing(c, text, may_miss, out);
  compile_limits(c, text.floor, text.cap, out.floor, out.cap, text.place);
  Reach reach = points_reach(c, measure, out);
  limit(reach, limit_reach(c, out.floor), limit_reach(c, out.cap));
  if (out.missing == MissingRule::points) {
    // A side that nothing bounds stays open: what missing gives does not bound the rest.
    if (reach.low && Exact::compare(out.missing_points, *reach.low) < 0) {
      reach.low = out.missing_points;
    }
    if (reach.high && Exact::compare(out.missing_points, *reach.high) > 0) {
      reach.high = out.missing_points;
    }
  }
  if (c.plan.round_at == RoundAt::indicator) reach = rounded_reach(reach, c.plan.places);
  c.indicator_reach[static_cast<std::size_t>(index)] = reach;
  out.reach = reach;
  c.plan.indicators[static_cast<std::size_t>(index)] = std::move(out);
}

void declare(Compiler& c) {
  for (const DimensionText& text : c.text.dimensions) {
    const auto dimension_index = static_cast<std::int32_t>(c.plan.dimensions.size());
    if (c.expressions.indicator_of.contains(text.id) ||
        !c.expressions.dimension_of.emplace(text.id, dimension_index).second)
      c.report(k_duplicate_id, text.place, {text.id});
    Dimension dimension;
    dimension.id = text.id;
    dimension.title = text.title;
    dimension.mean = text.mean;
    dimension.minimum = text.minimum;
    if (text.base) dimension.base = exact_of(*text.base);
    if (text.weight)
      dimension.weight = Factor::from_millionths(units_at(*text.weight, 6).value_or(0));
    compile_limits(c, text.floor, text.cap, dimension.floor, dimension.cap, text.place);
    for (const IndicatorText& indicator : text.indicators) {
      const auto index = static_cast<std::int32_t>(c.plan.indicators.size());
      if (!c.expressions.indicator_of.emplace(indicator.id, index).second ||
          c.expressions.dimension_of.contains(indicator.id)) {
        c.report(k_duplicate_id, indicator.place, {indicator.id});
      }
      Indicator out;
      out.id = indicator.id;
      out.title = indicator.title;
      out.dimension = dimension_index;
      out.adverse = indicator.adverse;
      out.special = indicator.special;
      out.basis = indicator.basis;
      out.provisional = indicator.provisional;
      c.plan.indicators.push_back(std::move(out));
      c.indicator_texts.push_back(&indicator);
      dimension.indicators.push_back(index);
    }
    c.plan.dimensions.push_back(std::move(dimension));
  }
  if (c.plan.indicators.size() > k_indicators_max) {
    c.report(k_too_many, c.text.place, {"指标", std::to_string(k_indicators_max), "indicators"});
  }
}

}  // namespace

Reach sum_of(const Reach& a, const Reach& b) {
  Reach out;
  if (a.low && b.low) out.low = *a.low + *b.low;
  if (a.high && b.high) out.high = *a.high + *b.high;
  return out;
}

Reach rounded_reach(Reach reach, int places) {
  for (auto* side : {&reach.low, &reach.high}) {
    if (!*side) continue;
    const Exact rounded = (*side)->rounded(places);
    if (rounded.is_number()) *side = rounded;
  }
  return reach;
}

Reach product_of(const Reach& a, const Exact& factor_low, const Exact& factor_high) {
  if (!a.low || !a.high) return {};
  Reach out;
  for (const Exact& side : {*a.low, *a.high})
    for (const Exact& factor : {factor_low, factor_high}) {
      const Exact product = side * factor;
      if (!product.is_number()) return {};
      widen(out, product);
    }
  return out;
}

std::int32_t compile_limit(Compiler& c, const ExpressionText& text) {
  return text.given() ? c.expressions.compile_points(text, k_constants_only) : -1;
}

Reach limit_reach(const Compiler& c, std::int32_t node) {
  if (node < 0) return {};
  return node_reach(c.plan, c.plan.node(node));
}

void compile_dimensions(Compiler& c) {
  declare(c);
  c.indicator_reach.resize(c.plan.indicators.size());
  Ordering ordering(c);
  for (std::size_t i = 0; i < c.plan.indicators.size(); ++i) {
    if (!ordering.visit(static_cast<std::int32_t>(i))) return;
  }
  for (const std::int32_t index : std::vector<std::int32_t>(c.plan.order))
    compile_indicator(c, index);
}

}  // namespace sanqu::standards
