// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/batch_times.hpp"

#include <limits>

#include "storage/sqlite/texts.hpp"

namespace sanqu::storage::sqlite {

BatchTimes::BatchTimes(Connection& connection)
    : connection_(connection),
      find_(connection,
            "SELECT recorded_at, is_finished = 0 AND id = (SELECT max(id) FROM batch) "
            "FROM batch WHERE id = ?1"),
      known_(connection,
             "SELECT id FROM batch WHERE recorded_at <= ?1 ORDER BY recorded_at DESC LIMIT 1") {
  find_.takes(id_).gives(at_, is_open_);
  known_.takes(at_).gives(id_);
}

Result<bool> BatchTimes::admits(std::int64_t batch, Instant recorded_at) {
  if (batch == open_batch_ && recorded_at == open_at_) return true;
  id_ = batch;
  if (!find_.run()) {
    return connection_.refused("a line needs its batch; there is no batch " +
                               std::to_string(batch));
  }
  if (is_open_ == 0) {
    return connection_.refused("batch " + std::to_string(batch) + " takes no more lines");
  }
  if (time_of(at_) != recorded_at) {
    return connection_.refused("a line is recorded when its batch is, at " + at_ + ", not at " +
                               recorded_at.text());
  }
  open_batch_ = batch;
  open_at_ = recorded_at;
  return true;
}

Instant BatchTimes::recorded_at(std::int64_t batch) {
  if (batch == last_batch_) return last_at_;
  auto found = times_.find(batch);
  if (found == times_.end()) {
    id_ = batch;
    found = times_.emplace(batch, find_.run() ? time_of(at_) : Instant::min()).first;
  }
  last_batch_ = batch;
  last_at_ = found->second;
  return last_at_;
}

std::int64_t BatchTimes::known_batch(Instant known_at) {
  if (known_at == Instant::max()) return std::numeric_limits<std::int64_t>::max();
  at_ = nearest_time_text(known_at);
  return known_.run() ? id_ : 0;
}

void BatchTimes::forget() {
  open_batch_ = 0;
  times_.clear();
  last_batch_ = 0;
}

}  // namespace sanqu::storage::sqlite
