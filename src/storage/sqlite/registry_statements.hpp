// SPDX-License-Identifier: Apache-2.0
// The statements of the registry's port, each with the variables that it takes and gives.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "catalogue/field_value.hpp"
#include "storage/sqlite/statement.hpp"

namespace sanqu::storage::sqlite {

std::string_view status_word(catalogue::RecordStatus status);
catalogue::RecordStatus status_of(std::string_view word);

/// Variables of a line of any table.
struct LineValues {
  std::int64_t id = 0;
  std::int64_t subject = 0;
  std::int64_t other = 0;  // what it points at besides: record, kind, zone, the subject merged into
  std::int64_t flag = 0;
  std::string first_on;
  std::string last_on;
  std::string content;
  std::int64_t batch = 0;
  std::int64_t line = 0;
};

struct RegistryAdding {
  explicit RegistryAdding(Connection& connection);
  /// Not taken until next_version is raised.
  std::int64_t id_of_next_version();

  LineValues in;
  std::string text;
  std::string region;
  std::int64_t class_key = 0;
  std::string record_id;
  std::int64_t next_version = 0;  // id of the next row of record_version; 0: not asked yet
  std::int64_t last_subject = -1;
  std::int64_t last_number = 0;
  std::int64_t moved_from = 0;

  Statement subject;
  Statement subject_line;
  Statement newest_version;
  Statement first_version;
  Statement place_of_version;  // class, name and number of a further version
  Statement further_version;
  Statement status;
  Statement merge;
  Statement zone_line;
  Statement membership;
};

struct RegistryFinding {
  explicit RegistryFinding(Connection& connection);

  std::string subject_id;
  std::string record_id;
  std::int64_t class_key = 0;
  std::int64_t zone = 0;
  std::int64_t key = 0;
  std::int64_t found = 0;
  std::int64_t known_batch = 0;
  std::string on;
  std::string region;
  LineValues out;

  Statement subject;
  Statement subject_id_of;
  Statement line_on;
  Statement record;
  Statement latest_version;
  Statement statuses;
  Statement zones;
  Statement merged;
  Statement members;
};

/// The same reading for all subjects, and for one at a time.
struct RegistryReading {
  explicit RegistryReading(Connection& connection);

  std::int64_t wanted = 0;
  std::int64_t known_batch = 0;
  LineValues out;
  std::int64_t class_key = 0;
  std::string record_id;
  std::string subject_id;
  std::string other_id;

  Statement all_subject_lines;
  Statement subject_lines;
  Statement all_subjects;
  Statement all_versions;
  Statement versions;
  Statement has_moved;
  Statement versions_with_moved;
  Statement all_statuses;
  Statement statuses;
  Statement all_merges;
  Statement merges;
  Statement all_memberships;
  Statement memberships;
};

}  // namespace sanqu::storage::sqlite
