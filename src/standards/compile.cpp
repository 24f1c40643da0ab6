// SPDX-License-Identifier: Apache-2.0
// The compiler as a list of steps. Nothing after a step looks back at names that the step has settled.
#include "standards/compile.hpp"

#include <algorithm>
#include <limits>

#include "standards/errors.hpp"

namespace sanqu::standards {

using namespace errors;

namespace {

void compile_identity(Compiler& c) {
  c.plan.id = c.text.id;
  c.plan.version = c.text.version;
  c.plan.title = c.text.title;
  c.plan.provisional = c.text.provisional;
  c.plan.effective_from = c.text.effective_from;
  c.plan.effective_to = c.text.effective_to;
  if (c.text.catalogue != c.catalogue.id)
    c.report(k_unknown_catalogue, c.text.place, {c.text.catalogue, c.catalogue.id});
}

/// "No natural person is ever scored": there is no such kind, and asking for one is its own refusal.
void compile_kinds(Compiler& c) {
  for (const std::string& id : c.text.scope.kinds) {
    if (names_people(id)) {
      c.report(k_natural_person, c.text.scope.place, {id});
      continue;
    }
    const std::int32_t kind = c.catalogue.find_kind(id);
    if (kind >= 0) {
      c.plan.kinds.push_back(kind);
      continue;
    }
    std::vector<std::string> known;
    for (const auto& candidate : c.catalogue.kinds) known.push_back(candidate.id);
    const std::string near = nearest_word(id, known);
    c.report(k_unknown_kind, c.text.scope.place,
             {id, near.empty() ? "" : "是否指“" + near + "”?",
              near.empty() ? "" : "Did you mean `" + near + "`?"});
  }
}

void compile_scope(Compiler& c) {
  std::vector<ExpressionText> texts = c.text.scope.narrowed;
  if (c.text.scope.where.given()) texts.insert(texts.begin(), c.text.scope.where);
  std::vector<std::int32_t> wheres;
  for (const ExpressionText& where : texts) {
    const std::int32_t node = c.expressions.compile_truth(where, NameScope{});
    if (node >= 0) wheres.push_back(node);
  }
  if (wheres.size() == 1) c.plan.where = wheres[0];
  if (wheres.size() > 1) c.plan.where = c.expressions.logic(NodeKind::and_, std::move(wheres));
  for (const ReasonText& text : c.text.scope.not_rated) {
    for (const Reason& before : c.plan.reasons)
      if (before.id == text.id) c.report(k_duplicate_id, text.place, {text.id});
    c.plan.reasons.push_back({text.id, text.reason, compile_condition(c, text.when, false)});
  }
}

std::int64_t total_units(Compiler& c, const std::optional<Decimal>& decimal,
                         std::int64_t otherwise) {
  if (!decimal) return otherwise;
  const auto units = units_at(*decimal, c.plan.places);
  if (!units)
    c.report(k_range, c.text.total->place, {decimal_text(decimal->units, decimal->places)});
  return units.value_or(0);
}

void compile_total(Compiler& c) {
  if (!c.text.total) {
    if (!c.text.dimensions.empty() && c.text.grade_by == GradeBy::conditions)
      c.report(k_points_needed, c.text.place);
    return;
  }
  const TotalText& text = *c.text.total;
  c.plan.has_points = true;
  c.plan.places = text.places;
  c.plan.base = total_units(c, text.base, 0);
  c.plan.floor = total_units(c, text.floor, std::numeric_limits<std::int64_t>::min());
  c.plan.cap = total_units(c, text.cap, std::numeric_limits<std::int64_t>::max());
  if (c.plan.floor > c.plan.cap) {
    c.report(k_limits_crossed, text.place,
             {decimal_text(c.plan.floor, text.places), decimal_text(c.plan.cap, text.places)});
  }
  c.plan.round_at = text.round_at;
  c.plan.minimum_dimensions = text.minimum_dimensions;
  c.plan.missing_dimension = text.missing_dimension;
}

void compile_rank(Compiler& c) {
  if (!c.text.rank) return;
  Rank rank;
  rank.minimum = c.text.rank->minimum;
  for (const std::string& id : c.text.rank->within) {
    const std::int32_t attribute = c.catalogue.find_attribute(id);
    if (attribute < 0) {
      c.report(k_unknown_attribute, c.text.rank->place, {id, "", ""});
      continue;
    }
    if (c.catalogue.attributes[static_cast<std::size_t>(attribute)].personal)
      c.report(k_personal, c.text.rank->place, {id});
    rank.within.push_back(attribute);
  }
  c.plan.rank = rank;
}

}  // namespace

Result<Plan> compile(const StandardText& text, const catalogue::Catalogue& catalogue,
                     Errors* warnings) {
  Compiler c(text, catalogue);
  compile_identity(c);
  compile_kinds(c);
  compile_parameters(c);
  compile_tables(c);
  compile_scope(c);
  compile_total(c);
  compile_dimensions(c);
  // From here on every indicator has its measure, its points and its reach.
  check_adverse(c);
  check_totals(c);
  if (c.errors.empty()) check_same_records(c);
  compile_grades(c);
  compile_overrides(c);
  compile_rank(c);
  check_layers(c);
  if (!c.errors.empty()) return refuse_all(std::move(c.errors));
  if (warnings != nullptr) *warnings = std::move(c.warnings);
  return std::move(c.plan);
}

}  // namespace sanqu::standards
