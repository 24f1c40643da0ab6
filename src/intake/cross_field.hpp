// SPDX-License-Identifier: Apache-2.0
// The catalogue's cross-field rules: when `when` holds for a line, `must` must hold too. Expressions of the standard
// language over the line's own fields: no parameters, no tables, no as_of. A comparison with a missing value is false (R7).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "core/exact.hpp"
#include "core/expression.hpp"
#include "intake/intake.hpp"

namespace sanqu::intake {

/// One rule, its names looked up once. The catalogue must outlive it.
class CrossFieldCheck {
 public:
  /// Errors: intake.rule_unreadable, for a name, a function or a code that a line does not have.
  static Result<CrossFieldCheck> create(const catalogue::Catalogue& catalogue,
                                        const catalogue::RecordClass& record_class,
                                        const catalogue::CrossFieldRule& rule);

  /// One expression that must hold by itself; `name` is what a message calls it.
  static Result<CrossFieldCheck> of_condition(const catalogue::Catalogue& catalogue,
                                              const catalogue::RecordClass& record_class,
                                              const std::string& name,
                                              const std::string& condition);

  /// False when the rule is broken. `values` has one entry a field of the class.
  bool holds(std::span<const FieldValue> values) const;
  /// Indexes of the fields that the rule reads.
  const std::vector<std::int32_t>& fields() const { return fields_; }
  const catalogue::CrossFieldRule& rule() const { return rule_; }

  /// What a part of a rule is worth for one line.
  struct Worth {
    enum class Type : std::uint8_t { missing, number, date, text, truth };
    Type type = Type::missing;
    Exact number;  // money in yuan
    Date date;
    std::string_view text;  // of a code its id
    bool truth = false;
  };

 private:
  enum class Function : std::uint8_t {
    none,
    present,
    missing,
    has,
    months_between,
    days_between,
    min,
    max,
    abs,
    round,
    if_,
  };
  struct Node {
    Expression::Kind kind = Expression::Kind::number;
    Function function = Function::none;
    std::int32_t field = -1;
    std::int32_t code = -1;  // has: the code's index
    Worth literal;           // its text is `literal_text`, which moves with the node
    std::string literal_text;
    std::vector<Node> children;
  };
  class Binder;

  bool truth(const Node& node, std::span<const FieldValue> values) const;
  Worth worth(const Node& node, std::span<const FieldValue> values) const;
  Worth worth_of_field(std::int32_t field, const FieldValue& value) const;
  Worth worth_of_call(const Node& node, std::span<const FieldValue> values) const;
  bool compare(const Node& node, std::span<const FieldValue> values) const;

  const catalogue::Catalogue* catalogue_ = nullptr;
  const catalogue::RecordClass* class_ = nullptr;
  catalogue::CrossFieldRule rule_;
  Node when_;
  Node must_;
  std::vector<std::int32_t> fields_;
};

}  // namespace sanqu::intake
