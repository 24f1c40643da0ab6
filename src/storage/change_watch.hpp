// SPDX-License-Identifier: Apache-2.0
// Has the store changed? Asked before every answer that was kept from earlier, so it must cost next to nothing: a few
// microseconds, without a transaction.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "core/result.hpp"

namespace sanqu::storage {

class ChangeWatch {
 public:
  virtual ~ChangeWatch() = default;
  /// A number that is another one after every commit by anybody, in this process or another. It means nothing to another
  /// watch. Read it before what is to be kept, never after. From any thread.
  virtual Result<std::int64_t> number() = 0;
};

/// Errors: those of open_store.
Result<std::unique_ptr<ChangeWatch>> watch_changes(std::string_view url);

}  // namespace sanqu::storage
