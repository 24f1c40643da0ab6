// SPDX-License-Identifier: Apache-2.0
// The standards' port on SQLite: catalogues and published standards as frozen texts.
#pragma once

#include <memory>

#include "standards/standard_store.hpp"
#include "storage/sqlite/statement.hpp"

namespace sanqu::storage::sqlite {

struct StandardStatements;

class SqliteStandards final : public standards::StandardStore {
 public:
  explicit SqliteStandards(Connection& connection);
  ~SqliteStandards() override;

  Result<bool> add_catalogue(std::string_view sha256, const std::vector<standards::KeptFile>& files,
                             Instant recorded_at) override;
  Result<std::optional<std::vector<standards::KeptFile>>> find_catalogue(
      std::string_view sha256) override;
  Result<std::string> latest_catalogue() override;

  Result<std::int64_t> propose(const standards::PublishedStandard& standard) override;
  Result<std::vector<standards::PublishedStandard>> open_proposals() override;
  Result<bool> refuse_proposal(std::int64_t proposal, std::string_view by, std::string_view reason,
                               Instant at) override;
  Result<bool> publish(const standards::PublishedStandard& standard) override;
  Result<std::optional<standards::PublishedStandard>> find_standard(std::string_view id,
                                                                    std::string_view version,
                                                                    Date day) override;
  Result<std::vector<standards::PublishedStandard>> active_standards(Date day) override;

 private:
  void add_files(Statement& statement, const std::vector<standards::KeptFile>& files);
  std::vector<standards::KeptFile> read_files(Statement& statement);
  /// The values that `propose` and `publish` have in common. Error: no such catalogue.
  Result<bool> write_values(const standards::PublishedStandard& standard);
  standards::PublishedStandard read_standard();
  Result<std::vector<standards::PublishedStandard>> read_all(Statement& list, Statement& files);

  Connection& connection_;
  std::unique_ptr<StandardStatements> statements_;
};

}  // namespace sanqu::storage::sqlite
