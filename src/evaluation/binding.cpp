// SPDX-License-Identifier: Apache-2.0
#include "evaluation/binding.hpp"

#include "core/ensure.hpp"

namespace sanqu::evaluation {

using standards::Node;
using standards::NodeKind;
using standards::WindowKind;

namespace {

WindowDays days_of(const standards::Window& window, Date as_of) {
  switch (window.kind) {
    case WindowKind::months: return {plus_months(as_of, -window.length).days() + 1, as_of.days()};
    case WindowKind::days: return {plus_days(as_of, -window.length).days() + 1, as_of.days()};
    case WindowKind::since: return {window.since.days(), as_of.days()};
    case WindowKind::all: break;
  }
  return {Date::min().days(), as_of.days()};  // rule R3 holds without a window too
}

}  // namespace

Binding::Binding(const Plan& plan_in, const Snapshot& snapshot_in, Date as_of_in)
    : plan(plan_in), snapshot(snapshot_in), as_of(as_of_in) {
  for (const auto& parameter : plan.parameters) {
    // Rule R18: the value in force on as_of; the first holds since ever.
    std::int64_t units = parameter.values.front().units;
    for (const auto& value : parameter.values)
      if (value.from <= as_of) units = value.units;
    parameters.push_back(units);
  }
  event_fields.assign(snapshot.classes.size(), -1);
  for (const auto& measure : plan.measures) {
    for (const auto& source : measure.sources)
      event_fields[static_cast<std::size_t>(source.class_index)] = source.event_field;
    windows.push_back(days_of(measure.window, as_of));
    auto& firsts = decay_first.emplace_back();
    for (const auto& step : measure.decay)
      firsts.push_back(plus_months(as_of, -step.months).days() + 1);
  }
  for (const auto& literal : plan.text_literals) text_ids.push_back(snapshot.texts.find(literal));
  table_of_node.assign(plan.nodes.size(), -1);
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    const Node& node = plan.nodes[i];
    if (node.kind != NodeKind::table) continue;
    std::vector<int> places;
    bool narrow = node.narrow;
    for (const std::int32_t child : node.children) {
      places.push_back(plan.node(child).places);
      narrow = narrow && plan.node(child).narrow;
    }
    if (!narrow) continue;
    table_of_node[i] = static_cast<std::int32_t>(tables.size());
    tables.emplace_back(plan.tables[static_cast<std::size_t>(node.index)], places);
  }
}

Exact Binding::constant_value(std::int32_t index) const {
  const Node& node = plan.node(index);
  const auto child = [&](std::size_t i) { return constant_value(node.children[i]); };
  switch (node.kind) {
    case NodeKind::constant: return Exact::decimal(node.imm, node.places);
    case NodeKind::parameter: {
      const auto at = static_cast<std::size_t>(node.index);
      return Exact::decimal(parameters[at], plan.parameters[at].places);
    }
    case NodeKind::negate: return -child(0);
    case NodeKind::add: return child(0) + child(1);
    case NodeKind::subtract: return child(0) - child(1);
    case NodeKind::multiply: return child(0) * child(1);
    case NodeKind::divide: return child(0) / child(1);
    case NodeKind::round: return child(0).rounded(static_cast<int>(node.imm));
    case NodeKind::minimum:
    case NodeKind::maximum: {
      const Exact a = child(0);
      const Exact b = child(1);
      if (!a.is_number() || !b.is_number()) return a.is_number() ? b : a;
      const bool first = (Exact::compare(a, b) < 0) == (node.kind == NodeKind::minimum);
      return first ? a : b;
    }
    case NodeKind::absolute: {
      const Exact a = child(0);
      return a.is_negative() ? -a : a;
    }
    default: ensure(false);
  }
}

BoundLimit Binding::limit(std::int32_t node, int places) const {
  if (node < 0) return {};
  const Exact exact = constant_value(node);
  return {true, exact, exact.round_units(places).value_or(0)};
}

}  // namespace sanqu::evaluation
