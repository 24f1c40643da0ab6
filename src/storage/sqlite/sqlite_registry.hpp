// SPDX-License-Identifier: Apache-2.0
// The registry's port on SQLite. Adding is in registry_adding.cpp, asking for one thing in registry_finding.cpp, reading
// many lines in registry_reading.cpp; their statements are in registry_statements.hpp.
#pragma once

#include <memory>

#include "registry/registry_store.hpp"
#include "storage/sqlite/batch_times.hpp"
#include "storage/sqlite/dictionary.hpp"
#include "storage/sqlite/name_index.hpp"

namespace sanqu::storage::sqlite {

struct RegistryAdding;
struct RegistryFinding;
struct RegistryReading;

class SqliteRegistry final : public registry::RegistryStore {
 public:
  SqliteRegistry(Connection& connection, BatchTimes& times);
  ~SqliteRegistry() override;
  /// A transaction begins: nothing is taken over from an earlier one.
  void begin();
  /// Comes before a commit.
  Result<bool> settle();

  Result<registry::SubjectKey> find_subject(std::string_view subject_id) override;
  Result<registry::SubjectKey> add_subject(std::string_view subject_id) override;
  Result<bool> add_subject_line(const registry::SubjectLine& line) override;
  Result<bool> subject_line_on(registry::SubjectKey subject, Date on,
                               const registry::Visitor<registry::SubjectLine>& visit) override;

  Result<registry::RecordKey> find_record(std::string_view class_id,
                                          std::string_view record_id) override;
  Result<registry::AddedRecord> add_record(std::string_view class_id, std::string_view record_id,
                                           const registry::RecordVersion& first) override;
  Result<bool> add_version(const registry::RecordVersion& version) override;
  Result<bool> latest_version(registry::RecordKey record,
                              const registry::Visitor<registry::RecordVersion>& visit) override;
  Result<bool> add_status(const registry::StatusLine& line) override;
  Result<bool> statuses_of(registry::RecordKey record,
                           const registry::Visitor<registry::StatusLine>& visit) override;

  Result<bool> add_merge(const registry::MergeLine& line) override;
  Result<bool> add_zone(const registry::ZoneLine& line) override;
  Result<std::vector<registry::ZoneLine>> zones() override;
  Result<bool> add_membership(const registry::MembershipLine& line) override;

  Result<bool> each_subject_line(
      const registry::Reading& reading,
      const registry::Visitor<registry::SubjectLineRead>& visit) override;
  Result<bool> each_version(const registry::Reading& reading,
                            const registry::Visitor<registry::RecordVersionRead>& visit) override;
  Result<bool> each_status(const registry::Reading& reading,
                           const registry::Visitor<registry::StatusLineRead>& visit) override;
  Result<bool> each_merge(const registry::Reading& reading,
                          const registry::Visitor<registry::MergeLineRead>& visit) override;
  Result<bool> each_membership(const registry::Reading& reading,
                               const registry::Visitor<registry::MembershipRead>& visit) override;
  Result<std::vector<registry::SubjectKey>> merged_with(registry::SubjectKey subject) override;
  Result<std::vector<registry::SubjectKey>> members_of(std::string_view zone_id, Date on,
                                                       Instant known_at) override;
  Result<std::string> subject_id_of(registry::SubjectKey subject) override;

  Result<bool> add_name(const registry::NameLine& line) override;
  Result<std::uint64_t> count_names_with(std::string_view gram) override;
  Result<bool> each_name_with(
      std::span<const std::string> grams, std::size_t limit,
      const std::function<void(const registry::NameCandidate&)>& visit) override;
  Result<registry::NameRead> read_name(registry::NameKey key) override;
  Result<bool> each_subject_with_prefix(
      std::string_view prefix, std::size_t limit,
      const std::function<void(const registry::NameRead&)>& visit) override;

  Result<Counts> counts() override;

 private:
  Connection& connection_;
  BatchTimes& times_;
  Dictionary classes_;
  Dictionary kinds_;
  Dictionary zones_;
  NameIndex names_;
  std::unique_ptr<RegistryAdding> adding_;
  std::unique_ptr<RegistryFinding> finding_;
  std::unique_ptr<RegistryReading> reading_;
};

}  // namespace sanqu::storage::sqlite
