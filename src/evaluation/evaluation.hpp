// SPDX-License-Identifier: Apache-2.0
// The evaluation room: a compiled standard over a snapshot gives points, grades and explanations. Exact, reproducible, on
// all cores. Owns: snapshot, engine, ranks, explanation, next-change date.
// Never: touches a store, rounds twice, uses floating point. Start at `evaluate` (everybody) and `explain` (one subject,
// explanation.hpp); the order of the steps is in block_run.hpp.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "evaluation/block_run.hpp"
#include "evaluation/rank.hpp"
#include "evaluation/snapshot.hpp"
#include "standards/plan.hpp"

namespace sanqu::evaluation {

struct EvaluateOptions {
  unsigned threads = 0;  // 0: one a core
  std::uint32_t block_subjects = 1024;
  bool breakdown = false;                // keep the points of every indicator and dimension
  const Distribution* frozen = nullptr;  // ranks come from this run instead of a new one (rule R16)
  std::atomic<std::uint64_t>* progress = nullptr;  // counts subjects done; read by another thread
};

/// Numbers that are all written before they are read: the pages are first touched by the thread that fills them.
class UnsetColumn {
 public:
  UnsetColumn() = default;
  explicit UnsetColumn(std::size_t size)
      : values_(std::make_unique_for_overwrite<std::int64_t[]>(size)), size_(size) {}
  std::int64_t& operator[](std::size_t i) { return values_[i]; }
  std::int64_t operator[](std::size_t i) const { return values_[i]; }
  std::int64_t* begin() { return values_.get(); }
  std::size_t size() const { return size_; }

 private:
  std::unique_ptr<std::int64_t[]> values_;
  std::size_t size_ = 0;
};

/// Results by subject, in the snapshot's order.
struct Results {
  std::vector<std::uint16_t> reason;  // k_rated, or why not
  std::vector<std::int64_t> points;   // units of 10^-places of the plan
  std::vector<std::int16_t> grade;    // -1: not rated
  std::vector<std::uint64_t> overrides;
  std::vector<std::uint8_t> vetoed;
  std::vector<RankPlace> ranks;               // empty: the standard does not rank
  std::vector<UnsetColumn> indicator_points;  // by indicator, by subject
  std::vector<UnsetColumn> dimension_points;
  Distribution distribution;  // of this run, where it ranked by its own
};

Results evaluate(const standards::Plan& plan, const catalogue::Catalogue& catalogue,
                 const Snapshot& snapshot, Date as_of, const EvaluateOptions& options);
/// The same into results of an earlier run, whose memory is used again where the sizes are equal.
void evaluate_into(Results& out, const standards::Plan& plan, const catalogue::Catalogue& catalogue,
                   const Snapshot& snapshot, Date as_of, const EvaluateOptions& options);

/// One subject of a snapshot, without ranks: what an incremental update does. `bound` and `arena` are reused from call to
/// call; the results' spans live until the arena's next use.
BlockResults evaluate_one(const BoundPlan& bound, Arena& arena, std::uint32_t subject,
                          const Exclusion* excluded = nullptr);

/// The id of a reason: `scope.kind`, a declared id, `evaluation.missing_part`, ...; empty for a rated subject.
std::string reason_id(const standards::Plan& plan, std::uint16_t reason);
/// The same in words.
catalogue::Title reason_title(const standards::Plan& plan, std::uint16_t reason);

}  // namespace sanqu::evaluation
