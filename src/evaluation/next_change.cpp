// SPDX-License-Identifier: Apache-2.0
#include "evaluation/next_change.hpp"

#include <algorithm>

#include "core/exact.hpp"

namespace sanqu::evaluation {

using standards::Aggregate;
using standards::Measure;
using standards::Node;
using standards::NodeKind;
using standards::Source;
using standards::ValueType;
using standards::WindowKind;

namespace {

constexpr std::size_t k_bound_plans_max = 4096;

void consider(Date candidate, Date day, Date& best) {
  if (candidate > day && candidate < best) best = candidate;
}

Date date_of(std::int64_t days) { return Date::from_days(static_cast<std::int32_t>(days)); }

/// The first day after `day` on which the full months since `date` grow.
Date next_month_day(Date date, Date day) {
  const int months = full_months_between(date, std::max(date, day));
  return plus_months(date, months + 1);
}

}  // namespace

std::int64_t NextChange::date_value(std::int32_t index, const ClassTable* table, std::uint32_t row,
                                    std::uint32_t subject) const {
  const Node& node = plan_.node(index);
  switch (node.kind) {
    case NodeKind::field: return table->columns[static_cast<std::size_t>(node.index)].at(row);
    case NodeKind::attribute:
      return snapshot_.attributes[static_cast<std::size_t>(node.index)].at(subject);
    case NodeKind::constant: return node.imm;
    default: return k_missing;
  }
}

/// A date that is itself measured stands in no field; then every day may be the one on which its age tells.
bool NextChange::compares_measured_date(const Node& node) const {
  bool reads_day = node.kind == NodeKind::months_since;
  bool is_measured = false;
  for (const std::int32_t index : node.children) {
    const Node& child = plan_.node(index);
    reads_day = reads_day || child.kind == NodeKind::as_of;
    const bool has_no_field = child.kind == NodeKind::value || child.kind == NodeKind::measure ||
                              child.kind == NodeKind::indicator_value;
    is_measured = is_measured || (has_no_field && child.type == ValueType::date);
  }
  return reads_day && is_measured;
}

NextChange::NextChange(const standards::Plan& plan, const Snapshot& snapshot, Date as_of)
    : plan_(plan), snapshot_(snapshot), as_of_(as_of), is_compared_age_(plan.nodes.size(), false) {
  find_compared_ages();
}

/// `months_since(opened_on) < 6` and the like: an age of a date that stands in a field, against a number that is known.
bool NextChange::is_age_against_number(const Node& comparison, std::size_t side) const {
  const bool compares =
      comparison.children.size() == 2 &&
      (comparison.kind == NodeKind::equal || comparison.kind == NodeKind::not_equal ||
       comparison.kind == NodeKind::less || comparison.kind == NodeKind::less_equal);
  if (!compares) return false;
  const Node& age = plan_.node(comparison.children[side]);
  const Node& number = plan_.node(comparison.children[1 - side]);
  if (age.kind != NodeKind::months_since) return false;
  const NodeKind date = plan_.node(age.children[0]).kind;
  const bool is_in_field =
      date == NodeKind::field || date == NodeKind::attribute || date == NodeKind::constant;
  return is_in_field && number.type == ValueType::number &&
         (number.kind == NodeKind::constant || number.kind == NodeKind::parameter);
}

void NextChange::find_compared_ages() {
  std::vector<bool> is_used_else(plan_.nodes.size(), false);
  const auto use = [&](std::int32_t node) {
    if (node >= 0) is_used_else[static_cast<std::size_t>(node)] = true;
  };
  for (const Node& node : plan_.nodes) {
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (i < 2 && is_age_against_number(node, i)) {
        is_compared_age_[static_cast<std::size_t>(node.children[i])] = true;
      } else {
        use(node.children[i]);
      }
    }
  }
  for (const Measure& measure : plan_.measures) {
    use(measure.expression);
    use(measure.per);
    for (const Source& source : measure.sources) use(source.value);
  }
  for (const auto& indicator : plan_.indicators) use(indicator.points.node);
  for (std::size_t i = 0; i < is_used_else.size(); ++i) {
    if (is_used_else[i]) is_compared_age_[i] = false;
  }
}

/// The age reaches a number of months, and goes beyond it, on one day each.
void NextChange::consider_compared_age(const Node& comparison, std::size_t side,
                                       const ClassTable* table, std::uint32_t row,
                                       std::uint32_t subject, Date day, Date& best) const {
  constexpr std::int64_t k_months_max = 12 * 1000;
  const Node& age = plan_.node(comparison.children[side]);
  const Node& number = plan_.node(comparison.children[1 - side]);
  const std::int64_t date = date_value(age.children[0], table, row, subject);
  if (is_special(date)) return;
  const auto around = [&](std::int64_t units, int places) {
    const std::int64_t months = std::clamp<std::int64_t>(units / pow10(places), -1, k_months_max);
    for (std::int64_t k = months - 1; k <= months + 1; ++k) {
      if (k >= 0) consider(plus_months(date_of(date), static_cast<int>(k)), day, best);
    }
  };
  if (number.kind == NodeKind::constant) return around(number.imm, number.places);
  const auto& parameter = plan_.parameters[static_cast<std::size_t>(number.index)];
  for (const auto& value : parameter.values) around(value.units, parameter.places);
}

