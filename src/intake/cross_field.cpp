// SPDX-License-Identifier: Apache-2.0
#include "intake/cross_field.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "core/ensure.hpp"
#include "intake/errors.hpp"

namespace sanqu::intake {

using catalogue::Field;
using catalogue::FieldType;
using Kind = Expression::Kind;

/// Turns an expression into nodes; the first thing that a line does not have ends it.
class CrossFieldCheck::Binder {
 public:
  explicit Binder(CrossFieldCheck& check) : check_(check) {}

  Result<Node> bind(const Expression& expression) {
    Node node;
    node.kind = expression.kind;
    switch (expression.kind) {
      case Kind::number: node.literal = TRY(number_of(expression)); return node;
      case Kind::text:
        node.literal.type = Worth::Type::text;
        node.literal_text = expression.name;
        return node;
      case Kind::date:
        node.literal.type = Worth::Type::date;
        node.literal.date = expression.date;
        return node;
      case Kind::boolean:
        node.literal.type = Worth::Type::truth;
        node.literal.truth = expression.truth;
        return node;
      case Kind::name: node.field = TRY(field_of(expression.name)); return node;
      case Kind::call: return bind_call(expression);
      default: break;
    }
    for (const Expression& child : expression.children) node.children.push_back(TRY(bind(child)));
    return node;
  }

 private:
  std::unexpected<Errors> unreadable(std::string zh, std::string en) const {
    return refuse(errors::k_rule_unreadable, {},
                  {check_.class_->id + "." + check_.rule_.id, std::move(zh), std::move(en)});
  }

  Result<Worth> number_of(const Expression& expression) {
    Worth worth;
    worth.type = Worth::Type::number;
    worth.number = Exact::decimal(expression.number.units, expression.number.places);
    // Money is compared in yuan; the other units are those of the field beside them.
    if (expression.unit_word == "wan") worth.number = worth.number * Exact::whole(10'000);
    if (expression.unit_word == "fen") worth.number = worth.number / Exact::whole(100);
    return worth;
  }

  Result<std::int32_t> field_of(const std::string& name) {
    const std::int32_t field = name == "event_date" ? check_.class_->event_date : index_of(name);
    if (field < 0) return unreadable("没有数据项" + name, "there is no field " + name);
    if (std::find(check_.fields_.begin(), check_.fields_.end(), field) == check_.fields_.end()) {
      check_.fields_.push_back(field);
    }
    return field;
  }

  std::int32_t index_of(const std::string& id) const {
    const auto& fields = check_.class_->fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].id == id) return static_cast<std::int32_t>(i);
    }
    return -1;
  }

  Result<Node> bind_call(const Expression& expression) {
    struct Known {
      std::string_view name;
      Function function;
      std::size_t arguments;
    };
    constexpr std::array<Known, 10> k_functions = {{{"present", Function::present, 1},
                                                    {"missing", Function::missing, 1},
                                                    {"has", Function::has, 2},
                                                    {"months_between", Function::months_between, 2},
                                                    {"days_between", Function::days_between, 2},
                                                    {"min", Function::min, 2},
                                                    {"max", Function::max, 2},
                                                    {"abs", Function::abs, 1},
                                                    {"round", Function::round, 2},
                                                    {"if", Function::if_, 3}}};
    const auto known = std::find_if(k_functions.begin(), k_functions.end(), [&](const Known& one) {
      return one.name == expression.name && one.arguments == expression.children.size();
    });
    if (known == k_functions.end()) {
      return unreadable("不支持函数" + expression.name, "it calls " + expression.name);
    }
    Node node;
    node.kind = Kind::call;
    node.function = known->function;
    const bool reads_field = node.function == Function::present ||
                             node.function == Function::missing || node.function == Function::has;
    if (!reads_field) {
      for (const Expression& child : expression.children) node.children.push_back(TRY(bind(child)));
      return node;
    }
    const Expression& subject = expression.children[0];
    if (subject.kind != Kind::name) {
      return unreadable(expression.name + " 需要数据项", expression.name + " takes a field");
    }
    node.field = TRY(field_of(subject.name));
    if (node.function == Function::has)
      node.code = TRY(code_of(node.field, expression.children[1]));
    return node;
  }

  Result<std::int32_t> code_of(std::int32_t field_index, const Expression& expression) {
    const Field& field = check_.class_->fields[static_cast<std::size_t>(field_index)];
    if (field.type == FieldType::codes && expression.kind == Kind::text) {
      const auto& codes =
          check_.catalogue_->code_sets[static_cast<std::size_t>(field.code_set)].codes;
      for (std::size_t i = 0; i < codes.size(); ++i) {
        if (codes[i].id == expression.name) return static_cast<std::int32_t>(i);
      }
    }
    return unreadable("has 需要多值代码项和其中的代码",
                      "`has` takes a field of several codes and one of them");
  }

  CrossFieldCheck& check_;
};

