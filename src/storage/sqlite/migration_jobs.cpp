// SPDX-License-Identifier: Apache-2.0
// Jobs and idempotency keys. What was asked for, by whom, stays as it was asked; an end is final; a part that was done is
// not done again. Keys are no history: they go when they are old.
#include "storage/sqlite/migrations.hpp"

namespace sanqu::storage::sqlite {

namespace {

// Times: '' is never.
constexpr const char* k_jobs = R"sql(
CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('evaluate_full', 'evaluate_due')),
  standard TEXT NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  asked_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  is_cancelled INTEGER NOT NULL CHECK (is_cancelled IN (0, 1)),
  tries INTEGER NOT NULL CHECK (tries >= 0),
  began_at TEXT NOT NULL,
  ended_at TEXT NOT NULL CHECK ((ended_at = '') = (state IN ('queued', 'running'))),
  failure TEXT NOT NULL CHECK (failure = '' OR (state = 'failed' AND json_valid(failure)))
) STRICT;
CREATE INDEX open_job ON job (state, id) WHERE ended_at = '';
CREATE TRIGGER job_is_kept BEFORE UPDATE ON job
WHEN NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.standard <> OLD.standard
     OR NEW.account <> OLD.account OR NEW.asked_at <> OLD.asked_at OR OLD.ended_at <> ''
BEGIN SELECT RAISE(ABORT, 'what was asked for stays, and an end is final'); END;

CREATE TABLE job_part (
  job INTEGER NOT NULL REFERENCES job (id),
  standard TEXT NOT NULL CHECK (standard <> ''),
  evaluated INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  PRIMARY KEY (job, standard)
) STRICT, WITHOUT ROWID;

CREATE TABLE submission (
  account INTEGER NOT NULL REFERENCES account (id),
  key TEXT NOT NULL CHECK (key <> ''),
  content TEXT NOT NULL CHECK (length(content) = 64),
  status INTEGER NOT NULL,
  location TEXT NOT NULL,
  answer TEXT NOT NULL,
  kept_at TEXT NOT NULL,
  PRIMARY KEY (account, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX submission_by_age ON submission (kept_at);
CREATE TRIGGER submission_is_never_changed BEFORE UPDATE ON submission
BEGIN SELECT RAISE(ABORT, 'an answer that was given stays'); END;
)sql";

}  // namespace

std::string schema_of_jobs() {
  return std::string(k_jobs) + never_deletes("job") + never_changes("job_part");
}

}  // namespace sanqu::storage::sqlite
