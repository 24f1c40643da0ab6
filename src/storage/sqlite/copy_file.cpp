// SPDX-License-Identifier: Apache-2.0
// Copies of a store, while others write (the library's backup) and back from a copy that lies still.
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "storage/errors.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/failure.hpp"
#include "storage/sqlite/file_care.hpp"
#include "storage/sqlite/file_steps.hpp"
#include "storage/sqlite/sqlite_store.hpp"

namespace sanqu::storage::sqlite {

namespace {

/// All pages in one step: the source's snapshot holds them still while others write.
Result<bool> copy_pages(Connection& from, Connection& to) {
  sqlite_api::sqlite3_backup* backup =
      sqlite_api::sqlite3_backup_init(to.native(), "main", from.native(), "main");
  int code = SQLITE_OK;
  if (backup != nullptr) {
    code = sqlite_api::sqlite3_backup_step(backup, -1);
    const int finished = sqlite_api::sqlite3_backup_finish(backup);
    if (finished != SQLITE_OK) code = finished;
  } else {
    code = sqlite_api::sqlite3_extended_errcode(to.native());
  }
  if (code == SQLITE_DONE || code == SQLITE_OK) return true;
  // Which side failed is not said; a full disk or a folder without permission can only be the copy's.
  const bool is_source = (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_BUSY;
  return refuse(error_of({code, 0, sqlite_api::sqlite3_errstr(code)},
                         is_source ? from.path() : to.path(), 0));
}

Result<bool> copy_live(const std::string& path, const std::string& to) {
  ConnectionOptions reading;
  reading.is_reader = true;
  const auto from = TRY(Connection::open(path, reading));
  TRY(from->begin_read());
  ConnectionOptions making;
  making.is_wal = false;
  const auto copy = TRY(Connection::open(to, making));
  TRY(copy->execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"));
  return copy_pages(*from, *copy);
}

/// The bytes of a file that nobody has open for writing.
Result<bool> copy_still(const std::string& path, const std::string& to) {
  const int in = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (in < 0) return refuse(file_error(path, errno));
  const int out = ::open(to.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC);
  if (out < 0) {
    const int error = errno;
    ::close(in);
    return refuse(file_error(to, error));
  }
  constexpr std::size_t k_piece_bytes = 1 << 26;
  ssize_t moved = 1;
  while (moved > 0) moved = ::sendfile(out, in, nullptr, k_piece_bytes);
  const int error = errno;
  ::close(in);
  if (::close(out) != 0 || moved < 0) return refuse(file_error(to, moved < 0 ? error : errno));
  return true;
}

Result<bool> put_in_place_if_whole(const NewFile& file) {
  Errors findings = TRY(check_file_of_any_version(file.path(), {}));
  if (!findings.empty()) return refuse_all(std::move(findings));
  return file.put_in_place();
}

bool is_live(const std::string& path) {
  std::error_code error;
  return std::filesystem::file_size(path + "-wal", error) > 0 && !error;
}

}  // namespace

Result<bool> backup_file(const std::string& path, const std::string& to) {
  TRY(version_of_file(path));
  const NewFile file = TRY(NewFile::beside(to));
  TRY(copy_live(path, file.path()));
  return put_in_place_if_whole(file);
}

Result<bool> restore_file(const std::string& from, const std::string& path) {
  TRY(look_at_head(from));
  const NewFile file = TRY(NewFile::beside(path));
  TRY(is_live(from) ? copy_live(from, file.path()) : copy_still(from, file.path()));
  return put_in_place_if_whole(file);
}

}  // namespace sanqu::storage::sqlite
