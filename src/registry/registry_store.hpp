// SPDX-License-Identifier: Apache-2.0
// What the registry needs of a store: a port, implemented in storage/ and held to its word by storage/contract. Everything
// is added, nothing overwritten or deleted. A store knows no rule: what a line means is decided before it comes here.
// All calls happen inside a transaction that acts/store.hpp began; what was added is seen by later calls of the same one.
// A line names its batch (intake/batch_store.hpp): the newest one, not finished yet, and its recorded_at is the batch's. So
// the order of adding is the order of time, and what was known at a moment never changes. Else: storage.refused.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/field_value.hpp"
#include "core/date.hpp"
#include "core/result.hpp"
#include "registry/name_store.hpp"

namespace sanqu::registry {

/// A number that a store gives to a record; never shown, never 0.
using RecordKey = std::int64_t;

/// Where a line came from: the batch and the line of its file.
struct Origin {
  std::int64_t batch = 0;
  std::uint32_t line = 0;
};

/// One line of a subject's history: what it was from `valid_from` on, as the store learned at `recorded_at` (rule R6).
/// `content` is the attributes as canonical JSON (content.hpp).
struct SubjectLine {
  SubjectKey subject = 0;
  std::string_view kind;
  bool uscc_failed = false;
  Date valid_from = Date::min();
  Instant recorded_at;
  std::string_view content;
  Origin origin;
};

/// One version of a record, whole (rule R1). `content` is the fields as canonical JSON.
struct RecordVersion {
  RecordKey record = 0;
  SubjectKey subject = 0;
  Date event_on;
  Instant recorded_at;
  std::string_view content;
  Origin origin;
};

struct AddedRecord {
  RecordKey record = 0;
  bool is_new = false;
};

struct StatusLine {
  RecordKey record = 0;
  catalogue::RecordStatus status = catalogue::RecordStatus::in_force;
  Date effective_on;
  Instant recorded_at;
  Origin origin;
};

struct MergeLine {
  SubjectKey subject = 0;
  SubjectKey into = 0;
  bool undone = false;
  Instant recorded_at;
  Origin origin;
};

/// A zone (信用园区、街区、社区) as it is from `valid_from` on; the latest line counts.
struct ZoneLine {
  std::string zone_id;
  std::string kind;  // park, street, community
  std::string title;
  std::string region;
  Instant recorded_at;
  Origin origin;
};

/// A subject belongs to a zone from `from` through `through` (Date::max(): open). A later line with the same zone, subject
/// and `from` replaces an earlier one in effect; both stay.
struct MembershipLine {
  std::string_view zone_id;
  SubjectKey subject = 0;
  Date from;
  Date through = Date::max();
  Instant recorded_at;
  Origin origin;
};

/// Which lines a reading wants: of these subjects (empty: all), recorded at or before `known_at`.
struct Reading {
  std::span<const SubjectKey> subjects;
  Instant known_at = Instant::max();
};

/// Handed to the visitors below with the ids in words; valid only during the call.
struct SubjectLineRead {
  std::string_view subject_id;
  SubjectLine line;
};
struct RecordVersionRead {
  std::string_view class_id;
  std::string_view record_id;
  std::string_view subject_id;
  RecordVersion version;
};
struct StatusLineRead {
  std::string_view class_id;
  std::string_view record_id;
  StatusLine line;
};
struct MergeLineRead {
  std::string_view subject_id;
  std::string_view into_id;
  MergeLine line;
};
struct MembershipRead {
  std::string_view zone_id;
  std::string_view zone_kind;
  std::string_view subject_id;
  MembershipLine line;
};
template <typename T>
using Visitor = std::function<void(const T&)>;

class RegistryStore : public NameStore {
 public:
  // Subjects. `find_subject` gives 0 where there is none.
  virtual Result<SubjectKey> find_subject(std::string_view subject_id) = 0;
  virtual Result<SubjectKey> add_subject(std::string_view subject_id) = 0;
  virtual Result<bool> add_subject_line(const SubjectLine& line) = 0;
  /// The line that holds on a day: the latest valid_from <= `on`, of those the latest recorded; calls `visit` once or not
  /// at all.
  virtual Result<bool> subject_line_on(SubjectKey subject, Date on,
                                       const Visitor<SubjectLine>& visit) = 0;

  // Records. `find_record` gives 0 where there is none.
  virtual Result<RecordKey> find_record(std::string_view class_id, std::string_view record_id) = 0;
  /// A new record with its first version (`first.record` is not read): there is none without. Where there is a record of this
  /// class and id, nothing is added and its key is given: most lines are new, so this asks and adds at once.
  virtual Result<AddedRecord> add_record(std::string_view class_id, std::string_view record_id,
                                         const RecordVersion& first) = 0;
  /// A further version of a record that is there.
  virtual Result<bool> add_version(const RecordVersion& version) = 0;
  virtual Result<bool> latest_version(RecordKey record, const Visitor<RecordVersion>& visit) = 0;
  virtual Result<bool> add_status(const StatusLine& line) = 0;
  /// Calls `visit` for each status line of the record, oldest first.
  virtual Result<bool> statuses_of(RecordKey record, const Visitor<StatusLine>& visit) = 0;

  virtual Result<bool> add_merge(const MergeLine& line) = 0;
  virtual Result<bool> add_zone(const ZoneLine& line) = 0;
  virtual Result<std::vector<ZoneLine>> zones() = 0;  // the latest line of each, by id
  virtual Result<bool> add_membership(const MembershipLine& line) = 0;

  // Reading. The order is: subject's first coming, then the order of adding (which is that of recorded_at); versions of all
  // subjects come in the order of adding alone, as they lie; status lines come record by record. `subjects` counts only what
  // those lines are about now or were before: a version that moved a record to another subject is read with both, and the
  // status lines of a record come when any version of it (known by then) was about a wanted subject. A line comes once even
  // if it is about two wanted subjects. Visitors may call the store, but not the function that called them.
  virtual Result<bool> each_subject_line(const Reading& reading,
                                         const Visitor<SubjectLineRead>& visit) = 0;
  virtual Result<bool> each_version(const Reading& reading,
                                    const Visitor<RecordVersionRead>& visit) = 0;
  virtual Result<bool> each_status(const Reading& reading,
                                   const Visitor<StatusLineRead>& visit) = 0;
  virtual Result<bool> each_merge(const Reading& reading, const Visitor<MergeLineRead>& visit) = 0;
  virtual Result<bool> each_membership(const Reading& reading,
                                       const Visitor<MembershipRead>& visit) = 0;
  /// The subjects that were ever joined with `subject` by merges, directly or not, itself first.
  virtual Result<std::vector<SubjectKey>> merged_with(SubjectKey subject) = 0;
  /// The subjects of a zone on a day, as known at a time, by subject's first coming.
  virtual Result<std::vector<SubjectKey>> members_of(std::string_view zone_id, Date on,
                                                     Instant known_at) = 0;
  virtual Result<std::string> subject_id_of(SubjectKey subject) = 0;

  struct Counts {
    std::uint64_t subjects = 0;
    std::uint64_t subject_lines = 0;
    std::uint64_t records = 0;
    std::uint64_t versions = 0;
    std::uint64_t statuses = 0;
    std::uint64_t merges = 0;
    std::uint64_t zones = 0;
    std::uint64_t memberships = 0;
  };
  virtual Result<Counts> counts() = 0;
};

}  // namespace sanqu::registry
