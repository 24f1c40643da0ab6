// SPDX-License-Identifier: Apache-2.0
// Everything that the command line itself can say; what is wrong inside files is said by the rooms that read them.
#pragma once

#include "core/error.hpp"

namespace sanqu::cli::errors {

// The words are wrong: exit 2.
extern const ErrorCode k_command_missing, k_command_unknown, k_option_unknown, k_option_missing;
extern const ErrorCode k_option_value, k_option_form, k_option_empty, k_standard_input_twice,
    k_class_unknown;
extern const ErrorCode k_catalogue_not_named, k_topic_unknown, k_does_not_rank, k_store_and_files;

// The input can't be used: exit 3.
extern const ErrorCode k_file_unreadable, k_output_failed, k_no_secret, k_secrets_differ;
extern const ErrorCode k_no_standards;

// Said, and the command goes on.
extern const ErrorCode k_subject_not_found, k_not_effective, k_no_cases, k_cannot_watch;

}  // namespace sanqu::cli::errors
