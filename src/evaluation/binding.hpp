// SPDX-License-Identifier: Apache-2.0
// A plan on a day, over a snapshot: parameters have their value in force, windows their first and last day, text literals
// their numbers. Made once an evaluation; read by all threads.
#pragma once

#include <vector>

#include "evaluation/bound_table.hpp"
#include "evaluation/snapshot.hpp"
#include "standards/plan.hpp"

namespace sanqu::evaluation {

using standards::Plan;

/// First and last day of a window, both included.
struct WindowDays {
  std::int32_t first = 0;
  std::int32_t last = 0;
};

/// A limit in the units that the hot loops compare in, and exactly.
struct BoundLimit {
  bool given = false;
  Exact exact;
  std::int64_t units = 0;  // at the places that the reader asked for
};

struct Binding {
  Binding(const Plan& plan_in, const Snapshot& snapshot_in, Date as_of_in);

  const Plan& plan;
  const Snapshot& snapshot;
  Date as_of;
  std::vector<std::int64_t> parameters;    // units, by parameter
  std::vector<WindowDays> windows;         // by measure
  std::vector<std::int32_t> event_fields;  // by class, where a measure reads it; else -1
  std::vector<std::vector<std::int32_t>>
      decay_first;                     // by measure, by step: the first day that the step holds
  std::vector<std::int64_t> text_ids;  // by text literal; -1: no row has it
  std::vector<std::int32_t> table_of_node;  // by node: index into tables
  std::vector<BoundTable> tables;

  /// The table of a table node whose keys are all in the narrow lane.
  const BoundTable& table(std::int32_t node) const {
    return tables[static_cast<std::size_t>(table_of_node[static_cast<std::size_t>(node)])];
  }
  /// The value of a node that holds only numbers and parameters.
  Exact constant_value(std::int32_t node) const;
  /// A limit node (-1: none) with its units at `places`; the compiler made sure that they are exact there.
  BoundLimit limit(std::int32_t node, int places) const;
};

}  // namespace sanqu::evaluation
