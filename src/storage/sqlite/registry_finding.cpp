// SPDX-License-Identifier: Apache-2.0
// Asking the registry for one thing at a time, all by index.
#include "storage/sqlite/registry_statements.hpp"
#include "storage/sqlite/sqlite_registry.hpp"
#include "storage/sqlite/texts.hpp"

namespace sanqu::storage::sqlite {

using registry::Origin;
using registry::RecordKey;
using registry::SubjectKey;

RegistryFinding::RegistryFinding(Connection& c)
    : subject(c, "SELECT id FROM subject WHERE subject_id = ?1"),
      subject_id_of(c, "SELECT subject_id FROM subject WHERE id = ?1"),
      line_on(c,
              "SELECT kind, uscc_failed, valid_from, content, batch, line FROM subject_line"
              " WHERE subject = ?1 AND valid_from <= ?2 ORDER BY valid_from DESC, id DESC LIMIT 1"),
      record(c, "SELECT id FROM record_version WHERE class = ?1 AND record_id = ?2 AND number = 1"),
      latest_version(c,
                     "SELECT l.subject, l.event_on, l.content, l.batch, l.line"
                     " FROM record_version f CROSS JOIN record_version l"
                     " ON l.class = f.class AND l.record_id = f.record_id"
                     " WHERE f.id = ?1 AND f.number = 1 ORDER BY l.number DESC LIMIT 1"),
      statuses(c,
               "SELECT status, effective_on, batch, line FROM record_status"
               " WHERE record = ?1 ORDER BY id"),
      zones(c,
            "SELECT z.zone_id, l.kind, l.title, l.region, l.batch, l.line FROM zone z"
            " JOIN zone_line l ON l.id = (SELECT max(id) FROM zone_line WHERE zone = z.id)"
            " ORDER BY z.zone_id"),
      merged(
          c,
          "WITH RECURSIVE joined (id) AS (SELECT ?1 UNION"
          " SELECT m.into_subject FROM joined JOIN subject_merge m ON m.subject = joined.id UNION"
          " SELECT m.subject FROM joined JOIN subject_merge m ON m.into_subject = joined.id)"
          " SELECT id FROM joined ORDER BY id <> ?1, id"),
      members(c,
              "SELECT DISTINCT m.subject FROM zone_membership m"
              " WHERE m.zone = ?1 AND m.batch <= ?2 AND m.from_on <= ?3 AND m.through_on >= ?3"
              " AND NOT EXISTS (SELECT 1 FROM zone_membership n WHERE n.zone = m.zone"
              "   AND n.subject = m.subject AND n.from_on = m.from_on AND n.id > m.id"
              "   AND n.batch <= ?2)"
              " ORDER BY m.subject") {
  subject.takes(subject_id).gives(found);
  subject_id_of.takes(key).gives(subject_id);
  line_on.takes(key, on).gives(out.other, out.flag, out.first_on, out.content, out.batch, out.line);
  record.takes(class_key, record_id).gives(found);
  latest_version.takes(key).gives(out.subject, out.first_on, out.content, out.batch, out.line);
  statuses.takes(key).gives(out.content, out.first_on, out.batch, out.line);
  zones.gives(subject_id, record_id, out.content, region, out.batch, out.line);
  merged.takes(key).gives(found);
  members.takes(zone, known_batch, on).gives(found);
}

Result<SubjectKey> SqliteRegistry::find_subject(std::string_view subject_id) {
  return connection_.within([&]() -> Result<SubjectKey> {
    finding_->subject_id = subject_id;
    return finding_->subject.run() ? finding_->found : 0;
  });
}

Result<std::string> SqliteRegistry::subject_id_of(SubjectKey subject) {
  return connection_.within([&]() -> Result<std::string> {
    finding_->key = subject;
    if (!finding_->subject_id_of.run()) {
      return connection_.refused("there is no subject " + std::to_string(subject));
    }
    return finding_->subject_id;
  });
}

Result<bool> SqliteRegistry::subject_line_on(
    SubjectKey subject, Date on, const registry::Visitor<registry::SubjectLine>& visit) {
  return connection_.within([&]() -> Result<bool> {
    RegistryFinding& find = *finding_;
    find.key = subject;
    find.on = on.text();
    if (!find.line_on.run()) return true;
    const LineValues& out = find.out;
    visit({.subject = subject,
           .kind = kinds_.word(out.other),
           .uscc_failed = out.flag != 0,
           .valid_from = date_of(out.first_on),
           .recorded_at = times_.recorded_at(out.batch),
           .content = out.content,
           .origin = {out.batch, static_cast<std::uint32_t>(out.line)}});
    return true;
  });
}

Result<RecordKey> SqliteRegistry::find_record(std::string_view class_id,
                                              std::string_view record_id) {
  return connection_.within([&]() -> Result<RecordKey> {
    finding_->class_key = classes_.find(class_id);
    if (finding_->class_key == 0) return 0;
    finding_->record_id = record_id;
    return finding_->record.run() ? finding_->found : 0;
  });
}

Result<bool> SqliteRegistry::latest_version(
    RecordKey record, const registry::Visitor<registry::RecordVersion>& visit) {
  return connection_.within([&]() -> Result<bool> {
    finding_->key = record;
    if (!finding_->latest_version.run()) return true;
    const LineValues& out = finding_->out;
    visit({.record = record,
           .subject = out.subject,
           .event_on = date_of(out.first_on),
           .recorded_at = times_.recorded_at(out.batch),
           .content = out.content,
           .origin = {out.batch, static_cast<std::uint32_t>(out.line)}});
    return true;
  });
}

Result<bool> SqliteRegistry::statuses_of(RecordKey record,
                                         const registry::Visitor<registry::StatusLine>& visit) {
  return connection_.within([&]() -> Result<bool> {
    finding_->key = record;
    const LineValues& out = finding_->out;
    finding_->statuses.each([&] {
      visit({.record = record,
             .status = status_of(out.content),
             .effective_on = date_of(out.first_on),
             .recorded_at = times_.recorded_at(out.batch),
             .origin = {out.batch, static_cast<std::uint32_t>(out.line)}});
    });
    return true;
  });
}

Result<std::vector<registry::ZoneLine>> SqliteRegistry::zones() {
  return connection_.within([&]() -> Result<std::vector<registry::ZoneLine>> {
    std::vector<registry::ZoneLine> lines;
    const RegistryFinding& find = *finding_;
    finding_->zones.each([&] {
      lines.push_back({.zone_id = find.subject_id,
                       .kind = find.record_id,
                       .title = find.out.content,
                       .region = find.region,
                       .recorded_at = times_.recorded_at(find.out.batch),
                       .origin = {find.out.batch, static_cast<std::uint32_t>(find.out.line)}});
    });
    return lines;
  });
}

Result<std::vector<SubjectKey>> SqliteRegistry::merged_with(SubjectKey subject) {
  return connection_.within([&]() -> Result<std::vector<SubjectKey>> {
    std::vector<SubjectKey> subjects;
    finding_->key = subject;
    finding_->merged.each([&] { subjects.push_back(finding_->found); });
    return subjects;
  });
}

Result<std::vector<SubjectKey>> SqliteRegistry::members_of(std::string_view zone_id, Date on,
                                                           Instant known_at) {
  return connection_.within([&]() -> Result<std::vector<SubjectKey>> {
    std::vector<SubjectKey> subjects;
    RegistryFinding& find = *finding_;
    find.zone = zones_.find(zone_id);
    if (find.zone == 0) return subjects;
    find.known_batch = times_.known_batch(known_at);
    find.on = on.text();
    find.members.each([&] { subjects.push_back(find.found); });
    return subjects;
  });
}

}  // namespace sanqu::storage::sqlite
