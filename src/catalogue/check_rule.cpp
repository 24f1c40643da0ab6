// SPDX-License-Identifier: Apache-2.0
// Cross-field rules: an expression over the fields of one record is checked here once, so that intake can work it out
// for every line without surprises. Names, codes, kinds of value, units, and R7's ban on `not` over what may be missing.
#include <algorithm>
#include <array>

#include "catalogue/errors.hpp"
#include "catalogue/reading.hpp"
#include "core/expression.hpp"

namespace sanqu::catalogue {

using namespace errors;

namespace {

using Kind = Expression::Kind;

/// What an expression yields.
enum class Sort : std::uint8_t { wrong, truth, number, date, text, code, codes, literal };

struct Value {
  Sort sort = Sort::wrong;
  Unit unit = Unit::number;
  bool bare = false;           // a number without a unit fits every unit but money
  std::int32_t code_set = -1;  // of code and codes
};

struct SortNames {
  const char* zh;
  const char* en;
};

SortNames names_of(Sort sort) {
  constexpr std::array<SortNames, 8> k_names = {{{"错误", "an error"},
                                                 {"是否值", "a truth value"},
                                                 {"数字", "a number"},
                                                 {"日期", "a date"},
                                                 {"文本", "text"},
                                                 {"代码", "a code"},
                                                 {"多个代码", "several codes"},
                                                 {"文字", "a quoted word"}}};
  return k_names[static_cast<std::size_t>(sort)];
}

std::string unit_word(Unit unit) {
  constexpr std::array<const char*, 7> k_words = {"number", "count",   "money", "days",
                                                  "months", "percent", "points"};
  return k_words[static_cast<std::size_t>(unit)];
}

bool is_plain(const Value& value) {
  return value.unit == Unit::number || value.unit == Unit::count;
}

class RuleChecker {
 public:
  RuleChecker(const Place& place, const RecordClass& record_class, const Catalogue& catalogue,
              std::vector<std::string>& guarded, Errors& errors)
      : place_(place),
        class_(record_class),
        catalogue_(catalogue),
        guarded_(guarded),
        errors_(errors) {}

  void check(const Expression& expression) { want(expression, Sort::truth); }

  /// The fields that `expression` asks to be present, through `and` only: they guard what stands beside them.
  void guard(const Expression& expression) {
    if (expression.kind == Kind::and_) {
      for (const Expression& child : expression.children) guard(child);
    } else if (expression.kind == Kind::call && expression.name == "present" &&
               expression.children.size() == 1) {
      guarded_.push_back(expression.children[0].name);
    }
  }

 private:
  void report(const ErrorCode& code, const Expression& at, std::vector<std::string> args) {
    Place place = place_;
    if (place.column != 0) place.column += at.column - 1;
    errors_.push_back(make_error(code, place, std::move(args)));
  }

  void report_sort(const Expression& at, Sort wanted, Sort found) {
    report(k_rule_kind, at,
           {names_of(wanted).zh, names_of(wanted).en, names_of(found).zh, names_of(found).en});
  }

  Value want(const Expression& expression, Sort sort) {
    const Value value = value_of(expression);
    if (value.sort != Sort::wrong && value.sort != sort) {
      report_sort(expression, sort, value.sort);
      return {};
    }
    return value;
  }

  const Field* field_of(const Expression& name) {
    const std::int32_t index =
        name.kind == Kind::name ? class_.find_field(name.name) : std::int32_t{-1};
    if (index >= 0) {
      const Field& field = class_.fields[static_cast<std::size_t>(index)];
      if (field.personal) {
        report(k_personal_use, name, {field.id, "规则", "a rule"});
        return nullptr;
      }
      return &field;
    }
    std::vector<std::string> known;
    for (const Field& field : class_.fields) known.push_back(field.id);
    const std::string near = nearest_word(name.name, known);
    report(
        k_rule_name, name,
        {name.kind == Kind::name ? name.name : expression_text(name), near.empty() ? "…" : near});
    return nullptr;
  }

  static Value value_of_field(const Field& field) {
    switch (field.type) {
      case FieldType::text: return {Sort::text, Unit::number, false, -1};
      case FieldType::code: return {Sort::code, Unit::number, false, field.code_set};
      case FieldType::codes: return {Sort::codes, Unit::number, false, field.code_set};
      case FieldType::date: return {Sort::date, Unit::number, false, -1};
      case FieldType::boolean: return {Sort::truth, Unit::number, false, -1};
      case FieldType::integer:
      case FieldType::decimal:
      case FieldType::money: return {Sort::number, field.unit, false, -1};
    }
    return {};
  }

