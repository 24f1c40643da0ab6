// SPDX-License-Identifier: Apache-2.0
// The store on one SQLite file: connections that are lent to transactions and kept for the next ones. Any number of readers,
// each with the state that was there when it began (the write-ahead log keeps it); one writer, whoever begins first.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "acts/store.hpp"
#include "storage/storage.hpp"

namespace sanqu::storage::sqlite {

/// The schema version of a store that has taken all migrations.
std::int64_t newest_version();

/// A new file of a schema version, made beside `path` and put there whole.
Result<bool> create_file(const std::string& path, std::int64_t version);

/// What the first bytes give away, before the library is asked (it waits, locks and makes files beside it): storage.missing,
/// foreign, damaged (cut).
Result<bool> look_at_head(const std::string& path);

/// Is this a store, and of which version? Errors: storage.missing, foreign, newer, damaged, io, read_only.
Result<std::int64_t> version_of_file(const std::string& path);

/// The store in a file that create_file has just made of the newest version.
std::unique_ptr<acts::Store> store_in(const std::string& path, const std::string& name,
                                      const StoreOptions& options);

/// The store in a file of the newest version. Error besides those of version_of_file: storage.older.
Result<std::unique_ptr<acts::Store>> open_file(const std::string& path, const std::string& name,
                                               const StoreOptions& options);

}  // namespace sanqu::storage::sqlite
