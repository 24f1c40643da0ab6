// SPDX-License-Identifier: Apache-2.0
// Passwords come from a terminal without echo, or as a line of standard input; never from the command line.
#pragma once

#include <string_view>

#include "access/secret.hpp"
#include "cli/output.hpp"

namespace sanqu::cli {

class SecretInput {
 public:
  /// Does not own the descriptor.
  SecretInput(int descriptor, bool is_terminal, Output& err)
      : descriptor_(descriptor), is_terminal_(is_terminal), err_(err) {}

  bool is_terminal() const { return is_terminal_; }
  /// The next line without its end. `prompt` is shown on a terminal only. Errors: cli.no_secret (nothing there),
  /// cli.file_unreadable.
  Result<access::Secret> read(std::string_view prompt);

 private:
  int descriptor_;
  bool is_terminal_;
  Output& err_;
};

}  // namespace sanqu::cli
