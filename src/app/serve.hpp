// SPDX-License-Identifier: Apache-2.0
// The server put together: a store, the API over it, the log on standard error, and the due-list every day.
#pragma once

#include "cli/cli.hpp"
#include "cli/store_arguments.hpp"

namespace sanqu::app {

/// Errors: api.listen, api.local_operator_address.
Result<bool> serve(const acts::AccountTools& accounts, const cli::ServeArguments& arguments,
                   const Clock& clock, const WorkdayCalendar* calendar, cli::Output& out);

}  // namespace sanqu::app