  static Value value_of_number(const Expression& expression) {
    const std::string& word = expression.unit_word;
    Value value{Sort::number, Unit::number, word.empty(), -1};
    if (word == "yuan" || word == "wan" || word == "fen") value.unit = Unit::money;
    if (word == "days") value.unit = Unit::days;
    if (word == "months") value.unit = Unit::months;
    if (word == "percent") value.unit = Unit::percent;
    if (word == "points") value.unit = Unit::points;
    return value;
  }

  Value value_of(const Expression& expression) {
    const auto& children = expression.children;
    switch (expression.kind) {
      case Kind::number: return value_of_number(expression);
      case Kind::text: return {Sort::literal, Unit::number, false, -1};
      case Kind::date: return {Sort::date, Unit::number, false, -1};
      case Kind::boolean: return {Sort::truth, Unit::number, false, -1};
      case Kind::name: {
        const Field* field = field_of(expression);
        return field == nullptr ? Value{} : value_of_field(*field);
      }
      case Kind::call: return call(expression);
      case Kind::negate: return want(children[0], Sort::number);
      case Kind::not_: check_guarded(children[0]); return want(children[0], Sort::truth);
      case Kind::and_:
      case Kind::or_: return chain(expression);
      case Kind::add:
      case Kind::subtract: return same_unit(children[0], children[1]);
      case Kind::multiply:
      case Kind::divide: return product(expression);
      case Kind::not_equal: check_guarded(expression); [[fallthrough]];
      case Kind::equal:
      case Kind::in: return equality(expression);
      case Kind::less:
      case Kind::less_equal:
      case Kind::greater:
      case Kind::greater_equal: return order(expression);
    }
    return {};
  }

  /// `and` lets its own `present(f)` guard the whole chain; `or` guards nothing.
  Value chain(const Expression& expression) {
    const std::size_t before = guarded_.size();
    if (expression.kind == Kind::and_) guard(expression);
    for (const Expression& child : expression.children) {
      const std::size_t inner = guarded_.size();
      want(child, Sort::truth);
      guarded_.resize(inner);
    }
    guarded_.resize(before);
    return {Sort::truth, Unit::number, false, -1};
  }

  /// R7: what may be missing must be guarded under `not` and `!=`.
  void check_guarded(const Expression& expression) {
    if (expression.kind == Kind::name) {
      const std::int32_t index = class_.find_field(expression.name);
      if (index < 0 || class_.fields[static_cast<std::size_t>(index)].required) return;
      const std::string& id = class_.fields[static_cast<std::size_t>(index)].id;
      if (std::find(guarded_.begin(), guarded_.end(), id) == guarded_.end()) {
        report(k_rule_not_missing, expression, {id});
      }
      return;
    }
    // present(f) and missing(f) are true or false whatever f is.
    if (expression.kind == Kind::call &&
        (expression.name == "present" || expression.name == "missing")) {
      return;
    }
    for (const Expression& child : expression.children) check_guarded(child);
  }

  Value same_unit(const Expression& a, const Expression& b) {
    return same_unit(want(a, Sort::number), b);
  }

  /// The same with the left side's value already known.
  Value same_unit(const Value& left, const Expression& b) {
    const Value right = want(b, Sort::number);
    if (left.sort == Sort::wrong || right.sort == Sort::wrong) return {};
    const bool fits = left.unit == right.unit || (is_plain(left) && is_plain(right)) ||
                      (left.bare && right.unit != Unit::money) ||
                      (right.bare && left.unit != Unit::money);
    if (!fits) {
      report(k_rule_unit, b, {unit_word(left.unit), unit_word(right.unit)});
      return {};
    }
    return left.bare || (is_plain(left) && !is_plain(right)) ? right : left;
  }

  /// A product has the unit of its one factor with a unit; money / money is a plain number.
  Value product(const Expression& expression) {
    const Value left = want(expression.children[0], Sort::number);
    const Value right = want(expression.children[1], Sort::number);
    if (left.sort == Sort::wrong || right.sort == Sort::wrong) return {};
    const bool divides = expression.kind == Kind::divide;
    if (divides && left.unit == right.unit) return {Sort::number, Unit::number, false, -1};
    if (is_plain(right)) return {Sort::number, left.unit, left.bare && right.bare, -1};
    if (!divides && is_plain(left)) return {Sort::number, right.unit, false, -1};
    report(k_rule_unit, expression, {unit_word(left.unit), unit_word(right.unit)});
    return {};
  }