Result<CrossFieldCheck> CrossFieldCheck::create(const catalogue::Catalogue& catalogue,
                                                const catalogue::RecordClass& record_class,
                                                const catalogue::CrossFieldRule& rule) {
  CrossFieldCheck check;
  check.catalogue_ = &catalogue;
  check.class_ = &record_class;
  check.rule_ = rule;
  Binder binder(check);
  const auto part = [&](const std::string& text, Node& node) -> Result<bool> {
    const Expression tree = TRY(parse_expression(text, {}));
    node = TRY(binder.bind(tree));
    return true;
  };
  TRY(part(rule.when, check.when_));
  TRY(part(rule.must, check.must_));
  return check;
}

Result<CrossFieldCheck> CrossFieldCheck::of_condition(const catalogue::Catalogue& catalogue,
                                                      const catalogue::RecordClass& record_class,
                                                      const std::string& name,
                                                      const std::string& condition) {
  return create(catalogue, record_class, {name, "true", condition, {}});
}

bool CrossFieldCheck::holds(std::span<const FieldValue> values) const {
  return !truth(when_, values) || truth(must_, values);
}

bool CrossFieldCheck::truth(const Node& node, std::span<const FieldValue> values) const {
  switch (node.kind) {
    case Kind::not_: return !truth(node.children[0], values);
    case Kind::and_: return truth(node.children[0], values) && truth(node.children[1], values);
    case Kind::or_: return truth(node.children[0], values) || truth(node.children[1], values);
    case Kind::equal:
    case Kind::not_equal:
    case Kind::less:
    case Kind::less_equal:
    case Kind::greater:
    case Kind::greater_equal:
    case Kind::in: return compare(node, values);
    default: {
      const Worth result = worth(node, values);
      return result.type == Worth::Type::truth && result.truth;
    }
  }
}

namespace {

using Worth = CrossFieldCheck::Worth;

/// None where the two can't be compared: a missing value, an overflow, or two types.
std::optional<std::strong_ordering> order_of(const Worth& a, const Worth& b) {
  if (a.type != b.type) return std::nullopt;
  switch (a.type) {
    case Worth::Type::missing: return std::nullopt;
    case Worth::Type::number:
      if (!a.number.is_number() || !b.number.is_number()) return std::nullopt;
      return Exact::compare(a.number, b.number);
    case Worth::Type::date: return a.date <=> b.date;
    case Worth::Type::text: return a.text <=> b.text;
    case Worth::Type::truth: return a.truth <=> b.truth;
  }
  return std::nullopt;
}

Worth number_worth(const Exact& number) {
  Worth worth;
  if (!number.is_number()) return worth;
  worth.type = Worth::Type::number;
  worth.number = number;
  return worth;
}

Worth truth_worth(bool truth) {
  Worth worth;
  worth.type = Worth::Type::truth;
  worth.truth = truth;
  return worth;
}

bool is_missing(const Field& field, const FieldValue& value) {
  return field.type == FieldType::text ? value.text.empty() : value.number == k_missing;
}

}  // namespace

bool CrossFieldCheck::compare(const Node& node, std::span<const FieldValue> values) const {
  const Worth left = worth(node.children[0], values);
  if (node.kind == Kind::in) {
    return std::any_of(node.children.begin() + 1, node.children.end(), [&](const Node& child) {
      const auto order = order_of(left, worth(child, values));
      return order && *order == 0;
    });
  }
  const Worth right = worth(node.children[1], values);
  const auto order = order_of(left, right);
  if (!order) return false;
  const bool is_equality = node.kind == Kind::equal || node.kind == Kind::not_equal;
  // R10: `<` and the like are for numbers and dates.
  if (!is_equality && (left.type == Worth::Type::text || left.type == Worth::Type::truth)) {
    return false;
  }
  switch (node.kind) {
    case Kind::equal: return *order == 0;
    case Kind::not_equal: return *order != 0;
    case Kind::less: return *order < 0;
    case Kind::less_equal: return *order <= 0;
    case Kind::greater: return *order > 0;
    case Kind::greater_equal: return *order >= 0;
    default: return false;
  }
}

