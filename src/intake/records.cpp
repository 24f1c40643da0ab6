// SPDX-License-Identifier: Apache-2.0
// Reading a file of records: each line by the class that it names, or by the one that the caller named.
#include <algorithm>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

#include "core/ensure.hpp"
#include "intake/errors.hpp"
#include "intake/intake.hpp"
#include "intake/reading.hpp"
#include "intake/record_key.hpp"
#include "intake/reserved_lines.hpp"

namespace sanqu::intake {

namespace {

constexpr std::int32_t k_no_class = -1;

class RecordReading {
 public:
  RecordReading(ByteSource& source, const catalogue::Catalogue& catalogue,
                const ReadOptions& options, RecordSink& sink);
  Result<FileReceipt> run(ByteSource& source);

 private:
  Result<bool> open(ByteSource& source);
  std::size_t known_names(const std::vector<std::string>& names);
  Result<bool> check_header();
  Result<bool> take(Line& line);
  void refuse_line();
  std::int32_t class_of_line();
  Result<Schema*> made_schema(std::int32_t class_index);
  Result<Schema*> schema_of(std::int32_t class_index);
  void take_record(const Schema& schema, std::int32_t class_index);
  std::string_view read_id(const Schema& schema);
  void count_defaults(std::int32_t class_index);
  void notice_defaults();
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
  ReservedLines reserved_;
  OpenFile open_;
  std::vector<std::unique_ptr<Schema>>
      schemas_;             // by slot(), made when the first line of a class comes
  std::vector<char> used_;  // by slot(): a line of the class came
  LineValues values_;
  CheckedRecord record_;
  std::map<std::pair<std::int32_t, std::int32_t>, std::uint64_t>
      defaults_;  // (class, field) -> accepted lines whose value a rule gave
};

RecordReading::RecordReading(ByteSource& source, const catalogue::Catalogue& catalogue,
                             const ReadOptions& options, RecordSink& sink)
    : catalogue_(catalogue),
      options_(options),
      sink_(sink),
      findings_(source.name(), receipt_, options),
      columns_(catalogue, options.column_map),
      codes_(catalogue),
      reserved_(catalogue, classes_),
      schemas_(catalogue.classes.size() + k_reserved_classes),
      used_(schemas_.size()) {
  ensure(options.class_index >= k_class_zone_membership);
  ensure(options.class_index < static_cast<std::int32_t>(catalogue.classes.size()));
  ReservedLines::add_names(classes_);
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
  return catalogue_.classes.size() + static_cast<std::size_t>(k_class_record_status - class_index);
}

Result<Schema*> RecordReading::made_schema(std::int32_t class_index) {
  std::unique_ptr<Schema>& schema = schemas_[slot(class_index)];
  if (!schema) {
    schema = class_index < 0 ? ReservedLines::schema_of(class_index)
                             : TRY(Schema::of_class(catalogue_, class_index, codes_));
    const ColumnMap unknown = schema->columns().map(options_.column_map);
    if (!unknown.empty() && class_index == options_.class_index) {
      return refuse_column_map(findings_.file(), unknown);
    }
  }
  return schema.get();
}

Result<Schema*> RecordReading::schema_of(std::int32_t class_index) {
  Schema* schema = TRY(made_schema(class_index));
  used_[slot(class_index)] = 1;
  const auto twins = open_.lines->has_header() ? Columns::Twins::refused : Columns::Twins::allowed;
  schema->columns().extend(findings_.file(), open_.lines->names(), twins);
  return schema;
}

/// Only a header can be wrong as a whole; NDJSON has none.
Result<bool> RecordReading::check_header() {
  if (!open_.lines->has_header()) return true;
  columns_.extend(*open_.lines);
  const bool names_classes = columns_.has(FileColumns::Role::class_);
  if (options_.class_index == k_no_class) {
    if (names_classes) return true;
    return refuse(errors::k_column_missing,
                  {findings_.file(), open_.lines->header_row(), 0, "class"},
                  {"信息类别(class)", "class"});
  }
  const Schema* schema = TRY(schema_of(options_.class_index));
  if (!schema->columns().errors().empty())
    return refuse_header(*open_.lines, schema->columns().errors());
  if (names_classes) return true;  // lines of other classes may lack what this class requires
  Errors missing = schema->missing_columns(findings_.file());
  if (!missing.empty()) return refuse_header(*open_.lines, std::move(missing));
  return true;
}

Result<bool> RecordReading::open(ByteSource& source) {
  TRY(check_column_map(source.name(), catalogue_, options_.column_map));
  if (options_.class_index != k_no_class) TRY(made_schema(options_.class_index));
  open_ = TRY(open_lines(
      source, [this](const std::vector<std::string>& names) { return known_names(names); }));
  return true;
}

/// Of the class that lines have, or of any class where each names its own.
std::size_t RecordReading::known_names(const std::vector<std::string>& names) {
  if (options_.class_index == k_no_class) {
    // A schema that can't be made is told of when a line needs it.
    for (std::int32_t i = k_class_zone_membership;
         i < static_cast<std::int32_t>(catalogue_.classes.size()); ++i) {
      if (i != k_no_class) std::ignore = made_schema(i);
    }
  }
  return static_cast<std::size_t>(
      std::count_if(names.begin(), names.end(), [&](const std::string& name) {
        return std::any_of(schemas_.begin(), schemas_.end(), [&](const auto& schema) {
          return schema != nullptr && schema->columns().knows(name);
        });
      }));
}

Result<FileReceipt> RecordReading::run(ByteSource& source) {
  TRY(open(source));
  TRY(check_header());
  receipt_.header = open_.lines->header();
  // From here on the file is used, whatever its lines are like; only its source can still fail.
  Line line;
  while (TRY(open_.lines->next(line))) TRY(take(line));
  receipt_.notices = std::move(open_.notices);
  const Errors& of_lines = open_.lines->notices();
  receipt_.notices.insert(receipt_.notices.end(), of_lines.begin(), of_lines.end());
  notice_defaults();
  std::vector<const Schema*> used;
  for (std::size_t i = 0; i < schemas_.size(); ++i) {
    if (used_[i] != 0) used.push_back(schemas_[i].get());
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
    } else {
      reserved_.take(class_index, values_, findings_, sink_);
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
  record_.record_id = read_id(schema);
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
  sink_.record(record_);
  findings_.settle(sink_.take_objections());
  if (findings_.is_clean()) count_defaults(class_index);
}

/// The id that the line gives, or the one that follows from its key. Empty where that can't be told yet, or at all.
std::string_view RecordReading::read_id(const Schema& schema) {
  const Cell* cell = values_.cell(BuiltIn::record_id);
  if (cell != nullptr || !schema.derives_record_id()) return read_record_id(cell, findings_);
  schema.check_record_key(findings_, values_);
  if (!findings_.is_clean()) return {};
  const auto& record_class = catalogue_.classes[static_cast<std::size_t>(record_.class_index)];
  return findings_.keep(record_key(catalogue_, record_class, record_.subject_id, values_.fields));
}

void RecordReading::count_defaults(std::int32_t class_index) {
  for (const std::int32_t field : values_.by_rule) ++defaults_[{class_index, field}];
}

void RecordReading::notice_defaults() {
  for (const auto& [which, count] : defaults_) {
    const auto& record_class = catalogue_.classes[static_cast<std::size_t>(which.first)];
    const catalogue::Field& field = record_class.fields[static_cast<std::size_t>(which.second)];
    const std::string title = field.title.zh.empty() ? field.id : field.title.zh;
    receipt_.notices.push_back(make_error(errors::k_value_by_rule,
                                          {findings_.file(), 0, 0, field.id},
                                          {title, field.id, std::to_string(count)}));
  }
}

}  // namespace

void RecordSink::zone(const CheckedZone&) {
  object({make_error(errors::k_class_unknown, {"", 0, 0, "class"}, {"zone"})});
}

void RecordSink::membership(const CheckedMembership&) {
  object({make_error(errors::k_class_unknown, {"", 0, 0, "class"}, {"zone_membership"})});
}

Result<FileReceipt> read_records(ByteSource& source, const catalogue::Catalogue& catalogue,
                                 const ReadOptions& options, RecordSink& sink) {
  RecordReading reading(source, catalogue, options, sink);
  return reading.run(source);
}

}  // namespace sanqu::intake
