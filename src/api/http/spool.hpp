// SPDX-License-Identifier: Apache-2.0
// A streamed body on its way: written to a file as it arrives, read from a path afterwards. The store's write lock is taken
// only when all of it is there, so a slow sender holds up nobody, and one who goes away leaves nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace sanqu::api::http {

class Spool {
 public:
  /// An empty file without a name on the disk of `folder`; gone with its last holder, or with the process. Error: api.spool.
  static Result<std::shared_ptr<Spool>> create(const std::string& folder);
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;
  ~Spool();

  /// Error: api.spool (the disk is full).
  Result<bool> append(std::string_view bytes);
  /// Opens the file from its beginning, in this process only.
  const std::string& path() const { return path_; }
  std::uint64_t bytes() const { return bytes_; }

 private:
  Spool(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  int descriptor_;
  std::string path_;
  std::uint64_t bytes_ = 0;
};

}  // namespace sanqu::api::http
