// SPDX-License-Identifier: Apache-2.0
// Step 2: subjects and records, everything added and nothing overwritten. A record is known by the `id` of its first
// version; class and number stand in every version, so that one table and one index find it, and a new record costs one
// row. Long words that repeat (classes, kinds) are numbers with a dictionary. The views at the end are for reading by hand.
#include "storage/sqlite/migrations.hpp"

namespace sanqu::storage::sqlite {

namespace {

constexpr const char* k_dictionaries = R"sql(
-- There is no natural person: no kind by such a name can come in (docs: rights).
CREATE TABLE subject_kind (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL UNIQUE CHECK (kind <> '' AND lower(kind) NOT IN (
    'natural_person', 'natural_people', 'person', 'people', 'individual', 'citizen', 'resident',
    'legal_representative'))
) STRICT;
CREATE TABLE record_class (
  id INTEGER PRIMARY KEY,
  class TEXT NOT NULL UNIQUE CHECK (class <> '')
) STRICT;
)sql";

constexpr const char* k_subjects = R"sql(
CREATE TABLE subject (
  id INTEGER PRIMARY KEY,                -- rises with the order of first coming
  subject_id TEXT NOT NULL UNIQUE CHECK (subject_id <> '')
) STRICT;

-- What a subject was from a day on; of those up to a day the latest valid_from counts, then the latest id.
CREATE TABLE subject_line (
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES subject (id),
  kind INTEGER NOT NULL REFERENCES subject_kind (id),
  uscc_failed INTEGER NOT NULL CHECK (uscc_failed IN (0, 1)),
  valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
  content TEXT NOT NULL,                 -- attributes, canonical JSON
  batch INTEGER NOT NULL REFERENCES batch (id),
  line INTEGER NOT NULL
) STRICT;
CREATE INDEX subject_line_by_subject ON subject_line (subject);

-- Names of subjects, now and before; the newest row of a subject with is_current = 1 is its name now.
CREATE TABLE subject_name (
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES subject (id),
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1))
) STRICT;
CREATE INDEX subject_name_by_subject ON subject_name (subject);

CREATE TABLE subject_merge (
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES subject (id),
  into_subject INTEGER NOT NULL REFERENCES subject (id),
  undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
  batch INTEGER NOT NULL REFERENCES batch (id),
  line INTEGER NOT NULL,
  CHECK (subject <> into_subject)
) STRICT;
CREATE INDEX subject_merge_by_subject ON subject_merge (subject);
CREATE INDEX subject_merge_by_into ON subject_merge (into_subject);
)sql";

constexpr const char* k_records = R"sql(
-- Versions of records, each whole. number counts from 1; version 1 has record = id.
CREATE TABLE record_version (
  id INTEGER PRIMARY KEY,
  record INTEGER NOT NULL REFERENCES record_version (id),
  class INTEGER NOT NULL REFERENCES record_class (id),
  record_id TEXT NOT NULL CHECK (record_id <> ''),
  number INTEGER NOT NULL,
  subject INTEGER NOT NULL REFERENCES subject (id),
  moved_from INTEGER REFERENCES subject (id),   -- whose it was until this version, where that was another
  event_on TEXT NOT NULL CHECK (length(event_on) = 10),
  content TEXT NOT NULL,                 -- fields, canonical JSON
  batch INTEGER NOT NULL REFERENCES batch (id),
  line INTEGER NOT NULL,
  CHECK ((number = 1) = (record = id))
) STRICT;
CREATE UNIQUE INDEX record_version_by_name ON record_version (class, record_id, number);
CREATE INDEX record_version_by_subject ON record_version (subject);
CREATE INDEX record_version_moved ON record_version (moved_from) WHERE moved_from IS NOT NULL;

CREATE TABLE record_status (
  id INTEGER PRIMARY KEY,
  record INTEGER NOT NULL REFERENCES record_version (id),
  status TEXT NOT NULL
    CHECK (status IN ('in_force', 'expired', 'suspended', 'repaired', 'withdrawn')),
  effective_on TEXT NOT NULL CHECK (length(effective_on) = 10),
  batch INTEGER NOT NULL REFERENCES batch (id),
  line INTEGER NOT NULL
) STRICT;
CREATE INDEX record_status_by_record ON record_status (record);
)sql";

constexpr const char* k_zones = R"sql(
CREATE TABLE zone (
  id INTEGER PRIMARY KEY,
  zone_id TEXT NOT NULL UNIQUE CHECK (zone_id <> '')
) STRICT;
CREATE TABLE zone_line (                 -- the newest row of a zone counts
  id INTEGER PRIMARY KEY,
  zone INTEGER NOT NULL REFERENCES zone (id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  region TEXT NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch (id),
  line INTEGER NOT NULL
) STRICT;
CREATE INDEX zone_line_by_zone ON zone_line (zone);
-- The newest row of (zone, subject, from_on) counts; through_on 9999-12-31: open.
CREATE TABLE zone_membership (
  id INTEGER PRIMARY KEY,
  zone INTEGER NOT NULL REFERENCES zone (id),
  subject INTEGER NOT NULL REFERENCES subject (id),
  from_on TEXT NOT NULL CHECK (length(from_on) = 10),
  through_on TEXT NOT NULL CHECK (length(through_on) = 10),
  batch INTEGER NOT NULL REFERENCES batch (id),
  line INTEGER NOT NULL
) STRICT;
CREATE INDEX zone_membership_by_subject ON zone_membership (subject);
CREATE INDEX zone_membership_by_zone ON zone_membership (zone, subject);
)sql";

constexpr const char* k_views = R"sql(
-- For reading by hand, with the times and words instead of numbers.
CREATE VIEW record_history AS
  SELECT c.class, v.record_id, v.number, s.subject_id, v.event_on, b.recorded_at, b.source, b.file,
         v.line, v.content
  FROM record_version v JOIN record_class c ON c.id = v.class JOIN subject s ON s.id = v.subject
       JOIN batch b ON b.id = v.batch;
CREATE VIEW status_history AS
  SELECT c.class, v.record_id, t.status, t.effective_on, b.recorded_at, b.source, b.file, t.line
  FROM record_status t JOIN record_version v ON v.id = t.record
       JOIN record_class c ON c.id = v.class JOIN batch b ON b.id = t.batch;
CREATE VIEW subject_history AS
  SELECT s.subject_id, k.kind, l.uscc_failed, l.valid_from, b.recorded_at, b.source, b.file, l.line,
         l.content
  FROM subject_line l JOIN subject s ON s.id = l.subject JOIN subject_kind k ON k.id = l.kind
       JOIN batch b ON b.id = l.batch;
CREATE VIEW membership_history AS
  SELECT z.zone_id, s.subject_id, m.from_on, m.through_on, b.recorded_at, b.source, b.file, m.line
  FROM zone_membership m JOIN zone z ON z.id = m.zone JOIN subject s ON s.id = m.subject
       JOIN batch b ON b.id = m.batch;
)sql";

}  // namespace

std::string schema_of_registry() {
  std::string out = std::string(k_dictionaries) + k_subjects + k_records + k_zones + k_views;
  for (const char* table :
       {"subject_kind", "record_class", "subject", "subject_line", "subject_name", "subject_merge",
        "record_version", "record_status", "zone", "zone_line", "zone_membership"}) {
    out += never_changes(table);
  }
  return out;
}

}  // namespace sanqu::storage::sqlite
