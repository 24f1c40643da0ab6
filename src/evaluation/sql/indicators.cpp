// SPDX-License-Identifier: Apache-2.0
// Scope, then indicators: value -> points -> limits -> rounding -> what missing gives (sections 2, 6.4, 6.5; R12, R14).
#include <fmt/format.h>

#include <algorithm>

#include "core/ensure.hpp"
#include "evaluation/sql/expression.hpp"
#include "evaluation/sql/form.hpp"

namespace sanqu::evaluation {

using standards::Aggregate;
using standards::Indicator;
using standards::Measure;
using standards::MissingRule;
using standards::NodeKind;
using standards::PointsForm;
using standards::RoundAt;
using standards::ValueType;

namespace {

constexpr std::string_view k_no_row_told = "'evaluation.no_table_row'";
constexpr std::string_view k_missing_part = "'evaluation.missing_part'";

}  // namespace

/// Kind, `where`, then the declared reasons in their order.
void Form::decide_scope() {
  std::string kinds;
  for (const std::int32_t kind : plan_.kinds)
    kinds += (kinds.empty() ? "" : ", ") +
             dialect_.text(catalogue_.kinds[static_cast<std::size_t>(kind)].id);
  std::string cases =
      fmt::format("CASE WHEN (s.kind IN ({})) IS NOT TRUE THEN 'scope.kind'", kinds);
  const ExpressionForm form(*this);
  const auto note = [&](const Truth& truth, bool wanted, const std::string& id) {
    if (!truth.raised.empty())
      cases += fmt::format("\n      WHEN {} THEN {}", truth.raised, k_no_row_told);
    cases += fmt::format("\n      WHEN ({}) IS {}TRUE THEN {}", truth.sql, wanted ? "" : "NOT ",
                         dialect_.text(id));
  };
  if (plan_.where >= 0) {
    enter("适用范围", "scope");
    note(form.truth(plan_.where), false, "scope.where");
  }
  for (const auto& reason : plan_.reasons) {
    enter("不予评价的情形 " + reason.id, "not rated, " + reason.id);
    note(form.truth(reason.when), true, reason.id);
  }
  open_step("scope", say("R14:先定是否不予评价", "R14: not rated is decided first"));
  add_column("scope reason", cases + " END");
  add_reason("scope reason");
  close_step();
}

int Form::level_of_node(std::int32_t index, const std::vector<int>& level) const {
  if (index < 0) return 0;
  const auto& node = plan_.node(index);
  int out = 0;
  if (node.kind == NodeKind::indicator_value || node.kind == NodeKind::indicator_points)
    out = level[static_cast<std::size_t>(node.index)] + 1;
  for (const std::int32_t child : node.children) out = std::max(out, level_of_node(child, level));
  return out;
}

/// Indicators by how many others stand between them and the records: a step can read only steps before it.
std::vector<std::vector<std::int32_t>> Form::levels() const {
  std::vector<int> level(plan_.indicators.size(), 0);
  std::vector<std::vector<std::int32_t>> out;
  for (const std::int32_t at : plan_.order) {
    const Indicator& indicator = plan_.indicators[static_cast<std::size_t>(at)];
    const Measure& measure = plan_.measures[static_cast<std::size_t>(indicator.measure)];
    const int own =
        std::max({level_of_node(measure.expression, level), level_of_node(measure.per, level),
                  level_of_node(indicator.points.node, level)});
    level[static_cast<std::size_t>(at)] = own;
    if (out.size() <= static_cast<std::size_t>(own)) out.resize(static_cast<std::size_t>(own) + 1);
    out[static_cast<std::size_t>(own)].push_back(at);
  }
  return out;
}

void Form::run_indicators() {
  // Exposures and expressions of measures that no indicator has (conditions) read no indicator's result.
  std::vector<bool> is_indicators(plan_.measures.size(), false);
  for (const auto& indicator : plan_.indicators)
    is_indicators[static_cast<std::size_t>(indicator.measure)] = true;
  const auto parts = levels();
  for (std::size_t level = 0; level < parts.size(); ++level) {
    const std::string mark = level == 0 ? "" : fmt::format(" {}", level + 1);
    open_step("values" + mark, say("主体的取值和暴露量", "values over the subject, and exposures"));
    values_of(parts[level]);
    close_step();
    open_step("raw points" + mark,
              say("由取值到分值,上下限之前", "value to points, before limits"));
    raw_points_of(parts[level]);
    close_step();
    open_step("points" + mark, say("上下限,然后唯一一次舍入:四舍五入,逢半远离零",
                                   "limits, then the one rounding, half away from zero"));
    settled_points_of(parts[level]);
    close_step();
  }
  // R14: the first indicator, in the order of work, that met an error or whose missing value forbids a rating.
  std::vector<std::string> events;
  for (const std::int32_t at : plan_.order) {
    const Indicator& indicator = plan_.indicators[static_cast<std::size_t>(at)];
    const Value& raw = raw_points_[static_cast<std::size_t>(at)];
    const auto& measure = measures_[static_cast<std::size_t>(indicator.measure)];
    const std::string raised =
        either(measure ? measure->raised : "", either(raw.raised, raw.error));
    if (!raised.empty()) events.push_back(fmt::format("WHEN {} THEN {}", raised, k_no_row_told));
    if (indicator.missing == MissingRule::not_rated)
      events.push_back(fmt::format("WHEN {} IS NULL THEN {}", raw.number.num, k_missing_part));
  }
  if (events.empty()) return;
  open_step("parts", say("R14:缺少的部分,或标准自身的错误",
                         "R14: a part that is missing, or an error of the standard"));
  std::string cases = "CASE";
  for (const std::string& event : events) cases += "\n      " + event;
  add_column("part reason", cases + " END");
  add_reason("part reason");
  close_step();
}

/// `per`: the value x times / the exposure; zero or missing exposure gives missing (R8).
Value Form::exposed(const Measure& measure, const Value& value) {
  if (measure.per < 0) return value;
  const Value per = ExpressionForm(*this).value(measure.per);
  Value out = value;
  out.number = arithmetic_.divided(
      arithmetic_.times(value.number, arithmetic_.constant(measure.per_times)), per.number);
  out.error = either(value.error, per.error);
  out.raised = either(value.raised, per.raised);
  return out;
}

void Form::values_of(const std::vector<std::int32_t>& indicators) {
  for (const std::int32_t at : indicators) {
    const Indicator& indicator = plan_.indicators[static_cast<std::size_t>(at)];
    const auto index = static_cast<std::size_t>(indicator.measure);
    const Measure& measure = plan_.measures[index];
    enter_indicator(indicator, "取值", "value");
    const std::string& label = labels_[index];
    std::optional<Value> value = measures_[index];
    const bool is_expression = measure.aggregate == Aggregate::expression;
    if (is_expression) {
      value = ExpressionForm(*this).value(measure.expression);
      if (value->type == ValueType::truth)
        value->text = fmt::format("CASE WHEN ({}) IS TRUE THEN 1 ELSE 0 END",
                                  ExpressionForm(*this).truth(measure.expression).sql);
    }
    if (!value) continue;  // refused already
    if (measure.aggregate == Aggregate::share) {
      const auto& whole = measures_[static_cast<std::size_t>(measure.share_of)];
      if (!whole) continue;
      value->number = arithmetic_.divided(value->number, whole->number);
      value->raised = either(value->raised, whole->raised);
    }
    const bool changes = is_expression || measure.aggregate == Aggregate::share || measure.per >= 0;
    if (!changes) continue;
    add_remark(remark(indicator.title, indicator.basis, indicator.provisional));
    const Value full = exposed(measure, *value);
    Value kept = full;
    const std::string name = label + (is_expression ? " value" : " measured");
    if (full.type == ValueType::number) {
      kept.number = keep(name, full.number);
    } else {
      add_column(name, full.text);
      kept.text = column(name);
    }
    // An error of the narrow lane counts at once; one of an exact number where it is used.
    const bool carries = full.type == ValueType::number && !measure.narrow;
    kept.error = keep_truth(label + " value error", carries ? full.error : "");
    kept.raised = keep_truth(label + " value raised",
                             carries ? full.raised : either(full.raised, full.error));
    measures_[index] = kept;
  }
}

std::optional<Number> Form::limit(std::int32_t node) {
  if (node < 0) return std::nullopt;
  Number out = ExpressionForm(*this).value(node).number;
  if (!out.constant) no_shape("不是常数的上下限", "a limit that is no constant");
  if (!out.constant) out.constant = 0;
  return out;
}

Number Form::on_pairs(const Indicator& indicator, const Number& value) {
  const auto& pairs = indicator.points.pairs;
  const auto points = [&](const standards::PointsPair& pair) {
    return arithmetic_.constant(Exact::decimal(pair.points.units, pair.points.places));
  };
  std::vector<std::string> conditions;
  std::vector<Number> numbers;
  if (indicator.points.form == PointsForm::steps) {
    conditions.push_back(compared_with(arithmetic_, value, "<", pairs.front().bound));
    numbers.push_back(arithmetic_.constant(0));
    for (std::size_t i = 1; i < pairs.size(); ++i) {
      conditions.push_back(compared_with(arithmetic_, value, "<", pairs[i].bound));
      numbers.push_back(points(pairs[i - 1]));
    }
    conditions.push_back(compared_with(arithmetic_, value, ">=", pairs.back().bound));
    numbers.push_back(points(pairs.back()));
    return arithmetic_.cases(conditions, numbers, nullptr);
  }
  conditions.push_back(compared_with(arithmetic_, value, "<=", pairs.front().bound));
  numbers.push_back(points(pairs.front()));
  for (std::size_t i = 1; i < pairs.size(); ++i) {
    const auto at = [&](std::size_t p) {
      return arithmetic_.constant(Exact::decimal(pairs[p].bound.units, pairs[p].bound.places));
    };
    conditions.push_back(compared_with(arithmetic_, value, "<=", pairs[i].bound));
    // from + (to - from) * (value - left) / (right - left)
    const Number from = points(pairs[i - 1]);
    const Number slope = arithmetic_.divided(arithmetic_.plus(points(pairs[i]), from, -1),
                                             arithmetic_.plus(at(i), at(i - 1), -1));
    // Only what lies between the two bounds comes here.
    Number within = value;
    if (value.den.empty()) {
      const Int128 scale =
          least_multiple(value.scale, least_multiple(at(i).scale, at(i - 1).scale));
      if (scale < k_far) {
        within = arithmetic_.at_scale(value, scale);
        within.range = arithmetic_.at_scale(at(i - 1), scale)
                           .range.with(arithmetic_.at_scale(at(i), scale).range);
      }
    }
    numbers.push_back(
        arithmetic_.plus(from, arithmetic_.times(slope, arithmetic_.plus(within, at(i - 1), -1))));
  }
  conditions.push_back(compared_with(arithmetic_, value, ">", pairs.back().bound));
  numbers.push_back(points(pairs.back()));
  return arithmetic_.cases(conditions, numbers, nullptr);
}

Value Form::points_of_value(const Indicator& indicator, const Value& value) {
  const std::string present = value.sql() + " IS NOT NULL";
  const std::string is_value =
      value.error.empty() ? present : fmt::format("({} OR {})", present, value.error);
  if (indicator.points.form == PointsForm::expression) {
    Value out = ExpressionForm(*this, nullptr, &value).value(indicator.points.node);
    if (!indicator.points.missing_first) return out;
    out.number.num = fmt::format("CASE WHEN {} THEN {} END", is_value, out.number.num);
    out.number.constant.reset();
    out.error = both(is_value, out.error);
    return out;
  }
  Value out = value;
  out.type = ValueType::number;
  out.raised.clear();  // told with the measure
  if (value.type == ValueType::truth) out.number = arithmetic_.whole(value.text, {0, 1});
  if (indicator.points.form == PointsForm::per_unit) {
    if (indicator.points.node >= 0)
      out.number = arithmetic_.times(out.number, *limit(indicator.points.node));
    return out;
  }
  out.number = on_pairs(indicator, out.number);
  return out;
}

void Form::raw_points_of(const std::vector<std::int32_t>& indicators) {
  for (const std::int32_t at : indicators) {
    const Indicator& indicator = plan_.indicators[static_cast<std::size_t>(at)];
    enter_indicator(indicator, "分值", "points");
    const auto& value = measures_[static_cast<std::size_t>(indicator.measure)];
    if (!value) continue;
    Value raw = points_of_value(indicator, *value);
    if (raw.number.num != value->sql()) {
      add_remark(remark(indicator.title, {}));
      raw.number = keep(indicator.id + " raw points", raw.number);
    }
    if (raw.error != value->error)
      raw.error = keep_truth(indicator.id + " points error", raw.error);
    raw.raised = keep_truth(indicator.id + " points raised", raw.raised);
    raw_points_[static_cast<std::size_t>(at)] = std::move(raw);
  }
}

void Form::settled_points_of(const std::vector<std::int32_t>& indicators) {
  for (const std::int32_t at : indicators) {
    const auto index = static_cast<std::size_t>(at);
    const Indicator& indicator = plan_.indicators[index];
    enter_indicator(indicator, "上下限与舍入", "limits and rounding");
    const Number& raw = raw_points_[index].number;
    if (raw.num.empty()) continue;
    const auto floor = limit(indicator.floor);
    const auto cap = limit(indicator.cap);
    const Number limited =
        arithmetic_.limited(raw, floor ? &*floor : nullptr, cap ? &*cap : nullptr);
    // A rounding that commutes with the limits is done inside them, where its text is short.
    Number units = arithmetic_.in_units(limited, plan_.places);
    const bool gives_points = indicator.missing == MissingRule::points;
    add_remark(remark(indicator.title, {}));
    if (gives_points) {
      const Number instead =
          arithmetic_.in_units(arithmetic_.constant(indicator.missing_points), plan_.places);
      units = arithmetic_.cases({raw.num + " IS NOT NULL"}, {units}, &instead);
    }
    const Number shown = keep(indicator.id + " points", units);
    shown_points_[index] = shown.num;
    points_[index] = shown;
    if (plan_.round_at == RoundAt::indicator) continue;
    Number exact = limited;
    if (gives_points) {
      const Number instead = arithmetic_.constant(indicator.missing_points);
      exact = arithmetic_.cases({raw.num + " IS NOT NULL"}, {limited}, &instead);
    }
    points_[index] = keep(indicator.id + " exact points", exact);
  }
}

}  // namespace sanqu::evaluation
