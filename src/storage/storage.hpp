// SPDX-License-Identifier: Apache-2.0
// The storage room: the stores behind acts/store.hpp and the rooms' ports. Owns: how facts lie on disk, transactions that
// are whole or absent after any crash, snapshots for readers, the schema and its migrations, the store's care. Never: a rule
// of the domain; what a line means is decided before it comes here. Only `app` includes this room.
// Start here; sqlite/ is the embedded store (docs/decisions/0005-embedded-store.md), contract/ is what any store must keep,
// store_care.hpp is check, backup, restore, migrate.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "acts/store.hpp"
#include "core/result.hpp"

namespace sanqu::storage {

struct StoreOptions {
  /// How long begin_write waits for another writer before it says storage.locked.
  int wait_ms = 10'000;
  /// Memory for pages of the file. An import touches its indexes all over: when they don't fit in here any more, each line
  /// costs reads and writes. 0: a quarter of the machine's, at most 1 GiB; a writer that rests keeps 64 MiB at most.
  int writer_cache_kib = 0;
  int reader_cache_kib = 64 * 1024;
};

/// A new empty store at `sqlite:PATH`. Refuses a file that exists; a crash leaves no half-made one.
Result<std::unique_ptr<acts::Store>> create_store(std::string_view url,
                                                  const StoreOptions& options = {});

/// The store at `sqlite:PATH`. Errors: storage.missing, foreign, older, newer, damaged, read_only, io.
Result<std::unique_ptr<acts::Store>> open_store(std::string_view url,
                                                const StoreOptions& options = {});

/// A store that this process has open already, once more with other options. `open_store` would look at the file first, and to
/// close a file of one's own takes away all locks that this process holds on it (POSIX): another program would then believe
/// itself alone, and remove the log from which this one reads. Error: storage.url.
Result<std::unique_ptr<acts::Store>> open_again(std::string_view url, const StoreOptions& options);

}  // namespace sanqu::storage
