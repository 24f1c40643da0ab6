// SPDX-License-Identifier: Apache-2.0
// The studies room: what a standard does to a population, in figures that can be argued about. Owns: changed standards
// (settings.hpp), two ratings of the same subjects held against each other (comparison.hpp), where the points lie
// (spread.hpp), a rating held against a later outcome (validation.hpp), and all of it as JSON and as a page.
// Never: reads a store, changes a standard or a result, shows a group that is smaller than the minimum. Statistics may use
// floating point here, because nothing of it ever becomes a result.
#pragma once

#include "catalogue/catalogue.hpp"
#include "evaluation/evaluation.hpp"

namespace sanqu::studies {

/// The subjects that a study is about, on one day.
struct Frame {
  const catalogue::Catalogue& catalogue;
  const evaluation::Snapshot& snapshot;
  Date as_of;
};

/// A standard and what it gave to every subject of the frame. The points of indicators and dimensions must have been kept
/// (EvaluateOptions::breakdown) where causes are asked for.
struct Rating {
  const standards::Plan& plan;
  const evaluation::Results& results;

  bool rated(std::size_t subject) const {
    return results.reason[subject] == evaluation::k_rated && results.grade[subject] >= 0;
  }
};

/// Every sum that a study makes of these results fits: of points, indicators and dimensions, at six places. Error:
/// studies.points_large. Ask it before anything else here. (comparison.cpp)
Result<bool> check_sums(const Rating& rating);

/// Groups with fewer subjects are not shown: a figure about three shops is a figure about each of them.
inline constexpr std::uint32_t k_group_minimum_default = 30;

}  // namespace sanqu::studies
