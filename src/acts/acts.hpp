// SPDX-License-Identifier: Apache-2.0
// The acts room: every change of weight, each in one transaction, the same for every door (command line, API). Owns: what
// follows from what - a line that is accepted re-evaluates its subject before anybody can see it. Never: a rule of the
// domain (those are in the rooms), a store's language, a way around a room for reads.
// Start at import_file.hpp (a department's file) and reevaluate.hpp (ratings that stay right); store.hpp is what they stand on.
#pragma once

#include "core/error.hpp"

namespace sanqu::acts::errors {

// The store lacks what the act needs.
extern const ErrorCode k_no_catalogue, k_no_standard, k_catalogue_lost, k_time_not_later;
// The request is wrong.
extern const ErrorCode k_version_exists, k_class_unknown, k_not_quarantined, k_mended_unreadable,
    k_nothing_kept, k_field_unknown, k_map_form;
// Two people for a publication.
extern const ErrorCode k_no_name, k_no_proposal, k_no_reason, k_same_person, k_catalogue_changed;

// Jobs.
extern const ErrorCode k_stopped, k_jobs_full, k_job_dies;

}  // namespace sanqu::acts::errors
