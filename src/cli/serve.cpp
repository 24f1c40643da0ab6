// SPDX-License-Identifier: Apache-2.0
// `sanqu serve`: the store behind HTTP, until a signal comes.
#include "cli/store_commands.hpp"

namespace sanqu::cli {

Result<Exit> serve_store(const ServeArguments& arguments, const Surroundings& around) {
  const auto calendar = read_calendar(around);
  const bool all_done = TRY(around.serve(arguments, around, calendar ? &*calendar : nullptr));
  return all_done ? Exit::done : Exit::refused;
}

}  // namespace sanqu::cli
