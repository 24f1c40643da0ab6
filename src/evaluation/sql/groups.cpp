// SPDX-License-Identifier: Apache-2.0
// What needs an order of records (R9): `latest`, and groups with all that follows from them (section 6.3).
#include <fmt/format.h>

#include "core/ensure.hpp"
#include "evaluation/sql/expression.hpp"
#include "evaluation/sql/form.hpp"

namespace sanqu::evaluation {

using standards::Aggregate;
using standards::Combine;
using standards::GroupOrder;
using standards::Measure;
using standards::ValueType;

namespace {

// R9: by the window date, newest first; then the event date; then record_id, bytes ascending. The column is made with the
// order of bytes in settled.cpp.
constexpr std::string_view k_by_window =
    "window_date DESC NULLS LAST, event_date DESC, record_id, source";
constexpr std::string_view k_by_event = "event_date DESC, record_id, source";

}  // namespace

/// The engine compares group keys as it keeps them; here they must be of one type.
bool Form::groups_alike(const Measure& measure) {
  const catalogue::Field* first = nullptr;
  for (const auto& source : measure.sources) {
    if (source.group_field < 0) continue;
    const auto& field = catalogue_.classes[static_cast<std::size_t>(source.class_index)]
                            .fields[static_cast<std::size_t>(source.group_field)];
    if (field.type == catalogue::FieldType::codes) return false;
    if (first != nullptr && (first->type != field.type || first->code_set != field.code_set ||
                             first->places != field.places))
      return false;
    first = &field;
  }
  return true;
}

std::optional<Value> Form::ordered_latest(std::size_t index, const Value& value,
                                          const std::string& rows) {
  Value out = value;
  out.type = plan_.measures[index].type;
  std::string columns = "m.value";
  if (!value.number.den.empty()) columns += ", m.below";
  if (!value.error.empty()) columns += ", m.error";
  add_part(labels_[index] + " measured", what_,
           fmt::format("SELECT m.subject_id, {} FROM (\n"
                       "    SELECT *, row_number() OVER (PARTITION BY subject_id\n"
                       "      ORDER BY {}) AS place\n"
                       "    FROM {}) AS m\n  WHERE m.place = 1",
                       columns, k_by_window, rows));
  return out;
}

/// A column of a part as a number; subjects of which it is too large are noted.
Number Form::guarded(const Number& number, const std::string& column_sql, const std::string& part) {
  Number out = number;
  out.num = column_sql;
  out.constant.reset();
  if (!out.den.empty()) out.den = "g.below";
  const std::string name = part + " " + column_sql;
  if (const std::string small = is_near(name, out); !small.empty()) {
    too_large_parts_.push_back(fmt::format("SELECT g.subject_id FROM {} AS g WHERE NOT ({})",
                                           dialect_.quoted(part), small));
  }
  return near(name, out);
}

/// "<label> groups": one row a group with what is inside it, and the record that stands for it: its newest by event date.
std::optional<Number> Form::inside_groups(std::size_t index, const Value& value,
                                          const std::string& rows) {
  const Measure& measure = plan_.measures[index];
  const std::string& label = labels_[index];
  const bool latest = measure.aggregate == Aggregate::latest;
  constexpr std::string_view k_group = "subject_id, group_key, alone";
  std::string places = fmt::format("row_number() OVER (PARTITION BY {} ORDER BY {}) AS event_place",
                                   k_group, k_by_event);
  if (latest)
    places += fmt::format(",\n    row_number() OVER (PARTITION BY {} ORDER BY {}) AS window_place",
                          k_group, k_by_window);
  add_part(label + " places", what_ + say(":R9 组内次序", ": R9 inside each group"),
           fmt::format("SELECT *, {}\n    FROM {}", places, rows));
  std::optional<Number> inner;
  std::string error = "max(m.error)";
  if (latest) {
    const auto of_first = [](const std::string& column) {
      return "max(CASE WHEN m.window_place = 1 THEN " + column + " END)";
    };
    inner = value.number;
    inner->num = of_first("m.value");
    if (!inner->den.empty()) inner->den = of_first("m.below");
    error = of_first("m.error");
  } else {
    inner = inner_number(measure, value);
  }
  if (!inner) return std::nullopt;
  const auto of_first = [](std::string_view column) {
    return fmt::format("max(CASE WHEN m.event_place = 1 THEN m.{0} END) AS {0}", column);
  };
  std::string columns =
      fmt::format("{} AS inside,\n    {}, {}, {},\n    max(m.order_date) AS order_date", inner->num,
                  of_first("event_date"), of_first("record_id"), of_first("source"));
  if (!inner->den.empty()) columns += ",\n    " + inner->den + " AS below";
  if (measure.group->combine == Combine::mean_by) columns += ",\n    " + of_first("mean_by");
  if (!value.error.empty()) columns += ",\n    " + error + " AS error";
  add_part(label + " groups", what_ + say(":每组一行", ": one row a group"),
           fmt::format("SELECT m.subject_id,\n    {}\n    FROM {} AS m\n    GROUP BY m.subject_id, "
                       "m.group_key, m.alone",
                       columns, dialect_.quoted(label + " places")));
  Number out = guarded(*inner, "g.inside", label + " groups");
  if (!out.den.empty()) out.den = "g.below";
  return out;
}

/// Groups in their order with the result of each; the first `take` are combined.
std::optional<Value> Form::grouped(std::size_t index, const Value& value, const std::string& rows) {
  const Measure& measure = plan_.measures[index];
  const auto& rule = *measure.group;
  const std::string& label = labels_[index];
  const auto inside = inside_groups(index, value, rows);
  if (!inside) return std::nullopt;
  Number result = *inside;
  if (measure.aggregate == Aggregate::each) {
    const auto floor = limit(rule.floor);
    const auto cap = limit(rule.cap);
    result = arithmetic_.limited(arithmetic_.plus(arithmetic_.constant(rule.base), result),
                                 floor ? &*floor : nullptr, cap ? &*cap : nullptr);
  }
  if (!result.den.empty()) {
    no_shape("分母随记录而变的各组结果", "group results whose denominators are data");
    return std::nullopt;
  }
  const bool has_error = !value.error.empty();
  add_part(label + " results", what_ + say(":各组结果", ": what each group gives"),
           fmt::format("SELECT g.*, {} AS result FROM {} AS g",
                       has_error ? fmt::format("CASE WHEN g.error = 0 THEN {} END", result.num)
                                 : result.num,
                       dialect_.quoted(label + " groups")));
  result = guarded(result, "g.result", label + " results");
  const std::string_view key = rule.order == GroupOrder::newest    ? "order_date DESC"
                               : rule.order == GroupOrder::oldest  ? "order_date ASC"
                               : rule.order == GroupOrder::highest ? "result DESC"
                                                                   : "result ASC";
  add_part(label + " taken", what_ + say(":各组的次序(R9)", ": the groups in their order (R9)"),
           fmt::format("SELECT * FROM (\n    SELECT *, row_number() OVER (PARTITION BY subject_id\n"
                       "      ORDER BY {} NULLS LAST, {}) AS place\n    FROM {}) AS g{}",
                       key, k_by_event, dialect_.quoted(label + " results"),
                       rule.take > 0 ? fmt::format("\n  WHERE g.place <= {}", rule.take) : ""));
  const Int128 many = rule.take > 0 ? Int128{rule.take}
                                    : Int128{standards::k_records_per_subject_max} *
                                          static_cast<Int128>(measure.sources.size());
  Number term = result;
  if (!rule.weights.empty()) {
    std::vector<std::string> conditions;
    std::vector<Number> weights;
    for (std::size_t i = 0; i < rule.weights.size(); ++i) {
      conditions.push_back(fmt::format("g.place = {}", i + 1));
      weights.push_back(arithmetic_.constant(rule.weights[i]));
    }
    term = arithmetic_.times(term, arithmetic_.cases(conditions, weights, nullptr));
  }
  Value out;
  out.error = value.error;
  if (rule.combine == Combine::mean_by) {
    out.number = mean_by(measure, term, many);
  } else {
    out.number = arithmetic_.summed(term, many);
    if (rule.combine == Combine::mean) {
      out.number = arithmetic_.divided(
          out.number, arithmetic_.whole(dialect_.whole("count(g.result)"), {0, many}));
      out.number.most = std::min(out.number.most, term.most);
    }
  }
  std::string columns = out.number.num + " AS value";
  if (!out.number.den.empty()) columns += ", " + out.number.den + " AS below";
  if (has_error) columns += ", max(g.error) AS error";
  add_part(label + " measured", what_,
           fmt::format("SELECT g.subject_id, {}\n    FROM {} AS g GROUP BY g.subject_id", columns,
                       dialect_.quoted(label + " taken")));
  return out;
}

/// Weighted by a field of the record that stands for the group; a missing weight is none.
Number Form::mean_by(const Measure& measure, const Number& term, Int128 many) {
  const auto& source = measure.sources.front();
  const auto& field = catalogue_.classes[static_cast<std::size_t>(source.class_index)]
                          .fields[static_cast<std::size_t>(source.mean_by_field)];
  const auto& record_class = catalogue_.classes[static_cast<std::size_t>(source.class_index)];
  const Number weight =
      near(record_class.id + " " + field.id,
           arithmetic_.whole(fmt::format("COALESCE(g.mean_by, {})", dialect_.number(0)),
                             Range{field.min, field.max}.with({0, 0}),
                             pow10(measure.group->mean_by_places)));
  Number of_present = weight;
  of_present.num = fmt::format("CASE WHEN g.result IS NOT NULL THEN {} END", weight.num);
  Number out = arithmetic_.divided(arithmetic_.summed(arithmetic_.times(term, weight), many),
                                   arithmetic_.summed(of_present, many));
  if (weight.range.low >= 0) out.most = std::min(out.most, term.most);
  return out;
}

}  // namespace sanqu::evaluation
