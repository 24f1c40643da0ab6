// SPDX-License-Identifier: Apache-2.0
// The server put together: its configuration, a store, the API over it, the log on standard error, and the due-list every day.
#pragma once

#include "app/configuration.hpp"
#include "cli/cli.hpp"
#include "cli/store_arguments.hpp"

namespace sanqu::app {

/// Errors: of the configuration and the store, api.listen, api.local_operator_address.
Result<bool> serve(const cli::ServeArguments& arguments, const cli::Surroundings& around,
                   const WorkdayCalendar* calendar, const Environment& environment);

}  // namespace sanqu::app
