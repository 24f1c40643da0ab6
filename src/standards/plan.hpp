// SPDX-License-Identifier: Apache-2.0
// A compiled standard: every name an index, every literal a number, every unit checked. What the engine runs, what
// `print`, the SQL form and the proofs will read. Immutable; holds no text that the engine compares at run time but the
// text literals. Independent of data and dates: a date binds it (evaluation/binding.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "standards/text.hpp"

namespace sanqu::standards {

using catalogue::Unit;

enum class ValueType : std::uint8_t { number, date, code, codes, text, truth };

enum class NodeKind : std::uint8_t {
  constant,   // imm: units, days, code index, literal index or 0/1, by `type`
  parameter,  // index into Plan::parameters
  as_of,      // a date
  field,      // index: field of the source's class
  attribute,  // index: attribute of the catalogue; attributes.size() is the kind
  value,      // the value being mapped to points, or compared by a condition
  measure,    // index into Plan::measures
  indicator_value,
  indicator_points,
  dimension_points,
  total_points,
  negate,
  add,
  subtract,
  multiply,
  divide,
  minimum,
  maximum,
  absolute,
  round,
  choose,
  table,  // index into Plan::tables; the keys are the children
  months_since,
  months_between,
  days_between,
  equal,
  not_equal,
  less,
  less_equal,
  in_codes,  // first child in the constants that follow
  has_code,  // a `codes` field, imm: bit
  present,
  missing,
  and_,
  or_,
  not_,
};

/// One step of an expression. Numbers come in two lanes: *narrow* (64-bit units of 10^-places whose range is proved from
/// the catalogue's and the standard's limits, so that it can't overflow) and *exact* (core/exact.hpp).
struct Node {
  NodeKind kind = NodeKind::constant;
  ValueType type = ValueType::number;
  Unit unit = Unit::number;
  bool bare = false;   // a literal number without a unit word: fits every unit but money
  bool narrow = true;  // numbers only
  /// Numbers and the like: can be missing; truths: a comparison inside can meet a missing value.
  bool may_miss = false;
  bool can_raise = false;  // holds a table that may have no matching row, or can overflow
  bool of_record = false;  // reads a field of the record
  std::int8_t places = 0;
  std::int32_t index = -1;
  std::int64_t imm = 0;
  std::int64_t low = 0;  // narrow: proved range in units
  std::int64_t high = 0;
  std::int32_t code_set =
      -1;  // code and codes: index into Catalogue::code_sets; k_kind_set for the subject's kind
  std::vector<std::int32_t> children;
};
inline constexpr std::int32_t k_kind_set = -2;

/// Narrow values stay below this in size, so that two of them can be added without a check.
inline constexpr std::int64_t k_narrow_max = std::int64_t{1} << 61;
/// Records of one subject in one class: a named limit that makes sums provable.
inline constexpr std::int64_t k_records_per_subject_max = std::int64_t{1} << 20;

/// One key of a table, for `match_row`.
struct TableKeyValue {
  bool missing = false;
  std::int32_t code = -1;
  Exact number;
};

struct PlanParameterValue {
  Date from;
  std::int64_t units = 0;
};
struct PlanParameter {
  std::string id;
  Unit unit = Unit::number;
  int places = 0;
  std::vector<PlanParameterValue> values;  // by date, the first holds since ever
};

/// What a key must be for a row to match.
struct PlanCell {
  bool any = false;
  bool missing = false;
  std::vector<std::int32_t> codes;  // code keys: the indices that match
  std::optional<Decimal> low;       // numbers: money in yuan
  std::optional<Decimal> high;
  bool low_open = false;
  bool high_open = false;
};
struct PlanTableKey {
  bool is_code = false;
  std::int32_t code_set = -1;
  Unit unit = Unit::number;
};
struct PlanTable {
  std::string id;
  std::vector<PlanTableKey> keys;
  std::vector<std::vector<PlanCell>> rows;
  std::vector<std::int64_t> results;  // in units of 10^-places
  std::optional<std::int64_t> otherwise;
  int places = 0;
  Unit unit = Unit::number;
  bool complete = false;  // every key that is not missing matches a row
};

enum class WindowKind : std::uint8_t { all, months, days, since };
struct Window {
  WindowKind kind = WindowKind::all;
  int length = 0;  // months or days
  Date since;
  bool include_missing = false;
};

/// The part of a measure that reads one class.
struct Source {
  std::int32_t class_index = -1;
  std::int32_t date_field = -1;  // of the window; the event date where none is named
  std::int32_t event_field = -1;
  std::int32_t where = -1;  // node, truth
  std::int32_t value = -1;  // node: points of each, or the argument of sum, max, latest, ...
  std::int32_t decay_field = -1;
  std::int32_t group_field = -1;  // -1 with a group: by record_id
  std::int32_t order_field = -1;
  std::int32_t mean_by_field = -1;
};

inline constexpr std::uint8_t k_status_in_force = 1, k_status_expired = 2, k_status_suspended = 4;

struct PlanGroup {
  GroupOrder order = GroupOrder::newest;
  int take = 0;
  std::vector<Exact> weights;
  Exact base;
  std::int32_t floor = -1;  // nodes without records: constants and parameters
  std::int32_t cap = -1;
  Combine combine = Combine::sum;
  int mean_by_places = 0;
};

struct Measure {
  Aggregate aggregate = Aggregate::count;
  std::vector<Source> sources;  // empty for an expression
  Window window;
  std::uint8_t statuses = k_status_in_force;
  std::int32_t expression = -1;  // node over the subject
  std::int32_t each_floor = -1;
  std::int32_t each_cap = -1;
  std::vector<DecayStep> decay;
  int decay_places = 0;  // decimals that the factors need
  std::optional<PlanGroup> group;
  std::int32_t share_of = -1;  // measure: a count
  std::int32_t per = -1;       // node over the subject
  Exact per_times = Exact::whole(1);
  ValueType type = ValueType::number;
  Unit unit = Unit::count;
  std::int32_t code_set = -1;
  bool narrow = true;
  bool may_miss = false;
  bool can_raise = false;
  int places = 0;
  std::int64_t low = 0;
  std::int64_t high = 0;
};

struct PlanPoints {
  PointsForm form = PointsForm::per_unit;
  std::int32_t node = -1;  // per_unit: the factor (-1: 1); expression: over `value`
  std::vector<PointsPair> pairs;
  /// An expression or table over `value`: a missing value is missing before anything is worked out (R8).
  bool missing_first = false;
};

/// What a value, an indicator or a total can reach; a side that is none is not bounded by the text.
struct Reach {
  std::optional<Exact> low;
  std::optional<Exact> high;
};

struct Indicator {
  std::string id;
  Title title;
  std::int32_t dimension = -1;
  std::int32_t measure = -1;
  PlanPoints points;
  MissingRule missing = MissingRule::unsaid;
  Exact missing_points;
  std::int32_t floor = -1;
  std::int32_t cap = -1;
  bool adverse = false;
  bool special = false;
  std::vector<LegalBasis> basis;
  std::string provisional;
  Reach reach;  // for up to k_records_per_subject_max records
};

struct Dimension {
  std::string id;
  Title title;
  std::vector<std::int32_t> indicators;
  Exact base;
  Factor weight;
  bool mean = false;
  int minimum = 0;
  std::int32_t floor = -1;
  std::int32_t cap = -1;
  Reach reach;  // after weight and limits
};

struct Reason {
  std::string id;
  Title text;
  std::int32_t when = -1;
};

struct Grade {
  std::string id;
  Title title;
  bool special = false;
  std::int64_t low = 0;  // in units of the points' places, or 1/1000 percent; both ends included
  std::int64_t high = 0;
  std::int32_t when = -1;
};

struct Override {
  std::string id;
  Title title;
  OverrideKind kind = OverrideKind::veto;
  std::int32_t grade = -1;
  int steps = 0;
  std::int64_t points = 0;  // units
  std::int32_t when = -1;   // node, truth; -1: always (with `per`)
  std::int32_t per = -1;    // measure: so many times
  std::vector<LegalBasis> basis;
};

struct Rank {
  std::vector<std::int32_t> within;  // attributes
  int minimum = 1;
};

struct Plan {
  std::string id;
  std::string version;
  Title title;
  std::string provisional;
  Date effective_from;
  Date effective_to;

