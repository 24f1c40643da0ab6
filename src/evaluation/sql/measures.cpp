// SPDX-License-Identifier: Apache-2.0
// Measures: from the selected records (selections.cpp) to one value a subject (section 6.2). Groups and what needs an
// order are in groups.cpp, sums of fractions in fractions.cpp.
#include <fmt/format.h>

#include "core/ensure.hpp"
#include "evaluation/sql/expression.hpp"
#include "evaluation/sql/form.hpp"

namespace sanqu::evaluation {

using standards::Aggregate;
using standards::Measure;
using standards::Source;
using standards::ValueType;

namespace {

constexpr std::size_t k_joins_max = 16;  // of one step: SQLite joins up to 64 tables

}  // namespace

Number Form::item_limited(const Measure& measure, const Number& value) {
  const auto floor = limit(measure.each_floor);
  const auto cap = limit(measure.each_cap);
  return arithmetic_.limited(value, floor ? &*floor : nullptr, cap ? &*cap : nullptr);
}

/// count, exists, sum, each, max, min, distinct over rows `m` that have `value`.
std::optional<Number> Form::inner_number(const Measure& measure, const Value& value) {
  const Int128 many =
      Int128{standards::k_records_per_subject_max} * static_cast<Int128>(measure.sources.size());
  switch (measure.aggregate) {
    case Aggregate::each:
    case Aggregate::sum:
    case Aggregate::count: {
      if (measure.aggregate == Aggregate::count && measure.decay.empty() &&
          measure.each_floor < 0 && measure.each_cap < 0)
        return arithmetic_.whole(dialect_.whole("count(*)"), {0, many});
      if (!value.number.den.empty()) {
        no_shape("分母随记录而变的分数之和", "a sum of fractions whose denominators are data");
        return std::nullopt;
      }
      Number sum = arithmetic_.summed(item_limited(measure, value.number), many);
      sum.num = fmt::format("COALESCE({}, {})", sum.num, dialect_.number(0));
      return sum;
    }
    case Aggregate::max:
    case Aggregate::min: {
      if (!value.number.den.empty()) {
        no_shape("分母随记录而变的分数中的最大、最小值",
                 "the largest or smallest of fractions whose denominators are data");
        return std::nullopt;
      }
      Number out = value.number;
      out.constant.reset();
      out.num = (measure.aggregate == Aggregate::max ? "max(" : "min(") + out.num + ")";
      return out;
    }
    case Aggregate::distinct:
      if (!value.number.den.empty()) {
        no_shape("分母随记录而变的不同分数的个数",
                 "a number of different fractions whose denominators are data");
        return std::nullopt;
      }
      return arithmetic_.whole(dialect_.whole(fmt::format("count(DISTINCT {})", value.sql())),
                               {0, many});
    default: ensure(false);
  }
}

/// Measures that need no order of records.
std::optional<Value> Form::plain_aggregate(std::size_t index, const Value& value) {
  const Measure& measure = plan_.measures[index];
  Value out;
  out.type = measure.type;
  switch (measure.aggregate) {
    case Aggregate::exists: out.text = "1"; return out;
    case Aggregate::share:  // the numerator; `of` is a measure of its own
      out.number = arithmetic_.whole(dialect_.whole("count(*)"),
                                     Range::of(standards::k_records_per_subject_max)
                                         .times(static_cast<Int128>(measure.sources.size()))
                                         .with({0, 0}));
      return out;
    case Aggregate::months_since:
      out.number = arithmetic_.whole(
          months_since_text(dialect_, "max(" + value.text + ")", options_.as_of), {0, 120'000});
      return out;
    case Aggregate::max:
    case Aggregate::min:
      if (measure.type == ValueType::number) break;
      out.text = (measure.aggregate == Aggregate::max ? "max(" : "min(") + value.text + ")";
      return out;
    default: break;
  }
  const auto number = inner_number(measure, value);
  if (!number) return std::nullopt;
  out.number = *number;
  return out;
}

/// Whether an error of a record's value counts at once, or travels with the measure's value: as in the engine, where
/// only exact numbers can carry one.
static bool carries_errors(const standards::Plan& plan, const Measure& measure) {
  if (measure.type != ValueType::number) return false;
  bool values_narrow = true;
  for (const Source& source : measure.sources) {
    if (source.value < 0) continue;
    const auto& node = plan.node(source.value);
    values_narrow = values_narrow && (node.type != ValueType::number || node.narrow);
  }
  const bool plain_extreme =
      (measure.aggregate == Aggregate::max || measure.aggregate == Aggregate::min) &&
      values_narrow && !measure.group;
  return !measure.narrow && !plain_extreme;
}

/// The records' value as the aggregates read it, from rows called `m`.
Value Form::value_of_rows(const std::string& label, const std::vector<SourceColumns>& sources,
                          Int128 scale) {
  Value out;
  out.type = sources.front().value.type;
  out.text = "m.value";
  out.number = arithmetic_.at_scale(sources.front().value.number, scale);
  for (const auto& source : sources) {
    const Number number = arithmetic_.at_scale(source.value.number, scale);
    out.number.range = out.number.range.with(number.range);
    out.number.most = std::max(out.number.most, number.most);
    out.number.den_high = std::max(out.number.den_high, number.den_high);
    if (!number.den.empty()) out.number.den = "m.below";
    if (!source.value.error.empty()) out.error = "m.error = 1";
  }
  out.number.num = "m.value";
  out.number.constant.reset();
  out.number = near(label + " records", out.number);
  return out;
}

/// "<label> measured", by whichever way the aggregate needs.
std::optional<Value> Form::aggregated(std::size_t index, const Value& value,
                                      const std::string& rows, bool with_error) {
  const Measure& measure = plan_.measures[index];
  if (measure.group) return grouped(index, value, rows);
  if (measure.aggregate == Aggregate::latest) return ordered_latest(index, value, rows);
  const bool adds = measure.aggregate == Aggregate::each || measure.aggregate == Aggregate::sum;
  if (adds && !value.number.den.empty()) return fraction_sum(index, value, rows, with_error);
  const bool is_extreme =
      measure.aggregate == Aggregate::max || measure.aggregate == Aggregate::min;
  if (is_extreme && !value.number.den.empty())
    return fraction_extreme(index, value, rows, with_error);
  auto result = plain_aggregate(index, value);
  if (!result) return result;
  std::string columns = result->sql() + " AS value";
  if (with_error) columns += ", max(m.error) AS error";
  add_part(
      labels_[index] + " measured", what_,
      fmt::format("SELECT m.subject_id, {} FROM {} AS m GROUP BY m.subject_id", columns, rows));
  return result;
}

void Form::add_measure(std::size_t index) {
  const Measure& measure = plan_.measures[index];
  const std::string& label = labels_[index];
  if (measure.group && !groups_alike(measure))
    return no_shape("分组项类型不一的多个类别", "groups over classes whose fields differ in type");
  std::vector<SourceColumns> sources;
  Int128 scale = 1;
  bool has_kept = false;
  bool has_raised = false;
  for (std::size_t at = 0; at < measure.sources.size(); ++at) {
    sources.push_back(source_columns(index, at));
    scale = least_multiple(scale, sources.back().value.number.scale);
    has_kept = has_kept || !sources.back().kept.empty();
    has_raised = has_raised || has_kept || !sources.back().value.raised.empty();
  }
  if (scale >= k_far) return not_proved({});
  add_records(index, sources, scale);
  const Value value = value_of_rows(label, sources, scale);
  const std::string records = dialect_.quoted(label + " records");
  if (has_kept)
    add_part(label + " kept", what_, fmt::format("SELECT * FROM {} WHERE kept = 1", records));
  const bool carries = carries_errors(plan_, measure);
  const bool counts_at_once = !value.error.empty() && !carries;
  if (has_raised || counts_at_once) {
    const std::string condition =
        either(has_raised ? "raised = 1" : "", counts_at_once ? "error = 1" : "");
    add_part(label + " raised", what_ + say(":对照表没有相应的行", ": a table had no row"),
             fmt::format("SELECT DISTINCT subject_id FROM {} WHERE {}", records, condition));
  }
  const bool with_error = !value.error.empty() && carries;
  auto result =
      aggregated(index, value, has_kept ? dialect_.quoted(label + " kept") : records, with_error);
  if (!result) return;
  result->error = with_error ? "error" : "";
  join_measure(index, *result, has_raised || counts_at_once);
}

/// The measure's value as columns of the subject's step; nothing selected gives what R8 says.
void Form::join_measure(std::size_t index, const Value& result, bool has_raised) {
  const Measure& measure = plan_.measures[index];
  const std::string& label = labels_[index];
  const std::string alias = fmt::format("m{}", index);
  add_join(fmt::format("{} AS {} ON {}.subject_id = s.subject_id",
                       dialect_.quoted(label + " measured"), alias, alias));
  const bool additive =
      measure.aggregate == Aggregate::each || measure.aggregate == Aggregate::sum ||
      measure.aggregate == Aggregate::count || measure.aggregate == Aggregate::distinct ||
      measure.aggregate == Aggregate::share;
  const bool empty_is_zero =
      measure.group ? measure.group->combine == standards::Combine::sum : additive;
  Value out = result;
  std::string sql = alias + ".value";
  if (measure.aggregate == Aggregate::exists) {
    sql = fmt::format("CASE WHEN {} IS NULL THEN 0 ELSE 1 END", sql);
  } else if (empty_is_zero) {
    sql = fmt::format("COALESCE({}, {})", sql, dialect_.number(0));
    out.number.range = out.number.range.with({0, 0});
  }
  const std::string name = label + " value";
  if (measure.type == ValueType::number) {
    out.number.num = sql;
    if (!out.number.den.empty()) {
      const std::string below = alias + ".below";
      out.number.den =
          empty_is_zero ? fmt::format("COALESCE({}, {})", below, dialect_.number(1)) : below;
    }
    out.number = keep(name, out.number);
  } else {
    add_column(name, sql);
    out.text = column(name);
  }
  if (!result.error.empty())
    out.error = keep_truth(label + " error", fmt::format("{}.error = 1", alias));
  if (has_raised) {
    add_join(fmt::format("{} AS e{} ON e{}.subject_id = s.subject_id",
                         dialect_.quoted(label + " raised"), index, index));
    out.raised = keep_truth(label + " raised", fmt::format("e{}.subject_id IS NOT NULL", index));
  }
  measures_[index] = std::move(out);
}

void Form::add_measures() {
  std::size_t joined = 0;
  int step = 0;
  const auto begin = [&] {
    open_step(
        fmt::format("measured {}", ++step),
        say("由记录得出的取值,每个主体一个", "what the records come to, one value a subject"));
    joined = 0;
  };
  begin();
  for (std::size_t m = 0; m < plan_.measures.size(); ++m) {
    const Measure& measure = plan_.measures[m];
    if (measure.aggregate == Aggregate::expression) continue;
    if (joined >= k_joins_max) {
      close_step();
      begin();
    }
    enter("“" + labels_[m] + "”的取值", labels_[m]);
    what_ = labels_[m];
    for (const auto& indicator : plan_.indicators) {
      if (indicator.measure != static_cast<std::int32_t>(m)) continue;
      enter_indicator(indicator, "取值", "value");
      add_remark(remark(indicator.title, indicator.basis, indicator.provisional));
      what_ = say("指标 ", "indicator ") + indicator.id + ": " + indicator.title.in(options_.lang);
    }
    add_measure(m);
    ++joined;
  }
  close_step();
}

}  // namespace sanqu::evaluation
