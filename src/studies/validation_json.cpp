// SPDX-License-Identifier: Apache-2.0
// A validation as JSON (docs/formats/study.schema.json). Statistics are decimal text with six places; null where there is no
// figure. A group or grade below the minimum has no figure.
#include <fmt/core.h>

#include "core/exact.hpp"
#include "core/json_writer.hpp"
#include "studies/report_json.hpp"
#include "studies/validation.hpp"

namespace sanqu::studies {

namespace {

std::string six(double value) {
  const std::string text = fmt::format("{:.6f}", value);
  return text == "-0.000000" ? "0.000000" : text;
}

void write_figure(JsonWriter& json, std::string_view key, const std::optional<double>& value) {
  if (value) {
    json.decimal_member(key, six(*value));
  } else {
    json.null_member(key);
  }
}

void write_interval(JsonWriter& json, std::string_view key, const std::optional<Interval>& value) {
  if (!value) {
    json.null_member(key);
    return;
  }
  json.name(key).begin_array().decimal(six(value->low)).decimal(six(value->high)).end_array();
}

void write_count(JsonWriter& json, std::string_view key, std::uint64_t count) {
  json.integer_member(key, static_cast<std::int64_t>(count));
}

void write_figures(JsonWriter& json, std::string_view key, const Discrimination& figures,
                   std::optional<int> places) {
  json.name(key).begin_object();
  write_count(json, "subjects", figures.subjects);
  write_count(json, "events", figures.events);
  write_figure(json, "auc", figures.auc);
  write_interval(json, "auc_interval", figures.auc_interval);
  write_figure(json, "gini", figures.gini());
  write_interval(json, "gini_interval", figures.gini_interval());
  write_figure(json, "ks", figures.ks);
  write_interval(json, "ks_interval", figures.ks_interval);
  if (places && figures.ks)
    json.decimal_member("ks_points", decimal_text(figures.ks_value, *places));
  json.end_object();
}

void write_rate(JsonWriter& json, const RateRow& row) {
  json.boolean_member("shown", row.is_shown);
  if (!row.is_shown) return;
  write_count(json, "subjects", row.subjects);
  write_count(json, "events", row.events);
  write_interval(json, "interval", row.interval);
}

void write_calibration(JsonWriter& json, const ValidationReport& report, Lang lang) {
  json.name("grades").begin_array();
  for (const RateRow& row : report.grades) {
    json.begin_object().text_member("id", row.id).text_member("title", row.title.in(lang));
    json.boolean_member("rated", row.is_rated);
    write_rate(json, row);
    json.end_object();
  }
  json.end_array().name("tenths").begin_array();
  for (const auto& tenth : report.tenths) {
    json.begin_object().decimal_member("from", decimal_text(tenth.low, report.places));
    json.decimal_member("through", decimal_text(tenth.high, report.places));
    write_rate(json, tenth.rate);
    json.end_object();
  }
  json.end_array().name("out_of_order").begin_array();
  for (const auto& one : report.out_of_order) {
    json.begin_object().text_member("better", report.grades[one.better].id);
    json.text_member("worse", report.grades[one.worse].id);
    json.boolean_member("clear", one.is_clear).end_object();
  }
  json.end_array();
}

void write_one_stability(JsonWriter& json, std::string_view key, const Stability& stability) {
  json.name(key).begin_object().decimal_member("psi", six(stability.psi));
  json.decimal_member("by_chance", six(stability.by_chance)).end_object();
}

void write_stability(JsonWriter& json, const ValidationReport& report) {
  json.name("stability").begin_object();
  const auto counts = [&](std::string_view key, const std::vector<std::uint64_t>& list) {
    json.name(key).begin_array();
    for (const std::uint64_t count : list) json.unsigned_integer(count);
    json.end_array();
  };
  counts("grades_before", report.grades_before);
  counts("grades_after", report.grades_after);
  write_one_stability(json, "grades", report.grade_stability);
  if (report.points_stability) write_one_stability(json, "points", *report.points_stability);
  json.end_object();
}

std::string_view against_text(GroupValidation::Against against) {
  switch (against) {
    case GroupValidation::Against::more: return "more";
    case GroupValidation::Against::fewer: return "fewer";
    case GroupValidation::Against::as_expected: break;
  }
  return "as_expected";
}

void write_groups(JsonWriter& json, const ValidationReport& report, Lang lang) {
  json.name("groups").begin_array();
  for (const GroupValidation& one : report.groups) {
    const Grouping& grouping = report.groupings[one.grouping];
    json.begin_object().text_member("by", grouping.id);
    json.text_member("group", grouping.groups[one.group].id);
    json.text_member("title", grouping.groups[one.group].title.in(lang));
    json.boolean_member("shown", one.is_shown);
    if (one.is_shown) {
      write_figures(json, "figures", one.figures, std::nullopt);
      write_interval(json, "rate_interval", one.rate.interval);
      json.decimal_member("expected", six(one.expected));
      json.text_member("against_expected", against_text(one.against));
    }
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string validation_json(const ValidationReport& report, Lang lang) {
  JsonWriter json(JsonStyle::indented);
  json.begin_object().text_member("study", "validate");
  json.text_member("standard", report.standard.name);
  json.text_member("title", report.standard.title.in(lang));
  json.text_member("provisional", report.standard.provisional);
  json.text_member("as_of", report.as_of.text()).text_member("known_at", report.known_at.text());
  json.text_member("outcome", report.outcome).text_member("where", report.where);
  json.integer_member("months", report.months).text_member("through", report.through.text());
  json.text_member("outcome_known_at", report.outcome_known_at.text());
  json.boolean_member("events_are_good", report.events_are_good);
  json.boolean_member("reads_outcome", report.reads_outcome);
  json.integer_member("group_minimum", report.group_minimum);
  json.integer_member("resamples", report.resamples);
  json.integer_member("seed", static_cast<std::int64_t>(report.seed));
  write_sentences(json, sentences_of(report, lang));
  json.name("warnings").begin_array();
  for (const std::string& one : warnings_of(report, lang)) json.text(one);
  json.end_array();
  write_count(json, "subjects", report.subjects);
  write_count(json, "rated", report.rated);
  write_count(json, "events", report.events);
  write_count(json, "gone", report.gone);
  write_count(json, "closed", report.closed);
  if (report.by_points) write_figures(json, "by_points", *report.by_points, report.places);
  write_figures(json, "by_grade", report.by_grade, std::nullopt);
  write_calibration(json, report, lang);
  write_stability(json, report);
  write_groups(json, report, lang);
  json.end_object();
  return json.take() + "\n";
}

}  // namespace sanqu::studies
