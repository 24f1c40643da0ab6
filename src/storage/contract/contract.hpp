// SPDX-License-Identifier: Apache-2.0
// What any store must keep: every promise in the comments of acts/store.hpp and the rooms' ports as a case. Each store's test
// program calls these functions from its test cases, with a function that makes a new empty store of its kind, whose
// begin_write waits for another writer for at most a second.
#pragma once

#include <functional>
#include <memory>

#include "acts/store.hpp"

namespace sanqu::storage::contract {

using MakeStore = std::function<std::unique_ptr<acts::Store>()>;

void subjects_are_kept(const MakeStore& make);
void records_are_kept(const MakeStore& make);
void moved_records_are_read_with_both(const MakeStore& make);
void merges_and_zones_are_kept(const MakeStore& make);
void lines_belong_to_their_batch(const MakeStore& make);
void what_was_known_never_changes(const MakeStore& make);
void batches_are_kept(const MakeStore& make);
void quarantine_is_kept(const MakeStore& make);
void results_are_kept(const MakeStore& make);
void standards_are_kept(const MakeStore& make);
void accounts_are_kept(const MakeStore& make);
void articles_are_kept(const MakeStore& make);
void jobs_are_kept(const MakeStore& make);
void submissions_are_kept(const MakeStore& make);
void transactions_are_whole_or_absent(const MakeStore& make);
void readers_see_one_state(const MakeStore& make);
void many_lines_are_kept(const MakeStore& make);
void names_are_found(const MakeStore& make);

}  // namespace sanqu::storage::contract
