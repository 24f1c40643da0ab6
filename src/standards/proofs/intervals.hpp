// SPDX-License-Identifier: Apache-2.0
// Inside the proofs: which numbers a node, a record's points, a measure or an indicator can be, whatever the data. Unlike the
// ranges of the plan (compile.hpp), which hold for up to a million records, these count on no number of records: a side
// that only their number bounds is open.
#pragma once

#include <vector>

#include "standards/plan.hpp"

namespace sanqu::standards::proofs {

/// Nothing known on either side.
inline const Reach k_anything = {};

Reach hull_of(const Reach& a, const Reach& b);
Reach negated(const Reach& a);
Reach product(const Reach& a, const Reach& b);
Reach limited(Reach reach, const Reach& floor, const Reach& cap);
bool is_never_negative(const Reach& a);
bool is_never_positive(const Reach& a);
bool contains_zero(const Reach& a);
Reach with_zero(const Reach& a);
std::optional<Exact> width_of(const Reach& a);

class Intervals {
 public:
  Intervals(const Plan& plan, const catalogue::Catalogue& catalogue);

  /// `value` stands where the node reads the value being mapped; `record_class` where it reads a record's fields.
  Reach node(std::int32_t index, const Reach& value = k_anything,
             std::int32_t record_class = -1) const;
  /// One record's part of a sum: points of `each` after decay and its limits, the argument of `sum`, 1 of a count.
  Reach record(const Measure& measure) const;
  Reach measure(std::int32_t index) const;
  /// The points made of a value in `value`, before the indicator's limits.
  Reach points(const Indicator& indicator, const Reach& value) const;
  /// With limits, with what a missing value gives, and rounded where the standard rounds at this stage.
  const Reach& indicator(std::int32_t index) const {
    return indicators_[static_cast<std::size_t>(index)];
  }
  const Reach& dimension(std::int32_t index) const {
    return dimensions_[static_cast<std::size_t>(index)];
  }
  const Reach& total() const { return total_; }

 private:
  Reach arithmetic(const Node& node, const Reach& value, std::int32_t record_class) const;
  Reach field(const catalogue::Field& field, const Node& node) const;
  Reach group(const Measure& measure) const;
  Reach exposed(const Measure& measure, const Reach& reach) const;
  Reach indicator_reach(const Indicator& indicator) const;
  Reach dimension_reach(const Dimension& dimension) const;

  const Plan& plan_;
  const catalogue::Catalogue& catalogue_;
  std::vector<Reach> indicators_;
  std::vector<Reach> dimensions_;
  Reach total_;
};

}  // namespace sanqu::standards::proofs
