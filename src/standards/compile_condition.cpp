// SPDX-License-Identifier: Apache-2.0
// Conditions (section 7.1): expressions, measures that are compared, and their chains.
#include "standards/compile.hpp"
#include "standards/errors.hpp"

namespace sanqu::standards {

using namespace errors;

namespace {

std::int32_t compile_measure_condition(Compiler& c, const ConditionText& text) {
  const std::int32_t measure_index = compile_measure(c, text.measure);
  if (measure_index < 0) return -1;
  const Measure& measure = c.plan.measures[static_cast<std::size_t>(measure_index)];
  Node node;
  node.kind = NodeKind::measure;
  node.index = measure_index;
  node.type = measure.type;
  node.unit = measure.unit;
  node.code_set = measure.code_set;
  node.narrow = measure.narrow;
  node.places = static_cast<std::int8_t>(measure.places);
  node.low = measure.low;
  node.high = measure.high;
  node.may_miss = measure.may_miss;
  node.can_raise = measure.can_raise;
  const ValueShape shape{measure.type,   measure.unit, measure.code_set, measure.narrow,
                         measure.places, measure.low,  measure.high,     measure.may_miss};
  if (!text.expression.given()) {
    const std::int32_t index = c.expressions.add(std::move(node));
    return text.negated ? c.expressions.logic(NodeKind::not_, {index}) : index;
  }
  // The comparison reads `value`; let it read the measure instead.
  const std::size_t first_new = c.plan.nodes.size();
  const std::int32_t truth =
      c.expressions.compile_truth(text.expression, NameScope{.attributes = false, .value = &shape});
  if (truth < 0) return -1;
  for (std::size_t i = first_new; i < c.plan.nodes.size(); ++i) {
    if (c.plan.nodes[i].kind != NodeKind::value) continue;
    c.plan.nodes[i] = node;
    if (node.can_raise) {
      for (std::size_t above = i + 1; above < c.plan.nodes.size(); ++above)
        c.plan.nodes[above].can_raise = true;
    }
  }
  return truth;
}

}  // namespace

std::int32_t compile_condition(Compiler& c, const ConditionText& text, bool with_totals) {
  switch (text.kind) {
    case ConditionText::Kind::none: return -1;
    case ConditionText::Kind::expression:
      return c.expressions.compile_truth(
          text.expression, NameScope{.indicators = with_totals, .totals = with_totals});
    case ConditionText::Kind::measure: return compile_measure_condition(c, text);
    default: break;
  }
  std::vector<std::int32_t> children;
  for (const ConditionText& child : text.children) {
    const std::int32_t node = compile_condition(c, child, with_totals);
    if (node < 0) return -1;
    children.push_back(node);
  }
  if (text.kind == ConditionText::Kind::not_) {
    if (c.plan.node(children[0]).may_miss) {
      c.report(k_not_over_missing, text.place, {"not"});  // rule R7
      return -1;
    }
    return c.expressions.logic(NodeKind::not_, {children[0]});
  }
  return c.expressions.logic(text.kind == ConditionText::Kind::all ? NodeKind::and_ : NodeKind::or_,
                             std::move(children));
}

}  // namespace sanqu::standards
