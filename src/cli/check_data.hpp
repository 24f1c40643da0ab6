// SPDX-License-Identifier: Apache-2.0
// `sanqu standard check` over data: what only the lines that departments really send can show. Nothing is written.
#pragma once

#include "cli/cli.hpp"
#include "cli/commands.hpp"

namespace sanqu::cli {

struct DataFindings {
  Errors warnings;
  std::size_t subjects = 0;
  std::size_t rated = 0;
  std::uint64_t refused = 0;  // lines
};

/// Rates everybody of the store or the files. Warned of: an indicator that gives nobody points (or, there for its value
/// alone, a value), and subjects that meet an error of the standard on the way.
Result<DataFindings> check_on_data(const StandardCheckArguments& arguments,
                                   const Surroundings& around);

}  // namespace sanqu::cli
