// SPDX-License-Identifier: Apache-2.0
// The next-change date against the plain way: all lines made into a snapshot of another day and evaluated anew. On the
// date something must differ, on the day before and on days between nothing may.
#include <fmt/core.h>

#include <algorithm>

#include "checks.hpp"
#include "evaluation/next_change.hpp"

namespace sanqu::property {

namespace {

constexpr std::size_t k_subjects_max = 12;

class DayByDay {
 public:
  explicit DayByDay(const World& world) : world_(world) {}

  /// What the subject's result on that day differs in from now's; empty: nothing.
  std::string change(const std::string& id, Date day) {
    const Outcome& now = outcomes_on(world_.as_of).at(id);
    return difference(now, outcomes_on(day).at(id), world_.plan());
  }

 private:
  const Outcomes& outcomes_on(Date day) {
    const auto found = days_.find(day);
    if (found != days_.end()) return found->second;
    const bool by_ranks = world_.plan().grade_by == standards::GradeBy::percentile;
    Outcomes then =
        by_ranks ? alone_on(day)
                 : before_ranks(evaluate_chosen(world_, world_.everything(), day), world_.plan());
    return days_.emplace(day, std::move(then)).first->second;
  }

  /// Where grades come from ranks, a batch forgets the overrides of those without a rank; each alone keeps them.
  Outcomes alone_on(Date day) const {
    Errors findings;
    const auto snapshot = build_snapshot(world_, world_.everything(), day, findings);
    const evaluation::BoundPlan bound(world_.plan(), snapshot, day);
    evaluation::Arena arena;
    Outcomes out;
    for (std::uint32_t s = 0; s < snapshot.subjects(); ++s) {
      const Outcome one = outcome_of(evaluation::evaluate_one(bound, arena, s));
      out.emplace(snapshot.subject_ids[s], before_ranks(one, world_.plan()));
    }
    return out;
  }

  const World& world_;
  std::map<Date, Outcomes> days_;
};

/// Days on which nothing may have changed yet: the last one, and two anywhere.
std::vector<Date> quiet_days(Date as_of, Date change, std::mt19937_64& random) {
  const Date horizon = plus_months(as_of, 12 * evaluation::k_next_change_years);
  const Date last = change == Date::max() ? horizon : plus_days(change, -1);
  std::vector<Date> days;
  if (last <= as_of) return days;
  const auto length = static_cast<std::uint64_t>(last.days() - as_of.days());
  days.push_back(last);
  for (int i = 0; i < 2; ++i) {
    days.push_back(plus_days(as_of, static_cast<std::int32_t>(1 + random() % length)));
  }
  return days;
}

}  // namespace

Verdict check_next_change(const World& world, const Batch& batch, std::mt19937_64& random) {
  Verdict verdict;
  evaluation::NextChange next_change(world.plan(), batch.snapshot, world.as_of);
  DayByDay day_by_day(world);
  std::vector<std::uint32_t> subjects(batch.snapshot.subjects());
  for (std::uint32_t s = 0; s < subjects.size(); ++s) subjects[s] = s;
  std::ranges::shuffle(subjects, random);
  subjects.resize(std::min(subjects.size(), k_subjects_max));
  for (const std::uint32_t s : subjects) {
    const std::string& id = batch.snapshot.subject_ids[s];
    Date day = next_change.find(s);
    const bool is_attribute = batch.snapshot.attributes_change_on[s] == day.days();
    if (day != Date::max()) day = plus_days(day, batch.shift_days);
    ++verdict.tried;
    for (const Date quiet : quiet_days(world.as_of, day, random)) {
      const std::string what = day_by_day.change(id, quiet);
      if (what.empty()) continue;
      verdict.difference = fmt::format("{}: next change {}, but on {} already {}", id, day.text(),
                                       quiet.text(), what);
      return verdict;
    }
    // A later value of an attribute is told even where nothing of the result hangs on it.
    if (day == Date::max() || (is_attribute && batch.shift_days == 0)) continue;
    if (!day_by_day.change(id, day).empty()) continue;
    verdict.difference =
        fmt::format("{}: next change {}, but nothing differs then", id, day.text());
    return verdict;
  }
  return verdict;
}

}  // namespace sanqu::property
