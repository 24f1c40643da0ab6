// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/file_steps.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "storage/errors.hpp"

namespace sanqu::storage::sqlite {

namespace {

Result<bool> flush(const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) return refuse(file_error(path, errno));
  const bool is_flushed = ::fsync(file) == 0;
  const int error = errno;
  ::close(file);
  if (!is_flushed) return refuse(file_error(path, error));
  return true;
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace

Error file_error(const std::string& path, int system_error) {
  const std::string words = std::strerror(system_error);
  switch (system_error) {
    case EACCES:
    case EPERM:
    case EROFS: return make_error(errors::k_read_only, {}, {path, words});
    case ENOSPC:
    case EDQUOT: return make_error(errors::k_full, {}, {path, words});
    case ENOENT:
    case ENOTDIR: return make_error(errors::k_no_folder, {}, {path});
    case EEXIST: return make_error(errors::k_exists, {}, {path});
    default: return make_error(errors::k_io, {}, {path, words});
  }
}

Result<NewFile> NewFile::beside(const std::string& path) {
  if (std::error_code error; std::filesystem::exists(path, error) || error) {
    if (!error) return refuse(errors::k_exists, {}, {path});
    return refuse(file_error(path, error.value()));
  }
  std::string own_path = path + ".new-" + std::to_string(::getpid());
  ::unlink(own_path.c_str());  // of an earlier process with this number that crashed
  const int file = ::open(own_path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file < 0) return refuse(file_error(path, errno));
  ::close(file);
  return NewFile(path, std::move(own_path));
}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)), own_path_(std::move(other.own_path_)) {
  other.own_path_.clear();
}

NewFile::~NewFile() {
  if (own_path_.empty()) return;
  for (const char* ending : {"", "-wal", "-shm", "-journal"}) {
    ::unlink((own_path_ + ending).c_str());
  }
}

Result<bool> NewFile::put_in_place() const {
  if (auto done = flush(own_path_, O_RDWR); !done) return done;
  if (::link(own_path_.c_str(), path_.c_str()) != 0) return refuse(file_error(path_, errno));
  return flush(folder_of(path_), O_RDONLY | O_DIRECTORY);
}

}  // namespace sanqu::storage::sqlite
