// SPDX-License-Identifier: Apache-2.0
// Two ratings of the same subjects on the same day: who moves where, who gains and who loses, and what moved them. Used for
// two standards (`diff`) and for one before and after a change (`simulate`).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "studies/groups.hpp"
#include "studies/studies.hpp"

namespace sanqu::studies {

/// A grade, or why a subject has none.
struct Outcome {
  std::string id;
  Title title;
  bool is_rated = false;
};

/// How many subjects went from which outcome to which. Grades best first, then the reasons for not being rated in the
/// order of their ids; outcomes that nobody has are left out, grades stay.
struct Migration {
  std::vector<Outcome> before;
  std::vector<Outcome> after;
  std::vector<std::uint64_t> cells;  // row by row, a row an outcome before
  std::uint64_t at(std::size_t row, std::size_t column) const {
    return cells[row * after.size() + column];
  }
};

/// The same with all reasons for not being rated as one outcome, `not_rated`: for a picture that fits on a page.
Migration condensed(const Migration& migration);

/// Why subjects are not rated, and how many before and after.
struct ReasonCount {
  std::string id;
  Title title;
  std::uint64_t before = 0;
  std::uint64_t after = 0;
};
std::vector<ReasonCount> reasons_of(const Migration& migration);

/// What happened to a set of subjects. Grades go up or down only where both standards have the same grades in the same
/// order (Comparison::grades_alike); points only where both have them on one scale (Comparison::points_alike).
struct Tally {
  std::uint64_t subjects = 0;
  std::uint64_t rated_both = 0;
  std::uint64_t grade_up = 0;
  std::uint64_t grade_down = 0;
  std::uint64_t points_up = 0;
  std::uint64_t points_down = 0;
  std::uint64_t entered = 0;       // rated only after
  std::uint64_t left = 0;          // rated only before
  std::int64_t points_change = 0;  // summed over those rated both times, units of 10^-places
  std::uint64_t rated_ever() const { return rated_both + entered + left; }
};

struct GroupTally {
  std::size_t grouping = 0;  // index into Comparison::groupings
  std::size_t group = 0;
  Tally tally;
  bool is_shown = false;  // at least the minimum of subjects is rated before or after
};

/// One part of the points, by its id in both standards. `change` sums over all subjects rated both times.
struct Cause {
  enum class Kind : std::uint8_t { dimension, indicator, limits, total_limits };
  Kind kind = Kind::indicator;
  std::string id;  // limits: of the dimension
  Title title;
  std::string dimension;       // of an indicator
  std::uint64_t subjects = 0;  // whose points here differ
  std::int64_t change = 0;
  std::int64_t gained = 0;  // the part of `change` above zero, and below
  std::int64_t lost = 0;
};

/// How often an override matched, of the subjects rated both times.
struct OverrideCause {
  std::string id;
  Title title;
  std::uint64_t before = 0;
  std::uint64_t after = 0;
  std::uint64_t started = 0;
  std::uint64_t stopped = 0;
};

struct Mover {
  std::uint32_t subject = 0;
  std::int64_t before = 0;  // points, units of 10^-places
  std::int64_t after = 0;
  std::string grade_before;
  std::string grade_after;
  struct Part {
    std::string id;
    std::int64_t change = 0;
  };
  std::vector<Part> parts;  // the indicators that moved it most
  std::vector<std::string> overrides_started;
  std::vector<std::string> overrides_stopped;
};

struct Comparison {
  bool points_alike = false;  // both have points, on the same scale (floor and cap of the total)
  bool grades_alike = false;  // the same grades in the same order
  int places = 0;             // of all points here
  Migration migration;
  Tally all;
  std::vector<Grouping> groupings;
  std::vector<GroupTally> groups;  // groups in which nobody is rated before or after are left out
  /// Dimension by dimension: the dimension, its indicators, what its limits and weight did; at last what the total's limits,
  /// its base, shared-out weights and overrides of points did. The sum of the dimensions and the last is all.points_change.
  std::vector<Cause> causes;
  std::vector<OverrideCause> overrides;
  std::uint64_t changed_by_points = 0;     // grade changes without a change of overrides
  std::uint64_t changed_by_overrides = 0;  // grade changes with one
  std::vector<Mover> movers;               // by steps of the grade, then points, then id
};

struct CompareOptions {
  std::vector<std::string> groupings;
  std::uint32_t group_minimum = k_group_minimum_default;
  std::size_t movers_max = 20;
};

Comparison compare(const Frame& frame, const Rating& before, const Rating& after,
                   const CompareOptions& options);

/// The tally of everybody alone.
Tally tally_all(const Rating& before, const Rating& after);

/// Points of one standard in units of more places.
std::int64_t at_places(std::int64_t units, int from_places, int to_places);

}  // namespace sanqu::studies
