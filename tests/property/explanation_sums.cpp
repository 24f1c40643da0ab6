// SPDX-License-Identifier: Apache-2.0
// Rule R15 held against every explanation, from outside: the sums are added up here once more, and points and grades are
// compared with the batch's. An action's promise is tried on a snapshot that lacks the record.
#include <fmt/core.h>

#include <algorithm>

#include "checks.hpp"
#include "evaluation/explanation.hpp"

namespace sanqu::property {

namespace {

using evaluation::DimensionLine;
using evaluation::Explanation;
using evaluation::IndicatorLine;

std::string sum_difference(std::string_view what, std::int64_t sum, std::int64_t points) {
  return sum == points ? "" : fmt::format("{}: the lines add up to {}, not {}", what, sum, points);
}

std::int64_t limits_of(const std::vector<evaluation::LimitLine>& limits) {
  std::int64_t sum = 0;
  for (const auto& limit : limits) sum += limit.took;
  return sum;
}

std::string check_indicator(const IndicatorLine& line, const Outcome& batch,
                            const standards::Plan& plan) {
  const auto index = static_cast<std::size_t>(line.indicator);
  const std::string& id = plan.indicators[index].id;
  const std::int64_t points = batch.indicators[index];
  if (line.available != (points != evaluation::k_missing)) return id + ": available or not";
  if (!line.available) return "";
  if (line.points != points) return fmt::format("{}: points {}, {}", id, line.points, points);
  std::int64_t sum = line.base + line.rounding + limits_of(line.limits);
  for (const auto& record : line.records) sum += record.contribution.value_or(0);
  return sum_difference(id, sum, line.points);
}

std::string check_dimension(const DimensionLine& line, const Outcome& batch,
                            const standards::Plan& plan) {
  const auto index = static_cast<std::size_t>(line.dimension);
  const std::string& id = plan.dimensions[index].id;
  std::int64_t sum = line.base + line.weighing + limits_of(line.limits);
  for (const IndicatorLine& indicator : line.indicators) {
    if (const std::string what = check_indicator(indicator, batch, plan); !what.empty()) {
      return what;
    }
    if (indicator.available) sum += indicator.points;
  }
  const std::int64_t points = batch.dimensions[index];
  if (line.available != (points != evaluation::k_missing)) return id + ": available or not";
  if (!line.available) return "";
  if (line.points != points) return fmt::format("{}: points {}, {}", id, line.points, points);
  return sum_difference(id, sum, line.points);
}

std::string check_total(const Explanation& explanation, const Outcome& batch,
                        const standards::Plan& plan) {
  if (explanation.points != batch.points) {
    return fmt::format("total: points {}, {}", explanation.points, batch.points);
  }
  if (explanation.grade != batch.grade) {
    return fmt::format("grade {}, {}", explanation.grade, batch.grade);
  }
  if (!batch.lost_rank && explanation.overrides != batch.overrides) return "overrides differ";
  if (!plan.has_points) return "";
  std::int64_t sum =
      plan.base + explanation.sharing + explanation.total_limit + explanation.override_points;
  for (const DimensionLine& dimension : explanation.dimensions) {
    if (const std::string what = check_dimension(dimension, batch, plan); !what.empty()) {
      return what;
    }
    if (dimension.available) sum += dimension.points;
  }
  return sum_difference("total", sum, explanation.points);
}

/// All lines but the versions of one record.
Chosen without(const World& world, const evaluation::Action& action) {
  Chosen chosen = world.everything();
  std::erase_if(chosen.records, [&](std::size_t i) {
    const auto* record = std::get_if<intake::CheckedRecord>(&world.records[i]);
    return record != nullptr && record->class_index == action.class_index &&
           record->record_id == action.record_id;
  });
  return chosen;
}

std::string check_action(const World& world, const std::string& id,
                         const evaluation::Action& action) {
  const Outcomes then = evaluate_chosen(world, without(world, action), world.as_of);
  const Outcome outcome = before_ranks(then.at(id), world.plan());
  if (outcome.points == action.points && outcome.grade == action.grade) return "";
  return fmt::format("without record {}: points {} and grade {} promised, {} and {} found",
                     action.record_id, action.points, action.grade, outcome.points, outcome.grade);
}

}  // namespace

Verdict check_explanations(const World& world, const Batch& batch, std::mt19937_64&) {
  Verdict verdict;
  const auto& plan = world.plan();
  const evaluation::BoundPlan bound(plan, batch.snapshot, world.as_of);
  evaluation::Arena arena;
  for (std::uint32_t s = 0; s < batch.snapshot.subjects(); ++s) {
    const std::string& id = batch.snapshot.subject_ids[s];
    const Outcome wanted = before_ranks(batch.outcomes.at(id), plan);
    const Explanation explanation =
        evaluation::explain(bound, world.rules->catalogue, arena, s, {true, false});
    ++verdict.tried;
    std::string what;
    if (explanation.reason != wanted.reason) {
      what = "reason differs";
    } else if (wanted.reason == evaluation::k_rated) {
      what = check_total(explanation, wanted, plan);
      if (what.empty() && !explanation.actions.empty()) {
        what = check_action(world, id, explanation.actions.front());
      }
    }
    if (what.empty()) continue;
    verdict.difference = id + ": " + what;
    return verdict;
  }
  return verdict;
}

}  // namespace sanqu::property