/// Everything in an expression that depends on the day: ages, and comparisons of dates with as_of.
void NextChange::consider_node(std::int32_t index, const ClassTable* table, std::uint32_t row,
                               std::uint32_t subject, Date day, Date& best) const {
  if (index < 0 || is_compared_age_[static_cast<std::size_t>(index)]) return;
  const Node& node = plan_.node(index);
  for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
    if (is_age_against_number(node, side))
      consider_compared_age(node, side, table, row, subject, day, best);
  }
  const auto is_as_of = [&](std::size_t child) {
    return plan_.node(node.children[child]).kind == NodeKind::as_of;
  };
  const bool counts_months =
      node.kind == NodeKind::months_since || (node.kind == NodeKind::months_between && is_as_of(1));
  const bool counts_days = (node.kind == NodeKind::months_between && is_as_of(0)) ||
                           (node.kind == NodeKind::days_between && (is_as_of(0) || is_as_of(1)));
  if (compares_measured_date(node) || (counts_days && !counts_months)) {
    consider(plus_days(day, 1), day, best);
  } else if (counts_months) {
    const std::int64_t value = date_value(node.children[0], table, row, subject);
    if (!is_special(value)) consider(next_month_day(date_of(value), day), day, best);
  } else if (node.children.size() == 2 && node.type == ValueType::truth) {
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
      if (!is_as_of(side) || plan_.node(node.children[1 - side]).type != ValueType::date) continue;
      const std::int64_t value = date_value(node.children[1 - side], table, row, subject);
      if (is_special(value)) continue;
      consider(date_of(value), day, best);
      consider(plus_days(date_of(value), 1), day, best);
    }
  }
  for (const std::int32_t child : node.children)
    consider_node(child, table, row, subject, day, best);
}

void NextChange::consider_source(const Measure& measure, const Source& source,
                                 std::uint32_t subject, Date day, Date& best) const {
  const ClassTable& table = snapshot_.classes[static_cast<std::size_t>(source.class_index)];
  if (table.begin.empty()) return;
  const auto date_at = [&](std::int32_t field, std::uint32_t row) {
    return table.columns[static_cast<std::size_t>(field)].at(row);
  };
  for (std::uint32_t row = table.begin[subject]; row < table.begin[subject + 1]; ++row) {
    if (const std::int64_t date = date_at(source.date_field, row); !is_special(date)) {
      consider(date_of(date), day, best);
      if (measure.window.kind == WindowKind::months)
        consider(first_day_outside(date_of(date), measure.window.length), day, best);
      if (measure.window.kind == WindowKind::days)
        consider(plus_days(date_of(date), measure.window.length), day, best);
    }
    if (source.decay_field >= 0) {
      const std::int64_t date = date_at(source.decay_field, row);
      if (!is_special(date)) consider(date_of(date), day, best);  // from then on a step holds it
      for (const auto& step : measure.decay)
        if (!is_special(date)) consider(first_day_outside(date_of(date), step.months), day, best);
    }
    consider(table.status_changes_after(row, day), day, best);
    if (measure.aggregate == Aggregate::months_since) {
      const std::int64_t date = date_value(source.value, &table, row, subject);
      if (!is_special(date)) consider(next_month_day(date_of(date), day), day, best);
    }
    consider_node(source.where, &table, row, subject, day, best);
    consider_node(source.value, &table, row, subject, day, best);
  }
}

Date NextChange::candidate(std::uint32_t subject, Date day) const {
  Date best = Date::max();
  for (const auto& parameter : plan_.parameters)
    for (const auto& value : parameter.values) consider(value.from, day, best);
  for (const Measure& measure : plan_.measures)
    for (const Source& source : measure.sources)
      consider_source(measure, source, subject, day, best);
  // Expressions over the subject; those of records were walked with their rows.
  for (std::size_t i = 0; i < plan_.nodes.size(); ++i) {
    if (!plan_.nodes[i].of_record)
      consider_node(static_cast<std::int32_t>(i), nullptr, 0, subject, day, best);
  }
  if (!snapshot_.attributes_change_on.empty())
    consider(Date::from_days(snapshot_.attributes_change_on[subject]), day, best);
  return best;
}

NextChange::Outcome NextChange::outcome(std::uint32_t subject, Date day) {
  auto& bound = bound_[day];
  if (!bound) bound = std::make_unique<BoundPlan>(plan_, snapshot_, day);
  const BlockResults results = evaluate_one(*bound, arena_, subject);
  Outcome out;
  out.reason = results.reason[0];
  if (out.reason != k_rated) return out;
  out.points = results.points[0];
  out.grade = results.grade[0];
  out.overrides = results.overrides[0];
  for (const auto& points : results.indicator_points) out.indicators.push_back(points[0]);
  return out;
}

Date NextChange::find(std::uint32_t subject) {
  if (bound_.size() > k_bound_plans_max) bound_.clear();
  const Outcome now = outcome(subject, as_of_);
  const Date horizon = plus_months(as_of_, 12 * k_next_change_years);
  const Date attributes_on = snapshot_.attributes_change_on.empty()
                                 ? Date::max()
                                 : Date::from_days(snapshot_.attributes_change_on[subject]);
  for (Date day = candidate(subject, as_of_); day <= horizon; day = candidate(subject, day)) {
    if (day == attributes_on) return day;
    if (outcome(subject, day) != now) return day;
  }
  return Date::max();
}

Date next_change(const standards::Plan& plan, const catalogue::Catalogue&, const Snapshot& snapshot,
                 Date as_of, std::uint32_t subject) {
  return NextChange(plan, snapshot, as_of).find(subject);
}

}  // namespace sanqu::evaluation
