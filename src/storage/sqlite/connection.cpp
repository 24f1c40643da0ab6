// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/connection.hpp"

#include <filesystem>

#include "core/ensure.hpp"
#include "storage/errors.hpp"
#include "storage/sqlite/failure.hpp"

namespace sanqu::storage::sqlite {

namespace {

/// A write-ahead log that an import blew up shrinks to this after it.
constexpr const char* k_journal_size_limit = "67108864";
/// Pages of the log after which a commit carries them over into the file.
constexpr const char* k_autocheckpoint_pages = "4000";

/// `file:` lets any path through SOCI's own splitting at blanks and `=`; `mode=rw`: never create.
std::string connect_words(const std::string& path) {
  return "dbname=" + file_address(std::filesystem::absolute(path).string()) + "?mode=rw";
}

}  // namespace

std::string file_address(const std::string& path) {
  constexpr std::string_view k_plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-._~";
  constexpr std::string_view k_hex = "0123456789ABCDEF";
  std::string out = "file:";
  for (const char c : path) {
    if (k_plain.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += k_hex[byte >> 4];
    out += k_hex[byte & 15];
  }
  return out;
}

Connection::Connection(const std::string& path, const ConnectionOptions& options)
    : path_(path), options_(options), session_(soci::sqlite3, connect_words(path)) {}

Connection::~Connection() { rollback(); }

sqlite_api::sqlite3* Connection::native() {
  return static_cast<soci::sqlite3_session_backend*>(session_.get_backend())->conn_;
}

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path,
                                                     const ConnectionOptions& options) {
  std::unique_ptr<Connection> out;
  try {
    out.reset(new Connection(path, options));
  } catch (const soci::sqlite3_soci_error& error) {
    return refuse(error_of({error.result(), errno, error.what()}, path, options.wait_ms));
  }
  sqlite_api::sqlite3* native = out->native();
  sqlite_api::sqlite3_extended_result_codes(native, 1);
  sqlite_api::sqlite3_busy_timeout(native, options.wait_ms);
  TRY(
      out->execute("PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;"
                   "PRAGMA temp_store = MEMORY;"
                   "PRAGMA cache_size = -" +
                   std::to_string(options.cache_kib)));
  if (options.is_wal) {
    TRY(out->execute(std::string("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;") +
                     "PRAGMA journal_size_limit = " + k_journal_size_limit +
                     "; PRAGMA wal_autocheckpoint = " + k_autocheckpoint_pages));
  }
  if (options.is_reader) TRY(out->execute("PRAGMA query_only = ON"));
  return out;
}

Error Connection::failure_of(const soci::soci_error& error) {
  const auto* from_sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
  Failure failure;
  failure.code = from_sqlite != nullptr ? from_sqlite->result() : 0;
  const int last = sqlite_api::sqlite3_extended_errcode(native());
  if ((last & 0xff) == (failure.code & 0xff)) failure.code = last;
  const bool is_system = (failure.code & 0xff) == SQLITE_IOERR ||
                         (failure.code & 0xff) == SQLITE_CANTOPEN ||
                         (failure.code & 0xff) == SQLITE_FULL;
  failure.system_error = is_system ? sqlite_api::sqlite3_system_errno(native()) : 0;
  // The library's words quote values of lines; those stay out of messages and logs, where they don't belong.
  failure.words = sqlite_api::sqlite3_errmsg(native());
  return error_of(failure, path_, options_.wait_ms);
}

std::unexpected<Errors> Connection::refused(std::string why) const {
  return refuse(errors::k_refused, {}, {path_, std::move(why)});
}

void Connection::reset_statements() {
  // A statement that was left in the middle of its rows would hold the snapshot.
  for (auto* statement = sqlite_api::sqlite3_next_stmt(native(), nullptr); statement != nullptr;
       statement = sqlite_api::sqlite3_next_stmt(native(), statement)) {
    sqlite_api::sqlite3_reset(statement);
  }
}

Result<bool> Connection::begin_write() {
  ensure(!options_.is_reader);
  return begin("BEGIN IMMEDIATE");
}

Result<bool> Connection::begin_read() {
  // BEGIN alone takes no snapshot: the first reading does.
  return begin("BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1");
}

Result<bool> Connection::begin(const char* sql) {
  rollback();
  failure_.clear();
  TRY(execute(sql));
  is_in_transaction_ = true;
  return true;
}

Result<bool> Connection::commit() {
  if (failure_.empty()) reset_statements();
  auto done = execute("COMMIT");
  is_in_transaction_ = false;
  if (!done) rollback();
  return done;
}

void Connection::rollback() {
  reset_statements();
  if (sqlite_api::sqlite3_get_autocommit(native()) == 0) {
    sqlite_api::sqlite3_exec(native(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  is_in_transaction_ = false;
}

void Connection::release_memory_above(int bytes) {
  int used = 0;
  int most = 0;
  sqlite_api::sqlite3_db_status(native(), SQLITE_DBSTATUS_CACHE_USED, &used, &most, 0);
  if (used > bytes) sqlite_api::sqlite3_db_release_memory(native());
}

Result<bool> Connection::execute(const std::string& sql) {
  return guarded([&]() -> Result<bool> {
    const int code = sqlite_api::sqlite3_exec(native(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
      throw soci::sqlite3_soci_error(sqlite_api::sqlite3_errmsg(native()), code);
    }
    return true;
  });
}

Result<std::int64_t> Connection::number(const std::string& sql) {
  return guarded([&]() -> Result<std::int64_t> {
    long long out = 0;
    session_ << sql, soci::into(out);
    return out;
  });
}

Result<std::string> Connection::text(const std::string& sql) {
  return guarded([&]() -> Result<std::string> {
    std::string out;
    session_ << sql, soci::into(out);
    return out;
  });
}

}  // namespace sanqu::storage::sqlite
