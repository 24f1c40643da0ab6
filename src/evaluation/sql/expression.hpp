// SPDX-License-Identifier: Apache-2.0
// Nodes of the plan as SQL, over one record (alias r, with its subject as s) or one subject (s).
#pragma once

#include "evaluation/sql/form.hpp"

namespace sanqu::evaluation {

class ExpressionForm {
 public:
  explicit ExpressionForm(const Form& form, const catalogue::RecordClass* record_class = nullptr,
                          const Value* value = nullptr)
      : form_(form),
        arithmetic_(form.arithmetic_),
        dialect_(form.dialect_),
        record_class_(record_class),
        value_(value) {}

  Value value(std::int32_t node) const;
  Truth truth(std::int32_t node) const;

 private:
  using Node = standards::Node;
  using NodeKind = standards::NodeKind;

  Value constant(const Node& node) const;
  Value stored(const Node& node) const;  // a field or attribute
  Value arithmetic(const Node& node) const;
  Value dates(const Node& node) const;
  Value choice(const Node& node) const;
  Value table(const Node& node) const;
  std::string cell(const standards::PlanCell& cell, const standards::PlanTableKey& key,
                   const Value& value) const;
  Truth comparison(const Node& node) const;
  Truth chain(const Node& node) const;
  std::string code_text(const Node& like, std::int64_t code) const;

  const Form& form_;
  const Arithmetic& arithmetic_;
  const Dialect& dialect_;
  const catalogue::RecordClass* record_class_;
  const Value* value_;
};

/// `number >= bound` and the like, as a comparison of whole numbers where that can be.
std::string compared_with(const Arithmetic& arithmetic, const Number& number, std::string_view sign,
                          Decimal bound);

/// Full months from a date to another (rule R11); `to` is known or a column.
std::string months_since_text(const Dialect& dialect, const std::string& from, Date to);

}  // namespace sanqu::evaluation
