// SPDX-License-Identifier: Apache-2.0
#include "evaluation/sql/expression.hpp"

#include <fmt/format.h>

#include "core/ensure.hpp"

namespace sanqu::evaluation {

using standards::PlanCell;
using standards::PlanTable;
using standards::PlanTableKey;
using standards::ValueType;

std::string either(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return a.empty() ? b : a;
  return "(" + a + " OR " + b + ")";
}

std::string both(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return {};
  return "(" + a + " AND " + b + ")";
}

namespace {

std::string holds(const std::string& truth) { return "(" + truth + ") IS TRUE"; }
std::string fails(const std::string& truth) { return "(" + truth + ") IS NOT TRUE"; }

Value text_value(ValueType type, std::string text) {
  Value out;
  out.type = type;
  out.text = std::move(text);
  return out;
}

Value number_value(Number number) {
  Value out;
  out.number = std::move(number);
  return out;
}

std::string months_of(const Dialect& dialect, const std::string& date) {
  return fmt::format("{} * {} + {}", dialect.whole(fmt::format("substr({}, 1, 4)", date)),
                     dialect.number(12), dialect.whole(fmt::format("substr({}, 6, 2)", date)));
}

/// The places of a scale that is a power of ten; -1 if it is none.
int places_of(Int128 scale) {
  for (int places = 0; places <= 18; ++places)
    if (scale == pow10(places)) return places;
  return -1;
}

constexpr std::int64_t k_months_high = 120'000;
constexpr std::int64_t k_days_high = 4'000'000;

}  // namespace

std::string compared_with(const Arithmetic& arithmetic, const Number& number, std::string_view sign,
                          Decimal bound) {
  const int places = places_of(number.scale);
  const Exact exact = Exact::decimal(bound.units, bound.places);
  if (places < 0 || !number.den.empty())
    return arithmetic.compared(number, sign, arithmetic.constant(exact));
  const bool is_low = sign.front() == '>';
  const bool open = sign.size() == 1;
  const std::int64_t unit =
      is_low ? first_unit(exact, open, places) : last_unit(exact, open, places);
  return arithmetic.compared(number, is_low ? ">=" : "<=", arithmetic.constant(unit, number.scale));
}

std::string months_since_text(const Dialect& dialect, const std::string& from, Date to) {
  const YearMonthDay day = ymd_of(to);
  const YearMonth month{day.year, day.month};
  std::string months =
      fmt::format("{} - ({})", dialect.number(day.year * 12 + static_cast<int>(day.month)),
                  months_of(dialect, from));
  // The last month is not full yet; a day that the month lacks counts as its last.
  if (day.day != month.days()) {
    months += fmt::format(" - CASE WHEN substr({}, 9, 2) > '{:02}' THEN {} ELSE {} END", from,
                          day.day, dialect.number(1), dialect.number(0));
  }
  return fmt::format("CASE WHEN {0} > {1} THEN {3} WHEN {0} <= {1} THEN {2} END", from,
                     dialect.date(to), months, dialect.number(0));
}

std::string ExpressionForm::code_text(const Node& like, std::int64_t code) const {
  const auto at = static_cast<std::size_t>(code);
  if (like.code_set == standards::k_kind_set) return form_.catalogue_.kinds[at].id;
  return form_.catalogue_.code_sets[static_cast<std::size_t>(like.code_set)].codes[at].id;
}

Value ExpressionForm::constant(const Node& node) const {
  switch (node.type) {
    case ValueType::number: return number_value(arithmetic_.constant(node.imm, pow10(node.places)));
    case ValueType::date:
      return text_value(node.type,
                        dialect_.date(Date::from_days(static_cast<std::int32_t>(node.imm))));
    case ValueType::text:
      return text_value(
          node.type, dialect_.text(form_.plan_.text_literals[static_cast<std::size_t>(node.imm)]));
    case ValueType::truth: return text_value(node.type, node.imm != 0 ? "1" : "0");
    default: return text_value(node.type, dialect_.text(code_text(node, node.imm)));
  }
}

Value ExpressionForm::stored(const Node& node) const {
  const auto at = static_cast<std::size_t>(node.index);
  const bool is_field = node.kind == NodeKind::field;
  const auto& attributes = form_.catalogue_.attributes;
  const std::string id = is_field                 ? record_class_->fields[at].id
                         : at < attributes.size() ? attributes[at].id
                                                  : "kind";
  const std::string sql = (is_field ? "r." : "s.") + dialect_.quoted(id);
  if (node.type != ValueType::number) return text_value(node.type, sql);
  const auto& field = is_field ? record_class_->fields[at] : attributes[at];
  const std::string table = is_field ? record_class_->id : "subject";
  return number_value(form_.near(
      table + " " + field.id, arithmetic_.whole(sql, {field.min, field.max}, pow10(field.places))));
}

Value ExpressionForm::value(std::int32_t index) const {
  const Node& node = form_.plan_.node(index);
  const auto at = static_cast<std::size_t>(node.index);
  switch (node.kind) {
    case NodeKind::constant: return constant(node);
    case NodeKind::parameter: {
      const auto& parameter = form_.plan_.parameters[at];
      std::int64_t units = parameter.values.front().units;  // rule R18: the value in force on as_of
      for (const auto& one : parameter.values)
        if (one.from <= form_.options_.as_of) units = one.units;
      return number_value(arithmetic_.constant(units, pow10(parameter.places)));
    }
    case NodeKind::as_of: return text_value(node.type, dialect_.date(form_.options_.as_of));
    case NodeKind::field:
    case NodeKind::attribute: return stored(node);
    case NodeKind::value: ensure(value_ != nullptr); return *value_;
    case NodeKind::measure:
    case NodeKind::indicator_value: {
      const auto measure = node.kind == NodeKind::measure
                               ? at
                               : static_cast<std::size_t>(form_.plan_.indicators[at].measure);
      // What the form could not say is refused already.
      return form_.measures_[measure].value_or(text_value(node.type, "NULL"));
    }
    case NodeKind::indicator_points: return number_value(form_.points_[at]);
    case NodeKind::dimension_points: return number_value(form_.dimensions_[at]);
    case NodeKind::total_points: return number_value(form_.total_);
    case NodeKind::months_since:
    case NodeKind::months_between:
    case NodeKind::days_between: return dates(node);
    case NodeKind::choose: return choice(node);
    case NodeKind::table: return table(node);
    default: break;
  }
  if (node.type == ValueType::number) return arithmetic(node);
  const Truth condition = truth(index);
  Value out =
      text_value(ValueType::truth, fmt::format("CASE WHEN {} THEN 1 ELSE 0 END", condition.sql));
  out.raised = condition.raised;
  return out;
}

Value ExpressionForm::arithmetic(const Node& node) const {
  const Value a = value(node.children[0]);
  Value out;
  out.error = a.error;
  out.raised = a.raised;
  if (node.children.size() == 1) {
    switch (node.kind) {
      case NodeKind::negate: out.number = arithmetic_.negated(a.number); break;
      case NodeKind::absolute: out.number = arithmetic_.absolute(a.number); break;
      case NodeKind::round:
        out.number = arithmetic_.rounded(a.number, static_cast<int>(node.imm));
        break;
      default: ensure(false);
    }
    return out;
  }
  const Value b = value(node.children[1]);
  out.error = either(a.error, b.error);
  out.raised = either(a.raised, b.raised);
  switch (node.kind) {
    case NodeKind::add: out.number = arithmetic_.plus(a.number, b.number); break;
    case NodeKind::subtract: out.number = arithmetic_.plus(a.number, b.number, -1); break;
    case NodeKind::multiply: out.number = arithmetic_.times(a.number, b.number); break;
    case NodeKind::divide: out.number = arithmetic_.divided(a.number, b.number); break;
    case NodeKind::minimum: out.number = arithmetic_.smaller(a.number, b.number); break;
    case NodeKind::maximum: out.number = arithmetic_.larger(a.number, b.number); break;
    default: ensure(false);
  }
  return out;
}

Value ExpressionForm::dates(const Node& node) const {
  const Value a = value(node.children[0]);
  if (node.kind == NodeKind::months_since) {
    return number_value(arithmetic_.whole(months_since_text(dialect_, a.text, form_.options_.as_of),
                                          {0, k_months_high}));
  }
  const Value b = value(node.children[1]);
  if (node.kind == NodeKind::days_between) {
    return number_value(arithmetic_.whole(
        fmt::format("{} - {}", dialect_.day_number(b.text), dialect_.day_number(a.text)),
        {-k_days_high, k_days_high}));
  }
  const std::string months = fmt::format(
      "{} - ({}) - CASE WHEN substr({}, 9, 2) > substr({}, 9, 2) AND NOT ({}) THEN {} ELSE {} END",
      months_of(dialect_, b.text), months_of(dialect_, a.text), a.text, b.text,
      dialect_.is_month_end(b.text), dialect_.number(1), dialect_.number(0));
  return number_value(
      arithmetic_.whole(fmt::format("CASE WHEN {0} > {1} THEN {3} WHEN {0} <= {1} THEN {2} END",
                                    a.text, b.text, months, dialect_.number(0)),
                        {0, k_months_high}));
}

Value ExpressionForm::choice(const Node& node) const {
  const Truth condition = truth(node.children[0]);
  const Value a = value(node.children[1]);
  const Value b = value(node.children[2]);
  Value out;
  out.number = arithmetic_.chosen(condition.sql, a.number, b.number);
  // Only the side that is taken is worked out.
  const auto of_side = [&](const std::string& one, const std::string& other) {
    return either(both(one.empty() ? "" : holds(condition.sql), one),
                  both(other.empty() ? "" : fails(condition.sql), other));
  };
  out.error = of_side(a.error, b.error);
  out.raised = either(condition.raised, of_side(a.raised, b.raised));
  return out;
}

std::string ExpressionForm::cell(const PlanCell& cell, const PlanTableKey& key,
                                 const Value& value) const {
  if (cell.missing) return value.sql() + " IS NULL";
  std::string out;
  const auto add = [&](const std::string& part) { out += (out.empty() ? "" : " AND ") + part; };
  if (key.is_code) {
    std::string list;
    Node like;
    like.code_set = key.code_set;
    for (const std::int32_t code : cell.codes)
      list += (list.empty() ? "" : ", ") + dialect_.text(code_text(like, code));
    return fmt::format("{} IN ({})", value.text, list);
  }
  if (cell.low)
    add(compared_with(arithmetic_, value.number, cell.low_open ? ">" : ">=", *cell.low));
  if (cell.high)
    add(compared_with(arithmetic_, value.number, cell.high_open ? "<" : "<=", *cell.high));
  return out;
}

/// The first row that matches (rule R18).
Value ExpressionForm::table(const Node& node) const {
  const PlanTable& table = form_.plan_.tables[static_cast<std::size_t>(node.index)];
  Value out;
  std::vector<Value> keys;
  for (const std::int32_t child : node.children) {
    keys.push_back(value(child));
    out.error = either(out.error, keys.back().error);
    out.raised = either(out.raised, keys.back().raised);
  }
  std::vector<std::string> conditions;
  std::vector<Number> results;
  std::optional<Number> rest;
  const Int128 scale = pow10(table.places);
  if (table.otherwise) rest = arithmetic_.constant(*table.otherwise, scale);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::string condition;
    for (std::size_t k = 0; k < keys.size(); ++k) {
      const PlanCell& one = table.rows[row][k];
      if (one.any) continue;
      condition += (condition.empty() ? "" : " AND ") + cell(one, table.keys[k], keys[k]);
    }
    if (condition.empty()) {  // matches everything: the rows below it are never reached
      rest = arithmetic_.constant(table.results[row], scale);
      break;
    }
    conditions.push_back(condition);
    results.push_back(arithmetic_.constant(table.results[row], scale));
  }
  out.number = arithmetic_.cases(conditions, results, rest ? &*rest : nullptr);
  out.number.constant.reset();
  if (!out.error.empty())
    out.number.num = fmt::format("CASE WHEN NOT {} THEN {} END", out.error, out.number.num);
  if (rest || !node.can_raise) return out;
  std::string any;
  for (const std::string& condition : conditions)
    any += (any.empty() ? "(" : " OR (") + condition + ")";
  out.error = either(out.error, fails(any));
  return out;
}

