// SPDX-License-Identifier: Apache-2.0
#include "cli/search_cases.hpp"

#include <map>
#include <span>

#include "cli/read_inputs.hpp"
#include "core/json_writer.hpp"
#include "demo/code.hpp"
#include "evaluation/evaluation.hpp"

namespace sanqu::cli {

using standards::CaseValue;
using standards::GoldenCase;
using standards::proofs::Outcome;

namespace {

class Lines final : public intake::ByteSource {
 public:
  explicit Lines(std::string text) : text_(std::move(text)) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t count = text_.copy(buffer.data(), buffer.size(), at_);
    at_ += count;
    return count;
  }
  const std::string& name() const override { return name_; }

 private:
  std::string name_ = "search";
  std::string text_;
  std::size_t at_ = 0;
};

/// Lines into the builder; a case of which a line is refused is out.
class Sink final : public intake::RecordSink, public intake::SubjectSink {
 public:
  Sink(evaluation::SnapshotBuilder& builder, std::vector<bool>& refused)
      : to_builder_(builder), refused_(refused) {}
  void read(const std::vector<std::size_t>& case_of_line) { case_of_line_ = case_of_line; }

  void subject(const intake::CheckedSubject& subject) override { to_builder_.subject(subject); }
  void record(const intake::CheckedRecord& record) override {
    if (!to_builder_.add(record)) mark(record.place.line);
  }
  void status(const intake::CheckedStatus& status) override { to_builder_.status(status); }
  void merge(const intake::CheckedMerge& merge) override { to_builder_.merge(merge); }
  void refused(const intake::RefusedLine& line) override { mark(line.place.line); }

 private:
  void mark(std::uint32_t line) {
    if (line >= 1 && line <= case_of_line_.size()) refused_[case_of_line_[line - 1]] = true;
  }
  ToBuilder to_builder_;
  std::vector<bool>& refused_;
  std::vector<std::size_t> case_of_line_;
};

std::string text_of(const std::vector<CaseValue>& values, const char* name) {
  for (const CaseValue& value : values)
    if (value.name == name) return value.text;
  return {};
}

/// A line with the subject's new id; record ids are made the case's own.
std::string line_of(const std::vector<CaseValue>& values, const std::string& subject_id,
                    std::size_t number) {
  JsonWriter json;
  json.begin_object();
  for (const CaseValue& value : values) {
    if (value.name == "subject_id" || value.text.empty()) continue;
    const bool is_id = value.name == "record_id";
    json.text_member(value.name, is_id ? std::to_string(number) + "." + value.text : value.text);
  }
  if (text_of(values, "class") != "record_status") json.text_member("subject_id", subject_id);
  json.end_object();
  return json.take() + "\n";
}

std::string id_of(const catalogue::Catalogue& catalogue, const GoldenCase& golden,
                  std::size_t number) {
  if (!catalogue.uscc_scheme) return "s" + std::to_string(number);
  std::string head = "91";
  const std::int32_t kind = catalogue.find_kind(text_of(golden.subject, "kind"));
  if (kind >= 0) {
    const auto& heads = catalogue.kinds[static_cast<std::size_t>(kind)].uscc_heads;
    if (!heads.empty()) head = heads[0].size() == 1 ? heads[0] + "1" : heads[0];
  }
  return demo::credit_code(head, "330802", static_cast<std::uint32_t>(number));
}

void evaluate_group(const standards::Plan& plan, const catalogue::Catalogue& catalogue,
                    const std::vector<GoldenCase>& cases, const std::vector<std::size_t>& group,
                    std::vector<Outcome>& outcomes) {
  const GoldenCase& first = cases[group.front()];
  evaluation::SnapshotBuilder builder(catalogue, evaluation::needed_columns(plan, catalogue),
                                      first.as_of, first.known_at.value_or(Instant::max()));
  std::vector<bool> refused(cases.size(), false);
  Sink sink(builder, refused);
  std::map<std::string, std::size_t> case_of_id;
  std::string subjects;
  std::string records;
  std::vector<std::size_t> subject_lines;
  std::vector<std::size_t> record_lines;
  for (const std::size_t index : group) {
    const std::string id = id_of(catalogue, cases[index], index);
    case_of_id[id] = index;
    subjects += line_of(cases[index].subject, id, index);
    subject_lines.push_back(index);
    for (const auto& record : cases[index].records) {
      records += line_of(record.values, id, index);
      record_lines.push_back(index);
    }
  }
  Lines subject_source(std::move(subjects));
  Lines record_source(std::move(records));
  sink.read(subject_lines);
  if (!intake::read_subjects(subject_source, catalogue, {}, sink)) return;
  sink.read(record_lines);
  if (!record_lines.empty() && !intake::read_records(record_source, catalogue, {}, sink)) return;
  Errors findings;
  const evaluation::Snapshot snapshot = builder.build(findings);
  evaluation::EvaluateOptions options;
  options.threads = 1;
  const auto results = evaluation::evaluate(plan, catalogue, snapshot, first.as_of, options);
  for (std::size_t s = 0; s < snapshot.subjects(); ++s) {
    const auto found = case_of_id.find(snapshot.subject_ids[s]);
    if (found == case_of_id.end() || refused[found->second]) continue;
    Outcome& out = outcomes[found->second];
    out.valid = true;
    out.rated = results.reason[s] == evaluation::k_rated;
    out.points = results.points[s];
    out.grade = results.grade[s];
    out.subject_id = snapshot.subject_ids[s];
    if (!out.rated) out.reason = evaluation::reason_id(plan, results.reason[s]);
  }
}

}  // namespace

std::vector<Outcome> evaluate_cases(const standards::Plan& plan,
                                    const catalogue::Catalogue& catalogue,
                                    const std::vector<GoldenCase>& cases) {
  std::map<std::pair<Date, Instant>, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < cases.size(); ++i)
    groups[{cases[i].as_of, cases[i].known_at.value_or(Instant::max())}].push_back(i);
  std::vector<Outcome> outcomes(cases.size());
  for (const auto& [times, group] : groups) evaluate_group(plan, catalogue, cases, group, outcomes);
  return outcomes;
}

}  // namespace sanqu::cli
