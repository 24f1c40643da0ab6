// SPDX-License-Identifier: Apache-2.0
#include "studies/comparison.hpp"

#include <algorithm>
#include <map>

#include "studies/causes.hpp"
#include "studies/errors.hpp"

namespace sanqu::studies {

using standards::Plan;

namespace {

/// Outcomes of one side: each subject's place in the list.
struct Outcomes {
  std::vector<Outcome> list;
  std::vector<std::uint16_t> of;
};

Outcomes outcomes_of(const Rating& rating, std::size_t subjects) {
  Outcomes out;
  for (const auto& grade : rating.plan.grades) {
    const Title title =
        grade.title.zh.empty() && grade.title.en.empty() ? Title{grade.id, grade.id} : grade.title;
    out.list.push_back({grade.id, title, true});
  }
  std::map<std::string, Outcome> reasons;
  for (const std::uint16_t reason : rating.results.reason) {
    if (reason == evaluation::k_rated) continue;
    const std::string id = evaluation::reason_id(rating.plan, reason);
    if (!reasons.contains(id)) {
      reasons[id] = {id, evaluation::reason_title(rating.plan, reason), false};
    }
  }
  std::map<std::string, std::uint16_t> index;
  for (auto& [id, outcome] : reasons) {
    index[id] = static_cast<std::uint16_t>(out.list.size());
    out.list.push_back(outcome);
  }
  out.of.resize(subjects);
  std::map<std::uint16_t, std::uint16_t> of_reason;
  for (std::size_t s = 0; s < subjects; ++s) {
    const std::uint16_t reason = rating.results.reason[s];
    if (reason == evaluation::k_rated) {
      out.of[s] = static_cast<std::uint16_t>(rating.results.grade[s]);
      continue;
    }
    auto known = of_reason.find(reason);
    if (known == of_reason.end()) {
      known = of_reason.emplace(reason, index.at(evaluation::reason_id(rating.plan, reason))).first;
    }
    out.of[s] = known->second;
  }
  return out;
}

Migration migrate(const Rating& before, const Rating& after, std::size_t subjects) {
  Outcomes from = outcomes_of(before, subjects);
  Outcomes to = outcomes_of(after, subjects);
  Migration out;
  out.cells.assign(from.list.size() * to.list.size(), 0);
  for (std::size_t s = 0; s < subjects; ++s) ++out.cells[from.of[s] * to.list.size() + to.of[s]];
  out.before = std::move(from.list);
  out.after = std::move(to.list);
  return out;
}

bool same_grades(const Plan& a, const Plan& b) {
  return std::ranges::equal(a.grades, b.grades, [](const auto& x, const auto& y) {
    return x.id == y.id && x.special == y.special;
  });
}

void count(Tally& tally, const Comparison& out, const Rating& before, const Rating& after,
           std::size_t s) {
  ++tally.subjects;
  const bool was = before.rated(s);
  const bool is = after.rated(s);
  if (was != is) ++(is ? tally.entered : tally.left);
  if (!was || !is) return;
  ++tally.rated_both;
  if (out.grades_alike) {
    const int step = before.results.grade[s] - after.results.grade[s];  // best first
    if (step > 0) ++tally.grade_up;
    if (step < 0) ++tally.grade_down;
  }
  if (!out.points_alike) return;
  const std::int64_t change = at_places(after.results.points[s], after.plan.places, out.places) -
                              at_places(before.results.points[s], before.plan.places, out.places);
  if (change > 0) ++tally.points_up;
  if (change < 0) ++tally.points_down;
  tally.points_change += change;
}

void count_groups(Comparison& out, const Rating& before, const Rating& after,
                  std::uint32_t minimum) {
  for (std::size_t g = 0; g < out.groupings.size(); ++g) {
    const Grouping& grouping = out.groupings[g];
    std::vector<Tally> tallies(grouping.groups.size());
    for (std::size_t s = 0; s < grouping.group_of.size(); ++s) {
      count(tallies[grouping.group_of[s]], out, before, after, s);
    }
    for (std::size_t i = 0; i < tallies.size(); ++i) {
      if (tallies[i].rated_ever() == 0) continue;
      out.groups.push_back({g, i, tallies[i], tallies[i].rated_ever() >= minimum});
    }
  }
}

/// A limit that was not given stands at the end of what 64 bits hold.
bool same_limit(const Plan& a, std::int64_t limit_a, const Plan& b, std::int64_t limit_b) {
  constexpr std::int64_t k_given = std::numeric_limits<std::int64_t>::max() / 2;
  const bool is_given_a = limit_a > -k_given && limit_a < k_given;
  const bool is_given_b = limit_b > -k_given && limit_b < k_given;
  if (!is_given_a || !is_given_b) return is_given_a == is_given_b;
  return Exact::compare(Exact::decimal(limit_a, a.places), Exact::decimal(limit_b, b.places)) == 0;
}

/// What of two standards can be compared at all.
void set_scales(Comparison& out, const Plan& before, const Plan& after) {
  out.grades_alike = same_grades(before, after);
  out.places = std::max(before.places, after.places);
  out.points_alike = before.has_points && after.has_points &&
                     same_limit(before, before.floor, after, after.floor) &&
                     same_limit(before, before.cap, after, after.cap);
}

}  // namespace

Result<bool> check_sums(const Rating& rating) {
  constexpr int k_places_max = 6;
  const std::size_t subjects = rating.results.reason.size();
  const std::int64_t most = (std::int64_t{1} << 60) /
                            static_cast<std::int64_t>(std::max<std::size_t>(subjects, 1)) /
                            pow10(k_places_max - rating.plan.places);
  const auto fits = [&](std::int64_t units) {
    return evaluation::is_special(units) || (units <= most && units >= -most);
  };
  for (std::size_t s = 0; s < subjects; ++s) {
    if (!rating.rated(s)) continue;
    bool all_fit = !rating.plan.has_points || fits(rating.results.points[s]);
    for (const auto* columns :
         {&rating.results.indicator_points, &rating.results.dimension_points}) {
      for (const auto& column : *columns) all_fit = all_fit && fits(column[s]);
    }
    if (!all_fit) {
      return refuse(errors::k_points_large, {}, {rating.plan.name(), std::to_string(subjects)});
    }
  }
  return true;
}

Migration condensed(const Migration& migration) {
  const Outcome not_rated{"not_rated", {"未评级", "not rated"}, false};
  // Where each outcome goes, and the shorter list.
  const auto shorten = [&](const std::vector<Outcome>& from, std::vector<Outcome>& to) {
    std::vector<std::size_t> places;
    for (const Outcome& one : from) {
      if (one.is_rated) to.push_back(one);
      places.push_back(to.size() - (one.is_rated ? 1 : 0));
    }
    to.push_back(not_rated);
    return places;
  };
  Migration out;
  const auto rows = shorten(migration.before, out.before);
  const auto columns = shorten(migration.after, out.after);
  out.cells.assign(out.before.size() * out.after.size(), 0);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t k = 0; k < columns.size(); ++k) {
      out.cells[rows[r] * out.after.size() + columns[k]] += migration.at(r, k);
    }
  }
  return out;
}

