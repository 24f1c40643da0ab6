// SPDX-License-Identifier: Apache-2.0
// One level of section 9: what a child may say, put into the text of the layers above it. What it may not touch it can't
// even say: any such part is refused. What it may add but could misuse (points that set off deductions, parts that go
// missing) needs the compiled figures and is looked at in check_layers.cpp.
#include "standards/layer_join.hpp"

#include <algorithm>

#include "standards/compile_expression.hpp"
#include "standards/errors.hpp"

namespace sanqu::standards {

using namespace errors;

namespace {

std::string spot(const Place& place) {
  return place.line == 0 ? place.file : place.file + ":" + std::to_string(place.line);
}

Exact exact_of(const Decimal& decimal) { return Exact::decimal(decimal.units, decimal.places); }

bool is_outside(const Decimal& value, const ParameterText& bounds) {
  return Exact::compare(exact_of(value), exact_of(*bounds.low)) < 0 ||
         Exact::compare(exact_of(value), exact_of(*bounds.high)) > 0;
}

std::string bounds_text(const ParameterText& text) {
  return "[" + decimal_text(text.low->units, text.low->places) + ", " +
         decimal_text(text.high->units, text.high->places) + "]";
}

template <typename Part>
Part* find_part(std::vector<Part>& parts, const std::string& id) {
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.id == id; });
  return found == parts.end() ? nullptr : &*found;
}

class Joining {
 public:
  Joining(StandardText above, StandardText child)
      : child_(std::move(child)), out_(std::move(above)), above_file_(out_.file) {}

  Result<StandardText> join() {
    take_identity();
    take_dates();
    refuse_totals();
    take_scope();
    for (ParameterText& own : child_.parameters) take_parameter(own);
    take_tables();
    for (DimensionText& own : child_.dimensions) take_dimension(own);
    take_grades();
    for (OverrideText& own : child_.overrides) take_override(own);
    if (!findings_.empty()) return refuse_all(std::move(findings_));
    return std::move(out_);
  }

 private:
  void report(const ErrorCode& code, const Place& place, std::vector<std::string> args) {
    findings_.push_back(make_error(code, place, std::move(args)));
  }
  /// `what` is said at `above`, and not for the child to say.
  void may_not(const Place& place, std::string what, const Place& above) {
    report(k_child_may_not, place, {std::move(what), spot(above)});
  }

  void take_identity() {
    const Place file{above_file_, 0, 0, ""};
    if (child_.catalogue != out_.catalogue) may_not(child_.place, "catalogue", file);
    // A city under its province is local twice, a trade under its industry industry twice; the top and the end are one.
    const bool again = child_.layer == Layer::industry || child_.layer == Layer::local;
    const bool falls = child_.layer > out_.layer || (again && child_.layer == out_.layer);
    if (!falls) may_not(child_.place, "layer", file);
    out_.file = child_.file;
    out_.parent_id = child_.parent_id;
    out_.parent_version = child_.parent_version;
    out_.extends_place = child_.extends_place;
    out_.id = child_.id;
    out_.version = child_.version;
    out_.title = child_.title;
    out_.layer = child_.layer;
    out_.basis.insert(out_.basis.end(), child_.basis.begin(), child_.basis.end());
    out_.basis_places.insert(out_.basis_places.end(), child_.basis_places.begin(),
                             child_.basis_places.end());
    if (!child_.provisional.empty())
      out_.provisional += (out_.provisional.empty() ? "" : ";") + child_.provisional;
    out_.place = child_.place;
  }

  /// In force only while all above are; re-evaluated more often than they ask, not more rarely.
  void take_dates() {
    if (child_.effective_from < out_.effective_from)
      may_not(child_.effective_place, "effective.from", out_.effective_place);
    const bool open = child_.effective_to == Date::max();  // then it ends with its parent
    if ((!open && child_.effective_to > out_.effective_to) ||
        child_.effective_from > out_.effective_to)
      may_not(child_.effective_place, "effective.to", out_.effective_to_place);
    out_.effective_from = child_.effective_from;
    out_.effective_place = child_.effective_place;
    if (!open) {
      out_.effective_to = child_.effective_to;
      out_.effective_to_place = child_.effective_place;
    }
    if (child_.cycle_months == 0) return;
    if (out_.cycle_months > 0 && child_.cycle_months > out_.cycle_months)
      may_not(child_.cycle_place, "cycle", out_.cycle_place);
    out_.cycle_months = child_.cycle_months;
    out_.cycle_place = child_.cycle_place;
  }

