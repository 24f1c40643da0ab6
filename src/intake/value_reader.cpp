// SPDX-License-Identifier: Apache-2.0
#include "intake/value_reader.hpp"

#include <algorithm>

#include "core/ensure.hpp"
#include "core/exact.hpp"
#include "core/text.hpp"
#include "intake/errors.hpp"
#include "intake/natural_person.hpp"
#include "intake/spelling.hpp"

namespace sanqu::intake {

using catalogue::Code;
using catalogue::Field;
using catalogue::FieldType;

namespace {

constexpr std::size_t k_codes_listed_max = 12;
constexpr std::size_t k_pieces_max = 8;  // separators that one code's title may hold

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string listed(const std::vector<Code>& codes, Lang lang) {
  std::string out;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (i == k_codes_listed_max) return out + (lang == Lang::zh ? "、…" : ", …");
    if (i > 0) out += lang == Lang::zh ? "、" : ", ";
    const std::string& title = codes[i].title.in(lang);
    out += lang == Lang::zh && !title.empty() ? title : codes[i].id;
  }
  return out;
}

}  // namespace

bool has_control_character(std::string_view text, Blanks blanks) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != 0x7F && c != 0xC2) continue;
    const bool is_blank = c == '\t' || c == '\n' || c == '\r';
    if (c < 0x20 && !(is_blank && blanks == Blanks::allowed)) return true;
    if (c == 0x7F) return true;
    // U+0080 to U+009F: C2 80 to C2 9F.
    if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      return true;
    }
  }
  return false;
}

Result<ValueReader> ValueReader::create(const Field& field, const catalogue::Catalogue& catalogue,
                                        const CodeIndexes& codes) {
  ValueReader reader;
  reader.field_ = &field;
  if (field.type == FieldType::code || field.type == FieldType::codes) {
    reader.codes_ = &codes.at(field.code_set);
    reader.code_set_ = &catalogue.code_sets[static_cast<std::size_t>(field.code_set)];
  }
  if (field.pattern.empty()) return reader;
  reader.pattern_ = Pattern::compile(field.pattern);
  if (!reader.pattern_) return sanqu::refuse(errors::k_pattern_unreadable, {}, {field.id});
  return reader;
}

bool ValueReader::refuse(const ErrorCode& code, const Cell& cell, LineFindings& findings,
                         std::vector<std::string> args) const {
  findings.find(code, &cell, field_->id, std::move(args));
  return false;
}

std::string ValueReader::shown(std::string_view text) const {
  return field_->personal ? std::string("***") : quoted(text);
}

bool ValueReader::read(const Cell& cell, LineFindings& findings, FieldValue& value) const {
  if (cell.trouble_found() != CellTrouble::none) {
    findings.find_trouble(cell, field_->id);
    return false;
  }
  if (cell.text.empty()) return true;
  if (cell.form == CellForm::list && field_->type != FieldType::codes) {
    return refuse(errors::k_list_not_allowed, cell, findings);
  }
  switch (field_->type) {
    case FieldType::text: return read_text(cell, findings, value);
    case FieldType::code: return read_code(cell, findings, value);
    case FieldType::codes: return read_codes(cell, findings, value);
    case FieldType::date: return read_date_value(cell, findings, value);
    case FieldType::integer:
    case FieldType::decimal:
    case FieldType::money: return read_number_value(cell, findings, value);
    case FieldType::boolean: return read_boolean_value(cell, findings, value);
  }
  ensure(false);
  return false;
}

bool ValueReader::read_text(const Cell& cell, LineFindings& findings, FieldValue& value) const {
  const std::string_view text = findings.normalised(cell.text);
  if (text.empty()) return true;
  if (text.size() >= k_identity_number_bytes && holds_identity_number(text)) {
    findings.find_person(errors::k_identity_number, &cell, field_->id);
    return false;
  }
  if ((cell.form == CellForm::number && is_scientific(text)) || is_cut_number(text)) {
    return refuse(errors::k_digits_lost, cell, findings, {shown(text)});
  }
  if (has_control_character(text, Blanks::allowed)) {
    return refuse(errors::k_control_character, cell, findings);
  }
  if (text.size() > field_->length_max) {
    const std::size_t count = characters(text);
    if (count > field_->length_max) {
      return refuse(errors::k_too_long, cell, findings,
                    {std::to_string(count), std::to_string(field_->length_max)});
    }
  }
  if (pattern_ && !pattern_->matches(text)) {
    return refuse(errors::k_pattern, cell, findings, {shown(text), field_->pattern});
  }
  value.text = text;
  return true;
}

bool ValueReader::find_unknown_code(const Cell& cell, std::string_view word,
                                    LineFindings& findings) const {
  const std::string& title = code_set_->title.in(Lang::zh);
  return refuse(errors::k_unknown_code, cell, findings,
                {shown(word), title.empty() ? code_set_->id : title, code_set_->id,
                 listed(code_set_->codes, Lang::zh), listed(code_set_->codes, Lang::en)});
}

bool ValueReader::read_code(const Cell& cell, LineFindings& findings, FieldValue& value) const {
  const std::string_view word = findings.folded(cell.text);
  if (word.empty()) return true;
  const std::int32_t code = codes_->find(word);
  if (code < 0) return find_unknown_code(cell, word, findings);
  value.number = code;
  return true;
}

