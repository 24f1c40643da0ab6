// SPDX-License-Identifier: Apache-2.0
// Inside the standards room: expression trees -> typed nodes of a plan. Names are looked up, units checked, the two lanes
// (narrow, exact) chosen by proved ranges, and rule R7's guard over missing values enforced.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "standards/plan.hpp"

namespace sanqu::standards {

/// What `value` stands for where a value is mapped to points or compared.
struct ValueShape {
  ValueType type = ValueType::number;
  Unit unit = Unit::number;
  std::int32_t code_set = -1;
  bool narrow = true;
  int places = 0;
  std::int64_t low = 0;
  std::int64_t high = 0;
  bool may_miss = true;
};

/// Which names an expression may read.
struct NameScope {
  const catalogue::RecordClass* record_class =
      nullptr;  // fields stand bare, attributes behind `subject.`
  bool attributes = true;
  bool indicators = false;  // value_of, points_of
  bool totals = false;      // points, points_of(dimension)
  const ValueShape* value = nullptr;
};
/// Numbers and parameters only.
inline constexpr NameScope k_constants_only = {nullptr, false, false, false, nullptr};

class ExpressionCompiler {
 public:
  ExpressionCompiler(Plan& plan, const catalogue::Catalogue& catalogue, Errors& errors)
      : plan_(plan), catalogue_(catalogue), errors_(errors) {}

  /// A node index, or -1 when something was reported.
  std::int32_t compile(const ExpressionText& text, const NameScope& scope);
  /// The same, and it must be of the type.
  std::int32_t compile_truth(const ExpressionText& text, const NameScope& scope);
  std::int32_t compile_number(const ExpressionText& text, const NameScope& scope);
  /// A number of any unit but money: points are made of it.
  std::int32_t compile_points(const ExpressionText& text, const NameScope& scope);

  std::int32_t add(Node node);
  std::int32_t constant(Decimal decimal, Unit unit);
  std::int32_t report_compare(const Node& a, const Node& b, bool ordered, const Place& place);
  std::int32_t compare(NodeKind kind, std::int32_t left, std::int32_t right, const Place& place);
  std::int32_t logic(NodeKind kind, std::vector<std::int32_t> children);

  std::map<std::string, std::int32_t> parameter_of;
  std::map<std::string, std::int32_t> table_of;
  std::map<std::string, std::int32_t> indicator_of;
  std::map<std::string, std::int32_t> dimension_of;

 private:
  using Kind = Expression::Kind;
  struct Site {
    const ExpressionText& text;
    const NameScope& scope;
    std::set<std::string> present;  // names that the chain of `and` around this spot has asked for
  };

  std::int32_t visit(const Expression& tree, Site& site);
  std::int32_t literal(const Expression& tree);
  std::int32_t name(const Expression& tree, Site& site);
  std::int32_t parameter_name(std::int32_t parameter);
  std::int32_t built_in_name(const Expression& tree, const Site& site);
  std::int32_t unknown_name(const Expression& tree, const Site& site);
  std::int32_t field_name(const Expression& tree, Site& site);
  std::int32_t attribute_name(const std::string& id, const Expression& tree, Site& site);
  std::int32_t field_node(const catalogue::Field& field, NodeKind kind, std::int32_t index,
                          const std::string& id, const Expression& tree, Site& site);
  std::int32_t call(const Expression& tree, Site& site);
  std::int32_t date_call(const Expression& tree, Site& site);
  std::int32_t choose_call(const Expression& tree, Site& site);
  std::int32_t number_call(const Expression& tree, Site& site, NodeKind kind,
                           std::size_t arguments);
  std::int32_t round_call(const Expression& tree, Site& site);
  std::int32_t presence(const Expression& tree, Site& site, NodeKind kind);
  std::int32_t has_call(const Expression& tree, Site& site);
  std::int32_t indicator_call(const Expression& tree, Site& site);
  std::int32_t table_call(const Expression& tree, Site& site, std::int32_t table);
  std::int32_t membership(const Expression& tree, Site& site);
  std::int32_t comparison(const Expression& tree, Site& site);
  std::int32_t chain(const Expression& tree, Site& site);
  std::int32_t negation(const Expression& tree, Site& site);
  std::int32_t arithmetic(const Expression& tree, Site& site);
  std::int32_t reciprocal_product(NodeKind kind, std::int32_t left, std::int32_t right,
                                  const Place& place);
  std::int32_t arithmetic_node(NodeKind kind, std::int32_t left, std::int32_t right,
                               const Place& place);
  std::int32_t code_literal(const Expression& tree, const Node& like, Site& site);
  bool product_unit(const Node& a, const Node& b, NodeKind kind, Unit& unit, const Place& place);
  bool same_unit(const Node& a, const Node& b, Unit& unit, const Place& place);
  void settle_range(Node& node, Int128 low, Int128 high, int places);

  Place place_of(const Expression& tree, const Site& site) const;
  std::int32_t report(const ErrorCode& code, const Place& place, std::vector<std::string> args);
  bool wants(std::int32_t node, ValueType type, const Expression& tree, const Site& site);

  Plan& plan_;
  const catalogue::Catalogue& catalogue_;
  Errors& errors_;
};

/// Whether a name that nothing here bears is meant for natural persons: `resident`, `resident_conduct`, 居民.
bool names_people(std::string_view word);

/// The name of a unit or type in messages.
std::string unit_text(Unit unit, Lang lang);
std::string type_text(ValueType type, Lang lang);

}  // namespace sanqu::standards
