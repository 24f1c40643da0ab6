// SPDX-License-Identifier: Apache-2.0
// The top of a standard's file: identity, scope, total, parameters, tables, grades, overrides, rank.
// Dimensions and indicators are read in parse_indicator.cpp, conditions and selections in parse_measure.cpp.
#include "standards/parse.hpp"

#include <algorithm>
#include <array>

#include "standards/errors.hpp"

namespace sanqu::standards {

using namespace errors;

namespace {

void parse_basis_list(YamlFields& fields, StandardText& out) {
  for (const YamlNode* node : fields.list("basis")) {
    LegalBasis basis = parse_basis(fields.file(), *node, {}, fields.errors());
    const bool twice =
        !basis.id.empty() && std::any_of(out.basis.begin(), out.basis.end(),
                                         [&](const LegalBasis& b) { return b.id == basis.id; });
    if (twice) fields.report(k_duplicate_id, *node, {basis.id});
    out.basis.push_back(std::move(basis));
    out.basis_places.push_back(fields.place_of(*node));
  }
  if (out.basis.empty()) fields.report(k_no_basis, fields.node(), {"标准", "the standard"});
}

void parse_identity(YamlFields& fields, StandardText& out) {
  out.id = parse_id(fields, "standard");
  out.version = fields.required_text("version");
  if (!out.version.empty() && !is_version(out.version)) {
    fields.report(k_version, *fields.take("version"), {out.version});
  }
  const auto language = fields.integer("language", 1, 1);
  if (!language && fields.take("language") == nullptr) fields.report(k_language, fields.node(), {});
  out.catalogue = fields.required_text("catalogue");
  out.title = parse_title(fields, "title", Needed::yes);
  const auto layer = fields.word("layer", {"national", "industry", "local", "zone"});
  if (!layer && fields.take("layer") == nullptr) fields.require("layer");
  out.layer = static_cast<Layer>(layer.value_or(0));
  if (const YamlNode* parent = fields.take("extends")) {
    out.extends_place = fields.place_of(*parent);
    const std::size_t at = parent->text.find('@');
    if (at == std::string::npos || !is_version(parent->text.substr(at + 1))) {
      fields.report(k_parent_version, *parent, {parent->text});
    } else {
      out.parent_id = parent->text.substr(0, at);
      out.parent_version = parent->text.substr(at + 1);
    }
  }
  if (const YamlNode* effective = fields.require("effective")) {
    out.effective_place = out.effective_to_place = fields.place_of(*effective);
    YamlFields dates(fields.file(), *effective, "effective", fields.errors());
    if (dates.require("from") != nullptr)
      out.effective_from = dates.date("from").value_or(Date::min());
    out.effective_to = dates.date("to").value_or(Date::max());
    if (out.effective_to < out.effective_from) dates.report(k_effective, *effective, {});
    dates.finish();
  }
  if (const YamlNode* cycle = fields.take("cycle")) {
    out.cycle_place = fields.place_of(*cycle);
    YamlFields inner(fields.file(), *cycle, "cycle", fields.errors());
    out.cycle_months = static_cast<int>(inner.integer("months", 1, 120).value_or(0));
    inner.finish();
  }
  out.provisional = fields.text("provisional");
}

void parse_scope(YamlFields& top, StandardText& out) {
  const YamlNode* node = out.parent_id.empty() ? top.require("scope") : top.take("scope");
  if (node == nullptr) return;
  YamlFields fields(top.file(), *node, "scope", top.errors());
  out.scope.place = fields.place();
  for (const YamlNode* kind : fields.list("kinds")) out.scope.kinds.push_back(kind->text);
  if (out.scope.kinds.empty() && out.parent_id.empty()) fields.require("kinds");
  out.scope.where = parse_expression_text(fields, "where");
  for (const YamlNode* item : fields.list("not_rated")) {
    YamlFields inner(top.file(), *item, "not_rated", top.errors());
    ReasonText reason;
    reason.id = parse_id(inner, "id");
    reason.place = inner.place();
    reason.when = parse_condition(inner, "when");
    reason.reason = parse_title(inner, "reason", Needed::yes);
    inner.finish();
    out.scope.not_rated.push_back(std::move(reason));
  }
  fields.finish();
}

void parse_total(YamlFields& top, StandardText& out) {
  const YamlNode* node = top.take("points");
  if (node == nullptr) return;
  YamlFields fields(top.file(), *node, "points", top.errors());
  TotalText total;
  total.place = fields.place();
  total.places = static_cast<int>(fields.integer("places", 0, 6).value_or(3));
  total.base = fields.decimal("base", 6);
  total.floor = fields.decimal("floor", 6);
  total.cap = fields.decimal("cap", 6);
  total.special = fields.decimal("special", 6);
  total.round_at = static_cast<RoundAt>(
      fields.word("round_at", {"indicator", "dimension", "total"}).value_or(0));
  total.minimum_dimensions =
      static_cast<int>(fields.integer("minimum_dimensions", 0, 64).value_or(0));
  total.missing_dimension = static_cast<MissingDimension>(
      fields.word("missing_dimension", {"not_rated", "share_out", "zero"}).value_or(0));
  fields.finish();
  out.total = total;
}

void parse_parameters(YamlFields& top, StandardText& out) {
  const YamlNode* node = top.take("parameters");
  if (node == nullptr) return;
  YamlFields all(top.file(), *node, "parameters", top.errors());
  for (const auto& [key, value] : node->entries) {
    YamlFields fields(top.file(), value, "parameter " + key.text, top.errors());
    ParameterText parameter;
    parameter.id = key.text;
    parameter.place = all.place_of(key);
    parameter.bounds_place = parameter.place;
    check_id(all, key);
    parameter.unit = fields.text("unit");
    parameter.provisional = fields.text("provisional");
    const auto bounds = fields.list("bounds");
    if (!bounds.empty()) {
      parameter.low = bounds.size() == 2 ? parse_decimal(bounds[0]->text, 6) : std::nullopt;
      parameter.high = bounds.size() == 2 ? parse_decimal(bounds[1]->text, 6) : std::nullopt;
      if (!parameter.low || !parameter.high)
        fields.report(k_parameter_bounds, *bounds[0], {parameter.id});
    }
    if (const auto one = fields.decimal("is", 6)) parameter.values.push_back({std::nullopt, *one});
    for (const YamlNode* item : fields.list("values")) {
      YamlFields inner(top.file(), *item, "values", top.errors());
      ParameterValue dated;
      dated.from = inner.date("from");
      inner.require("is");
      dated.is = inner.decimal("is", 6).value_or(Decimal{});
      inner.finish();
      parameter.values.push_back(dated);
    }
    const bool narrows = !out.parent_id.empty() && parameter.low;  // a child may say bounds alone
    if (parameter.values.empty() && !narrows)
      fields.report(k_parameter_values, value, {parameter.id});
    fields.finish();
    out.parameters.push_back(std::move(parameter));
  }
}

GradeText parse_grade(YamlFields& top, const YamlNode& node) {
  YamlFields fields(top.file(), node, "grade", top.errors());
  GradeText grade;
  grade.place = fields.place();
  grade.title_place = grade.place;
  grade.id = fields.required_text("id");
  grade.title = parse_title(fields, "title", Needed::no);
  const auto from = fields.decimal("from", 6);
  const auto above = fields.decimal("above", 6);
  const auto through = fields.decimal("through", 6);
  const auto below = fields.decimal("below", 6);
  if ((from && above) || (through && below)) fields.report(k_grade_bounds, node, {grade.id});
  grade.low = from ? from : above;
  grade.low_open = above.has_value();
  grade.high = through ? through : below;
  grade.high_open = below.has_value();
  grade.special = fields.boolean("special").value_or(false);
  grade.when = parse_condition(fields, "when", Needed::no);
  grade.provisional = fields.text("provisional");
  fields.finish();
  return grade;
}

void parse_grades(YamlFields& top, StandardText& out) {
  const YamlNode* node = out.parent_id.empty() ? top.require("grades") : top.take("grades");
  if (node == nullptr) return;
  const YamlNode* scale = node;
  if (node->is_mapping()) {
    YamlFields fields(top.file(), *node, "grades", top.errors());
    out.grade_by =
        static_cast<GradeBy>(fields.word("by", {"points", "percentile", "conditions"}).value_or(0));
    scale = fields.require("scale");
    fields.finish();
    if (scale == nullptr) return;
  }
  if (!scale->is_sequence()) {
    top.report(yaml_errors::k_wrong_form, *scale, {"grades", "等级的列表", "a list of grades"});
    return;
  }
  for (const YamlNode& item : scale->items) out.grades.push_back(parse_grade(top, item));
}

void parse_override_effect(YamlFields& fields, const YamlNode& node, OverrideText& out) {
  constexpr std::array<std::string_view, 4> k_grade_kinds = {"veto", "cap", "floor", "set"};
  int effects = 0;
  for (std::size_t i = 0; i < k_grade_kinds.size(); ++i) {
    const std::string grade = fields.text(k_grade_kinds[i]);
    if (grade.empty()) continue;
    ++effects;
    out.kind = static_cast<OverrideKind>(i);
    out.grade = grade;
  }
  for (const auto& [word, kind] :
       {std::pair{"step_up", OverrideKind::step_up}, {"step_down", OverrideKind::step_down}}) {
    const auto steps = fields.integer(word, 1, 100);
    if (!steps) continue;
    ++effects;
    out.kind = kind;
    out.steps = static_cast<int>(*steps);
  }
  if (const YamlNode* points = fields.take("points")) {
    YamlFields inner(fields.file(), *points, "points", fields.errors());
    for (const auto& [word, kind] : {std::pair{"set", OverrideKind::points_set},
                                     {"add", OverrideKind::points_add},
                                     {"take", OverrideKind::points_take}}) {
      const auto value = inner.decimal(word, 6);
      if (!value) continue;
      ++effects;
      // A negative `take` would raise, a negative `add` lower without a basis: each word means what it says.
      if (value->units < 0 && kind != OverrideKind::points_set)
        inner.report(k_points_amount, *points, {out.id, word});
      out.kind = kind;
      out.points = *value;
    }
    inner.finish();
  }
  if (effects != 1) fields.report(k_override_needs, node, {out.id});
}

void parse_overrides(YamlFields& top, StandardText& out) {
  for (const YamlNode* item : top.list("overrides")) {
    YamlFields fields(top.file(), *item, "override", top.errors());
    OverrideText over;
    over.place = fields.place();
    over.id = parse_id(fields, "id");
    over.title = parse_title(fields, "title", Needed::no);
    parse_override_effect(fields, *item, over);
    over.when = parse_condition(fields, "when", Needed::no);
    if (const YamlNode* per = fields.take("per"))
      over.per = parse_measure_map(fields.file(), *per, fields.errors());
    if (!over.when.given() && !over.per) fields.require("when");
    over.basis = parse_basis_field(fields, out.basis);
    over.provisional = fields.text("provisional");
    fields.finish();
    out.overrides.push_back(std::move(over));
  }
}

void parse_rank(YamlFields& top, StandardText& out) {
  const YamlNode* node = top.take("rank");
  if (node == nullptr) return;
  YamlFields fields(top.file(), *node, "rank", top.errors());
  RankText rank;
  rank.place = fields.place();
  for (const YamlNode* name : fields.list("within")) rank.within.push_back(name->text);
  rank.minimum = static_cast<int>(fields.integer("minimum", 1, 1'000'000).value_or(1));
  fields.finish();
  out.rank = rank;
}

}  // namespace

bool is_version(std::string_view text) {
  int parts = 1;
  int digits = 0;
  for (const char c : text) {
    if (c == '.') {
      if (digits == 0) return false;
      ++parts;
      digits = 0;
    } else if (c >= '0' && c <= '9') {
      if (++digits > 9) return false;
    } else {
      return false;
    }
  }
  return parts == 3 && digits > 0;
}

Result<StandardText> parse_standard(const std::string& file, std::string_view text) {
  const YamlNode root = TRY(parse_yaml(file, text));
  Errors findings;
  StandardText out;
  out.file = file;
  YamlFields fields(file, root, "标准 standard", findings);
  if (!fields.is_mapping()) return refuse_all(std::move(findings));
  out.place = fields.place();
  parse_identity(fields, out);
  out.layers = {{out.name(), file, out.layer}};
  parse_basis_list(fields, out);
  parse_scope(fields, out);
  parse_total(fields, out);
  parse_parameters(fields, out);
  parse_tables(fields, out);
  parse_dimensions(fields, out);
  parse_grades(fields, out);
  parse_overrides(fields, out);
  parse_rank(fields, out);
  fields.finish();
  if (!findings.empty()) return refuse_all(std::move(findings));
  return out;
}

}  // namespace sanqu::standards
