// SPDX-License-Identifier: Apache-2.0
// The walk over a tree, comparisons and logic. Names and literals are in compile_name.cpp; arithmetic, functions and tables
// in compile_function.cpp.
#include "standards/compile_expression.hpp"

#include <array>

#include "core/ensure.hpp"
#include "standards/errors.hpp"

namespace sanqu::standards {

using namespace errors;

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
