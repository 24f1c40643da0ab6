// SPDX-License-Identifier: Apache-2.0
// What `standard check` says is proved holds over random standards and data: every record is left out once, and what the
// standard then gives is held against the claims, with each class taken for negative and for positive.
// `proofs_hold FOLDER... [--break]` over folders of tests/reference/generate.py. With `--break` every line counts as proved and
// every bound is half as far, and 0 means that this was noticed.
#include <fmt/core.h>

#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "evaluation/evaluation.hpp"
#include "lines.hpp"
#include "standards/proofs/proofs.hpp"

using namespace sanqu;
using namespace sanqu::property;
using standards::proofs::BoundLine;
using standards::proofs::Claim;
using standards::proofs::MonotoneLine;

namespace {

/// One subject's result, copied out of the arena.
struct Taken {
  bool rated = false;
  std::int64_t points = 0;
  std::int16_t grade = -1;
  std::vector<std::int64_t> indicators;
  std::vector<std::int64_t> dimensions;
};

Taken take(const evaluation::BlockResults& results) {
  Taken out;
  out.rated = results.reason[0] == evaluation::k_rated;
  out.points = results.points[0];
  out.grade = results.grade[0];
  for (const auto& column : results.indicator_points) out.indicators.push_back(column[0]);
  for (const auto& column : results.dimension_points) out.dimensions.push_back(column[0]);
  return out;
}

class Holding {
 public:
  Holding(const World& world, bool breaks)
      : world_(world),
        plan_(world.plan()),
        breaks_(breaks),
        bounds_(standards::proofs::prove_bounded(world.rules->standard.text, plan_,
                                                 world.rules->catalogue)) {
    for (const auto polarity : {catalogue::Polarity::negative, catalogue::Polarity::positive}) {
      catalogue::Catalogue as_if = world.rules->catalogue;
      for (auto& record_class : as_if.classes) record_class.polarity = polarity;
      for (MonotoneLine& line :
           standards::proofs::prove_monotone(world.rules->standard.text, plan_, as_if)) {
        proved += line.obstacles.empty();
        ++claims;
        if (line.obstacles.empty() || breaks_) lines_[line.class_index].push_back(std::move(line));
      }
    }
    for (const BoundLine& line : bounds_.lines)
      (line.is_dimension ? dimension_lines_ : indicator_lines_).push_back(&line);
  }

  void run() {
    Errors findings;
    const evaluation::Snapshot snapshot =
        build_snapshot(world_, world_.everything(), world_.as_of, findings);
    const evaluation::BoundPlan bound(plan_, snapshot, world_.as_of);
    evaluation::Arena arena;
    for (std::uint32_t s = 0; s < snapshot.subjects(); ++s) {
      const Taken whole = take(evaluation::evaluate_one(bound, arena, s));
      if (whole.rated) within_bounds(whole, snapshot.subject_ids[s]);
      for (std::size_t c = 0; c < snapshot.classes.size(); ++c) {
        const auto& table = snapshot.classes[c];
        if (table.begin.empty()) continue;
        for (std::uint32_t row = table.begin[s]; row < table.begin[s + 1]; ++row) {
          const evaluation::Exclusion without{static_cast<std::int32_t>(c), row};
          const Taken before = take(evaluation::evaluate_one(bound, arena, s, &without));
          const std::string where =
              fmt::format("{} with record {} of {}", snapshot.subject_ids[s], table.record_id(row),
                          world_.rules->catalogue.classes[c].id);
          compare(static_cast<std::int32_t>(c), before, whole, where);
        }
      }
    }
  }

  std::size_t claims = 0;
  std::size_t proved = 0;
  std::size_t compared = 0;
  std::size_t broken = 0;
  std::string first_broken;

 private:
  void fail(const std::string& what) {
    if (broken++ == 0) first_broken = what;
  }

