// SPDX-License-Identifier: Apache-2.0
#include "acts/line_keeper.hpp"

#include "catalogue/timeliness.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"

namespace sanqu::acts {

using registry::Outcome;

std::string findings_json(const Errors& findings) {
  JsonWriter json;
  json.begin_array();
  for (const Error& finding : findings) {
    json.begin_object().text_member("code", finding.code->id);
    json.text_member("field", readable_utf8(finding.place.field));
    json.integer_member("column", finding.place.column);
    json.text_member("zh", readable_utf8(finding.text(Lang::zh)))
        .text_member("en", readable_utf8(finding.text(Lang::en)));
    json.text_member("hint_zh", readable_utf8(finding.hint(Lang::zh)));
    json.text_member("hint_en", readable_utf8(finding.hint(Lang::en))).end_object();
  }
  return json.end_array().take();
}

Result<bool> LineKeeper::state() const {
  if (failure_.empty()) return true;
  return refuse_all(failure_);
}

bool LineKeeper::settle(Result<registry::LineOutcome> outcome) {
  if (!outcome) {
    if (failure_.empty()) failure_ = std::move(outcome.error());
    return false;
  }
  switch (outcome->outcome) {
    case Outcome::accepted: ++batch_.counts.accepted; break;
    case Outcome::corrected: ++batch_.counts.corrected; break;
    case Outcome::duplicate: ++batch_.counts.duplicate; [[fallthrough]];
    case Outcome::unchanged: ++batch_.counts.unchanged; break;
    case Outcome::refused: object(std::move(outcome->findings)); return false;
  }
  if (lines_done_ != nullptr) lines_done_->fetch_add(1, std::memory_order_relaxed);
  return true;
}

void LineKeeper::subject(const intake::CheckedSubject& subject) {
  if (!failure_.empty()) return;
  settle(registrar_.subject(subject.subject_id, subject.kind, subject.uscc_failed,
                            subject.valid_from, subject.attributes, origin(subject.place)));
}

void LineKeeper::record(const intake::CheckedRecord& record) {
  if (!failure_.empty()) return;
  const std::uint64_t accepted = batch_.counts.accepted;
  const bool is_taken =
      settle(registrar_.record(record.class_index, record.subject_id, record.record_id,
                               record.values, origin(record.place)));
  if (is_taken && batch_.counts.accepted > accepted) count_time(record);
}

/// Late or in time, for a new record of a class with a time limit; where the calendar can't tell, neither.
void LineKeeper::count_time(const intake::CheckedRecord& record) {
  const auto& record_class = catalogue_.classes[static_cast<std::size_t>(record.class_index)];
  if (!record_class.due || calendar_ == nullptr) return;
  const std::int64_t from =
      record.values[static_cast<std::size_t>(record_class.due->from_field)].number;
  if (from == catalogue::k_missing) return;
  const auto late =
      catalogue::is_late(record_class, Date::from_days(static_cast<std::int32_t>(from)),
                         batch_.recorded_at.date(), *calendar_);
  if (!late) return;
  ++batch_.counts.timed;
  if (*late) ++batch_.counts.late;
}

void LineKeeper::status(const intake::CheckedStatus& status) {
  if (!failure_.empty()) return;
  settle(registrar_.status(status.class_index, status.record_id, status.status, status.effective_on,
                           origin(status.place)));
}

void LineKeeper::merge(const intake::CheckedMerge& merge) {
  if (!failure_.empty()) return;
  settle(registrar_.merge(merge.subject_id, merge.into, merge.undone, origin(merge.place)));
}

void LineKeeper::zone(const intake::CheckedZone& zone) {
  if (!failure_.empty()) return;
  registry::ZoneLine line;
  line.zone_id = zone.zone_id;
  line.kind = zone.kind;
  line.title = zone.title;
  line.region = zone.region;
  line.recorded_at = batch_.recorded_at;
  line.origin = origin(zone.place);
  settle(registrar_.zone(line));
}

void LineKeeper::membership(const intake::CheckedMembership& membership) {
  if (!failure_.empty()) return;
  settle(registrar_.membership(membership.zone_id, membership.subject_id, membership.from,
                               membership.through, origin(membership.place)));
}

void LineKeeper::refused(const intake::RefusedLine& line) {
  if (lines_done_ != nullptr) lines_done_->fetch_add(1, std::memory_order_relaxed);
  if (!failure_.empty()) return;
  if (line.is_person) {
    ++batch_.counts.persons;
    if (batch_.person_lines.size() < intake::k_person_lines_max) {
      batch_.person_lines.push_back(line.place.line);
    }
    return;
  }
  ++batch_.counts.quarantined;
  if (on_refused_) return on_refused_(line);
  keep_quarantined(line);
}

void LineKeeper::keep_quarantined(const intake::RefusedLine& line) {
  intake::QuarantinedLine kept;
  kept.batch = batch_.id;
  kept.line = line.place.line;
  kept.class_id = batch_.class_id;
  kept.raw = line.raw;
  kept.findings = findings_json(line.findings);
  if (auto added = transaction_.batches().add_quarantined(kept); !added) failure_ = added.error();
}

}  // namespace sanqu::acts