/// The longest piece up to a separator that is a code or a code's title: titles may hold `、` themselves. Where none is, the
/// shortest.
ValueReader::Piece ValueReader::next_code(std::string_view rest, LineFindings& findings) const {
  std::vector<Piece> pieces;
  std::size_t from = 0;
  while (from < rest.size()) {
    Piece piece{rest.size(), 0};
    for (const std::string_view separator :
         {";", "\xEF\xBC\x9B", "、"}) {  // the second: full width
      const std::size_t at = rest.find(separator, from);
      if (at < piece.bytes) piece = {at, separator.size()};
    }
    pieces.push_back(piece);
    from = piece.bytes + piece.separator_bytes;
    const bool is_inside_title = rest.substr(piece.bytes).starts_with("、");
    if (!is_inside_title || pieces.size() == k_pieces_max) break;
  }
  for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
    if (codes_->find(findings.folded(rest.substr(0, piece->bytes))) >= 0) return *piece;
  }
  return pieces.front();
}

bool ValueReader::read_codes(const Cell& cell, LineFindings& findings, FieldValue& value) const {
  std::int64_t bits = 0;
  bool is_good = true;
  std::string_view rest = cell.text;
  while (!rest.empty()) {
    const Piece piece = next_code(rest, findings);
    const std::string_view word = findings.folded(rest.substr(0, piece.bytes));
    rest.remove_prefix(piece.bytes + piece.separator_bytes);
    if (word.empty()) continue;
    const std::int32_t code = codes_->find(word);
    if (code < 0 || code > 61) {
      is_good = find_unknown_code(cell, word, findings);
    } else {
      bits |= std::int64_t{1} << code;
    }
  }
  if (is_good && bits != 0) value.number = bits;
  return is_good;
}

bool ValueReader::read_date_value(const Cell& cell, LineFindings& findings,
                                  FieldValue& value) const {
  const std::string_view text = findings.folded(cell.text);
  if (text.empty()) return true;
  const DateReading reading = read_date(text);
  if (reading.outcome == DateOutcome::no_such_day) {
    return refuse(errors::k_date_impossible, cell, findings, {shown(text)});
  }
  if (reading.outcome == DateOutcome::not_a_date) {
    return refuse(errors::k_date_form, cell, findings, {shown(text)});
  }
  if (field_->until_forever && reading.date >= *field_->until_forever) {
    value.number = Date::max().days();
    return true;
  }
  if (!check_range(cell, text, findings, reading.date.days())) return false;
  value.number = reading.date.days();
  return true;
}

bool ValueReader::read_number_value(const Cell& cell, LineFindings& findings,
                                    FieldValue& value) const {
  const std::string_view text = findings.folded(cell.text);
  if (text.empty()) return true;
  // Money in units of 10,000 yuan has six places down to the fen, in yuan two, in fen none.
  const bool is_money = field_->type == FieldType::money;
  const int places = is_money                             ? 2 + field_->input_shift
                     : field_->type == FieldType::decimal ? field_->places
                                                          : 0;
  ensure(places >= 0);
  const NumberReading reading = read_number(text, places);
  switch (reading.outcome) {
    case NumberOutcome::good: break;
    case NumberOutcome::not_a_number:
      return refuse(errors::k_number_form, cell, findings, {shown(text)});
    case NumberOutcome::digits_lost:
      return refuse(errors::k_digits_lost, cell, findings, {shown(text)});
    case NumberOutcome::too_many_places:
      return refuse(errors::k_too_many_places, cell, findings,
                    {shown(text), std::to_string(places)});
    case NumberOutcome::too_large:
      return refuse(errors::k_number_too_large, cell, findings, {shown(text)});
  }
  if (!check_range(cell, text, findings, reading.units)) return false;
  value.number = reading.units;
  return true;
}

bool ValueReader::read_boolean_value(const Cell& cell, LineFindings& findings,
                                     FieldValue& value) const {
  const std::string_view text = findings.folded(cell.text);
  if (text.empty()) return true;
  const auto truth = read_boolean(text);
  if (!truth) return refuse(errors::k_boolean_form, cell, findings, {shown(text)});
  value.number = *truth ? 1 : 0;
  return true;
}

bool ValueReader::check_range(const Cell& cell, std::string_view text, LineFindings& findings,
                              std::int64_t value) const {
  if (value < field_->min) {
    return refuse(errors::k_below_minimum, cell, findings, {shown(text), bound_text(field_->min)});
  }
  if (value > field_->max) {
    return refuse(errors::k_above_maximum, cell, findings, {shown(text), bound_text(field_->max)});
  }
  return true;
}

/// A bound as the file would write it.
std::string ValueReader::bound_text(std::int64_t bound) const {
  if (field_->type == FieldType::date) {
    return Date::from_days(static_cast<std::int32_t>(bound)).text();
  }
  if (field_->type == FieldType::money) return decimal_text_short(bound, 2 + field_->input_shift);
  return decimal_text_short(bound, field_->type == FieldType::decimal ? field_->places : 0);
}

}  // namespace sanqu::intake
