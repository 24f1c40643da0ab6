// SPDX-License-Identifier: Apache-2.0
#include "evaluation/sql/sql_rows.hpp"

#include <fmt/format.h>

#include "evaluation/sql/dialect.hpp"

namespace sanqu::evaluation {

using catalogue::Field;
using catalogue::FieldType;
using catalogue::FieldValue;
using catalogue::k_missing;
using catalogue::RecordStatus;

namespace {

std::string quoted(std::string_view text) { return Dialect(SqlDialect::sqlite).text(text); }

std::string_view status_word(RecordStatus status) {
  switch (status) {
    case RecordStatus::in_force: return "in_force";
    case RecordStatus::expired: return "expired";
    case RecordStatus::suspended: return "suspended";
    case RecordStatus::repaired: return "repaired";
    case RecordStatus::withdrawn: return "withdrawn";
  }
  return "";
}

}  // namespace

std::string SqlRows::value(const Field& field, const FieldValue& value) const {
  if (field.type == FieldType::text) return value.text.empty() ? "NULL" : quoted(value.text);
  if (value.number == k_missing) return "NULL";
  const auto code = [&](std::int64_t index) -> const std::string& {
    return catalogue_.code_sets[static_cast<std::size_t>(field.code_set)]
        .codes[static_cast<std::size_t>(index)]
        .id;
  };
  switch (field.type) {
    case FieldType::code: return quoted(code(value.number));
    case FieldType::codes: {
      std::string all;
      for (std::int64_t bit = 0; bit < 62; ++bit)
        if ((value.number >> bit & 1) != 0) all += (all.empty() ? "" : ";") + code(bit);
      return quoted(all);
    }
    case FieldType::date:
      return quoted(Date::from_days(static_cast<std::int32_t>(value.number)).text());
    default: return fmt::format("{}", value.number);
  }
}

std::string SqlRows::subject(std::string_view subject_id, std::int32_t kind, Date valid_from,
                             Instant recorded_at, std::span<const FieldValue> values) {
  std::string out = fmt::format(
      "INSERT INTO subject VALUES ({}, {}, {}, {}", ++subjects_, quoted(subject_id),
      quoted(catalogue_.kinds[static_cast<std::size_t>(kind)].id), quoted(valid_from.text()));
  for (std::size_t a = 0; a < values.size(); ++a)
    out += ", " + value(catalogue_.attributes[a], values[a]);
  return out + fmt::format(", {});\n", quoted(sql_time(recorded_at)));
}

std::string SqlRows::record(std::int32_t class_index, std::string_view subject_id,
                            std::string_view record_id, Instant recorded_at,
                            std::span<const FieldValue> values) const {
  const auto& record_class = catalogue_.classes[static_cast<std::size_t>(class_index)];
  if (!record_class.evaluation_allowed) return {};
  std::string out = fmt::format("INSERT INTO {} VALUES ({}, {}",
                                Dialect(SqlDialect::sqlite).quoted(record_class.id),
                                quoted(subject_id), quoted(record_id));
  for (std::size_t f = 0; f < values.size(); ++f) {
    if (!record_class.fields[f].personal) out += ", " + value(record_class.fields[f], values[f]);
  }
  return out + fmt::format(", {});\n", quoted(sql_time(recorded_at)));
}

std::string SqlRows::status(std::int32_t class_index, std::string_view record_id,
                            RecordStatus status, Date effective_on, Instant recorded_at) {
  return fmt::format("INSERT INTO record_status VALUES ({}, {}, {}, {}, {}, {});\n", ++statuses_,
                     quoted(catalogue_.classes[static_cast<std::size_t>(class_index)].id),
                     quoted(record_id), quoted(status_word(status)), quoted(effective_on.text()),
                     quoted(sql_time(recorded_at)));
}

std::string SqlRows::merge(std::string_view subject_id, std::string_view into, bool undone,
                           Instant recorded_at) {
  return fmt::format("INSERT INTO subject_merge VALUES ({}, {}, {}, {}, {});\n", ++merges_,
                     quoted(subject_id), quoted(into), undone ? 1 : 0,
                     quoted(sql_time(recorded_at)));
}

}  // namespace sanqu::evaluation
