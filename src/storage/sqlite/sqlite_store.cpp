// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/sqlite_store.hpp"

#include <unistd.h>

#include <algorithm>
#include <mutex>
#include <vector>

#include "storage/errors.hpp"
#include "storage/sqlite/migrations.hpp"
#include "storage/sqlite/sqlite_access.hpp"
#include "storage/sqlite/sqlite_batches.hpp"
#include "storage/sqlite/sqlite_jobs.hpp"
#include "storage/sqlite/sqlite_portal.hpp"
#include "storage/sqlite/sqlite_registry.hpp"
#include "storage/sqlite/sqlite_results.hpp"
#include "storage/sqlite/sqlite_standards.hpp"

namespace sanqu::storage::sqlite {

namespace {

constexpr int k_idle_cache_bytes = 64 << 20;

int writer_cache_kib(const StoreOptions& options) {
  if (options.writer_cache_kib != 0) return options.writer_cache_kib;
  constexpr std::int64_t k_most_kib = 1 << 20;
  constexpr std::int64_t k_least_kib = 16 << 10;
  const std::int64_t all_kib = ::sysconf(_SC_PHYS_PAGES) * (::sysconf(_SC_PAGESIZE) / 1024);
  return static_cast<int>(std::clamp(all_kib / 4, k_least_kib, k_most_kib));
}

/// A connection with all ports on it.
struct Session {
  explicit Session(std::unique_ptr<Connection> opened)
      : connection(std::move(opened)),
        times(*connection),
        registry(*connection, times),
        batches(*connection, times),
        results(*connection),
        standards(*connection),
        access(*connection),
        portal(*connection),
        jobs(*connection),
        submissions(*connection) {}

  void begin() {
    times.forget();
    registry.begin();
    results.begin();
  }

  std::unique_ptr<Connection> connection;
  BatchTimes times;
  SqliteRegistry registry;
  SqliteBatches batches;
  SqliteResults results;
  SqliteStandards standards;
  SqliteAccess access;
  SqlitePortal portal;
  SqliteJobs jobs;
  SqliteSubmissions submissions;
};

/// Sessions that nobody uses at the moment. Transactions hold it too, so they may outlive the store.
class Pool {
 public:
  Pool(std::string path, ConnectionOptions options)
      : path_(std::move(path)), options_(std::move(options)) {}

  Result<std::unique_ptr<Session>> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto session = std::move(idle_.back());
        idle_.pop_back();
        return session;
      }
    }
    return std::make_unique<Session>(TRY(Connection::open(path_, options_)));
  }

  void give_back(std::unique_ptr<Session> session) {
    constexpr std::size_t k_idle_max = 8;
    session->connection->release_memory_above(k_idle_cache_bytes);
    const std::lock_guard lock(mutex_);
    if (idle_.size() < k_idle_max) idle_.push_back(std::move(session));
  }

 private:
  std::string path_;
  ConnectionOptions options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Session>> idle_;
};

class SqliteTransaction final : public acts::Transaction {
 public:
  SqliteTransaction(std::shared_ptr<Pool> pool, std::unique_ptr<Session> session)
      : pool_(std::move(pool)), session_(std::move(session)) {}
  SqliteTransaction(const SqliteTransaction&) = delete;
  SqliteTransaction& operator=(const SqliteTransaction&) = delete;
  ~SqliteTransaction() override {
    session_->connection->rollback();
    pool_->give_back(std::move(session_));
  }

  registry::RegistryStore& registry() override { return session_->registry; }
  intake::BatchStore& batches() override { return session_->batches; }
  evaluation::ResultStore& results() override { return session_->results; }
  standards::StandardStore& standards() override { return session_->standards; }
  access::AccessStore& access() override { return session_->access; }
  portal::PortalStore& portal() override { return session_->portal; }
  acts::JobStore& jobs() override { return session_->jobs; }
  acts::SubmissionStore& submissions() override { return session_->submissions; }
  Result<bool> commit() override {
    if (auto settled = session_->registry.settle(); !settled) {
      session_->connection->rollback();
      return settled;
    }
    return session_->connection->commit();
  }

 private:
  std::shared_ptr<Pool> pool_;
  std::unique_ptr<Session> session_;
};

class SqliteStore final : public acts::Store {
 public:
  SqliteStore(const std::string& path, std::string name, const StoreOptions& options)
      : name_(std::move(name)),
        writers_(std::make_shared<Pool>(
            path, ConnectionOptions{options.wait_ms, writer_cache_kib(options), false, true})),
        readers_(std::make_shared<Pool>(
            path, ConnectionOptions{options.wait_ms, options.reader_cache_kib, true, true})) {}

  Result<std::unique_ptr<acts::Transaction>> begin_write() override {
    return begin(writers_, &Connection::begin_write);
  }
  Result<std::unique_ptr<acts::Transaction>> begin_read() override {
    return begin(readers_, &Connection::begin_read);
  }
  const std::string& name() const override { return name_; }

 private:
  static Result<std::unique_ptr<acts::Transaction>> begin(const std::shared_ptr<Pool>& pool,
                                                          Result<bool> (Connection::*begin_it)()) {
    auto session = TRY(pool->take());
    TRY((session->connection.get()->*begin_it)());
    session->begin();
    return std::make_unique<SqliteTransaction>(pool, std::move(session));
  }

  std::string name_;
  std::shared_ptr<Pool> writers_;
  std::shared_ptr<Pool> readers_;
};

}  // namespace

std::unique_ptr<acts::Store> store_in(const std::string& path, const std::string& name,
                                      const StoreOptions& options) {
  return std::make_unique<SqliteStore>(path, name, options);
}

Result<std::unique_ptr<acts::Store>> open_file(const std::string& path, const std::string& name,
                                               const StoreOptions& options) {
  const std::int64_t version = TRY(version_of_file(path));
  if (version < newest_version()) {
    return refuse(errors::k_older, {},
                  {path, std::to_string(version), std::to_string(newest_version())});
  }
  return store_in(path, name, options);
}

}  // namespace sanqu::storage::sqlite
