// SPDX-License-Identifier: Apache-2.0
// A folder of its own for a test, gone with all that is in it at the end; in memory where the system has such a place, since
// these tests flush thousands of times.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/ensure.hpp"

namespace sanqu::storage::sqlite {

class FolderForTest {
 public:
  FolderForTest() {
    const std::string memory = "/dev/shm";
    const bool has_memory = std::getenv("TMPDIR") == nullptr && ::access(memory.c_str(), W_OK) == 0;
    std::string name = (has_memory ? memory : std::filesystem::temp_directory_path().string()) +
                       "/sanqu_store_XXXXXX";
    ensure(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  FolderForTest(const FolderForTest&) = delete;
  FolderForTest& operator=(const FolderForTest&) = delete;
  ~FolderForTest() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }

  const std::string& path() const { return path_; }
  std::string path(std::string_view name) const { return path_ + "/" + std::string(name); }

 private:
  std::string path_;
};

}  // namespace sanqu::storage::sqlite
