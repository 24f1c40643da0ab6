// SPDX-License-Identifier: Apache-2.0
// What a result code of SQLite means for the one who runs the store.
#pragma once

#include <string>

#include "core/error.hpp"

namespace sanqu::storage::sqlite {

/// What is known of a failure.
struct Failure {
  int code = 0;          // extended result code
  int system_error = 0;  // errno of the operating system, where it had a part
  std::string words;     // the library's
};

/// `wait_ms`: how long another writer was waited for. A code that only a mistake in this program can give is a bug.
Error error_of(const Failure& failure, const std::string& path, int wait_ms);

}  // namespace sanqu::storage::sqlite
