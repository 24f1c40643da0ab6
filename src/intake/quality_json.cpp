// SPDX-License-Identifier: Apache-2.0
#include "intake/quality_json.hpp"

#include <fmt/format.h>

#include "core/json_writer.hpp"

namespace sanqu::intake {

namespace {

void append_share(JsonWriter& json, std::string_view name, const Share& share) {
  json.name(name).begin_object();
  json.integer_member("part", static_cast<std::int64_t>(share.part));
  json.integer_member("of", static_cast<std::int64_t>(share.of));
  json.text_member("percent", share.percent()).end_object();
}

}  // namespace

std::string quality_json(const QualityFigures& figures, std::string_view month,
                         const QualityWeights* weights) {
  JsonWriter json;
  json.begin_object().text_member("source", figures.source);
  if (!month.empty()) json.text_member("month", month);
  if (weights != nullptr) {
    json.text_member("quality_score", percent_text(quality_score(figures, *weights)));
  }
  json.integer_member("files", static_cast<std::int64_t>(figures.files));
  json.integer_member("lines", static_cast<std::int64_t>(figures.lines()));
  append_share(json, "timeliness", figures.timeliness());
  append_share(json, "accuracy", figures.accuracy());
  append_share(json, "conformity", figures.conformity());
  append_share(json, "duplicates", figures.duplicates());
  append_share(json, "repeats", figures.repeats());
  json.integer_member("missing_values", static_cast<std::int64_t>(figures.missing_values()));
  json.integer_member("persons_refused", static_cast<std::int64_t>(figures.counts.persons));
  json.name("errors").begin_object();
  for (const auto& [code, count] : figures.by_code) {
    json.integer_member(code, static_cast<std::int64_t>(count));
  }
  return json.end_object().end_object().take();
}

std::string month_text(YearMonth month) {
  return fmt::format("{:04}-{:02}", month.year, month.month);
}

}  // namespace sanqu::intake
