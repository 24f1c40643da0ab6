// SPDX-License-Identifier: Apache-2.0
// Evaluation's port on SQLite: results beside their predecessors, and the index of those that are current.
#pragma once

#include <memory>

#include "evaluation/result_store.hpp"
#include "storage/sqlite/dictionary.hpp"

namespace sanqu::storage::sqlite {

struct ResultStatements;

class SqliteResults final : public evaluation::ResultStore {
 public:
  explicit SqliteResults(Connection& connection);
  ~SqliteResults() override;
  void begin();

  Result<std::int64_t> add_result(const evaluation::StoredResult& result) override;
  Result<std::optional<evaluation::StoredResult>> current(std::string_view standard_id,
                                                          std::int64_t subject) override;
  Result<bool> each_current(
      std::string_view standard_id,
      const std::function<void(const evaluation::StoredResult&)>& visit) override;
  Result<std::vector<evaluation::StoredResult>> history(std::string_view standard_id,
                                                        std::int64_t subject) override;
  Result<std::vector<std::int64_t>> due(std::string_view standard_id, Date day,
                                        std::size_t limit) override;
  Result<Instant> latest_known_at() override;
  Result<std::vector<evaluation::GradeCount>> grade_counts(std::string_view standard_id) override;
  Result<bool> add_run(const evaluation::StoredRun& run) override;
  Result<std::optional<evaluation::StoredRun>> latest_run(std::string_view standard_id) override;
  Result<std::optional<evaluation::StoredRun>> find_run(std::string_view name) override;

 private:
  const evaluation::StoredResult& read_result();
  evaluation::StoredRun read_run();
  Result<bool> keep_time(Instant at, std::string& into);

  Connection& connection_;
  Dictionary standards_;
  std::unique_ptr<ResultStatements> statements_;
};

}  // namespace sanqu::storage::sqlite
