// SPDX-License-Identifier: Apache-2.0
// The help of the commands that work on a store, and of the studies. Only for help_text.cpp.
#pragma once

#include <span>
#include <string_view>

namespace sanqu::cli {

struct HelpTopic {
  std::string_view name;
  std::string_view zh;
  std::string_view en;
};

std::span<const HelpTopic> intake_help_topics();  // what comes in, and standards into a store
std::span<const HelpTopic> store_help_topics();
std::span<const HelpTopic> study_help_topics();  // help_study.cpp
std::span<const HelpTopic> account_help_topics();
std::span<const HelpTopic> article_help_topics();

}  // namespace sanqu::cli
