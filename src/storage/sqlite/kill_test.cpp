// SPDX-License-Identifier: Apache-2.0
// Power off, as far as a test can: a process that writes batches is killed at moments that only it could know. What it was
// told is durable is there, every batch is whole, and the next process works on.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>

#include "storage/sqlite/folder_for_test.hpp"
#include "storage/sqlite/store_for_test.hpp"
#include "storage/store_care.hpp"

using namespace sanqu;
using namespace sanqu::storage;
using namespace sanqu::storage::sqlite;

namespace {

constexpr int k_lines = 30;

/// A process that imports for ever and tells each line ('.') and each commit ('C') through a pipe.
class Writer {
 public:
  explicit Writer(const std::string& url, std::size_t content_bytes) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    child_ = ::fork();
    REQUIRE(child_ >= 0);
    if (child_ == 0) {
      ::close(ends[0]);
      write_for_ever(url, content_bytes, ends[1]);
    }
    ::close(ends[1]);
    from_ = ends[0];
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() {
    if (child_ > 0) kill();
    ::close(from_);
  }

  /// Reads so many of its messages.
  void listen(std::size_t messages) {
    for (std::size_t i = 0; i < messages; ++i) {
      char message = 0;
      REQUIRE(::read(from_, &message, 1) == 1);
      note(message);
    }
  }

  void kill() {
    ::kill(child_, SIGKILL);
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = 0;
    CHECK(WIFSIGNALED(status));
    char message = 0;
    while (::read(from_, &message, 1) == 1) note(message);
  }

  std::int64_t commits() const { return commits_; }

 private:
  [[noreturn]] static void write_for_ever(const std::string& url, std::size_t content_bytes,
                                          int to) {
    const auto tell = [to](char message) {
      if (::write(to, &message, 1) != 1) ::_exit(1);
    };
    SmallImport import{.lines = k_lines, .content_bytes = content_bytes};
    import.on_line = [&] { tell('.'); };
    const auto store = open_store(url, {.wait_ms = 10'000, .writer_cache_kib = 64});
    while (store && import.run(**store)) tell('C');
    ::_exit(2);
  }

  void note(char message) {
    if (message == 'C') ++commits_;
  }

  pid_t child_ = 0;
  int from_ = -1;
  std::int64_t commits_ = 0;
};

}  // namespace

TEST_CASE("a writer killed at twenty moments loses nothing that it was told is kept") {
  const FolderForTest folder;
  const std::string url = "sqlite:" + folder.path("store.db");
  {
    REQUIRE(create_store(url));
  }
  std::mt19937 random(20'260'302);
  std::int64_t batches = 0;
  int open_at_the_end = 0;
  for (int round = 0; round < 20; ++round) {
    const std::size_t moment = random() % 1'500;
    CAPTURE(round);
    CAPTURE(moment);
    // Large lines in some rounds, so that the log is carried over into the file while it is killed.
    Writer writer(url, round % 3 == 0 ? 20'000 : 300);
    writer.listen(moment);
    writer.kill();
    const auto findings = check_store(url);
    REQUIRE(findings);
    REQUIRE(findings->empty());
    const auto store = open_store(url);
    REQUIRE(store);
    const std::int64_t now = whole_batches(**store, k_lines);
    // One more than told: killed between the commit and telling of it.
    REQUIRE((now == batches + writer.commits() || now == batches + writer.commits() + 1));
    open_at_the_end += now == batches + writer.commits() ? 1 : 0;
    batches = now;
    REQUIRE((SmallImport{.lines = k_lines}).run(**store));
    ++batches;
    REQUIRE(whole_batches(**store, k_lines) == batches);
  }
  CHECK(batches > 40);
  CHECK(open_at_the_end > 5);  // most were killed within a batch
}

TEST_CASE("a backup beside a process that writes is the store at one moment") {
  const FolderForTest folder;
  const std::string url = "sqlite:" + folder.path("store.db");
  {
    REQUIRE(create_store(url));
  }
  Writer writer(url, 2'000);
  writer.listen(200);
  std::int64_t last = 0;
  for (int i = 0; i < 8; ++i) {
    CAPTURE(i);
    const std::string copy = folder.path("copy" + std::to_string(i) + ".db");
    const std::int64_t before = writer.commits();
    const auto done = backup_store(url, copy);
    if (!done) FAIL(done.error().front().render(Lang::en));
    CHECK(!std::filesystem::exists(copy + "-wal"));
    writer.listen(100);
    CHECK(check_store("sqlite:" + copy)->empty());
    const auto store = open_store("sqlite:" + copy);
    REQUIRE(store);
    const std::int64_t batches = whole_batches(**store, k_lines);
    CHECK(batches >= before);
    CHECK(batches >= last);
    last = batches;
    CHECK(code_of(backup_store(url, copy)) == "storage.exists");
  }
  CHECK(check_store(url)->empty());  // and a check beside it too
  writer.kill();
  // Back from the copy, beside the store.
  const std::string back = "sqlite:" + folder.path("back.db");
  REQUIRE(restore_store(folder.path("copy7.db"), back));
  const auto store = open_store(back);
  REQUIRE(store);
  CHECK(whole_batches(**store, k_lines) == last);
  CHECK((SmallImport{.lines = k_lines}).run(**store));
  CHECK(code_of(restore_store(folder.path("copy7.db"), back)) == "storage.exists");
  // From a store that was killed and whose log still holds what the file does not.
  REQUIRE(restore_store(folder.path("store.db"), "sqlite:" + folder.path("killed.db")));
  CHECK(whole_batches(**open_store("sqlite:" + folder.path("killed.db")), k_lines) >= last);
}

TEST_CASE("a writer that is killed does not lock the store") {
  const FolderForTest folder;
  const std::string url = "sqlite:" + folder.path("store.db");
  {
    REQUIRE(create_store(url));
  }
  const auto store = open_store(url, {.wait_ms = 50});
  Writer writer(url, 300);
  writer.listen(k_lines / 2);
  writer.kill();
  CHECK((SmallImport{.lines = k_lines}).run(**store));
}
