// SPDX-License-Identifier: Apache-2.0
// Step 4: the rules that were in force, frozen as texts. A catalogue is kept once by its digest; which one counted when is a
// history of its own, so that going back to an earlier one is possible and visible.
#include "storage/sqlite/migrations.hpp"

namespace sanqu::storage::sqlite {

namespace {

constexpr const char* k_tables = R"sql(
CREATE TABLE catalogue (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (sha256 <> '')
) STRICT;
CREATE TABLE catalogue_file (
  catalogue INTEGER NOT NULL REFERENCES catalogue (id),
  position INTEGER NOT NULL,
  path TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (catalogue, position)
) STRICT;
-- The newest row is the catalogue that intake checks against.
CREATE TABLE catalogue_in_force (
  id INTEGER PRIMARY KEY,
  catalogue INTEGER NOT NULL REFERENCES catalogue (id),
  recorded_at TEXT NOT NULL
) STRICT;

CREATE TABLE published_standard (
  id INTEGER PRIMARY KEY,
  standard_id TEXT NOT NULL CHECK (standard_id <> ''),
  version TEXT NOT NULL CHECK (version <> ''),
  catalogue INTEGER NOT NULL REFERENCES catalogue (id),
  published_at TEXT NOT NULL,
  active_from TEXT NOT NULL CHECK (length(active_from) = 10),
  UNIQUE (standard_id, version)
) STRICT;
CREATE TABLE standard_file (             -- position 0: the standard itself, then its parents
  standard INTEGER NOT NULL REFERENCES published_standard (id),
  position INTEGER NOT NULL,
  path TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (standard, position)
) STRICT;
)sql";

// Two people for a publication: the store itself holds it.
constexpr const char* k_proposals = R"sql(
CREATE TABLE standard_proposal (
  id INTEGER PRIMARY KEY,
  standard_id TEXT NOT NULL CHECK (standard_id <> ''),
  version TEXT NOT NULL CHECK (version <> ''),
  catalogue INTEGER NOT NULL REFERENCES catalogue (id),
  author TEXT NOT NULL CHECK (author <> ''),
  proposed_at TEXT NOT NULL,
  active_from TEXT NOT NULL CHECK (length(active_from) = 10)
) STRICT;
CREATE INDEX standard_proposal_by_version ON standard_proposal (standard_id, version);
CREATE TABLE proposal_file (             -- position 0: the standard itself, then its parents
  proposal INTEGER NOT NULL REFERENCES standard_proposal (id),
  position INTEGER NOT NULL,
  path TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (proposal, position)
) STRICT;
ALTER TABLE published_standard ADD COLUMN proposal INTEGER REFERENCES standard_proposal (id);
ALTER TABLE published_standard ADD COLUMN approver TEXT;
CREATE TRIGGER published_by_two BEFORE INSERT ON published_standard
WHEN coalesce(NEW.approver, '') = '' OR NOT EXISTS (
  SELECT 1 FROM standard_proposal p WHERE p.id = NEW.proposal AND p.standard_id = NEW.standard_id
    AND p.version = NEW.version AND p.catalogue = NEW.catalogue AND p.author <> NEW.approver)
BEGIN SELECT RAISE(ABORT, 'a standard is published by two people'); END;
)sql";

constexpr const char* k_refusals = R"sql(
CREATE TABLE proposal_refusal (
  proposal INTEGER PRIMARY KEY REFERENCES standard_proposal (id),
  by TEXT NOT NULL CHECK (by <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  at TEXT NOT NULL
) STRICT;
CREATE TRIGGER refused_is_not_published BEFORE INSERT ON published_standard
WHEN EXISTS (SELECT 1 FROM proposal_refusal r WHERE r.proposal = NEW.proposal)
BEGIN SELECT RAISE(ABORT, 'a proposal that was refused is not published'); END;
)sql";

}  // namespace

std::string schema_of_refusals() { return k_refusals + never_changes("proposal_refusal"); }

std::string schema_of_proposals() {
  return k_proposals + never_changes("standard_proposal") + never_changes("proposal_file");
}

std::string schema_of_standards() {
  std::string out = k_tables;
  for (const char* table : {"catalogue", "catalogue_file", "catalogue_in_force",
                            "published_standard", "standard_file"}) {
    out += never_changes(table);
  }
  return out;
}

}  // namespace sanqu::storage::sqlite