Truth ExpressionForm::truth(std::int32_t index) const {
  const Node& node = form_.plan_.node(index);
  switch (node.kind) {
    case NodeKind::equal:
    case NodeKind::not_equal:
    case NodeKind::less:
    case NodeKind::less_equal: return comparison(node);
    case NodeKind::and_:
    case NodeKind::or_: return chain(node);
    case NodeKind::in_codes: {
      std::string list;
      for (std::size_t c = 1; c < node.children.size(); ++c)
        list += (c > 1 ? ", " : "") + value(node.children[c]).text;
      return {fmt::format("{} IN ({})", value(node.children[0]).text, list), ""};
    }
    case NodeKind::present: return {value(node.children[0]).sql() + " IS NOT NULL", ""};
    case NodeKind::missing: return {value(node.children[0]).sql() + " IS NULL", ""};
    case NodeKind::not_: {
      const Truth below = truth(node.children[0]);
      return {fails(below.sql), below.raised};
    }
    case NodeKind::has_code: {
      const Value codes = value(node.children[0]);
      const auto& like = form_.plan_.node(node.children[0]);
      return {dialect_.contains(fmt::format("';' || {} || ';'", codes.text),
                                dialect_.text(";" + code_text(like, node.imm) + ";")),
              ""};
    }
    default: break;
  }
  ensure(node.type == ValueType::truth);
  const Value stored_value = value(index);  // a boolean field, attribute, value or literal
  return {stored_value.text + " = 1", stored_value.raised};
}

