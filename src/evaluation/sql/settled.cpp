// SPDX-License-Identifier: Apache-2.0
// Which subjects and records exist at the two times (section 11): merges (R5), attributes (R6), versions (R1), statuses
// (R2) with the end of publication. Dates that depend on as_of alone are printed as constants.
#include <fmt/format.h>

#include "evaluation/sql/form.hpp"

namespace sanqu::evaluation {

using catalogue::Field;
using catalogue::FieldType;
using catalogue::RecordClass;

namespace {

bool is_number(const Field& field) {
  return field.type == FieldType::integer || field.type == FieldType::decimal ||
         field.type == FieldType::money || field.type == FieldType::boolean;
}

}  // namespace

std::string Form::field_column(const std::string& table, const Field& field,
                               std::string& too_large) const {
  const std::string name = dialect_.quoted(field.id);
  const std::string own = "t." + name;
  if (!is_number(field) || field.type == FieldType::boolean) return own;
  const Number number = arithmetic_.whole(own, {field.min, field.max}, pow10(field.places));
  const std::string small = is_near(table + " " + field.id, number);
  if (small.empty())
    return dialect_.is_postgresql() ? fmt::format("{} AS {}", dialect_.whole(own), name) : own;
  too_large += fmt::format("{}NOT ({})", too_large.empty() ? "" : " OR ", small);
  return fmt::format("CASE WHEN {} THEN {} END AS {}", small, dialect_.whole(own), name);
}

void Form::settle_subjects() {
  const std::string known_at = dialect_.text(sql_time(options_.known_at));
  const std::string as_of = dialect_.date(options_.as_of);
  add_part(
      "subject known",
      say("届时已登记的全部主体,及其在输入中的次序",
          "Every subject of which something was recorded by then; with its place in the input."),
      fmt::format("SELECT subject_id, min(line) AS \"place in input\" FROM subject\n"
                  "  WHERE recorded_at <= {} GROUP BY subject_id",
                  known_at));
  add_part(
      "merge now",
      say("R5:每个主体届时已知的最后一条合并;已撤销的不算",
          "R5: of each subject the last merge line that was known; what was undone is none."),
      fmt::format(
          "SELECT subject_id, into_id FROM (\n"
          "    SELECT subject_id, into_id, undone,\n"
          "      row_number() OVER (PARTITION BY subject_id ORDER BY recorded_at DESC, line DESC)"
          " AS \"newest first\"\n"
          "    FROM subject_merge WHERE recorded_at <= {}\n"
          "      AND subject_id IN (SELECT subject_id FROM \"subject known\")\n"
          "      AND into_id IN (SELECT subject_id FROM \"subject known\")) AS m\n"
          "  WHERE \"newest first\" = 1 AND undone = 0 AND into_id <> subject_id",
          known_at));
  parts_.push_back(
      "-- " +
      say("R5:沿合并链;UNION 使环终止", "R5: along chains of merges; UNION ends a circle.") +
      "\n"
      "\"merge chain\" (subject_id, at_id) AS (\n"
      "  SELECT subject_id, into_id FROM \"merge now\"\n"
      "  UNION\n"
      "  SELECT c.subject_id, m.into_id FROM \"merge chain\" AS c\n"
      "    JOIN \"merge now\" AS m ON m.subject_id = c.at_id)");
  add_part("survivor of",
           say("各主体的记录归谁;合并成环的各归自己",
               "The subject to which each one's records belong; in a circle each keeps its own."),
           "SELECT k.subject_id, COALESCE(max(c.at_id), k.subject_id) AS survivor_id, "
           "min(k.\"place in input\") "
           "AS \"place in input\"\n"
           "  FROM \"subject known\" AS k\n"
           "  LEFT JOIN \"merge chain\" AS c ON c.subject_id = k.subject_id\n"
           "    AND NOT EXISTS (SELECT 1 FROM \"merge now\" AS m WHERE m.subject_id = c.at_id)\n"
           "  GROUP BY k.subject_id");
  settle_attributes(known_at, as_of);
}

/// "subject now": of each subject that has a result, what it is.
void Form::settle_attributes(const std::string& known_at, const std::string& as_of) {
  std::string columns = "kind";
  std::string names = "t.kind";
  std::string too_large;
  for (std::size_t a = 0; a < catalogue_.attributes.size(); ++a) {
    if (!needed_.attributes[a]) continue;
    columns += ", " + field_column("subject", catalogue_.attributes[a], too_large);
    names += ", t." + dialect_.quoted(catalogue_.attributes[a].id);
    ++columns_;
  }
  if (!too_large.empty()) {
    columns += fmt::format(",\n      CASE WHEN {} THEN 1 ELSE 0 END AS \"too large\"", too_large);
    names += ", t.\"too large\"";
    too_large_.push_back("s.\"too large\" = 1");
  }
  add_part(
      "subject now",
      say("R6:基准日有效、知悉时间已知的属性;已并入他人的主体没有结果",
          "R6: attributes valid on the as-of date, known at the known-at time. Merged subjects "
          "have no result."),
      fmt::format(
          "SELECT v.subject_id, v.\"place in input\", {}\n"
          "  FROM \"survivor of\" AS v\n"
          "  LEFT JOIN (\n"
          "    SELECT subject_id, {},\n"
          "      row_number() OVER (PARTITION BY subject_id\n"
          "        ORDER BY valid_from DESC, recorded_at DESC, line DESC) AS \"newest first\"\n"
          "    FROM subject AS t WHERE recorded_at <= {} AND valid_from <= {}) AS t\n"
          "    ON t.subject_id = v.subject_id AND t.\"newest first\" = 1\n"
          "  WHERE v.survivor_id = v.subject_id",
          names, columns, known_at, as_of));
}

/// A truth over the record: its publication is over on as_of, so that a record in force has expired. Empty: never.
std::string Form::is_over(const RecordClass& record_class) const {
  if (!record_class.publication) return {};
  const auto& rule = *record_class.publication;
  const auto name = [&](std::int32_t field) {
    return "t." + dialect_.quoted(record_class.fields[static_cast<std::size_t>(field)].id);
  };
  const Date as_of = options_.as_of;
  // plus_months(from, months) < as_of, as the last day `from` for which that holds.
  const auto over_after = [&](int months) {
    Date last = plus_months(as_of, -months);
    while (plus_months(last, months) < as_of) last = plus_days(last, 1);
    while (last > Date::min() && plus_months(last, months) >= as_of) last = plus_days(last, -1);
    return fmt::format("{} <= {}", name(rule.from_field), dialect_.date(last));
  };
  std::string by_period;
  if (rule.from_field >= 0 && !rule.periods.empty()) {
    if (rule.by_field < 0) {
      by_period = over_after(rule.periods.front().max_months);
    } else {
      by_period = "CASE " + name(rule.by_field);
      const auto& field = record_class.fields[static_cast<std::size_t>(rule.by_field)];
      const auto& codes = catalogue_.code_sets[static_cast<std::size_t>(field.code_set)].codes;
      for (std::size_t i = 0; i < rule.periods.size() && i < codes.size(); ++i)
        by_period += fmt::format(" WHEN {} THEN {}", dialect_.text(codes[i].id),
                                 over_after(rule.periods[i].max_months));
      by_period += " END";
    }
  }
  if (rule.until_field < 0) return by_period;
  const std::string until = name(rule.until_field);
  std::string out = "CASE";
  const auto& forever =
      record_class.fields[static_cast<std::size_t>(rule.until_field)].until_forever;
  const std::string no = dialect_.is_postgresql() ? "FALSE" : "0";
  if (forever) out += fmt::format(" WHEN {} >= {} THEN {}", until, dialect_.date(*forever), no);
  out += fmt::format(" WHEN {0} IS NOT NULL THEN {0} < {1}", until, dialect_.date(as_of));
  if (!by_period.empty()) out += " ELSE " + by_period;
  return out + " END";
}

/// The records of one class as they were known, one row each, with the status of the as-of date.
void Form::settle_class(std::size_t index) {
  const RecordClass& record_class = catalogue_.classes[index];
  std::string fields;
  std::string too_large;
  for (std::size_t f = 0; f < record_class.fields.size(); ++f) {
    if (needed_.fields[index][f])
      fields += ", " + field_column(record_class.id, record_class.fields[f], too_large);
  }
  if (!too_large.empty()) {
    fields += fmt::format(",\n    CASE WHEN {} THEN 1 ELSE 0 END AS \"too large\"", too_large);
    too_large_parts_.push_back(fmt::format("SELECT subject_id FROM {} WHERE \"too large\" = 1",
                                           dialect_.quoted(record_class.id + " now")));
  }
  // The proofs of sums are for so many records of a class.
  too_large_parts_.push_back(
      fmt::format("SELECT subject_id FROM {} GROUP BY subject_id HAVING count(*) > {}",
                  dialect_.quoted(record_class.id + " now"), standards::k_records_per_subject_max));
  const std::string over = is_over(record_class);
  std::string status = "COALESCE(h.status, 'in_force')";
  if (!over.empty()) {
    status = fmt::format(
        "CASE WHEN COALESCE(h.status, 'in_force') = 'in_force' AND {} THEN 'expired'\n"
        "      ELSE COALESCE(h.status, 'in_force') END",
        over);
  }
  const std::string known_at = dialect_.text(sql_time(options_.known_at));
  add_part(
      record_class.id + " now",
      record_class.title.in(options_.lang) +
          say(":R1 最后登记的版本;R2 其在基准日的状态",
              ": R1 the version recorded last; R2 its status on the as-of date."),
      fmt::format(
          "SELECT v.survivor_id AS subject_id, {0} AS record_id{1},\n"
          "    {2} AS \"status now\"\n"
          "  FROM (\n"
          "    SELECT t.*, row_number() OVER (PARTITION BY record_id ORDER BY recorded_at "
          "DESC) AS \"newest first\"\n"
          "    FROM {3} AS t WHERE recorded_at <= {4}\n"
          "      AND subject_id IN (SELECT subject_id FROM \"subject known\")) AS t\n"
          "  JOIN \"survivor of\" AS v ON v.subject_id = t.subject_id\n"
          "  LEFT JOIN (\n"
          "    SELECT record_id AS of_id, status, row_number() OVER (PARTITION BY record_id\n"
          "      ORDER BY effective_on DESC, recorded_at DESC, line DESC) AS \"newest status\"\n"
          "    FROM record_status\n"
          "    WHERE of_class = {5} AND recorded_at <= {4} AND effective_on <= {6}) AS h\n"
          "    ON h.of_id = t.record_id AND h.\"newest status\" = 1\n"
          "  WHERE t.\"newest first\" = 1",
          dialect_.by_bytes("t.record_id"), fields, status, dialect_.quoted(record_class.id),
          known_at, dialect_.text(record_class.id), dialect_.date(options_.as_of)));
}

}  // namespace sanqu::evaluation
