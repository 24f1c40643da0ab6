// SPDX-License-Identifier: Apache-2.0
// Step 9: articles. Versions and events are history: what was said to everybody, when and by whom, stays.
#include "storage/sqlite/migrations.hpp"

namespace sanqu::storage::sqlite {

namespace {

constexpr const char* k_articles = R"sql(
CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  added_at TEXT NOT NULL
) STRICT;
CREATE TABLE article_version (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article (id),
  number INTEGER NOT NULL CHECK (number > 0),
  kind TEXT NOT NULL CHECK (kind IN ('policy', 'notice', 'case', 'guide')),
  language TEXT NOT NULL CHECK (language IN ('zh', 'en')),
  region TEXT NOT NULL CHECK (region <> ''),
  title TEXT NOT NULL CHECK (title <> ''),
  body TEXT NOT NULL CHECK (body <> ''),
  shown_through TEXT NOT NULL CHECK (length(shown_through) = 10),
  by TEXT NOT NULL CHECK (by <> ''),
  at TEXT NOT NULL,
  UNIQUE (article, number)
) STRICT;
CREATE TABLE article_event (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL,
  version INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('published', 'withdrawn')),
  reason TEXT NOT NULL CHECK ((reason <> '') = (what = 'withdrawn')),
  by TEXT NOT NULL CHECK (by <> ''),
  at TEXT NOT NULL,
  FOREIGN KEY (article, version) REFERENCES article_version (article, number)
) STRICT;
CREATE INDEX article_event_by_article ON article_event (article);
)sql";

}  // namespace

std::string schema_of_portal() {
  return k_articles + never_changes("article") + never_changes("article_version") +
         never_changes("article_event");
}

}  // namespace sanqu::storage::sqlite