  void refuse_totals() {
    const Place above = out_.total ? out_.total->place : Place{above_file_, 0, 0, ""};
    if (child_.total) may_not(child_.total->place, "points", above);
    if (child_.rank)
      may_not(child_.rank->place, "rank",
              out_.rank ? out_.rank->place : Place{above_file_, 0, 0, ""});
    if (child_.grade_by != GradeBy::points)
      may_not(child_.place, "grades.by",
              out_.grades.empty() ? Place{above_file_, 0, 0, ""} : out_.grades.front().place);
  }

  void take_scope() {
    for (const std::string& kind : child_.scope.kinds) {
      const auto& known = out_.scope.kinds;
      if (names_people(kind)) {
        report(k_natural_person, child_.scope.place, {kind});
        continue;
      }
      if (std::find(known.begin(), known.end(), kind) == known.end())
        may_not(child_.scope.place, "scope.kinds: " + kind, out_.scope.place);
    }
    if (!child_.scope.kinds.empty()) out_.scope.kinds = child_.scope.kinds;
    if (child_.scope.where.given()) out_.scope.narrowed.push_back(child_.scope.where);
    for (ReasonText& own : child_.scope.not_rated) {
      if (const ReasonText* known = find_part(out_.scope.not_rated, own.id))
        may_not(own.place, "not_rated." + own.id, known->place);
      out_.scope.not_rated.push_back(std::move(own));
    }
  }

  void take_parameter(ParameterText& own) {
    ParameterText* known = find_part(out_.parameters, own.id);
    if (known == nullptr) {
      if (own.values.empty()) report(k_parameter_values, own.place, {own.id});
      out_.parameters.push_back(std::move(own));
      return;
    }
    if (!own.unit.empty() && own.unit != known->unit)
      may_not(own.place, own.id + ".unit", known->place);
    if (!known->low) {
      may_not(own.place, own.id + (own.low ? ".bounds" : ""), known->place);
      return;
    }
    if (own.low) {
      if (is_outside(*own.low, *known) || is_outside(*own.high, *known)) {
        report(k_child_widens, own.place,
               {own.id, bounds_text(own), bounds_text(*known), spot(known->bounds_place)});
        return;
      }
      known->low = own.low;
      known->high = own.high;
      known->bounds_place = own.place;
    }
    if (!own.values.empty()) {
      known->values = std::move(own.values);
      known->place = own.place;
      known->layer = own.layer;
    }
    for (const ParameterValue& value : known->values) {
      if (!is_outside(value.is, *known)) continue;
      report(k_parameter_bounds, own.place,
             {own.id, bounds_text(*known), "界限见 " + spot(known->bounds_place) + "。",
              "The bounds are said at " + spot(known->bounds_place) + "."});
      break;
    }
    if (!own.provisional.empty()) known->provisional = own.provisional;
  }

  void take_tables() {
    for (TableText& own : child_.tables) {
      if (const TableText* known = find_part(out_.tables, own.id))
        may_not(own.place, "tables." + own.id, known->place);
      out_.tables.push_back(std::move(own));
    }
  }

  const IndicatorText* find_indicator(const std::string& id) const {
    for (const DimensionText& dimension : out_.dimensions)
      for (const IndicatorText& indicator : dimension.indicators)
        if (indicator.id == id) return &indicator;
    return nullptr;
  }

