// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/migrations.hpp"

#include <array>

#include "storage/sqlite/sqlite_store.hpp"

namespace sanqu::storage::sqlite {

namespace {

constexpr std::array k_migrations = {
    Migration{"batches", schema_of_batches},     Migration{"registry", schema_of_registry},
    Migration{"results", schema_of_results},     Migration{"standards", schema_of_standards},
    Migration{"names", schema_of_names},         Migration{"mending", schema_of_mending},
    Migration{"proposals", schema_of_proposals}, Migration{"access", schema_of_access},
    Migration{"portal", schema_of_portal},       Migration{"jobs", schema_of_jobs},
};

}  // namespace

std::span<const Migration> migrations() { return k_migrations; }

std::int64_t newest_version() { return static_cast<std::int64_t>(k_migrations.size()); }

Result<bool> migrate(Connection& connection, std::int64_t version) {
  std::int64_t at = TRY(connection.number("PRAGMA user_version"));
  while (at < version) {
    const Migration& step = migrations()[static_cast<std::size_t>(at)];
    TRY(connection.begin_write());
    // Another program may have been here first.
    if (TRY(connection.number("PRAGMA user_version")) == at) {
      TRY(connection.execute(step.sql()));
      TRY(connection.execute("PRAGMA application_id = " + std::to_string(k_application_id) +
                             "; PRAGMA user_version = " + std::to_string(at + 1)));
    }
    TRY(connection.commit());
    at = TRY(connection.number("PRAGMA user_version"));
  }
  return true;
}

std::string never_deletes(const std::string& table) {
  return "CREATE TRIGGER " + table + "_is_never_deleted BEFORE DELETE ON " + table +
         " BEGIN SELECT RAISE(ABORT, 'history is never deleted: " + table + "'); END;\n";
}

std::string never_changes(const std::string& table) {
  return "CREATE TRIGGER " + table + "_is_never_changed BEFORE UPDATE ON " + table +
         " BEGIN SELECT RAISE(ABORT, 'history is never overwritten: " + table + "'); END;\n" +
         never_deletes(table);
}

}  // namespace sanqu::storage::sqlite
