// SPDX-License-Identifier: Apache-2.0
#include "intake/line_findings.hpp"

#include <algorithm>

#include "core/ensure.hpp"
#include "core/text.hpp"
#include "intake/errors.hpp"
#include "intake/natural_person.hpp"

namespace sanqu::intake {

namespace {

constexpr std::size_t k_quoted_characters_max = 60;
constexpr std::string_view k_mask = "***";

/// Most cells are plain ASCII without blanks around it: those need no closer look.
bool is_plain(std::string_view text) {
  return !text.empty() && text.front() > ' ' && text.back() > ' ' && is_ascii(text);
}

/// The first `bytes_max` bytes, without cutting a character in half.
std::string_view cut(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

void LineFindings::begin(Line& line) {
  line_ = &line;
  findings_ = std::move(line.findings);
  line.findings.clear();
  is_person_ = false;
  texts_used_ = 0;
  ++receipt_.lines_read;
}

void LineFindings::find(const ErrorCode& code, const Cell* cell, std::string_view field,
                        std::vector<std::string> args) {
  ensure(line_ != nullptr);
  if (is_person_) return;
  Place place = {file_, line_->number, 0, ""};
  if (cell != nullptr && cell->place_column > 0) {
    place.column = cell->place_column;
  } else if (cell != nullptr) {
    place = place_in(file_, line_->number, line_->raw, cell->offset);
  }
  place.field = field;
  findings_.push_back(make_error(code, std::move(place), std::move(args)));
}

void LineFindings::find_trouble(const Cell& cell, std::string_view field) {
  switch (cell.trouble_found()) {
    case CellTrouble::none: return;
    case CellTrouble::formula_without_value: find(errors::k_formula_no_value, &cell, field); return;
    case CellTrouble::error_value:
      find(errors::k_cell_error, &cell, field, {quoted(cell.text)});
      return;
    case CellTrouble::merged: find(errors::k_cell_merged, &cell, field); return;
  }
}

void LineFindings::find_person(const ErrorCode& code, const Cell* cell, std::string_view field) {
  if (is_person_) return;
  findings_.clear();
  find(code, cell, field);
  is_person_ = true;
}

void LineFindings::settle(Errors objections) {
  if (objections.empty()) ++receipt_.lines_accepted;
  for (Error& objection : objections) {
    objection.place.file = file_;
    objection.place.line = line_->number;
    findings_.push_back(std::move(objection));
  }
}

RefusedLine LineFindings::refuse(const PersonalMask& mask) {
  ensure(!findings_.empty());
  ++receipt_.lines_refused;
  for (const Error& finding : findings_) ++receipt_.by_code[std::string(finding.code->id)];
  if (is_person_) {
    ++receipt_.persons;
    if (receipt_.person_lines.size() < k_person_lines_listed) {
      receipt_.person_lines.push_back(line_->number);
    }
  }
  RefusedLine refused;
  refused.place = {file_, line_->number, 0, ""};
  refused.is_person = is_person_;
  if (is_person_ || may_be_about_person()) {
    mask_findings();
  } else {
    refused.raw = shown_raw(mask);
  }
  refused.findings = std::move(findings_);
  findings_.clear();
  return refused;
}

/// An identity number anywhere; in a line too broken to have cells also any word for a natural person.
bool LineFindings::may_be_about_person() const {
  const std::string_view raw = line_->raw;
  if (holds_identity_number(raw)) return true;
  if (line_->cells.empty()) return may_hold_person(raw) || says_natural_person_somewhere(raw);
  // A cell's text differs from what stands in the line where escapes were undone.
  return std::any_of(line_->cells.begin(), line_->cells.end(), [](const Cell& cell) {
    return cell.text.size() >= k_identity_number_bytes && holds_identity_number(cell.text);
  });
}

/// What a line that is not shown says nowhere: not in the texts that its findings quote either.
void LineFindings::mask_findings() {
  for (Error& finding : findings_) {
    for (std::string& arg : finding.args) arg = k_mask;
    if (holds_identity_number(finding.place.field)) finding.place.field.clear();
  }
}

std::string_view LineFindings::broken_raw(const PersonalMask& mask) const {
  const std::string_view raw = line_->raw;
  for (const std::string& name : mask.names) {
    if (raw.find(name) != std::string_view::npos) return {};
  }
  // CSV has the names in its header only: there a broken line of a file with personal columns is not shown.
  const bool has_personal =
      std::find(mask.columns.begin(), mask.columns.end(), 1) != mask.columns.end();
  if (has_personal && !mask.lines_hold_names) return {};
  return cut(raw, raw_bytes_max_);
}

std::string_view LineFindings::shown_raw(const PersonalMask& mask) {
  const std::string_view raw = line_->raw;
  if (personal_ == PersonalValues::handed_on) return cut(raw, raw_bytes_max_);
  if (line_->cells.empty()) return broken_raw(mask);
  raw_.clear();
  std::size_t copied = 0;
  for (const Cell& cell : line_->cells) {
    const bool is_personal = cell.column < mask.columns.size() && mask.columns[cell.column] != 0;
    const std::string_view in_raw = raw.substr(cell.offset, cell.raw_bytes);
    if (in_raw.empty() || (!is_personal && !may_hold_person(in_raw))) continue;
    raw_.append(raw, copied, cell.offset - copied);
    raw_ += k_mask;
    copied = cell.offset + cell.raw_bytes;
  }
  if (copied == 0) return cut(raw, raw_bytes_max_);
  raw_.append(raw, copied);
  return cut(raw_, raw_bytes_max_);
}

std::string_view LineFindings::keep(std::string text) {
  if (texts_used_ == texts_.size()) texts_.emplace_back();
  std::string& kept = texts_[texts_used_++];
  kept = std::move(text);
  return kept;
}

std::string_view LineFindings::folded(std::string_view text) {
  if (is_plain(text)) return text;
  return is_folded_cell(text) ? text : keep(folded_cell(text));
}

std::string_view LineFindings::normalised(std::string_view text) {
  if (is_plain(text)) return text;
  const std::string_view inner = trimmed(text);
  return is_nfc(inner) ? inner : keep(nfc(inner));
}

std::string quoted(std::string_view text) {
  if (may_hold_person(text)) return std::string(k_mask);
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size(); ++count) {
    if (count == k_quoted_characters_max) return std::string(text.substr(0, at)) + "…";
    at += code_point_at(text, at).bytes;
  }
  return std::string(text);
}

}  // namespace sanqu::intake
