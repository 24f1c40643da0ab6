// SPDX-License-Identifier: Apache-2.0
// Lines in any order -> a snapshot: versions and histories resolved for the two times (rules R1, R2, R5, R6), records
// sorted by subject, only the columns that a plan reads. One thread; give it subjects before records.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/snapshot.hpp"
#include "standards/plan.hpp"

namespace sanqu::evaluation {

namespace builder_errors {
extern const ErrorCode k_unknown_subject, k_unknown_record, k_version_tie, k_unknown_merge,
    k_too_many_records;
}

/// Which columns a snapshot needs.
struct NeededColumns {
  std::vector<std::vector<bool>> fields;  // by class, by field
  std::vector<bool> attributes;           // by attribute
  std::vector<bool> classes;  // records of other classes are checked for their subject and not kept
};
/// What a plan reads, with what expiry and explanation need.
NeededColumns needed_columns(const standards::Plan& plan, const catalogue::Catalogue& catalogue);

class SnapshotBuilder {
 public:
  /// Only what was recorded at or before `known_at` gets in; attributes are those valid on `as_of`.
  SnapshotBuilder(const catalogue::Catalogue& catalogue, NeededColumns needed, Date as_of,
                  Instant known_at);
  ~SnapshotBuilder();
  SnapshotBuilder(const SnapshotBuilder&) = delete;
  SnapshotBuilder& operator=(const SnapshotBuilder&) = delete;

  /// One line of a subject's history. `attributes` has one entry an attribute of the catalogue.
  void add_subject(std::string_view subject_id, std::int32_t kind, bool uscc_failed,
                   Date valid_from, Instant recorded_at,
                   std::span<const catalogue::FieldValue> attributes);
  /// One version of a record; `values` has one entry a field of the class. Refused: unknown subject, a second version
  /// recorded at the same time.
  Result<bool> add_record(std::int32_t class_index, std::string_view subject_id,
                          std::string_view record_id, Instant recorded_at,
                          std::span<const catalogue::FieldValue> values, const Place& place);
  /// History lines; their record or subjects may come later, so what is unknown is found by `build`.
  void add_status(std::int32_t class_index, std::string_view record_id, RecordStatus status,
                  Date effective_on, Instant recorded_at, const Place& place);
  void add_merge(std::string_view subject_id, std::string_view into, bool undone,
                 Instant recorded_at, const Place& place);

  /// The snapshot; history lines of unknown records or subjects go to `findings`. The builder is empty afterwards.
  Snapshot build(Errors& findings);

  struct State;  // builder_state.hpp

 private:
  std::unique_ptr<State> state_;
};

}  // namespace sanqu::evaluation
