// SPDX-License-Identifier: Apache-2.0
#include "outcome.hpp"

#include <fmt/core.h>

#include "core/ensure.hpp"

namespace sanqu::property {

namespace {

/// What is not rated has no points, no grade and no parts.
Outcome settled(Outcome outcome) {
  const bool has_points =
      outcome.reason == evaluation::k_rated || outcome.reason == evaluation::k_reason_unranked;
  if (has_points) return outcome;
  Outcome bare;
  bare.reason = outcome.reason;
  bare.grade = outcome.grade;  // -1, which is a promise too
  return bare;
}

std::string units_text(std::int64_t units) {
  return units == evaluation::k_missing ? "missing" : std::to_string(units);
}

template <typename Parts>
std::string part_difference(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b,
                            const Parts& parts, std::string_view what) {
  if (a.size() != b.size()) return fmt::format("{}s {}, {}", what, a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    return fmt::format("{} {} {}, {}", what, parts[i].id, units_text(a[i]), units_text(b[i]));
  }
  return "";
}

}  // namespace

Outcomes outcomes_of(const evaluation::Results& results, const evaluation::Snapshot& snapshot) {
  Outcomes out;
  for (std::size_t s = 0; s < snapshot.subjects(); ++s) {
    Outcome one;
    one.reason = results.reason[s];
    one.grade = results.grade[s];
    one.vetoed = results.vetoed[s];
    one.points = results.points[s];
    one.overrides = results.overrides[s];
    for (const auto& column : results.indicator_points) one.indicators.push_back(column[s]);
    for (const auto& column : results.dimension_points) one.dimensions.push_back(column[s]);
    if (!results.ranks.empty()) {
      one.place = results.ranks[s].place;
      one.percentile = results.ranks[s].percentile_milli;
    }
    const bool is_new = out.emplace(snapshot.subject_ids[s], settled(std::move(one))).second;
    ensure(is_new);
  }
  return out;
}

Outcome outcome_of(const evaluation::BlockResults& block) {
  Outcome one;
  one.reason = block.reason[0];
  one.grade = block.grade[0];
  one.vetoed = block.vetoed[0];
  one.points = block.points[0];
  one.overrides = block.overrides[0];
  for (const auto& column : block.indicator_points) one.indicators.push_back(column[0]);
  for (const auto& column : block.dimension_points) one.dimensions.push_back(column[0]);
  return settled(std::move(one));
}

Outcome before_ranks(Outcome outcome, const standards::Plan& plan) {
  outcome.place = 0;
  outcome.percentile = evaluation::k_missing;
  if (plan.grade_by != standards::GradeBy::percentile) return outcome;
  outcome.grade = -1;
  outcome.lost_rank = outcome.reason == evaluation::k_reason_unranked;
  if (outcome.lost_rank) outcome.reason = evaluation::k_rated;
  return outcome;
}

Outcomes before_ranks(Outcomes outcomes, const standards::Plan& plan) {
  for (auto& [id, outcome] : outcomes) outcome = before_ranks(std::move(outcome), plan);
  return outcomes;
}

std::string difference(const Outcome& a, const Outcome& b, const standards::Plan& plan) {
  const auto told = [](std::string_view what, auto left, auto right) {
    return fmt::format("{} {}, {}", what, left, right);
  };
  if (a.reason != b.reason) {
    return fmt::format("reason {}, {}", evaluation::reason_id(plan, a.reason),
                       evaluation::reason_id(plan, b.reason));
  }
  std::string parts = part_difference(a.indicators, b.indicators, plan.indicators, "indicator");
  if (!parts.empty()) return parts;
  parts = part_difference(a.dimensions, b.dimensions, plan.dimensions, "dimension");
  if (!parts.empty()) return parts;
  if (a.points != b.points) return told("points", a.points, b.points);
  const bool knows_overrides = !a.lost_rank && !b.lost_rank;
  if (knows_overrides && a.overrides != b.overrides)
    return told("overrides", a.overrides, b.overrides);
  if (a.vetoed != b.vetoed) return told("veto", a.vetoed, b.vetoed);
  if (a.place != b.place) return told("place", a.place, b.place);
  if (a.percentile != b.percentile) return told("percentile", a.percentile, b.percentile);
  if (a.grade != b.grade) return told("grade", a.grade, b.grade);
  return "";
}

std::string difference(const Outcomes& a, const Outcomes& b, const standards::Plan& plan) {
  for (const auto& [id, outcome] : a) {
    const auto other = b.find(id);
    if (other == b.end()) return id + ": there, absent";
    if (const std::string what = difference(outcome, other->second, plan); !what.empty()) {
      return id + ": " + what;
    }
  }
  for (const auto& [id, outcome] : b) {
    if (!a.contains(id)) return id + ": absent, there";
  }
  return "";
}

Outcomes evaluate_chosen(const World& world, const Chosen& chosen, Date as_of) {
  Errors findings;
  const evaluation::Snapshot snapshot = build_snapshot(world, chosen, as_of, findings);
  evaluation::EvaluateOptions options;
  options.threads = 1;
  options.breakdown = true;
  const auto results =
      evaluation::evaluate(world.plan(), world.rules->catalogue, snapshot, as_of, options);
  return outcomes_of(results, snapshot);
}

}  // namespace sanqu::property
