// SPDX-License-Identifier: Apache-2.0
// Reading a file of records: each line by the class that it names, or by the one that the caller named.
#include <array>
#include <memory>
#include <vector>

#include "core/ensure.hpp"
#include "intake/errors.hpp"
#include "intake/intake.hpp"
#include "intake/reading.hpp"
#include "intake/spelling.hpp"

namespace sanqu::intake {

namespace {

constexpr std::int32_t k_no_class = -1;

/// The words of a record's status, in the order of RecordStatus.
WordIndex status_words() {
  constexpr std::array<std::array<std::string_view, 3>, 5> k_words = {
      {{"in_force", "有效", "in force"},
       {"expired", "到期", "已到期"},
       {"suspended", "中止", "suspended"},
       {"repaired", "已修复", "修复"},
       {"withdrawn", "撤回", "已撤回"}}};
  WordIndex index;
  for (std::size_t i = 0; i < k_words.size(); ++i) {
    for (const std::string_view word : k_words[i]) index.add(word, static_cast<std::int32_t>(i));
  }
  return index;
}

class RecordReading {
 public:
  RecordReading(ByteSource& source, const catalogue::Catalogue& catalogue,
                const ReadOptions& options, RecordSink& sink);
  Result<FileReceipt> run(ByteSource& source);

 private:
  Result<bool> check_header();
  Result<bool> take(Line& line);
  void refuse_line();
  std::int32_t class_of_line();
  Result<Schema*> schema_of(std::int32_t class_index);
  void take_record(const Schema& schema, std::int32_t class_index);
  void take_status();
  void take_merge();
  void check_event_date(const Schema& schema, const catalogue::RecordClass& record_class);
  std::size_t slot(std::int32_t class_index) const;

