// SPDX-License-Identifier: Apache-2.0
// The schema as numbered steps. The file's `user_version` says how many of them it has taken; each is one transaction.
// A step that was released is never changed: the next one mends it. A new one: its file migration_NAME.cpp, its name
// below, its place in migrations.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "storage/sqlite/connection.hpp"

namespace sanqu::storage::sqlite {

/// `PRAGMA application_id`: SQST.
inline constexpr std::int64_t k_application_id = 0x53515354;

struct Migration {
  const char* name;
  std::string (*sql)();
};

std::string schema_of_batches();
std::string schema_of_registry();
std::string schema_of_results();
std::string schema_of_standards();
std::string schema_of_names();
std::string schema_of_mending();
std::string schema_of_proposals();
std::string schema_of_access();
std::string schema_of_portal();
std::string schema_of_jobs();

std::span<const Migration> migrations();

/// Takes the steps after `user_version` up to `version`.
Result<bool> migrate(Connection& connection, std::int64_t version);

/// Triggers that refuse every UPDATE and DELETE of a table.
std::string never_changes(const std::string& table);
/// A trigger that refuses every DELETE of a table.
std::string never_deletes(const std::string& table);

}  // namespace sanqu::storage::sqlite
