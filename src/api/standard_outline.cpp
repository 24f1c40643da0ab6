// SPDX-License-Identifier: Apache-2.0
#include "api/standard_outline.hpp"

#include <algorithm>
#include <limits>
#include <set>

namespace sanqu::api {

namespace {

using standards::NodeKind;
using standards::Plan;

/// A limit's value where it is the same for everybody: a constant or a parameter, perhaps negated.
std::optional<std::string> constant_text(const Plan& plan, std::int32_t index, Date today) {
  bool is_negative = false;
  while (index >= 0 && plan.node(index).kind == NodeKind::negate) {
    is_negative = !is_negative;
    index = plan.node(index).children.front();
  }
  if (index < 0) return std::nullopt;
  const standards::Node& node = plan.node(index);
  std::int64_t units = node.imm;
  int places = node.places;
  if (node.kind == NodeKind::parameter) {
    const auto& parameter = plan.parameters[static_cast<std::size_t>(node.index)];
    places = parameter.places;
    units = parameter.values.front().units;
    for (const standards::PlanParameterValue& value : parameter.values) {
      if (value.from <= today) units = value.units;
    }
  } else if (node.kind != NodeKind::constant) {
    return std::nullopt;
  }
  return decimal_text_short(is_negative ? -units : units, places);
}

void append_optional(std::string_view name, const std::optional<std::string>& text,
                     JsonWriter& json) {
  if (text) {
    json.decimal_member(name, *text);
  } else {
    json.null_member(name);
  }
}

/// The int64 limits stand for "none".
std::optional<std::string> bound_text(std::int64_t units, int places) {
  if (units == std::numeric_limits<std::int64_t>::min() ||
      units == std::numeric_limits<std::int64_t>::max()) {
    return std::nullopt;
  }
  return decimal_text_short(units, places);
}

void append_basis(const std::vector<catalogue::LegalBasis>& basis, JsonWriter& json) {
  json.name("basis").begin_array();
  for (const catalogue::LegalBasis& one : basis) {
    json.begin_object().text_member("source", one.source).text_member("article", one.article);
    json.text_member("url", one.url).end_object();
  }
  json.end_array();
}

void append_window(const standards::Window& window, JsonWriter& json) {
  const bool is_months = window.kind == standards::WindowKind::months;
  const bool is_days = window.kind == standards::WindowKind::days;
  if (is_months) json.integer_member("months", window.length);
  if (is_days) json.integer_member("days", window.length);
}

/// How much an indicator moves at most, where it says no limit of its own but its points do: yes or no times so many, steps,
/// or one value (the latest, the largest) whose ends the compiler has proved. Counts and sums have no end worth telling.
struct Limits {
  std::optional<std::string> floor;
  std::optional<std::string> cap;
};
Limits limits_of(const Plan& plan, const standards::Indicator& indicator, Date today) {
  Limits out{constant_text(plan, indicator.floor, today),
             constant_text(plan, indicator.cap, today)};
  if (out.floor || out.cap || indicator.measure < 0) return out;
  const auto& measure = plan.measures[static_cast<std::size_t>(indicator.measure)];
  const standards::PlanPoints& points = indicator.points;
  using enum standards::Aggregate;
  const bool is_one_value = measure.aggregate == latest ||
                            measure.aggregate == standards::Aggregate::max ||
                            measure.aggregate == standards::Aggregate::min;
  if (is_one_value && indicator.reach.low && indicator.reach.high) {
    const auto zero = Exact::whole(0);
    if (Exact::compare(*indicator.reach.low, zero) < 0) out.floor = indicator.reach.low->text();
    if (Exact::compare(*indicator.reach.high, zero) > 0) out.cap = indicator.reach.high->text();
  } else if (points.form == standards::PointsForm::per_unit) {
    if (measure.aggregate != exists) return out;
    auto text =
        points.node < 0 ? std::optional<std::string>("1") : constant_text(plan, points.node, today);
    if (text) (text->starts_with('-') ? out.floor : out.cap) = std::move(text);
  } else if (!points.pairs.empty()) {
    const auto less = [](const standards::PointsPair& a, const standards::PointsPair& b) {
      return Exact::compare(Exact::decimal(a.points.units, a.points.places),
                            Exact::decimal(b.points.units, b.points.places)) < 0;
    };
    const auto [low, high] = std::ranges::minmax_element(points.pairs, less);
    if (low->points.units < 0)
      out.floor = decimal_text_short(low->points.units, low->points.places);
    if (high->points.units > 0)
      out.cap = decimal_text_short(high->points.units, high->points.places);
  }
  return out;
}

void append_indicator(const acts::KeptStandard& standard, const standards::Indicator& indicator,
                      Date today, Lang lang, JsonWriter& json) {
  const Plan& plan = standard.standard.plan;
  json.begin_object().text_member("indicator", indicator.id);
  json.text_member("title", indicator.title.in(lang));
  json.boolean_member("is_adverse", indicator.adverse);
  json.boolean_member("is_special", indicator.special);
  const Limits limits = limits_of(plan, indicator, today);
  append_optional("floor", limits.floor, json);
  append_optional("cap", limits.cap, json);
  json.name("classes").begin_array();
  const standards::Window* window = nullptr;
  if (indicator.measure >= 0) {
    const auto& measure = plan.measures[static_cast<std::size_t>(indicator.measure)];
    window = &measure.window;
    std::set<std::int32_t> said;
    for (const standards::Source& source : measure.sources) {
      if (!said.insert(source.class_index).second) continue;
      const auto& of =
          standard.rules->catalogue.classes[static_cast<std::size_t>(source.class_index)];
      json.begin_object().text_member("class", of.id).text_member("title", of.title.in(lang));
      json.boolean_member("may_be_repaired", of.repair_allowed).end_object();
    }
  }
  json.end_array();
  if (window != nullptr) append_window(*window, json);
  append_basis(indicator.basis, json);
  json.text_member("provisional", indicator.provisional).end_object();
}

void append_dimensions(const acts::KeptStandard& standard, Date today, Lang lang,
                       JsonWriter& json) {
  const Plan& plan = standard.standard.plan;
  json.name("dimensions").begin_array();
  for (const standards::Dimension& dimension : plan.dimensions) {
    json.begin_object().text_member("dimension", dimension.id);
    json.text_member("title", dimension.title.in(lang))
        .decimal_member("base", dimension.base.text());
    append_optional("floor", constant_text(plan, dimension.floor, today), json);
    append_optional("cap", constant_text(plan, dimension.cap, today), json);
    json.name("indicators").begin_array();
    for (const std::int32_t index : dimension.indicators) {
      append_indicator(standard, plan.indicators[static_cast<std::size_t>(index)], today, lang,
                       json);
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void append_scale(const Plan& plan, Lang lang, JsonWriter& json) {
  json.name("scale").begin_object();
  append_optional("floor", plan.has_points ? bound_text(plan.floor, plan.places) : std::nullopt,
                  json);
  append_optional("cap", plan.has_points ? bound_text(plan.cap, plan.places) : std::nullopt, json);
  json.boolean_member("is_of_points", plan.grade_by == standards::GradeBy::points);
  json.name("grades").begin_array();
  const bool is_of_points = plan.grade_by == standards::GradeBy::points;
  for (const standards::Grade& grade : plan.grades) {
    if (grade.special) continue;
    json.begin_object().text_member("grade", grade.id).text_member("title", grade.title.in(lang));
    append_optional("from", is_of_points ? bound_text(grade.low, plan.places) : std::nullopt, json);
    append_optional("through", is_of_points ? bound_text(grade.high, plan.places) : std::nullopt,
                    json);
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace

void append_outline(const acts::KeptStandard& standard, Date today, Lang lang, JsonWriter& json) {
  const Plan& plan = standard.standard.plan;
  const catalogue::Catalogue& catalogue = standard.rules->catalogue;
  json.name("kinds").begin_array();
  for (const std::int32_t kind : plan.kinds) {
    json.text(catalogue.kinds[static_cast<std::size_t>(kind)].title.in(lang));
  }
  json.end_array().name("not_rated_if").begin_array();
  for (const standards::Reason& reason : plan.reasons) json.text(reason.text.in(lang));
  json.end_array();
  std::vector<catalogue::LegalBasis> basis;
  std::set<std::string> said;
  const auto add = [&](const std::vector<catalogue::LegalBasis>& more) {
    for (const catalogue::LegalBasis& one : more) {
      if (said.insert(one.source).second)
        basis.push_back(
            {.id = "", .source = one.source, .article = "", .url = one.url, .provisional = ""});
    }
  };
  for (const standards::Indicator& indicator : plan.indicators) add(indicator.basis);
  for (const standards::Override& one : plan.overrides) add(one.basis);
  append_basis(basis, json);
  append_scale(plan, lang, json);
  append_dimensions(standard, today, lang, json);
  json.name("overrides").begin_array();
  for (const standards::Override& one : plan.overrides) {
    json.begin_object().text_member("override", one.id).text_member("title", one.title.in(lang));
    append_basis(one.basis, json);
    json.end_object();
  }
  json.end_array();
}

}  // namespace sanqu::api
