// SPDX-License-Identifier: Apache-2.0
// Step 1: what came in. A batch is the only place that has a time of recording: every line of the registry names its batch,
// and batches come one after the other in time. So `batch <= N` is "as known at the time of batch N", and no two lines of
// a batch can disagree about when they were learned.
#include "storage/sqlite/migrations.hpp"

namespace sanqu::storage::sqlite {

namespace {

constexpr const char* k_tables = R"sql(
-- One file that came in, and its receipt. `recorded_at` in UTC+8 with milliseconds; ids rise with it.
CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  recorded_at TEXT NOT NULL UNIQUE
    CHECK (recorded_at GLOB '????-??-??T??:??:??.???+08:00'),
  class TEXT NOT NULL,
  source TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  header TEXT NOT NULL,
  read INTEGER NOT NULL CHECK (read >= 0),
  accepted INTEGER NOT NULL CHECK (accepted >= 0),
  unchanged INTEGER NOT NULL CHECK (unchanged >= 0),
  corrected INTEGER NOT NULL CHECK (corrected >= 0),
  quarantined INTEGER NOT NULL CHECK (quarantined >= 0),
  persons INTEGER NOT NULL CHECK (persons >= 0),
  duplicate INTEGER NOT NULL CHECK (duplicate BETWEEN 0 AND unchanged),
  late INTEGER NOT NULL CHECK (late BETWEEN 0 AND timed),
  timed INTEGER NOT NULL CHECK (timed >= 0),
  person_lines TEXT NOT NULL CHECK (json_valid(person_lines)),  -- line numbers, nothing else of them
  repeat_of INTEGER REFERENCES batch (id),
  is_finished INTEGER NOT NULL CHECK (is_finished IN (0, 1)),
  CHECK (is_finished = 0
         OR read = accepted + unchanged + corrected + quarantined + persons)
) STRICT;
CREATE INDEX batch_by_sha256 ON batch (sha256);
CREATE INDEX batch_by_source ON batch (source);

CREATE TRIGGER batch_comes_later BEFORE INSERT ON batch
WHEN EXISTS (SELECT 1 FROM batch WHERE recorded_at >= NEW.recorded_at OR id >= NEW.id)
BEGIN SELECT RAISE(ABORT, 'a batch is later than every earlier one'); END;
-- Its figures are written while it comes in; then it is closed.
CREATE TRIGGER batch_is_closed BEFORE UPDATE ON batch
WHEN OLD.is_finished = 1 OR NEW.id <> OLD.id OR NEW.recorded_at <> OLD.recorded_at
BEGIN SELECT RAISE(ABORT, 'a finished batch is never overwritten'); END;

-- How many findings of which code.
CREATE TABLE batch_finding (
  batch INTEGER NOT NULL REFERENCES batch (id),
  code TEXT NOT NULL,
  findings INTEGER NOT NULL CHECK (findings >= 0),
  PRIMARY KEY (batch, code)
) STRICT, WITHOUT ROWID;

-- Lines that could not be used. Only their state changes, once.
CREATE TABLE quarantined_line (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batch (id),
  line INTEGER NOT NULL,
  class TEXT NOT NULL,
  raw TEXT NOT NULL,
  findings TEXT NOT NULL CHECK (json_valid(findings)),
  state TEXT NOT NULL CHECK (state IN ('open', 'mended', 'dropped')),
  settled_by INTEGER REFERENCES batch (id)
) STRICT;
CREATE INDEX quarantined_line_by_batch ON quarantined_line (batch);
CREATE INDEX quarantined_line_open ON quarantined_line (id) WHERE state = 'open';

CREATE TRIGGER quarantined_line_is_kept BEFORE UPDATE ON quarantined_line
WHEN OLD.state <> 'open' OR NEW.id <> OLD.id OR NEW.batch <> OLD.batch OR NEW.line <> OLD.line
     OR NEW.class <> OLD.class OR NEW.raw <> OLD.raw OR NEW.findings <> OLD.findings
BEGIN SELECT RAISE(ABORT, 'a quarantined line is settled once, and nothing else of it changes'); END;

-- Header -> field, as saved for a source; the newest row of a source and class counts.
CREATE TABLE column_map (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  class TEXT NOT NULL,
  map TEXT NOT NULL CHECK (json_valid(map)),  -- [["header", "field"], ...]
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX column_map_by_source ON column_map (source, class);
)sql";

}  // namespace

std::string schema_of_batches() {
  return k_tables + never_deletes("batch") + never_changes("batch_finding") +
         never_deletes("quarantined_line") + never_changes("column_map");
}

// Step 6: which batch's quarantined lines a batch mends; they were counted when they were sent.
std::string schema_of_mending() {
  return "ALTER TABLE batch ADD COLUMN mends INTEGER REFERENCES batch (id);";
}

}  // namespace sanqu::storage::sqlite
