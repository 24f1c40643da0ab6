// SPDX-License-Identifier: Apache-2.0
// Is a store whole? First the library's own checks (pages, indexes, CHECKs, types), then what only we know: receipts agree
// with the lines they count, versions follow each other, times run forward, the index of current results is that of the
// newest ones.
#include "storage/errors.hpp"
#include "storage/sqlite/file_care.hpp"
#include "storage/sqlite/migrations.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "storage/sqlite/statement.hpp"

namespace sanqu::storage::sqlite {

namespace {

constexpr std::size_t k_findings_max = 100;

/// `sql` gives the numbers of what breaks it.
struct Invariant {
  const char* zh;
  const char* en;
  std::string sql;
};

std::string lines_of_all_tables() {
  std::string out;
  for (const char* table : {"subject_line", "record_version", "record_status", "subject_merge",
                            "zone_line", "zone_membership"}) {
    if (!out.empty()) out += " UNION ALL ";
    out += std::string("SELECT batch, count(*) AS lines FROM ") + table + " GROUP BY batch";
  }
  return out;
}

Invariant in_order_of_time(const char* table) {
  return {"行的顺序与批次的时间不符", "rows are not in the order of their batches",
          std::string("SELECT id FROM (SELECT id, batch, lag(batch) OVER (ORDER BY id) AS before"
                      " FROM ") +
              table + ") WHERE batch < before"};
}

Invariant whole_json(const char* table, const char* column) {
  return {"内容不是完整的 JSON", "content is not whole JSON",
          std::string("SELECT rowid FROM ") + table + " WHERE NOT json_valid(" + column + ")"};
}

std::vector<Invariant> quick_invariants() {
  return {
      {"批次没有完成", "a batch was not finished", "SELECT id FROM batch WHERE is_finished = 0"},
      {"回执的计数与库中的行数不符", "a receipt counts other lines than there are",
       "SELECT b.id FROM batch b LEFT JOIN (SELECT batch, sum(lines) AS lines FROM (" +
           lines_of_all_tables() +
           ") GROUP BY batch) l ON l.batch = b.id"
           " WHERE b.accepted + b.corrected <> coalesce(l.lines, 0)"},
      {"回执所计的疑问数据少于库中的行数",
       "a receipt counts fewer quarantined lines than there are",
       "SELECT b.id FROM batch b JOIN (SELECT batch, count(*) AS lines FROM quarantined_line"
       " GROUP BY batch) q ON q.batch = b.id WHERE q.lines > b.quarantined"},
      {"重复文件的批次带来了数据", "a batch that repeats a file brought lines",
       "SELECT id FROM batch WHERE repeat_of IS NOT NULL AND accepted + corrected > 0"},
  };
}

std::vector<Invariant> thorough_invariants() {
  std::vector<Invariant> out = {
      {"记录的版本不连续", "versions of a record do not follow each other",
       "SELECT v.id FROM record_version v LEFT JOIN record_version p ON p.class = v.class"
       " AND p.record_id = v.record_id AND p.number = v.number - 1"
       " WHERE v.number > 1 AND (p.id IS NULL OR p.record <> v.record"
       "   OR v.moved_from IS NOT nullif(p.subject, v.subject))"},
      {"当前结果的索引与最新结果不符", "the index of current results is not that of the newest",
       "SELECT n.id FROM (SELECT max(id) AS id, standard, subject FROM result"
       "   GROUP BY standard, subject) n JOIN result r ON r.id = n.id"
       " LEFT JOIN current_result c ON c.standard = n.standard AND c.subject = n.subject"
       " WHERE c.result IS NOT r.id OR c.status IS NOT r.status OR c.grade IS NOT r.grade"
       "   OR c.next_change IS NOT r.next_change"},
      {"当前结果的索引多出一行", "the index of current results has a row too many",
       "SELECT c.subject FROM current_result c WHERE NOT EXISTS (SELECT 1 FROM result r"
       " WHERE r.standard = c.standard AND r.subject = c.subject)"},
      {"名称不在名称索引中", "a name is not in the index of names",
       "SELECT id FROM subject_name WHERE folded <> '' EXCEPT SELECT i.rowid"
       " FROM (SELECT DISTINCT substr(folded, 1, 1) AS first FROM subject_name"
       "   WHERE folded <> '') f"
       " CROSS JOIN name_index i WHERE i.name_index MATCH '\"^' || f.first || '\"'"},
      whole_json("subject_line", "content"),
      whole_json("record_version", "content"),
      whole_json("result", "json"),
  };
  for (const char* table : {"subject_line", "record_version", "record_status", "subject_merge",
                            "zone_line", "zone_membership"}) {
    out.push_back(in_order_of_time(table));
  }
  return out;
}

class Checking {
 public:
  Checking(Connection& connection, Errors& findings)
      : connection_(connection), findings_(findings) {}

