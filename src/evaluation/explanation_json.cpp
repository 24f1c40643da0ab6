// SPDX-License-Identifier: Apache-2.0
#include "evaluation/explanation_json.hpp"

#include <array>

#include "core/exact.hpp"

namespace sanqu::evaluation {

namespace {

class ExplanationJson {
 public:
  ExplanationJson(const ResultSet& set, JsonWriter& json) : set_(set), json_(json) {}

  void dimension(const DimensionLine& line) {
    const auto& dimension = set_.plan.dimensions[static_cast<std::size_t>(line.dimension)];
    json_.begin_object().text_member("id", dimension.id);
    json_.text_member("title", dimension.title.in(set_.lang));
    points_or_null("points", line.available, line.points);
    points("base", line.base);
    points("weighing", line.weighing);
    limits(line.limits);
    json_.name("indicators").begin_array();
    for (const IndicatorLine& indicator_line : line.indicators) indicator(indicator_line);
    json_.end_array().end_object();
  }

  void action(const Action& action) {
    json_.begin_object().text_member("kind", "repair");
    json_.text_member("class", class_id(action.class_index));
    json_.text_member("record_id", action.record_id);
    points("points", action.points);
    grade("grade", action.grade);
    json_.end_object();
  }

  void points(std::string_view name, std::int64_t units) {
    json_.decimal_member(name, decimal_text(units, set_.plan.places));
  }

  void grade(std::string_view name, std::int16_t index) {
    if (index < 0) {
      json_.null_member(name);
    } else {
      json_.text_member(name, set_.plan.grades[static_cast<std::size_t>(index)].id);
    }
  }

 private:
  void indicator(const IndicatorLine& line) {
    const auto& indicator = set_.plan.indicators[static_cast<std::size_t>(line.indicator)];
    json_.begin_object().text_member("id", indicator.id);
    json_.text_member("title", indicator.title.in(set_.lang));
    if (line.value.empty()) {
      json_.null_member("value");
    } else {
      json_.text_member("value", line.value);
    }
    points_or_null("points", line.available, line.points);
    json_.boolean_member("adverse", indicator.adverse);
    if (line.replaced) json_.boolean_member("replaced", true);
    json_.name("basis").begin_array();
    for (const standards::LegalBasis& basis : indicator.basis) legal_basis(basis);
    json_.end_array();
    limits(line.limits);
    points("base", line.base);
    points("rounding", line.rounding);
    json_.name("records").begin_array();
    for (const RecordLine& record_line : line.records) record(record_line);
    json_.end_array().end_object();
  }

  void record(const RecordLine& line) {
    json_.begin_object().text_member("class", class_id(line.class_index));
    json_.text_member("record_id", line.record_id);
    json_.text_member("event_date", line.event_date.text());
    if (line.contribution) {
      points("contribution", *line.contribution);
    } else {
      json_.null_member("contribution");
    }
    if (line.limited_by != 0) points("limited_by", line.limited_by);
    json_.end_object();
  }

  void legal_basis(const standards::LegalBasis& basis) {
    json_.begin_object().text_member("source", basis.source);
    if (!basis.article.empty()) json_.text_member("article", basis.article);
    if (!basis.url.empty()) json_.text_member("url", basis.url);
    json_.end_object();
  }

  void limits(const std::vector<LimitLine>& lines) {
    constexpr std::array<std::string_view, 5> k_kinds = {"floor", "cap", "group_floor", "group_cap",
                                                         "group_base"};
    json_.name("limits").begin_array();
    for (const LimitLine& line : lines) {
      json_.begin_object().text_member("kind", k_kinds[static_cast<std::size_t>(line.kind)]);
      points("took", line.took);
      json_.end_object();
    }
    json_.end_array();
  }

  void points_or_null(std::string_view name, bool is_there, std::int64_t units) {
    if (is_there) {
      points(name, units);
    } else {
      json_.null_member(name);
    }
  }

  const std::string& class_id(std::int32_t index) const {
    return set_.catalogue.classes[static_cast<std::size_t>(index)].id;
  }

  const ResultSet& set_;
  JsonWriter& json_;
};

}  // namespace

void append_explanation(const ResultSet& set, const Explanation& explanation, JsonWriter& json) {
  ExplanationJson writer(set, json);
  json.name("dimensions").begin_array();
  for (const DimensionLine& line : explanation.dimensions) writer.dimension(line);
  json.end_array();
  if (set.plan.has_points && explanation.reason == k_rated) {
    writer.points("base", set.plan.base);
    writer.points("sharing", explanation.sharing);
    writer.points("total_limit", explanation.total_limit);
    writer.points("override_points", explanation.override_points);
  }
  json.name("actions").begin_array();
  for (const Action& action : explanation.actions) writer.action(action);
  json.end_array();
  if (!explanation.to_next_grade) {
    json.null_member("to_next_grade");
    return;
  }
  json.name("to_next_grade").begin_object();
  writer.grade("grade", explanation.next_grade);
  writer.points("points", *explanation.to_next_grade);
  json.end_object();
}

}  // namespace sanqu::evaluation
