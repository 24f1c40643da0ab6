// SPDX-License-Identifier: Apache-2.0
// What evaluation needs of a store: results, each added beside the earlier ones, and the runs whose distributions rank. A
// port, implemented in storage/. All calls happen inside a transaction that acts/store.hpp began.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/result.hpp"

namespace sanqu::evaluation {

/// One subject's result as it was published. (standard, as_of, known_at, run) name it: computed again from them it is the
/// same to the last byte. The newest `id` of a standard id and subject is the current one.
struct StoredResult {
  std::int64_t id = 0;
  std::int64_t subject = 0;  // registry::SubjectKey
  std::string standard_id;   // without its version
  std::string standard_version;
  Date as_of;
  Instant known_at;
  std::string
      status;  // rated, not_rated, merged (into another subject: it has no result of its own)
  std::string points;  // decimal text; empty: none
  std::string grade;   // id; empty: none
  Date next_change = Date::max();
  std::string run;    // the distribution that it ranks in; empty: none
  std::string json;   // the result without explanation, as docs/formats/result.md, in Chinese
  std::string cause;  // full, batch:N, due, record
};

struct StoredRun {
  std::string name;
  std::string standard_id;
  std::string standard_version;
  Date as_of;
  Instant known_at;
  std::string distribution;  // JSON: docs/formats/result.md, Frozen run
};

/// How many subjects have which grade now.
struct GradeCount {
  std::string status;
  std::string grade;
  std::uint64_t subjects = 0;
};

class ResultStore {
 public:
  virtual ~ResultStore() = default;
  virtual Result<std::int64_t> add_result(const StoredResult& result) = 0;
  virtual Result<std::optional<StoredResult>> current(std::string_view standard_id,
                                                      std::int64_t subject) = 0;
  /// All current results of a standard, by subject key.
  virtual Result<bool> each_current(std::string_view standard_id,
                                    const std::function<void(const StoredResult&)>& visit) = 0;
  /// Oldest first.
  virtual Result<std::vector<StoredResult>> history(std::string_view standard_id,
                                                    std::int64_t subject) = 0;
  /// Subjects whose current result changes on or before `day`, by next_change, then key; at most `limit`.
  virtual Result<std::vector<std::int64_t>> due(std::string_view standard_id, Date day,
                                                std::size_t limit) = 0;
  /// known_at of the newest result; Instant::min() if there is none.
  virtual Result<Instant> latest_known_at() = 0;
  virtual Result<std::vector<GradeCount>> grade_counts(std::string_view standard_id) = 0;
  virtual Result<bool> add_run(const StoredRun& run) = 0;
  virtual Result<std::optional<StoredRun>> latest_run(std::string_view standard_id) = 0;
  virtual Result<std::optional<StoredRun>> find_run(std::string_view name) = 0;
};

}  // namespace sanqu::evaluation
