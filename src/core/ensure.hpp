// SPDX-License-Identifier: Apache-2.0
// Bugs, and only bugs: what `ensure` states can be false only if this program is wrong. Always on.
// `cli` turns a BugFound into exit code 70 and a report; refused input is a Result, never an ensure.
#pragma once

#include <stdexcept>
#include <string>

namespace sanqu {

/// Thrown by `ensure`; caught once, at the door of the program.
class BugFound : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void bug_found(const char* statement, const char* file, int line);

}  // namespace sanqu

#define ensure(statement)                                 \
  do {                                                    \
    if (!(statement)) [[unlikely]]                        \
      ::sanqu::bug_found(#statement, __FILE__, __LINE__); \
  } while (false)
