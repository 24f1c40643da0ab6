// SPDX-License-Identifier: Apache-2.0
// From indicators to the total: dimensions, what a missing one does, points overrides (sections 3, 5, 7; R12, R13).
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "evaluation/sql/expression.hpp"
#include "evaluation/sql/form.hpp"

namespace sanqu::evaluation {

using standards::Dimension;
using standards::MissingDimension;
using standards::OverrideKind;
using standards::RoundAt;

namespace {

bool is_points_override(OverrideKind kind) {
  return kind == OverrideKind::points_set || kind == OverrideKind::points_add ||
         kind == OverrideKind::points_take;
}

Number none_instead_of_missing(const Arithmetic& arithmetic, const Number& number) {
  const Number zero = arithmetic.constant(0);
  return arithmetic.cases({number.num + " IS NOT NULL"}, {number}, &zero);
}

std::string one_where(const Dialect& dialect, const std::string& condition) {
  return fmt::format("CASE WHEN {} THEN {} ELSE {} END", condition, dialect.number(1),
                     dialect.number(0));
}

}  // namespace

/// limits( weight x ( base + sum or mean ) ), each in a column of its own.
void Form::add_dimensions() {
  const auto each = [&](auto work) {
    for (std::size_t d = 0; d < plan_.dimensions.size(); ++d) {
      enter("维度 " + plan_.dimensions[d].id, "dimension " + plan_.dimensions[d].id);
      work(plan_.dimensions[d], d);
    }
  };
  std::vector<Number> sums(plan_.dimensions.size());
  std::vector<Number> presents(plan_.dimensions.size());
  open_step("dimension sums", say("各维度的指标合计", "what each dimension's indicators come to"));
  each([&](const Dimension& dimension, std::size_t d) {
    add_remark(remark(dimension.title, {}));
    Number sum = arithmetic_.constant(0);
    Number present = arithmetic_.constant(0);
    for (std::size_t i = 0; i < dimension.indicators.size(); ++i) {
      const Number& points = points_[static_cast<std::size_t>(dimension.indicators[i])];
      if (points.num.empty()) return;  // refused already
      const Number part = dimension.mean ? none_instead_of_missing(arithmetic_, points) : points;
      sum = i == 0 ? part : arithmetic_.plus(sum, part);
      if (!dimension.mean) continue;
      const Number one =
          arithmetic_.whole(one_where(dialect_, points.num + " IS NOT NULL"), {0, 1});
      present = i == 0 ? one : arithmetic_.plus(present, one);
    }
    sums[d] = keep("dimension " + dimension.id + " sum", sum);
    if (dimension.mean) presents[d] = keep("dimension " + dimension.id + " available", present);
  });
  close_step();

  open_step("weighed dimensions", say("起点、平均和权重", "base, mean and weight"));
  each([&](const Dimension& dimension, std::size_t d) {
    if (sums[d].num.empty()) return;
    Number value = sums[d];
    if (dimension.mean) {
      value.num = fmt::format("CASE WHEN {} >= {} THEN {} END", presents[d].num,
                              std::max(dimension.minimum, 1), value.num);
      value = arithmetic_.divided(value, presents[d]);
    }
    value = arithmetic_.plus(arithmetic_.constant(dimension.base), value);
    value = arithmetic_.times(value, arithmetic_.constant(dimension.weight.exact()));
    sums[d] = keep("dimension " + dimension.id + " weighed", value);
  });
  close_step();

  open_step("dimensions", say("上下限和舍入", "their limits, and the rounding"));
  each([&](const Dimension& dimension, std::size_t d) {
    if (sums[d].num.empty()) return;
    const auto floor = limit(dimension.floor);
    const auto cap = limit(dimension.cap);
    const Number limited =
        arithmetic_.limited(sums[d], floor ? &*floor : nullptr, cap ? &*cap : nullptr);
    const Number shown =
        keep("dimension " + dimension.id + " points", arithmetic_.in_units(limited, plan_.places));
    shown_dimensions_[d] = shown.num;
    dimensions_[d] = plan_.round_at == RoundAt::total
                         ? keep("dimension " + dimension.id + " exact", limited)
                         : shown;
  });
  close_step();
}

/// base + the dimensions; a missing one is shared out, nothing, or forbids a rating.
void Form::add_total() {
  enter("总分", "the total");
  total_ = arithmetic_.constant(0, pow10(plan_.places));
  if (!plan_.has_points) return;
  Number sum = arithmetic_.constant(0);
  Number weights = arithmetic_.constant(0);
  // The weights' shares of them all, over their sum in units of what divides each of them.
  Int128 common = 0;
  Int128 all_weights = 0;
  for (const Dimension& dimension : plan_.dimensions) {
    common = greatest_divisor(common, dimension.weight.millionths());
    all_weights += dimension.weight.millionths();
  }
  if (all_weights <= 0 && plan_.missing_dimension == MissingDimension::share_out)
    no_shape("和不为正的权重的分摊", "weights that are shared out and don't add up to more than 0");
  all_weights = std::max<Int128>(all_weights / std::max<Int128>(common, 1), 1);
  std::string present;
  std::vector<std::string> reasons;
  for (std::size_t d = 0; d < dimensions_.size(); ++d) {
    if (dimensions_[d].num.empty()) return;  // refused already
    const Int128 weight = plan_.dimensions[d].weight.millionths() / std::max<Int128>(common, 1);
    const std::string is_there = dimensions_[d].num + " IS NOT NULL";
    const Number part = none_instead_of_missing(arithmetic_, dimensions_[d]);
    const Number own = arithmetic_.whole(fmt::format("CASE WHEN {} THEN {} ELSE {} END", is_there,
                                                     dialect_.number(weight), dialect_.number(0)),
                                         Range::of(weight).with({0, 0}), all_weights);
    sum = d == 0 ? part : arithmetic_.plus(sum, part);
    weights = d == 0 ? own : arithmetic_.plus(weights, own);
    present += (d == 0 ? "" : " + ") + one_where(dialect_, is_there);
  }
  if (present.empty()) present = dialect_.number(0);
  open_step("dimensions added", say("可得各维度之和", "the sum of the dimensions that are there"));
  const Number together = keep("sum of dimensions", sum);
  const Number there = keep(
      "dimensions there", arithmetic_.whole(present, {0, static_cast<Int128>(dimensions_.size())}));
  const Number weighing = keep("weights there", weights);
  close_step();

  const Number count = arithmetic_.constant(static_cast<Int128>(dimensions_.size()));
  const std::string lacking = arithmetic_.compared(there, "<", count);
  const std::string few =
      arithmetic_.compared(there, "<", arithmetic_.constant(plan_.minimum_dimensions));
  Number total = together;
  std::string refused = few;
  if (plan_.missing_dimension == MissingDimension::not_rated) {
    refused = few + " OR " + lacking;
  } else if (plan_.missing_dimension == MissingDimension::share_out) {
    const Number shared = arithmetic_.divided(together, weighing);
    refused = fmt::format("{} OR ({} AND {} = {})", few, lacking, weighing.num, dialect_.number(0));
    total = arithmetic_.chosen(lacking, shared, together);
  }
  total = arithmetic_.plus(arithmetic_.constant(plan_.base, pow10(plan_.places)), total);
  open_step("total before limits", say("起点加各维度", "base and dimensions"));
  const Number raw = keep("exact total", total);
  add_column("total reason",
             fmt::format("CASE WHEN {} THEN 'evaluation.missing_part' END", refused));
  add_reason("total reason");
  close_step();

  open_step("total", say("舍入,总分的上下限", "the rounding, and the total's limits"));
  total_ = keep("total before overrides", total_limited(arithmetic_.in_units(raw, plan_.places)));
  close_step();
}

/// The total's floor and cap; the ends of 64 bits are none.
Number Form::total_limited(const Number& units) const {
  const Int128 scale = pow10(plan_.places);
  const bool has_floor = plan_.floor != std::numeric_limits<std::int64_t>::min();
  const bool has_cap = plan_.cap != std::numeric_limits<std::int64_t>::max();
  const Number floor = arithmetic_.constant(has_floor ? plan_.floor : 0, scale);
  const Number cap = arithmetic_.constant(has_cap ? plan_.cap : 0, scale);
  return arithmetic_.limited(units, has_floor ? &floor : nullptr, has_cap ? &cap : nullptr);
}

/// How often an override applies: its truth, and the number of times where it has `per`.
Truth Form::override_truth(const standards::Override& over, std::string& times, Range& range) {
  Truth out{"1 = 1", ""};
  if (over.when >= 0) out = ExpressionForm(*this).truth(over.when);
  times.clear();
  range = {1, 1};
  if (over.per < 0) return out;
  const auto& count = measures_[static_cast<std::size_t>(over.per)];
  if (!count) return out;  // refused already
  times = count->number.num;
  range = count->number.range;
  out.raised = either(out.raised, over.when < 0 || count->raised.empty()
                                      ? count->raised
                                      : both("(" + out.sql + ") IS TRUE", count->raised));
  out.sql = over.when < 0 ? fmt::format("{} <> 0", times)
                          : fmt::format("({}) AND {} <> 0", out.sql, times);
  return out;
}

/// Each on what the one before left (R13): a step each, because the next may read the points.
void Form::override_points() {
  for (std::size_t o = 0; o < plan_.overrides.size(); ++o) {
    const auto& over = plan_.overrides[o];
    if (!is_points_override(over.kind)) continue;
    enter("否决或调整 " + over.id, "override " + over.id);
    open_step("override " + over.id, remark(over.title, over.basis));
    const Truth truth = override_truth(over, times_[o], times_range_[o]);
    matched_[o] = keep_truth("override " + over.id, "(" + truth.sql + ") IS TRUE");
    if (!truth.raised.empty()) {
      add_column("override " + over.id + " reason",
                 fmt::format("CASE WHEN {} THEN 'evaluation.no_table_row' END", truth.raised));
      add_reason("override " + over.id + " reason");
    }
    close_step();
    open_step("after " + over.id, say("此后的分值", "the points that it leaves"));
    const Int128 scale = pow10(plan_.places);
    Number next = arithmetic_.constant(over.points, scale);
    if (over.kind != OverrideKind::points_set) {
      if (!times_[o].empty())
        next = arithmetic_.times(next, arithmetic_.whole(times_[o], times_range_[o]));
      next = arithmetic_.plus(total_, next, over.kind == OverrideKind::points_take ? -1 : 1);
    }
    total_ = keep("total after " + over.id,
                  arithmetic_.chosen(matched_[o], total_limited(next), total_));
    close_step();
  }
}

}  // namespace sanqu::evaluation
