// SPDX-License-Identifier: Apache-2.0
// The SQL form of a standard: plain SQL that gives the same status, reason, points, grade and overrides as the engine, so
// that anybody can check a rating with a database and no trust in us (docs/formats/sql.md). Exact, or refused: where a
// database can't hold a number or say a clause, the clause is named and nothing is printed.
#pragma once

#include <cstdint>
#include <string>

#include "catalogue/catalogue.hpp"
#include "core/date.hpp"
#include "core/result.hpp"
#include "standards/plan.hpp"

namespace sanqu::evaluation {

enum class SqlDialect : std::uint8_t { sqlite, postgresql };

struct SqlFormOptions {
  SqlDialect dialect = SqlDialect::sqlite;
  Date as_of;
  Instant known_at = Instant::max();
  Lang lang = Lang::en;  // of the comments
};

/// One query over the tables below: a row for every subject, in the order in which the subjects' lines came.
/// Errors: evaluation.sql_range, evaluation.sql_shape, one for every clause that can't be said.
Result<std::string> sql_query(const standards::Plan& plan, const catalogue::Catalogue& catalogue,
                              const SqlFormOptions& options);

/// CREATE TABLE statements for the lines of file mode: subjects, one table for each class that may be evaluated, and the
/// two histories. They depend on the catalogue alone; what the query's proofs take for granted stands there as CHECK.
std::string sql_tables(const catalogue::Catalogue& catalogue, SqlDialect dialect, Lang lang);

/// A moment as the tables hold it: UTC with milliseconds, so that text order is time order; empty for `since ever`.
std::string sql_time(Instant at);

}  // namespace sanqu::evaluation
