// SPDX-License-Identifier: Apache-2.0
// The hard lines as the file itself holds them, against anybody with a line of SQL; and that every question finds its answer
// by an index.
#include <doctest/doctest.h>

#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/folder_for_test.hpp"
#include "storage/sqlite/statement.hpp"
#include "storage/sqlite/store_for_test.hpp"
#include "storage/store_care.hpp"

using namespace sanqu;
using namespace sanqu::storage;
using namespace sanqu::storage::sqlite;

namespace {

std::unique_ptr<Connection> connected(const std::string& path) {
  auto connection = Connection::open(path, {});
  REQUIRE(connection);
  return std::move(*connection);
}

/// The code that one statement in a transaction of its own gets.
std::string trying(Connection& connection, const std::string& sql) {
  REQUIRE(connection.begin_write());
  const std::string code = code_of(connection.execute(sql));
  REQUIRE(connection.begin_read());  // undoes it, and begins without its error
  connection.rollback();
  return code;
}

/// One row in every table, through SQL.
constexpr const char* k_rows = R"sql(
INSERT INTO batch VALUES (1, '2026-03-01T00:00:00.000+08:00', 'c', 's', 'f', '', 0, '', 0, 0, 0, 0, 0,
  0, 0, 0, 0, '[]', NULL, 0, NULL);
INSERT INTO batch_finding VALUES (1, 'x', 1);
INSERT INTO quarantined_line VALUES (1, 1, 2, 'c', 'raw', '[]', 'open', NULL);
INSERT INTO column_map VALUES (1, 's', 'c', '[]', '');
INSERT INTO subject_kind VALUES (1, 'enterprise');
INSERT INTO record_class VALUES (1, 'c');
INSERT INTO subject VALUES (1, 'A'), (2, 'B');
INSERT INTO subject_line VALUES (1, 1, 1, 0, '2026-01-01', '{}', 1, 2);
INSERT INTO subject_name VALUES (1, 1, 'A', 'a', 1);
INSERT INTO subject_merge VALUES (1, 1, 2, 0, 1, 3);
INSERT INTO record_version VALUES (1, 1, 1, 'R', 1, 1, NULL, '2026-01-01', '{}', 1, 4);
INSERT INTO record_status VALUES (1, 1, 'expired', '2026-01-01', 1, 5);
INSERT INTO zone VALUES (1, 'Z');
INSERT INTO zone_line VALUES (1, 1, 'park', '', '', 1, 6);
INSERT INTO zone_membership VALUES (1, 1, 1, '2026-01-01', '2026-01-01', 1, 7);
INSERT INTO standard_name VALUES (1, 'x');
INSERT INTO evaluation_run VALUES (1, 'r', 1, '1', '2026-01-01', '', '{}');
INSERT INTO result VALUES (1, 1, 1, '1', '2026-01-01', '', 'rated', '1', 'A', '2026-01-01', 'r', '{}', '');
INSERT INTO current_result VALUES (1, 1, 1, 'rated', 'A', '2026-01-01');
INSERT INTO catalogue VALUES (1, 'x');
INSERT INTO catalogue_file VALUES (1, 0, '', '');
INSERT INTO catalogue_in_force VALUES (1, 1, '');
INSERT INTO standard_proposal VALUES (1, 'x', '1', 1, 'A', '', '2026-01-01');
INSERT INTO proposal_file VALUES (1, 0, 'p', 't');
INSERT INTO published_standard VALUES (1, 'x', '1', 1, '', '2026-01-01', 1, 'B');
INSERT INTO standard_file VALUES (1, 0, '', '');
INSERT INTO account VALUES (1, 'A', 'a', '', '', '', '', '', '', 5, 0, '');
INSERT INTO account_event VALUES (1, 1, '', 'x', 'added', '');
INSERT INTO role_grant VALUES (1, 1, 'auditor', '', '[]', '', '', '', '', '');
INSERT INTO api_key VALUES (1, '12345678', printf('%064d', 1), 1, '', '[]', '', '2026', '', '', 0);
INSERT INTO administrator_link VALUES (printf('%064d', 1), '', '', '');
INSERT INTO job VALUES (1, 'evaluate_due', '', 1, '', 'queued', 0, 0, '', '', '');
INSERT INTO job_part VALUES (1, 'x@1', 0, 0);
INSERT INTO access_log VALUES (1, '', 1, 'S', '', 'auditor', '', 'audit', '', 'read_record');
INSERT INTO article VALUES (1, '');
INSERT INTO article_version VALUES (1, 1, 1, 'notice', 'zh', '371000', 't', 'b', '9999-12-31', 'x', '');
INSERT INTO article_event VALUES (1, 1, 1, 'published', '', 'x', '');
)sql";

}  // namespace

