// SPDX-License-Identifier: Apache-2.0
// The proof that a standard is bounded (docs/proofs.md): the reach of every indicator and dimension, what one record can
// change at most, and where the text leaves a side open, the clause that would close it.
#include <fmt/core.h>
#include <algorithm>

#include "standards/proofs/intervals.hpp"
#include "standards/proofs/proofs.hpp"

namespace sanqu::standards::proofs {

namespace {

Exact size_of(const Exact& value) { return value.is_negative() ? -value : value; }

std::optional<Exact> larger(const std::optional<Exact>& a, const std::optional<Exact>& b) {
  if (!a || !b) return std::nullopt;
  return Exact::compare(*a, *b) < 0 ? b : a;
}

std::optional<Exact> largest_size(const Reach& reach) {
  if (!reach.low || !reach.high) return std::nullopt;
  return larger(size_of(*reach.low), size_of(*reach.high));
}

class Bounding {
 public:
  Bounding(const StandardText& text, const Plan& plan, const catalogue::Catalogue& catalogue)
      : text_(text), plan_(plan), intervals_(plan, catalogue) {}

  Bounds run() {
    Bounds out;
    std::size_t index = 0;
    for (std::size_t d = 0; d < text_.dimensions.size(); ++d) {
      const DimensionText& dimension = text_.dimensions[d];
      for (const IndicatorText& indicator : dimension.indicators)
        out.lines.push_back(indicator_line(indicator, index++));
      BoundLine line;
      line.id = dimension.id;
      line.is_dimension = true;
      line.reach = intervals_.dimension(static_cast<std::int32_t>(d));
      line.place = dimension.place;
      if (!line.reach.low || !line.reach.high) line.open = open_dimension(dimension, d);
      out.lines.push_back(std::move(line));
    }
    out.total = intervals_.total();
    return out;
  }

 private:
  BoundLine indicator_line(const IndicatorText& text, std::size_t index) const {
    const Indicator& plan = plan_.indicators[index];
    BoundLine line;
    line.id = text.id;
    line.reach = intervals_.indicator(static_cast<std::int32_t>(index));
    line.place = text.place;
    const std::optional<Exact> width = width_of(line.reach);
    line.record = one_record(plan);
    if (!line.record || (width && Exact::compare(*width, *line.record) < 0)) line.record = width;
    if (!line.reach.low || !line.reach.high) line.open = open_indicator(text, line.reach);
    return line;
  }

  /// What one more record can change; none: as much as the indicator reaches.
  std::optional<Exact> one_record(const Indicator& indicator) const {
    const Measure& measure = plan_.measures[static_cast<std::size_t>(indicator.measure)];
    const bool others = reads_others(measure.expression) || reads_others(measure.per) ||
                        reads_others(indicator.points.node);
    if (others) return std::nullopt;
    if (measure.sources.empty()) return Exact{};  // it reads no record, itself or by others
    if (measure.group || measure.per >= 0) return std::nullopt;
    switch (measure.aggregate) {
      case Aggregate::each: return largest_size(intervals_.record(measure));
      case Aggregate::count:
      case Aggregate::distinct:
      case Aggregate::exists:
      case Aggregate::sum: return mapped(indicator, largest_size(intervals_.record(measure)));
      default: return std::nullopt;
    }
  }

  bool reads_others(std::int32_t index) const {
    if (index < 0) return false;
    const Node& node = plan_.node(index);
    if (node.kind == NodeKind::indicator_value || node.kind == NodeKind::indicator_points)
      return true;
    return std::any_of(node.children.begin(), node.children.end(),
                       [&](std::int32_t child) { return reads_others(child); });
  }

