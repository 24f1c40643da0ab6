// SPDX-License-Identifier: Apache-2.0
#include "intake/reading.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "core/uscc.hpp"
#include "intake/converted_source.hpp"
#include "intake/csv_reader.hpp"
#include "intake/encoding.hpp"
#include "intake/errors.hpp"
#include "intake/natural_person.hpp"
#include "intake/ndjson_reader.hpp"
#include "intake/spelling.hpp"
#include "intake/xlsx_reader.hpp"

namespace sanqu::intake {

Result<OpenFile> open_lines(ByteSource& source, const HeaderJudge& judge) {
  OpenFile file;
  file.bytes = std::make_unique<ByteWindow>(source);
  TRY(file.bytes->fill());
  if (is_workbook(file.bytes->unread())) {
    file.lines = TRY(open_xlsx(source, *file.bytes, judge));
    return file;
  }
  const TextForm form = TRY(text_form(source.name(), file.bytes->unread()));
  file.bytes->consume(form.mark_bytes);
  ByteWindow* window = file.bytes.get();
  if (form.encoding != Encoding::utf8) {
    file.converted = std::make_unique<ConvertedSource>(*file.bytes, form.encoding);
    file.text = std::make_unique<ByteWindow>(*file.converted);
    window = file.text.get();
    TRY(window->fill());
    file.notices.push_back(make_error(errors::k_converted, {source.name(), 0, 0, ""},
                                      {std::string(encoding_name(form.encoding))}));
  }
  const std::string_view unread = window->unread();
  if (unread.starts_with('[')) {
    return refuse(errors::k_json_not_object, {source.name(), 1, 1, ""});
  }
  if (unread.starts_with('{')) {
    file.lines = open_ndjson(*window);
  } else {
    file.lines = TRY(open_csv(*window));
  }
  return file;
}

FileColumns::FileColumns(const catalogue::Catalogue& catalogue, const ColumnMap& map) {
  for (const auto& [header, id] : map) mapped_.insert_or_assign(mapped_key(header), id);
  const auto add = [&](const catalogue::Field& field) {
    if (!field.personal) return;
    std::vector<std::string> names = {field.id, field.code, field.title.zh, field.title.en};
    names.insert(names.end(), field.aliases.begin(), field.aliases.end());
    for (const std::string& name : names) {
      if (name.empty()) continue;
      personal_index_.add(name, 1);
      mask_.names.push_back(name);
    }
  };
  for (const auto& record_class : catalogue.classes) {
    for (const auto& field : record_class.fields) add(field);
  }
  for (const auto& attribute : catalogue.attributes) add(attribute);
}

void FileColumns::extend(const LineReader& lines) {
  const std::vector<std::string>& names = lines.names();
  mask_.lines_hold_names = !lines.has_header();
  for (std::size_t i = roles_.size(); i < names.size(); ++i) {
    const std::string lower = lower_case(names[i]);
    const auto mapped = mapped_.find(lower);
    const std::string& meaning = mapped == mapped_.end() ? lower : mapped->second;
    Role role = Role::other;
    if (meaning == "class" || meaning == "record class" || meaning == "信息类别") {
      role = Role::class_;
    }
    // No map makes the column that tells natural persons another one.
    if (is_category_header(lower) || is_category_header(meaning)) role = Role::category;
    roles_.push_back(role);
    const bool is_personal =
        personal_index_.find(names[i]) > 0 || personal_index_.find(meaning) > 0;
    mask_.columns.push_back(is_personal ? 1 : 0);
  }
}

bool FileColumns::has(Role role) const {
  return std::find(roles_.begin(), roles_.end(), role) != roles_.end();
}

bool refuse_person(const FileColumns& columns, LineFindings& findings) {
  for (const Cell& cell : findings.line().cells) {
    const bool is_category = columns.role(cell.column) == FileColumns::Role::category;
    if (is_category ? !says_natural_person(findings.folded(cell.text))
                    : trimmed(cell.text) != "自然人") {
      continue;
    }
    findings.find_person(errors::k_natural_person, &cell, "");
    return true;
  }
  return false;
}

std::string_view read_subject_id(const Cell* cell, BuiltIn column, bool is_uscc_scheme,
                                 LineFindings& findings) {
  if (cell == nullptr) return {};
  const std::string_view field = built_in_id(column);
  std::string_view id = findings.folded(cell->text);
  const bool has_lower =
      std::any_of(id.begin(), id.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (is_uscc_scheme && has_lower) id = findings.keep(uscc_spelling(id));
  const auto fifteen = is_uscc_scheme ? FifteenDigits::count_too : FifteenDigits::ignore;
  // A credit code whose both check characters fit is a credit code, even where its digits could also be read as an
  // identity number: that happens to real offices (head 11, county ending in 19).
  const bool is_person = is_identity_number(id, fifteen) || holds_identity_number(id);
  if (is_person && !(is_uscc_scheme && check_uscc(id).passed())) {
    findings.find_person(errors::k_natural_person, cell, field);
    return {};
  }
  if (id.size() > k_subject_id_bytes_max || has_control_character(id, Blanks::refused)) {
    findings.find(errors::k_id_form, cell, field, {std::to_string(k_subject_id_bytes_max)});
    return {};
  }
  if (cell->form == CellForm::list) {
    findings.find(errors::k_list_not_allowed, cell, field);
    return {};
  }
  if (is_scientific(id)) {
    findings.find(errors::k_digits_lost, cell, field, {quoted(id)});
    return {};
  }
  // 00000000000000000X stands for "no code yet" in departments' files: many subjects, so none.
  const std::string_view digits = id.ends_with('X') ? id.substr(0, id.size() - 1) : id;
  if (is_uscc_scheme && digits.find_first_not_of('0') == std::string_view::npos) {
    findings.find(errors::k_id_placeholder, cell, field, {quoted(id)});
    return {};
  }
  return id;
}

std::string_view read_record_id(const Cell* cell, LineFindings& findings) {
  if (cell == nullptr) return {};
  const std::string_view field = built_in_id(BuiltIn::record_id);
  const std::string_view id = findings.folded(cell->text);
  if (cell->form == CellForm::list) {
    findings.find(errors::k_list_not_allowed, cell, field);
    return {};
  }
  if (holds_identity_number(id)) {
    findings.find_person(errors::k_identity_number, cell, field);
    return {};
  }
  if (id.size() > k_record_id_bytes_max || has_control_character(id, Blanks::refused)) {
    findings.find(errors::k_id_form, cell, field, {std::to_string(k_record_id_bytes_max)});
    return {};
  }
  if (is_scientific(id)) {
    findings.find(errors::k_digits_lost, cell, field, {quoted(id)});
    return {};
  }
  return id;
}

Instant read_recorded_at(const Cell* cell, LineFindings& findings) {
  if (cell == nullptr) return Instant::min();
  const std::string_view text = findings.folded(cell->text);
  const auto instant = read_instant(text);
  if (instant) return *instant;
  findings.find(errors::k_time_form, cell, built_in_id(BuiltIn::recorded_at), {quoted(text)});
  return Instant::min();
}

std::optional<Date> read_built_in_date(const Cell* cell, BuiltIn column, LineFindings& findings) {
  if (cell == nullptr) return std::nullopt;
  const std::string_view text = findings.folded(cell->text);
  const DateReading reading = read_date(text);
  if (reading.outcome == DateOutcome::good) return reading.date;
  const bool is_no_day = reading.outcome == DateOutcome::no_such_day;
  findings.find(is_no_day ? errors::k_date_impossible : errors::k_date_form, cell,
                built_in_id(column), {quoted(text)});
  return std::nullopt;
}

std::unexpected<Errors> refuse_header(const LineReader& lines, Errors findings) {
  for (Error& finding : findings) finding.place.line = lines.header_row();
  return refuse_all(std::move(findings));
}

std::unexpected<Errors> refuse_column_map(const std::string& file, const ColumnMap& unknown) {
  Errors findings;
  for (const auto& [header, id] : unknown) {
    findings.push_back(
        make_error(errors::k_column_map_unknown, {file, 0, 0, id}, {quoted(header), id}));
  }
  return refuse_all(std::move(findings));
}

Result<bool> check_column_map(const std::string& file, const catalogue::Catalogue& catalogue,
                              const ColumnMap& map) {
  ColumnMap unknown;
  for (const auto& [header, id] : map) {
    const bool is_of_all = id == k_column_ignored || id == "event_date" || is_built_in_id(id);
    const bool is_field = std::any_of(catalogue.classes.begin(), catalogue.classes.end(),
                                      [&](const auto& one) { return one.find_field(id) >= 0; });
    if (!is_of_all && !is_field) unknown.emplace_back(header, id);
  }
  if (!unknown.empty()) return refuse_column_map(file, unknown);
  return true;
}

void notice_unknown_columns(const std::string& file, const std::vector<std::string>& names,
                            const std::vector<const Schema*>& schemas, const FileColumns& columns,
                            Errors& notices) {
  if (schemas.empty()) return;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (columns.role(static_cast<std::uint32_t>(i)) != FileColumns::Role::other) continue;
    const bool is_known = std::any_of(schemas.begin(), schemas.end(), [&](const Schema* schema) {
      const auto targets = schema->columns().targets();
      return i < targets.size() && targets[i].role != Target::Role::unknown;
    });
    if (is_known) continue;
    notices.push_back(make_error(errors::k_unknown_column, {file, 0, 0, ""}, {quoted(names[i])}));
  }
}

}  // namespace sanqu::intake
