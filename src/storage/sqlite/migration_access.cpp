// SPDX-License-Identifier: Apache-2.0
// Step 8: accounts and a memory of who looked. Here too the hard lines are the file's own: an administrator or an auditor has
// no second role, an organisation's role has its proof, a password is argon2id or nothing, the access log is only added to.
// Sessions, tries and recovery codes are no history: they go when they end.
#include "storage/sqlite/migrations.hpp"

namespace sanqu::storage::sqlite {

namespace {

// Times: '' is never.
constexpr const char* k_accounts = R"sql(
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  folded TEXT NOT NULL UNIQUE CHECK (folded <> ''),
  person TEXT NOT NULL,
  organisation TEXT NOT NULL,
  password TEXT NOT NULL CHECK (password = '' OR password GLOB '$argon2id$v=19$*'),
  password_changed_at TEXT NOT NULL,
  identity TEXT NOT NULL,
  totp TEXT NOT NULL CHECK (totp = '' OR totp GLOB 'v1:*'),
  totp_step INTEGER NOT NULL,
  is_disabled INTEGER NOT NULL CHECK (is_disabled IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX account_by_identity ON account (identity) WHERE identity <> '';
CREATE TRIGGER account_is_kept BEFORE UPDATE ON account
WHEN NEW.id <> OLD.id OR NEW.folded <> OLD.folded OR NEW.created_at <> OLD.created_at
     OR NEW.totp_step < OLD.totp_step
BEGIN SELECT RAISE(ABORT, 'an account keeps its name, and a step of its second factor is used once'); END;

CREATE TABLE account_event (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  by TEXT NOT NULL CHECK (by <> ''),
  what TEXT NOT NULL CHECK (what <> ''),
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX account_event_by_account ON account_event (account);

CREATE TABLE recovery_code (
  account INTEGER NOT NULL REFERENCES account (id),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  PRIMARY KEY (account, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE role_grant (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id),
  role TEXT NOT NULL CHECK (role IN ('organisation', 'department', 'zone_manager', 'credit_office',
                                     'auditor', 'administrator')),
  scope TEXT NOT NULL CHECK ((scope = '') = (role IN ('auditor', 'administrator'))),
  classes TEXT NOT NULL CHECK (json_valid(classes)),
  proof TEXT NOT NULL CHECK (role <> 'organisation' OR proof <> ''),
  granted_by TEXT NOT NULL,
  granted_at TEXT NOT NULL,
  revoked_by TEXT NOT NULL,
  revoked_at TEXT NOT NULL
) STRICT;
CREATE INDEX role_grant_by_account ON role_grant (account);
CREATE TRIGGER role_grant_stands_alone BEFORE INSERT ON role_grant
WHEN EXISTS (SELECT 1 FROM role_grant o WHERE o.account = NEW.account AND o.revoked_at = ''
             AND o.role <> NEW.role
             AND (o.role IN ('auditor', 'administrator')
                  OR NEW.role IN ('auditor', 'administrator')))
BEGIN SELECT RAISE(ABORT, 'an administrator sees no file and an auditor changes nothing: no second role'); END;
CREATE TRIGGER role_grant_is_revoked_once BEFORE UPDATE ON role_grant
WHEN OLD.revoked_at <> '' OR NEW.revoked_at = '' OR NEW.id <> OLD.id OR NEW.account <> OLD.account
     OR NEW.role <> OLD.role OR NEW.scope <> OLD.scope OR NEW.classes <> OLD.classes
     OR NEW.proof <> OLD.proof OR NEW.granted_by <> OLD.granted_by
     OR NEW.granted_at <> OLD.granted_at
BEGIN SELECT RAISE(ABORT, 'a role is granted and revoked, not changed'); END;
)sql";

constexpr const char* k_doors = R"sql(
CREATE TABLE sign_in_try (               -- kind and hash of a name or an address
  who TEXT PRIMARY KEY,
  failures INTEGER NOT NULL CHECK (failures > 0),
  last_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_try_by_time ON sign_in_try (last_at);

CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  token TEXT NOT NULL UNIQUE CHECK (length(token) = 64),       -- SHA-256
  account INTEGER NOT NULL REFERENCES account (id),
  signed_in_by TEXT NOT NULL,
  two_factor INTEGER NOT NULL CHECK (two_factor IN (0, 1)),
  created_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX session_by_account ON session (account);
CREATE INDEX session_by_expiry ON session (expires_at);

CREATE TABLE api_key (
  id INTEGER PRIMARY KEY,
  prefix TEXT NOT NULL UNIQUE CHECK (length(prefix) = 8),
  secret TEXT NOT NULL CHECK (length(secret) = 64),             -- SHA-256
  account INTEGER NOT NULL REFERENCES account (id),
  title TEXT NOT NULL,
  permissions TEXT NOT NULL CHECK (json_valid(permissions)),
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT NOT NULL,
  last_used_on TEXT NOT NULL,
  replaces INTEGER NOT NULL
) STRICT;
CREATE INDEX api_key_by_account ON api_key (account);
CREATE TRIGGER api_key_is_kept BEFORE UPDATE ON api_key
WHEN NEW.id <> OLD.id OR NEW.prefix <> OLD.prefix OR NEW.secret <> OLD.secret
     OR NEW.account <> OLD.account OR NEW.permissions <> OLD.permissions
     OR NEW.expires_at > OLD.expires_at OR (OLD.revoked_at <> '' AND NEW.revoked_at <> OLD.revoked_at)
BEGIN SELECT RAISE(ABORT, 'a key is never widened, prolonged or brought back'); END;

CREATE TABLE administrator_link (
  token TEXT PRIMARY KEY CHECK (length(token) = 64),            -- SHA-256
  made_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER administrator_link_is_used_once BEFORE UPDATE ON administrator_link
WHEN OLD.used_at <> '' OR NEW.token <> OLD.token OR NEW.expires_at > OLD.expires_at
BEGIN SELECT RAISE(ABORT, 'a link is used once'); END;

-- Who looked at whose file, when, for what, by which right.
CREATE TABLE access_log (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  subject TEXT NOT NULL CHECK (subject <> ''),
  organisation TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role <> 'administrator'),
  scope TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose <> ''),
  authorisation TEXT NOT NULL,
  permission TEXT NOT NULL CHECK (permission <> '')
) STRICT;
CREATE INDEX access_log_by_subject ON access_log (subject);
CREATE INDEX access_log_by_account ON access_log (account);
)sql";

}  // namespace

std::string schema_of_access() {
  std::string out = std::string(k_accounts) + k_doors;
  for (const char* table : {"account", "role_grant", "api_key", "administrator_link"}) {
    out += never_deletes(table);
  }
  for (const char* table : {"account_event", "access_log"}) out += never_changes(table);
  return out;
}

}  // namespace sanqu::storage::sqlite