std::vector<ReasonCount> reasons_of(const Migration& migration) {
  std::vector<ReasonCount> out;
  const auto count = [&](const std::vector<Outcome>& list, bool is_before) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (list[i].is_rated) continue;
      auto known = std::ranges::find_if(out, [&](const auto& one) { return one.id == list[i].id; });
      if (known == out.end()) known = out.insert(out.end(), {list[i].id, list[i].title, 0, 0});
      const std::size_t others = is_before ? migration.after.size() : migration.before.size();
      for (std::size_t k = 0; k < others; ++k) {
        (is_before ? known->before : known->after) +=
            is_before ? migration.at(i, k) : migration.at(k, i);
      }
    }
  };
  count(migration.before, true);
  count(migration.after, false);
  return out;
}

Tally tally_all(const Rating& before, const Rating& after) {
  Comparison scales;
  set_scales(scales, before.plan, after.plan);
  for (std::size_t s = 0; s < before.results.reason.size(); ++s) {
    count(scales.all, scales, before, after, s);
  }
  return scales.all;
}

std::int64_t at_places(std::int64_t units, int from_places, int to_places) {
  return units * pow10(to_places - from_places);
}

Comparison compare(const Frame& frame, const Rating& before, const Rating& after,
                   const CompareOptions& options) {
  const std::size_t subjects = frame.snapshot.subjects();
  Comparison out;
  set_scales(out, before.plan, after.plan);
  out.migration = migrate(before, after, subjects);
  out.groupings = group_subjects(frame, options.groupings);
  for (std::size_t s = 0; s < subjects; ++s) count(out.all, out, before, after, s);
  count_groups(out, before, after, options.group_minimum);
  find_causes(out, before, after);
  find_movers(out, frame, before, after, options.movers_max);
  return out;
}

}  // namespace sanqu::studies
