// SPDX-License-Identifier: Apache-2.0
// The words of `standard diff`, `simulate` and `validate`, between CLI11 and study_arguments.hpp. Only for arguments.cpp.
#pragma once

#include "cli/store_words.hpp"

namespace sanqu::cli {

/// What CLI11 fills for these commands, as text.
struct StudyWords {
  std::string store;
  std::string as_of;
  std::string known_at;
  std::string outcome_known_at;
  std::string groupings;
  std::string minimum;
  std::string near;
  std::string months;
  std::string format;
  std::string threads;
  std::string sweep;
  std::vector<std::string> set;
  std::vector<std::string> standards;  // the words without an option
  StudyArguments study;
  ValidateArguments validate;
};

void add_studies(CLI::App& standard, const AddCommand& add, StudyWords& words);

/// True for `diff`, `simulate` and `validate`.
bool is_study(std::string_view verb);

/// The command that was chosen, typed and checked.
Result<Arguments> finish_study(std::string_view verb, StudyWords& words, Arguments out);

}  // namespace sanqu::cli
