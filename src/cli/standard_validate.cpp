// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"
namespace sanqu::cli {
Result<Exit> validate_standard(const ValidateArguments&, const Surroundings&) { return Exit::done; }
}  // namespace sanqu::cli
