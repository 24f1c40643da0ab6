// SPDX-License-Identifier: Apache-2.0
// Adding to the registry. A record line costs one row in one table; ids of versions are counted here, because the first
// version of a record names itself.
#include <array>

#include "storage/sqlite/registry_statements.hpp"
#include "storage/sqlite/sqlite_registry.hpp"

namespace sanqu::storage::sqlite {

using registry::SubjectKey;

namespace {

constexpr std::array<std::string_view, 5> k_statuses = {"in_force", "expired", "suspended",
                                                        "repaired", "withdrawn"};

}  // namespace

std::string_view status_word(catalogue::RecordStatus status) {
  return k_statuses[static_cast<std::size_t>(status)];
}

catalogue::RecordStatus status_of(std::string_view word) {
  for (std::size_t i = 0; i < k_statuses.size(); ++i) {
    if (k_statuses[i] == word) return static_cast<catalogue::RecordStatus>(i);
  }
  ensure(false);  // the schema lets in no other
  return {};
}

RegistryAdding::RegistryAdding(Connection& c)
    : subject(c, "INSERT INTO subject (subject_id) VALUES (?1)"),
      subject_line(c,
                   "INSERT INTO subject_line (subject, kind, uscc_failed, valid_from, content,"
                   " batch, line) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
      newest_version(c, "SELECT coalesce(max(id), 0) FROM record_version"),
      first_version(c,
                    "INSERT INTO record_version (id, record, class, record_id, number, subject,"
                    " event_on, content, batch, line)"
                    " VALUES (?1, ?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8)"
                    " ON CONFLICT (class, record_id, number) DO NOTHING"),
      place_of_version(c,
                       "SELECT f.class, f.record_id, l.number, l.subject"
                       " FROM record_version f CROSS JOIN record_version l"
                       " ON l.class = f.class AND l.record_id = f.record_id"
                       " WHERE f.id = ?1 AND f.number = 1 ORDER BY l.number DESC LIMIT 1"),
      further_version(c,
                      "INSERT INTO record_version (id, record, class, record_id, number, subject,"
                      " moved_from, event_on, content, batch, line)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif(?7, 0), ?8, ?9, ?10, ?11)"),
      status(c,
             "INSERT INTO record_status (record, status, effective_on, batch, line)"
             " VALUES (?1, ?2, ?3, ?4, ?5)"),
      merge(c,
            "INSERT INTO subject_merge (subject, into_subject, undone, batch, line)"
            " VALUES (?1, ?2, ?3, ?4, ?5)"),
      zone_line(c,
                "INSERT INTO zone_line (zone, kind, title, region, batch, line)"
                " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
      membership(c,
                 "INSERT INTO zone_membership (zone, subject, from_on, through_on, batch, line)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6)") {
  subject.takes(text);
  subject_line.takes(in.subject, in.other, in.flag, in.first_on, in.content, in.batch, in.line);
  newest_version.gives(next_version);
  first_version.takes(in.id, class_key, record_id, in.subject, in.first_on, in.content, in.batch,
                      in.line);
  place_of_version.takes(in.other).gives(class_key, record_id, last_number, last_subject);
  further_version.takes(in.id, in.other, class_key, record_id, last_number, in.subject, moved_from,
                        in.first_on, in.content, in.batch, in.line);
  status.takes(in.other, text, in.first_on, in.batch, in.line);
  merge.takes(in.subject, in.other, in.flag, in.batch, in.line);
  zone_line.takes(in.other, text, in.content, region, in.batch, in.line);
  membership.takes(in.other, in.subject, in.first_on, in.last_on, in.batch, in.line);
}

std::int64_t RegistryAdding::id_of_next_version() {
  if (next_version == 0) {
    newest_version.run();
    ++next_version;
  }
  return next_version;
}

Result<SubjectKey> SqliteRegistry::add_subject(std::string_view subject_id) {
  return connection_.within([&]() -> Result<SubjectKey> {
    adding_->text = subject_id;
    return adding_->subject.insert();
  });
}

Result<bool> SqliteRegistry::add_subject_line(const registry::SubjectLine& line) {
  return connection_.within([&]() -> Result<bool> {
    TRY(times_.admits(line.origin.batch, line.recorded_at));
    LineValues& in = adding_->in;
    in.subject = line.subject;
    in.other = kinds_.add(line.kind);
    in.flag = line.uscc_failed ? 1 : 0;
    in.first_on = line.valid_from.text();
    in.content = line.content;
    in.batch = line.origin.batch;
    in.line = line.origin.line;
    adding_->subject_line.insert();
    return true;
  });
}

Result<registry::AddedRecord> SqliteRegistry::add_record(std::string_view class_id,
                                                         std::string_view record_id,
                                                         const registry::RecordVersion& first) {
  return connection_.within([&]() -> Result<registry::AddedRecord> {
    TRY(times_.admits(first.origin.batch, first.recorded_at));
    RegistryAdding& add = *adding_;
    add.in.id = add.id_of_next_version();
    add.class_key = classes_.add(class_id);
    add.record_id = record_id;
    add.in.subject = first.subject;
    add.in.first_on = first.event_on.text();
    add.in.content = first.content;
    add.in.batch = first.origin.batch;
    add.in.line = first.origin.line;
    if (add.first_version.change() == 0) {
      return registry::AddedRecord{TRY(find_record(class_id, record_id)), false};
    }
    ++add.next_version;
    return registry::AddedRecord{add.in.id, true};
  });
}

Result<bool> SqliteRegistry::add_version(const registry::RecordVersion& version) {
  return connection_.within([&]() -> Result<bool> {
    TRY(times_.admits(version.origin.batch, version.recorded_at));
    RegistryAdding& add = *adding_;
    add.in.other = version.record;
    if (!add.place_of_version.run()) {
      return connection_.refused("there is no record " + std::to_string(version.record));
    }
    add.in.id = add.id_of_next_version();
    ++add.last_number;
    add.moved_from = add.last_subject == version.subject ? 0 : add.last_subject;
    add.in.subject = version.subject;
    add.in.first_on = version.event_on.text();
    add.in.content = version.content;
    add.in.batch = version.origin.batch;
    add.in.line = version.origin.line;
    add.further_version.insert();
    ++add.next_version;
    return true;
  });
}

Result<bool> SqliteRegistry::add_status(const registry::StatusLine& line) {
  return connection_.within([&]() -> Result<bool> {
    TRY(times_.admits(line.origin.batch, line.recorded_at));
    adding_->in.other = line.record;
    adding_->text = status_word(line.status);
    adding_->in.first_on = line.effective_on.text();
    adding_->in.batch = line.origin.batch;
    adding_->in.line = line.origin.line;
    adding_->status.insert();
    return true;
  });
}

Result<bool> SqliteRegistry::add_merge(const registry::MergeLine& line) {
  return connection_.within([&]() -> Result<bool> {
    TRY(times_.admits(line.origin.batch, line.recorded_at));
    LineValues& in = adding_->in;
    in.subject = line.subject;
    in.other = line.into;
    in.flag = line.undone ? 1 : 0;
    in.batch = line.origin.batch;
    in.line = line.origin.line;
    adding_->merge.insert();
    return true;
  });
}

Result<bool> SqliteRegistry::add_zone(const registry::ZoneLine& line) {
  return connection_.within([&]() -> Result<bool> {
    TRY(times_.admits(line.origin.batch, line.recorded_at));
    adding_->in.other = zones_.add(line.zone_id);
    adding_->text = line.kind;
    adding_->in.content = line.title;
    adding_->region = line.region;
    adding_->in.batch = line.origin.batch;
    adding_->in.line = line.origin.line;
    adding_->zone_line.insert();
    return true;
  });
}

Result<bool> SqliteRegistry::add_membership(const registry::MembershipLine& line) {
  return connection_.within([&]() -> Result<bool> {
    TRY(times_.admits(line.origin.batch, line.recorded_at));
    LineValues& in = adding_->in;
    in.other = zones_.find(line.zone_id);
    if (in.other == 0) {
      return connection_.refused("there is no zone " + std::string(line.zone_id));
    }
    in.subject = line.subject;
    in.first_on = line.from.text();
    in.last_on = line.through.text();
    in.batch = line.origin.batch;
    in.line = line.origin.line;
    adding_->membership.insert();
    return true;
  });
}

}  // namespace sanqu::storage::sqlite
