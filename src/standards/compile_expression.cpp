// SPDX-License-Identifier: Apache-2.0
// Names, literals, comparisons and logic. Arithmetic, functions and tables are in compile_function.cpp.
#include "standards/compile_expression.hpp"

#include <algorithm>
#include <array>

#include "core/ensure.hpp"
#include "core/text.hpp"
#include "core/yaml_fields.hpp"
#include "standards/errors.hpp"

namespace sanqu::standards {

using namespace errors;
using catalogue::Field;
using catalogue::FieldType;

namespace {

ValueType value_type_of(FieldType type) {
  switch (type) {
    case FieldType::text: return ValueType::text;
    case FieldType::code: return ValueType::code;
    case FieldType::codes: return ValueType::codes;
    case FieldType::date: return ValueType::date;
    case FieldType::boolean: return ValueType::truth;
    case FieldType::integer:
    case FieldType::decimal:
    case FieldType::money: return ValueType::number;
  }
  return ValueType::number;
}

/// Known names near a wrong one, as the hint's two arguments.
std::vector<std::string> with_hint(const std::string& name, const std::vector<std::string>& known) {
  std::string near = nearest_word(name, known);
  if (!near.empty()) return {name, "是否指“" + near + "”?", "Did you mean `" + near + "`?"};
  std::string list;
  for (std::size_t i = 0; i < known.size() && i < 30; ++i) list += (i > 0 ? ", " : "") + known[i];
  if (list.empty()) return {name, "", ""};
  return {name, "可用:" + list, "Known: " + list};
}

bool is_person_word(std::string_view word) {
  constexpr std::array<std::string_view, 6> k_words = {"natural_person", "person",   "individual",
                                                       "resident",       "citizens", "people"};
  return std::find(k_words.begin(), k_words.end(), word) != k_words.end();
}

}  // namespace

Place ExpressionCompiler::place_of(const Expression& tree, const Site& site) const {
  Place place = site.text.place;
  if (place.column != 0 && tree.column != 0) place.column += tree.column - 1;
  return place;
}

std::int32_t ExpressionCompiler::report(const ErrorCode& code, const Place& place,
                                        std::vector<std::string> args) {
  errors_.push_back(make_error(code, place, std::move(args)));
  return -1;
}

std::int32_t ExpressionCompiler::add(Node node) {
  for (const std::int32_t child : node.children) {
    ensure(child >= 0);
    const Node& below = plan_.node(child);
    node.can_raise = node.can_raise || below.can_raise;
    node.of_record = node.of_record || below.of_record;
  }
  if (node.type == ValueType::number && !node.narrow)
    node.can_raise = true;  // the exact lane can overflow
  plan_.nodes.push_back(std::move(node));
  return static_cast<std::int32_t>(plan_.nodes.size()) - 1;
}

std::int32_t ExpressionCompiler::compile(const ExpressionText& text, const NameScope& scope) {
  Site site{text, scope, {}};
  return visit(text.tree, site);
}

bool ExpressionCompiler::wants(std::int32_t node, ValueType type, const Expression& tree,
                               const Site& site) {
  if (node < 0) return false;
  if (plan_.node(node).type == type) return true;
  report(k_type, place_of(tree, site),
         {expression_text(tree), type_text(type, Lang::zh), type_text(type, Lang::en)});
  return false;
}

std::int32_t ExpressionCompiler::compile_truth(const ExpressionText& text, const NameScope& scope) {
  Site site{text, scope, {}};
  const std::int32_t node = visit(text.tree, site);
  return wants(node, ValueType::truth, text.tree, site) ? node : -1;
}

std::int32_t ExpressionCompiler::compile_number(const ExpressionText& text,
                                                const NameScope& scope) {
  Site site{text, scope, {}};
  const std::int32_t node = visit(text.tree, site);
  return wants(node, ValueType::number, text.tree, site) ? node : -1;
}

std::int32_t ExpressionCompiler::compile_points(const ExpressionText& text,
                                                const NameScope& scope) {
  const std::int32_t node = compile_number(text, scope);
  if (node < 0 || plan_.node(node).unit != Unit::money) return node;
  return report(k_unit, text.place, {"金额", "分值", "money", "points"});
}

std::int32_t ExpressionCompiler::visit(const Expression& tree, Site& site) {
  switch (tree.kind) {
    case Kind::number:
    case Kind::date:
    case Kind::boolean: return literal(tree);
    case Kind::text:
      return report(k_type, place_of(tree, site), {expression_text(tree), "数值", "a value"});
    case Kind::name: return name(tree, site);
    case Kind::call: return call(tree, site);
    case Kind::negate:
    case Kind::add:
    case Kind::subtract:
    case Kind::multiply:
    case Kind::divide: return arithmetic(tree, site);
    case Kind::not_: return negation(tree, site);
    case Kind::and_:
    case Kind::or_: return chain(tree, site);
    case Kind::in: return membership(tree, site);
    default: return comparison(tree, site);
  }
}

std::int32_t ExpressionCompiler::constant(Decimal decimal, Unit unit) {
  Node node;
  node.unit = unit;
  node.imm = decimal.units;
  node.places = static_cast<std::int8_t>(decimal.places);
  settle_range(node, decimal.units, decimal.units, decimal.places);
  return add(std::move(node));
}

std::int32_t ExpressionCompiler::literal(const Expression& tree) {
  Node node;
  if (tree.kind == Kind::date) {
    node.type = ValueType::date;
    node.imm = tree.date.days();
    return add(std::move(node));
  }
  if (tree.kind == Kind::boolean) {
    node.type = ValueType::truth;
    node.imm = tree.truth ? 1 : 0;
    return add(std::move(node));
  }
  struct UnitWord {
    std::string_view word;
    Unit unit;
    int shift;  // digits by which the word's unit is larger than yuan
  };
  constexpr std::array<UnitWord, 8> k_words = {{{"", Unit::number, 0},
                                                {"yuan", Unit::money, 0},
                                                {"wan", Unit::money, 4},
                                                {"fen", Unit::money, -2},
                                                {"days", Unit::days, 0},
                                                {"months", Unit::months, 0},
                                                {"percent", Unit::percent, 0},
                                                {"points", Unit::points, 0}}};
  const auto* known = std::find_if(k_words.begin(), k_words.end(),
                                   [&](const UnitWord& w) { return w.word == tree.unit_word; });
  ensure(known != k_words.end());
  Decimal decimal = tree.number;
  int shift = known->shift;
  while (shift > 0 && decimal.places > 0) {
    --decimal.places;
    --shift;
  }
  while (shift > 0 && decimal.units < k_narrow_max / 10 && decimal.units > -k_narrow_max / 10) {
    decimal.units *= 10;
    --shift;
  }
  if (shift < 0) decimal.places -= shift;
  const std::int32_t index = constant(decimal, known->unit);
  plan_.nodes[static_cast<std::size_t>(index)].bare = tree.unit_word.empty();
  return index;
}

std::int32_t ExpressionCompiler::field_node(const Field& field, NodeKind kind, std::int32_t index,
                                            const std::string& id, const Expression& tree,
                                            Site& site) {
  if (field.personal) return report(k_personal, place_of(tree, site), {id});
  Node node;
  node.kind = kind;
  node.index = index;
  node.type = value_type_of(field.type);
  node.unit = field.unit;
  node.code_set = field.code_set;
  node.of_record = kind == NodeKind::field;
  node.may_miss = !(field.required && kind == NodeKind::field) && !site.present.contains(id);
  if (node.type == ValueType::number) {
    settle_range(node, field.min, field.max, field.places);
    if (!node.narrow) return report(k_range, place_of(tree, site), {id});
  }
  return add(std::move(node));
}

std::int32_t ExpressionCompiler::attribute_name(const std::string& id, const Expression& tree,
                                                Site& site) {
  if (id == "kind") {
    Node node;
    node.kind = NodeKind::attribute;
    node.index = static_cast<std::int32_t>(catalogue_.attributes.size());
    node.type = ValueType::code;
    node.code_set = k_kind_set;
    return add(std::move(node));
  }
  const std::int32_t index = catalogue_.find_attribute(id);
  if (index < 0) return -1;
  return field_node(catalogue_.attributes[static_cast<std::size_t>(index)], NodeKind::attribute,
                    index, tree.name, tree, site);
}

std::int32_t ExpressionCompiler::field_name(const Expression& tree, Site& site) {
  const auto& record_class = *site.scope.record_class;
  const std::int32_t index = record_class.find_field(tree.name);
  if (index < 0) return -1;
  return field_node(record_class.fields[static_cast<std::size_t>(index)], NodeKind::field, index,
                    tree.name, tree, site);
}

std::int32_t ExpressionCompiler::name(const Expression& tree, Site& site) {
  const NameScope& scope = site.scope;
  const auto parameter = parameter_of.find(tree.name);
  std::int32_t found = -1;
  const std::size_t errors_before = errors_.size();
  if (scope.record_class != nullptr && tree.name.starts_with("subject.")) {
    found = attribute_name(tree.name.substr(8), tree, site);
    if (found < 0 && errors_.size() == errors_before) {
      return report(k_unknown_attribute, place_of(tree, site), with_hint(tree.name.substr(8), [&] {
                      std::vector<std::string> known;
                      for (const Field& f : catalogue_.attributes) known.push_back(f.id);
                      return known;
                    }()));
    }
    return found;
  }
  if (scope.record_class != nullptr) {
    found = field_name(tree, site);
  } else if (scope.attributes) {
    found = attribute_name(tree.name.starts_with("subject.") ? tree.name.substr(8) : tree.name,
                           tree, site);
  }
  if (found >= 0 && parameter != parameter_of.end()) {
    return report(k_ambiguous_name, place_of(tree, site),
                  {tree.name, "数据项或属性", "a field or attribute"});
  }
  if (found >= 0 || errors_.size() > errors_before) return found;

  if (parameter != parameter_of.end()) return parameter_name(parameter->second);
  const std::int32_t built_in = built_in_name(tree, site);
  return built_in >= 0 ? built_in : unknown_name(tree, site);
}

std::int32_t ExpressionCompiler::parameter_name(std::int32_t parameter) {
  const PlanParameter& known = plan_.parameters[static_cast<std::size_t>(parameter)];
  Node node;
  node.kind = NodeKind::parameter;
  node.index = parameter;
  node.unit = known.unit;
  Int128 low = known.values.front().units;
  Int128 high = low;
  for (const auto& value : known.values) {
    low = std::min<Int128>(low, value.units);
    high = std::max<Int128>(high, value.units);
  }
  settle_range(node, low, high, known.places);
  return add(std::move(node));
}

/// as_of, value, points: where the spot knows them.
std::int32_t ExpressionCompiler::built_in_name(const Expression& tree, const Site& site) {
  const NameScope& scope = site.scope;
  Node node;
  if (tree.name == "as_of" && (scope.record_class != nullptr || scope.attributes)) {
    node.kind = NodeKind::as_of;
    node.type = ValueType::date;
    return add(std::move(node));
  }
  if (tree.name == "value" && scope.value != nullptr) {
    node.kind = NodeKind::value;
    node.type = scope.value->type;
    node.unit = scope.value->unit;
    node.code_set = scope.value->code_set;
    node.narrow = scope.value->narrow;
    node.places = static_cast<std::int8_t>(scope.value->places);
    node.low = scope.value->low;
    node.high = scope.value->high;
    node.may_miss = scope.value->may_miss;
    return add(std::move(node));
  }
  if (tree.name == "points" && scope.totals) {
    node.kind = NodeKind::total_points;
    node.unit = Unit::points;
    node.narrow = false;
    return add(std::move(node));
  }
  return -1;
}

/// The refusal of a name that nothing here is called, with what is near.
std::int32_t ExpressionCompiler::unknown_name(const Expression& tree, const Site& site) {
  const NameScope& scope = site.scope;
  if (is_person_word(tree.name)) return report(k_natural_person, place_of(tree, site), {tree.name});
  if (scope.record_class == nullptr && !scope.attributes && scope.value == nullptr) {
    return report(k_constant_wanted, place_of(tree, site), {tree.name});
  }
  std::vector<std::string> known;
  if (scope.record_class != nullptr) {
    for (const Field& f : scope.record_class->fields) known.push_back(f.id);
  } else if (scope.attributes) {
    for (const Field& f : catalogue_.attributes) known.push_back(f.id);
  }
  for (const auto& [id, index] : parameter_of) known.push_back(id);
  return report(k_unknown_name, place_of(tree, site), with_hint(tree.name, known));
}

std::int32_t ExpressionCompiler::code_literal(const Expression& tree, const Node& like,
                                              Site& site) {
  Node node;
  node.type = like.type == ValueType::codes ? ValueType::code : like.type;
  node.code_set = like.code_set;
  if (like.type == ValueType::text) {
    node.imm = static_cast<std::int64_t>(plan_.text_literals.size());
    plan_.text_literals.push_back(nfc(tree.name));  // rule R10; intake did so with the data
    return add(std::move(node));
  }
  if (like.code_set == k_kind_set) {
    if (is_person_word(tree.name))
      return report(k_natural_person, place_of(tree, site), {tree.name});
    node.imm = catalogue_.find_kind(tree.name);
    if (node.imm < 0) return report(k_unknown_kind, place_of(tree, site), {tree.name, "", ""});
    return add(std::move(node));
  }
  const auto& set = catalogue_.code_sets[static_cast<std::size_t>(like.code_set)];
  const auto code = set.find(tree.name);
  if (!code) {
    std::vector<std::string> known;
    for (const auto& c : set.codes) known.push_back(c.id);
    auto args = with_hint(tree.name, known);
    args.insert(args.begin() + 1, set.id);
    return report(k_unknown_code, place_of(tree, site), std::move(args));
  }
  node.imm = *code;
  return add(std::move(node));
}

std::int32_t ExpressionCompiler::membership(const Expression& tree, Site& site) {
  const std::int32_t left = visit(tree.children[0], site);
  if (left < 0) return -1;
  const Node like = plan_.node(left);
  if (like.type != ValueType::code && like.type != ValueType::text) {
    return report(k_type, place_of(tree.children[0], site),
                  {expression_text(tree.children[0]), "代码或文字", "a code or a text"});
  }
  Node node;
  node.kind = NodeKind::in_codes;
  node.type = ValueType::truth;
  node.may_miss = like.may_miss;
  node.children.push_back(left);
  for (std::size_t i = 1; i < tree.children.size(); ++i) {
    const Expression& item = tree.children[i];
    if (item.kind != Kind::text)
      return report(k_type, place_of(item, site), {expression_text(item), "'代码'", "a 'code'"});
    const std::int32_t literal_node = code_literal(item, like, site);
    if (literal_node < 0) return -1;
    node.children.push_back(literal_node);
  }
  return add(std::move(node));
}

std::int32_t ExpressionCompiler::report_compare(const Node& a, const Node& b, bool ordered,
                                                const Place& place) {
  if (a.type != b.type) {
    return report(k_compare, place,
                  {type_text(a.type, Lang::zh), type_text(b.type, Lang::zh),
                   type_text(a.type, Lang::en), type_text(b.type, Lang::en)});
  }
  if (a.type == ValueType::code && !ordered) {
    return report(k_compare, place,
                  {"代码", "另一代码集的代码", "a code", "a code of another code set"});
  }
  return report(k_no_order, place, {type_text(a.type, Lang::zh), type_text(a.type, Lang::en)});
}

std::int32_t ExpressionCompiler::compare(NodeKind kind, std::int32_t left, std::int32_t right,
                                         const Place& place) {
  const Node& a = plan_.node(left);
  const Node& b = plan_.node(right);
  const bool ordered = kind == NodeKind::less || kind == NodeKind::less_equal;
  if (a.type != b.type || (ordered && a.type != ValueType::number && a.type != ValueType::date) ||
      a.type == ValueType::codes || (a.type == ValueType::code && a.code_set != b.code_set)) {
    return report_compare(a, b, ordered, place);
  }
  Unit unit = Unit::number;
  if (a.type == ValueType::number && !same_unit(a, b, unit, place)) return -1;
  Node node;
  node.kind = kind;
  node.type = ValueType::truth;
  node.may_miss = a.may_miss || b.may_miss;
  node.children = {left, right};
  return add(std::move(node));
}

std::int32_t ExpressionCompiler::comparison(const Expression& tree, Site& site) {
  const Expression* left_tree = &tree.children[0];
  const Expression* right_tree = &tree.children[1];
  if (left_tree->kind == Kind::text) std::swap(left_tree, right_tree);
  const bool swapped = left_tree != &tree.children[0];
  const bool is_equality = tree.kind == Kind::equal || tree.kind == Kind::not_equal;
  const std::int32_t left = visit(*left_tree, site);
  if (left < 0) return -1;
  std::int32_t right = -1;
  if (right_tree->kind == Kind::text) {
    const Node like = plan_.node(left);
    const bool has_codes = like.type == ValueType::code || like.type == ValueType::text;
    if (!is_equality || !has_codes) {
      return report(k_type, place_of(*right_tree, site),
                    {expression_text(*right_tree), type_text(like.type, Lang::zh),
                     type_text(like.type, Lang::en)});
    }
    right = code_literal(*right_tree, like, site);
  } else {
    right = visit(*right_tree, site);
  }
  if (right < 0) return -1;
  NodeKind kind = NodeKind::equal;
  bool turned = swapped;
  switch (tree.kind) {
    case Kind::not_equal: kind = NodeKind::not_equal; break;
    case Kind::less: kind = NodeKind::less; break;
    case Kind::less_equal: kind = NodeKind::less_equal; break;
    case Kind::greater:
      kind = NodeKind::less;
      turned = !turned;
      break;
    case Kind::greater_equal:
      kind = NodeKind::less_equal;
      turned = !turned;
      break;
    default: break;
  }
  if (turned && !is_equality) std::swap(left_tree, right_tree);
  const std::int32_t a = turned && !is_equality ? right : left;
  const std::int32_t b = turned && !is_equality ? left : right;
  if (kind == NodeKind::not_equal && (plan_.node(a).may_miss || plan_.node(b).may_miss)) {
    return report(k_not_over_missing, place_of(tree, site), {expression_text(tree)});
  }
  return compare(kind, a, b, place_of(tree, site));
}

std::int32_t ExpressionCompiler::logic(NodeKind kind, std::vector<std::int32_t> children) {
  Node node;
  node.kind = kind;
  node.type = ValueType::truth;
  for (const std::int32_t child : children)
    node.may_miss = node.may_miss || plan_.node(child).may_miss;
  node.children = std::move(children);
  return add(std::move(node));
}

std::int32_t ExpressionCompiler::chain(const Expression& tree, Site& site) {
  // Flatten the chain, so that `present(f)` anywhere in an `and` guards all of it (rule R7).
  std::vector<const Expression*> links;
  std::vector<const Expression*> open = {&tree};
  while (!open.empty()) {
    const Expression* next = open.back();
    open.pop_back();
    if (next->kind == tree.kind) {
      open.push_back(&next->children[1]);
      open.push_back(&next->children[0]);
    } else {
      links.push_back(next);
    }
  }
  const std::set<std::string> outside = site.present;
  if (tree.kind == Kind::and_) {
    for (const Expression* link : links) {
      const bool asks =
          link->kind == Kind::call && link->name == "present" && link->children.size() == 1;
      if (asks && link->children[0].kind == Kind::name) site.present.insert(link->children[0].name);
    }
  }
  std::vector<std::int32_t> children;
  bool good = true;
  for (const Expression* link : links) {
    const std::int32_t child = visit(*link, site);
    if (!wants(child, ValueType::truth, *link, site)) good = false;
    children.push_back(child);
  }
  site.present = outside;
  if (!good) return -1;
  return logic(tree.kind == Kind::and_ ? NodeKind::and_ : NodeKind::or_, std::move(children));
}

std::int32_t ExpressionCompiler::negation(const Expression& tree, Site& site) {
  const std::int32_t child = visit(tree.children[0], site);
  if (!wants(child, ValueType::truth, tree.children[0], site)) return -1;
  if (plan_.node(child).may_miss) {
    return report(k_not_over_missing, place_of(tree, site), {expression_text(tree.children[0])});
  }
  return logic(NodeKind::not_, {child});
}

std::string unit_text(Unit unit, Lang lang) {
  constexpr std::array<std::string_view, 7> k_zh = {"普通数", "次数",   "金额", "天",
                                                    "月",     "百分比", "分值"};
  constexpr std::array<std::string_view, 7> k_en = {"number", "count",   "money", "days",
                                                    "months", "percent", "points"};
  const auto at = static_cast<std::size_t>(unit);
  return std::string(lang == Lang::zh ? k_zh[at] : k_en[at]);
}

std::string type_text(ValueType type, Lang lang) {
  constexpr std::array<std::string_view, 6> k_zh = {"数字",     "日期", "代码",
                                                    "多个代码", "文字", "真假"};
  constexpr std::array<std::string_view, 6> k_en = {"a number",      "a date", "a code",
                                                    "several codes", "a text", "a truth"};
  const auto at = static_cast<std::size_t>(type);
  return std::string(lang == Lang::zh ? k_zh[at] : k_en[at]);
}

}  // namespace sanqu::standards
