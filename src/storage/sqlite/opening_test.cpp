// SPDX-License-Identifier: Apache-2.0
// What can stand where a store should: each has its own error, and nothing that is no store is touched.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/folder_for_test.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "storage/sqlite/store_for_test.hpp"
#include "storage/store_care.hpp"

using namespace sanqu;
using namespace sanqu::storage;
using namespace sanqu::storage::sqlite;

namespace {

const SmallImport k_import{.lines = 20, .content_bytes = 300};
const StoreOptions k_quick = {.wait_ms = 100, .writer_cache_kib = 1024, .reader_cache_kib = 1024};

std::string opening(const std::string& path) {
  return code_of(open_store("sqlite:" + path, k_quick));
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

void make_filled(const std::string& path) {
  const auto store = create_store("sqlite:" + path, k_quick);
  REQUIRE(store);
  REQUIRE(k_import.run(**store));
}

/// SQL on the raw file, as another program could do it.
void run_sql(const std::string& path, const std::string& sql) {
  ConnectionOptions options;
  options.is_wal = false;
  const auto connection = Connection::open(path, options);
  REQUIRE(connection);
  REQUIRE((*connection)->execute(sql));
}

/// What `act` says as somebody without rights (a test that runs as root has all of them).
std::string as_nobody(const std::function<std::string()>& act) {
  constexpr unsigned k_nobody = 65'534;
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    if (::getuid() == 0 && (::setgid(k_nobody) != 0 || ::setuid(k_nobody) != 0)) ::_exit(1);
    const std::string out = act();
    const ssize_t written = ::write(ends[1], out.data(), out.size());
    ::_exit(written == static_cast<ssize_t>(out.size()) ? 0 : 1);
  }
  ::close(ends[1]);
  std::string out(200, '\0');
  const ssize_t got = ::read(ends[0], out.data(), out.size());
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(status == 0);
  out.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return out;
}

}  // namespace

TEST_CASE("what is no store is said to be none, and stays as it was") {
  const FolderForTest folder;
  const std::string path = folder.path("store.db");
  CHECK(code_of(open_store("store.db")) == "storage.url");
  CHECK(code_of(open_store("sqlite:")) == "storage.url");
  CHECK(code_of(create_store("postgresql://localhost")) == "storage.url");
  CHECK(opening(path) == "storage.missing");
  CHECK(opening(folder.path("no/folder/store.db")) == "storage.missing");
  CHECK(opening(folder.path()) == "storage.foreign");
  for (const std::string bytes : {"", "SQLite format 3", "code,name\n1,三区\n"}) {
    write(path, bytes);
    CHECK(opening(path) == "storage.foreign");
    CHECK(code_of(create_store("sqlite:" + path)) == "storage.exists");
    CHECK(code_of(migrate_store("sqlite:" + path)) == "storage.foreign");
    CHECK(bytes_of(path) == bytes);
  }
  CHECK(!std::filesystem::exists(path + "-wal"));
  CHECK(code_of(create_store("sqlite:" + folder.path("no/folder/store.db"))) ==
        "storage.no_folder");
}

TEST_CASE("another program's database is foreign") {
  const FolderForTest folder;
  const std::string path = folder.path("other.db");
  make_filled(path);
  run_sql(path, "PRAGMA application_id = 0; PRAGMA user_version = 3");
  const std::string before = bytes_of(path);
  CHECK(opening(path) == "storage.foreign");
  CHECK(code_of(check_store("sqlite:" + path)) == "storage.foreign");
  CHECK(code_of(migrate_store("sqlite:" + path)) == "storage.foreign");
  CHECK(code_of(backup_store("sqlite:" + path, folder.path("copy.db"))) == "storage.foreign");
  CHECK(code_of(restore_store(path, "sqlite:" + folder.path("copy.db"))) == "storage.foreign");
  CHECK(!std::filesystem::exists(folder.path("copy.db")));
  CHECK(bytes_of(path) == before);
}

TEST_CASE("newer and older forms") {
  const FolderForTest folder;
  const std::string path = folder.path("store.db");
  make_filled(path);
  run_sql(path, "PRAGMA user_version = " + std::to_string(newest_version() + 1));
  CHECK(opening(path) == "storage.newer");
  CHECK(code_of(migrate_store("sqlite:" + path)) == "storage.newer");
  for (std::int64_t version = 1; version < newest_version(); ++version) {
    CAPTURE(version);
    const std::string old = folder.path("old" + std::to_string(version) + ".db");
    REQUIRE(create_file(old, version));
    CHECK(opening(old) == "storage.older");
    CHECK(code_of(check_store("sqlite:" + old)) == "storage.older");
    // An older backup can be taken and put back, and is migrated then.
    const std::string back = folder.path("back" + std::to_string(version) + ".db");
    REQUIRE(restore_store(old, "sqlite:" + back));
    const auto migrated = migrate_store("sqlite:" + back);
    REQUIRE(migrated);
    CHECK(migrated->from_version == version);
    CHECK(migrated->to_version == newest_version());
    CHECK(opening(back) == "done");
    CHECK(check_store("sqlite:" + back)->empty());
  }
  const auto again = migrate_store("sqlite:" + folder.path("back1.db"));
  REQUIRE(again);
  CHECK(again->from_version == again->to_version);
}