  const catalogue::Catalogue& catalogue_;
  const ReadOptions& options_;
  RecordSink& sink_;
  FileReceipt receipt_;
  LineFindings findings_;
  FileColumns columns_;
  CodeIndexes codes_;
  WordIndex classes_;
  WordIndex statuses_;
  OpenFile open_;
  std::vector<std::unique_ptr<Schema>>
      schemas_;  // by slot(), made when the first line of a class comes
  LineValues values_;
  CheckedRecord record_;
};

RecordReading::RecordReading(ByteSource& source, const catalogue::Catalogue& catalogue,
                             const ReadOptions& options, RecordSink& sink)
    : catalogue_(catalogue),
      options_(options),
      sink_(sink),
      findings_(source.name(), receipt_),
      columns_(catalogue),
      codes_(catalogue),
      statuses_(status_words()),
      schemas_(catalogue.classes.size() + 2) {
  ensure(options.class_index >= k_class_subject_merge);
  ensure(options.class_index < static_cast<std::int32_t>(catalogue.classes.size()));
  classes_.add("record_status", k_class_record_status);
  classes_.add("subject_merge", k_class_subject_merge);
  for (std::size_t i = 0; i < catalogue.classes.size(); ++i) {
    classes_.add(catalogue.classes[i].id, static_cast<std::int32_t>(i));
  }
  for (std::size_t i = 0; i < catalogue.classes.size(); ++i) {
    classes_.add(catalogue.classes[i].title.zh, static_cast<std::int32_t>(i));
    classes_.add(catalogue.classes[i].title.en, static_cast<std::int32_t>(i));
  }
  record_.place.file = source.name();
}

std::size_t RecordReading::slot(std::int32_t class_index) const {
  if (class_index >= 0) return static_cast<std::size_t>(class_index);
  return catalogue_.classes.size() + (class_index == k_class_record_status ? 0 : 1);
}

Result<Schema*> RecordReading::schema_of(std::int32_t class_index) {
  std::unique_ptr<Schema>& schema = schemas_[slot(class_index)];
  if (!schema && class_index == k_class_record_status) schema = Schema::of_record_status();
  if (!schema && class_index == k_class_subject_merge) schema = Schema::of_subject_merge();
  if (!schema) schema = TRY(Schema::of_class(catalogue_, class_index, codes_));
  const auto twins = open_.lines->has_header() ? Columns::Twins::refused : Columns::Twins::allowed;
  schema->columns().extend(findings_.file(), open_.lines->names(), twins);
  return schema.get();
}

/// Only a header can be wrong as a whole; NDJSON has none.
Result<bool> RecordReading::check_header() {
  if (!open_.lines->has_header()) return true;
  columns_.extend(*open_.lines);
  const bool names_classes = columns_.has(FileColumns::Role::class_);
  if (options_.class_index == k_no_class) {
    if (names_classes) return true;
    return refuse(errors::k_column_missing, {findings_.file(), 1, 0, "class"},
                  {"信息类别(class)", "class"});
  }
  const Schema* schema = TRY(schema_of(options_.class_index));
  if (!schema->columns().errors().empty()) return refuse_all(schema->columns().errors());
  if (names_classes) return true;  // lines of other classes may lack what this class requires
  Errors missing = schema->missing_columns(findings_.file());
  if (!missing.empty()) return refuse_all(std::move(missing));
  return true;
}

Result<FileReceipt> RecordReading::run(ByteSource& source) {
  open_ = TRY(open_lines(source));
  TRY(check_header());
  // From here on the file is used, whatever its lines are like; only its source can still fail.
  Line line;
  while (TRY(open_.lines->next(line))) TRY(take(line));
  receipt_.notices = open_.lines->notices();
  std::vector<const Schema*> used;
  for (const auto& schema : schemas_) {
    if (schema) used.push_back(schema.get());
  }
  notice_unknown_columns(findings_.file(), open_.lines->names(), used, columns_, receipt_.notices);
  return std::move(receipt_);
}

void RecordReading::refuse_line() { sink_.refused(findings_.refuse(columns_.mask())); }

Result<bool> RecordReading::take(Line& line) {
  findings_.begin(line);
  columns_.extend(*open_.lines);
  if (!findings_.is_clean() || refuse_person(columns_, findings_)) {
    refuse_line();
    return true;
  }
  const std::int32_t class_index = class_of_line();
  if (class_index == k_no_class) {
    refuse_line();
    return true;
  }
  Schema* schema = TRY(schema_of(class_index));
  for (const Error& error : schema->columns().errors()) {
    findings_.find(*error.code, nullptr, error.place.field, error.args);
  }
  if (findings_.is_clean()) {
    schema->read(findings_, values_);
    if (class_index >= 0) {
      take_record(*schema, class_index);
    } else if (class_index == k_class_record_status) {
      take_status();
    } else {
      take_merge();
    }
  }
  if (!findings_.is_clean()) refuse_line();
  return true;
}

std::int32_t RecordReading::class_of_line() {
  for (const Cell& cell : findings_.line().cells) {
    if (columns_.role(cell.column) != FileColumns::Role::class_) continue;
    const std::string_view word = findings_.folded(cell.text);
    if (word.empty()) continue;
    const std::int32_t class_index = classes_.find(word);
    if (class_index == k_no_class) {
      findings_.find(errors::k_class_unknown, &cell, "class", {quoted(word)});
    }
    return class_index;
  }
  if (options_.class_index == k_no_class) {
    findings_.find(errors::k_class_missing, nullptr, "class");
  }
  return options_.class_index;
}

void RecordReading::check_event_date(const Schema& schema,
                                     const catalogue::RecordClass& record_class) {
  if (record_class.event_date < 0) return;
  const auto field = static_cast<std::size_t>(record_class.event_date);
  const std::int64_t days = values_.fields[field].number;
  if (days == k_missing || days <= options_.latest_event_date.days()) return;
  const Cell* cell =
      schema.cell_of(findings_.line(), {Target::Role::field, record_class.event_date});
  findings_.find(
      errors::k_date_in_future, cell, record_class.fields[field].id,
      {Date::from_days(static_cast<std::int32_t>(days)).text(), options_.latest_event_date.text()});
}

void RecordReading::take_record(const Schema& schema, std::int32_t class_index) {
  const auto& record_class = catalogue_.classes[static_cast<std::size_t>(class_index)];
  record_.class_index = class_index;
  record_.subject_id = read_subject_id(values_.cell(BuiltIn::subject_id), BuiltIn::subject_id,
                                       catalogue_.uscc_scheme, findings_);
  record_.record_id = read_record_id(values_.cell(BuiltIn::record_id), findings_);
  record_.recorded_at = read_recorded_at(values_.cell(BuiltIn::recorded_at), findings_);
  check_event_date(schema, record_class);
  if (!findings_.is_clean()) return;

  if (options_.personal == PersonalValues::dropped) {
    for (std::size_t i = 0; i < record_class.fields.size(); ++i) {
      if (record_class.fields[i].personal) values_.fields[i] = {};
    }
  }
  record_.values = values_.fields;
  record_.place.line = findings_.line().number;
  findings_.accept();
  sink_.record(record_);
}

void RecordReading::take_status() {
  CheckedStatus status;
  if (const Cell* cell = values_.cell(BuiltIn::of_class)) {
    const std::string_view word = findings_.folded(cell->text);
    status.class_index = classes_.find(word);
    if (status.class_index < 0) {
      findings_.find(errors::k_class_unknown, cell, "of_class", {quoted(word)});
    }
  }
  if (const Cell* cell = values_.cell(BuiltIn::status)) {
    const std::string_view word = findings_.folded(cell->text);
    const std::int32_t number = statuses_.find(word);
    if (number < 0) {
      findings_.find(errors::k_unknown_code, cell, "status",
                     {quoted(word), "记录状态", "record_status", "有效、到期、中止、修复、撤回",
                      "in_force, expired, suspended, repaired, withdrawn"});
    } else {
      status.status = static_cast<RecordStatus>(number);
    }
  }
  const auto date =
      read_built_in_date(values_.cell(BuiltIn::effective_on), BuiltIn::effective_on, findings_);
  status.record_id = read_record_id(values_.cell(BuiltIn::record_id), findings_);
  status.recorded_at = read_recorded_at(values_.cell(BuiltIn::recorded_at), findings_);
  if (!findings_.is_clean()) return;
  ensure(date.has_value());
  status.effective_on = *date;
  status.place = {findings_.file(), findings_.line().number, 0, ""};
  findings_.accept();
  sink_.status(status);
}

void RecordReading::take_merge() {
  CheckedMerge merge;
  const bool is_uscc = catalogue_.uscc_scheme;
  const Cell* into = values_.cell(BuiltIn::into);
  merge.subject_id =
      read_subject_id(values_.cell(BuiltIn::subject_id), BuiltIn::subject_id, is_uscc, findings_);
  merge.into = read_subject_id(into, BuiltIn::into, is_uscc, findings_);
  merge.recorded_at = read_recorded_at(values_.cell(BuiltIn::recorded_at), findings_);
  if (const Cell* cell = values_.cell(BuiltIn::undone)) {
    const std::string_view word = findings_.folded(cell->text);
    const auto truth = read_boolean(word);
    if (!truth) findings_.find(errors::k_boolean_form, cell, "undone", {quoted(word)});
    merge.undone = truth.value_or(false);
  }
  if (!merge.into.empty() && merge.into == merge.subject_id) {
    findings_.find(errors::k_merge_into_itself, into, "into");
  }
  if (!findings_.is_clean()) return;
  merge.place = {findings_.file(), findings_.line().number, 0, ""};
  findings_.accept();
  sink_.merge(merge);
}

}  // namespace

Result<FileReceipt> read_records(ByteSource& source, const catalogue::Catalogue& catalogue,
                                 const ReadOptions& options, RecordSink& sink) {
  RecordReading reading(source, catalogue, options, sink);
  return reading.run(source);
}

}  // namespace sanqu::intake
