// SPDX-License-Identifier: Apache-2.0
// Intake's port on SQLite: receipts (sqlite_batches.cpp), the quarantine and column maps (sqlite_quarantine.cpp).
#pragma once

#include <memory>

#include "intake/batch_store.hpp"
#include "storage/sqlite/batch_times.hpp"

namespace sanqu::storage::sqlite {

struct BatchStatements;
struct QuarantineStatements;

class SqliteBatches final : public intake::BatchStore {
 public:
  SqliteBatches(Connection& connection, BatchTimes& times);
  ~SqliteBatches() override;

  Result<std::int64_t> add_batch(const intake::Batch& batch) override;
  Result<bool> finish_batch(const intake::Batch& batch) override;
  Result<std::optional<intake::Batch>> find_same(std::string_view sha256, std::string_view class_id,
                                                 std::string_view source) override;
  Result<std::optional<intake::Batch>> find_batch(std::int64_t id) override;
  Result<std::vector<intake::Batch>> batches(std::string_view source, std::size_t limit) override;
  Result<Instant> latest_recorded_at() override;

  Result<std::int64_t> add_quarantined(const intake::QuarantinedLine& line) override;
  Result<bool> settle_quarantined(std::int64_t id, intake::QuarantineState state,
                                  std::int64_t settled_by) override;
  Result<std::vector<intake::QuarantinedLine>> quarantined(
      const intake::QuarantineFilter& filter) override;
  Result<std::uint64_t> count_quarantined(const intake::QuarantineFilter& filter) override;

  Result<bool> save_column_map(std::string_view source, std::string_view class_id,
                               const std::vector<std::pair<std::string, std::string>>& map,
                               Instant recorded_at) override;
  Result<std::vector<std::pair<std::string, std::string>>> column_map(
      std::string_view source, std::string_view class_id) override;

 private:
  Result<bool> write_values(const intake::Batch& batch);
  intake::Batch read_values();
  std::vector<intake::Batch> with_findings(std::vector<intake::Batch> batches);

  Connection& connection_;
  BatchTimes& times_;
  std::unique_ptr<BatchStatements> batches_;
  std::unique_ptr<QuarantineStatements> quarantine_;
};

}  // namespace sanqu::storage::sqlite
