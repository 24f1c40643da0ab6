// SPDX-License-Identifier: Apache-2.0
// One connection to the file, through SOCI, and one transaction on it at a time. Every exception of the database library
// ends here, in `guarded`, as one of storage/errors.hpp; after the first error a transaction refuses everything, because
// the database may have undone it on its own and the next line would stand alone.
#pragma once

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "core/ensure.hpp"
#include "core/result.hpp"

namespace sanqu::storage::sqlite {

struct ConnectionOptions {
  int wait_ms = 10'000;
  int cache_kib = 32 * 1024;
  bool is_reader = false;  // refuses to change anything
  bool is_wal = true;      // false: a file under construction, of no use to anybody else
};

class Connection {
 public:
  /// The file must exist. `path` may hold any bytes.
  static Result<std::unique_ptr<Connection>> open(const std::string& path,
                                                  const ConnectionOptions& options);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  const std::string& path() const { return path_; }
  soci::session& session() { return session_; }
  sqlite_api::sqlite3* native();

  /// Waits for another writer, then holds the write lock until commit or rollback.
  Result<bool> begin_write();
  /// What is read from now on is the store as it is now.
  Result<bool> begin_read();
  /// Durable when it returns.
  Result<bool> commit();
  /// Undoes whatever is open; does nothing if nothing is.
  void rollback();

  /// Gives the cache of pages back, where it holds more than this.
  void release_memory_above(int bytes);

  /// One or more statements without values and rows.
  Result<bool> execute(const std::string& sql);
  /// The first column of the first row.
  Result<std::int64_t> number(const std::string& sql);
  Result<std::string> text(const std::string& sql);

  /// Does `work`, which gives a Result, as a part of the transaction that is open.
  template <typename F>
  auto within(F&& work) -> decltype(work()) {
    ensure(is_in_transaction_ || !failure_.empty());  // nothing may follow a commit
    return guarded(std::forward<F>(work));
  }

  /// The same without a transaction.
  template <typename F>
  auto guarded(F&& work) -> decltype(work()) {
    if (!failure_.empty()) return refuse_all(failure_);
    try {
      auto result = work();
      if (!result) failure_ = result.error();
      return result;
    } catch (const soci::soci_error& error) {
      failure_ = {failure_of(error)};
      return refuse_all(failure_);
    }
  }

  /// The store's own rules say no.
  std::unexpected<Errors> refused(std::string why) const;

 private:
  Connection(const std::string& path, const ConnectionOptions& options);
  Error failure_of(const soci::soci_error& error);
  Result<bool> begin(const char* sql);
  void reset_statements();

  std::string path_;
  ConnectionOptions options_;
  soci::session session_;
  Errors failure_;  // of the transaction; a new one begins without
  bool is_in_transaction_ = false;
};

/// `file:` address of a path, any byte that could be misread written as %xx.
std::string file_address(const std::string& path);

}  // namespace sanqu::storage::sqlite
