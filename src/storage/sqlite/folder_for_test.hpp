// SPDX-License-Identifier: Apache-2.0
// A folder of its own for a test, gone with all that is in it at the end.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/ensure.hpp"

namespace sanqu::storage::sqlite {

class FolderForTest {
 public:
  FolderForTest() {
    std::string name = (std::filesystem::temp_directory_path() / "sanqu_store_XXXXXX").string();
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
