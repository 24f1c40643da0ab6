// SPDX-License-Identifier: Apache-2.0
#include "storage/store_care.hpp"

#include "storage/sqlite/file_care.hpp"
#include "storage/sqlite/migrations.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "storage/store_url.hpp"

namespace sanqu::storage {

Result<Errors> check_store(std::string_view url, const CheckOptions& options) {
  return sqlite::check_file(TRY(path_of_url(url)), options);
}

Result<bool> backup_store(std::string_view url, const std::string& to_path) {
  return sqlite::backup_file(TRY(path_of_url(url)), to_path);
}

Result<bool> restore_store(const std::string& from_path, std::string_view url) {
  return sqlite::restore_file(from_path, TRY(path_of_url(url)));
}

Result<Migrated> migrate_store(std::string_view url) {
  const std::string path = TRY(path_of_url(url));
  Migrated out;
  out.from_version = TRY(sqlite::version_of_file(path));
  out.to_version = sqlite::newest_version();
  if (out.from_version < out.to_version) {
    const auto connection = TRY(sqlite::Connection::open(path, {}));
    TRY(sqlite::migrate(*connection, out.to_version));
  }
  return out;
}

}  // namespace sanqu::storage
