// SPDX-License-Identifier: Apache-2.0
// A rating held against what came later: does it tell apart (discrimination), does a grade mean what it says (calibration),
// is it the same instrument a year on (stability), and is it so for every group of subjects.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "studies/discrimination.hpp"
#include "studies/groups.hpp"
#include "studies/report.hpp"

namespace sanqu::studies {

/// The later state of the same subjects, in the order of the frame.
struct Later {
  std::vector<bool> happened;
  std::vector<bool> gone;    // merged into another: nothing can be said of it
  std::vector<bool> closed;  // by its registration status at the end; counted all the same
};

/// How often it happened among so many. `interval` is none for an empty class.
struct RateRow {
  std::string id;
  Title title;
  bool is_rated = true;
  std::uint64_t subjects = 0;
  std::uint64_t events = 0;
  std::optional<Interval> interval;  // Wilson
  bool is_shown = true;              // false: fewer subjects than the minimum
};

struct GroupValidation {
  std::size_t grouping = 0;
  std::size_t group = 0;
  bool is_shown = false;
  Discrimination figures;  // by points, or by grade where there are no points
  RateRow rate;
  /// How often it would have happened if each grade meant the same here as for everybody: the sum of the grades' rates.
  double expected = 0;
  /// Whether what did happen lies above or below that with its whole interval.
  enum class Against : std::uint8_t { as_expected, more, fewer };
  Against against = Against::as_expected;
};

/// An interval wider than this says nothing about how well a rating tells apart.
inline constexpr double k_interval_width_max = 0.2;
/// With fewer on either side there is no AUC.
inline constexpr std::uint64_t k_events_min = 10;

struct ValidationReport {
  StandardName standard;
  Date as_of;
  Instant known_at;
  Date through;
  Instant outcome_known_at;
  int months = 0;
  std::string outcome;
  Title outcome_title;
  std::string where;
  bool events_are_good = false;
  bool reads_outcome = false;  // the standard reads the outcome's class itself
  std::uint32_t group_minimum = k_group_minimum_default;
  std::uint32_t resamples = 0;
  std::uint64_t seed = 0;
  int places = 0;

  std::uint64_t subjects = 0;
  std::uint64_t rated = 0;   // and still there at the end: all figures are about these
  std::uint64_t gone = 0;    // rated, and merged into another before the end
  std::uint64_t closed = 0;  // rated, and no longer active at the end
  std::uint64_t events = 0;

  std::optional<Discrimination> by_points;  // none: the standard has no points
  std::vector<Level> points_levels;         // of `by_points`, for the curves
  Discrimination by_grade;                  // best first counts as the largest value
  std::vector<RateRow> grades;  // as the standard orders them; then those not rated, together
  struct Tenth {
    std::int64_t low = 0;  // points, both ends included
    std::int64_t high = 0;
    RateRow rate;
  };
  std::vector<Tenth> tenths;  // by points, the lowest first; equal points stay together
  /// Pairs of neighbouring grades in which the better one has the worse rate, and whether the intervals are apart.
  struct OutOfOrder {
    std::size_t better = 0;  // index into `grades`
    std::size_t worse = 0;
    bool is_clear = false;
  };
  std::vector<OutOfOrder> out_of_order;

  std::vector<std::uint64_t>
      grades_before;  // of all that were rated, on the as-of date and at the end
  std::vector<std::uint64_t> grades_after;
  Stability grade_stability;
  std::optional<Stability> points_stability;  // over the tenths of the as-of date

  std::vector<Grouping> groupings;
  std::vector<GroupValidation> groups;
};

struct ValidateOptions {
  std::vector<std::string> groupings;
  std::uint32_t group_minimum = k_group_minimum_default;
  std::uint32_t resamples = 400;
  std::uint64_t seed = 1;
  bool events_are_good = false;
};

/// Everything that is figures; names, dates and the question are the caller's. `at_the_end` is the same standard on the last
/// day, over the subjects of then.
ValidationReport validate(const Frame& frame, const Rating& rating, const Later& later,
                          const Rating& at_the_end, const ValidateOptions& options);

std::vector<std::string> sentences_of(const ValidationReport& report, Lang lang);
/// What to keep in mind: leakage, who left, too few events.
std::vector<std::string> warnings_of(const ValidationReport& report, Lang lang);

/// Why a shown group has no AUC, or one that says little; empty: it has a good one.
std::string group_note(const GroupValidation& one, Lang lang);

/// How many there would have been by the grades; with a sign where there clearly were more or fewer.
std::string expected_text(const GroupValidation& one);

/// One JSON object with a line end (docs/formats/study.schema.json).
std::string validation_json(const ValidationReport& report, Lang lang);
std::string validation_page(const ValidationReport& report, Lang lang);

}  // namespace sanqu::studies
