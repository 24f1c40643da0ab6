// SPDX-License-Identifier: Apache-2.0
// The embedded store keeps what any store must keep.
#include <doctest/doctest.h>

#include "storage/contract/contract.hpp"
#include "storage/sqlite/folder_for_test.hpp"
#include "storage/storage.hpp"

using namespace sanqu;
using namespace sanqu::storage;

namespace {

std::unique_ptr<acts::Store> make() {
  static const sqlite::FolderForTest folder;
  static int number = 0;
  auto store = create_store("sqlite:" + folder.path("contract" + std::to_string(number++) + ".db"),
                            {.wait_ms = 300, .writer_cache_kib = 4096, .reader_cache_kib = 1024});
  if (!store) FAIL(store.error().front().render(Lang::en));
  return std::move(*store);
}

}  // namespace

TEST_CASE("contract: subjects") { contract::subjects_are_kept(make); }
TEST_CASE("contract: records") { contract::records_are_kept(make); }
TEST_CASE("contract: moved records") { contract::moved_records_are_read_with_both(make); }
TEST_CASE("contract: merges and zones") { contract::merges_and_zones_are_kept(make); }
TEST_CASE("contract: lines and batches") { contract::lines_belong_to_their_batch(make); }
TEST_CASE("contract: what was known") { contract::what_was_known_never_changes(make); }
TEST_CASE("contract: batches") { contract::batches_are_kept(make); }
TEST_CASE("contract: quarantine") { contract::quarantine_is_kept(make); }
TEST_CASE("contract: results") { contract::results_are_kept(make); }
TEST_CASE("contract: standards") { contract::standards_are_kept(make); }
TEST_CASE("contract: accounts") { contract::accounts_are_kept(make); }
TEST_CASE("contract: articles") { contract::articles_are_kept(make); }
TEST_CASE("contract: jobs") { contract::jobs_are_kept(make); }
TEST_CASE("contract: submissions") { contract::submissions_are_kept(make); }
TEST_CASE("contract: transactions") { contract::transactions_are_whole_or_absent(make); }
TEST_CASE("contract: readers") { contract::readers_see_one_state(make); }
TEST_CASE("contract: names") { contract::names_are_found(make); }
TEST_CASE("contract: many lines") { contract::many_lines_are_kept(make); }
