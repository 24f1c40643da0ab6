// SPDX-License-Identifier: Apache-2.0
// Step 3: what was published. Results lie beside their predecessors; current_result is no history but an index over it: the
// newest result of each standard and subject, so that the due list and the figures need not look at the old ones. It can
// be made anew from `result` at any time (store check compares the two).
#include "storage/sqlite/migrations.hpp"

namespace sanqu::storage::sqlite {

namespace {

constexpr const char* k_tables = R"sql(
CREATE TABLE standard_name (             -- dictionary
  id INTEGER PRIMARY KEY,
  standard_id TEXT NOT NULL UNIQUE CHECK (standard_id <> '')
) STRICT;

-- The distribution that a run ranked in.
CREATE TABLE evaluation_run (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  standard INTEGER NOT NULL REFERENCES standard_name (id),
  version TEXT NOT NULL,
  as_of TEXT NOT NULL CHECK (length(as_of) = 10),
  known_at TEXT NOT NULL,
  distribution TEXT NOT NULL CHECK (json_valid(distribution))
) STRICT;
CREATE INDEX evaluation_run_by_standard ON evaluation_run (standard);

CREATE TABLE result (
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES subject (id),
  standard INTEGER NOT NULL REFERENCES standard_name (id),
  version TEXT NOT NULL,
  as_of TEXT NOT NULL CHECK (length(as_of) = 10),
  known_at TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('rated', 'not_rated', 'merged')),
  points TEXT,                           -- decimal text
  grade TEXT,
  next_change TEXT NOT NULL CHECK (length(next_change) = 10),
  run TEXT REFERENCES evaluation_run (name),
  json TEXT NOT NULL,
  cause TEXT NOT NULL
) STRICT;
CREATE INDEX result_by_subject ON result (standard, subject);

CREATE TABLE current_result (
  standard INTEGER NOT NULL REFERENCES standard_name (id),
  subject INTEGER NOT NULL REFERENCES subject (id),
  result INTEGER NOT NULL REFERENCES result (id),
  status TEXT NOT NULL,
  grade TEXT,
  next_change TEXT NOT NULL,
  PRIMARY KEY (standard, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX current_result_due ON current_result (standard, next_change)
  WHERE next_change < '9999-12-31';

CREATE VIEW result_history AS
  SELECT s.subject_id, n.standard_id, r.version, r.as_of, r.known_at, r.status, r.points, r.grade,
         r.next_change, r.run, r.cause, r.json
  FROM result r JOIN subject s ON s.id = r.subject JOIN standard_name n ON n.id = r.standard;
)sql";

}  // namespace

std::string schema_of_results() {
  return k_tables + never_changes("standard_name") + never_changes("evaluation_run") +
         never_changes("result");
}

}  // namespace sanqu::storage::sqlite
