// SPDX-License-Identifier: Apache-2.0
#include "intake/batch_json.hpp"

#include "core/json_writer.hpp"
#include "core/text.hpp"

namespace sanqu::intake {

std::string receipt_json(const Batch& batch) {
  const auto number = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
  JsonWriter json;
  json.begin_object().integer_member("batch", batch.id).text_member("file", batch.file);
  json.text_member("class", batch.class_id).text_member("source", batch.source);
  json.text_member("sha256", batch.sha256).integer_member("bytes", number(batch.bytes));
  json.text_member("recorded_at", batch.recorded_at.text());
  const LineCounts& counts = batch.counts;
  json.integer_member("read", number(counts.read));
  json.integer_member("accepted", number(counts.accepted));
  json.integer_member("unchanged", number(counts.unchanged));
  json.integer_member("corrected", number(counts.corrected));
  json.integer_member("quarantined", number(counts.quarantined));
  json.integer_member("persons_refused", number(counts.persons));
  json.integer_member("duplicate", number(counts.duplicate));
  json.integer_member("late", number(counts.late)).integer_member("timed", number(counts.timed));
  if (batch.repeat_of != 0) {
    json.integer_member("repeat_of", batch.repeat_of);
  } else {
    json.null_member("repeat_of");
  }
  json.name("errors").begin_object();
  for (const auto& [code, count] : batch.by_code) json.integer_member(code, number(count));
  json.end_object().name("person_lines").begin_array();
  for (const std::uint64_t line : batch.person_lines) json.integer(number(line));
  json.end_array().end_object();
  return json.take();
}

std::string quarantined_json(const QuarantinedLine& line) {
  JsonWriter json;
  json.begin_object().integer_member("id", line.id).integer_member("batch", line.batch);
  json.integer_member("line", line.line).text_member("class", line.class_id);
  json.name("findings").raw(line.findings);
  json.text_member("raw", readable_utf8(line.raw)).end_object();
  return json.take();
}

}  // namespace sanqu::intake
