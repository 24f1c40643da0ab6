// SPDX-License-Identifier: Apache-2.0
// The tables of the SQL form as temporary views over a store on SQLite, so that `sqlite3 sanqu.db` can check a rating where
// it lies. They read what the store's schema offers for reading by hand (its views *_history), and make of memberships
// of zones the attributes that the program makes of them.
#include <fmt/format.h>

#include "cli/store_views.hpp"
#include "evaluation/sql/dialect.hpp"

namespace sanqu::cli {

using catalogue::Field;
using catalogue::FieldType;

namespace {

const evaluation::Dialect& sqlite() {
  static const evaluation::Dialect dialect(evaluation::SqlDialect::sqlite);
  return dialect;
}

/// A moment of the store (UTC+8 with milliseconds) as the tables hold it.
std::string utc(const std::string& column) {
  return fmt::format(
      "strftime('%Y-%m-%dT%H:%M:%S', substr({0}, 1, 19), '-8 hours') || substr({0}, 20, 4) || 'Z'",
      column);
}

/// A field out of the content, which is canonical JSON: numbers as decimal text with all their places.
std::string value_of(const Field& field) {
  const std::string path = sqlite().text("$.\"" + field.id + "\"");
  const std::string value = fmt::format("json_extract(h.content, {})", path);
  switch (field.type) {
    case FieldType::integer:
    case FieldType::decimal:
    case FieldType::money: return fmt::format("CAST(replace({}, '.', '') AS integer)", value);
    case FieldType::codes:
      return fmt::format("(SELECT group_concat(j.value, ';') FROM json_each(h.content, {}) AS j)",
                         path);
    default: return value;
  }
}

std::string named(const std::string& sql, const std::string& name) {
  return fmt::format(",\n    {} AS {}", sql, sqlite().quoted(name));
}

/// What the lines say from day to day, joined with what the memberships say: one row a day on which something begins.
std::string subject_view(const catalogue::Catalogue& catalogue, const std::string& known_at) {
  std::string attributes;
  for (const Field& field : catalogue.attributes) {
    std::string value = value_of(field);
    if (field.id == "zone.id") value = fmt::format("COALESCE(d.zone_id, {})", value);
    if (field.id == "zone.kind") value = fmt::format("COALESCE(d.zone_kind, {})", value);
    attributes += named(value, field.id);
  }
  return fmt::format(
      "CREATE TEMP VIEW subject AS WITH\n"
      "known AS (SELECT row_number() OVER () AS line, * FROM main.subject_history\n"
      "  WHERE {0} <= {1}),\n"
      "member AS (SELECT * FROM (\n"
      "    SELECT m.zone_id, m.subject_id, m.from_on, m.through_on,\n"
      "      (SELECT l.kind FROM main.zone_line AS l JOIN main.zone AS z ON z.id = l.zone\n"
      "         JOIN main.batch AS b ON b.id = l.batch\n"
      "         WHERE z.zone_id = m.zone_id AND {2} <= {1} ORDER BY l.id DESC LIMIT 1) AS "
      "zone_kind,\n"
      "      row_number() OVER (PARTITION BY m.zone_id, m.subject_id, m.from_on\n"
      "        ORDER BY m.recorded_at DESC, m.line DESC) AS newest\n"
      "    FROM main.membership_history AS m WHERE {0} <= {1}) WHERE newest = 1),\n"
      "begin AS (\n"
      "  SELECT subject_id, valid_from AS day FROM known\n"
      "  UNION SELECT subject_id, from_on FROM member\n"
      "  UNION SELECT subject_id, date(through_on, '+1 day') FROM member WHERE through_on < "
      "'9999-12-31'),\n"
      "day AS (SELECT b.subject_id, b.day,\n"
      "    (SELECT k.line FROM known AS k WHERE k.subject_id = b.subject_id AND k.valid_from <= "
      "b.day\n"
      "       ORDER BY k.valid_from DESC, k.recorded_at DESC, k.line DESC LIMIT 1) AS line,\n"
      "    m.zone_id, m.zone_kind\n"
      "  FROM begin AS b LEFT JOIN member AS m ON m.subject_id = b.subject_id\n"
      "    AND m.from_on <= b.day AND m.through_on >= b.day\n"
      "    AND NOT EXISTS (SELECT 1 FROM member AS o WHERE o.subject_id = b.subject_id\n"
      "      AND o.from_on <= b.day AND o.through_on >= b.day\n"
      "      AND (o.from_on > m.from_on OR (o.from_on = m.from_on AND o.zone_id > m.zone_id))))\n"
      "SELECT h.line, h.subject_id, h.kind, d.day AS valid_from{3},\n"
      "    {4} AS recorded_at\n"
      "  FROM day AS d JOIN known AS h ON h.line = d.line;\n",
      utc("recorded_at"), known_at, utc("b.recorded_at"), attributes, utc("h.recorded_at"));
}

}  // namespace

std::string store_views(const catalogue::Catalogue& catalogue, Instant known_at) {
  std::string out = subject_view(catalogue, sqlite().text(evaluation::sql_time(known_at)));
  for (const auto& record_class : catalogue.classes) {
    if (!record_class.evaluation_allowed) continue;
    std::string fields;
    for (const Field& field : record_class.fields)
      if (!field.personal) fields += named(value_of(field), field.id);
    out += fmt::format(
        "CREATE TEMP VIEW {} AS SELECT h.subject_id, h.record_id{},\n    {} AS recorded_at\n"
        "  FROM main.record_history AS h WHERE h.class = {};\n",
        sqlite().quoted(record_class.id), fields, utc("h.recorded_at"),
        sqlite().text(record_class.id));
  }
  out += fmt::format(
      "CREATE TEMP VIEW record_status AS SELECT row_number() OVER () AS line, h.class AS "
      "of_class,\n"
      "    h.record_id, h.status, h.effective_on, {} AS recorded_at FROM main.status_history AS "
      "h;\n",
      utc("h.recorded_at"));
  return out + fmt::format(
                   "CREATE TEMP VIEW subject_merge AS SELECT m.id AS line, s.subject_id,\n"
                   "    i.subject_id AS into_id, m.undone, {} AS recorded_at\n"
                   "  FROM main.subject_merge AS m JOIN main.subject AS s ON s.id = m.subject\n"
                   "    JOIN main.subject AS i ON i.id = m.into_subject\n"
                   "    JOIN main.batch AS b ON b.id = m.batch;\n",
                   utc("b.recorded_at"));
}

}  // namespace sanqu::cli
