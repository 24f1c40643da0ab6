// SPDX-License-Identifier: Apache-2.0
// Arithmetic, functions and tables of expressions: units, proved ranges, and the choice of lane.
#include <algorithm>
#include <array>

#include "core/ensure.hpp"
#include "core/yaml_fields.hpp"
#include "standards/compile_expression.hpp"
#include "standards/errors.hpp"

namespace sanqu::standards {

using namespace errors;

namespace {

bool is_plain(const Node& node) { return node.unit == Unit::number || node.unit == Unit::count; }

/// low..high of `node` in units of 10^-places (places not below the node's own).
std::pair<Int128, Int128> range_at(const Node& node, int places) {
  const Int128 factor = pow10(places - node.places);
  return {node.low * factor, node.high * factor};
}

constexpr int k_places_narrow_max = 18;
constexpr std::int32_t k_no_product = -2;

}  // namespace

void ExpressionCompiler::settle_range(Node& node, Int128 low, Int128 high, int places) {
  node.narrow = places <= k_places_narrow_max && low > -k_narrow_max && high < k_narrow_max;
  if (!node.narrow) {
    node.places = 0;
    return;
  }
  node.places = static_cast<std::int8_t>(places);
  node.low = static_cast<std::int64_t>(low);
  node.high = static_cast<std::int64_t>(high);
}

bool ExpressionCompiler::same_unit(const Node& a, const Node& b, Unit& unit, const Place& place) {
  const bool fits = a.unit == b.unit || (is_plain(a) && is_plain(b)) ||
                    (a.bare && b.unit != Unit::money) || (b.bare && a.unit != Unit::money);
  if (!fits) {
    report(k_unit, place,
           {unit_text(a.unit, Lang::zh), unit_text(b.unit, Lang::zh), unit_text(a.unit, Lang::en),
            unit_text(b.unit, Lang::en)});
    return false;
  }
  unit = a.bare || (is_plain(a) && !is_plain(b)) ? b.unit : a.unit;
  return true;
}

bool ExpressionCompiler::product_unit(const Node& a, const Node& b, NodeKind kind, Unit& unit,
                                      const Place& place) {
  if (kind == NodeKind::divide && a.unit == b.unit) {
    unit = Unit::number;
    return true;
  }
  if (is_plain(b)) {
    unit = a.unit == Unit::count && kind == NodeKind::divide ? Unit::number : a.unit;
    return true;
  }
  if (kind == NodeKind::multiply && is_plain(a)) {
    unit = b.unit;
    return true;
  }
  report(k_unit, place,
         {unit_text(a.unit, Lang::zh), unit_text(b.unit, Lang::zh), unit_text(a.unit, Lang::en),
          unit_text(b.unit, Lang::en)});
  return false;
}

/// x / 8 is x * 0.125, exactly: where a literal's reciprocal is a decimal, the division stays in the narrow lane.
std::int32_t ExpressionCompiler::reciprocal_product(NodeKind kind, std::int32_t left,
                                                    std::int32_t right, const Place& place) {
  const Node a = plan_.node(left);
  const Node b = plan_.node(right);
  if (kind != NodeKind::divide || b.kind != NodeKind::constant || b.imm == 0 || !b.narrow)
    return k_no_product;
  Unit unit = Unit::number;
  if (!product_unit(a, b, kind, unit, place)) return -1;
  const Exact reciprocal = Exact::whole(1) / Exact::decimal(b.imm, b.places);
  for (int places = 0; places <= 9; ++places) {
    const auto units = reciprocal.round_units(places);
    if (!units || Exact::compare(Exact::decimal(*units, places), reciprocal) != 0) continue;
    const std::int32_t factor = constant(Decimal{*units, places}, Unit::number);
    const std::int32_t product = arithmetic_node(NodeKind::multiply, left, factor, place);
    if (product < 0) return product;
    Node& node = plan_.nodes[static_cast<std::size_t>(product)];
    node.unit = unit;
    node.bare = a.bare && b.bare;
    return product;
  }
  return k_no_product;
}

std::int32_t ExpressionCompiler::arithmetic_node(NodeKind kind, std::int32_t left,
                                                 std::int32_t right, const Place& place) {
  const Node a = plan_.node(left);
  const Node b = plan_.node(right);
  if (const std::int32_t product = reciprocal_product(kind, left, right, place);
      product != k_no_product)
    return product;
  Node node;
  node.kind = kind;
  node.children = {left, right};
  node.may_miss = a.may_miss || b.may_miss || kind == NodeKind::divide;
  node.bare = a.bare && b.bare;
  const bool is_product = kind == NodeKind::multiply || kind == NodeKind::divide;
  if (is_product ? !product_unit(a, b, kind, node.unit, place) : !same_unit(a, b, node.unit, place))
    return -1;
  node.narrow = a.narrow && b.narrow && kind != NodeKind::divide;
  if (kind == NodeKind::divide && b.kind == NodeKind::constant && b.imm != 0)
    node.may_miss = a.may_miss;
  if (node.narrow && kind == NodeKind::multiply) {
    const Int128 corners[] = {Int128{a.low} * b.low, Int128{a.low} * b.high, Int128{a.high} * b.low,
                              Int128{a.high} * b.high};
    settle_range(node, *std::min_element(std::begin(corners), std::end(corners)),
                 *std::max_element(std::begin(corners), std::end(corners)), a.places + b.places);
  } else if (node.narrow) {
    const int places = std::max(a.places, b.places);
    const auto [a_low, a_high] = range_at(a, places);
    const auto [b_low, b_high] = range_at(b, places);
    switch (kind) {
      case NodeKind::add: settle_range(node, a_low + b_low, a_high + b_high, places); break;
      case NodeKind::subtract: settle_range(node, a_low - b_high, a_high - b_low, places); break;
      case NodeKind::minimum:
        settle_range(node, std::min(a_low, b_low), std::min(a_high, b_high), places);
        break;
      case NodeKind::maximum:
        settle_range(node, std::max(a_low, b_low), std::max(a_high, b_high), places);
        break;
      default: ensure(false);
    }
    // Both sides are brought to `places` at run time, so they must fit there too.
    const bool fits = std::max({-a_low, a_high, -b_low, b_high}) < k_narrow_max;
    if (!fits) node.narrow = false;
  }
  return add(std::move(node));
}

std::int32_t ExpressionCompiler::arithmetic(const Expression& tree, Site& site) {
  const std::int32_t left = visit(tree.children[0], site);
  if (!wants(left, ValueType::number, tree.children[0], site)) return -1;
  if (tree.kind == Kind::negate) {
    const Node below = plan_.node(left);
    Node node = below;
    node.kind = NodeKind::negate;
    node.index = -1;
    node.children = {left};
    if (node.narrow) settle_range(node, -Int128{below.high}, -Int128{below.low}, below.places);
    return add(std::move(node));
  }
  const std::int32_t right = visit(tree.children[1], site);
  if (!wants(right, ValueType::number, tree.children[1], site)) return -1;
  const NodeKind kind = tree.kind == Kind::add        ? NodeKind::add
                        : tree.kind == Kind::subtract ? NodeKind::subtract
                        : tree.kind == Kind::multiply ? NodeKind::multiply
                                                      : NodeKind::divide;
  return arithmetic_node(kind, left, right, place_of(tree, site));
}

std::int32_t ExpressionCompiler::call(const Expression& tree, Site& site) {
  const std::string& name = tree.name;
  if (const auto table = table_of.find(name); table != table_of.end())
    return table_call(tree, site, table->second);
  if (name == "present") return presence(tree, site, NodeKind::present);
  if (name == "missing") return presence(tree, site, NodeKind::missing);
  if (name == "has") return has_call(tree, site);
  if (name == "months_since" || name == "months_between" || name == "days_between")
    return date_call(tree, site);
  if (name == "min") return number_call(tree, site, NodeKind::minimum, 2);
  if (name == "max") return number_call(tree, site, NodeKind::maximum, 2);
  if (name == "abs") return number_call(tree, site, NodeKind::absolute, 1);
  if (name == "round") return round_call(tree, site);
  if (name == "if") return choose_call(tree, site);
  if (name == "value_of" || name == "points_of") return indicator_call(tree, site);
  return report(k_unknown_function, place_of(tree, site), {name});
}

std::int32_t ExpressionCompiler::presence(const Expression& tree, Site& site, NodeKind kind) {
  if (tree.children.size() != 1 || tree.children[0].kind != Kind::name) {
    return report(k_function_arguments, place_of(tree, site), {tree.name, "1"});
  }
  const std::int32_t child = visit(tree.children[0], site);
  if (child < 0) return -1;
  Node node;
  node.kind = kind;
  node.type = ValueType::truth;
  node.children = {child};
  return add(std::move(node));
}

std::int32_t ExpressionCompiler::has_call(const Expression& tree, Site& site) {
  if (tree.children.size() != 2 || tree.children[1].kind != Kind::text) {
    return report(k_function_arguments, place_of(tree, site), {"has", "2"});
  }
  const std::int32_t field = visit(tree.children[0], site);
  if (!wants(field, ValueType::codes, tree.children[0], site)) return -1;
  const Node like = plan_.node(field);
  const std::int32_t code = code_literal(tree.children[1], like, site);
  if (code < 0) return -1;
  Node node;
  node.kind = NodeKind::has_code;
  node.type = ValueType::truth;
  node.imm = plan_.node(code).imm;
  node.may_miss = like.may_miss;
  node.children = {field};
  return add(std::move(node));
}

std::int32_t ExpressionCompiler::date_call(const Expression& tree, Site& site) {
  const std::size_t wanted = tree.name == "months_since" ? 1 : 2;
  if (tree.children.size() != wanted) {
    return report(k_function_arguments, place_of(tree, site), {tree.name, std::to_string(wanted)});
  }
  Node node;
  node.kind = tree.name == "months_since"     ? NodeKind::months_since
              : tree.name == "months_between" ? NodeKind::months_between
                                              : NodeKind::days_between;
  node.unit = node.kind == NodeKind::days_between ? Unit::days : Unit::months;
  for (const Expression& argument : tree.children) {
    const std::int32_t child = visit(argument, site);
    if (!wants(child, ValueType::date, argument, site)) return -1;
    node.may_miss = node.may_miss || plan_.node(child).may_miss;
    node.children.push_back(child);
  }
  const bool days = node.kind == NodeKind::days_between;
  settle_range(node, days ? -4'000'000 : 0, days ? 4'000'000 : 120'000, 0);
  return add(std::move(node));
}

std::int32_t ExpressionCompiler::number_call(const Expression& tree, Site& site, NodeKind kind,
                                             std::size_t arguments) {
  if (tree.children.size() != arguments) {
    return report(k_function_arguments, place_of(tree, site),
                  {tree.name, std::to_string(arguments)});
  }
  std::vector<std::int32_t> children;
  for (const Expression& argument : tree.children) {
    const std::int32_t child = visit(argument, site);
    if (!wants(child, ValueType::number, argument, site)) return -1;
    children.push_back(child);
  }
  if (kind != NodeKind::absolute)
    return arithmetic_node(kind, children[0], children[1], place_of(tree, site));
  Node node = plan_.node(children[0]);
  const Node below = node;
  node.kind = kind;
  node.index = -1;
  node.children = children;
  if (node.narrow)
    settle_range(node, 0, std::max(-Int128{below.low}, Int128{below.high}), below.places);
  return add(std::move(node));
}

std::int32_t ExpressionCompiler::round_call(const Expression& tree, Site& site) {
  const bool good = tree.children.size() == 2 && tree.children[1].kind == Kind::number &&
                    tree.children[1].number.places == 0 && tree.children[1].number.units <= 6;
  if (!good) return report(k_function_arguments, place_of(tree, site), {"round", "2 (x, 0..6)"});
  const std::int32_t child = visit(tree.children[0], site);
  if (!wants(child, ValueType::number, tree.children[0], site)) return -1;
  const Node below = plan_.node(child);
  Node node = below;
  node.kind = NodeKind::round;
  node.index = -1;
  node.imm = tree.children[1].number.units;
  node.children = {child};
  const int places = static_cast<int>(node.imm);
  if (below.narrow && below.places > places) {
    const Int128 divisor = pow10(below.places - places);
    settle_range(node, below.low / divisor - 1, below.high / divisor + 1, places);
  }
  return add(std::move(node));
}

std::int32_t ExpressionCompiler::choose_call(const Expression& tree, Site& site) {
  if (tree.children.size() != 3)
    return report(k_function_arguments, place_of(tree, site), {"if", "3"});
  const std::int32_t condition = visit(tree.children[0], site);
  if (!wants(condition, ValueType::truth, tree.children[0], site)) return -1;
  const std::int32_t left = visit(tree.children[1], site);
  const std::int32_t right = visit(tree.children[2], site);
  if (!wants(left, ValueType::number, tree.children[1], site)) return -1;
  if (!wants(right, ValueType::number, tree.children[2], site)) return -1;
  const Node a = plan_.node(left);
  const Node b = plan_.node(right);
  Node node;
  node.kind = NodeKind::choose;
  node.children = {condition, left, right};
  node.may_miss = a.may_miss || b.may_miss;
  node.bare = a.bare && b.bare;
  if (!same_unit(a, b, node.unit, place_of(tree, site))) return -1;
  node.narrow = a.narrow && b.narrow;
  if (node.narrow) {
    const int places = std::max(a.places, b.places);
    const auto [a_low, a_high] = range_at(a, places);
    const auto [b_low, b_high] = range_at(b, places);
    settle_range(node, std::min(a_low, b_low), std::max(a_high, b_high), places);
  }
  return add(std::move(node));
}

std::int32_t ExpressionCompiler::indicator_call(const Expression& tree, Site& site) {
  if (tree.children.size() != 1 || tree.children[0].kind != Kind::name) {
    return report(k_function_arguments, place_of(tree, site), {tree.name, "1"});
  }
  const std::string& id = tree.children[0].name;
  const auto indicator = indicator_of.find(id);
  const auto dimension = dimension_of.find(id);
  const bool known_indicator = site.scope.indicators && indicator != indicator_of.end();
  const bool known_dimension =
      site.scope.totals && tree.name == "points_of" && dimension != dimension_of.end();
  if (!known_indicator && !known_dimension) {
    std::vector<std::string> known;
    for (const auto& [name, index] : indicator_of) known.push_back(name);
    const std::string near = nearest_word(id, known);
    return report(k_unknown_indicator, place_of(tree.children[0], site),
                  {id, near.empty() ? "" : "是否指“" + near + "”?",
                   near.empty() ? "" : "Did you mean `" + near + "`?"});
  }
  Node node;
  node.unit = Unit::points;
  node.narrow = false;
  node.may_miss = true;
  if (known_dimension && !known_indicator) {
    node.kind = NodeKind::dimension_points;
    node.index = dimension->second;
    return add(std::move(node));
  }
  node.index = indicator->second;
  node.kind = tree.name == "points_of" ? NodeKind::indicator_points : NodeKind::indicator_value;
  node.may_miss =
      plan_.indicators[static_cast<std::size_t>(node.index)].missing == MissingRule::unavailable;
  if (node.kind == NodeKind::indicator_value) {
    const std::int32_t measure_index =
        plan_.indicators[static_cast<std::size_t>(node.index)].measure;
    if (measure_index < 0)
      return report(k_unknown_indicator, place_of(tree.children[0], site), {id, "", ""});
    const Measure& measure = plan_.measures[static_cast<std::size_t>(measure_index)];
    node.type = measure.type;
    node.unit = measure.unit;
    node.code_set = measure.code_set;
    node.narrow = measure.narrow;
    node.places = static_cast<std::int8_t>(measure.places);
    node.low = measure.low;
    node.high = measure.high;
    node.may_miss = measure.may_miss;
  }
  return add(std::move(node));
}

std::int32_t ExpressionCompiler::table_call(const Expression& tree, Site& site,
                                            std::int32_t table_index) {
  const PlanTable table = plan_.tables[static_cast<std::size_t>(table_index)];
  if (tree.children.size() != table.keys.size()) {
    return report(k_function_arguments, place_of(tree, site),
                  {tree.name, std::to_string(table.keys.size())});
  }
  Node node;
  node.kind = NodeKind::table;
  node.index = table_index;
  node.unit = table.unit;
  node.can_raise = !table.complete;
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    const Expression& argument = tree.children[i];
    const std::int32_t child = visit(argument, site);
    const PlanTableKey& key = table.keys[i];
    if (!wants(child, key.is_code ? ValueType::code : ValueType::number, argument, site)) return -1;
    const Node& below = plan_.node(child);
    if (key.is_code && below.code_set != key.code_set) {
      return report(k_type, place_of(argument, site),
                    {expression_text(argument), "另一代码集", "another code set"});
    }
    Node key_node;
    key_node.unit = key.unit;
    Unit unit = key.unit;
    if (!key.is_code && !same_unit(below, key_node, unit, place_of(argument, site))) return -1;
    if (below.may_miss) {
      const bool takes_missing =
          table.otherwise ||
          std::any_of(table.rows.begin(), table.rows.end(),
                      [&](const auto& row) { return row[i].any || row[i].missing; });
      node.can_raise = node.can_raise || !takes_missing;
    }
    node.children.push_back(child);
  }
  Int128 low = table.otherwise.value_or(table.results.empty() ? 0 : table.results.front());
  Int128 high = low;
  for (const std::int64_t result : table.results) {
    low = std::min<Int128>(low, result);
    high = std::max<Int128>(high, result);
  }
  settle_range(node, low, high, table.places);
  for (const std::int32_t child : node.children) {
    const Node& key = plan_.node(child);
    node.narrow = node.narrow && (key.type != ValueType::number || key.narrow);
  }
  return add(std::move(node));
}

}  // namespace sanqu::standards
