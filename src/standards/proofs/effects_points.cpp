// SPDX-License-Identifier: Apache-2.0
// Effects from values to the total: points, what is missing, dimensions.
#include <fmt/core.h>
#include <algorithm>

#include "standards/proofs/effects.hpp"

namespace sanqu::standards::proofs {

namespace {

Exact exact_of(const Decimal& decimal) { return Exact::decimal(decimal.units, decimal.places); }

/// Points by rising value: 1 never fall, -1 never rise, 0 neither.
int direction_of(const PlanPoints& points) {
  bool rises = false;
  bool falls = false;
  std::optional<Exact> before;
  if (points.form == PointsForm::steps) before = Exact{};
  for (const PointsPair& pair : points.pairs) {
    const Exact now = exact_of(pair.points);
    rises = rises || (before && Exact::compare(now, *before) > 0);
    falls = falls || (before && Exact::compare(now, *before) < 0);
    before = now;
  }
  return rises && falls ? 0 : falls ? -1 : 1;
}

Obstacle obstacle(const std::string& id, const char* zh, const char* en, const Place& place) {
  return {{fmt::format("{}:{}", id, zh), fmt::format("{}: {}", id, en)}, place};
}

void add(Cause& to, const Cause& cause) {
  if (!to) to = cause;
}

/// A part that is missing counts `stand_in`: to appear moves from it to the part's reach, to vanish back.
Effect filled(const Effect& part, const Reach& reach, const Exact& stand_in) {
  Effect out{part.rise, part.fall, {}, {}};
  const bool may_exceed = !reach.high || Exact::compare(*reach.high, stand_in) > 0;
  const bool may_stay_below = !reach.low || Exact::compare(*reach.low, stand_in) < 0;
  if (may_exceed) {
    add(out.rise, part.appear);
    add(out.fall, part.vanish);
  }
  if (may_stay_below) {
    add(out.fall, part.appear);
    add(out.rise, part.vanish);
  }
  return out;
}

}  // namespace

Effects::Effects(const StandardText& text, const Plan& plan, const Intervals& intervals,
                 std::int32_t class_index)
    : text_(text), plan_(plan), intervals_(intervals), class_index_(class_index) {
  std::vector<const IndicatorText*> texts;
  for (const DimensionText& dimension : text.dimensions)
    for (const IndicatorText& indicator : dimension.indicators) texts.push_back(&indicator);
  indicators_.resize(plan.indicators.size());
  dimensions_.resize(plan.dimensions.size());
  for (const std::int32_t index : plan.order) {
    const auto at = static_cast<std::size_t>(index);
    indicators_[at] = indicator_effect(plan.indicators[at], *texts[at]);
  }
  for (std::size_t i = 0; i < plan.dimensions.size(); ++i)
    dimensions_[i] = dimension_effect(plan.dimensions[i], text.dimensions[i]);
  if (plan.has_points) total_ = total_effect();
}

Effect Effects::mapped(const Indicator& indicator, const IndicatorText& text, const Effect& value,
                       const Site& site) const {
  const PlanPoints& points = indicator.points;
  switch (points.form) {
    case PointsForm::per_unit:
      return points.node < 0 ? value : scaled(value, intervals_.node(points.node));
    case PointsForm::steps:
    case PointsForm::linear: {
      const int direction = direction_of(points);
      if (direction > 0) return value;
      if (direction < 0) return turned(value);
      return any_way(value, obstacle(text.id, "points 先升后降或先降后升",
                                     "the points go up and down with the value",
                                     text.points ? text.points->place : text.place));
    }
    default: {
      Effect out = node(points.node, site, value, intervals_.measure(indicator.measure));
      if (points.missing_first) {  // a missing value is missing before anything is worked out
        add(out.appear, value.appear);
        add(out.vanish, value.vanish);
      }
      return out;
    }
  }
}

Effect Effects::indicator_effect(const Indicator& indicator, const IndicatorText& text) const {
  const Site site{text.id, &text.measure, text.measure.place};
  const Effect value = measure(indicator.measure, site);
  if (value.none() && indicator.points.form != PointsForm::expression) return {};
  Effect out = mapped(indicator, text, value, site);
  if (indicator.missing == MissingRule::points) {
    const Reach reach = limited(intervals_.points(indicator, intervals_.measure(indicator.measure)),
                                intervals_.node(indicator.floor), intervals_.node(indicator.cap));
    out = filled(out, reach, indicator.missing_points);
  } else if (indicator.missing == MissingRule::unsaid) {
    out.appear.reset();  // the compiler proved that it is never missing
    out.vanish.reset();
  }
  return out;
}

Effect Effects::dimension_effect(const Dimension& dimension, const DimensionText& text) const {
  Effect out;
  for (const std::int32_t index : dimension.indicators) {
    const auto at = static_cast<std::size_t>(index);
    const Effect& part = indicators_[at];
    out = either(out, part);
    // `missing: not_rated` is the subject's, not the dimension's: it stays `appear` and `vanish` up to the total.
    if (dimension.mean && (part.appear || part.vanish) &&
        plan_.indicators[at].missing == MissingRule::unavailable) {
      const Obstacle cause = obstacle(text.id, "平均值的项数随记录变化",
                                      "the number of parts of the mean changes", text.place);
      out.rise = out.fall = cause;
    }
  }
  return scaled(out, {dimension.weight.exact(), dimension.weight.exact()});
}

Effect Effects::total_effect() const {
  Effect out;
  for (std::size_t i = 0; i < dimensions_.size(); ++i) {
    const Effect& part = dimensions_[i];
    const bool comes_or_goes = part.appear || part.vanish;
    if (comes_or_goes && plan_.missing_dimension == MissingDimension::zero) {
      Effect whole = filled(part, intervals_.dimension(static_cast<std::int32_t>(i)), Exact{});
      whole.appear = part.appear;  // of an indicator that says not_rated
      whole.vanish = part.vanish;
      out = either(out, whole);
    } else if (comes_or_goes && plan_.missing_dimension == MissingDimension::share_out) {
      const Obstacle cause =
          obstacle(text_.dimensions[i].id, "缺失时其权重分给其余维度",
                   "while it is missing the others have its weight", text_.dimensions[i].place);
      out = either(out, {cause, cause, part.appear, part.vanish});
    } else {
      out = either(out, part);
    }
  }
  return out;
}

}  // namespace sanqu::standards::proofs
