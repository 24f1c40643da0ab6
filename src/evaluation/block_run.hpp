// SPDX-License-Identifier: Apache-2.0
// One plan over one block of subjects, from scope to overrides: the fused pass. A block is a thousand subjects, or one:
// the same steps in the same order, so that batch, single and incremental evaluation can't differ.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "evaluation/expression_run.hpp"
#include "evaluation/measure_run.hpp"

namespace sanqu::evaluation {

/// Why a subject is not rated (rule R14); declared reasons follow from k_reason_declared on.
enum : std::uint16_t {
  k_rated = 0,
  k_reason_kind,
  k_reason_where,
  k_reason_indicator_missing,
  k_reason_dimension_missing,
  k_reason_few_dimensions,
  k_reason_no_row,
  k_reason_overflow,
  k_reason_unranked,
  k_reason_declared = 100,
};

/// What a block came to, by position in the block. Spans live in the arena until its next block.
struct BlockResults {
  std::uint32_t first_subject = 0;
  std::uint32_t count = 0;
  std::span<std::uint16_t> reason;
  std::span<std::int64_t> points;      // units; meaningless where not rated
  std::span<std::int16_t> grade;       // index into Plan::grades; -1 until ranked, or not rated
  std::span<std::uint64_t> overrides;  // bit i: override i matched
  std::span<std::uint8_t> vetoed;
  /// By indicator and dimension: rounded units, k_missing where unavailable.
  std::vector<std::span<const std::int64_t>> indicator_points;
  std::vector<std::span<const std::int64_t>> dimension_points;
};

/// What the loops need of an indicator, worked out once an evaluation.
struct BoundIndicator {
  bool narrow = false;      // value -> points in 64 bits
  std::int64_t factor = 1;  // narrow: value x factor is in units of 10^-places
  int places = 0;
  std::vector<std::int64_t> bounds;   // steps: value units
  std::vector<std::int64_t> results;  // steps: units at places, results[0] below the first bound
  BoundLimit floor;
  BoundLimit cap;
  std::int64_t missing_units = 0;  // at the plan's places
};
struct BoundDimension {
  bool narrow = false;
  std::int64_t base = 0;  // units at the plan's places
  BoundLimit floor;
  BoundLimit cap;
};

/// A binding with all that blocks share.
struct BoundPlan {
  BoundPlan(const Plan& plan, const Snapshot& snapshot, Date as_of);
  Binding binding;
  std::vector<BoundIndicator> indicators;
  std::vector<BoundDimension> dimensions;
};

class BlockRun : public SubjectColumns {
 public:
  BlockRun(const BoundPlan& bound, Arena& arena, std::uint32_t first_subject, std::uint32_t count,
           const Exclusion* excluded = nullptr);

  /// Where an indicator's rounded units go, instead of the arena; `count` entries that live as long as the run.
  void write_indicator_to(std::int32_t index, std::span<std::int64_t> units) {
    indicators_[static_cast<std::size_t>(index)].units = units;
  }

  /// All steps. Grades by percentile need the second phase (rule R16): without `percentiles` (by position, 1/1000
  /// percent, k_missing: not ranked) such a run ends before the grades.
  BlockResults run(std::span<const std::int64_t> percentiles = {});

  ValueColumn measure(std::int32_t index) override;
  std::span<const std::int64_t> measure_raised(std::int32_t index) override {
    return measure_raised_[static_cast<std::size_t>(index)];
  }
  ValueColumn indicator_value(std::int32_t index) override;
  std::span<const Exact> indicator_points(std::int32_t index) override;
  std::span<const Exact> dimension_points(std::int32_t index) override;
  std::span<const Exact> total_points() override;

  MeasureRun& measures() { return measures_; }
  std::span<std::int64_t> raised() { return raised_; }
  /// An indicator's points before its limits, exactly (missing: unavailable or replaced). For the explanation.
  std::span<const Exact> raw_points(std::int32_t index);
  /// The total's units before its limits, and after them but before the points overrides.
  std::int64_t raw_total(std::uint32_t position) const { return raw_total_units_[position]; }

 private:
  struct IndicatorColumn {
    ValueColumn value;
    std::span<std::int64_t> units;  // rounded, k_missing where unavailable
    std::span<const Exact> exact;   // unless rounded at the indicator
  };

  ExpressionRun subject_run();
  std::span<const std::uint8_t> truth(std::int32_t node);
  void decide_scope(BlockResults& results);
  ValueColumn measured(std::int32_t index, std::span<std::int64_t> raised);
  ValueColumn expose(const standards::Measure& measure, ValueColumn value,
                     std::span<std::int64_t> raised);
  void run_indicator(std::int32_t index, BlockResults& results);
  void narrow_points(const BoundIndicator& bound, const standards::Indicator& indicator,
                     ValueColumn value, std::span<std::int64_t> out);
  void settle_narrow(const BoundIndicator& bound, const standards::Indicator& indicator,
                     std::span<std::int64_t> units, BlockResults& results);
  std::span<Exact> exact_points(const standards::Indicator& indicator, ValueColumn value,
                                int value_places);
  void settle_missing(const standards::Indicator& indicator, const BoundIndicator& bound,
                      std::size_t i, std::span<std::int64_t> units, std::span<Exact> exact,
                      BlockResults& results);
  void run_dimension(std::int32_t index);
  bool sum_dimension_narrow(std::int32_t index);
  void sum_dimension_exact(std::int32_t index);
  void run_total(BlockResults& results);
  bool total_narrow(BlockResults& results);
  Exact total_exact(std::size_t i, BlockResults& results);
  void override_points(BlockResults& results);
  void grade_by_points(BlockResults& results);
  void grade_by_conditions(BlockResults& results);
  void grade_by_percentile(BlockResults& results, std::span<const std::int64_t> percentiles);
  void match_grade_overrides(BlockResults& results);
  void apply_grade_overrides(BlockResults& results);
  void take_errors(BlockResults& results);
  std::span<const std::int64_t> override_times(const standards::Override& over);

  const BoundPlan& bound_;
  const Binding& binding_;
  const Plan& plan_;
  Arena& arena_;
  std::uint32_t first_;
  std::uint32_t count_;
  MeasureRun measures_;
  std::span<std::uint32_t> positions_;
  std::span<std::int64_t> raised_;
  std::vector<ValueColumn> measure_columns_;
  std::vector<bool> measure_done_;
  std::vector<std::span<const std::int64_t>> measure_raised_;
  std::vector<IndicatorColumn> indicators_;
  std::vector<std::span<std::int64_t>> dimension_units_;
  std::vector<std::span<Exact>> dimension_exact_;
  std::span<std::int64_t> raw_total_units_;
  std::span<std::int64_t> total_units_;
  std::vector<std::span<const std::int64_t>>
      override_times_;  // by override; empty: not a grade override
};

/// The grade whose bounds hold `units`; the nearest end where a points override led beyond them.
std::int16_t grade_of(const Plan& plan, std::int64_t units);

}  // namespace sanqu::evaluation
