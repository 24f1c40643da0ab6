// SPDX-License-Identifier: Apache-2.0
// The division of the office whose store this is: what the operator says, else the smallest one that all zones lie in.
#pragma once

#include <string>

#include "acts/store.hpp"
#include "cli/store_arguments.hpp"

namespace sanqu::app {

/// Empty where there is nothing to go by. Error: api.division.
Result<std::string> division_of(acts::Store& store, const cli::ServeArguments& arguments);

}  // namespace sanqu::app
