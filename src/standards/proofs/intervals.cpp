// SPDX-License-Identifier: Apache-2.0
#include "standards/proofs/intervals.hpp"

#include <algorithm>
#include <limits>

#include "standards/share.hpp"

namespace sanqu::standards::proofs {

namespace {

/// Larger figures are as good as no bound, and stay far from where exact fractions end.
const Exact k_far = Exact::whole(1'000'000'000'000'000);

std::optional<Exact> kept(const Exact& value) {
  if (!value.is_number() || Exact::compare(value, k_far) > 0 || Exact::compare(value, -k_far) < 0)
    return std::nullopt;
  return value;
}

/// One end of a range: a number, or beyond all numbers on one side.
struct End {
  int infinite = 0;  // -1, 0, 1
  Exact number;

  static End low_of(const Reach& a) { return a.low ? End{0, *a.low} : End{-1, {}}; }
  static End high_of(const Reach& a) { return a.high ? End{0, *a.high} : End{1, {}}; }
  int sign() const {
    if (infinite != 0) return infinite;
    return number.is_negative() ? -1 : number.is_zero() ? 0 : 1;
  }
  End times(const End& other) const {
    if (sign() == 0 || other.sign() == 0) return {};
    const int both = sign() * other.sign();
    if (infinite != 0 || other.infinite != 0) return {both, {}};
    const Exact p = number * other.number;
    return p.is_number() ? End{0, p} : End{both, {}};
  }
  bool is_below(const End& other) const {
    if (infinite != 0 || other.infinite != 0) return infinite < other.infinite;
    return Exact::compare(number, other.number) < 0;
  }
  std::optional<Exact> kept() const { return infinite != 0 ? std::nullopt : proofs::kept(number); }
};

void widen(Reach& reach, bool& first, const Exact& value) {
  if (first || (reach.low && Exact::compare(value, *reach.low) < 0)) reach.low = kept(value);
  if (first || (reach.high && Exact::compare(value, *reach.high) > 0)) reach.high = kept(value);
  first = false;
}

Reach exactly(const Exact& value) { return {value, value}; }

Reach sum(const Reach& a, const Reach& b) {
  Reach out;
  if (a.low && b.low) out.low = kept(*a.low + *b.low);
  if (a.high && b.high) out.high = kept(*a.high + *b.high);
  return out;
}

/// Any number of records: a side that one record can move is open.
Reach any_number_of(const Reach& one) {
  Reach out{Exact{}, Exact{}};
  if (!is_never_negative(one)) out.low.reset();
  if (!is_never_positive(one)) out.high.reset();
  return out;
}

Reach decay_of(const Measure& measure) {
  Reach out;
  bool first = true;
  for (const DecayStep& step : measure.decay) widen(out, first, step.factor.exact());
  return out;
}

/// Slopes between neighbouring points, and flat outside: the hull of the points, over a value anywhere.
Reach pairs_reach(const PlanPoints& points) {
  Reach out;
  bool first = true;
  if (points.form == PointsForm::steps) widen(out, first, Exact{});
  for (const PointsPair& pair : points.pairs)
    widen(out, first, Exact::decimal(pair.points.units, pair.points.places));
  return out;
}

Reach table_reach(const PlanTable& table) {
  Reach out;
  bool first = true;
  for (const std::int64_t units : table.results)
    widen(out, first, Exact::decimal(units, table.places));
  if (table.otherwise) widen(out, first, Exact::decimal(*table.otherwise, table.places));
  return out;
}

/// What is rounded lies between its rounded ends.
Reach rounded(const Reach& a, int places) {
  Reach out;
  if (a.low) out.low = kept(a.low->rounded(places));
  if (a.high) out.high = kept(a.high->rounded(places));
  return out;
}

}  // namespace

bool is_never_negative(const Reach& a) { return a.low && !a.low->is_negative(); }
bool is_never_positive(const Reach& a) { return a.high && Exact::compare(*a.high, Exact{}) <= 0; }
bool contains_zero(const Reach& a) {
  return (!a.low || Exact::compare(*a.low, Exact{}) <= 0) &&
         (!a.high || Exact::compare(*a.high, Exact{}) >= 0);
}
Reach with_zero(const Reach& a) { return hull_of(a, exactly(Exact{})); }

std::optional<Exact> width_of(const Reach& a) {
  if (!a.low || !a.high) return std::nullopt;
  return kept(*a.high - *a.low);
}

Reach hull_of(const Reach& a, const Reach& b) {
  Reach out;
  if (a.low && b.low) out.low = Exact::compare(*a.low, *b.low) < 0 ? a.low : b.low;
  if (a.high && b.high) out.high = Exact::compare(*a.high, *b.high) > 0 ? a.high : b.high;
  return out;
}

Reach negated(const Reach& a) {
  Reach out;
  if (a.high) out.low = -*a.high;
  if (a.low) out.high = -*a.low;
  return out;
}

Reach product(const Reach& a, const Reach& b) {
  End low = End::low_of(a).times(End::low_of(b));
  End high = low;
  for (const End& x : {End::low_of(a), End::high_of(a)})
    for (const End& y : {End::low_of(b), End::high_of(b)}) {
      const End p = x.times(y);
      if (p.is_below(low)) low = p;
      if (high.is_below(p)) high = p;
    }
  return {low.kept(), high.kept()};
}

Reach limited(Reach reach, const Reach& floor, const Reach& cap) {
  if (floor.low && (!reach.low || Exact::compare(*reach.low, *floor.low) < 0))
    reach.low = floor.low;
  if (cap.high && (!reach.high || Exact::compare(*reach.high, *cap.high) > 0))
    reach.high = cap.high;
  if (floor.high && reach.high && Exact::compare(*reach.high, *floor.high) < 0)
    reach.high = floor.high;
  if (cap.low && reach.low && Exact::compare(*reach.low, *cap.low) > 0) reach.low = cap.low;
  return reach;
}

Intervals::Intervals(const Plan& plan, const catalogue::Catalogue& catalogue)
    : plan_(plan), catalogue_(catalogue) {
  indicators_.resize(plan.indicators.size());
  for (const std::int32_t index : plan.order) {
    const auto at = static_cast<std::size_t>(index);
    indicators_[at] = indicator_reach(plan.indicators[at]);
  }
  total_ = exactly(Exact::decimal(plan.base, plan.places));
  for (const Dimension& dimension : plan.dimensions) {
    dimensions_.push_back(dimension_reach(dimension));
    Reach part = dimensions_.back();
    if (plan.missing_dimension == MissingDimension::zero) part = with_zero(part);
    total_ = sum(total_, part);
  }
  if (plan.missing_dimension == MissingDimension::share_out) total_ = {};
  Reach floor;
  Reach cap;
  if (plan.floor != std::numeric_limits<std::int64_t>::min())
    floor = exactly(Exact::decimal(plan.floor, plan.places));
  if (plan.cap != std::numeric_limits<std::int64_t>::max())
    cap = exactly(Exact::decimal(plan.cap, plan.places));
  total_ = limited(total_, floor, cap);
}

/// The catalogue's default limits of a number are intake's guard against nonsense, not a bound that anybody declared.
Reach Intervals::field(const catalogue::Field& field, const Node& node) const {
  if (node.type == ValueType::truth) return {Exact{}, Exact::whole(1)};
  if (node.type != ValueType::number) return {};
  Reach out{Exact::decimal(node.low, node.places), Exact::decimal(node.high, node.places)};
  const Exact guard =
      Exact::whole(field.type == catalogue::FieldType::money ? catalogue::k_money_yuan_max
                                                             : catalogue::k_number_max);
  if (Exact::compare(*out.low, -guard) <= 0) out.low.reset();
  if (Exact::compare(*out.high, guard) >= 0) out.high.reset();
  return out;
}

Reach Intervals::node(std::int32_t index, const Reach& value, std::int32_t record_class) const {
  if (index < 0) return {};
  const Node& node = plan_.node(index);
  const auto at = static_cast<std::size_t>(node.index);
  switch (node.kind) {
    case NodeKind::constant:
      if (node.type == ValueType::number) return exactly(Exact::decimal(node.imm, node.places));
      return node.type == ValueType::truth ? exactly(Exact::whole(node.imm)) : Reach{};
    case NodeKind::parameter:
      return {Exact::decimal(node.low, node.places), Exact::decimal(node.high, node.places)};
    case NodeKind::field:
      return field(catalogue_.classes[static_cast<std::size_t>(record_class)].fields[at], node);
    case NodeKind::attribute:
      if (at == catalogue_.attributes.size()) return {};
      return field(catalogue_.attributes[at], node);
    case NodeKind::value: return value;
    case NodeKind::measure: return measure(node.index);
    case NodeKind::indicator_value: return measure(plan_.indicators[at].measure);
    case NodeKind::indicator_points: return indicators_[at];
    case NodeKind::dimension_points: return at < dimensions_.size() ? dimensions_[at] : Reach{};
    case NodeKind::total_points: return total_;
    case NodeKind::table: return table_reach(plan_.tables[at]);
    default: break;
  }
  if (node.type == ValueType::truth) return {Exact{}, Exact::whole(1)};
  return arithmetic(node, value, record_class);
}

Reach Intervals::arithmetic(const Node& node, const Reach& value, std::int32_t record_class) const {
  const auto child = [&](std::size_t i) {
    return this->node(node.children[i], value, record_class);
  };
  switch (node.kind) {
    case NodeKind::negate: return negated(child(0));
    case NodeKind::add: return sum(child(0), child(1));
    case NodeKind::subtract: return sum(child(0), negated(child(1)));
    case NodeKind::multiply: return product(child(0), child(1));
    case NodeKind::divide: {
      const Reach below = child(1);
      if (below.low && below.high && !contains_zero(below)) {
        const Exact one = Exact::whole(1);
        return product(child(0), {one / *below.high, one / *below.low});
      }
      // By zero it is missing, so only the sign counts.
      Reach sign;
      if (is_never_negative(below)) sign.low = Exact{};
      if (is_never_positive(below)) sign.high = Exact{};
      return product(child(0), sign);
    }
    case NodeKind::minimum: {
      const Reach a = child(0);
      const Reach b = child(1);
      Reach out = hull_of(a, b);
      out.high = !a.high || (b.high && Exact::compare(*b.high, *a.high) < 0) ? b.high : a.high;
      return out;
    }
    case NodeKind::maximum: {
      const Reach a = child(0);
      const Reach b = child(1);
      Reach out = hull_of(a, b);
      out.low = !a.low || (b.low && Exact::compare(*b.low, *a.low) > 0) ? b.low : a.low;
      return out;
    }
    case NodeKind::absolute: {
      const Reach a = child(0);
      if (is_never_negative(a)) return a;
      Reach out = hull_of(a, negated(a));
      out.low = Exact{};
      return out;
    }
    case NodeKind::round: {
      const Reach a = child(0);  // moves by less than one
      return sum(a, {is_never_negative(a) ? Exact{} : Exact::whole(-1),
                     is_never_positive(a) ? Exact{} : Exact::whole(1)});
    }
    case NodeKind::choose: return hull_of(child(1), child(2));
    case NodeKind::months_since:
    case NodeKind::months_between: return {Exact{}, std::nullopt};
    default: return {};
  }
}

Reach Intervals::record(const Measure& measure) const {
  Reach out = exactly(Exact::whole(1));
  if (measure.aggregate == Aggregate::each || measure.aggregate == Aggregate::sum) {
    bool first = true;
    for (const Source& source : measure.sources) {
      const Reach one = node(source.value, k_anything, source.class_index);
      out = first ? one : hull_of(out, one);
      first = false;
    }
  }
  if (!measure.decay.empty()) out = product(out, with_zero(decay_of(measure)));
  out = limited(out, node(measure.each_floor), node(measure.each_cap));
  return with_zero(out);  // a record whose points are missing gives none
}

Reach Intervals::group(const Measure& measure) const {
  const PlanGroup& group = *measure.group;
  Reach one;
  switch (measure.aggregate) {
    case Aggregate::each: one = sum(any_number_of(record(measure)), exactly(group.base)); break;
    case Aggregate::count:
    case Aggregate::distinct:
    case Aggregate::sum: one = any_number_of(record(measure)); break;
    default: {
      bool first = true;
      for (const Source& source : measure.sources) {
        const Reach more = node(source.value, k_anything, source.class_index);
        one = first ? more : hull_of(one, more);
        first = false;
      }
    }
  }
  one = limited(one, node(group.floor), node(group.cap));
  if (!group.weights.empty()) {
    Reach weights;
    bool first = true;
    for (const Exact& weight : group.weights) widen(weights, first, weight);
    one = product(one, weights);
  }
  if (group.combine != Combine::sum) return one;
  if (group.take == 0) return any_number_of(one);
  return with_zero(product(one, exactly(Exact::whole(group.take))));
}

Reach Intervals::exposed(const Measure& measure, const Reach& reach) const {
  if (measure.per < 0) return reach;
  Reach below = node(measure.per);
  Reach inverse;  // an exposure as near to zero as one likes: only the sign is known
  if (below.low && below.high && !contains_zero(below)) {
    inverse = {Exact::whole(1) / *below.high, Exact::whole(1) / *below.low};
  } else {
    if (is_never_negative(below)) inverse.low = Exact{};
    if (is_never_positive(below)) inverse.high = Exact{};
  }
  return product(product(reach, exactly(measure.per_times)), inverse);
}

Reach Intervals::measure(std::int32_t index) const {
  if (index < 0) return {};
  const Measure& measure = plan_.measures[static_cast<std::size_t>(index)];
  if (measure.type == ValueType::truth) return {Exact{}, Exact::whole(1)};
  if (measure.type != ValueType::number) return {};
  if (measure.group) return exposed(measure, group(measure));
  switch (measure.aggregate) {
    case Aggregate::each:
    case Aggregate::count:
    case Aggregate::distinct:
    case Aggregate::sum: return exposed(measure, any_number_of(record(measure)));
    case Aggregate::months_since: return exposed(measure, {Exact{}, std::nullopt});
    case Aggregate::share: {
      const bool within = is_part_of_whole(plan_, measure);
      return exposed(measure, {Exact{}, within ? std::optional(Exact::whole(1)) : std::nullopt});
    }
    case Aggregate::expression: return exposed(measure, node(measure.expression));
    default: break;
  }
  Reach out;
  bool first = true;
  for (const Source& source : measure.sources) {
    const Reach more = node(source.value, k_anything, source.class_index);
    out = first ? more : hull_of(out, more);
    first = false;
  }
  return exposed(measure, out);
}

Reach Intervals::points(const Indicator& indicator, const Reach& value) const {
  switch (indicator.points.form) {
    case PointsForm::steps:
    case PointsForm::linear: return pairs_reach(indicator.points);
    case PointsForm::per_unit:
      return indicator.points.node < 0 ? value : product(value, node(indicator.points.node));
    default: return node(indicator.points.node, value);
  }
}

Reach Intervals::indicator_reach(const Indicator& indicator) const {
  Reach out = points(indicator, measure(indicator.measure));
  out = limited(out, node(indicator.floor), node(indicator.cap));
  if (indicator.missing == MissingRule::points)
    out = hull_of(out, exactly(indicator.missing_points));
  return plan_.round_at == RoundAt::indicator ? rounded(out, plan_.places) : out;
}

Reach Intervals::dimension_reach(const Dimension& dimension) const {
  Reach out = exactly(Exact{});
  bool first = true;
  for (const std::int32_t index : dimension.indicators) {
    const Reach& part = indicators_[static_cast<std::size_t>(index)];
    if (!dimension.mean) {
      out = sum(out, part);
    } else {
      out = first ? part : hull_of(out, part);
      first = false;
    }
  }
  out = sum(out, exactly(dimension.base));
  out = product(out, exactly(dimension.weight.exact()));
  out = limited(out, node(dimension.floor), node(dimension.cap));
  return plan_.round_at == RoundAt::total ? out : rounded(out, plan_.places);
}

}  // namespace sanqu::standards::proofs
