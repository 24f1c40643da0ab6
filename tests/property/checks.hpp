// SPDX-License-Identifier: Apache-2.0
// The property *batch = single = incremental*, check by check. Each compares another way to the same results with the
// batch, and stops at its first difference.
#pragma once

#include <cstddef>
#include <random>
#include <string>

#include "evaluation/evaluation.hpp"
#include "lines.hpp"
#include "outcome.hpp"

namespace sanqu::property {

/// The whole population in one batch, on one thread, in one block: what everything is compared with.
struct Batch {
  evaluation::Snapshot snapshot;
  evaluation::Results results;
  Outcomes outcomes;
  /// Added to every next-change date. Not 0 only to show that the check notices.
  std::int32_t shift_days = 0;
};

struct Verdict {
  std::string difference;  // the first, in words; empty: none
  std::size_t tried = 0;   // comparisons made, so that a check that compared nothing is seen
  bool holds() const { return difference.empty(); }
};

/// Threads, block sizes, results used again, ranks from the run's own frozen distribution.
Verdict check_threads(const World& world, const Batch& batch, std::mt19937_64& random);
/// Every subject alone, from the batch's snapshot.
Verdict check_single(const World& world, const Batch& batch, std::mt19937_64& random);
/// Every group of lines alone, line by line, in file order and in reverse.
Verdict check_incremental(const World& world, const Batch& batch, std::mt19937_64& random);
/// All lines in other orders.
Verdict check_order(const World& world, const Batch& batch, std::mt19937_64& random);
/// Every explanation's sums, and what it says against the batch (explanation_sums.cpp).
Verdict check_explanations(const World& world, const Batch& batch, std::mt19937_64& random);
/// Next-change dates against the population evaluated anew on other days (next_change_days.cpp).
Verdict check_next_change(const World& world, const Batch& batch, std::mt19937_64& random);

}  // namespace sanqu::property
