// SPDX-License-Identifier: Apache-2.0
// A standard as it is written: the YAML file as structures, every part with the place it came from. No name in it has
// been looked up yet. `parse.cpp` fills it, `layers.cpp` joins child and parent, `compile.cpp` gives it its meaning.
// The words are those of docs/standard-language.md, section by section.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "core/date.hpp"
#include "core/exact.hpp"
#include "core/expression.hpp"
#include "core/result.hpp"

namespace sanqu::standards {

using catalogue::LegalBasis;
using catalogue::Title;

enum class Layer : std::uint8_t { national, industry, local, zone };

/// An expression with the text it was read from. Empty text: not given.
struct ExpressionText {
  std::string text;
  Expression tree;
  Place place;
  bool given() const { return !text.empty(); }
};

struct WindowText {
  std::string date;  // field; empty: the class's event date
  int months = 0;
  int days = 0;
  std::optional<Date> since;
  Place place;
};

enum class MissingDate : std::uint8_t { unsaid, include, exclude };

struct SelectText {
  std::vector<std::string> classes;
  ExpressionText where;
  std::optional<WindowText> window;
  MissingDate missing_date = MissingDate::unsaid;
  std::vector<std::string> statuses;  // empty: in_force
  Place place;
};

/// How one value is made of a selection.
enum class Aggregate : std::uint8_t {
  each,
  count,
  exists,
  distinct,
  sum,
  max,
  min,
  latest,
  months_since,
  share,
  expression,
};

struct DecayStep {
  int months = 0;
  Factor factor;
};

struct DecayText {
  std::string by;
  std::vector<DecayStep> steps;
  Place place;
};

enum class Combine : std::uint8_t { sum, mean, mean_by };
enum class GroupOrder : std::uint8_t { newest, oldest, highest, lowest };

struct GroupText {
  std::string by;           // a field, or record_id
  std::string order_field;  // for newest and oldest; empty: the event date
  GroupOrder order = GroupOrder::newest;
  int take = 0;  // 0: all
  std::vector<Decimal> weights;
  std::optional<Decimal> base;
  ExpressionText floor;
  ExpressionText cap;
  Combine combine = Combine::sum;
  std::string mean_by;
  Place place;
};

/// Selection and value together: what indicators and conditions measure.
struct MeasureText {
  std::optional<SelectText> select;
  Aggregate aggregate = Aggregate::count;
  ExpressionText of;  // argument of sum, max, ..., points of each, or the whole expression
  std::optional<SelectText> share_of;
  ExpressionText each_floor;
  ExpressionText each_cap;
  std::optional<DecayText> decay;
  std::optional<GroupText> group;
  ExpressionText per;
  std::optional<Decimal> per_times;
  Place place;
};

enum class PointsForm : std::uint8_t { per_unit, steps, linear, table, expression };

struct PointsPair {
  Decimal bound;
  Decimal points;
};

struct PointsText {
  PointsForm form = PointsForm::per_unit;
  ExpressionText expression;  // per_unit: the factor; expression: with `value` in it
  std::vector<PointsPair> pairs;
  std::string table;
  Place place;
};

enum class MissingRule : std::uint8_t { unsaid, points, unavailable, not_rated };

/// Where a part of the resolved standard was written: 0 the file itself, 1 its parent, 2 the parent's parent, ...
using LayerIndex = std::uint8_t;

struct IndicatorText {
  std::string id;
  Title title;
  bool special = false;
  bool soft = false;
  bool adverse = false;
  std::vector<LegalBasis> basis;
  MeasureText measure;
  std::optional<PointsText> points;
  MissingRule missing = MissingRule::unsaid;
  Decimal missing_points;
  ExpressionText floor;
  ExpressionText cap;
  std::string provisional;
  Place place;
  LayerIndex layer = 0;
};

struct DimensionText {
  std::string id;
  Title title;
  std::optional<Decimal> base;
  std::optional<Decimal> weight;
  bool mean = false;
  int minimum = 0;
  ExpressionText floor;
  ExpressionText cap;
  std::vector<IndicatorText> indicators;
  std::string provisional;
  Place place;
  LayerIndex layer = 0;
};

struct ParameterValue {
  std::optional<Date> from;
  Decimal is;
};

struct ParameterText {
  std::string id;
  std::string unit;  // empty in a child that only sets values
  std::optional<Decimal> low;
  std::optional<Decimal> high;
  Place bounds_place;                  // after layering: where the narrowest bounds are said
  std::vector<ParameterValue> values;  // empty in a child that only narrows the bounds
  std::string provisional;
  Place place;
  LayerIndex layer = 0;
};

/// One cell of a table's row: what a key must be.
struct TableCell {
  bool any = false;
  bool missing = false;
  std::vector<std::string> words;  // codes
  std::optional<Decimal> low;
  std::optional<Decimal> high;
  bool low_open = false;
  bool high_open = false;
  Place place;
};

struct TableRow {
  std::vector<TableCell> cells;
  Decimal result;
  Place place;
};

struct TableText {
  std::string id;
  std::vector<std::string> keys;  // a code set, or a unit word
  std::vector<TableRow> rows;
  std::optional<Decimal> otherwise;
  std::string unit;
  std::string provisional;
  Place place;
  LayerIndex layer = 0;
};

struct ConditionText {
  enum class Kind : std::uint8_t { none, expression, measure, all, any, not_ };
  Kind kind = Kind::none;
  ExpressionText expression;  // expression; or for measure: the comparison, with `value` in it
  MeasureText measure;
  bool negated = false;  // `none: SELECT`
  std::vector<ConditionText> children;
  Place place;
  bool given() const { return kind != Kind::none; }
};

struct ReasonText {
  std::string id;
  ConditionText when;
  Title reason;
  Place place;
  LayerIndex layer = 0;
};

struct ScopeText {
  std::vector<std::string> kinds;
  ExpressionText where;
  std::vector<ExpressionText>
      narrowed;  // after layering: `where` of each child, the uppermost first
  std::vector<ReasonText> not_rated;
  Place place;
};

enum class RoundAt : std::uint8_t { indicator, dimension, total };
enum class MissingDimension : std::uint8_t { not_rated, share_out, zero };

struct TotalText {
  int places = 3;
  std::optional<Decimal> base;
  std::optional<Decimal> floor;
  std::optional<Decimal> cap;
  std::optional<Decimal> special;  // how far all that the layers below add may raise the total
  RoundAt round_at = RoundAt::indicator;
  int minimum_dimensions = 0;
  MissingDimension missing_dimension = MissingDimension::not_rated;
  Place place;
};

enum class GradeBy : std::uint8_t { points, percentile, conditions };

struct GradeText {
  std::string id;
  Title title;
  std::optional<Decimal> low;
  std::optional<Decimal> high;
  bool low_open = false;   // above
  bool high_open = false;  // below
  bool special = false;
  ConditionText when;
  std::string provisional;
  Place place;
  Place title_place;  // after layering: where the title in force is said
};

enum class OverrideKind : std::uint8_t {
  veto,
  cap,
  floor,
  set,
  step_up,
  step_down,
  points_set,
  points_add,
  points_take
};

struct OverrideText {
  std::string id;
  Title title;
  OverrideKind kind = OverrideKind::veto;
  std::string grade;
  int steps = 0;
  Decimal points;
  ConditionText when;
  std::optional<MeasureText> per;
  std::vector<LegalBasis> basis;
  std::string provisional;
  Place place;
  LayerIndex layer = 0;
};

struct RankText {
  std::vector<std::string> within;
  int minimum = 1;
  Place place;
};

/// One file of a chain of layers.
struct LayerSource {
  std::string name;  // id@version
  std::string file;
  Layer layer = Layer::national;
};

/// A whole file, or a child joined with its parents.
struct StandardText {
  std::string file;
  std::string id;
  std::string version;
  Title title;
  Layer layer = Layer::national;
  std::string catalogue;
  std::string parent_id;
  std::string parent_version;
  std::vector<LayerSource> layers;  // by LayerIndex; one entry for a file that extends nothing
  Place extends_place;
  Date effective_from = Date::min();
  Date effective_to = Date::max();
  Place effective_place;     // of `from`
  Place effective_to_place;  // the same, until a layer above ends earlier
  int cycle_months = 0;
  Place cycle_place;
  std::vector<LegalBasis> basis;
  std::vector<Place> basis_places;  // one each
  std::string provisional;
  ScopeText scope;
  std::optional<TotalText> total;
  std::vector<ParameterText> parameters;
  std::vector<TableText> tables;
  std::vector<DimensionText> dimensions;
  GradeBy grade_by = GradeBy::points;
  std::vector<GradeText> grades;
  std::vector<OverrideText> overrides;
  std::optional<RankText> rank;
  Place place;

  std::string name() const { return id + "@" + version; }
  std::string parent_name() const { return parent_id + "@" + parent_version; }
  /// Said by a layer below the root: what a child added or set.
  bool is_childs(LayerIndex said_by) const { return said_by + std::size_t{1} < layers.size(); }
};

/// Text -> structures; all findings together.
Result<StandardText> parse_standard(const std::string& file, std::string_view text);

}  // namespace sanqu::standards
