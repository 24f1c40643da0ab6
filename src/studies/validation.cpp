// SPDX-License-Identifier: Apache-2.0
#include "studies/validation.hpp"

#include <algorithm>

namespace sanqu::studies {

namespace {

constexpr std::size_t k_tenths = 10;

void finish(RateRow& row, std::uint32_t minimum) {
  row.is_shown = row.subjects >= minimum;
  if (row.subjects > 0) row.interval = wilson(row.events, row.subjects);
}

/// The subjects that all figures are about: rated then, and still there at the end.
std::vector<std::uint32_t> chosen(const Rating& rating, const Later& later, ValidationReport& out) {
  std::vector<std::uint32_t> subjects;
  for (std::size_t s = 0; s < later.happened.size(); ++s) {
    if (!rating.rated(s)) continue;
    if (later.gone[s]) {
      ++out.gone;
      continue;
    }
    out.closed += later.closed[s] ? 1 : 0;
    out.events += later.happened[s] ? 1 : 0;
    subjects.push_back(static_cast<std::uint32_t>(s));
  }
  out.subjects = later.happened.size();
  out.rated = subjects.size();
  return subjects;
}

/// A grade as a number that grows with how good it is.
std::int64_t grade_value(const Rating& rating, std::size_t s) {
  return static_cast<std::int64_t>(rating.plan.grades.size()) - rating.results.grade[s];
}

std::int64_t value_of_subject(const Rating& rating, std::size_t s) {
  return rating.plan.has_points ? rating.results.points[s] : grade_value(rating, s);
}

void calibrate(const Rating& rating, const Later& later, const std::vector<std::uint32_t>& subjects,
               std::uint32_t minimum, ValidationReport& out) {
  for (std::size_t g = 0; g < rating.plan.grades.size(); ++g) {
    out.grades.push_back({out.standard.grade_ids[g], out.standard.grades[g], true, 0, 0, {}, true});
  }
  for (const std::uint32_t s : subjects) {
    RateRow& row = out.grades[static_cast<std::size_t>(rating.results.grade[s])];
    ++row.subjects;
    row.events += later.happened[s] ? 1 : 0;
  }
  RateRow none{"not_rated", {"未评级", "not rated"}, false, 0, 0, {}, true};
  for (std::size_t s = 0; s < later.happened.size(); ++s) {
    if (rating.rated(s) || later.gone[s]) continue;
    ++none.subjects;
    none.events += later.happened[s] ? 1 : 0;
  }
  out.grades.push_back(none);
  for (RateRow& row : out.grades) finish(row, minimum);
}

/// Among the grades that have enough subjects to be shown.
void find_out_of_order(ValidationReport& out) {
  std::vector<std::size_t> shown;
  for (std::size_t g = 0; g < out.grades.size(); ++g) {
    if (out.grades[g].is_rated && out.grades[g].is_shown) shown.push_back(g);
  }
  for (std::size_t i = 0; i + 1 < shown.size(); ++i) {
    const RateRow& better = out.grades[shown[i]];
    const RateRow& worse = out.grades[shown[i + 1]];
    const auto more = [](const RateRow& a, const RateRow& b) {
      return static_cast<UInt128>(a.events) * b.subjects >
             static_cast<UInt128>(b.events) * a.subjects;
    };
    const bool wrong = out.events_are_good ? more(worse, better) : more(better, worse);
    if (!wrong) continue;
    const bool apart =
        better.interval->low > worse.interval->high || worse.interval->low > better.interval->high;
    out.out_of_order.push_back({shown[i], shown[i + 1], apart});
  }
}

/// Cuts the subjects into ten parts of about equal size. Equal points stay together, so where many have the same there are
/// fewer parts and some are larger.
void cut_tenths(const std::vector<Level>& levels, std::uint32_t minimum, ValidationReport& out) {
  std::uint64_t seen = 0;
  std::uint64_t last = 0;  // the part that the present one began in
  for (const Level& level : levels) {
    const std::uint64_t part = seen * k_tenths / out.rated;
    if (out.tenths.empty() || part > last) {
      out.tenths.push_back({level.value, level.value, {}});
      last = part;
    }
    ValidationReport::Tenth& tenth = out.tenths.back();
    tenth.high = level.value;
    tenth.rate.subjects += level.events + level.others;
    tenth.rate.events += level.events;
    seen += level.events + level.others;
  }
  for (auto& tenth : out.tenths) finish(tenth.rate, minimum);
}

std::vector<std::uint64_t> grade_counts(const Rating& rating) {
  std::vector<std::uint64_t> out(rating.plan.grades.size(), 0);
  for (std::size_t s = 0; s < rating.results.reason.size(); ++s) {
    if (rating.rated(s)) ++out[static_cast<std::size_t>(rating.results.grade[s])];
  }
  return out;
}

/// Everybody rated on each day, in the tenths of the first.
Stability points_stability(const Rating& before, const Rating& after,
                           const std::vector<ValidationReport::Tenth>& tenths) {
  const auto counts = [&](const Rating& rating) {
    std::vector<std::uint64_t> out(tenths.size(), 0);
    for (std::size_t s = 0; s < rating.results.reason.size(); ++s) {
      if (!rating.rated(s)) continue;
      std::size_t at = 0;
      while (at + 1 < tenths.size() && rating.results.points[s] >= tenths[at + 1].low) ++at;
      ++out[at];
    }
    return out;
  };
  return stability(counts(before), counts(after));
}

/// What a grade means for everybody, held against what it means in one group.
void hold_against_grades(GroupValidation& one) {
  if (one.rate.subjects == 0) return;
  const double rate = one.expected / static_cast<double>(one.rate.subjects);
  if (rate < one.rate.interval->low) one.against = GroupValidation::Against::more;
  if (rate > one.rate.interval->high) one.against = GroupValidation::Against::fewer;
}

void validate_groups(const Rating& rating, const Later& later,
                     const std::vector<std::uint32_t>& subjects, const ValidateOptions& options,
                     ValidationReport& out) {
  for (std::size_t g = 0; g < out.groupings.size(); ++g) {
    const Grouping& grouping = out.groupings[g];
    std::vector<Levels> levels(grouping.groups.size());
    std::vector<double> expected(grouping.groups.size(), 0);
    for (const std::uint32_t s : subjects) {
      const std::size_t group = grouping.group_of[s];
      levels[group].add(value_of_subject(rating, s), later.happened[s]);
      const RateRow& grade = out.grades[static_cast<std::size_t>(rating.results.grade[s])];
      expected[group] += static_cast<double>(grade.events) / static_cast<double>(grade.subjects);
    }
    for (std::size_t i = 0; i < levels.size(); ++i) {
      GroupValidation one;
      one.grouping = g;
      one.group = i;
      one.figures = discriminate(levels[i].take(), {options.events_are_good, 0, options.seed});
      const std::uint64_t others = one.figures.subjects - one.figures.events;
      if (one.figures.events < k_events_min || others < k_events_min) {
        one.figures.auc.reset();
        one.figures.auc_interval.reset();
        one.figures.ks.reset();
      }
      one.rate.subjects = one.figures.subjects;
      one.rate.events = one.figures.events;
      finish(one.rate, options.group_minimum);
      one.expected = expected[i];
      hold_against_grades(one);
      one.is_shown = one.rate.is_shown;
      out.groups.push_back(std::move(one));
    }
  }
}

}  // namespace

ValidationReport validate(const Frame& frame, const Rating& rating, const Later& later,
                          const Rating& at_the_end, const ValidateOptions& options) {
  ValidationReport out;
  out.standard = name_of(rating.plan);
  out.as_of = frame.as_of;
  out.places = rating.plan.places;
  out.events_are_good = options.events_are_good;
  out.group_minimum = options.group_minimum;
  out.resamples = options.resamples;
  out.seed = options.seed;
  const std::vector<std::uint32_t> subjects = chosen(rating, later, out);

  Levels by_grade;
  Levels by_points;
  for (const std::uint32_t s : subjects) {
    by_grade.add(grade_value(rating, s), later.happened[s]);
    if (rating.plan.has_points) by_points.add(rating.results.points[s], later.happened[s]);
  }
  const DiscriminationOptions figures{options.events_are_good, options.resamples, options.seed};
  out.by_grade = discriminate(by_grade.take(), figures);
  if (rating.plan.has_points) {
    out.points_levels = by_points.take();
    out.by_points = discriminate(out.points_levels, figures);
    if (out.rated > 0) cut_tenths(out.points_levels, options.group_minimum, out);
  }
  calibrate(rating, later, subjects, options.group_minimum, out);
  find_out_of_order(out);

  out.grades_before = grade_counts(rating);
  out.grades_after = grade_counts(at_the_end);
  out.grade_stability = stability(out.grades_before, out.grades_after);
  if (rating.plan.has_points && !out.tenths.empty()) {
    out.points_stability = points_stability(rating, at_the_end, out.tenths);
  }
  out.groupings = group_subjects(frame, options.groupings);
  validate_groups(rating, later, subjects, options, out);
  return out;
}

}  // namespace sanqu::studies