  /// The most that a step of that size in the value makes in the points.
  std::optional<Exact> mapped(const Indicator& indicator, const std::optional<Exact>& step) const {
    if (!step) return std::nullopt;
    const PlanPoints& points = indicator.points;
    switch (points.form) {
      case PointsForm::per_unit: {
        if (points.node < 0) return step;
        const auto factor = largest_size(intervals_.node(points.node));
        const Exact most = factor ? *factor * *step : Exact::missing();
        return most.is_number() ? std::optional(most) : std::nullopt;
      }
      case PointsForm::steps: return highest_jump(points.pairs, *step);
      case PointsForm::linear: return steepest(points.pairs, *step);
      default: return std::nullopt;
    }
  }

  /// From a value just below one bound (or anywhere under it) up to another bound less than a step higher.
  static std::optional<Exact> highest_jump(const std::vector<PointsPair>& pairs,
                                           const Exact& step) {
    Exact most;
    for (std::size_t to = 0; to < pairs.size(); ++to) {
      for (std::size_t from = 0; from <= to; ++from) {  // the stretch that ends at bound `from`
        const Exact apart = bound_of(pairs[to]) - bound_of(pairs[from]);
        if (Exact::compare(apart, step) >= 0) continue;
        const Exact before = from == 0 ? Exact{} : points_of(pairs[from - 1]);
        most = std::max(most, size_of(points_of(pairs[to]) - before), less);
      }
    }
    return most;
  }

  static Exact bound_of(const PointsPair& pair) {
    return Exact::decimal(pair.bound.units, pair.bound.places);
  }
  static Exact points_of(const PointsPair& pair) {
    return Exact::decimal(pair.points.units, pair.points.places);
  }

  static std::optional<Exact> steepest(const std::vector<PointsPair>& pairs, const Exact& step) {
    Exact most;
    for (std::size_t i = 1; i < pairs.size(); ++i) {
      const Exact rise = points_of(pairs[i]) - points_of(pairs[i - 1]);
      const Exact run = bound_of(pairs[i]) - bound_of(pairs[i - 1]);
      const Exact slope = size_of(rise / run) * step;
      if (!slope.is_number()) return std::nullopt;
      most = std::max(most, slope, less);
    }
    return most;
  }

  static bool less(const Exact& a, const Exact& b) { return Exact::compare(a, b) < 0; }

  static Obstacle open_indicator(const IndicatorText& text, const Reach& reach) {
    const bool low = !reach.low;
    const bool high = !reach.high;
    const char* word = low && high ? "floor, cap" : low ? "floor" : "cap";
    const MeasureText& measure = text.measure;
    const Place& place = text.points ? text.points->place : measure.place;
    const char* zh = measure.per.given()                          ? "per 的分母可以任意小"
                     : measure.aggregate == Aggregate::expression ? "表达式没有界"
                     : measure.select                             ? "记录条数没有上限"
                                                                  : "取值没有界";
    const char* en = measure.per.given() ? "`per` can be as small as one likes"
                     : measure.aggregate == Aggregate::expression ? "the expression has no bound"
                     : measure.select ? "any number of records can be selected"
                                      : "the value has no bound";
    return {
        {fmt::format("{},指标没有 {}", zh, word), fmt::format("{} and there is no {}", en, word)},
        place};
  }

  Obstacle open_dimension(const DimensionText& text, std::size_t dimension) const {
    const Reach& reach = intervals_.dimension(static_cast<std::int32_t>(dimension));
    const char* word = !reach.low && !reach.high ? "floor, cap" : !reach.low ? "floor" : "cap";
    return {{fmt::format("其中有指标没有界,维度没有 {}", word),
             fmt::format("an indicator in it is open and there is no {}", word)},
            text.place};
  }

  const StandardText& text_;
  const Plan& plan_;
  Intervals intervals_;
};

}  // namespace

std::size_t Bounds::open_lines() const {
  return static_cast<std::size_t>(std::count_if(
      lines.begin(), lines.end(), [](const BoundLine& line) { return line.open.has_value(); }));
}

Bounds prove_bounded(const StandardText& text, const Plan& plan,
                     const catalogue::Catalogue& catalogue) {
  return Bounding(text, plan, catalogue).run();
}

}  // namespace sanqu::standards::proofs
