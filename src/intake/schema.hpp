// SPDX-License-Identifier: Apache-2.0
// What one kind of line looks like: its columns, its typed fields, its rules. A class has a schema, each reserved class
// has one, and subjects have one. `read` turns a line's cells into values and finds all that is wrong with them.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "intake/columns.hpp"
#include "intake/cross_field.hpp"
#include "intake/line_findings.hpp"
#include "intake/value_reader.hpp"

namespace sanqu::intake {

/// A line's cells by meaning. Kept from line to line, so that a line costs no memory.
struct LineValues {
  std::array<const Cell*, k_built_ins> built_in{};  // by BuiltIn; nullptr: no such cell
  std::array<bool, k_built_ins> built_in_is_bad{};
  std::vector<FieldValue> fields;
  std::vector<char> field_is_bad;
  std::vector<char> field_is_set;
  std::vector<std::int32_t>
      by_rule;  // fields whose cell is empty and whose value a rule of the catalogue gave

  const Cell* cell(BuiltIn column) const { return built_in[static_cast<std::size_t>(column)]; }
};

class Schema {
 public:
  /// A class of the catalogue. Errors: those of its rules and patterns.
  static Result<std::unique_ptr<Schema>> of_class(const catalogue::Catalogue& catalogue,
                                                  std::int32_t class_index,
                                                  const CodeIndexes& codes);
  static Result<std::unique_ptr<Schema>> of_subjects(const catalogue::Catalogue& catalogue,
                                                     const CodeIndexes& codes);
  static std::unique_ptr<Schema> of_record_status();
  static std::unique_ptr<Schema> of_subject_merge();
  static std::unique_ptr<Schema> of_zone();
  static std::unique_ptr<Schema> of_zone_membership();

  Columns& columns() { return columns_; }
  const Columns& columns() const { return columns_; }
  /// Required columns that the file lacks; to be asked where every line has every column.
  Errors missing_columns(const std::string& file) const;

  /// Sorts the line's cells and reads its fields; findings go to `findings`. Built-in cells are the caller's to read.
  void read(LineFindings& findings, LineValues& values) const;
  const std::vector<ValueReader>& readers() const { return readers_; }
  /// True where a line without a record id gets one from the class's key (record_id.hpp).
  bool derives_record_id() const { return !record_key_.empty(); }
  /// For a line that gives no record id: a finding for each field of the key that is missing, unless it is required or
  /// unreadable and so found already.
  void check_record_key(LineFindings& findings, const LineValues& values) const;
  /// The line's cell of a target; nullptr if it has none.
  const Cell* cell_of(const Line& line, Target target) const;

 private:
  Schema(ColumnNames names, std::vector<BuiltIn> required)
      : columns_(std::move(names)), required_built_in_(std::move(required)) {}
  std::string record_key_titles(Lang lang) const;
  Result<bool> add_readers(const std::vector<catalogue::Field>& fields,
                           const catalogue::Catalogue& catalogue, const CodeIndexes& codes);
  void read_field(const Cell& cell, std::size_t index, LineFindings& findings,
                  LineValues& values) const;
  void read_built_in(const Cell& cell, std::size_t index, LineFindings& findings,
                     LineValues& values) const;
  void apply_defaults(LineValues& values) const;
  void check_required(LineFindings& findings, const LineValues& values) const;
  void check_rules(LineFindings& findings, const LineValues& values) const;

  Columns columns_;
  std::vector<BuiltIn> required_built_in_;
  std::vector<ValueReader> readers_;
  std::vector<CrossFieldCheck> rules_;
  std::vector<std::int32_t> record_key_;

  /// A rule that gives an empty field its code; of a field's rules the first whose condition holds.
  struct Default {
    std::size_t field = 0;
    std::int32_t code = -1;
    CrossFieldCheck condition;
  };
  std::vector<Default> defaults_;  // in the order of the fields, then of their rules
};

}  // namespace sanqu::intake
