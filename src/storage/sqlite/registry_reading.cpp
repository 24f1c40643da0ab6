// SPDX-License-Identifier: Apache-2.0
// Reading many lines. For all subjects an index gives the order, or the table itself (versions are too many to be fetched
// one by one through an index); for some, one subject after the other is asked for. So nothing is ever sorted.
#include <algorithm>
#include <unordered_set>

#include "storage/sqlite/registry_statements.hpp"
#include "storage/sqlite/sqlite_registry.hpp"
#include "storage/sqlite/texts.hpp"

namespace sanqu::storage::sqlite {

using registry::SubjectKey;

namespace {

/// The wanted subjects in their order, each once.
std::vector<SubjectKey> in_order(std::span<const SubjectKey> subjects) {
  std::vector<SubjectKey> out(subjects.begin(), subjects.end());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool holds(const std::vector<SubjectKey>& sorted, SubjectKey subject) {
  return std::binary_search(sorted.begin(), sorted.end(), subject);
}

constexpr const char* k_subject_line =
    "SELECT l.subject, s.subject_id, l.kind, l.uscc_failed, l.valid_from, l.content, l.batch,"
    " l.line FROM subject_line l INDEXED BY subject_line_by_subject"
    " CROSS JOIN subject s ON s.id = l.subject WHERE l.batch <= ?1";

constexpr const char* k_version =
    "SELECT v.subject, s.subject_id, v.record, v.class, v.record_id, v.event_on, v.content,"
    " v.batch, v.line";
// The ids of subjects come from SubjectIds: joining each version with its subject would take as long as all the rest.
constexpr const char* k_all_versions =
    "SELECT v.subject, '', v.record, v.class, v.record_id, v.event_on, v.content, v.batch, v.line"
    " FROM record_version v NOT INDEXED WHERE v.batch <= ?1 ORDER BY v.id";
constexpr const char* k_versions_of_one =
    " FROM record_version v INDEXED BY record_version_by_subject"
    " CROSS JOIN subject s ON s.id = v.subject"
    " WHERE v.batch <= ?1 AND v.subject = ?2 ORDER BY v.id";
constexpr const char* k_versions_with_moved =
    " FROM (SELECT id FROM record_version WHERE subject = ?2"
    "   UNION ALL SELECT id FROM record_version WHERE moved_from = ?2) w"
    " CROSS JOIN record_version v ON v.id = w.id CROSS JOIN subject s ON s.id = v.subject"
    " WHERE v.batch <= ?1 ORDER BY v.id";

constexpr const char* k_status =
    "SELECT t.record, v.class, v.record_id, t.status, t.effective_on, t.batch, t.line"
    " FROM record_status t INDEXED BY record_status_by_record"
    " CROSS JOIN record_version v ON v.id = t.record WHERE t.batch <= ?1";
constexpr const char* k_statuses_of_one =
    "SELECT t.record, v.class, v.record_id, t.status, t.effective_on, t.batch, t.line"
    " FROM (SELECT DISTINCT record FROM record_version WHERE subject = ?2 AND batch <= ?1) r"
    " CROSS JOIN record_status t INDEXED BY record_status_by_record ON t.record = r.record"
    " CROSS JOIN record_version v ON v.id = t.record WHERE t.batch <= ?1"
    " ORDER BY t.record, t.id";

constexpr const char* k_merge =
    "SELECT m.subject, s.subject_id, m.into_subject, i.subject_id, m.undone, m.batch, m.line"
    " FROM subject_merge m CROSS JOIN subject s ON s.id = m.subject"
    " CROSS JOIN subject i ON i.id = m.into_subject WHERE m.batch <= ?1";

constexpr const char* k_membership =
    "SELECT m.subject, s.subject_id, z.zone_id, coalesce((SELECT l.kind FROM zone_line l"
    " WHERE l.zone = m.zone AND l.batch <= ?1 ORDER BY l.id DESC LIMIT 1), ''), m.from_on,"
    " m.through_on, m.batch, m.line"
    " FROM zone_membership m INDEXED BY zone_membership_by_subject"
    " CROSS JOIN zone z ON z.id = m.zone CROSS JOIN subject s ON s.id = m.subject"
    " WHERE m.batch <= ?1";

/// The ids of all subjects by key, close together.
class SubjectIds {
 public:
  void add(SubjectKey key, std::string_view id) {
    ends_.resize(static_cast<std::size_t>(key), text_.size());
    text_ += id;
    ends_.push_back(text_.size());
  }
  std::string_view of(SubjectKey key) const {
    const auto index = static_cast<std::size_t>(key);
    ensure(index > 0 && index < ends_.size());
    return std::string_view(text_).substr(ends_[index - 1], ends_[index] - ends_[index - 1]);
  }

 private:
  std::string text_;
  std::vector<std::size_t> ends_ = {0};  // by key; key 0 is nobody
};

std::string with(const char* query, const char* more) { return std::string(query) + more; }

}  // namespace

RegistryReading::RegistryReading(Connection& c)
    : all_subject_lines(c, with(k_subject_line, " ORDER BY l.subject, l.id")),
      subject_lines(c, with(k_subject_line, " AND l.subject = ?2 ORDER BY l.id")),
      all_subjects(c, "SELECT id, subject_id FROM subject ORDER BY id"),
      all_versions(c, k_all_versions),
      versions(c, with(k_version, k_versions_of_one)),
      has_moved(c, "SELECT 1 FROM record_version WHERE moved_from = ?1 LIMIT 1"),
      versions_with_moved(c, with(k_version, k_versions_with_moved)),
      all_statuses(c, with(k_status, " ORDER BY t.record, t.id")),
      statuses(c, k_statuses_of_one),
      all_merges(c, with(k_merge, " ORDER BY m.subject, m.id")),
      merges(c, with(k_merge, " AND (m.subject = ?2 OR m.into_subject = ?2) ORDER BY m.id")),
      all_memberships(c, with(k_membership, " ORDER BY m.subject, m.id")),
      memberships(c, with(k_membership, " AND m.subject = ?2 ORDER BY m.id")) {
  for (Statement* statement :
       {&all_subject_lines, &all_versions, &all_statuses, &all_merges, &all_memberships}) {
    statement->takes(known_batch);
  }
  for (Statement* statement :
       {&subject_lines, &versions, &versions_with_moved, &statuses, &merges, &memberships}) {
    statement->takes(known_batch, wanted);
  }
  has_moved.takes(wanted);
  all_subjects.gives(wanted, subject_id);
  for (Statement* statement : {&all_subject_lines, &subject_lines}) {
    statement->gives(out.subject, subject_id, out.other, out.flag, out.first_on, out.content,
                     out.batch, out.line);
  }
  for (Statement* statement : {&all_versions, &versions, &versions_with_moved}) {
    statement->gives(out.subject, subject_id, out.other, class_key, record_id, out.first_on,
                     out.content, out.batch, out.line);
  }
  for (Statement* statement : {&all_statuses, &statuses}) {
    statement->gives(out.other, class_key, record_id, out.content, out.first_on, out.batch,
                     out.line);
  }
  for (Statement* statement : {&all_merges, &merges}) {
    statement->gives(out.subject, subject_id, out.other, other_id, out.flag, out.batch, out.line);
  }
  for (Statement* statement : {&all_memberships, &memberships}) {
    statement->gives(out.subject, subject_id, other_id, out.content, out.first_on, out.last_on,
                     out.batch, out.line);
  }
}

Result<bool> SqliteRegistry::each_subject_line(
    const registry::Reading& reading, const registry::Visitor<registry::SubjectLineRead>& visit) {
  return connection_.within([&]() -> Result<bool> {
    RegistryReading& read = *reading_;
    const LineValues& out = read.out;
    read.known_batch = times_.known_batch(reading.known_at);
    const auto on_row = [&] {
      visit({read.subject_id,
             {.subject = out.subject,
              .kind = kinds_.word(out.other),
              .uscc_failed = out.flag != 0,
              .valid_from = date_of(out.first_on),
              .recorded_at = times_.recorded_at(out.batch),
              .content = out.content,
              .origin = {out.batch, static_cast<std::uint32_t>(out.line)}}});
    };
    if (reading.subjects.empty()) read.all_subject_lines.each(on_row);
    for (const SubjectKey subject : in_order(reading.subjects)) {
      read.wanted = subject;
      read.subject_lines.each(on_row);
    }
    return true;
  });
}

Result<bool> SqliteRegistry::each_version(
    const registry::Reading& reading, const registry::Visitor<registry::RecordVersionRead>& visit) {
  return connection_.within([&]() -> Result<bool> {
    RegistryReading& read = *reading_;
    const LineValues& out = read.out;
    read.known_batch = times_.known_batch(reading.known_at);
    const auto on_row = [&](std::string_view subject_id) {
      visit({classes_.word(read.class_key),
             read.record_id,
             subject_id,
             {.record = out.other,
              .subject = out.subject,
              .event_on = date_of(out.first_on),
              .recorded_at = times_.recorded_at(out.batch),
              .content = out.content,
              .origin = {out.batch, static_cast<std::uint32_t>(out.line)}}});
    };
    if (reading.subjects.empty()) {
      SubjectIds ids;
      read.all_subjects.each([&] { ids.add(read.wanted, read.subject_id); });
      read.all_versions.each([&] { on_row(ids.of(out.subject)); });
    }
    const auto wanted = in_order(reading.subjects);
    for (const SubjectKey subject : wanted) {
      read.wanted = subject;
      Statement& query = read.has_moved.run() ? read.versions_with_moved : read.versions;
      query.each([&] {
        // Moved away to another wanted subject: it comes with that one.
        if (out.subject != subject && holds(wanted, out.subject)) return;
        on_row(read.subject_id);
      });
    }
    return true;
  });
}

Result<bool> SqliteRegistry::each_status(const registry::Reading& reading,
                                         const registry::Visitor<registry::StatusLineRead>& visit) {
  return connection_.within([&]() -> Result<bool> {
    RegistryReading& read = *reading_;
    const LineValues& out = read.out;
    read.known_batch = times_.known_batch(reading.known_at);
    const auto on_row = [&] {
      visit({classes_.word(read.class_key),
             read.record_id,
             {.record = out.other,
              .status = status_of(out.content),
              .effective_on = date_of(out.first_on),
              .recorded_at = times_.recorded_at(out.batch),
              .origin = {out.batch, static_cast<std::uint32_t>(out.line)}}});
    };
    if (reading.subjects.empty()) read.all_statuses.each(on_row);
    std::unordered_set<registry::RecordKey> of_earlier;  // records that were two wanted subjects'
    for (const SubjectKey subject : in_order(reading.subjects)) {
      read.wanted = subject;
      registry::RecordKey present = 0;
      read.statuses.each([&] {
        if (out.other != present) {
          if (!of_earlier.insert(out.other).second) return;
          present = out.other;
        }
        on_row();
      });
    }
    return true;
  });
}

Result<bool> SqliteRegistry::each_merge(const registry::Reading& reading,
                                        const registry::Visitor<registry::MergeLineRead>& visit) {
  return connection_.within([&]() -> Result<bool> {
    RegistryReading& read = *reading_;
    const LineValues& out = read.out;
    read.known_batch = times_.known_batch(reading.known_at);
    const auto on_row = [&] {
      visit({read.subject_id,
             read.other_id,
             {.subject = out.subject,
              .into = out.other,
              .undone = out.flag != 0,
              .recorded_at = times_.recorded_at(out.batch),
              .origin = {out.batch, static_cast<std::uint32_t>(out.line)}}});
    };
    if (reading.subjects.empty()) read.all_merges.each(on_row);
    const auto wanted = in_order(reading.subjects);
    for (const SubjectKey subject : wanted) {
      read.wanted = subject;
      read.merges.each([&] {
        // Between two wanted subjects: it comes with the one that was merged.
        if (out.subject != subject && holds(wanted, out.subject)) return;
        on_row();
      });
    }
    return true;
  });
}

Result<bool> SqliteRegistry::each_membership(
    const registry::Reading& reading, const registry::Visitor<registry::MembershipRead>& visit) {
  return connection_.within([&]() -> Result<bool> {
    RegistryReading& read = *reading_;
    const LineValues& out = read.out;
    read.known_batch = times_.known_batch(reading.known_at);
    const auto on_row = [&] {
      visit({read.other_id,
             out.content,
             read.subject_id,
             {.zone_id = read.other_id,
              .subject = out.subject,
              .from = date_of(out.first_on),
              .through = date_of(out.last_on),
              .recorded_at = times_.recorded_at(out.batch),
              .origin = {out.batch, static_cast<std::uint32_t>(out.line)}}});
    };
    if (reading.subjects.empty()) read.all_memberships.each(on_row);
    for (const SubjectKey subject : in_order(reading.subjects)) {
      read.wanted = subject;
      read.memberships.each(on_row);
    }
    return true;
  });
}

}  // namespace sanqu::storage::sqlite