  void compare(std::int32_t record_class, const Taken& before, const Taken& after,
               const std::string& where) {
    const auto lines = lines_.find(record_class);
    if (lines != lines_.end() && before.rated)
      for (const MonotoneLine& line : lines->second) claim(line, before, after, where);
    if (!before.rated || !after.rated) return;
    for (std::size_t i = 0; i < indicator_lines_.size(); ++i) {
      const auto& most = indicator_lines_[i]->record;
      const bool there = !evaluation::is_special(before.indicators[i]) &&
                         !evaluation::is_special(after.indicators[i]);
      if (!most || !there) continue;
      ++compared;
      const std::int64_t change = after.indicators[i] - before.indicators[i];
      const std::int64_t most_units = most->round_units(plan_.places).value_or(0);
      const std::int64_t limit = breaks_ ? most_units / 2 : most_units + 1;  // each side is rounded
      if (change > limit || -change > limit)
        fail(fmt::format("{}: {} changes by {} units, at most {}", where, indicator_lines_[i]->id,
                         change, limit));
    }
  }

  void claim(const MonotoneLine& line, const Taken& before, const Taken& after,
             const std::string& where) {
    ++compared;
    const bool negative = line.polarity == catalogue::Polarity::negative;
    if (line.claim == Claim::rated) {
      if (!after.rated) fail(where + ": no longer rated");
      return;
    }
    if (!after.rated) return;
    if (line.claim == Claim::grade) {
      if (plan_.grade_by == standards::GradeBy::percentile) return;  // of the second phase
      if (negative ? after.grade < before.grade : after.grade > before.grade)
        fail(fmt::format("{}: grade {} -> {}, taken for {}", where, before.grade, after.grade,
                         negative ? "negative" : "positive"));
      return;
    }
    const bool may_not_rise = negative == standards::proofs::more_points_are_better(plan_);
    if (may_not_rise ? after.points > before.points : after.points < before.points)
      fail(fmt::format("{}: points {} -> {}, taken for {}", where, before.points, after.points,
                       negative ? "negative" : "positive"));
  }

  void within_bounds(const Taken& taken, const std::string& subject) {
    for (std::size_t i = 0; i < indicator_lines_.size(); ++i)
      within(*indicator_lines_[i], taken.indicators[i], subject);
    for (std::size_t i = 0; i < dimension_lines_.size(); ++i)
      within(*dimension_lines_[i], taken.dimensions[i], subject);
  }

  void within(const BoundLine& line, std::int64_t units, const std::string& subject) {
    if (evaluation::is_special(units)) return;
    ++compared;
    const Exact half = Exact::ratio(breaks_ ? 1 : 2, 2);
    const auto low =
        line.reach.low ? (*line.reach.low * half).round_units(plan_.places) : std::nullopt;
    const auto high =
        line.reach.high ? (*line.reach.high * half).round_units(plan_.places) : std::nullopt;
    if ((low && units < *low) || (high && units > *high))
      fail(fmt::format("{}: {} has {} units, proved {} to {}", subject, line.id, units,
                       line.reach.low ? line.reach.low->text() : "-",
                       line.reach.high ? line.reach.high->text() : "-"));
  }

  const World& world_;
  const standards::Plan& plan_;
  bool breaks_;
  standards::proofs::Bounds bounds_;
  std::map<std::int32_t, std::vector<MonotoneLine>> lines_;
  std::vector<const BoundLine*> indicator_lines_;
  std::vector<const BoundLine*> dimension_lines_;
};

bool run_folder(const std::string& folder, bool breaks) {
  const auto world = read_world(folder);
  if (!world) {
    std::puts((folder + ": " + world.error().front().render(Lang::en)).c_str());
    return false;
  }
  Holding holding(**world, breaks);
  holding.run();
  const bool good = breaks ? holding.broken > 0 : holding.broken == 0;
  std::puts(fmt::format("seed {}: {} of {} claims proved, {} comparisons, {} against them{}",
                        (*world)->seed, holding.proved, holding.claims, holding.compared,
                        holding.broken,
                        holding.broken > 0 && !good ? "; first: " + holding.first_broken : "")
                .c_str());
  return good;
}

}  // namespace

int main(int count, char** arguments) {
  bool breaks = false;
  bool good = true;
  for (int i = 1; i < count; ++i) breaks = breaks || std::string(arguments[i]) == "--break";
  for (int i = 1; i < count; ++i)
    if (std::string(arguments[i]) != "--break") good = run_folder(arguments[i], breaks) && good;
  return good ? 0 : 1;
}
