// SPDX-License-Identifier: Apache-2.0
// A new file that is there whole or not at all: written under a name of its own beside its place, flushed, then linked into
// place, which fails where something is there already. A crash leaves at most the file with the other name.
#pragma once

#include <string>

#include "core/result.hpp"

namespace sanqu::storage::sqlite {

/// storage.read_only, full, missing or io, by the operating system's error.
Error file_error(const std::string& path, int system_error);

class NewFile {
 public:
  /// An empty file beside `path`. Errors: storage.exists, those of the folder.
  static Result<NewFile> beside(const std::string& path);
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile();

  /// Where it is being written.
  const std::string& path() const { return own_path_; }
  Result<bool> put_in_place() const;

 private:
  NewFile(std::string path, std::string own_path)
      : path_(std::move(path)), own_path_(std::move(own_path)) {}

  std::string path_;
  std::string own_path_;
};

}  // namespace sanqu::storage::sqlite
