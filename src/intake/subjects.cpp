// SPDX-License-Identifier: Apache-2.0
// Reading a file of subjects: organisations with their kind and attributes, one line or one line a change.
#include <algorithm>
#include <memory>
#include <vector>

#include "core/ensure.hpp"
#include "core/uscc.hpp"
#include "intake/errors.hpp"
#include "intake/intake.hpp"
#include "intake/natural_person.hpp"
#include "intake/reading.hpp"

namespace sanqu::intake {

namespace {

class SubjectReading {
 public:
  SubjectReading(ByteSource& source, const catalogue::Catalogue& catalogue,
                 const ReadOptions& options, SubjectSink& sink);
  Result<FileReceipt> run(ByteSource& source);

 private:
  Result<bool> check_header();
  void extend_columns();
  void take(Line& line);
  void take_subject();
  std::int32_t kind_of(std::string_view subject_id);
  bool refuse_person_kind();
  std::string kinds_listed(Lang lang) const;

  const catalogue::Catalogue& catalogue_;
  const ReadOptions& options_;
  SubjectSink& sink_;
  FileReceipt receipt_;
  LineFindings findings_;
  FileColumns columns_;
  CodeIndexes codes_;
  WordIndex kinds_;
  OpenFile open_;
  std::unique_ptr<Schema> schema_;
  LineValues values_;
  CheckedSubject subject_;
};

SubjectReading::SubjectReading(ByteSource& source, const catalogue::Catalogue& catalogue,
                               const ReadOptions& options, SubjectSink& sink)
    : catalogue_(catalogue),
      options_(options),
      sink_(sink),
      findings_(source.name(), receipt_, options),
      columns_(catalogue, options.column_map),
      codes_(catalogue) {
  const auto number = [](std::size_t i) { return static_cast<std::int32_t>(i); };
  for (std::size_t i = 0; i < catalogue.kinds.size(); ++i) {
    kinds_.add(catalogue.kinds[i].id, number(i));
  }
  for (std::size_t i = 0; i < catalogue.kinds.size(); ++i) {
    kinds_.add(catalogue.kinds[i].title.zh, number(i));
    kinds_.add(catalogue.kinds[i].title.en, number(i));
  }
  subject_.place.file = source.name();
}

void SubjectReading::extend_columns() {
  columns_.extend(*open_.lines);
  const auto twins = open_.lines->has_header() ? Columns::Twins::refused : Columns::Twins::allowed;
  schema_->columns().extend(findings_.file(), open_.lines->names(), twins);
}

Result<bool> SubjectReading::check_header() {
  extend_columns();
  if (!schema_->columns().errors().empty())
    return refuse_header(*open_.lines, schema_->columns().errors());
  if (!open_.lines->has_header()) return true;
  Errors missing = schema_->missing_columns(findings_.file());
  if (!missing.empty()) return refuse_header(*open_.lines, std::move(missing));
  return true;
}

Result<FileReceipt> SubjectReading::run(ByteSource& source) {
  schema_ = TRY(Schema::of_subjects(catalogue_, codes_));
  const ColumnMap unknown = schema_->columns().map(options_.column_map);
  if (!unknown.empty()) return refuse_column_map(source.name(), unknown);
  open_ = TRY(open_lines(source, [this](const std::vector<std::string>& names) {
    return static_cast<std::size_t>(
        std::count_if(names.begin(), names.end(),
                      [this](const std::string& name) { return schema_->columns().knows(name); }));
  }));
  TRY(check_header());
  receipt_.header = open_.lines->header();
  // From here on the file is used, whatever its lines are like; only its source can still fail.
  Line line;
  while (TRY(open_.lines->next(line))) take(line);
  receipt_.notices = std::move(open_.notices);
  const Errors& of_lines = open_.lines->notices();
  receipt_.notices.insert(receipt_.notices.end(), of_lines.begin(), of_lines.end());
  notice_unknown_columns(findings_.file(), open_.lines->names(), {schema_.get()}, columns_,
                         receipt_.notices);
  return std::move(receipt_);
}

void SubjectReading::take(Line& line) {
  findings_.begin(line);
  extend_columns();
  for (const Error& error : schema_->columns().errors()) {
    findings_.find(*error.code, nullptr, error.place.field, error.args);
  }
  if (findings_.is_clean() && !refuse_person(columns_, findings_)) {
    schema_->read(findings_, values_);
    if (!refuse_person_kind()) take_subject();
  }
  if (findings_.is_clean()) return;
  sink_.refused(findings_.refuse(columns_.mask()));
}

bool SubjectReading::refuse_person_kind() {
  const Cell* cell = values_.cell(BuiltIn::kind);
  if (cell == nullptr || !says_natural_person(findings_.folded(cell->text))) return false;
  findings_.find_person(errors::k_natural_person, cell, built_in_id(BuiltIn::kind));
  return true;
}

std::string SubjectReading::kinds_listed(Lang lang) const {
  std::string out;
  for (const catalogue::SubjectKind& kind : catalogue_.kinds) {
    if (!out.empty()) out += lang == Lang::zh ? "、" : ", ";
    const std::string& title = kind.title.in(Lang::zh);
    out += lang == Lang::zh && !title.empty() ? title : kind.id;
  }
  return out;
}

/// The kind that the line names, else the one whose credit codes begin like this one, else the only one there is.
std::int32_t SubjectReading::kind_of(std::string_view subject_id) {
  const Cell* cell = values_.cell(BuiltIn::kind);
  if (cell != nullptr) {
    const std::string_view word = findings_.folded(cell->text);
    const std::int32_t kind = kinds_.find(word);
    if (kind < 0) {
      findings_.find(errors::k_kind_unknown, cell, built_in_id(BuiltIn::kind),
                     {quoted(word), kinds_listed(Lang::zh), kinds_listed(Lang::en)});
    }
    return kind;
  }
  if (catalogue_.uscc_scheme) {
    for (std::size_t i = 0; i < catalogue_.kinds.size(); ++i) {
      for (const std::string& head : catalogue_.kinds[i].uscc_heads) {
        if (subject_id.starts_with(head)) return static_cast<std::int32_t>(i);
      }
    }
  }
  if (catalogue_.kinds.size() == 1) return 0;
  findings_.find(errors::k_kind_missing, nullptr, built_in_id(BuiltIn::kind));
  return -1;
}

void SubjectReading::take_subject() {
  subject_.subject_id = read_subject_id(values_.cell(BuiltIn::subject_id), BuiltIn::subject_id,
                                        catalogue_.uscc_scheme, findings_);
  if (findings_.is_person()) return;
  subject_.kind = kind_of(subject_.subject_id);
  subject_.valid_from =
      read_built_in_date(values_.cell(BuiltIn::valid_from), BuiltIn::valid_from, findings_)
          .value_or(Date::min());
  subject_.recorded_at = read_recorded_at(values_.cell(BuiltIn::recorded_at), findings_);
  if (!findings_.is_clean()) return;

  if (options_.personal == PersonalValues::dropped) {
    for (std::size_t i = 0; i < catalogue_.attributes.size(); ++i) {
      if (catalogue_.attributes[i].personal) values_.fields[i] = {};
    }
  }
  ensure(subject_.kind >= 0);
  // A kind without heads of credit codes (a zone) has none: its id is a number of its own.
  const bool has_code =
      catalogue_.uscc_scheme &&
      !catalogue_.kinds[static_cast<std::size_t>(subject_.kind)].uscc_heads.empty();
  subject_.uscc_failed = has_code && !check_uscc(subject_.subject_id).passed();
  subject_.attributes = values_.fields;
  subject_.place.line = findings_.line().number;
  sink_.subject(subject_);
  findings_.settle(sink_.take_objections());
}

}  // namespace

Result<FileReceipt> read_subjects(ByteSource& source, const catalogue::Catalogue& catalogue,
                                  const ReadOptions& options, SubjectSink& sink) {
  SubjectReading reading(source, catalogue, options, sink);
  return reading.run(source);
}

}  // namespace sanqu::intake
