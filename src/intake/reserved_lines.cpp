// SPDX-License-Identifier: Apache-2.0
#include "intake/reserved_lines.hpp"

#include <array>

#include "core/ensure.hpp"
#include "core/region_code.hpp"
#include "intake/errors.hpp"
#include "intake/natural_person.hpp"
#include "intake/reading.hpp"
#include "intake/spelling.hpp"

namespace sanqu::intake {

namespace {

constexpr std::array<std::string_view, k_reserved_classes> k_class_words = {
    "record_status", "subject_merge", "zone", "zone_membership"};
constexpr std::array<std::string_view, 3> k_zone_kinds = {"park", "street", "community"};
constexpr std::size_t k_title_bytes_max = 600;  // 200 Chinese characters

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

/// In the order of `k_zone_kinds`.
WordIndex zone_kind_words() {
  constexpr std::array<std::array<std::string_view, 3>, 3> k_words = {
      {{"park", "园区", "信用园区"},
       {"street", "街区", "信用街区"},
       {"community", "社区", "信用社区"}}};
  WordIndex index;
  for (std::size_t i = 0; i < k_words.size(); ++i) {
    for (const std::string_view word : k_words[i]) index.add(word, static_cast<std::int32_t>(i));
  }
  return index;
}

Place place_of(const LineFindings& findings) {
  return {findings.file(), findings.line().number, 0, ""};
}

/// Like a subject's id: short, one line, nobody's number.
std::string_view read_zone_id(const Cell* cell, LineFindings& findings) {
  if (cell == nullptr) return {};
  const std::string_view field = built_in_id(BuiltIn::zone_id);
  const std::string_view id = findings.folded(cell->text);
  if (holds_identity_number(id)) {
    findings.find_person(errors::k_identity_number, cell, field);
  } else if (id.size() > k_subject_id_bytes_max || has_control_character(id, Blanks::refused)) {
    findings.find(errors::k_id_form, cell, field, {std::to_string(k_subject_id_bytes_max)});
  } else if (is_scientific(id)) {
    findings.find(errors::k_digits_lost, cell, field, {quoted(id)});
  } else {
    return id;
  }
  return {};
}

std::string_view read_title(const Cell* cell, LineFindings& findings) {
  if (cell == nullptr) return {};
  const std::string_view field = built_in_id(BuiltIn::title);
  const std::string_view title = findings.normalised(cell->text);
  if (holds_identity_number(title)) {
    findings.find_person(errors::k_identity_number, cell, field);
  } else if (has_control_character(title, Blanks::refused)) {
    findings.find(errors::k_control_character, cell, field);
  } else if (title.size() > k_title_bytes_max) {
    findings.find(errors::k_cell_too_long, cell, field, {std::to_string(k_title_bytes_max)});
  } else {
    return title;
  }
  return {};
}

std::string_view read_region(const Cell* cell, LineFindings& findings) {
  if (cell == nullptr) return {};
  const std::string_view text = findings.folded(cell->text);
  const auto region = RegionCode::parse(text);
  if (region) return findings.keep(region->text());
  findings.find(errors::k_region_form, cell, built_in_id(BuiltIn::region), {quoted(text)});
  return {};
}

}  // namespace

ReservedLines::ReservedLines(const catalogue::Catalogue& catalogue, const WordIndex& classes)
    : is_uscc_scheme_(catalogue.uscc_scheme),
      classes_(classes),
      statuses_(status_words()),
      zone_kinds_(zone_kind_words()) {}

void ReservedLines::add_names(WordIndex& classes) {
  for (std::size_t i = 0; i < k_class_words.size(); ++i) {
    classes.add(k_class_words[i], k_class_record_status - static_cast<std::int32_t>(i));
  }
}

std::unique_ptr<Schema> ReservedLines::schema_of(std::int32_t class_index) {
  switch (class_index) {
    case k_class_record_status: return Schema::of_record_status();
    case k_class_subject_merge: return Schema::of_subject_merge();
    case k_class_zone: return Schema::of_zone();
    case k_class_zone_membership: return Schema::of_zone_membership();
    default: ensure(false);
  }
  return nullptr;
}

void ReservedLines::take(std::int32_t class_index, const LineValues& values, LineFindings& findings,
                         RecordSink& sink) const {
  switch (class_index) {
    case k_class_record_status: return take_status(values, findings, sink);
    case k_class_subject_merge: return take_merge(values, findings, sink);
    case k_class_zone: return take_zone(values, findings, sink);
    case k_class_zone_membership: return take_membership(values, findings, sink);
    default: ensure(false);
  }
}

void ReservedLines::take_status(const LineValues& values, LineFindings& findings,
                                RecordSink& sink) const {
  CheckedStatus status;
  if (const Cell* cell = values.cell(BuiltIn::of_class)) {
    const std::string_view word = findings.folded(cell->text);
    status.class_index = classes_.find(word);
    if (status.class_index < 0) {
      findings.find(errors::k_class_unknown, cell, "of_class", {quoted(word)});
    }
  }
  if (const Cell* cell = values.cell(BuiltIn::status)) {
    const std::string_view word = findings.folded(cell->text);
    const std::int32_t number = statuses_.find(word);
    if (number < 0) {
      findings.find(errors::k_unknown_code, cell, "status",
                    {quoted(word), "记录状态", "record_status", "有效、到期、中止、修复、撤回",
                     "in_force, expired, suspended, repaired, withdrawn"});
    } else {
      status.status = static_cast<RecordStatus>(number);
    }
  }
  const auto date =
      read_built_in_date(values.cell(BuiltIn::effective_on), BuiltIn::effective_on, findings);
  status.record_id = read_record_id(values.cell(BuiltIn::record_id), findings);
  status.recorded_at = read_recorded_at(values.cell(BuiltIn::recorded_at), findings);
  if (!findings.is_clean()) return;
  ensure(date.has_value());
  status.effective_on = *date;
  status.place = place_of(findings);
  sink.status(status);
  findings.settle(sink.take_objections());
}

void ReservedLines::take_merge(const LineValues& values, LineFindings& findings,
                               RecordSink& sink) const {
  CheckedMerge merge;
  const Cell* into = values.cell(BuiltIn::into);
  merge.subject_id = read_subject_id(values.cell(BuiltIn::subject_id), BuiltIn::subject_id,
                                     is_uscc_scheme_, findings);
  merge.into = read_subject_id(into, BuiltIn::into, is_uscc_scheme_, findings);
  merge.recorded_at = read_recorded_at(values.cell(BuiltIn::recorded_at), findings);
  if (const Cell* cell = values.cell(BuiltIn::undone)) {
    const std::string_view word = findings.folded(cell->text);
    const auto truth = read_boolean(word);
    if (!truth) findings.find(errors::k_boolean_form, cell, "undone", {quoted(word)});
    merge.undone = truth.value_or(false);
  }
  if (!merge.into.empty() && merge.into == merge.subject_id) {
    findings.find(errors::k_merge_into_itself, into, "into");
  }
  if (!findings.is_clean()) return;
  merge.place = place_of(findings);
  sink.merge(merge);
  findings.settle(sink.take_objections());
}

void ReservedLines::take_zone(const LineValues& values, LineFindings& findings,
                              RecordSink& sink) const {
  CheckedZone zone;
  zone.zone_id = read_zone_id(values.cell(BuiltIn::zone_id), findings);
  if (const Cell* cell = values.cell(BuiltIn::zone_kind)) {
    const std::string_view word = findings.folded(cell->text);
    const std::int32_t kind = zone_kinds_.find(word);
    if (kind < 0) {
      findings.find(
          errors::k_unknown_code, cell, "kind",
          {quoted(word), "信用区类型", "zone kind", "园区、街区、社区", "park, street, community"});
    } else {
      zone.kind = k_zone_kinds[static_cast<std::size_t>(kind)];
    }
  }
  zone.title = read_title(values.cell(BuiltIn::title), findings);
  zone.region = read_region(values.cell(BuiltIn::region), findings);
  if (!findings.is_clean()) return;
  zone.place = place_of(findings);
  sink.zone(zone);
  findings.settle(sink.take_objections());
}

void ReservedLines::take_membership(const LineValues& values, LineFindings& findings,
                                    RecordSink& sink) const {
  CheckedMembership membership;
  membership.zone_id = read_zone_id(values.cell(BuiltIn::zone_id), findings);
  membership.subject_id = read_subject_id(values.cell(BuiltIn::subject_id), BuiltIn::subject_id,
                                          is_uscc_scheme_, findings);
  const Cell* through_cell = values.cell(BuiltIn::through);
  const auto from = read_built_in_date(values.cell(BuiltIn::from), BuiltIn::from, findings);
  const auto through = read_built_in_date(through_cell, BuiltIn::through, findings);
  if (from && through && *through < *from) {
    findings.find(errors::k_through_before_from, through_cell, "through",
                  {through->text(), from->text()});
  }
  if (!findings.is_clean()) return;
  ensure(from.has_value());
  membership.from = *from;
  membership.through = through.value_or(Date::max());
  membership.place = place_of(findings);
  sink.membership(membership);
  findings.settle(sink.take_objections());
}

}  // namespace sanqu::intake