Truth ExpressionForm::comparison(const Node& node) const {
  const Value a = value(node.children[0]);
  const Value b = value(node.children[1]);
  const std::string_view sign = node.kind == NodeKind::equal       ? "="
                                : node.kind == NodeKind::not_equal ? "<>"
                                : node.kind == NodeKind::less      ? "<"
                                                                   : "<=";
  Truth out;
  out.raised = either(either(a.raised, b.raised), either(a.error, b.error));
  out.sql = a.type == ValueType::number ? arithmetic_.compared(a.number, sign, b.number)
                                        : fmt::format("{} {} {}", a.text, sign, b.text);
  return out;
}

/// A link is worked out only where the links before it leave the answer open.
Truth ExpressionForm::chain(const Node& node) const {
  const bool is_and = node.kind == NodeKind::and_;
  Truth out;
  for (const std::int32_t child : node.children) {
    const Truth link = truth(child);
    if (!link.raised.empty()) {
      const std::string open = out.sql.empty() ? "" : (is_and ? holds(out.sql) : fails(out.sql));
      out.raised = either(out.raised, open.empty() ? link.raised : both(open, link.raised));
    }
    out.sql += (out.sql.empty() ? "(" : is_and ? " AND (" : " OR (") + link.sql + ")";
  }
  return out;
}

}  // namespace sanqu::evaluation
