// SPDX-License-Identifier: Apache-2.0
// What a measure selects: "<label> records", one row a record with its value (section 6.1; R2, R3, R4, R12). Measures are
// called after the indicator or condition that they belong to.
#include <fmt/format.h>

#include <algorithm>

#include "evaluation/sql/expression.hpp"
#include "evaluation/sql/form.hpp"

namespace sanqu::evaluation {

using standards::Measure;
using standards::NodeKind;
using standards::Source;
using standards::ValueType;
using standards::WindowKind;

namespace {

constexpr std::size_t k_label_bytes_max = 40;  // PostgreSQL cuts names at 63 bytes

}  // namespace

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

/// A truth as 0 or 1; an empty one never holds.
static std::string flag(const std::string& truth) {
  return truth.empty() ? "0" : "CASE WHEN " + truth + " THEN 1 ELSE 0 END";
}

/// "<label> records": what the measure selects, one row a record, with the value of each.
void Form::add_records(std::size_t index, const std::vector<SourceColumns>& sources, Int128 scale) {
  const bool reads_subject = [&] {
    for (const auto& source : sources)
      for (const std::string* text : {&source.where, &source.value.sql(), &source.kept,
                                      &source.value.error, &source.value.raised})
        if (text->find("s.\"") != std::string::npos) return true;
    return false;
  }();
  const std::string name = labels_[index] + " records";
  bool has_kept = false;
  bool has_error = false;
  bool has_raised = false;
  bool has_large = false;
  const bool has_den = std::ranges::any_of(
      sources, [](const auto& source) { return !source.value.number.den.empty(); });
  const auto brought = [&](const SourceColumns& source) {
    Number number = arithmetic_.at_scale(source.value.number, scale);
    if (has_den && number.den.empty()) number.den = dialect_.number(1);
    return number;
  };
  for (const auto& source : sources) {
    const bool is_number = source.value.type == ValueType::number;
    has_large = has_large || (is_number && !is_near(name, brought(source)).empty());
    has_kept = has_kept || !source.kept.empty();
    has_error = has_error || !source.value.error.empty();
    has_raised = has_raised || !source.value.raised.empty() || !source.kept.empty();
  }
  std::string body;
  for (std::size_t at = 0; at < sources.size(); ++at) {
    const SourceColumns& source = sources[at];
    std::string value = source.value.text;
    std::string den = dialect_.number(1);
    std::string small;
    if (source.value.type == ValueType::number) {
      const Number number = brought(source);
      value = number.num;
      if (!number.den.empty()) den = number.den;
      small = is_near(name, number);
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

}  // namespace sanqu::evaluation
