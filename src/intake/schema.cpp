// SPDX-License-Identifier: Apache-2.0
#include "intake/schema.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "intake/errors.hpp"

namespace sanqu::intake {

using catalogue::Field;
using catalogue::FieldType;

namespace {

Target built_in_target(BuiltIn column) {
  return {Target::Role::built_in, static_cast<std::int32_t>(column)};
}

bool is_missing(const Field& field, const FieldValue& value) {
  return field.type == FieldType::text ? value.text.empty() : value.number == k_missing;
}

ColumnNames names_of(std::initializer_list<BuiltIn> columns, const std::vector<Field>& fields) {
  ColumnNames names;
  for (const BuiltIn column : columns) names.add_built_in(column);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    names.add_field(fields[i], static_cast<std::int32_t>(i));
  }
  return names;
}

}  // namespace

Result<std::unique_ptr<Schema>> Schema::of_class(const catalogue::Catalogue& catalogue,
                                                 std::int32_t class_index,
                                                 const CodeIndexes& codes) {
  const auto& record_class = catalogue.classes[static_cast<std::size_t>(class_index)];
  ColumnNames names =
      names_of({BuiltIn::class_, BuiltIn::subject_id, BuiltIn::record_id, BuiltIn::recorded_at},
               record_class.fields);
  for (const std::string& header : record_class.subject_columns) {
    names.add_header(header, BuiltIn::subject_id);
  }
  if (record_class.event_date >= 0) {
    names.add_name("event_date", {Target::Role::field, record_class.event_date});
  }
  // A record without an id of its own is named by its class's key (record_key.hpp).
  std::vector<BuiltIn> required = {BuiltIn::subject_id};
  if (record_class.duplicate_key.empty()) required.push_back(BuiltIn::record_id);
  std::unique_ptr<Schema> schema(new Schema(std::move(names), std::move(required)));
  schema->record_key_ = record_class.duplicate_key;
  TRY(schema->add_readers(record_class.fields, catalogue, codes));
  for (std::size_t i = 0; i < record_class.fields.size(); ++i) {
    const catalogue::Field& field = record_class.fields[i];
    for (const catalogue::DefaultRule& rule : field.default_from) {
      schema->defaults_.push_back(
          {i, rule.code,
           TRY(CrossFieldCheck::of_condition(catalogue, record_class, field.id, rule.when))});
    }
  }
  for (const catalogue::CrossFieldRule& rule : record_class.rules) {
    schema->rules_.push_back(TRY(CrossFieldCheck::create(catalogue, record_class, rule)));
  }
  return schema;
}

Result<std::unique_ptr<Schema>> Schema::of_subjects(const catalogue::Catalogue& catalogue,
                                                    const CodeIndexes& codes) {
  ColumnNames names =
      names_of({BuiltIn::subject_id, BuiltIn::kind, BuiltIn::valid_from, BuiltIn::recorded_at},
               catalogue.attributes);
  std::unique_ptr<Schema> schema(new Schema(std::move(names), {BuiltIn::subject_id}));
  TRY(schema->add_readers(catalogue.attributes, catalogue, codes));
  return schema;
}

std::unique_ptr<Schema> Schema::of_record_status() {
  ColumnNames names = names_of({BuiltIn::class_, BuiltIn::of_class, BuiltIn::record_id,
                                BuiltIn::status, BuiltIn::effective_on, BuiltIn::recorded_at},
                               {});
  return std::unique_ptr<Schema>(
      new Schema(std::move(names),
                 {BuiltIn::of_class, BuiltIn::record_id, BuiltIn::status, BuiltIn::effective_on}));
}

std::unique_ptr<Schema> Schema::of_subject_merge() {
  ColumnNames names = names_of(
      {BuiltIn::class_, BuiltIn::subject_id, BuiltIn::into, BuiltIn::recorded_at, BuiltIn::undone},
      {});
  return std::unique_ptr<Schema>(
      new Schema(std::move(names), {BuiltIn::subject_id, BuiltIn::into}));
}

