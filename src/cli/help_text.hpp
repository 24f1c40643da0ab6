// SPDX-License-Identifier: Apache-2.0
// The help, written by hand in two languages. A test holds it against the options that arguments.cpp takes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace sanqu::cli {

/// Of a command (`evaluate`, `standard check`), or of all (empty). Empty where there is no such topic.
std::string_view help_text(std::string_view topic, Lang lang);

/// Every topic but the empty one.
std::vector<std::string> help_topics();

/// The commands one word below `topic`.
std::vector<std::string> commands_under(std::string_view topic);

/// The options that the topic's help names, `--as-of` and so on.
std::vector<std::string> options_of(std::string_view topic);

}  // namespace sanqu::cli
