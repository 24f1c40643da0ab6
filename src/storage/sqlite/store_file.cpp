// SPDX-License-Identifier: Apache-2.0
// The file before it is a store: made whole or not at all, and looked at before it is trusted.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "storage/errors.hpp"
#include "storage/sqlite/failure.hpp"
#include "storage/sqlite/file_steps.hpp"
#include "storage/sqlite/migrations.hpp"
#include "storage/sqlite/sqlite_store.hpp"

namespace sanqu::storage::sqlite {

namespace {

constexpr std::size_t k_head_bytes = 100;
constexpr std::string_view k_magic("SQLite format 3\0", 16);

std::uint32_t number_at(const std::array<char, k_head_bytes>& head, std::size_t at, int bytes) {
  std::uint32_t out = 0;
  for (int i = 0; i < bytes; ++i) {
    out = out << 8 | static_cast<unsigned char>(head[at + static_cast<std::size_t>(i)]);
  }
  return out;
}

bool has_log(const std::string& path) {
  std::error_code error;
  const auto bytes = std::filesystem::file_size(path + "-wal", error);
  return !error && bytes > 0;
}

}  // namespace

Result<bool> look_at_head(const std::string& path) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return refuse(errors::k_missing, {}, {path});
    return refuse(file_error(path, errno));
  }
  if (!S_ISREG(status.st_mode)) return refuse(errors::k_foreign, {}, {path});
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return refuse(file_error(path, errno));
  std::array<char, k_head_bytes> head = {};
  const ssize_t got = ::read(file, head.data(), head.size());
  const int error = errno;
  ::close(file);
  if (got < 0) return refuse(file_error(path, error));
  if (got != static_cast<ssize_t>(k_head_bytes) ||
      std::string_view(head.data(), k_magic.size()) != k_magic) {
    return refuse(errors::k_foreign, {}, {path});
  }
  // A file that was cut. With a log beside it the file may rightly be shorter than its head says.
  const std::uint32_t page_field = number_at(head, 16, 2);
  const std::uint64_t page_bytes = page_field == 1 ? 65536 : page_field;
  const std::uint64_t pages = number_at(head, 28, 4);
  const bool is_counted = number_at(head, 24, 4) == number_at(head, 92, 4);
  if (is_counted && !has_log(path) &&
      static_cast<std::uint64_t>(status.st_size) < pages * page_bytes) {
    return refuse(errors::k_damaged, {},
                  {path, std::to_string(status.st_size) + " of " +
                             std::to_string(pages * page_bytes) + " bytes"});
  }
  return true;
}

Result<std::int64_t> version_of_file(const std::string& path) {
  TRY(look_at_head(path));
  ConnectionOptions options;
  options.is_wal = false;
  const auto connection = TRY(Connection::open(path, options));
  if (TRY(connection->number("PRAGMA application_id")) != k_application_id) {
    return refuse(errors::k_foreign, {}, {path});
  }
  const std::int64_t version = TRY(connection->number("PRAGMA user_version"));
  if (version > newest_version()) {
    return refuse(errors::k_newer, {},
                  {path, std::to_string(version), std::to_string(newest_version())});
  }
  return version;
}

Result<bool> create_file(const std::string& path, std::int64_t version) {
  const NewFile file = TRY(NewFile::beside(path));
  {
    ConnectionOptions options;
    options.is_wal = false;
    const auto connection = TRY(Connection::open(file.path(), options));
    TRY(connection->execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"));
    TRY(migrate(*connection, version));
    TRY(connection->text("PRAGMA journal_mode = WAL"));
  }
  return file.put_in_place();
}

}  // namespace sanqu::storage::sqlite
