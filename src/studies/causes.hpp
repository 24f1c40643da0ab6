// SPDX-License-Identifier: Apache-2.0
// Inside the room: what moved the points, summed over all subjects, and the subjects that moved most.
#pragma once

#include "studies/comparison.hpp"

namespace sanqu::studies {

/// Fills `causes`, `overrides`, `changed_by_points` and `changed_by_overrides`.
void find_causes(Comparison& out, const Rating& before, const Rating& after);

/// Fills `movers`.
void find_movers(Comparison& out, const Frame& frame, const Rating& before, const Rating& after,
                 std::size_t movers_max);

}  // namespace sanqu::studies
