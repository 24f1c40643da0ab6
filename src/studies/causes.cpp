// SPDX-License-Identifier: Apache-2.0
// Parts of the points are matched by their ids in the two standards; a part that one of them lacks counts nothing there.
// The lines add up: indicators and limits to their dimension, dimensions and the last line to the change of all points.
#include "studies/causes.hpp"

#include <algorithm>
#include <cstdlib>

namespace sanqu::studies {

using standards::Plan;

namespace {

constexpr std::size_t k_parts_of_mover_max = 3;

/// One part in both standards; -1 where a standard does not have it.
struct Pair {
  std::int32_t before = -1;
  std::int32_t after = -1;
};

/// Ids in the order of the first list, then what only the second has.
template <typename List>
std::vector<Pair> pairs_by_id(const List& a, const List& b) {
  std::vector<Pair> out;
  const auto index_in = [](const List& list, const std::string& id) {
    const auto at = std::ranges::find_if(list, [&](const auto& one) { return one.id == id; });
    return at == list.end() ? -1 : static_cast<std::int32_t>(at - list.begin());
  };
  for (std::size_t i = 0; i < a.size(); ++i) {
    out.push_back({static_cast<std::int32_t>(i), index_in(b, a[i].id)});
  }
  for (std::size_t i = 0; i < b.size(); ++i) {
    if (index_in(a, b[i].id) < 0) out.push_back({-1, static_cast<std::int32_t>(i)});
  }
  return out;
}

const auto& part_of(const auto& before, const auto& after, Pair pair) {
  return pair.before >= 0 ? before[static_cast<std::size_t>(pair.before)]
                          : after[static_cast<std::size_t>(pair.after)];
}

/// Points of one part of one side; nothing where the part is missing for the subject.
class Side {
 public:
  Side(const Rating& rating, int places)
      : rating_(rating), factor_(at_places(1, rating.plan.places, places)) {}
  std::int64_t total(std::size_t s) const { return rating_.results.points[s] * factor_; }
  std::int64_t dimension(std::int32_t index, std::size_t s) const {
    return value(rating_.results.dimension_points, index, s);
  }
  std::int64_t indicator(std::int32_t index, std::size_t s) const {
    return value(rating_.results.indicator_points, index, s);
  }

 private:
  std::int64_t value(const std::vector<evaluation::UnsetColumn>& columns, std::int32_t index,
                     std::size_t s) const {
    if (index < 0 || columns.empty()) return 0;
    const std::int64_t units = columns[static_cast<std::size_t>(index)][s];
    return evaluation::is_special(units) ? 0 : units * factor_;
  }

  const Rating& rating_;
  std::int64_t factor_;
};

void add(Cause& cause, std::int64_t change) {
  if (change == 0) return;
  ++cause.subjects;
  cause.change += change;
  (change > 0 ? cause.gained : cause.lost) += change;
}

class Finding {
 public:
  Finding(Comparison& out, const Rating& before, const Rating& after)
      : out_(out),
        before_(before),
        after_(after),
        from_(before, out.places),
        to_(after, out.places),
        dimensions_(pairs_by_id(before.plan.dimensions, after.plan.dimensions)),
        indicators_(pairs_by_id(before.plan.indicators, after.plan.indicators)),
        overrides_(pairs_by_id(before.plan.overrides, after.plan.overrides)) {
    for (std::size_t s = 0; s < before.results.reason.size(); ++s) {
      if (before.rated(s) && after.rated(s)) both_.push_back(static_cast<std::uint32_t>(s));
    }
  }

  void causes();
  void overrides();
  Mover mover(std::uint32_t s) const;
  const std::vector<std::uint32_t>& both() const { return both_; }
  std::int64_t change(std::uint32_t s) const { return to_.total(s) - from_.total(s); }

 private:
  const std::string& dimension_of(Pair indicator) const {
    const Plan& plan = indicator.before >= 0 ? before_.plan : after_.plan;
    const auto& one = part_of(before_.plan.indicators, after_.plan.indicators, indicator);
    return plan.dimensions[static_cast<std::size_t>(one.dimension)].id;
  }
  std::int64_t change_of(Pair indicator, std::uint32_t s) const {
    return to_.indicator(indicator.after, s) - from_.indicator(indicator.before, s);
  }
  bool matched(const Rating& rating, std::int32_t index, std::uint32_t s) const {
    return index >= 0 && (rating.results.overrides[s] >> index & 1U) != 0;
  }

