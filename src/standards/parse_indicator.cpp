// SPDX-License-Identifier: Apache-2.0
// Dimensions, indicators and tables (docs/standard-language.md sections 4 to 6).
#include <algorithm>

#include "standards/errors.hpp"
#include "standards/parse.hpp"

namespace sanqu::standards {

using namespace errors;

namespace {

std::optional<Decimal> decimal_of(YamlFields& fields, const YamlNode& node) {
  const auto number = node.is_scalar() ? parse_decimal(node.text, 6) : std::nullopt;
  if (!number) fields.report(yaml_errors::k_wrong_form, node, {node.text, "数字", "a number"});
  return number;
}

std::vector<PointsPair> parse_pairs(YamlFields& fields, std::string_view key) {
  std::vector<PointsPair> out;
  for (const YamlNode* item : fields.list(key)) {
    if (!item->is_sequence() || item->items.size() != 2) {
      fields.report(yaml_errors::k_wrong_form, *item,
                    {std::string(key), "[界限, 分值] 对", "pairs [bound, points]"});
      continue;
    }
    const auto bound = decimal_of(fields, item->items[0]);
    const auto points = decimal_of(fields, item->items[1]);
    if (!bound || !points) continue;
    const PointsPair pair{*bound, *points};
    if (!out.empty() &&
        Exact::compare(Exact::decimal(out.back().bound.units, out.back().bound.places),
                       Exact::decimal(bound->units, bound->places)) >= 0) {
      fields.report(k_steps_order, *item, {});
    }
    out.push_back(pair);
  }
  return out;
}

PointsText parse_points(const std::string& file, const YamlNode& node, Errors& errors) {
  PointsText out;
  out.place = {file, node.line, node.column, ""};
  if (node.is_scalar()) {
    out.form = PointsForm::expression;
    out.expression = parse_expression_node(file, node, errors);
    return out;
  }
  YamlFields fields(file, node, "points", errors);
  int forms = 0;
  if (fields.take("per_unit") != nullptr) {
    ++forms;
    out.expression = parse_expression_text(fields, "per_unit");
  }
  if (fields.take("steps") != nullptr) {
    ++forms;
    out.form = PointsForm::steps;
    out.pairs = parse_pairs(fields, "steps");
  }
  if (fields.take("linear") != nullptr) {
    ++forms;
    out.form = PointsForm::linear;
    out.pairs = parse_pairs(fields, "linear");
  }
  if (const std::string table = fields.text("table"); !table.empty()) {
    ++forms;
    out.form = PointsForm::table;
    out.table = table;
  }
  fields.finish();
  if (forms != 1) fields.report(k_value_form, node, {"points"});
  return out;
}

DecayText parse_decay(const std::string& file, const YamlNode& node, Errors& errors) {
  YamlFields fields(file, node, "decay", errors);
  DecayText out;
  out.place = fields.place();
  out.by = fields.required_text("by");
  for (const YamlNode* item : fields.list("steps")) {
    const bool pair = item->is_sequence() && item->items.size() == 2;
    const auto months = pair ? parse_decimal(item->items[0].text, 0) : std::nullopt;
    const auto factor = pair ? parse_decimal(item->items[1].text, 6) : std::nullopt;
    if (!months || !factor || months->units < 1 || months->units > 1200) {
      fields.report(yaml_errors::k_wrong_form, *item,
                    {"steps", "[月数, 系数] 对", "pairs [months, factor]"});
      continue;
    }
    if (!out.steps.empty() && months->units <= out.steps.back().months)
      fields.report(k_decay_order, *item, {});
    out.steps.push_back(
        {static_cast<int>(months->units), Factor::from_millionths(*units_at(*factor, 6))});
  }
  if (out.steps.empty()) fields.require("steps");
  fields.finish();
  return out;
}

GroupText parse_group(const std::string& file, const YamlNode& node, Errors& errors) {
  YamlFields fields(file, node, "group", errors);
  GroupText out;
  out.place = fields.place();
  out.by = fields.required_text("by");
  const auto order = fields.list("order");
  if (order.size() == 2) {
    const std::vector<std::string> words = {"newest", "oldest", "highest", "lowest"};
    const auto at = std::find(words.begin(), words.end(), order[1]->text);
    if (at == words.end()) {
      fields.report(yaml_errors::k_wrong_word, *order[1],
                    {"order", order[1]->text, "newest, oldest, highest, lowest"});
    } else {
      out.order = static_cast<GroupOrder>(at - words.begin());
    }
    if (out.order == GroupOrder::newest || out.order == GroupOrder::oldest)
      out.order_field = order[0]->text;
  } else if (!order.empty()) {
    fields.report(yaml_errors::k_wrong_form, *order[0],
                  {"order", "[字段, newest]", "[field, newest]"});
  }
  out.take = static_cast<int>(fields.integer("take", 1, 10'000).value_or(0));
  for (const YamlNode* weight : fields.list("weights")) {
    if (const auto number = decimal_of(fields, *weight)) out.weights.push_back(*number);
  }
  out.base = fields.decimal("base", 6);
  out.floor = parse_expression_text(fields, "floor");
  out.cap = parse_expression_text(fields, "cap");
  if (const YamlNode* combine = fields.take("combine")) {
    if (combine->is_mapping()) {
      YamlFields inner(file, *combine, "combine", errors);
      out.combine = Combine::mean_by;
      out.mean_by = inner.required_text("mean_by");
      inner.finish();
    } else {
      out.combine =
          fields.word("combine", {"sum", "mean"}).value_or(0) == 1 ? Combine::mean : Combine::sum;
    }
  }
  fields.finish();
  return out;
}

void parse_kind_words(YamlFields& fields, IndicatorText& out) {
  for (const YamlNode* word : fields.list("kind")) {
    if (word->text == "special" || word->text == "basic") {
      out.special = word->text == "special";
    } else if (word->text == "soft" || word->text == "hard") {
      out.soft = word->text == "soft";
    } else {
      fields.report(yaml_errors::k_wrong_word, *word,
                    {"kind", word->text, "basic, special, hard, soft"});
    }
  }
}

void parse_each(YamlFields& fields, const YamlNode& node, MeasureText& measure) {
  YamlFields each(fields.file(), node, "each", fields.errors());
  measure.aggregate = Aggregate::each;
  each.require("points");
  measure.of = parse_expression_text(each, "points");
  measure.each_floor = parse_expression_text(each, "floor");
  measure.each_cap = parse_expression_text(each, "cap");
  each.finish();
}

void parse_exposure(YamlFields& fields, MeasureText& measure) {
  const YamlNode* per = fields.take("per");
  if (per == nullptr) return;
  if (per->is_scalar()) {
    measure.per = parse_expression_text(fields, "per");
    return;
  }
  YamlFields inner(fields.file(), *per, "per", fields.errors());
  inner.require("of");
  measure.per = parse_expression_text(inner, "of");
  measure.per_times = inner.decimal("times", 6);
  inner.finish();
}

void parse_missing(YamlFields& fields, IndicatorText& out) {
  const YamlNode* node = fields.take("missing");
  if (node == nullptr) return;
  if (node->text == "unavailable") {
    out.missing = MissingRule::unavailable;
  } else if (node->text == "not_rated") {
    out.missing = MissingRule::not_rated;
  } else if (const auto points = decimal_of(fields, *node)) {
    out.missing = MissingRule::points;
    out.missing_points = *points;
  }
}

IndicatorText parse_indicator(YamlFields& top, const YamlNode& node,
                              const std::vector<LegalBasis>& known) {
  const YamlNode* name = node.find("id");
  YamlFields fields(top.file(), node, "indicator " + (name != nullptr ? name->text : "?"),
                    top.errors());
  IndicatorText out;
  out.place = fields.place();
  out.measure.place = out.place;
  out.id = parse_id(fields, "id");
  out.title = parse_title(fields, "title", Needed::no);
  parse_kind_words(fields, out);
  out.adverse = fields.boolean("adverse").value_or(false);
  out.basis = parse_basis_field(fields, known);
  if (const YamlNode* select = fields.take("select")) {
    out.measure.select = parse_select(fields.file(), *select, fields.errors());
  }
  const YamlNode* each = fields.take("each");
  const YamlNode* value = fields.take("value");
  if ((each == nullptr) == (value == nullptr)) {
    fields.report(k_value_or_each, node, {out.id});
  } else if (each != nullptr) {
    parse_each(fields, *each, out.measure);
  } else {
    parse_value(fields.file(), *value, fields.errors(), out.measure);
  }
  if (const YamlNode* of = fields.take("of")) {
    YamlFields inner(fields.file(), *of, "of", fields.errors());
    const YamlNode* select =
        inner.is_mapping() && of->find("select") != nullptr ? inner.take("select") : of;
    if (select != nullptr)
      out.measure.share_of = parse_select(fields.file(), *select, fields.errors());
  }
  if (const YamlNode* decay = fields.take("decay"))
    out.measure.decay = parse_decay(fields.file(), *decay, fields.errors());
  if (const YamlNode* group = fields.take("group"))
    out.measure.group = parse_group(fields.file(), *group, fields.errors());
  parse_exposure(fields, out.measure);
  if (const YamlNode* points = fields.take("points"))
    out.points = parse_points(fields.file(), *points, fields.errors());
  parse_missing(fields, out);
  out.floor = parse_expression_text(fields, "floor");
  out.cap = parse_expression_text(fields, "cap");
  out.provisional = fields.text("provisional");
  fields.finish();
  return out;
}

}  // namespace

void parse_dimensions(YamlFields& top, StandardText& out) {
  for (const YamlNode* item : top.list("dimensions")) {
    YamlFields fields(top.file(), *item, "dimension", top.errors());
    DimensionText dimension;
    dimension.place = fields.place();
    dimension.id = parse_id(fields, "id");
    dimension.title = parse_title(fields, "title", Needed::no);
    dimension.base = fields.decimal("base", 6);
    dimension.weight = fields.decimal("weight", 6);
    if (dimension.weight && dimension.weight->units < 0) {
      // A negative weight would turn additions into deductions that nobody marked adverse.
      fields.report(yaml_errors::k_wrong_form, *fields.take("weight"),
                    {"weight", "不小于零的数", "a number of at least 0"});
    }
    dimension.mean = fields.word("combine", {"sum", "mean"}).value_or(0) == 1;
    dimension.minimum = static_cast<int>(fields.integer("minimum", 0, 1000).value_or(0));
    dimension.floor = parse_expression_text(fields, "floor");
    dimension.cap = parse_expression_text(fields, "cap");
    dimension.provisional = fields.text("provisional");
    for (const YamlNode* indicator : fields.list("indicators")) {
      dimension.indicators.push_back(parse_indicator(fields, *indicator, out.basis));
    }
    fields.finish();
    out.dimensions.push_back(std::move(dimension));
  }
}

namespace {

/// "<= 3", "3..30", 5, any, missing, a code, [codes].
TableCell parse_cell(YamlFields& fields, const YamlNode& node) {
  TableCell cell;
  cell.place = fields.place_of(node);
  if (node.is_sequence()) {
    for (const YamlNode& word : node.items) cell.words.push_back(word.text);
    return cell;
  }
  const std::string& text = node.text;
  cell.any = text == "any";
  cell.missing = text == "missing";
  if (cell.any || cell.missing) return cell;
  const auto number = [&](std::string_view digits) {
    while (digits.starts_with(' ')) digits.remove_prefix(1);
    while (digits.ends_with(' ')) digits.remove_suffix(1);
    const auto value = parse_decimal(digits, 6);
    if (!value) fields.report(k_table_cell, node, {text});
    return value;
  };
  if (const std::size_t dots = text.find(".."); dots != std::string::npos) {
    cell.low = number(std::string_view(text).substr(0, dots));
    cell.high = number(std::string_view(text).substr(dots + 2));
  } else if (text.starts_with("<") || text.starts_with(">")) {
    const bool closed = text.size() > 1 && text[1] == '=';
    const auto bound = number(std::string_view(text).substr(closed ? 2 : 1));
    (text[0] == '<' ? cell.high : cell.low) = bound;
    (text[0] == '<' ? cell.high_open : cell.low_open) = !closed;
  } else if (const auto value = parse_decimal(text, 6); value && !node.quoted) {
    cell.low = cell.high = value;
  } else {
    cell.words.push_back(text);
  }
  return cell;
}

}  // namespace

void parse_tables(YamlFields& top, StandardText& out) {
  const YamlNode* node = top.take("tables");
  if (node == nullptr) return;
  YamlFields all(top.file(), *node, "tables", top.errors());
  for (const auto& [key, value] : node->entries) {
    YamlFields fields(top.file(), value, "table " + key.text, top.errors());
    check_id(all, key);
    TableText table;
    table.id = key.text;
    table.place = all.place_of(key);
    for (const YamlNode* name : fields.list("keys")) table.keys.push_back(name->text);
    if (table.keys.empty()) fields.require("keys");
    for (const YamlNode* item : fields.list("rows")) {
      if (!item->is_sequence() || item->items.size() != table.keys.size() + 1) {
        fields.report(k_table_width, *item, {table.id, std::to_string(table.keys.size() + 1)});
        continue;
      }
      TableRow row;
      row.place = fields.place_of(*item);
      for (std::size_t i = 0; i < table.keys.size(); ++i)
        row.cells.push_back(parse_cell(fields, item->items[i]));
      row.result = decimal_of(fields, item->items.back()).value_or(Decimal{});
      table.rows.push_back(std::move(row));
    }
    table.otherwise = fields.decimal("else", 6);
    table.unit = fields.text("unit");
    table.provisional = fields.text("provisional");
    fields.finish();
    out.tables.push_back(std::move(table));
  }
}

}  // namespace sanqu::standards
