// SPDX-License-Identifier: Apache-2.0
// What an evaluation says of one subject, whichever way it was worked out, and the first difference between two of them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "evaluation/evaluation.hpp"
#include "lines.hpp"

namespace sanqu::property {

struct Outcome {
  std::uint16_t reason = evaluation::k_rated;
  std::int16_t grade = -1;
  std::uint8_t vetoed = 0;
  std::int64_t points = 0;
  std::uint64_t overrides = 0;
  std::vector<std::int64_t> indicators;
  std::vector<std::int64_t> dimensions;
  std::int64_t place = 0;
  std::int64_t percentile = evaluation::k_missing;
  bool lost_rank = false;  // by `before_ranks`: the batch forgot its overrides with the rank
};

using Outcomes = std::map<std::string, Outcome>;  // by subject id

/// Of a batch with `breakdown`. A subject that is not rated has its reason only: the rest means nothing.
Outcomes outcomes_of(const evaluation::Results& results, const evaluation::Snapshot& snapshot);
Outcome outcome_of(const evaluation::BlockResults& block);

/// Without what only the whole population tells: ranks, and grades by percentile.
Outcome before_ranks(Outcome outcome, const standards::Plan& plan);
Outcomes before_ranks(Outcomes outcomes, const standards::Plan& plan);

/// The first difference in words: `points 1200, 1201`; empty if there is none.
std::string difference(const Outcome& a, const Outcome& b, const standards::Plan& plan);
/// The same over all subjects; a subject that one side lacks is a difference.
std::string difference(const Outcomes& a, const Outcomes& b, const standards::Plan& plan);

/// All subjects of the chosen lines evaluated on a day, in one batch on one thread.
Outcomes evaluate_chosen(const World& world, const Chosen& chosen, Date as_of);

}  // namespace sanqu::property
