// SPDX-License-Identifier: Apache-2.0
#include "storage/change_watch.hpp"

#include <mutex>

#include "storage/sqlite/statement.hpp"
#include "storage/store_url.hpp"

namespace sanqu::storage {

namespace {

/// SQLite's own mark, on a connection that never writes: it changes when any other connection has committed.
class SqliteWatch final : public ChangeWatch {
 public:
  explicit SqliteWatch(std::unique_ptr<sqlite::Connection> connection)
      : connection_(std::move(connection)), ask_(*connection_, "PRAGMA data_version") {
    ask_.gives(mark_);
  }

  Result<std::int64_t> number() override {
    const std::lock_guard guard(lock_);
    TRY(connection_->guarded([this]() -> Result<bool> { return ask_.run(); }));
    return mark_;
  }

 private:
  std::mutex lock_;
  std::unique_ptr<sqlite::Connection> connection_;
  std::int64_t mark_ = 0;
  sqlite::Statement ask_;
};

}  // namespace

Result<std::unique_ptr<ChangeWatch>> watch_changes(std::string_view url) {
  sqlite::ConnectionOptions options;
  options.is_reader = true;
  options.cache_kib = 64;
  const std::string path = TRY(path_of_url(url));
  auto connection = TRY(sqlite::Connection::open(path, options));
  return std::unique_ptr<ChangeWatch>(std::make_unique<SqliteWatch>(std::move(connection)));
}

}  // namespace sanqu::storage
