// SPDX-License-Identifier: Apache-2.0
// The next-change date: when a result changes although no record arrives. Days on which something that the standard looks
// at can change are tried in their order, with the engine itself, until the result differs.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "evaluation/evaluation.hpp"

namespace sanqu::evaluation {

inline constexpr int k_next_change_years = 10;

/// One searcher a thread: it keeps the plan bound to the days that it has tried.
class NextChange {
 public:
  NextChange(const standards::Plan& plan, const Snapshot& snapshot, Date as_of);

  /// Date::max() if nothing changes within k_next_change_years.
  Date find(std::uint32_t subject);

 private:
  struct Outcome {
    std::uint16_t reason = 0;
    std::int64_t points = 0;
    std::int16_t grade = -1;
    std::uint64_t overrides = 0;
    std::vector<std::int64_t> indicators;
    bool operator==(const Outcome&) const = default;
  };
  Outcome outcome(std::uint32_t subject, Date day);

  /// The first day after `day` on which anything that the plan reads of the subject can change.
  Date candidate(std::uint32_t subject, Date day) const;
  void consider_source(const standards::Measure& measure, const standards::Source& source,
                       std::uint32_t subject, Date day, Date& best) const;
  bool compares_measured_date(const standards::Node& node) const;
  bool is_age_against_number(const standards::Node& comparison, std::size_t side) const;
  void find_compared_ages();
  void consider_compared_age(const standards::Node& comparison, std::size_t side,
                             const ClassTable* table, std::uint32_t row, std::uint32_t subject,
                             Date day, Date& best) const;
  void consider_node(std::int32_t node, const ClassTable* table, std::uint32_t row,
                     std::uint32_t subject, Date day, Date& best) const;
  std::int64_t date_value(std::int32_t node, const ClassTable* table, std::uint32_t row,
                          std::uint32_t subject) const;

  const standards::Plan& plan_;
  const Snapshot& snapshot_;
  Date as_of_;
  /// By node: an age in months that is only ever compared with numbers, so that only the months around them matter.
  std::vector<bool> is_compared_age_;
  Arena arena_;
  std::map<Date, std::unique_ptr<BoundPlan>> bound_;
};

}  // namespace sanqu::evaluation
