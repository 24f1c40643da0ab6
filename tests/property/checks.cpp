// SPDX-License-Identifier: Apache-2.0
#include "checks.hpp"

#include <fmt/core.h>

namespace sanqu::property {

namespace {

/// The batch's outcomes of the subjects whose lines were chosen; a merged one has none.
Outcomes those_of(const Outcomes& all, const World& world, const Chosen& chosen) {
  Outcomes out;
  for (const std::size_t i : chosen.subjects) {
    const auto found = all.find(std::string(world.subjects[i].subject_id));
    if (found != all.end()) out.insert(*found);
  }
  return out;
}

Chosen first_records(const Chosen& chosen, std::size_t count) {
  const auto end = chosen.records.begin() + static_cast<std::ptrdiff_t>(count);
  return {chosen.subjects, {chosen.records.begin(), end}};
}

}  // namespace

Verdict check_threads(const World& world, const Batch& batch, std::mt19937_64&) {
  Verdict verdict;
  const auto& plan = world.plan();
  evaluation::Results results;  // one memory for all runs
  for (const unsigned threads : {1U, 4U}) {
    for (const std::uint32_t block : {1U, 7U, 1024U}) {
      for (const bool frozen : {false, true}) {
        if (frozen && !plan.rank) continue;
        evaluation::EvaluateOptions options;
        options.threads = threads;
        options.block_subjects = block;
        options.breakdown = true;
        options.frozen = frozen ? &batch.results.distribution : nullptr;
        evaluation::evaluate_into(results, plan, world.rules->catalogue, batch.snapshot,
                                  world.as_of, options);
        ++verdict.tried;
        const std::string what =
            difference(batch.outcomes, outcomes_of(results, batch.snapshot), plan);
        if (what.empty()) continue;
        verdict.difference = fmt::format("{} threads, blocks of {}{}: {}", threads, block,
                                         frozen ? ", ranks from the frozen run" : "", what);
        return verdict;
      }
    }
  }
  return verdict;
}

Verdict check_single(const World& world, const Batch& batch, std::mt19937_64&) {
  Verdict verdict;
  const auto& plan = world.plan();
  const evaluation::BoundPlan bound(plan, batch.snapshot, world.as_of);
  evaluation::Arena arena;
  for (std::uint32_t s = 0; s < batch.snapshot.subjects(); ++s) {
    const std::string& id = batch.snapshot.subject_ids[s];
    const Outcome single = outcome_of(evaluation::evaluate_one(bound, arena, s));
    ++verdict.tried;
    const std::string what =
        difference(before_ranks(batch.outcomes.at(id), plan), before_ranks(single, plan), plan);
    if (what.empty()) continue;
    verdict.difference = id + ": " + what;
    return verdict;
  }
  return verdict;
}

Verdict check_incremental(const World& world, const Batch& batch, std::mt19937_64&) {
  Verdict verdict;
  const auto& plan = world.plan();
  for (const Chosen& group : groups_of(world)) {
    const Outcomes wanted = before_ranks(those_of(batch.outcomes, world, group), plan);
    const Chosen orders[] = {group, reversed(group)};
    for (const Chosen& order : orders) {
      // What the lines so far come to, in this order and in the other: a state on the way has one result too.
      for (std::size_t count = 0; count <= order.records.size(); ++count) {
        const Chosen so_far = first_records(order, count);
        const auto now = before_ranks(evaluate_chosen(world, so_far, world.as_of), plan);
        const auto turned =
            before_ranks(evaluate_chosen(world, reversed(so_far), world.as_of), plan);
        ++verdict.tried;
        std::string what = difference(now, turned, plan);
        if (what.empty() && count == order.records.size()) {
          what = difference(wanted, now, plan);
        }
        if (what.empty()) continue;
        verdict.difference = fmt::format("after {} of {} lines{}: {}", count, order.records.size(),
                                         &order == orders ? "" : " from the end", what);
        return verdict;
      }
    }
  }
  return verdict;
}

Verdict check_order(const World& world, const Batch& batch, std::mt19937_64& random) {
  constexpr int k_shuffles = 5;
  Verdict verdict;
  for (int i = 0; i < k_shuffles; ++i) {
    const Chosen order =
        i == 0 ? reversed(world.everything()) : shuffled(world.everything(), random);
    const Outcomes then = evaluate_chosen(world, order, world.as_of);
    ++verdict.tried;
    verdict.difference = difference(batch.outcomes, then, world.plan());
    if (!verdict.holds()) return verdict;
  }
  return verdict;
}

}  // namespace sanqu::property
