// SPDX-License-Identifier: Apache-2.0
// Batches as times: which batch is open for lines, when a batch was recorded, and up to which batch something was known.
// Shared by the ports of one connection.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "core/date.hpp"
#include "storage/sqlite/statement.hpp"

namespace sanqu::storage::sqlite {

class BatchTimes {
 public:
  explicit BatchTimes(Connection& connection);

  /// May a line of this batch and time be added? Only the newest batch takes lines, until it is finished.
  Result<bool> admits(std::int64_t batch, Instant recorded_at);
  /// The batch was finished, or another came.
  void close() { open_batch_ = 0; }

  Instant recorded_at(std::int64_t batch);
  /// The last batch that was recorded at or before `known_at`; 0: none. For Instant::max(): above every batch.
  std::int64_t known_batch(Instant known_at);

  void forget();

 private:
  Connection& connection_;
  std::int64_t open_batch_ = 0;
  Instant open_at_;
  std::unordered_map<std::int64_t, Instant> times_;
  std::int64_t last_batch_ = 0;  // of times_, asked for again and again
  Instant last_at_;

  std::int64_t id_ = 0;
  std::string at_;
  std::int64_t is_open_ = 0;
  Statement find_;
  Statement known_;
};

}  // namespace sanqu::storage::sqlite