  void check_code(const Expression& literal, std::int32_t code_set) {
    if (code_set < 0) return;
    const CodeSet& set = catalogue_.code_sets[static_cast<std::size_t>(code_set)];
    if (set.find_id(literal.name) >= 0) return;
    std::vector<std::string> known;
    for (const Code& code : set.codes) known.push_back(code.id);
    const std::string near = nearest_word(literal.name, known);
    report(k_rule_code, literal, {literal.name, set.id, near.empty() ? "…" : near});
  }

  Value equality(const Expression& expression) {
    constexpr Value k_truth{Sort::truth, Unit::number, false, -1};
    const Expression& first = expression.children[0];
    const Value left = value_of(first);
    if (left.sort == Sort::wrong) return {};
    if (left.sort == Sort::codes || left.sort == Sort::literal) {
      report_sort(first, Sort::code, left.sort);
      return {};
    }
    for (std::size_t i = 1; i < expression.children.size(); ++i) {
      const Expression& other = expression.children[i];
      if (left.sort == Sort::number) {
        same_unit(left, other);
        continue;
      }
      const Value right = value_of(other);
      if (right.sort == Sort::wrong) continue;
      if (right.sort == Sort::literal && left.sort == Sort::code) {
        check_code(other, left.code_set);
      } else if (right.sort == Sort::literal && left.sort == Sort::text) {
        continue;
      } else if (right.sort != left.sort || right.code_set != left.code_set) {
        report_sort(other, left.sort, right.sort);
      }
    }
    return k_truth;
  }

  Value order(const Expression& expression) {
    const Expression& first = expression.children[0];
    const Expression& second = expression.children[1];
    const Value left = value_of(first);
    if (left.sort == Sort::date) {
      want(second, Sort::date);
    } else if (left.sort == Sort::number) {
      same_unit(left, second);
    } else if (left.sort != Sort::wrong) {
      report_sort(first, Sort::number, left.sort);
    }
    return {Sort::truth, Unit::number, false, -1};
  }

  Value arguments_wrong(const Expression& expression, const char* form) {
    report(k_rule_arguments, expression, {expression.name, form});
    return {};
  }

  Value call(const Expression& expression) {
    const std::string& name = expression.name;
    const auto& children = expression.children;
    constexpr Value k_truth{Sort::truth, Unit::number, false, -1};
    if (name == "present" || name == "missing") {
      if (children.size() != 1) return arguments_wrong(expression, "present(field)");
      return field_of(children[0]) == nullptr ? Value{} : k_truth;
    }
    if (name == "has") {
      if (children.size() != 2 || children[1].kind != Kind::text) {
        return arguments_wrong(expression, "has(field, 'code')");
      }
      const Value codes = want(children[0], Sort::codes);
      if (codes.sort == Sort::codes) check_code(children[1], codes.code_set);
      return k_truth;
    }
    if (name == "months_between" || name == "days_between") {
      if (children.size() != 2) return arguments_wrong(expression, "days_between(a, b)");
      for (const Expression& child : children) want(child, Sort::date);
      return {Sort::number, name == "days_between" ? Unit::days : Unit::months, false, -1};
    }
    if (name == "min" || name == "max") {
      if (children.size() != 2) return arguments_wrong(expression, "min(a, b)");
      return same_unit(children[0], children[1]);
    }
    if (name == "abs") {
      if (children.size() != 1) return arguments_wrong(expression, "abs(x)");
      return want(children[0], Sort::number);
    }
    if (name == "round") {
      const bool good = children.size() == 2 && children[1].kind == Kind::number &&
                        children[1].number.places == 0 && children[1].number.units <= 6 &&
                        children[1].unit_word.empty();
      if (!good) return arguments_wrong(expression, "round(x, 0..6)");
      return want(children[0], Sort::number);
    }
    report(k_rule_function, expression,
           {name, "present, missing, has, months_between, days_between, min, max, abs, round"});
    return {};
  }

  const Place& place_;
  const RecordClass& class_;
  const Catalogue& catalogue_;
  std::vector<std::string>& guarded_;
  Errors& errors_;
};

}  // namespace

void check_rule_text(const std::string& text, const Place& place, const RecordClass& record_class,
                     const Catalogue& catalogue, std::vector<std::string>& guarded,
                     Errors& errors) {
  const auto tree = parse_expression(text, place);
  if (!tree) {
    errors.insert(errors.end(), tree.error().begin(), tree.error().end());
    return;
  }
  RuleChecker checker(place, record_class, catalogue, guarded, errors);
  checker.check(*tree);
  checker.guard(*tree);
}

}  // namespace sanqu::catalogue
