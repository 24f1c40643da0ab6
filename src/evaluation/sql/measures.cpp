// SPDX-License-Identifier: Apache-2.0
// Measures: the selected records of each with their values, then one value a subject (sections 6.1, 6.2). Groups and what
// needs an order are in groups.cpp.
#include <fmt/format.h>

#include "core/ensure.hpp"
#include "evaluation/sql/expression.hpp"
#include "evaluation/sql/form.hpp"

namespace sanqu::evaluation {

using standards::Aggregate;
using standards::Measure;
using standards::NodeKind;
using standards::Source;
using standards::ValueType;
using standards::WindowKind;

namespace {

constexpr std::size_t k_joins_max = 16;        // of one step: SQLite joins up to 64 tables
constexpr std::size_t k_label_bytes_max = 40;  // PostgreSQL cuts names at 63 bytes

}  // namespace

/// What one source's records bring into a measure; all sources have the same columns.
struct Form::SourceColumns {
  std::string table;
  std::string where;
  Value value;       // `error` and `raised` are of the value; type of a count: number 1
  std::string kept;  // the truth of `where`, where that can meet an error; else in `where`
  std::string kept_raised;
  std::vector<std::string> more;  // further columns
};

void Form::name_measure(std::int32_t measure, const std::string& label) {
  std::string& name = labels_[static_cast<std::size_t>(measure)];
  if (!name.empty()) return;
  name = label.substr(0, k_label_bytes_max);
  for (std::size_t again = 2;; ++again) {
    bool is_taken = false;
    for (std::size_t m = 0; m < labels_.size(); ++m)
      is_taken = is_taken || (m != static_cast<std::size_t>(measure) && labels_[m] == name);
    if (!is_taken) break;
    name = fmt::format("{}#{}", label.substr(0, k_label_bytes_max - 6), again);
  }
  const auto& found = plan_.measures[static_cast<std::size_t>(measure)];
  if (found.share_of >= 0) name_measure(found.share_of, label.substr(0, 30) + " of");
}

/// The measures of a condition are called after it.
void Form::label_nodes(std::int32_t index, const std::string& label) {
  if (index < 0) return;
  const auto& node = plan_.node(index);
  if (node.kind == NodeKind::measure) name_measure(node.index, label);
  for (const std::int32_t child : node.children) label_nodes(child, label);
}

void Form::label_measures() {
  for (const auto& indicator : plan_.indicators) name_measure(indicator.measure, indicator.id);
  label_nodes(plan_.where, "scope");
  for (const auto& reason : plan_.reasons) label_nodes(reason.when, "not rated " + reason.id);
  for (const auto& grade : plan_.grades) label_nodes(grade.when, "grade " + grade.id);
  for (const auto& over : plan_.overrides) {
    label_nodes(over.when, "override " + over.id);
    if (over.per >= 0) name_measure(over.per, "override " + over.id + " per");
  }
  for (std::size_t m = 0; m < labels_.size(); ++m)
    name_measure(static_cast<std::int32_t>(m), "measure");
}

/// Class, status and window, without `where` (R2, R3, R4).
std::string Form::selection(const Measure& measure, const Source& source) const {
  const auto& record_class = catalogue_.classes[static_cast<std::size_t>(source.class_index)];
  const std::string date =
      "r." + dialect_.quoted(record_class.fields[static_cast<std::size_t>(source.date_field)].id);
  std::string statuses;
  const auto add = [&](std::uint8_t bit, std::string_view name) {
    if ((measure.statuses & bit) != 0)
      statuses += (statuses.empty() ? "" : ", ") + dialect_.text(name);
  };
  add(standards::k_status_in_force, "in_force");
  add(standards::k_status_expired, "expired");
  add(standards::k_status_suspended, "suspended");
  std::string window = fmt::format("{} <= {}", date, dialect_.date(options_.as_of));
  std::optional<Date> first;
  switch (measure.window.kind) {
    case WindowKind::months:
      first = plus_days(plus_months(options_.as_of, -measure.window.length), 1);
      break;
    case WindowKind::days: first = plus_days(options_.as_of, 1 - measure.window.length); break;
    case WindowKind::since: first = measure.window.since; break;
    case WindowKind::all: break;
  }
  if (first)
    window = fmt::format("{} BETWEEN {} AND {}", date, dialect_.date(*first),
                         dialect_.date(options_.as_of));
  if (measure.window.include_missing) window = fmt::format("({0} IS NULL OR {1})", date, window);
  return fmt::format("r.\"status now\" IN ({})\n      AND {}", statuses, window);
}

/// R12: the decay factor of the first step that holds the date; beyond the last 0; a missing date counts in the first.
Number Form::decayed(const Measure& measure, const Source& source, const Number& value) {
  if (measure.decay.empty()) return value;
  const auto& record_class = catalogue_.classes[static_cast<std::size_t>(source.class_index)];
  const std::string date =
      "r." + dialect_.quoted(record_class.fields[static_cast<std::size_t>(source.decay_field)].id);
  // No window that ends at as_of holds a later date.
  std::vector<std::string> conditions = {
      date + " IS NULL", fmt::format("{} > {}", date, dialect_.date(options_.as_of))};
  std::vector<Number> factors = {arithmetic_.constant(measure.decay.front().factor.exact()),
                                 arithmetic_.constant(0)};
  for (const auto& step : measure.decay) {
    const Date first = plus_days(plus_months(options_.as_of, -step.months), 1);
    conditions.push_back(fmt::format("{} >= {}", date, dialect_.date(first)));
    factors.push_back(arithmetic_.constant(step.factor.exact()));
  }
  const Number none = arithmetic_.constant(0);
  return arithmetic_.times(value, arithmetic_.cases(conditions, factors, &none));
}

Form::SourceColumns Form::source_columns(std::size_t index, std::size_t at) {
  const Measure& measure = plan_.measures[index];
  const Source& source = measure.sources[at];
  const auto& record_class = catalogue_.classes[static_cast<std::size_t>(source.class_index)];
  const auto field = [&](std::int32_t wanted) {
    return "r." + dialect_.quoted(record_class.fields[static_cast<std::size_t>(wanted)].id);
  };
  const ExpressionForm form(*this, &record_class);
  SourceColumns out;
  out.table = dialect_.quoted(record_class.id + " now");
  out.where = selection(measure, source);
  if (source.where >= 0) {
    const Truth where = form.truth(source.where);
    if (where.raised.empty()) {
      out.where += "\n      AND (" + where.sql + ")";
    } else {
      out.kept = where.sql;
      out.kept_raised = where.raised;
    }
  }
  if (source.value >= 0) {
    out.value = form.value(source.value);
  } else {
    out.value.number = arithmetic_.constant(1);
  }
  if (out.value.type == ValueType::number)
    out.value.number = decayed(measure, source, out.value.number);
  out.more.push_back(fmt::format("{} AS window_date", field(source.date_field)));
  out.more.push_back(fmt::format("{} AS event_date", field(source.event_field)));
  if (!measure.group) return out;
  if (source.group_field >= 0) {
    out.more.push_back(fmt::format("{} AS group_key", field(source.group_field)));
    out.more.push_back(
        fmt::format("CASE WHEN {} IS NULL THEN '{} ' || r.record_id ELSE '' END AS alone",
                    field(source.group_field), at));
  } else {
    out.more.push_back("'' AS group_key");
    out.more.push_back(fmt::format("'{} ' || r.record_id AS alone", at));
  }
  out.more.push_back(fmt::format("{} AS order_date", field(source.order_field)));
  if (source.mean_by_field >= 0)
    out.more.push_back(fmt::format("{} AS mean_by", field(source.mean_by_field)));
  return out;
}

/// "<label> records": what the measure selects, one row a record, with the value of each.
void Form::add_records(std::size_t index, const std::vector<SourceColumns>& sources) {
  const bool reads_subject = [&] {
    for (const auto& source : sources)
      for (const std::string* text : {&source.where, &source.value.sql(), &source.kept,
                                      &source.value.error, &source.value.raised})
        if (text->find("s.\"") != std::string::npos) return true;
    return false;
  }();
  bool has_den = false;
  bool has_kept = false;
  bool has_error = false;
  bool has_raised = false;
  bool has_large = false;
  Int128 scale = 1;
  for (const auto& source : sources) scale = least_multiple(scale, source.value.number.scale);
  if (scale >= k_far) return not_proved();
  for (const auto& source : sources) {
    const bool is_number = source.value.type == ValueType::number;
    has_large = has_large ||
                (is_number && !is_near(arithmetic_.at_scale(source.value.number, scale)).empty());
    has_den = has_den || !source.value.number.den.empty();
    has_kept = has_kept || !source.kept.empty();
    has_error = has_error || !source.value.error.empty();
    has_raised = has_raised || !source.value.raised.empty() || !source.kept.empty();
  }
  const auto flag = [](const std::string& truth) {
    return truth.empty() ? "0" : "CASE WHEN " + truth + " THEN 1 ELSE 0 END";
  };
  std::string body;
  for (std::size_t at = 0; at < sources.size(); ++at) {
    const SourceColumns& source = sources[at];
    std::string value = source.value.text;
    std::string den = dialect_.number(1);
    std::string small;
    if (source.value.type == ValueType::number) {
      const Number number = arithmetic_.at_scale(source.value.number, scale);
      value = number.num;
      if (!number.den.empty()) den = number.den;
      small = is_near(number);
    }
    const std::string is_large =
        small.empty() ? "" : fmt::format("({}) IS NOT NULL AND NOT ({})", value, small);
    if (!small.empty()) value = fmt::format("CASE WHEN {} THEN {} END", small, value);
    if (at > 0) body += "\n  UNION ALL\n  ";
    body +=
        fmt::format("SELECT r.subject_id, r.record_id, {} AS source,\n    {} AS value", at, value);
    if (has_den) body += fmt::format(",\n    {} AS below", den);
    if (has_large) body += ",\n    " + flag(is_large) + " AS \"too large\"";
    for (const std::string& more : source.more) body += ",\n    " + more;
    if (has_kept) body += ",\n    " + (source.kept.empty() ? "1" : flag(source.kept)) + " AS kept";
    // A value's own error counts only of a record that is kept.
    const std::string of_kept = source.kept.empty()
                                    ? source.value.error
                                    : both("(" + source.kept + ") IS TRUE", source.value.error);
    if (has_error) body += ",\n    " + flag(of_kept) + " AS error";
    const std::string raised_of_kept =
        source.kept.empty() ? source.value.raised
                            : both("(" + source.kept + ") IS TRUE", source.value.raised);
    if (has_raised)
      body += ",\n    " + flag(either(source.kept_raised, raised_of_kept)) + " AS raised";
    body += fmt::format("\n    FROM {} AS r", source.table);
    if (reads_subject) body += "\n    JOIN \"subject now\" AS s ON s.subject_id = r.subject_id";
    body += "\n    WHERE " + source.where;
  }
  add_part(labels_[index] + " records", what_, body);
  if (!has_large) return;
  too_large_parts_.push_back(fmt::format("SELECT subject_id FROM {} WHERE \"too large\" = 1",
                                         dialect_.quoted(labels_[index] + " records")));
}

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
      out.number =
          arithmetic_.whole(dialect_.whole("count(*)"), {0, standards::k_records_per_subject_max});
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

void Form::add_measure(std::size_t index) {
  const Measure& measure = plan_.measures[index];
  const std::string& label = labels_[index];
  if (measure.group && !groups_alike(measure)) {
    no_shape("分组项类型不一的多个类别", "groups over classes whose fields differ in type");
    return;
  }
  std::vector<SourceColumns> sources;
  for (std::size_t at = 0; at < measure.sources.size(); ++at)
    sources.push_back(source_columns(index, at));
  add_records(index, sources);

  // The rows as the aggregate sees them.
  Value value;
  value.type = sources.front().value.type;
  value.text = "m.value";
  Int128 scale = 1;
  for (const auto& source : sources) scale = least_multiple(scale, source.value.number.scale);
  if (scale >= k_far) return;  // told already
  bool has_error = false;
  bool has_raised = false;
  bool has_kept = false;
  value.number = arithmetic_.at_scale(sources.front().value.number, scale);
  for (const auto& source : sources) {
    const Number number = arithmetic_.at_scale(source.value.number, scale);
    value.number.range = value.number.range.with(number.range);
    value.number.den_high = std::max(value.number.den_high, number.den_high);
    if (!number.den.empty()) value.number.den = "m.below";
    has_error = has_error || !source.value.error.empty();
    has_raised = has_raised || !source.value.raised.empty() || !source.kept.empty();
    has_kept = has_kept || !source.kept.empty();
  }
  value.number.num = "m.value";
  value.number.constant.reset();
  value.number = near(value.number);
  if (has_error) value.error = "m.error = 1";
  const bool carries = carries_errors(plan_, measure);
  if (has_kept) {
    add_part(label + " kept", what_,
             fmt::format("SELECT * FROM {} WHERE kept = 1", dialect_.quoted(label + " records")));
  }
  if (has_raised || (has_error && !carries)) {
    const std::string condition =
        either(has_raised ? "raised = 1" : "", has_error && !carries ? "error = 1" : "");
    add_part(label + " raised", what_ + ": a table had no row",
             fmt::format("SELECT DISTINCT subject_id FROM {} WHERE {}",
                         dialect_.quoted(label + " records"), condition));
  }
  const std::string rows = dialect_.quoted(label + (has_kept ? " kept" : " records"));
  std::optional<Value> result;
  if (measure.group) {
    result = grouped(index, value, rows);
  } else if (measure.aggregate == Aggregate::latest) {
    result = ordered_latest(index, value, rows);
  } else if (!value.number.den.empty() &&
             (measure.aggregate == Aggregate::each || measure.aggregate == Aggregate::sum)) {
    result = fraction_sum(index, value, rows, carries && has_error);
  } else {
    result = plain_aggregate(index, value);
    if (result) {
      std::string columns = result->sql() + " AS value";
      if (carries && has_error) columns += ", max(m.error) AS error";
      add_part(
          label + " measured", what_,
          fmt::format("SELECT m.subject_id, {} FROM {} AS m GROUP BY m.subject_id", columns, rows));
    }
  }
  if (!result) return;
  if (!(carries && has_error)) result->error.clear();
  if (carries && has_error) result->error = "error";
  join_measure(index, *result, has_raised || (has_error && !carries));
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
    open_step(fmt::format("measured {}", ++step), "what the records come to, one value a subject");
    joined = 0;
  };
  begin();
  for (std::size_t m = 0; m < plan_.measures.size(); ++m) {
    const Measure& measure = plan_.measures[m];
    if (measure.aggregate == Aggregate::expression) continue;
    enter("“" + labels_[m] + "”的取值", labels_[m]);
    what_ = labels_[m];
    for (const auto& indicator : plan_.indicators) {
      if (indicator.measure != static_cast<std::int32_t>(m)) continue;
      enter_indicator(indicator, "取值", "value");
      add_remark(remark(indicator.title, indicator.basis, indicator.provisional));
      what_ = "indicator " + indicator.id + ": " + indicator.title.in(options_.lang);
    }
    if (joined >= k_joins_max) {
      // The parts of the next measure must not come before this step's: they don't read it.
      close_step();
      begin();
    }
    add_measure(m);
    ++joined;
  }
  close_step();
}

}  // namespace sanqu::evaluation
