// SPDX-License-Identifier: Apache-2.0
// Everything that can go wrong with a store, each with what to do about it. Whatever the database library says becomes one
// of these; its own words are in the argument.
#pragma once

#include "core/error.hpp"

namespace sanqu::storage::errors {

// The file is not what it should be.
extern const ErrorCode k_url, k_missing, k_no_folder, k_exists, k_foreign, k_newer, k_older;
extern const ErrorCode k_damaged;
// The surroundings don't allow it. Nothing changed; the same can be tried again.
extern const ErrorCode k_locked, k_full, k_read_only, k_io;
// The store's own rules don't allow it: history stays as it is, every line has a source, no natural persons.
extern const ErrorCode k_refused;
// What `check` finds.
extern const ErrorCode k_dangling, k_inconsistent;

}  // namespace sanqu::storage::errors