  Result<bool> pages(bool is_quick);
  Result<bool> references();
  Result<bool> hold(const std::vector<Invariant>& invariants);

 private:
  void found(const ErrorCode& code, std::vector<std::string> args) {
    if (findings_.size() < k_findings_max) findings_.push_back(make_error(code, {}, args));
  }

  Connection& connection_;
  Errors& findings_;
};

Result<bool> Checking::pages(bool is_quick) {
  return connection_.within([&]() -> Result<bool> {
    std::string words;
    Statement check(connection_, is_quick ? "PRAGMA quick_check" : "PRAGMA integrity_check");
    check.gives(words);
    check.each([&] {
      if (words != "ok") found(errors::k_damaged, {connection_.path(), words});
    });
    return true;
  });
}

Result<bool> Checking::references() {
  return connection_.within([&]() -> Result<bool> {
    std::string table;
    std::string parent;
    std::int64_t row = 0;
    Statement check(connection_,
                    "SELECT \"table\", coalesce(rowid, 0), parent FROM pragma_foreign_key_check"
                    " LIMIT " +
                        std::to_string(k_findings_max));
    check.gives(table, row, parent);
    check.each([&] {
      found(errors::k_dangling, {connection_.path(), table, std::to_string(row), parent});
    });
    return true;
  });
}

Result<bool> Checking::hold(const std::vector<Invariant>& invariants) {
  return connection_.within([&]() -> Result<bool> {
    for (const Invariant& invariant : invariants) {
      std::int64_t number = 0;
      Statement check(connection_, invariant.sql + " LIMIT 20");
      check.gives(number);
      check.each([&] {
        found(errors::k_inconsistent,
              {connection_.path(), invariant.zh, invariant.en, std::to_string(number)});
      });
    }
    return true;
  });
}

Result<bool> check_all(Connection& connection, bool is_quick, bool is_current, Errors& findings) {
  TRY(connection.begin_read());
  Checking checking(connection, findings);
  TRY(checking.pages(is_quick));
  if (!findings.empty()) return true;  // more would only be its consequences
  TRY(checking.references());
  if (is_current) TRY(checking.hold(quick_invariants()));
  if (is_current && !is_quick) TRY(checking.hold(thorough_invariants()));
  return true;
}

}  // namespace

Result<Errors> check_file_of_any_version(const std::string& path, const CheckOptions& options) {
  const bool is_current = TRY(version_of_file(path)) == newest_version();
  ConnectionOptions opening;
  opening.wait_ms = options.wait_ms;
  opening.is_reader = true;
  const auto connection = TRY(Connection::open(path, opening));
  Errors findings;
  if (auto done = check_all(*connection, options.is_quick, is_current, findings); !done) {
    // Too damaged to be read through is a finding, not a failure to look.
    if (done.error().front().code != &errors::k_damaged) return refuse_all(done.error());
    findings.insert(findings.end(), done.error().begin(), done.error().end());
  }
  return findings;
}

Result<Errors> check_file(const std::string& path, const CheckOptions& options) {
  const std::int64_t version = TRY(version_of_file(path));
  if (version < newest_version()) {
    return refuse(errors::k_older, {},
                  {path, std::to_string(version), std::to_string(newest_version())});
  }
  return check_file_of_any_version(path, options);
}

}  // namespace sanqu::storage::sqlite