  Comparison& out_;
  const Rating& before_;
  const Rating& after_;
  Side from_;
  Side to_;
  std::vector<Pair> dimensions_;
  std::vector<Pair> indicators_;
  std::vector<Pair> overrides_;
  std::vector<std::uint32_t> both_;
};

void Finding::causes() {
  std::vector<std::int64_t> rest(both_.size());
  for (std::size_t i = 0; i < both_.size(); ++i) rest[i] = change(both_[i]);
  for (const Pair dimension : dimensions_) {
    const auto& named = part_of(before_.plan.dimensions, after_.plan.dimensions, dimension);
    Cause whole{Cause::Kind::dimension, named.id, named.title, "", 0, 0, 0, 0};
    std::vector<std::int64_t> rest_here(both_.size());
    for (std::size_t i = 0; i < both_.size(); ++i) {
      rest_here[i] =
          to_.dimension(dimension.after, both_[i]) - from_.dimension(dimension.before, both_[i]);
      rest[i] -= rest_here[i];
      add(whole, rest_here[i]);
    }
    out_.causes.push_back(whole);
    for (const Pair indicator : indicators_) {
      if (dimension_of(indicator) != named.id) continue;
      const auto& part = part_of(before_.plan.indicators, after_.plan.indicators, indicator);
      Cause cause{Cause::Kind::indicator, part.id, part.title, named.id, 0, 0, 0, 0};
      for (std::size_t i = 0; i < both_.size(); ++i) {
        const std::int64_t moved = change_of(indicator, both_[i]);
        rest_here[i] -= moved;
        add(cause, moved);
      }
      out_.causes.push_back(cause);
    }
    Cause limits{Cause::Kind::limits,
                 named.id,
                 {"维度的起点、权重和上下限", "the dimension's base, weight and limits"},
                 named.id,
                 0,
                 0,
                 0,
                 0};
    for (const std::int64_t moved : rest_here) add(limits, moved);
    out_.causes.push_back(limits);
  }
  Cause total{Cause::Kind::total_limits,
              "total",
              {"总分的起点、上下限、权重分摊和加减分规则",
               "the total's base, limits, shared-out weights and overrides of points"},
              "",
              0,
              0,
              0,
              0};
  for (const std::int64_t moved : rest) add(total, moved);
  out_.causes.push_back(total);
}

void Finding::overrides() {
  for (const Pair pair : overrides_) {
    const auto& named = part_of(before_.plan.overrides, after_.plan.overrides, pair);
    OverrideCause cause{named.id, named.title, 0, 0, 0, 0};
    for (const std::uint32_t s : both_) {
      const bool was = matched(before_, pair.before, s);
      const bool is = matched(after_, pair.after, s);
      cause.before += was ? 1 : 0;
      cause.after += is ? 1 : 0;
      cause.started += is && !was ? 1 : 0;
      cause.stopped += was && !is ? 1 : 0;
    }
    out_.overrides.push_back(cause);
  }
  if (!out_.grades_alike) return;
  for (const std::uint32_t s : both_) {
    if (before_.results.grade[s] == after_.results.grade[s]) continue;
    const bool by_override = std::ranges::any_of(overrides_, [&](Pair pair) {
      return matched(before_, pair.before, s) != matched(after_, pair.after, s);
    });
    ++(by_override ? out_.changed_by_overrides : out_.changed_by_points);
  }
}

Mover Finding::mover(std::uint32_t s) const {
  Mover out;
  out.subject = s;
  if (out_.points_alike) {
    out.before = from_.total(s);
    out.after = to_.total(s);
  }
  const auto grade = [s](const Rating& rating) {
    return rating.plan.grades[static_cast<std::size_t>(rating.results.grade[s])].id;
  };
  out.grade_before = grade(before_);
  out.grade_after = grade(after_);
  for (const Pair pair : indicators_) {
    const std::int64_t moved = change_of(pair, s);
    if (moved == 0) continue;
    const auto& part = part_of(before_.plan.indicators, after_.plan.indicators, pair);
    out.parts.push_back({part.id, moved});
  }
  std::ranges::stable_sort(out.parts, [](const auto& a, const auto& b) {
    return std::abs(a.change) > std::abs(b.change);
  });
  if (out.parts.size() > k_parts_of_mover_max) out.parts.resize(k_parts_of_mover_max);
  for (const Pair pair : overrides_) {
    const bool was = matched(before_, pair.before, s);
    const bool is = matched(after_, pair.after, s);
    if (was == is) continue;
    (is ? out.overrides_started : out.overrides_stopped)
        .push_back(part_of(before_.plan.overrides, after_.plan.overrides, pair).id);
  }
  return out;
}

}  // namespace

void find_causes(Comparison& out, const Rating& before, const Rating& after) {
  Finding finding(out, before, after);
  if (out.points_alike) finding.causes();
  finding.overrides();
}

void find_movers(Comparison& out, const Frame& frame, const Rating& before, const Rating& after,
                 std::size_t movers_max) {
  const Finding finding(out, before, after);
  struct Candidate {
    std::uint32_t subject;
    int steps;
    std::int64_t points;
  };
  std::vector<Candidate> moved;
  for (const std::uint32_t s : finding.both()) {
    const int steps =
        out.grades_alike ? std::abs(before.results.grade[s] - after.results.grade[s]) : 0;
    const std::int64_t points = out.points_alike ? std::abs(finding.change(s)) : 0;
    if (steps != 0 || points != 0) moved.push_back({s, steps, points});
  }
  const auto more = [&](const Candidate& a, const Candidate& b) {
    if (a.steps != b.steps) return a.steps > b.steps;
    if (a.points != b.points) return a.points > b.points;
    return frame.snapshot.subject_ids[a.subject] < frame.snapshot.subject_ids[b.subject];
  };
  const std::size_t shown = std::min(movers_max, moved.size());
  std::ranges::partial_sort(moved, moved.begin() + static_cast<std::ptrdiff_t>(shown), more);
  for (std::size_t i = 0; i < shown; ++i) out.movers.push_back(finding.mover(moved[i].subject));
}

}  // namespace sanqu::studies