CrossFieldCheck::Worth CrossFieldCheck::worth_of_field(std::int32_t index,
                                                       const FieldValue& value) const {
  const Field& field = class_->fields[static_cast<std::size_t>(index)];
  Worth worth;
  if (is_missing(field, value)) return worth;
  switch (field.type) {
    case FieldType::text:
      worth.type = Worth::Type::text;
      worth.text = value.text;
      return worth;
    case FieldType::code: {
      const auto& codes = catalogue_->code_sets[static_cast<std::size_t>(field.code_set)].codes;
      worth.type = Worth::Type::text;
      worth.text = codes[static_cast<std::size_t>(value.number)].id;
      return worth;
    }
    case FieldType::codes: return worth;  // only has, present and missing read several codes
    case FieldType::date:
      worth.type = Worth::Type::date;
      worth.date = Date::from_days(static_cast<std::int32_t>(value.number));
      return worth;
    case FieldType::boolean: return truth_worth(value.number != 0);
    case FieldType::money: return number_worth(Exact::decimal(value.number, 2));
    case FieldType::decimal: return number_worth(Exact::decimal(value.number, field.places));
    case FieldType::integer: return number_worth(Exact::whole(value.number));
  }
  return worth;
}

CrossFieldCheck::Worth CrossFieldCheck::worth(const Node& node,
                                              std::span<const FieldValue> values) const {
  switch (node.kind) {
    case Kind::number:
    case Kind::date:
    case Kind::boolean: return node.literal;
    case Kind::text: {
      Worth text = node.literal;
      text.text = node.literal_text;
      return text;
    }
    case Kind::name:
      return worth_of_field(node.field, values[static_cast<std::size_t>(node.field)]);
    case Kind::call: return worth_of_call(node, values);
    case Kind::negate:
    case Kind::add:
    case Kind::subtract:
    case Kind::multiply:
    case Kind::divide: break;
    default: return truth_worth(truth(node, values));
  }
  const Worth a = worth(node.children[0], values);
  if (a.type != Worth::Type::number) return {};
  if (node.kind == Kind::negate) return number_worth(-a.number);
  const Worth b = worth(node.children[1], values);
  if (b.type != Worth::Type::number) return {};
  if (node.kind == Kind::add) return number_worth(a.number + b.number);
  if (node.kind == Kind::subtract) return number_worth(a.number - b.number);
  if (node.kind == Kind::multiply) return number_worth(a.number * b.number);
  return number_worth(a.number / b.number);
}

CrossFieldCheck::Worth CrossFieldCheck::worth_of_call(const Node& node,
                                                      std::span<const FieldValue> values) const {
  if (node.field >= 0) {
    const auto index = static_cast<std::size_t>(node.field);
    const bool is_absent = is_missing(class_->fields[index], values[index]);
    if (node.function == Function::present) return truth_worth(!is_absent);
    if (node.function == Function::missing) return truth_worth(is_absent);
    return truth_worth(!is_absent && (values[index].number >> node.code & 1) != 0);
  }
  if (node.function == Function::if_) {
    return worth(node.children[truth(node.children[0], values) ? 1 : 2], values);
  }
  const Worth a = worth(node.children[0], values);
  const Worth b = node.children.size() > 1 ? worth(node.children[1], values) : a;
  if (node.function == Function::months_between || node.function == Function::days_between) {
    if (a.type != Worth::Type::date || b.type != Worth::Type::date) return {};
    return number_worth(Exact::whole(node.function == Function::days_between
                                         ? std::int64_t{b.date.days()} - a.date.days()
                                         : full_months_between(a.date, b.date)));
  }
  if (a.type != Worth::Type::number || b.type != Worth::Type::number) return {};
  const bool is_a_less = Exact::compare(a.number, b.number) < 0;
  switch (node.function) {
    case Function::min: return is_a_less ? a : b;
    case Function::max: return is_a_less ? b : a;
    case Function::abs: return a.number.is_negative() ? number_worth(-a.number) : a;
    case Function::round: {
      const auto places = b.number.round_units(0);
      if (!places || *places < 0 || *places > 6) return {};
      return number_worth(a.number.rounded(static_cast<int>(*places)));
    }
    default: ensure(false);
  }
  return {};
}

}  // namespace sanqu::intake
