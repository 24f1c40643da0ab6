// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/sqlite_results.hpp"

#include "storage/sqlite/texts.hpp"

namespace sanqu::storage::sqlite {

using evaluation::StoredResult;
using evaluation::StoredRun;

namespace {

constexpr const char* k_columns =
    "r.id, r.subject, r.standard, r.version, r.as_of, r.known_at, r.status, coalesce(r.points, ''),"
    " coalesce(r.grade, ''), r.next_change, coalesce(r.run, ''), r.json, r.cause";
constexpr const char* k_run =
    "SELECT name, standard, version, as_of, known_at, distribution FROM evaluation_run ";

std::string select(const char* rest) { return std::string("SELECT ") + k_columns + rest; }

}  // namespace

struct ResultStatements {
  explicit ResultStatements(Connection& connection);

  std::int64_t id = 0;
  std::int64_t subject = 0;
  std::int64_t standard = 0;
  std::string version;
  std::string as_of;
  std::string known_at;
  std::string status;
  std::string points;
  std::string grade;
  std::string next_change;
  std::string run;
  std::string json;
  std::string cause;
  std::string wanted_run;
  std::int64_t number = 0;
  StoredResult read;  // what is handed to visitors

  Statement add;
  Statement make_current;
  Statement current;
  Statement all_current;
  Statement history;
  Statement due;
  Statement latest;
  Statement grades;
  Statement add_run;
  Statement latest_run;
  Statement find_run;
};

ResultStatements::ResultStatements(Connection& c)
    : add(c,
          "INSERT INTO result (subject, standard, version, as_of, known_at, status, points, grade,"
          " next_change, run, json, cause) VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif(?7, ''),"
          " nullif(?8, ''), ?9, nullif(?10, ''), ?11, ?12)"),
      make_current(c,
                   "INSERT INTO current_result (standard, subject, result, status, grade,"
                   " next_change) VALUES (?1, ?2, ?3, ?4, nullif(?5, ''), ?6)"
                   " ON CONFLICT DO UPDATE SET result = excluded.result, status = excluded.status,"
                   " grade = excluded.grade, next_change = excluded.next_change"),
      current(c, select(" FROM current_result c JOIN result r ON r.id = c.result"
                        " WHERE c.standard = ?1 AND c.subject = ?2")),
      all_current(c, select(" FROM current_result c CROSS JOIN result r ON r.id = c.result"
                            " WHERE c.standard = ?1 ORDER BY c.subject")),
      history(c, select(" FROM result r WHERE r.standard = ?1 AND r.subject = ?2 ORDER BY r.id")),
      due(c,
          "SELECT subject FROM current_result INDEXED BY current_result_due"
          " WHERE standard = ?1 AND next_change < '9999-12-31' AND next_change <= ?2"
          " ORDER BY next_change, subject LIMIT ?3"),
      latest(c, "SELECT known_at FROM result ORDER BY id DESC LIMIT 1"),
      grades(c,
             "SELECT status, coalesce(grade, ''), count(*) FROM current_result WHERE standard = ?1"
             " GROUP BY 1, 2 ORDER BY 1, 2"),
      add_run(c,
              "INSERT INTO evaluation_run (name, standard, version, as_of, known_at, distribution)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
      latest_run(c, std::string(k_run) + "WHERE standard = ?1 ORDER BY id DESC LIMIT 1"),
      find_run(c, std::string(k_run) + "WHERE name = ?1") {
  add.takes(subject, standard, version, as_of, known_at, status, points, grade, next_change, run,
            json, cause);
  make_current.takes(standard, subject, id, status, grade, next_change);
  current.takes(standard, subject);
  all_current.takes(standard);
  history.takes(standard, subject);
  for (Statement* statement : {&current, &all_current, &history}) {
    statement->gives(id, subject, standard, version, as_of, known_at, status, points, grade,
                     next_change, run, json, cause);
  }
  due.takes(standard, as_of, number).gives(subject);
  latest.gives(known_at);
  grades.takes(standard).gives(status, grade, number);
  add_run.takes(run, standard, version, as_of, known_at, json);
  latest_run.takes(standard);
  find_run.takes(wanted_run);
  for (Statement* statement : {&latest_run, &find_run}) {
    statement->gives(run, standard, version, as_of, known_at, json);
  }
}

SqliteResults::SqliteResults(Connection& connection)
    : connection_(connection),
      standards_(connection, "standard_name", "standard_id"),
      statements_(std::make_unique<ResultStatements>(connection)) {}

SqliteResults::~SqliteResults() = default;

void SqliteResults::begin() { standards_.forget(); }

Result<bool> SqliteResults::keep_time(Instant at, std::string& into) {
  const auto text = time_text(at);
  if (!text) return connection_.refused("a result is known at a time in the years 1 to 9999");
  into = *text;
  return true;
}

Result<std::int64_t> SqliteResults::add_result(const StoredResult& result) {
  return connection_.within([&]() -> Result<std::int64_t> {
    ResultStatements& in = *statements_;
    TRY(keep_time(result.known_at, in.known_at));
    in.subject = result.subject;
    in.standard = standards_.add(result.standard_id);
    in.version = result.standard_version;
    in.as_of = result.as_of.text();
    in.status = result.status;
    in.points = result.points;
    in.grade = result.grade;
    in.next_change = result.next_change.text();
    in.run = result.run;
    in.json = result.json;
    in.cause = result.cause;
    in.id = in.add.insert();
    in.make_current.change();
    return in.id;
  });
}

const StoredResult& SqliteResults::read_result() {
  const ResultStatements& in = *statements_;
  StoredResult& out = statements_->read;
  out.id = in.id;
  out.subject = in.subject;
  out.standard_id = standards_.word(in.standard);
  out.standard_version = in.version;
  out.as_of = date_of(in.as_of);
  out.known_at = time_of(in.known_at);
  out.status = in.status;
  out.points = in.points;
  out.grade = in.grade;
  out.next_change = date_of(in.next_change);
  out.run = in.run;
  out.json = in.json;
  out.cause = in.cause;
  return out;
}

Result<std::optional<StoredResult>> SqliteResults::current(std::string_view standard_id,
                                                           std::int64_t subject) {
  return connection_.within([&]() -> Result<std::optional<StoredResult>> {
    statements_->standard = standards_.find(standard_id);
    statements_->subject = subject;
    if (!statements_->current.run()) return std::nullopt;
    return read_result();
  });
}

Result<bool> SqliteResults::each_current(std::string_view standard_id,
                                         const std::function<void(const StoredResult&)>& visit) {
  return connection_.within([&]() -> Result<bool> {
    statements_->standard = standards_.find(standard_id);
    statements_->all_current.each([&] { visit(read_result()); });
    return true;
  });
}

Result<std::vector<StoredResult>> SqliteResults::history(std::string_view standard_id,
                                                         std::int64_t subject) {
  return connection_.within([&]() -> Result<std::vector<StoredResult>> {
    statements_->standard = standards_.find(standard_id);
    statements_->subject = subject;
    std::vector<StoredResult> out;
    statements_->history.each([&] { out.push_back(read_result()); });
    return out;
  });
}

Result<std::vector<std::int64_t>> SqliteResults::due(std::string_view standard_id, Date day,
                                                     std::size_t limit) {
  return connection_.within([&]() -> Result<std::vector<std::int64_t>> {
    statements_->standard = standards_.find(standard_id);
    statements_->as_of = day.text();
    statements_->number = static_cast<std::int64_t>(limit);
    std::vector<std::int64_t> out;
    statements_->due.each([&] { out.push_back(statements_->subject); });
    return out;
  });
}

Result<Instant> SqliteResults::latest_known_at() {
  return connection_.within([&]() -> Result<Instant> {
    if (!statements_->latest.run()) return Instant::min();
    return time_of(statements_->known_at);
  });
}

Result<std::vector<evaluation::GradeCount>> SqliteResults::grade_counts(
    std::string_view standard_id) {
  return connection_.within([&]() -> Result<std::vector<evaluation::GradeCount>> {
    statements_->standard = standards_.find(standard_id);
    std::vector<evaluation::GradeCount> out;
    statements_->grades.each([&] {
      out.push_back({statements_->status, statements_->grade,
                     static_cast<std::uint64_t>(statements_->number)});
    });
    return out;
  });
}

Result<bool> SqliteResults::add_run(const StoredRun& run) {
  return connection_.within([&]() -> Result<bool> {
    ResultStatements& in = *statements_;
    TRY(keep_time(run.known_at, in.known_at));
    in.run = run.name;
    in.standard = standards_.add(run.standard_id);
    in.version = run.standard_version;
    in.as_of = run.as_of.text();
    in.json = run.distribution;
    in.add_run.insert();
    return true;
  });
}

StoredRun SqliteResults::read_run() {
  const ResultStatements& in = *statements_;
  return {in.run, standards_.word(in.standard), in.version, date_of(in.as_of), time_of(in.known_at),
          in.json};
}

Result<std::optional<StoredRun>> SqliteResults::latest_run(std::string_view standard_id) {
  return connection_.within([&]() -> Result<std::optional<StoredRun>> {
    statements_->standard = standards_.find(standard_id);
    if (!statements_->latest_run.run()) return std::nullopt;
    return read_run();
  });
}

Result<std::optional<StoredRun>> SqliteResults::find_run(std::string_view name) {
  return connection_.within([&]() -> Result<std::optional<StoredRun>> {
    statements_->wanted_run = name;
    if (!statements_->find_run.run()) return std::nullopt;
    return read_run();
  });
}

}  // namespace sanqu::storage::sqlite
