// SPDX-License-Identifier: Apache-2.0
// NDJSON: an object a subject and line. JSON: the same objects in one, after a summary. The order of members is fixed.
#include <memory>

#include "cli/in_order.hpp"
#include "cli/results_out.hpp"
#include "core/json_writer.hpp"
#include "evaluation/result_json.hpp"

namespace sanqu::cli {

namespace {

constexpr std::size_t k_piece_subjects = 2048;
constexpr std::size_t k_piece_explained = 64;

void text_or_null(JsonWriter& json, std::string_view name, std::string_view text) {
  if (text.empty()) {
    json.null_member(name);
  } else {
    json.text_member(name, text);
  }
}

/// All results, `between` two of them, handed on in order.
void write_objects(const evaluation::ResultSet& set, std::string_view between, Output& out) {
  const InOrder order{.items = set.subjects.size(),
                      .piece = set.explain ? k_piece_explained : k_piece_subjects,
                      .threads = set.threads};
  const auto new_worker = [&]() -> Worker {
    auto details = std::make_shared<evaluation::DetailsWorker>(set);
    return [&set, between, details](std::size_t first, std::size_t count) {
      std::string text;
      for (std::size_t i = first; i < first + count; ++i) {
        if (i > 0) text += between;
        text += evaluation::result_json(set, set.subjects[i], details->details(set.subjects[i]));
      }
      return text;
    };
  };
  write_in_order(order, new_worker, [&](std::string_view text) {
    out.write(text);
    return !out.reader_is_gone();
  });
}

std::string summary_json(const evaluation::ResultSet& set) {
  const evaluation::ResultCounts counts = evaluation::count_results(set);
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

void write_ndjson(const evaluation::ResultSet& set, Output& out) {
  write_objects(set, "\n", out);
  if (!set.subjects.empty()) out.write("\n");
}

void write_json(const evaluation::ResultSet& set, Output& out) {
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
