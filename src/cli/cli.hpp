// SPDX-License-Identifier: Apache-2.0
// The cli room: the command line `sanqu`, one file a command. Owns: words -> structs, exit codes, output formats,
// help in two languages. Never: computes a result, reads the clock, knows the system's streams; all are handed in.
// Start at `run`; arguments.hpp is what the words become, file_mode.cpp is the main command as a list of steps.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "acts/store_door.hpp"
#include "cli/output.hpp"
#include "cli/secret_input.hpp"
#include "core/clock.hpp"
#include "core/random.hpp"
#include "core/result.hpp"
#include "core/workday_calendar.hpp"

namespace sanqu::cli {

inline constexpr std::string_view k_version = "0.1.0";

/// What the process ends with; the numbers are a contract with scripts.
enum class Exit : int {
  done = 0,
  refused = 1,      // done, but some input was refused or some check failed
  wrong_words = 2,  // usage on standard error
  unusable = 3,     // the input can't be used at all; nothing changed
  no_store = 4,  // the store is missing, locked, older or newer than this program; nothing changed
  bug = 70,
  reader_gone = 141,  // the reader of standard output went away, as a shell reports SIGPIPE
};

struct ServeArguments;
struct Surroundings;

/// The server, handed in by `app`: this room does not know it. Serves until a signal comes; false: the grace period was over
/// before all requests were done. With `prints_config` it says what it would do instead.
using Serve = std::function<Result<bool>(
    const ServeArguments& arguments, const Surroundings& around, const WorkdayCalendar* calendar)>;

/// What a command needs of the world.
struct Surroundings {
  const Clock& clock;
  RandomSource& random;
  SecretInput& secrets;
  Output& out;
  Output& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  Lang lang = Lang::en;
  std::string program_folder;  // where the program's file lies; empty: not known
  acts::StoreDoor stores;
  Serve serve;
};

/// `words` without the program's name. Everything that can go wrong has been said on `err` when it returns;
/// only BugFound passes through.
Exit run(const std::vector<std::string>& words, const Surroundings& surroundings);

/// zh where the locale's name (`LC_ALL`, else `LANG`) begins with it.
Lang lang_of_locale(std::string_view lc_all, std::string_view lang);

}  // namespace sanqu::cli
