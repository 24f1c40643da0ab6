// SPDX-License-Identifier: Apache-2.0
// What the fused loop works with: the table of `indicators.hpp` turned into factors by class and cell.
// Every month bound of the standard cuts age into buckets; bucket x severity is a record's *cell*. A class has a row of
// factors for each cell, so window, severity, status and decay are one look-up.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "checks.hpp"
#include "data.hpp"
#include "indicators.hpp"

namespace sanqu::bench {

inline constexpr std::size_t k_classes = k_class_ids.size();
inline constexpr std::size_t k_counts_max = 8;    // of one class: an `Eight`
inline constexpr std::size_t k_extremes_max = 2;  // of one class
inline constexpr std::array<int, 5> k_bucket_months = {12, 24, 36, 48, 60};
inline constexpr std::size_t k_bucket_none = 0;  // after as_of, or not in force
inline constexpr std::size_t k_bucket_older = k_bucket_months.size() + 1;
inline constexpr std::size_t k_cells = (k_bucket_older + 1) * 3;
inline constexpr std::uint32_t k_age_days_max =
    4096;                                         // anything older is in the last bucket anyway
inline constexpr std::int32_t k_value_max = 126;  // look-ups are flat beyond their last bound
inline constexpr std::int32_t k_value_missing = 127;
inline constexpr std::int32_t k_nothing = std::numeric_limits<std::int32_t>::min();

// Eight 32-bit numbers that the compiler works on with the widest instructions the target has: the counts of a class,
// the indicators of a dimension.
using Eight [[gnu::vector_size(8 * sizeof(std::int32_t))]] = std::int32_t;

// The sums of one class's records of one subject, numbered as slots: eight counts, then these.
inline constexpr std::uint8_t k_slot_level = 8, k_slot_table = 9, k_slot_extremes = 10,
                              k_slot_zero = 12;
using Slots = std::array<std::int32_t, 13>;

// Sums that go on over several classes of a subject.
enum SubjectSum : std::uint8_t { joined_count, capped_count, veto_count, k_subject_sums };

// A slot that holds the indicator's points (before limits) already.
struct Move {
  std::uint8_t indicator;
  std::uint8_t slot;
};

// A slot whose value is looked up.
struct Lookup {
  std::uint8_t indicator;
  std::uint8_t slot;
  Fold fold;
  std::array<std::int32_t, k_value_missing + 1> points;
};

// What one record of a class in a cell adds.
struct CellFactors {
  Eight counts{};
  std::int32_t level = 0;
  std::int32_t table = 0;
  std::int32_t amount = 0;
  std::array<std::int32_t, k_extremes_max> extremes{};  // all bits set where the record is selected
};

struct ClassPlan {
  std::array<CellFactors, k_cells> cells{};
  std::array<std::array<std::int32_t, 3>, 3>
      table_points{};  // by severity: first, then what each bound adds
  std::array<std::array<std::int32_t, 2>, 3> table_bounds{};
  // The table's points are multiplied by (level & mask) | bit: by the level, or by 1.
  std::int32_t table_level_mask = 0, table_level_bit = 1;
  std::int32_t table_record_cap = k_no_cap;
  std::int32_t amount_cap_fen = k_never_fen;
  std::array<std::uint8_t, k_extremes_max>
      extreme_sources{};  // 0 level, 1 minus level, 2 event date
  std::size_t counts_used = 0, extremes_used = 0;
  bool level_used = false, table_used = false, amount_used = false;
  // What becomes of the sums when the class's records are through.
  std::vector<Move> direct;
  std::vector<Lookup> lookups;
  std::size_t amount_indicator = k_indicators;  // none
  std::array<std::uint8_t, k_subject_sums> subject_slots = {k_slot_zero, k_slot_zero, k_slot_zero};
};

struct Plan {
  std::array<ClassPlan, k_classes> classes{};
  std::array<std::uint8_t, k_age_days_max> bucket_of_age{};  // in cells: bucket x 3
  std::array<std::uint8_t, k_age_days_max> months_of_age{};  // full months (R11)
  std::vector<Lookup> joined;                                // of `joined_count`; at most one
  std::array<Eight, k_dimensions.size()> empty{};            // points of a subject without records
  std::array<Eight, k_dimensions.size()> floors{}, caps{};   // of the indicators, by dimension
};

/// The plan of the benchmark's standard. Ends the program when the table does not fit the loop's shape.
Plan make_plan();

}  // namespace sanqu::bench
