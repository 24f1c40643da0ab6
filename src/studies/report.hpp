// SPDX-License-Identifier: Apache-2.0
// What a study says, complete, before it becomes a table, JSON or a page: the three can't differ in a figure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "studies/comparison.hpp"
#include "studies/settings.hpp"
#include "studies/spread.hpp"

namespace sanqu::studies {

/// A standard's name for people.
struct StandardName {
  std::string name;  // id@version
  Title title;
  std::string provisional;    // empty: not
  std::vector<Title> grades;  // best first, as the plan has them; the id where there is no title
  std::vector<std::string> grade_ids;
};
StandardName name_of(const standards::Plan& plan);

/// One value of a sweep: everybody rated again with it.
struct SweepRow {
  std::string value;
  Spread spread;
  Tally tally;  // against the standard as it is
};
SweepRow sweep_row(std::string value, const Rating& as_it_is, const Rating& changed,
                   const std::vector<std::int64_t>& near_points);
struct Sweep {
  std::string target;
  std::vector<SweepRow> rows;
};

/// `diff` and `simulate`.
struct ComparisonReport {
  bool is_simulation = false;
  StandardName before;
  StandardName after;
  Date as_of;
  Instant known_at;
  std::string source;  // the store or the files, for people
  std::vector<AppliedSetting> settings;
  Spread spread_before;
  Spread spread_after;
  Comparison comparison;
  std::vector<std::string> subject_ids;  // of the movers, in their order
  std::uint32_t group_minimum = k_group_minimum_default;
  std::optional<Sweep> sweep;
};

/// The few sentences that matter, most important first.
std::vector<std::string> sentences_of(const ComparisonReport& report, Lang lang);

/// One JSON object with a line end (docs/formats/study.schema.json).
std::string comparison_json(const ComparisonReport& report, Lang lang);

/// A page that needs nothing but itself.
std::string comparison_page(const ComparisonReport& report, Lang lang);

}  // namespace sanqu::studies
