// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/sqlite_registry.hpp"

#include "storage/sqlite/registry_statements.hpp"

namespace sanqu::storage::sqlite {

SqliteRegistry::SqliteRegistry(Connection& connection, BatchTimes& times)
    : connection_(connection),
      times_(times),
      classes_(connection, "record_class", "class"),
      kinds_(connection, "subject_kind", "kind"),
      zones_(connection, "zone", "zone_id"),
      names_(connection),
      adding_(std::make_unique<RegistryAdding>(connection)),
      finding_(std::make_unique<RegistryFinding>(connection)),
      reading_(std::make_unique<RegistryReading>(connection)) {}

SqliteRegistry::~SqliteRegistry() = default;

void SqliteRegistry::begin() {
  classes_.forget();
  kinds_.forget();
  zones_.forget();
  adding_->next_version = 0;
  names_.begin();
}

Result<registry::RegistryStore::Counts> SqliteRegistry::counts() {
  Counts counts;
  const auto count = [&](const char* table, std::uint64_t& into) -> Result<bool> {
    into = static_cast<std::uint64_t>(
        TRY(connection_.number(std::string("SELECT count(*) FROM ") + table)));
    return true;
  };
  TRY(count("subject", counts.subjects));
  TRY(count("subject_line", counts.subject_lines));
  TRY(count("record_version WHERE number = 1", counts.records));
  TRY(count("record_version", counts.versions));
  TRY(count("record_status", counts.statuses));
  TRY(count("subject_merge", counts.merges));
  TRY(count("zone", counts.zones));
  TRY(count("zone_membership", counts.memberships));
  return counts;
}

}  // namespace sanqu::storage::sqlite