TEST_CASE("history is neither overwritten nor deleted, by whatever SQL") {
  const FolderForTest folder;
  const std::string path = folder.path("store.db");
  REQUIRE(create_store("sqlite:" + path));
  const auto connection = connected(path);
  REQUIRE(connection->execute(k_rows));
  std::string tables;
  Statement list(*connection,
                 "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                 " AND name NOT LIKE 'name_index%' AND name NOT IN ('current_result', 'session',"
                 " 'sign_in_try', 'recovery_code', 'submission')");
  std::vector<std::string> names;
  list.gives(tables);
  list.each([&] { names.push_back(tables); });
  CHECK(names.size() >= 34);
  for (const std::string& name : names) {
    CAPTURE(name);
    REQUIRE(connection->number("SELECT count(*) FROM " + name).value() > 0);
    CHECK(trying(*connection, "DELETE FROM " + name) == "storage.refused");
    const bool may_change_in_part =
        name == "batch" || name == "quarantined_line" || name == "account" ||
        name == "role_grant" || name == "api_key" || name == "administrator_link" || name == "job";
    if (may_change_in_part) continue;
    const std::string column =
        connection->text("SELECT name FROM pragma_table_info('" + name + "') LIMIT 1").value();
    CHECK(trying(*connection, "UPDATE " + name + " SET " + column + " = " + column) ==
          "storage.refused");
    CHECK(trying(*connection, "INSERT OR REPLACE INTO " + name + " SELECT * FROM " + name) ==
          "storage.refused");
  }
}

TEST_CASE(
    "of a batch only its figures change, until it is finished; of a quarantined line its state, "
    "once") {
  const FolderForTest folder;
  const std::string path = folder.path("store.db");
  REQUIRE(create_store("sqlite:" + path));
  const auto connection = connected(path);
  REQUIRE(connection->execute(k_rows));
  CHECK(trying(*connection, "UPDATE batch SET accepted = 5") == "done");
  CHECK(trying(*connection, "UPDATE batch SET id = 5") == "storage.refused");
  CHECK(trying(*connection, "UPDATE batch SET recorded_at = '2026-04-01T00:00:00.000+08:00'") ==
        "storage.refused");
  CHECK(trying(*connection, "UPDATE batch SET is_finished = 1; UPDATE batch SET file = 'other'") ==
        "storage.refused");
  CHECK(trying(*connection, "UPDATE quarantined_line SET state = 'mended', settled_by = 1") ==
        "done");
  CHECK(trying(*connection, "UPDATE quarantined_line SET raw = ''") == "storage.refused");
  CHECK(trying(*connection,
               "UPDATE quarantined_line SET state = 'mended';"
               "UPDATE quarantined_line SET state = 'open'") == "storage.refused");
}

TEST_CASE("accounts by SQL: what would give somebody more than he has is refused") {
  const FolderForTest folder;
  const std::string path = folder.path("store.db");
  REQUIRE(create_store("sqlite:" + path));
  const auto connection = connected(path);
  REQUIRE(connection->execute(k_rows));
  for (const char* sql : {
           "UPDATE account SET folded = 'b'",
           "UPDATE account SET totp_step = 4",
           "UPDATE account SET password = 'rivers run east'",
           "UPDATE account SET totp = 'the key'",
           "UPDATE role_grant SET role = 'administrator'",
           "UPDATE role_grant SET scope = 'x'",
           "UPDATE role_grant SET account = 2, revoked_at = 'now'",
           "UPDATE role_grant SET revoked_at = 'now'; UPDATE role_grant SET revoked_at = ''",
           "INSERT INTO role_grant VALUES (2, 1, 'administrator', '', '[]', '', '', '', '', '')",
           "INSERT INTO role_grant VALUES (2, 1, 'zone_manager', 'Z', '[]', '', '', '', '', '')",
           "INSERT INTO role_grant VALUES (2, 1, 'king', 'Z', '[]', '', '', '', '', '')",
           "UPDATE api_key SET permissions = '[\"x\"]'",
           "UPDATE api_key SET expires_at = '2027'",
           "UPDATE api_key SET secret = printf('%064d', 2)",
           "UPDATE api_key SET revoked_at = 'now'; UPDATE api_key SET revoked_at = ''",
           "UPDATE administrator_link SET expires_at = '2027'",
           "UPDATE administrator_link SET used_at = 'x'; UPDATE administrator_link SET used_at = "
           "''",
           "INSERT INTO access_log VALUES (2, '', 1, 'S', '', 'administrator', '', 'x', '', 'y')",
           "INSERT INTO access_log VALUES (2, '', 1, 'S', '', 'auditor', '', '', '', 'y')",
           "INSERT INTO access_log VALUES (2, '', 9, 'S', '', 'auditor', '', 'x', '', 'y')",
       }) {
    CHECK_MESSAGE(trying(*connection, sql) == "storage.refused", std::string(sql));
  }
  CHECK(trying(*connection, "UPDATE account SET totp_step = 6, is_disabled = 1") == "done");
  CHECK(trying(*connection, "UPDATE role_grant SET revoked_at = 'now', revoked_by = 'x'") ==
        "done");
  CHECK(trying(*connection, "UPDATE api_key SET expires_at = '2025', last_used_on = 'd'") ==
        "done");
}

TEST_CASE("check finds what SQL can still do to a file") {
  const FolderForTest folder;
  const SmallImport import{.lines = 10, .content_bytes = 20};
  const auto found = [&](const std::string& sql) {
    static int number = 0;
    const std::string path = folder.path(std::to_string(number++) + ".db");
    {
      const auto store = create_store("sqlite:" + path);
      REQUIRE(import.run(**store));
      REQUIRE(import.run(**store));
    }
    {
      const auto connection = connected(path);
      REQUIRE(connection->execute(
          "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;" + sql));
    }
    const auto findings = check_store("sqlite:" + path);
    REQUIRE(findings);
    return findings->empty() ? "nothing" : findings->front().render(Lang::en);
  };
  const auto without = [](const std::string& table) {
    return "DROP TRIGGER " + table + "_is_never_deleted; DROP TRIGGER IF EXISTS " + table +
           "_is_never_changed; DROP TRIGGER IF EXISTS batch_is_closed;";
  };
  CHECK(found("") == "nothing");
  CHECK(found(without("record_version") + "DELETE FROM record_version WHERE id = 3")
            .find("counts other lines") != std::string::npos);
  CHECK(found(without("batch") + "UPDATE batch SET accepted = 11, read = 11 WHERE id = 1")
            .find("counts other lines") != std::string::npos);
  CHECK(found(without("batch") + "UPDATE batch SET is_finished = 0 WHERE id = 1")
            .find("was not finished") != std::string::npos);
  CHECK(found(without("record_version") + "UPDATE record_version SET batch = 3 - batch")
            .find("order of their batches") != std::string::npos);
  CHECK(found(without("record_version") + "UPDATE record_version SET content = '{' WHERE id = 3")
            .find("whole JSON") != std::string::npos);
  CHECK(found(without("record_version") + "UPDATE record_version SET number = 3 WHERE id = 3")
            .find("damaged") != std::string::npos);  // the CHECK of the table
  CHECK(found(without("subject") + "DELETE FROM subject WHERE id = 2").find("refers to a row") !=
        std::string::npos);
  CHECK(found(without("subject_kind") + "INSERT INTO subject_kind VALUES (9, 'natural_person')")
            .find("damaged") != std::string::npos);
  CHECK(found("INSERT INTO standard_name VALUES (1, 'x');"
              "INSERT INTO result VALUES (1, 1, 1, '1', '2026-01-01', '', 'rated', '1', 'A',"
              " '2026-01-01', NULL, '{}', '')")
            .find("current results") != std::string::npos);
}

TEST_CASE("no question of the registry reads a whole table to answer about one thing") {
  const FolderForTest folder;
  const std::string path = folder.path("store.db");
  REQUIRE(create_store("sqlite:" + path));
  const auto connection = connected(path);
  const auto plan = [&](const std::string& sql) {
    std::string detail;
    std::string all;
    Statement explain(*connection, "EXPLAIN QUERY PLAN " + sql);
    std::int64_t ignored = 0;
    explain.gives(ignored, ignored, ignored, detail);
    explain.each([&] { all += detail + "; "; });
    return all;
  };
  CHECK(plan("SELECT id FROM record_version WHERE class = 1 AND record_id = 'R' AND number = 1") ==
        "SEARCH record_version USING COVERING INDEX record_version_by_name (class=? AND record_id=?"
        " AND number=?); ");
  CHECK(plan("SELECT content FROM record_version WHERE subject = 1 ORDER BY id") ==
        "SEARCH record_version USING INDEX record_version_by_subject (subject=?); ");
  CHECK(plan("SELECT subject FROM current_result WHERE standard = 1 AND next_change < '9999-12-31'"
             " AND next_change <= '2026-01-01' ORDER BY next_change, subject LIMIT 5") ==
        "SEARCH current_result USING COVERING INDEX current_result_due (standard=? AND"
        " next_change<?); ");
}
