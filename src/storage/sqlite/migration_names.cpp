// SPDX-License-Identifier: Apache-2.0
// Step 5: the index of names by their grams (name_index.hpp). It keeps no text and no place, only which names have a gram;
// its rowid is subject_name.id. Like the names it is only added to.
#include "storage/sqlite/migrations.hpp"

namespace sanqu::storage::sqlite {

namespace {

// `ascii` leaves every character beyond ASCII a part of its token, as it is.
constexpr const char* k_tables = R"sql(
CREATE VIRTUAL TABLE name_index USING fts5 (
  grams, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars '^_$'"
);
-- Few pieces to look into, for a little more work when names are added; 8 MiB of new names are gathered before they are written.
INSERT INTO name_index (name_index, rank) VALUES ('automerge', 2), ('hashsize', 8388608);
)sql";

}  // namespace

std::string schema_of_names() { return k_tables; }

}  // namespace sanqu::storage::sqlite