  std::vector<Node> nodes;
  std::vector<std::string> text_literals;
  std::vector<PlanParameter> parameters;
  std::vector<PlanTable> tables;
  std::vector<Measure> measures;
  std::vector<Indicator> indicators;
  std::vector<std::int32_t> order;  // indicators, each after those whose results it reads
  std::vector<Dimension> dimensions;
  Reach total_reach;  // before overrides

  std::vector<std::int32_t> kinds;
  std::int32_t where = -1;  // node, truth
  std::vector<Reason> reasons;

  bool has_points = false;
  int places = 3;
  std::int64_t base = 0;
  std::int64_t floor = 0;  // units; the int64 limits where none is given
  std::int64_t cap = 0;
  RoundAt round_at = RoundAt::indicator;
  int minimum_dimensions = 0;
  MissingDimension missing_dimension = MissingDimension::not_rated;

  GradeBy grade_by = GradeBy::points;
  std::vector<Grade> grades;  // best first
  std::vector<Override> overrides;
  std::optional<Rank> rank;

  std::string name() const { return id + "@" + version; }
  const Node& node(std::int32_t index) const { return nodes[static_cast<std::size_t>(index)]; }
};

inline constexpr std::size_t k_indicators_max = 2000;
inline constexpr std::size_t k_overrides_max = 64;
inline constexpr std::size_t k_grades_max = 64;

/// The first row of a table that matches, -1 if none.
std::int32_t match_row(const PlanTable& table, const std::vector<TableKeyValue>& keys);

/// Names -> indices, units, ranges, and every duty of the compiler (docs/standard-language.md); all findings together.
/// `warnings`, where given, takes what does not stop it.
Result<Plan> compile(const StandardText& text, const catalogue::Catalogue& catalogue,
                     Errors* warnings = nullptr);

}  // namespace sanqu::standards
