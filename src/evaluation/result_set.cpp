// SPDX-License-Identifier: Apache-2.0
#include "evaluation/result_set.hpp"

#include "core/exact.hpp"

namespace sanqu::evaluation {

DetailsWorker::DetailsWorker(const ResultSet& set) : set_(set) {
  if (set.explain) bound_.emplace(set.plan, set.snapshot, set.as_of);
  if (set.next_change) next_change_.emplace(set.plan, set.snapshot, set.as_of);
}

SubjectDetails DetailsWorker::details(std::uint32_t subject) {
  SubjectDetails out;
  if (next_change_) out.next_change = next_change_->find(subject);
  if (!bound_) return out;
  // The searcher above keeps its bound plans from subject to subject; `explain` would make them anew.
  const ExplainOptions options{.with_actions = true, .with_next_change = false};
  auto explanation = explain(*bound_, set_.catalogue, arena_, subject, options);
  // Ranks, and grades that come from them, are known only to the whole run.
  explanation.next_change = out.next_change;
  explanation.reason = set_.results.reason[subject];
  explanation.grade = set_.results.grade[subject];
  explanation.overrides = set_.results.overrides[subject];
  if (explanation.reason !=
      k_rated) {  // not rated has no points, whatever was worked out on the way
    explanation.dimensions.clear();
    explanation.actions.clear();
    explanation.to_next_grade.reset();
  }
  out.explanation = std::move(explanation);
  return out;
}

ResultCells result_cells(const ResultSet& set, std::uint32_t subject,
                         const SubjectDetails& details) {
  const Results& results = set.results;
  ResultCells out;
  out.subject_id = set.snapshot.subject_ids[subject];
  const bool is_rated = results.reason[subject] == k_rated;
  out.status = is_rated ? "rated" : "not_rated";
  if (details.next_change != Date::max()) out.next_change = details.next_change.text();
  if (!set.snapshot.uscc_failed.empty()) out.uscc_failed = set.snapshot.uscc_failed[subject];
  if (!is_rated) {
    out.reason = reason_id(set.plan, results.reason[subject]);
    return out;
  }
  if (set.plan.has_points) out.points = decimal_text(results.points[subject], set.plan.places);
  if (const std::int16_t grade = results.grade[subject]; grade >= 0) {
    const standards::Grade& what = set.plan.grades[static_cast<std::size_t>(grade)];
    out.grade = what.id;
    out.grade_title = what.title.in(set.lang);
  }
  if (results.ranks.empty()) return out;
  out.rank = results.ranks[subject];
  if (out.rank.place == 0) out.rank_reason = results.vetoed[subject] != 0 ? "veto" : "few_peers";
  return out;
}

bool has_override(const ResultSet& set, std::uint32_t subject, std::size_t index) {
  const bool is_rated = set.results.reason[subject] == k_rated;
  return is_rated && ((set.results.overrides[subject] >> index) & 1) != 0;
}

std::string percentile_text(const RankPlace& rank) {
  return decimal_text(rank.percentile_milli, 3);
}

ResultCounts count_results(const ResultSet& set) {
  ResultCounts out;
  out.grades.resize(set.plan.grades.size());
  std::map<std::uint16_t, std::uint64_t> by_reason;
  for (const std::uint32_t subject : set.subjects) {
    const std::uint16_t reason = set.results.reason[subject];
    if (reason != k_rated) {
      ++out.not_rated;
      ++by_reason[reason];
      continue;
    }
    ++out.rated;
    const std::int16_t grade = set.results.grade[subject];
    if (grade >= 0) ++out.grades[static_cast<std::size_t>(grade)];
  }
  // Several causes can have one id: a missing indicator and a missing dimension are both `evaluation.missing_part`.
  for (const auto& [reason, count] : by_reason) {
    out.reasons[reason_id(set.plan, reason)] += count;
  }
  return out;
}

}  // namespace sanqu::evaluation
