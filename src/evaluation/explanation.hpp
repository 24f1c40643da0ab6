// SPDX-License-Identifier: Apache-2.0
// Why a subject has its points and grade, down to the single record: from the same items and vectors that the engine
// used. Every level lists its parts before the limits, with one line for what a limit took and one for rounding, so that
// the sums agree exactly (rule R15; checked by `explain` itself).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evaluation/evaluation.hpp"

namespace sanqu::evaluation {

/// A record's part. All decimals below are units of 10^-places of the plan.
struct RecordLine {
  std::int32_t class_index = -1;
  std::uint32_t row = 0;
  std::string record_id;
  Date event_date;
  std::optional<std::int64_t>
      contribution;  // none: it is evidence for the value, without a part of its own
  std::int64_t limited_by =
      0;  // what the limit by record took from the contribution (already inside it)
};

/// A limit that changed something: `took` is the change it made (negative: points taken away).
struct LimitLine {
  enum class Kind : std::uint8_t { floor, cap, group_floor, group_cap, group_base };
  Kind kind = Kind::floor;
  std::int64_t took = 0;
};

/// contributions + base + limits + rounding = points.
struct IndicatorLine {
  std::int32_t indicator = -1;
  bool available = true;  // false: missing and unavailable, no points
  bool replaced = false;  // the value is missing and `missing` gave the points
  std::string value;      // as text: decimal or n/d, true, code id, date; empty: missing
  std::int64_t base = 0;  // points that come from no single record
  std::vector<RecordLine> records;
  std::vector<LimitLine> limits;
  std::int64_t rounding = 0;
  std::int64_t points = 0;
};

struct DimensionLine {
  std::int32_t dimension = -1;
  bool available = true;
  std::vector<IndicatorLine> indicators;
  std::int64_t base = 0;
  std::int64_t combined =
      0;  // after mean or weight, before limits: what that step made of the sum is `weighing`
  std::int64_t weighing = 0;
  std::vector<LimitLine> limits;
  std::int64_t points = 0;  // sum of indicators + base + weighing + limits
};

/// Something that would change the result for the better, without a new record.
struct Action {
  enum class Kind : std::uint8_t { repair };
  Kind kind = Kind::repair;
  std::int32_t class_index = -1;
  std::string record_id;
  std::int64_t points = 0;  // with it
  std::int16_t grade = -1;
};

struct Explanation {
  std::uint32_t subject = 0;
  std::uint16_t reason = k_rated;
  std::int64_t points = 0;
  std::int16_t grade = -1;
  std::uint64_t overrides = 0;
  std::vector<DimensionLine> dimensions;
  std::int64_t sharing =
      0;  // what sharing out a missing dimension's weight, or rounding the total, added
  std::int64_t total_limit = 0;      // what the total's floor or cap took
  std::int64_t override_points = 0;  // what points overrides changed
  std::optional<std::int64_t>
      to_next_grade;  // points to the next better grade, where grades are by points
  std::int16_t next_grade = -1;
  Date next_change = Date::max();  // max: none found
  std::vector<Action> actions;     // best first, at most three
};

struct ExplainOptions {
  bool with_actions = true;
  bool with_next_change = true;
};

Explanation explain(const BoundPlan& bound, const catalogue::Catalogue& catalogue, Arena& arena,
                    std::uint32_t subject, const ExplainOptions& options);

/// The first date after as_of on which status, reason, points, grade, overrides or an indicator's points change with no
/// new record, or on which an attribute that is already recorded takes effect; Date::max() if none within ten years.
Date next_change(const standards::Plan& plan, const catalogue::Catalogue& catalogue,
                 const Snapshot& snapshot, Date as_of, std::uint32_t subject);

/// The explanation in plain words, for a terminal or a letter.
std::string explanation_text(const Explanation& explanation, const standards::Plan& plan,
                             const catalogue::Catalogue& catalogue, const Snapshot& snapshot,
                             Date as_of, Lang lang);

}  // namespace sanqu::evaluation
