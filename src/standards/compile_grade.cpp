// SPDX-License-Identifier: Apache-2.0
// Grades and overrides (section 7): cut-offs without holes or overlaps, every grade reachable, points before grades.
#include <algorithm>
#include <limits>

#include "standards/compile.hpp"
#include "standards/errors.hpp"

namespace sanqu::standards {

using namespace errors;

namespace {

constexpr std::int64_t k_low_end = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t k_high_end = std::numeric_limits<std::int64_t>::max();

std::int64_t first_unit(Decimal decimal, bool open, int places) {
  return sanqu::first_unit(Exact::decimal(decimal.units, decimal.places), open, places);
}

std::int64_t last_unit(Decimal decimal, bool open, int places) {
  return sanqu::last_unit(Exact::decimal(decimal.units, decimal.places), open, places);
}

struct Scale {
  int places = 0;
  std::int64_t low = k_low_end;  // what can be reached
  std::int64_t high = k_high_end;
};

std::string unit_on(const Scale& scale, std::int64_t units) {
  if (units == k_low_end) return "-∞";
  if (units == k_high_end) return "+∞";
  return decimal_text_short(units, scale.places);
}

/// Overrides that set, add or take points move the total before the grade is read.
Reach reach_after_overrides(const Compiler& c) {
  Reach reach = c.plan.total_reach;
  for (const OverrideText& over : c.text.overrides) {
    Exact points = Exact::decimal(over.points.units, over.points.places);
    if (over.kind == OverrideKind::points_set) {
      if (reach.low && Exact::compare(points, *reach.low) < 0) reach.low = points;
      if (reach.high && Exact::compare(points, *reach.high) > 0) reach.high = points;
      continue;
    }
    if (over.kind == OverrideKind::points_take) points = Exact{} - points;
    if (over.kind != OverrideKind::points_add && over.kind != OverrideKind::points_take) continue;
    std::optional<Exact>& side = points.is_negative() ? reach.low : reach.high;
    if (over.per) {
      side.reset();  // so many times as there are records
    } else if (side) {
      side = *side + points;
    }
  }
  if (c.text.total && c.text.total->floor) {
    const Exact floor = Exact::decimal(c.plan.floor, c.plan.places);
    if (!reach.low || Exact::compare(*reach.low, floor) < 0) reach.low = floor;
  }
  if (c.text.total && c.text.total->cap) {
    const Exact cap = Exact::decimal(c.plan.cap, c.plan.places);
    if (!reach.high || Exact::compare(*reach.high, cap) > 0) reach.high = cap;
  }
  return reach;
}

Scale scale_of(const Compiler& c) {
  Scale scale;
  if (c.text.grade_by == GradeBy::percentile) return {3, 0, 100'000};
  scale.places = c.plan.places;
  const Reach reach = reach_after_overrides(c);
  if (reach.low) scale.low = reach.low->round_units(scale.places).value_or(k_low_end);
  if (reach.high) scale.high = reach.high->round_units(scale.places).value_or(k_high_end);
  return scale;
}

/// An override sets this grade, so it can be reached whatever the points.
bool is_override_target(const Compiler& c, const std::string& grade) {
  return std::any_of(c.text.overrides.begin(), c.text.overrides.end(),
                     [&](const OverrideText& over) { return over.grade == grade; });
}

Exact bound_of(const GradeText& text) {
  const Decimal bound = text.low ? *text.low : *text.high;
  return Exact::decimal(bound.units, bound.places);
}

/// Best first: points fall along the list, or rise (risk grades); the bounds tell which.
bool is_rising(const Compiler& c, const std::vector<std::size_t>& ordinary) {
  const GradeText* first = nullptr;
  const GradeText* last = nullptr;
  for (const std::size_t i : ordinary) {
    const GradeText& text = c.text.grades[i];
    if (!text.low && !text.high) continue;
    if (first == nullptr) first = &text;
    last = &text;
  }
  if (first == nullptr) return false;
  if (first != last) {
    const auto order = Exact::compare(bound_of(*first), bound_of(*last));
    if (order != 0) return order < 0;
    // Both bounds are cut at one figure, before it (from, below) or after it (above, through).
    const bool first_after = first->low ? first->low_open : !first->high_open;
    const bool last_after = last->low ? last->low_open : !last->high_open;
    return first_after != last_after ? last_after : first->high && !first->low;
  }
  const bool on_best = first == &c.text.grades[ordinary.front()];
  return on_best ? first->high && !first->low : first->low && !first->high;
}

/// Gives each grade its two ends; a side that the text leaves out reaches to the neighbour on that side.
void settle_bounds(Compiler& c, const Scale& scale, const std::vector<std::size_t>& ordinary) {
  std::vector<Grade>& grades = c.plan.grades;
  const bool sound = c.errors.empty();
  const bool rising = is_rising(c, ordinary);
  const auto at = [&](std::size_t i) {
    return rising ? ordinary[i] : ordinary[ordinary.size() - 1 - i];
  };
  for (std::size_t i = 0; i < ordinary.size(); ++i) {  // from the lowest points upwards
    const GradeText& text = c.text.grades[at(i)];
    Grade& grade = grades[at(i)];
    grade.low = text.low ? first_unit(*text.low, text.low_open, scale.places) : k_low_end;
    grade.high = text.high ? last_unit(*text.high, text.high_open, scale.places) : k_high_end;
  }
  for (std::size_t i = 0; i < ordinary.size(); ++i) {
    const GradeText& text = c.text.grades[at(i)];
    Grade& grade = grades[at(i)];
    if (!text.low && i > 0) {
      const GradeText& below = c.text.grades[at(i - 1)];
      if (!below.high) c.report(k_grade_bounds, text.place, {text.id});
      grade.low = below.high ? grades[at(i - 1)].high + 1 : k_low_end;
    }
    if (!text.high && i + 1 < ordinary.size()) {
      const GradeText& above = c.text.grades[at(i + 1)];
      if (!above.low) c.report(k_grade_bounds, text.place, {text.id});
      grade.high =
          above.low ? first_unit(*above.low, above.low_open, scale.places) - 1 : k_high_end;
    }
  }
  const Grade& lowest = grades[at(0)];
  const Grade& highest = grades[at(ordinary.size() - 1)];
  const Place& low_place = c.text.grades[at(0)].place;
  if (lowest.low > scale.low)
    c.report(k_cut_off_hole, low_place,
             {unit_on(scale, scale.low), unit_on(scale, lowest.low - 1)});
  if (highest.high < scale.high) {
    c.report(k_cut_off_hole, c.text.grades[at(ordinary.size() - 1)].place,
             {unit_on(scale, highest.high + 1), unit_on(scale, scale.high)});
  }
  for (std::size_t i = 0; i < ordinary.size(); ++i) {
    const Grade& grade = grades[at(i)];
    const Place& place = c.text.grades[at(i)].place;
    const bool by_points =
        grade.low <= grade.high && grade.low <= scale.high && grade.high >= scale.low;
    const bool unreachable = !by_points && !is_override_target(c, grade.id);
    // After other findings the reach is not what the author will have in the end.
    if (unreachable && sound) c.report(k_grade_unreachable, place, {grade.id});
    if (i == 0) continue;
    const Grade& below = grades[at(i - 1)];
    if (below.high != k_high_end && grade.low > below.high + 1) {
      c.report(k_cut_off_hole, place,
               {unit_on(scale, below.high + 1), unit_on(scale, grade.low - 1)});
    } else if (grade.low <= below.high) {
      c.report(k_cut_off_overlap, place, {below.id, grade.id});
    }
  }
}

void check_conditions(Compiler& c) {
  for (std::size_t i = 0; i < c.text.grades.size(); ++i) {
    const GradeText& text = c.text.grades[i];
    const bool by_conditions = c.text.grade_by == GradeBy::conditions;
    const bool bounded = text.low || text.high;
    const bool wants_when = by_conditions && i > 0 && !text.special;
    if (by_conditions ? (bounded || text.when.given() != wants_when) : text.when.given()) {
      c.report(k_grade_conditions, text.place);
    }
    if (text.when.given()) c.plan.grades[i].when = compile_condition(c, text.when, true);
  }
}

bool is_points_override(OverrideKind kind) {
  return kind == OverrideKind::points_set || kind == OverrideKind::points_add ||
         kind == OverrideKind::points_take;
}

bool can_lower(OverrideKind kind) {
  return kind != OverrideKind::floor && kind != OverrideKind::step_up &&
         kind != OverrideKind::points_add;
}

void compile_override(Compiler& c, const OverrideText& text, bool& grade_changed) {
  Override out;
  out.id = text.id;
  out.title = text.title;
  out.kind = text.kind;
  out.steps = text.steps;
  out.basis = text.basis;
  if (is_points_override(text.kind)) {
    if (grade_changed) c.report(k_override_order, text.place, {text.id});  // rule R13
    const auto units = units_at(text.points, c.plan.places);
    if (!units || !c.plan.has_points)
      c.report(k_range, text.place, {decimal_text(text.points.units, text.points.places)});
    out.points = units.value_or(0);
  } else {
    grade_changed = true;
  }
  if (!text.grade.empty()) {
    const auto found = std::find_if(c.plan.grades.begin(), c.plan.grades.end(),
                                    [&](const Grade& g) { return g.id == text.grade; });
    if (found == c.plan.grades.end()) {
      std::string known;
      for (const Grade& grade : c.plan.grades) known += (known.empty() ? "" : ", ") + grade.id;
      c.report(k_unknown_grade, text.place, {text.grade, "可用:" + known, "One of: " + known});
    } else {
      out.grade = static_cast<std::int32_t>(found - c.plan.grades.begin());
    }
  }
  if (can_lower(text.kind) && text.basis.empty())
    c.report(k_no_basis, text.place, {"规则“" + text.id + "”", "override " + text.id});
  out.when = compile_condition(c, text.when, true);
  if (text.per) {
    out.per = compile_measure(c, *text.per);
    if (out.per >= 0 &&
        c.plan.measures[static_cast<std::size_t>(out.per)].aggregate != Aggregate::count) {
      c.report(k_value_form, text.place, {"per"});
    }
  }
  c.plan.overrides.push_back(std::move(out));
}

void check_special_reached(Compiler& c) {
  for (std::size_t i = 0; i < c.plan.grades.size(); ++i) {
    if (!c.plan.grades[i].special) continue;
    const bool reached = std::any_of(
        c.plan.overrides.begin(), c.plan.overrides.end(),
        [&](const Override& over) { return over.grade == static_cast<std::int32_t>(i); });
    if (!reached) c.report(k_grade_unreachable, c.text.grades[i].place, {c.plan.grades[i].id});
  }
}

}  // namespace

void compile_grades(Compiler& c) {
  c.plan.grade_by = c.text.grade_by;
  std::vector<std::size_t> ordinary;
  for (std::size_t i = 0; i < c.text.grades.size(); ++i) {
    const GradeText& text = c.text.grades[i];
    for (const Grade& before : c.plan.grades)
      if (before.id == text.id) c.report(k_duplicate_id, text.place, {text.id});
    Grade grade;
    grade.id = text.id;
    grade.title = text.title;
    grade.special = text.special;
    grade.low = 0;
    grade.high = -1;
    if (!text.special) ordinary.push_back(i);
    c.plan.grades.push_back(std::move(grade));
  }
  if (c.plan.grades.size() > k_grades_max)
    c.report(k_too_many, c.text.place, {"等级", std::to_string(k_grades_max), "grades"});
  check_conditions(c);
  if (ordinary.empty()) {
    c.report(k_points_needed, c.text.place);
  } else if (c.text.grade_by != GradeBy::conditions) {
    if (!c.plan.has_points) {
      c.report(k_points_needed, c.text.place);
    } else {
      settle_bounds(c, scale_of(c), ordinary);
    }
  }
  if (c.text.grade_by == GradeBy::percentile && !c.text.rank) c.report(k_rank_needed, c.text.place);
}

void compile_overrides(Compiler& c) {
  bool grade_changed = false;
  for (const OverrideText& text : c.text.overrides) compile_override(c, text, grade_changed);
  if (c.plan.overrides.size() > k_overrides_max) {
    c.report(k_too_many, c.text.place, {"规则", std::to_string(k_overrides_max), "overrides"});
  }
  check_special_reached(c);
}

}  // namespace sanqu::standards
