// SPDX-License-Identifier: Apache-2.0
// Every single change to the disk fails once, with a write error and with a full disk, for a moment and for good: afterwards
// the store opens, is whole, and what was under way is there or not there at all.
#include <doctest/doctest.h>

#include "storage/sqlite/failing_disk_for_test.hpp"
#include "storage/sqlite/folder_for_test.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "storage/sqlite/store_for_test.hpp"
#include "storage/store_care.hpp"

using namespace sanqu;
using namespace sanqu::storage;
using namespace sanqu::storage::sqlite;

namespace {

constexpr std::int64_t k_changes_max = 5'000;
const StoreOptions k_small = {.wait_ms = 100, .writer_cache_kib = 64, .reader_cache_kib = 64};

bool is_whole(const std::string& path) {
  const auto findings = check_store("sqlite:" + path);
  if (!findings) MESSAGE(findings.error().front().render(Lang::en));
  if (findings && !findings->empty()) MESSAGE(findings->front().render(Lang::en));
  return findings && findings->empty();
}

void copy_of(const std::string& from, const std::string& to) {
  for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(to + ending);
  std::filesystem::copy_file(from, to);
}

/// Does `act` with the n-th change failing, for each n until it passes without. `look` sees what is left.
template <typename Act, typename Look>
std::int64_t each_failure(const Act& act, const Look& look) {
  std::int64_t changes = 0;
  for (const int code : {SQLITE_IOERR_WRITE, SQLITE_FULL}) {
    for (const bool is_lasting : {false, true}) {
      for (std::int64_t n = 1; n < k_changes_max; ++n) {
        CAPTURE(code);
        CAPTURE(is_lasting);
        CAPTURE(n);
        const std::string outcome = act([&] { FailingDisk::fail(n, code, is_lasting); });
        const bool has_failed = FailingDisk::has_failed();
        FailingDisk::work();
        look(outcome);
        if (!has_failed) {
          CHECK(outcome == "done");
          changes = n - 1;
          break;
        }
        if (outcome != "done") {
          CHECK(outcome == (code == SQLITE_FULL ? "storage.full" : "storage.io"));
        }
      }
    }
  }
  return changes;
}

}  // namespace

TEST_CASE("an import on a failing disk is there whole or not at all") {
  FailingDisk::install();
  FailingDisk::work();
  const FolderForTest folder;
  const std::string clean = folder.path("clean.db");
  const std::string path = folder.path("store.db");
  const SmallImport import{.lines = 60, .content_bytes = 700};
  {
    REQUIRE(import.run(**create_store("sqlite:" + clean, k_small)));
  }
  int kept = 0;
  int undone = 0;
  const std::int64_t changes = each_failure(
      [&](const auto& arm) {
        copy_of(clean, path);
        const auto store = open_store("sqlite:" + path, k_small);
        REQUIRE(store);
        arm();
        return code_of(import.run(**store));
      },
      [&](const std::string& outcome) {
        REQUIRE(is_whole(path));
        const auto store = open_store("sqlite:" + path, k_small);
        REQUIRE(store);
        const std::int64_t batches = whole_batches(**store, import.lines);
        if (outcome == "done") CHECK(batches == 2);
        // An error may come after the last byte was written; then the batch may be there, whole.
        REQUIRE((batches == 1 || batches == 2));
        ++(batches == 2 ? kept : undone);
        CHECK(import.run(**store));  // and the store works on
        CHECK(whole_batches(**store, import.lines) == batches + 1);
      });
  CHECK(changes > 40);
  CHECK(undone > 100);
  CHECK(kept > 0);
  MESSAGE(changes << " changes to the disk; undone " << undone << " times, kept " << kept);
}

TEST_CASE("within one store, what follows a failing import does not build on it") {
  FailingDisk::install();
  FailingDisk::work();
  const FolderForTest folder;
  const std::string path = folder.path("store.db");
  const auto store = create_store("sqlite:" + path, k_small);
  REQUIRE(store);
  const SmallImport import{.lines = 60, .content_bytes = 700};
  std::int64_t batches = 0;
  for (std::int64_t n = 1; n < 150; n += 3) {
    CAPTURE(n);
    FailingDisk::fail(n, n % 2 == 0 ? SQLITE_FULL : SQLITE_IOERR_WRITE, n % 4 < 2);
    const auto failing = import.run(**store);
    FailingDisk::work();
    const std::int64_t now = whole_batches(**store, import.lines);
    REQUIRE((now == batches || now == batches + 1));
    if (failing) CHECK(now == batches + 1);
    REQUIRE(import.run(**store));
    batches = now + 1;
    REQUIRE(whole_batches(**store, import.lines) == batches);
  }
  CHECK(is_whole(path));
}

TEST_CASE("a store that can't be made leaves nothing behind") {
  FailingDisk::install();
  FailingDisk::work();
  const FolderForTest folder;
  const std::string path = folder.path("store.db");
  each_failure(
      [&](const auto& arm) {
        arm();
        return code_of(create_store("sqlite:" + path, k_small));
      },
      [&](const std::string& outcome) {
        CHECK(std::filesystem::exists(path) == (outcome == "done"));
        if (outcome == "done") CHECK(is_whole(path));
        for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
          std::filesystem::remove(entry.path());
        }
      });
}

TEST_CASE("a migration on a failing disk takes each step whole or not at all") {
  FailingDisk::install();
  FailingDisk::work();
  const FolderForTest folder;
  const std::string old = folder.path("old.db");
  const std::string path = folder.path("store.db");
  REQUIRE(create_file(old, 1));
  each_failure(
      [&](const auto& arm) {
        copy_of(old, path);
        arm();
        return code_of(migrate_store("sqlite:" + path));
      },
      [&](const std::string& outcome) {
        const auto version = version_of_file(path);
        REQUIRE(version);
        if (outcome == "done") CHECK(*version == newest_version());
        REQUIRE(migrate_store("sqlite:" + path));
        CHECK(is_whole(path));
      });
}

TEST_CASE("a backup on a failing disk has no name until it is whole") {
  FailingDisk::install();
  FailingDisk::work();
  const FolderForTest folder;
  const std::string path = folder.path("store.db");
  const std::string copy = folder.path("copy.db");
  const SmallImport import{.lines = 20, .content_bytes = 700};
  {
    REQUIRE(import.run(**create_store("sqlite:" + path, k_small)));
  }
  each_failure(
      [&](const auto& arm) {
        arm();
        return code_of(backup_store("sqlite:" + path, copy));
      },
      [&](const std::string& outcome) {
        CHECK(std::filesystem::exists(copy) == (outcome == "done"));
        if (outcome == "done") CHECK(is_whole(copy));
        std::filesystem::remove(copy);
        CHECK(is_whole(path));
      });
}
