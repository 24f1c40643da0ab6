// SPDX-License-Identifier: Apache-2.0
// Checked lines as INSERT statements for the tables of the SQL form: the same text for both dialects.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "catalogue/catalogue.hpp"
#include "catalogue/field_value.hpp"
#include "evaluation/sql/sql_form.hpp"

namespace sanqu::evaluation {

class SqlRows {
 public:
  explicit SqlRows(const catalogue::Catalogue& catalogue) : catalogue_(catalogue) {}

  std::string subject(std::string_view subject_id, std::int32_t kind, Date valid_from,
                      Instant recorded_at, std::span<const catalogue::FieldValue> values);
  /// Empty for a class that may not be evaluated: it has no table.
  std::string record(std::int32_t class_index, std::string_view subject_id,
                     std::string_view record_id, Instant recorded_at,
                     std::span<const catalogue::FieldValue> values) const;
  std::string status(std::int32_t class_index, std::string_view record_id,
                     catalogue::RecordStatus status, Date effective_on, Instant recorded_at);
  std::string merge(std::string_view subject_id, std::string_view into, bool undone,
                    Instant recorded_at);

 private:
  std::string value(const catalogue::Field& field, const catalogue::FieldValue& value) const;

  const catalogue::Catalogue& catalogue_;
  std::uint64_t subjects_ = 0;
  std::uint64_t statuses_ = 0;
  std::uint64_t merges_ = 0;
};

}  // namespace sanqu::evaluation