  void take_dimension(DimensionText& own) {
    for (const IndicatorText& indicator : own.indicators) {
      const IndicatorText* known = find_indicator(indicator.id);
      if (known != nullptr) may_not(indicator.place, "indicators." + indicator.id, known->place);
      if (known == nullptr && !indicator.special)
        may_not(indicator.place, indicator.id + " (basic)", {above_file_, 0, 0, ""});
    }
    DimensionText* known = find_part(out_.dimensions, own.id);
    if (known == nullptr) {
      add_dimension(own);
      return;
    }
    const bool retitles = !own.title.zh.empty() || !own.title.en.empty();
    const bool changes = retitles || own.base || own.weight || own.mean || own.minimum > 0 ||
                         own.floor.given() || own.cap.given() || !own.provisional.empty();
    if (changes) may_not(own.place, "dimensions." + own.id, known->place);
    if (known->mean && !own.indicators.empty()) {
      // One more in a mean makes every other count less.
      report(k_child_dilutes, own.indicators.front().place,
             {own.indicators.front().id, "维度“" + known->id + "”的平均值",
              "the mean of dimension " + known->id, spot(known->place)});
    }
    for (IndicatorText& indicator : own.indicators)
      known->indicators.push_back(std::move(indicator));
  }

  /// A dimension that is always there would help a subject over `minimum_dimensions`, or take a share of a missing one.
  void add_dimension(DimensionText& own) {
    if (out_.total && out_.total->minimum_dimensions > 0) {
      report(k_child_dilutes, own.place,
             {own.id, "minimum_dimensions", "minimum_dimensions", spot(out_.total->place)});
    }
    if (out_.total && out_.total->missing_dimension == MissingDimension::share_out) {
      report(k_child_dilutes, own.place,
             {own.id, "missing_dimension: share_out", "missing_dimension: share_out",
              spot(out_.total->place)});
    }
    out_.dimensions.push_back(std::move(own));
  }

  void take_grades() {
    for (const GradeText& own : child_.grades) {
      GradeText* known = find_part(out_.grades, own.id);
      const bool only_title = !own.low && !own.high && !own.special && !own.when.given();
      if (known == nullptr || !only_title) {
        may_not(own.place, "grades." + own.id,
                known != nullptr      ? known->place
                : out_.grades.empty() ? Place{above_file_, 0, 0, ""}
                                      : out_.grades.front().place);
        continue;
      }
      // "Excellent" over a lower grade would change what the grade means without touching its bounds.
      for (const GradeText& other : out_.grades) {
        if (other.id == own.id || !is_same(other.title, own.title)) continue;
        may_not(own.place, "grades." + own.id + ".title", other.title_place);
      }
      known->title = own.title;
      known->title_place = own.place;
    }
  }

  static bool is_same(const Title& a, const Title& b) {
    return (!a.zh.empty() && a.zh == b.zh) || (!a.en.empty() && a.en == b.en);
  }

  /// At the end of the list, and nothing that could leave a subject better than the layers above do.
  void take_override(OverrideText& own) {
    if (const OverrideText* known = find_part(out_.overrides, own.id)) {
      const bool veto = known->kind == OverrideKind::veto;
      if (veto) report(k_child_loosens, own.place, {own.id, spot(known->place)});
      if (!veto) may_not(own.place, "overrides." + own.id, known->place);
      return;
    }
    const bool lowers = own.kind == OverrideKind::veto || own.kind == OverrideKind::cap ||
                        own.kind == OverrideKind::step_down ||
                        own.kind == OverrideKind::points_take;
    const Place above = out_.grades.empty() ? Place{above_file_, 0, 0, ""} : out_.grades[0].place;
    if (!lowers) report(k_child_loosens, own.place, {own.id, spot(above)});
    if (lowers && !own.grade.empty()) check_target(own);
    out_.overrides.push_back(std::move(own));
  }

  /// A veto sets its grade, so of a middle grade it would lift whom the points put lower; a special grade is given for the
  /// reasons of the layer that made it.
  void check_target(const OverrideText& own) {
    const GradeText* target = find_part(out_.grades, own.grade);
    if (target == nullptr || target == &out_.grades.back())
      return;  // unknown: the compiler says so
    if (own.kind == OverrideKind::veto || target->special)
      report(k_child_lifts, own.place, {own.id, own.grade, spot(target->place)});
  }

  StandardText child_;
  StandardText out_;  // begins as what is above
  std::string above_file_;
  Errors findings_;
};

}  // namespace

Result<StandardText> join_layer(StandardText above, StandardText child) {
  return Joining(std::move(above), std::move(child)).join();
}

}  // namespace sanqu::standards
