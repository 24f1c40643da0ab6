// SPDX-License-Identifier: Apache-2.0
// Literals with their units, and names: fields, attributes, parameters, codes, and what is built in. A name that nothing
// is called is refused with what is near.
#include <algorithm>
#include <array>

#include "core/ensure.hpp"
#include "core/text.hpp"
#include "core/yaml_fields.hpp"
#include "standards/compile_expression.hpp"
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

}  // namespace

bool names_people(std::string_view word) {
  constexpr std::array<std::string_view, 9> k_words = {"natural_person", "person",    "individual",
                                                       "resident",       "residents", "citizens",
                                                       "people",         "自然人",    "居民"};
  return std::any_of(k_words.begin(), k_words.end(), [&](std::string_view known) {
    if (!word.starts_with(known)) return false;
    const std::string_view rest = word.substr(known.size());
    // `individual_business` is a business.
    return rest.empty() || (rest[0] == '_' && known != "individual") || rest[0] == '.';
  });
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
  if (names_people(tree.name)) return report(k_natural_person, place_of(tree, site), {tree.name});
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
    if (names_people(tree.name)) return report(k_natural_person, place_of(tree, site), {tree.name});
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

}  // namespace sanqu::standards