TEST_CASE("a migrated store has the schema of a new one") {
  const FolderForTest folder;
  const std::string old = folder.path("old.db");
  const std::string fresh = folder.path("fresh.db");
  REQUIRE(create_file(old, 1));
  REQUIRE(migrate_store("sqlite:" + old));
  REQUIRE(create_file(fresh, newest_version()));
  const auto schema = [](const std::string& path) {
    const auto connection = Connection::open(path, {});
    return *(*connection)
                ->text(
                    "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema"
                    " ORDER BY type, name)");
  };
  CHECK(schema(old) == schema(fresh));
}

TEST_CASE("a file that was cut or written over is damaged") {
  const FolderForTest folder;
  const std::string path = folder.path("store.db");
  make_filled(path);
  const std::string whole = bytes_of(path);
  CHECK(check_store("sqlite:" + path)->empty());
  write(path, whole.substr(0, whole.size() / 2));
  CHECK(opening(path) == "storage.damaged");
  write(path, whole.substr(0, whole.size() - 1));
  CHECK(opening(path) == "storage.damaged");
  // Every page written over in turn: never a crash, and found, unless it was an empty page's unused bytes.
  constexpr std::size_t k_page = 4096;
  int found = 0;
  for (std::size_t at = 0; at < whole.size(); at += k_page) {
    CAPTURE(at);
    std::string torn = whole;
    for (std::size_t i = at + 100; i < at + k_page; i += 3)
      torn[i] = static_cast<char>(torn[i] ^ 0x5a);
    write(path, torn);
    const auto findings = check_store("sqlite:" + path);
    const auto restored = restore_store(path, "sqlite:" + folder.path("copy.db"));
    const auto store = open_store("sqlite:" + path, k_quick);
    if (findings && findings->empty()) {
      CHECK(restored);
      REQUIRE(store);
      CHECK(whole_batches(**store, k_import.lines) == 1);
      std::filesystem::remove(folder.path("copy.db"));
      continue;
    }
    ++found;
    const std::string code = findings ? code_of(*findings) : code_of(findings.error());
    CHECK((code == "storage.damaged" || code == "storage.inconsistent"));
    CHECK(code_of(restored) == code);
    CHECK(!std::filesystem::exists(folder.path("copy.db")));
    if (store) {
      const auto reading = (*store)->begin_read();
      if (reading) {
        const auto read = (*reading)->registry().each_version({}, [](const auto&) {});
        if (!read) CHECK(code_of(read) == "storage.damaged");
      }
    }
  }
  CHECK(found >= 20);
}

TEST_CASE("any path is a path") {
  const FolderForTest folder;
  for (const char* name : {"三区 库.db", "a=b c.db", "x?mode=memory", "100%.db", "#1.db", "it's.db",
                           "\"q\".db", "a&b;c.db", "back\\slash.db"}) {
    CAPTURE(name);
    const std::string path = folder.path(name);
    make_filled(path);
    CHECK(std::filesystem::exists(path));
    CHECK(opening(path) == "done");
    CHECK(check_store("sqlite:" + path)->empty());
  }
}

TEST_CASE("without the right to write") {
  const FolderForTest folder;
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
  const std::string path = folder.path("store.db");
  make_filled(path);
  const std::string url = "sqlite:" + path;
  const auto read_all = [&]() -> std::string {
    const auto store = open_store(url, k_quick);
    if (!store) return code_of(store);
    return std::to_string(whole_batches(**store, k_import.lines));
  };
  const auto write_one = [&]() -> std::string {
    const auto store = open_store(url, k_quick);
    return store ? code_of(k_import.run(**store)) : code_of(store);
  };
  SUBCASE("neither folder nor file") {
    CHECK(as_nobody(read_all) == "storage.read_only");
    CHECK(as_nobody(write_one) == "storage.read_only");
    CHECK(as_nobody([&] { return code_of(create_store("sqlite:" + folder.path("new.db"))); }) ==
          "storage.read_only");
    CHECK(as_nobody([&] { return code_of(backup_store(url, folder.path("new.db"))); }) ==
          "storage.read_only");
  }
  SUBCASE("the folder, not the file: it can be read") {
    std::filesystem::permissions(folder.path(), std::filesystem::perms(0777));
    CHECK(as_nobody(read_all) == "1");
    CHECK(as_nobody(write_one) == "storage.read_only");
  }
  SUBCASE("not even to read") {
    std::filesystem::permissions(path, std::filesystem::perms(0600));
    CHECK(as_nobody(read_all) == "storage.read_only");
  }
  SUBCASE("a copy on a medium that can't be written is restored") {
    const FolderForTest other;
    std::filesystem::permissions(other.path(), std::filesystem::perms(0777));
    CHECK(as_nobody([&] {
            return code_of(restore_store(path, "sqlite:" + other.path("store.db")));
          }) == "done");
  }
}
