// SPDX-License-Identifier: Apache-2.0
// What a newcomer needs in the invented city besides its data: a few articles on the portal, and an account at every desk. Only
// `sanqu demo` makes them, in a store that it has just made itself; a real store gets its accounts one by one.
#pragma once

#include <string>

#include "cli/cli.hpp"
#include "cli/store_arguments.hpp"

namespace sanqu::cli {

/// `subject`: whose desk the organisation's account gets; empty: none. The accounts' passwords are random and said once.
Result<bool> furnish_demo(const DemoArguments& arguments, const std::string& subject,
                          const Surroundings& around);

}  // namespace sanqu::cli
