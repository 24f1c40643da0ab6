// SPDX-License-Identifier: Apache-2.0
// Waiting for files to change, for `standard check --watch`.
#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"

namespace sanqu::cli {

/// Watches the folders of files, so that an editor that writes a new file and renames it is noticed too.
class WatchFiles {
 public:
  WatchFiles();
  ~WatchFiles();
  WatchFiles(const WatchFiles&) = delete;
  WatchFiles& operator=(const WatchFiles&) = delete;

  /// Watches these from now on. Error: cli.cannot_watch, with the folder.
  Result<bool> watch(const std::vector<std::string>& files);
  /// The first of the files that changes; what changes along with it in the next moment is taken together.
  Result<std::string> wait();

 private:
  struct Watched {
    int descriptor = -1;
    std::string folder;
    std::string name;
    std::string path;
  };
  int notify_ = -1;
  std::vector<Watched> watched_;
};

}  // namespace sanqu::cli