std::unique_ptr<Schema> Schema::of_zone() {
  ColumnNames names = names_of({BuiltIn::class_, BuiltIn::zone_id, BuiltIn::zone_kind,
                                BuiltIn::title, BuiltIn::region, BuiltIn::recorded_at},
                               {});
  return std::unique_ptr<Schema>(
      new Schema(std::move(names), {BuiltIn::zone_id, BuiltIn::zone_kind, BuiltIn::title}));
}

std::unique_ptr<Schema> Schema::of_zone_membership() {
  ColumnNames names = names_of({BuiltIn::class_, BuiltIn::zone_id, BuiltIn::subject_id,
                                BuiltIn::from, BuiltIn::through, BuiltIn::recorded_at},
                               {});
  return std::unique_ptr<Schema>(
      new Schema(std::move(names), {BuiltIn::zone_id, BuiltIn::subject_id, BuiltIn::from}));
}

Result<bool> Schema::add_readers(const std::vector<Field>& fields,
                                 const catalogue::Catalogue& catalogue, const CodeIndexes& codes) {
  for (const Field& field : fields) {
    readers_.push_back(TRY(ValueReader::create(field, catalogue, codes)));
  }
  return true;
}

Errors Schema::missing_columns(const std::string& file) const {
  Errors missing;
  const auto report = [&](const std::string& id, const std::string& title) {
    const std::string zh = title.empty() ? id : title + "(" + id + ")";
    missing.push_back(make_error(errors::k_column_missing, {file, 1, 0, id}, {zh, id}));
  };
  for (const BuiltIn column : required_built_in_) {
    if (!columns_.has(built_in_target(column))) report(std::string(built_in_id(column)), "");
  }
  for (std::size_t i = 0; i < readers_.size(); ++i) {
    const Field& field = readers_[i].field();
    const Target target = {Target::Role::field, static_cast<std::int32_t>(i)};
    const bool has_rules = !field.default_from.empty();
    if (field.required && !has_rules && !columns_.has(target)) report(field.id, field.title.zh);
  }
  const bool has_key = std::all_of(record_key_.begin(), record_key_.end(), [&](std::int32_t key) {
    return readers_[static_cast<std::size_t>(key)].field().required ||
           columns_.has({Target::Role::field, key});
  });
  if (!has_key && !columns_.has(built_in_target(BuiltIn::record_id))) {
    missing.push_back(make_error(errors::k_record_id_columns, {file, 1, 0, "record_id"},
                                 {record_key_titles(Lang::zh), record_key_titles(Lang::en)}));
  }
  return missing;
}

std::string Schema::record_key_titles(Lang lang) const {
  std::string out;
  for (const std::int32_t key : record_key_) {
    const Field& field = readers_[static_cast<std::size_t>(key)].field();
    if (!out.empty()) out += lang == Lang::zh ? "、" : ", ";
    out += lang == Lang::zh && !field.title.zh.empty() ? field.title.zh : field.id;
  }
  return out;
}

void Schema::read(LineFindings& findings, LineValues& values) const {
  values.built_in.fill(nullptr);
  values.built_in_is_bad.fill(false);
  values.by_rule.clear();
  values.fields.assign(readers_.size(), FieldValue{});
  values.field_is_bad.assign(readers_.size(), 0);
  values.field_is_set.assign(readers_.size(), 0);
  const auto targets = columns_.targets();
  for (const Cell& cell : findings.line().cells) {
    const Target target = targets[cell.column];
    const auto index = static_cast<std::size_t>(target.index);
    if (target.role == Target::Role::field) {
      read_field(cell, index, findings, values);
    } else if (target.role == Target::Role::built_in) {
      read_built_in(cell, index, findings, values);
    }
  }
  if (!defaults_.empty()) apply_defaults(values);
  check_required(findings, values);
  check_rules(findings, values);
}

void Schema::read_built_in(const Cell& cell, std::size_t index, LineFindings& findings,
                           LineValues& values) const {
  const std::string_view id = built_in_id(static_cast<BuiltIn>(index));
  if (cell.trouble_found() != CellTrouble::none) {
    findings.find_trouble(cell, id);
    values.built_in_is_bad[index] = true;
    return;
  }
  if (cell.text.empty()) return;
  if (values.built_in[index] != nullptr) {
    const std::string name(id);
    findings.find(errors::k_column_twice, &cell, id, {name, name, name});
  }
  if (!trimmed(cell.text).empty()) values.built_in[index] = &cell;
}

