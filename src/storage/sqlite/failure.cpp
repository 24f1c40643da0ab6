// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/failure.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/ensure.hpp"
#include "storage/errors.hpp"

namespace sanqu::storage::sqlite {

namespace {

/// The operating system's word, where it says more than the library's.
std::string words_of(const Failure& failure) {
  if (failure.system_error == 0) return failure.words;
  return failure.words + " (" + std::strerror(failure.system_error) + ")";
}

const ErrorCode* code_of(const Failure& failure) {
  switch (failure.system_error) {
    case ENOSPC:
    case EDQUOT: return &errors::k_full;
    case EROFS:
    case EACCES:
    case EPERM: return &errors::k_read_only;
    default: break;
  }
  switch (failure.code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return &errors::k_locked;
    case SQLITE_FULL: return &errors::k_full;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return &errors::k_read_only;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return &errors::k_damaged;
    case SQLITE_CONSTRAINT: return &errors::k_refused;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG:
    case SQLITE_INTERRUPT:
    case SQLITE_NOLFS: return &errors::k_io;
    default: return nullptr;
  }
}

/// On a file system that only lets read, SQLite says of the log beside the store that it is not there.
bool is_read_only_place(const Failure& failure, const std::string& path) {
  if ((failure.code & 0xff) != SQLITE_CANTOPEN) return false;
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  return ::access(folder.c_str(), W_OK) != 0;
}

}  // namespace

Error error_of(const Failure& failure, const std::string& path, int wait_ms) {
  const ErrorCode* code = code_of(failure);
  if (code == &errors::k_io && is_read_only_place(failure, path)) code = &errors::k_read_only;
  if (code == nullptr) {  // a statement of ours that this schema does not know
    bug_found((failure.words + " [" + path + "]").c_str(), __FILE__, __LINE__);
  }
  if (code == &errors::k_locked) {
    return make_error(*code, {}, {path, std::to_string(wait_ms / 1000)});
  }
  return make_error(*code, {}, {path, words_of(failure)});
}

}  // namespace sanqu::storage::sqlite
