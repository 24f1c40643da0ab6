// SPDX-License-Identifier: Apache-2.0
// Sums of fractions whose denominators are data (1 + back tax / tax due): SQL's sum() has no common denominator, so a
// recursive step adds one denominator after the other. Fractions with the same denominator are added first.
#include <fmt/format.h>

#include "core/ensure.hpp"
#include "evaluation/sql/form.hpp"

namespace sanqu::evaluation {

/// "<label> sums": a / b + c / d, one denominator after the other; NULL where a turn is not proved.
void Form::add_turns(const std::string& label, const Number& item) {
  // What one turn reads: the sum so far and the next fraction, both asked to be so small that the turn can be proved.
  const int bits = dialect_.is_postgresql() ? 42 : 22;
  const auto turned = [&](std::string_view alias) {
    Number out;
    out.num = fmt::format("{}.value", alias);
    out.den = fmt::format("{}.below", alias);
    out.scale = item.scale;
    out.den_high = Int128{1} << bits;
    out.range = {-(Int128{1} << (2 * bits - 5)), Int128{1} << (2 * bits - 5)};
    return out;
  };
  const Number so_far = turned("g");
  const Number next = turned("f");
  const Number sum = arithmetic_.plus(so_far, next);
  std::string small;
  for (const Number* number : {&so_far, &next}) {
    small += fmt::format("{}{} BETWEEN {} AND {} AND {} <= {}", small.empty() ? "" : "\n      AND ",
                         number->num, dialect_.number(number->range.low),
                         dialect_.number(number->range.high), number->den,
                         dialect_.number(number->den_high));
  }
  const std::string value_sql = fmt::format(
      "CASE WHEN {} THEN CASE WHEN g.below % f.below = 0 THEN g.value + f.value * ({}) ELSE {} END "
      "END",
      small, dialect_.divided("g.below", "f.below"), sum.num);
  const std::string below_sql =
      fmt::format("CASE WHEN g.below % f.below = 0 THEN g.below ELSE {} END", sum.den);
  parts_.push_back(fmt::format(
      "-- {0}{5}\n"
      "{1} (subject_id, turn, value, below) AS (\n"
      "  SELECT subject_id, turn, value, below FROM {2} WHERE turn = 1\n"
      "  UNION ALL\n"
      "  SELECT f.subject_id, f.turn,\n    {3},\n    {4}\n"
      "    FROM {1} AS g JOIN {2} AS f ON f.subject_id = g.subject_id AND f.turn = g.turn + 1)",
      what_, dialect_.quoted(label + " sums"), dialect_.quoted(label + " fractions"), value_sql,
      below_sql,
      say(":a / b + c / d,逐个分母相加", ": a / b + c / d, one denominator after the other")));
}

/// The largest or smallest fraction, compared crosswise; of equal ones that with the least denominator.
std::optional<Value> Form::fraction_extreme(std::size_t index, const Value& value,
                                            const std::string& rows, bool with_error) {
  const bool wants_min = plan_.measures[index].aggregate == standards::Aggregate::min;
  const std::string& label = labels_[index];
  const auto as = [&](const std::string& alias) {
    Number out = value.number;
    out.constant.reset();
    out.num = alias + ".value";
    out.den = alias + ".below";
    return out;
  };
  add_part(label + " fractions", what_ + say(":按分母", ": by denominator"),
           fmt::format("SELECT m.subject_id, m.below AS below, {}(m.value) AS value\n"
                       "    FROM {} AS m WHERE m.value IS NOT NULL GROUP BY m.subject_id, m.below",
                       wants_min ? "min" : "max", rows));
  add_part(label + " extreme",
           what_ + say(":交叉相乘比较,没有更好的那一个",
                       ": compared crosswise, the one without a better"),
           fmt::format("SELECT a.subject_id, a.value, a.below FROM {0} AS a\n"
                       "    LEFT JOIN {0} AS b ON b.subject_id = a.subject_id\n"
                       "      AND ({1} OR ({2} AND b.below < a.below))\n"
                       "    WHERE b.subject_id IS NULL",
                       dialect_.quoted(label + " fractions"),
                       arithmetic_.compared(as("b"), wants_min ? "<" : ">", as("a")),
                       arithmetic_.compared(as("b"), "=", as("a"))));
  add_part(label + " measured", what_,
           fmt::format("SELECT m.subject_id, max(g.value) AS value, max(g.below) AS below{}\n"
                       "    FROM {} AS m LEFT JOIN {} AS g ON g.subject_id = m.subject_id\n"
                       "    GROUP BY m.subject_id",
                       with_error ? ", max(m.error) AS error" : "", rows,
                       dialect_.quoted(label + " extreme")));
  Value out;
  out.number = as("m");
  return out;
}

/// "<label> measured" with value and below, from rows `m` with the fraction of each record.
std::optional<Value> Form::fraction_sum(std::size_t index, const Value& value,
                                        const std::string& rows, bool with_error) {
  const standards::Measure& measure = plan_.measures[index];
  const std::string& label = labels_[index];
  const Int128 many =
      Int128{standards::k_records_per_subject_max} * static_cast<Int128>(measure.sources.size());
  const Number item = item_limited(measure, value.number);
  ensure(!item.den.empty());
  add_part(
      label + " fractions", what_ + say(":按分母", ": by denominator"),
      fmt::format("SELECT subject_id, value, below,\n"
                  "    row_number() OVER (PARTITION BY subject_id ORDER BY below) AS turn\n"
                  "  FROM (SELECT m.subject_id, {0} AS below, sum({1}) AS value\n"
                  "    FROM {2} AS m WHERE m.value IS NOT NULL GROUP BY m.subject_id, {0}) AS f",
                  item.den, item.num, rows));
  add_turns(label, item);
  add_part(label + " sum", what_ + say(":最后一步", ": the last turn"),
           fmt::format(
               "SELECT g.subject_id, g.value, g.below FROM {} AS g\n"
               "    JOIN (SELECT subject_id, max(turn) AS turn FROM {} GROUP BY subject_id) AS l\n"
               "    ON l.subject_id = g.subject_id AND l.turn = g.turn",
               dialect_.quoted(label + " sums"), dialect_.quoted(label + " fractions")));
  too_large_parts_.push_back(fmt::format("SELECT g.subject_id FROM {} AS g WHERE g.value IS NULL",
                                         dialect_.quoted(label + " sum")));
  add_part(label + " measured", what_,
           fmt::format("SELECT m.subject_id, COALESCE(max(g.value), {}) AS value,\n"
                       "    COALESCE(max(g.below), {}) AS below{}\n"
                       "    FROM {} AS m LEFT JOIN {} AS g ON g.subject_id = m.subject_id\n"
                       "    GROUP BY m.subject_id",
                       dialect_.number(0), dialect_.number(1),
                       with_error ? ", max(m.error) AS error" : "", rows,
                       dialect_.quoted(label + " sum")));
  Value out;
  out.number = item;
  out.number.constant.reset();
  out.number.num = "m.value";
  out.number.den = "m.below";
  out.number.range = {-dialect_.largest(), dialect_.largest()};
  out.number.den_high = dialect_.largest();
  out.number.most = k_far;
  // The engine adds in another order; over the common denominator its sums on the way are no larger than this.
  const Number nearer = near(label + " value", out.number);
  if (times_far(many, nearer.range.size()) >= k_far) not_proved(nearer.of);
  return out;
}

}  // namespace sanqu::evaluation
