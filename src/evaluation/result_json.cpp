// SPDX-License-Identifier: Apache-2.0
#include "evaluation/result_json.hpp"

#include "core/json_writer.hpp"
#include "evaluation/explanation_json.hpp"

namespace sanqu::evaluation {

namespace {

void text_or_null(JsonWriter& json, std::string_view name, std::string_view text) {
  if (text.empty()) {
    json.null_member(name);
  } else {
    json.text_member(name, text);
  }
}

void append_reason(const ResultSet& set, std::uint32_t subject, const ResultCells& cells,
                   JsonWriter& json) {
  if (cells.reason.empty()) {
    json.null_member("reason");
    return;
  }
  const catalogue::Title title = reason_title(set.plan, set.results.reason[subject]);
  json.name("reason").begin_object().text_member("id", cells.reason);
  json.text_member("text", title.in(set.lang)).end_object();
}

void append_rank(const ResultSet& set, const ResultCells& cells, JsonWriter& json) {
  if (cells.rank.place == 0) {
    json.null_member("rank");
    if (!cells.rank_reason.empty()) json.text_member("rank_reason", cells.rank_reason);
    return;
  }
  json.name("rank").begin_object().integer_member("place", cells.rank.place);
  json.integer_member("of", cells.rank.of);
  json.decimal_member("percentile", percentile_text(cells.rank));
  json.text_member("run", set.run).end_object();
}

}  // namespace

std::string result_json(const ResultSet& set, std::uint32_t subject,
                        const SubjectDetails& details) {
  JsonWriter json;
  const ResultCells cells = result_cells(set, subject, details);
  json.begin_object().text_member("subject_id", cells.subject_id);
  json.text_member("standard", set.plan.name()).text_member("as_of", set.as_of.text());
  json.text_member("status", cells.status);
  append_reason(set, subject, cells, json);
  text_or_null(json, "points", cells.points);
  text_or_null(json, "grade", cells.grade);
  text_or_null(json, "grade_title", cells.grade_title);
  append_rank(set, cells, json);
  json.name("overrides").begin_array();
  for (std::size_t i = 0; i < set.plan.overrides.size(); ++i) {
    if (has_override(set, subject, i)) json.text(set.plan.overrides[i].id);
  }
  json.end_array();
  if (set.next_change) text_or_null(json, "next_change", cells.next_change);
  if (cells.uscc_failed) json.text_member("uscc_check", "failed");
  if (details.explanation) append_explanation(set, *details.explanation, json);
  json.end_object();
  return json.take();
}

}  // namespace sanqu::evaluation
