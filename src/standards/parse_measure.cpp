// SPDX-License-Identifier: Apache-2.0
// The parts that indicators, overrides and reasons share: ids, titles, bases, expressions, selections, conditions.
#include <algorithm>
#include <array>

#include "standards/errors.hpp"
#include "standards/parse.hpp"

namespace sanqu::standards {

using namespace errors;

void check_id(YamlFields& fields, const YamlNode& id) {
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const bool good = id.is_scalar() && !id.text.empty() && id.text.size() <= 64 &&
                    is_lower(id.text[0]) &&
                    std::all_of(id.text.begin(), id.text.end(), [&](char c) {
                      return is_lower(c) || (c >= '0' && c <= '9') || c == '_' || c == '.';
                    });
  if (!good) fields.report(k_id, id, {id.is_scalar() ? id.text : "…"});
}

std::string parse_id(YamlFields& fields, std::string_view key) {
  const YamlNode* node = fields.require(key);
  if (node == nullptr) return "";
  check_id(fields, *node);
  return node->text;
}

Title parse_title(YamlFields& fields, std::string_view key, Needed needed) {
  const YamlNode* node = needed == Needed::yes ? fields.require(key) : fields.take(key);
  if (node == nullptr) return {};
  if (node->is_scalar()) return {node->text, ""};
  YamlFields inner(fields.file(), *node, std::string(key), fields.errors());
  Title title{inner.text("zh"), inner.text("en")};
  if (title.zh.empty() && title.en.empty()) inner.require("zh");
  inner.finish();
  return title;
}

LegalBasis parse_basis(const std::string& file, const YamlNode& node,
                       const std::vector<LegalBasis>& known, Errors& errors) {
  if (node.is_scalar()) {
    for (const LegalBasis& basis : known)
      if (basis.id == node.text) return basis;
    errors.push_back(make_error(k_basis_unknown, {file, node.line, node.column, ""}, {node.text}));
    return {};
  }
  YamlFields fields(file, node, "basis", errors);
  LegalBasis basis;
  basis.id = fields.text("id");
  basis.source = fields.required_text("source");
  basis.article = fields.text("article");
  basis.url = fields.text("url");
  fields.finish();
  return basis;
}

std::vector<LegalBasis> parse_basis_field(YamlFields& fields,
                                          const std::vector<LegalBasis>& known) {
  std::vector<LegalBasis> out;
  for (const YamlNode* node : fields.list("basis")) {
    out.push_back(parse_basis(fields.file(), *node, known, fields.errors()));
  }
  return out;
}

ExpressionText parse_expression_node(const std::string& file, const YamlNode& node,
                                     Errors& errors) {
  ExpressionText out;
  out.place = {file, node.line, node.column + (node.quoted ? 1U : 0U), ""};
  if (!node.is_scalar() || node.text.empty()) {
    errors.push_back(make_error(k_expression_or_structure, {file, node.line, node.column, ""}));
    return out;
  }
  auto tree = parse_expression(node.text, out.place);
  if (!tree) {
    errors.insert(errors.end(), tree.error().begin(), tree.error().end());
    return out;
  }
  out.text = node.text;
  out.tree = std::move(*tree);
  return out;
}

ExpressionText parse_expression_text(YamlFields& fields, std::string_view key) {
  const YamlNode* node = fields.take(key);
  return node == nullptr ? ExpressionText{}
                         : parse_expression_node(fields.file(), *node, fields.errors());
}

namespace {

WindowText parse_window(const std::string& file, const YamlNode& node, Errors& errors) {
  YamlFields fields(file, node, "window", errors);
  WindowText window;
  window.place = fields.place();
  window.date = fields.text("date");
  window.months = static_cast<int>(fields.integer("months", 1, 1200).value_or(0));
  window.days = static_cast<int>(fields.integer("days", 1, 36600).value_or(0));
  window.since = fields.date("since");
  const int given =
      (window.months > 0 ? 1 : 0) + (window.days > 0 ? 1 : 0) + (window.since ? 1 : 0);
  if (given != 1) fields.report(k_window_months, node, {});
  fields.finish();
  return window;
}

}  // namespace

SelectText parse_select(const std::string& file, const YamlNode& node, Errors& errors) {
  YamlFields fields(file, node, "select", errors);
  SelectText select;
  select.place = fields.place();
  for (const YamlNode* name : fields.list("class")) select.classes.push_back(name->text);
  for (const YamlNode* name : fields.list("classes")) select.classes.push_back(name->text);
  if (select.classes.empty()) fields.require("class");
  select.where = parse_expression_text(fields, "where");
  if (const YamlNode* window = fields.take("window"))
    select.window = parse_window(file, *window, errors);
  if (const auto rule = fields.word("missing_date", {"include", "exclude"})) {
    select.missing_date = *rule == 0 ? MissingDate::include : MissingDate::exclude;
  }
  for (const YamlNode* status : fields.list("status")) select.statuses.push_back(status->text);
  fields.finish();
  return select;
}

namespace {

struct AggregateWord {
  std::string_view word;
  Aggregate aggregate;
  bool has_argument;
};
constexpr std::array<AggregateWord, 8> k_aggregates = {
    {{"count", Aggregate::count, false},
     {"exists", Aggregate::exists, false},
     {"distinct", Aggregate::distinct, true},
     {"sum", Aggregate::sum, true},
     {"max", Aggregate::max, true},
     {"min", Aggregate::min, true},
     {"latest", Aggregate::latest, true},
     {"months_since", Aggregate::months_since, true}}};

const AggregateWord* aggregate_of(std::string_view word) {
  for (const AggregateWord& known : k_aggregates)
    if (known.word == word) return &known;
  return nullptr;
}

}  // namespace

void parse_value(const std::string& file, const YamlNode& node, Errors& errors, MeasureText& out) {
  if (node.is_mapping()) {
    YamlFields fields(file, node, "value", errors);
    const YamlNode* share = fields.require("share_of");
    fields.finish();
    if (share == nullptr) return;
    out.aggregate = Aggregate::share;
    out.share_of = parse_select(file, *share, errors);
    return;
  }
  ExpressionText expression = parse_expression_node(file, node, errors);
  if (!expression.given()) return;
  Expression& tree = expression.tree;
  const bool bare = tree.kind == Expression::Kind::name;
  const bool call = tree.kind == Expression::Kind::call && tree.children.size() == 1;
  const AggregateWord* word = bare || call ? aggregate_of(tree.name) : nullptr;
  if (bare && tree.name == "share") {
    out.aggregate = Aggregate::share;
  } else if (word != nullptr && word->has_argument == call && out.select) {
    out.aggregate = word->aggregate;
    if (call) {
      Expression argument = std::move(tree.children[0]);
      out.of = {expression_text(argument), std::move(argument), expression.place};
    }
  } else if (word != nullptr && out.select) {
    errors.push_back(make_error(k_value_form, expression.place, {expression.text}));
  } else {
    out.aggregate = Aggregate::expression;
    out.of = std::move(expression);
  }
}

MeasureText parse_measure_map(const std::string& file, const YamlNode& node, Errors& errors) {
  YamlFields fields(file, node, "condition", errors);
  MeasureText out;
  out.place = fields.place();
  for (const AggregateWord& word : k_aggregates) {
    const YamlNode* select = fields.take(word.word);
    if (select == nullptr) continue;
    out.select = parse_select(file, *select, errors);
    out.aggregate = word.aggregate;
    if (word.has_argument) {
      fields.require("of");
      out.of = parse_expression_text(fields, "of");
    }
  }
  if (!out.select) fields.report(k_value_form, node, {"…"});
  fields.finish();
  return out;
}

namespace {

/// The comparison `>= 3` of a condition, as the expression `value >= 3`.
ExpressionText parse_comparison(YamlFields& fields, const YamlNode& node) {
  ExpressionText out;
  constexpr std::string_view k_left = "value ";
  const auto column = node.column + (node.quoted ? 1U : 0U);
  out.place = {fields.file(), node.line,
               column > k_left.size() ? column - static_cast<std::uint32_t>(k_left.size()) : 1, ""};
  if (!node.is_scalar()) {
    fields.report(k_expression_or_structure, node, {});
    return out;
  }
  auto tree = parse_expression(std::string(k_left) + node.text, out.place);
  if (!tree) {
    fields.errors().insert(fields.errors().end(), tree.error().begin(), tree.error().end());
    return out;
  }
  out.text = std::string(k_left) + node.text;
  out.tree = std::move(*tree);
  return out;
}

void parse_condition_list(const std::string& file, const YamlNode& node, Errors& errors,
                          ConditionText& out) {
  if (!node.is_sequence()) {
    out.children.push_back(parse_condition_node(file, node, errors));
    return;
  }
  for (const YamlNode& item : node.items)
    out.children.push_back(parse_condition_node(file, item, errors));
}

}  // namespace

ConditionText parse_condition_node(const std::string& file, const YamlNode& node, Errors& errors) {
  ConditionText out;
  out.place = {file, node.line, node.column, ""};
  if (node.is_scalar()) {
    out.expression = parse_expression_node(file, node, errors);
    out.kind = ConditionText::Kind::expression;
    return out;
  }
  YamlFields fields(file, node, "condition", errors);
  if (!fields.is_mapping()) return out;
  for (const auto& [word, kind] : {std::pair{"all", ConditionText::Kind::all},
                                   {"any", ConditionText::Kind::any},
                                   {"not", ConditionText::Kind::not_}}) {
    const YamlNode* list = fields.take(word);
    if (list == nullptr) continue;
    out.kind = kind;
    parse_condition_list(file, *list, errors, out);
    fields.finish();
    return out;
  }
  out.kind = ConditionText::Kind::measure;
  out.measure.place = out.place;
  if (const YamlNode* select = fields.take("none")) {
    out.negated = true;
    out.measure.aggregate = Aggregate::exists;
    out.measure.select = parse_select(file, *select, errors);
    fields.finish();
    return out;
  }
  for (const AggregateWord& word : k_aggregates) {
    const YamlNode* select = fields.take(word.word);
    if (select == nullptr) continue;
    out.measure.select = parse_select(file, *select, errors);
    out.measure.aggregate = word.aggregate;
    if (word.has_argument && fields.require("of") != nullptr)
      out.measure.of = parse_expression_text(fields, "of");
  }
  if (!out.measure.select) fields.report(k_value_form, node, {"…"});
  if (out.measure.aggregate != Aggregate::exists || fields.take("is") != nullptr) {
    if (const YamlNode* is = fields.require("is")) out.expression = parse_comparison(fields, *is);
  }
  fields.finish();
  return out;
}

ConditionText parse_condition(YamlFields& fields, std::string_view key, Needed needed) {
  const YamlNode* node = needed == Needed::yes ? fields.require(key) : fields.take(key);
  return node == nullptr ? ConditionText{}
                         : parse_condition_node(fields.file(), *node, fields.errors());
}

}  // namespace sanqu::standards
