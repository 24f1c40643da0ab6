// SPDX-License-Identifier: Apache-2.0
// NDJSON: an object a subject and line. JSON: the same objects in one, after a summary. The order of members is fixed.
#include <memory>

#include "cli/explanation_json.hpp"
#include "cli/in_order.hpp"
#include "cli/result_set.hpp"
#include "core/json_writer.hpp"

namespace sanqu::cli {

namespace {

constexpr std::size_t k_piece_subjects = 2048;
constexpr std::size_t k_piece_explained = 64;

/// What is the same in every line, worked out once.
struct Constants {
  std::string standard;
  std::string as_of;
};

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
  const catalogue::Title title = evaluation::reason_title(set.plan, set.results.reason[subject]);
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

void append_result(const ResultSet& set, const Constants& constants, std::uint32_t subject,
                   const SubjectDetails& details, JsonWriter& json) {
  const ResultCells cells = result_cells(set, subject, details);
  json.begin_object().text_member("subject_id", cells.subject_id);
  json.text_member("standard", constants.standard).text_member("as_of", constants.as_of);
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
}

/// All results, `between` two of them, handed on in order.
void write_objects(const ResultSet& set, std::string_view between, Output& out) {
  const Constants constants{set.plan.name(), set.as_of.text()};
  const InOrder order{.items = set.subjects.size(),
                      .piece = set.explain ? k_piece_explained : k_piece_subjects,
                      .threads = set.threads};
  const auto new_worker = [&]() -> Worker {
    auto details = std::make_shared<DetailsWorker>(set);
    return [&set, &constants, between, details](std::size_t first, std::size_t count) {
      std::string text;
      for (std::size_t i = first; i < first + count; ++i) {
        JsonWriter json;
        append_result(set, constants, set.subjects[i], details->details(set.subjects[i]), json);
        if (i > 0) text += between;
        text += json.take();
      }
      return text;
    };
  };
  write_in_order(order, new_worker, [&](std::string_view text) {
    out.write(text);
    return !out.reader_is_gone();
  });
}

std::string summary_json(const ResultSet& set) {
  const ResultCounts counts = count_results(set);
  JsonWriter json;
  json.begin_object().integer_member("subjects", static_cast<std::int64_t>(set.subjects.size()));
  json.integer_member("rated", static_cast<std::int64_t>(counts.rated));
  json.integer_member("not_rated", static_cast<std::int64_t>(counts.not_rated));
  json.name("grades").begin_object();
  for (std::size_t i = 0; i < counts.grades.size(); ++i) {
    json.integer_member(set.plan.grades[i].id, static_cast<std::int64_t>(counts.grades[i]));
  }
  json.end_object().name("reasons").begin_object();
  for (const auto& [reason, count] : counts.reasons) {
    json.integer_member(reason, static_cast<std::int64_t>(count));
  }
  json.end_object().end_object();
  return json.take();
}

}  // namespace

void write_ndjson(const ResultSet& set, Output& out) {
  write_objects(set, "\n", out);
  if (!set.subjects.empty()) out.write("\n");
}

void write_json(const ResultSet& set, Output& out) {
  JsonWriter head;
  head.begin_object().text_member("standard", set.plan.name());
  head.text_member("as_of", set.as_of.text()).text_member("known_at", set.known_at.text());
  text_or_null(head, "run", set.run);
  head.name("summary").raw(summary_json(set)).name("results").begin_array();
  out.write(head.take_part());
  out.write("\n");
  write_objects(set, ",\n", out);
  out.write("\n]}\n");
}

}  // namespace sanqu::cli
