// SPDX-License-Identifier: Apache-2.0
// The whole population: blocks handed to threads, then ranks, then (for grades by percentile) the second pass.
#include <algorithm>

#include "core/ensure.hpp"
#include "core/parallel.hpp"
#include "evaluation/evaluation.hpp"

namespace sanqu::evaluation {

namespace {

template <typename Column, typename U>
void copy_in(Column& to, std::uint32_t first, std::span<U> from) {
  std::copy(from.begin(), from.end(), to.begin() + first);
}

/// Runs `work(arena, first, count)` for every block, on all threads; blocks are claimed one by one.
template <typename Work>
void for_blocks(std::size_t subjects, const EvaluateOptions& options, Work work) {
  for_pieces(subjects, options.block_subjects, options.threads, [&] {
    return [&, arena = Arena()](std::size_t first, std::size_t count) mutable {
      arena.release({0, 0});
      work(arena, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(count));
      if (options.progress != nullptr)
        options.progress->fetch_add(count, std::memory_order_relaxed);
    };
  });
}

void store_block(const BlockResults& block, const EvaluateOptions& options, Results& out) {
  copy_in(out.reason, block.first_subject, block.reason);
  copy_in(out.points, block.first_subject, block.points);
  copy_in(out.grade, block.first_subject, block.grade);
  copy_in(out.overrides, block.first_subject, block.overrides);
  copy_in(out.vetoed, block.first_subject, block.vetoed);
  if (!options.breakdown) return;
  for (std::size_t d = 0; d < block.dimension_points.size(); ++d)
    copy_in(out.dimension_points[d], block.first_subject, block.dimension_points[d]);
}

/// Indicators write straight into the results, where those are kept.
void aim(BlockRun& run, const EvaluateOptions& options, std::uint32_t first, std::uint32_t count,
         Results& out) {
  if (!options.breakdown) return;
  for (std::size_t i = 0; i < out.indicator_points.size(); ++i) {
    run.write_indicator_to(static_cast<std::int32_t>(i),
                           {out.indicator_points[i].begin() + first, count});
  }
}

bool is_ranked(const Results& out, std::size_t subject) {
  const std::uint16_t reason = out.reason[subject];
  return (reason == k_rated || reason == k_reason_unranked) &&
         out.vetoed[subject] == 0;  // rule R17
}

void rank_all(const standards::Plan& plan, const catalogue::Catalogue& catalogue,
              const Snapshot& snapshot, const EvaluateOptions& options, Results& out) {
  std::vector<std::string> keys(snapshot.subjects());
  for (std::size_t s = 0; s < keys.size(); ++s) {
    keys[s] = peer_key(*plan.rank, catalogue, snapshot, s);
    if (options.frozen == nullptr && is_ranked(out, s))
      out.distribution.add(keys[s], out.points[s]);
  }
  out.distribution.settle();
  const Distribution& distribution = options.frozen != nullptr ? *options.frozen : out.distribution;
  out.ranks.resize(keys.size());
  for (std::size_t s = 0; s < keys.size(); ++s) {
    if (is_ranked(out, s))
      out.ranks[s] = distribution.place(keys[s], out.points[s], plan.rank->minimum);
  }
}

}  // namespace

Results evaluate(const standards::Plan& plan, const catalogue::Catalogue& catalogue,
                 const Snapshot& snapshot, Date as_of, const EvaluateOptions& options) {
  Results out;
  evaluate_into(out, plan, catalogue, snapshot, as_of, options);
  return out;
}

namespace {

void make_room(std::vector<UnsetColumn>& columns, std::size_t count, std::size_t subjects) {
  const bool fits = columns.size() == count && (count == 0 || columns[0].size() == subjects);
  if (fits) return;
  columns.clear();
  for (std::size_t i = 0; i < count; ++i) columns.emplace_back(subjects);
}

}  // namespace

void evaluate_into(Results& out, const standards::Plan& plan, const catalogue::Catalogue& catalogue,
                   const Snapshot& snapshot, Date as_of, const EvaluateOptions& options) {
  const std::size_t subjects = snapshot.subjects();
  const BoundPlan bound(plan, snapshot, as_of);
  out.reason.resize(subjects);
  out.points.resize(subjects);
  out.grade.resize(subjects);
  out.overrides.resize(subjects);
  out.vetoed.resize(subjects);
  out.ranks.clear();
  out.distribution = {};
  make_room(out.indicator_points, options.breakdown ? plan.indicators.size() : 0, subjects);
  make_room(out.dimension_points, options.breakdown ? plan.dimensions.size() : 0, subjects);
  // First phase: everything but the ranks. Each block writes its own part of the results.
  for_blocks(subjects, options, [&](Arena& arena, std::uint32_t first, std::uint32_t count) {
    BlockRun run(bound, arena, first, count);
    aim(run, options, first, count, out);
    store_block(run.run(), options, out);
  });
  if (!plan.rank) return;
  // Second phase: from here on points don't change; places come from the frozen distribution (rule R16).
  rank_all(plan, catalogue, snapshot, options, out);
  if (plan.grade_by != standards::GradeBy::percentile) return;
  for_blocks(subjects, options, [&](Arena& arena, std::uint32_t first, std::uint32_t count) {
    std::vector<std::int64_t> percentiles(count);
    for (std::uint32_t i = 0; i < count; ++i)
      percentiles[i] = out.ranks[first + i].percentile_milli;
    BlockRun run(bound, arena, first, count);
    aim(run, options, first, count, out);
    store_block(run.run(percentiles), options, out);
  });
}

namespace {

void fetch(const Column& column, std::size_t row) {
  if (!column.narrow.empty()) __builtin_prefetch(column.narrow.data() + row);
  if (!column.wide.empty()) __builtin_prefetch(column.wide.data() + row);
}

/// One subject's values lie far apart, a column here and a column there. Asking for all of them before the first is
/// needed lets the waits for memory overlap; for a block of a thousand the processor does that by itself.
void fetch_ahead(const Snapshot& snapshot, std::uint32_t subject) {
  for (const ClassTable& table : snapshot.classes)
    if (!table.begin.empty()) __builtin_prefetch(table.begin.data() + subject);
  for (const Column& column : snapshot.attributes) fetch(column, subject);
  for (const ClassTable& table : snapshot.classes) {
    if (table.begin.empty() || table.begin[subject] == table.begin[subject + 1]) continue;
    const std::size_t row = table.begin[subject];
    __builtin_prefetch(table.subject.data() + row);
    if (!table.force_from.empty()) {
      __builtin_prefetch(table.force_from.data() + row);
      __builtin_prefetch(table.force_through.data() + row);
    }
    for (const Column& column : table.columns) fetch(column, row);
  }
}

}  // namespace

BlockResults evaluate_one(const BoundPlan& bound, Arena& arena, std::uint32_t subject,
                          const Exclusion* excluded) {
  fetch_ahead(bound.binding.snapshot, subject);
  arena.release({0, 0});
  BlockRun run(bound, arena, subject, 1, excluded);
  return run.run();
}

std::string reason_id(const standards::Plan& plan, std::uint16_t reason) {
  switch (reason) {
    case k_rated: return "";
    case k_reason_kind: return "scope.kind";
    case k_reason_where: return "scope.where";
    case k_reason_indicator_missing:
    case k_reason_dimension_missing:
    case k_reason_few_dimensions: return "evaluation.missing_part";
    case k_reason_no_row: return "evaluation.no_table_row";
    case k_reason_overflow: return "evaluation.overflow";
    case k_reason_unranked: return "evaluation.not_ranked";
    default: break;
  }
  const auto declared = static_cast<std::size_t>(reason - k_reason_declared);
  ensure(declared < plan.reasons.size());
  return plan.reasons[declared].id;
}

catalogue::Title reason_title(const standards::Plan& plan, std::uint16_t reason) {
  switch (reason) {
    case k_rated: return {};
    case k_reason_kind:
      return {"主体类型不在本标准的适用范围内",
              "This kind of subject is outside the standard's scope"};
    case k_reason_where: return {"不在本标准的适用范围内", "Outside the standard's scope"};
    case k_reason_indicator_missing:
    case k_reason_dimension_missing:
    case k_reason_few_dimensions:
      return {"评价所需的信息不足", "Too little information for an evaluation"};
    case k_reason_no_row:
      return {"标准的对照表没有相应的一行(标准的错误,不是主体的问题)",
              "A table of the standard has no matching row (an error of the standard, not of the "
              "subject)"};
    case k_reason_overflow:
      return {"计算超出范围(标准的错误,不是主体的问题)",
              "The arithmetic overflowed (an error of the standard, not of the subject)"};
    case k_reason_unranked: return {"同类主体过少,不排名", "Too few peers for a rank"};
    default: break;
  }
  const auto declared = static_cast<std::size_t>(reason - k_reason_declared);
  ensure(declared < plan.reasons.size());
  return plan.reasons[declared].text;
}

}  // namespace sanqu::evaluation