void Schema::read_field(const Cell& cell, std::size_t index, LineFindings& findings,
                        LineValues& values) const {
  const ValueReader& reader = readers_[index];
  if (values.field_is_set[index] != 0) {
    const std::string& id = reader.field().id;
    findings.find(errors::k_column_twice, &cell, id, {id, id, id});
    values.field_is_bad[index] = 1;
    return;
  }
  values.field_is_set[index] = 1;
  if (!reader.read(cell, findings, values.fields[index])) values.field_is_bad[index] = 1;
}

const Cell* Schema::cell_of(const Line& line, Target target) const {
  const auto targets = columns_.targets();
  const auto at = std::find_if(line.cells.begin(), line.cells.end(),
                               [&](const Cell& cell) { return targets[cell.column] == target; });
  return at == line.cells.end() ? nullptr : &*at;
}

void Schema::check_required(LineFindings& findings, const LineValues& values) const {
  const Line& line = findings.line();
  for (const BuiltIn column : required_built_in_) {
    if (values.cell(column) != nullptr) continue;
    if (values.built_in_is_bad[static_cast<std::size_t>(column)]) continue;
    findings.find(errors::k_required, cell_of(line, built_in_target(column)), built_in_id(column));
  }
  for (std::size_t i = 0; i < readers_.size(); ++i) {
    const Field& field = readers_[i].field();
    if (!field.required || values.field_is_bad[i] != 0) continue;
    if (!is_missing(field, values.fields[i])) continue;
    findings.find(errors::k_required,
                  cell_of(line, {Target::Role::field, static_cast<std::int32_t>(i)}), field.id);
  }
}

void Schema::check_record_key(LineFindings& findings, const LineValues& values) const {
  for (const std::int32_t key : record_key_) {
    const auto i = static_cast<std::size_t>(key);
    const Field& field = readers_[i].field();
    if (field.required || values.field_is_bad[i] != 0) continue;
    if (!is_missing(field, values.fields[i])) continue;
    const std::string title = field.title.zh.empty() ? field.id : field.title.zh;
    findings.find(errors::k_record_id_key, cell_of(findings.line(), {Target::Role::field, key}),
                  field.id, {title, field.id});
  }
}

/// Where a condition reads a value that could not be read, nothing is derived, and that finding says enough.
void Schema::apply_defaults(LineValues& values) const {
  for (const Default& rule : defaults_) {
    const Field& field = readers_[rule.field].field();
    if (values.field_is_bad[rule.field] != 0 || !is_missing(field, values.fields[rule.field])) {
      continue;
    }
    const auto& read = rule.condition.fields();
    const bool reads_bad = std::any_of(read.begin(), read.end(), [&](std::int32_t other) {
      return values.field_is_bad[static_cast<std::size_t>(other)] != 0;
    });
    if (reads_bad) {
      values.field_is_bad[rule.field] = 1;
    } else if (rule.condition.holds(values.fields)) {
      values.fields[rule.field].number = rule.code;
      values.by_rule.push_back(static_cast<std::int32_t>(rule.field));
    }
  }
}

/// A rule that reads a value which could not be read would only repeat that finding.
void Schema::check_rules(LineFindings& findings, const LineValues& values) const {
  for (const CrossFieldCheck& check : rules_) {
    const bool reads_bad =
        std::any_of(check.fields().begin(), check.fields().end(), [&](std::int32_t field) {
          return values.field_is_bad[static_cast<std::size_t>(field)] != 0;
        });
    if (reads_bad || check.holds(values.fields)) continue;
    const auto& message = check.rule().message;
    const std::string zh = message.in(Lang::zh).empty() ? check.rule().id : message.in(Lang::zh);
    const std::string en = message.in(Lang::en).empty() ? check.rule().id : message.in(Lang::en);
    findings.find(errors::k_rule, nullptr, "", {check.rule().id, zh, en});
  }
}

}  // namespace sanqu::intake
