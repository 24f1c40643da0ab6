// SPDX-License-Identifier: Apache-2.0
#include "cli/run_case.hpp"

#include <algorithm>

#include "cli/read_inputs.hpp"
#include "cli/results_out.hpp"
#include "cli/wording.hpp"
#include "core/ensure.hpp"
#include "core/exact.hpp"
#include "core/json_writer.hpp"
#include "standards/value_only.hpp"

namespace sanqu::cli {

namespace {

/// A case's lines as a file that a reader can read.
class CaseSource final : public intake::ByteSource {
 public:
  CaseSource(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t count = text_.copy(buffer.data(), buffer.size(), at_);
    at_ += count;
    return count;
  }
  const std::string& name() const override { return name_; }

 private:
  std::string name_;
  std::string text_;
  std::size_t at_ = 0;
};

/// Builds the snapshot; refused lines are kept with the places of the case's own file.
class CaseSink final : public intake::RecordSink, public intake::SubjectSink {
 public:
  CaseSink(evaluation::SnapshotBuilder& builder, const standards::GoldenCase& golden)
      : to_builder_(builder), golden_(golden) {}

  void subject(const intake::CheckedSubject& subject) override { to_builder_.subject(subject); }
  void record(const intake::CheckedRecord& record) override {
    if (const auto added = to_builder_.add(record); !added) keep(added.error(), record.place.line);
  }
  void status(const intake::CheckedStatus& status) override { to_builder_.status(status); }
  void merge(const intake::CheckedMerge& merge) override { to_builder_.merge(merge); }
  void refused(const intake::RefusedLine& line) override { keep(line.findings, line.place.line); }

  void read_records_now() { is_records_ = true; }
  void keep(const Errors& errors, std::uint32_t line) {
    for (Error error : errors) {
      // Line n of the records is the case's n-th record.
      const bool is_record = is_records_ && line >= 1 && line <= golden_.records.size();
      const Place& place = is_record ? golden_.records[line - 1].place : golden_.place;
      error.place = {place.file, place.line, 0, error.place.field};
      refused_.push_back(std::move(error));
    }
  }
  Errors take() { return std::move(refused_); }

 private:
  ToBuilder to_builder_;
  const standards::GoldenCase& golden_;
  bool is_records_ = false;
  Errors refused_;
};

std::string line_of(const std::vector<standards::CaseValue>& values,
                    const std::string& subject_id) {
  JsonWriter json;
  json.begin_object();
  bool names_subject = false;
  for (const standards::CaseValue& value : values) {
    json.text_member(value.name, value.text);
    names_subject = names_subject || value.name == "subject_id";
  }
  const auto is_class = [](const standards::CaseValue& value) { return value.name == "class"; };
  const auto named_class = std::ranges::find_if(values, is_class);
  const bool is_status = named_class != values.end() && named_class->text == "record_status";
  if (!names_subject && !is_status) json.text_member("subject_id", subject_id);
  json.end_object();
  return json.take() + "\n";
}

std::string subject_of(const standards::GoldenCase& golden) {
  for (const standards::CaseValue& value : golden.subject) {
    if (value.name == "subject_id") return value.text;
  }
  return "case";
}

/// Reads both; what makes a whole file unusable is a refusal here.
Errors read_case(const Rules& rules, const standards::GoldenCase& golden,
                 evaluation::SnapshotBuilder& builder) {
  CaseSink sink(builder, golden);
  const std::string subject_id = subject_of(golden);
  CaseSource subject(golden.place.file, line_of(golden.subject, subject_id));
  if (auto read = intake::read_subjects(subject, rules.catalogue, {}, sink); !read) {
    sink.keep(read.error(), 0);
  }
  std::string lines;
  for (const standards::CaseRecord& record : golden.records) {
    lines += line_of(record.values, subject_id);
  }
  if (lines.empty()) return sink.take();
  sink.read_records_now();
  CaseSource records(golden.place.file, std::move(lines));
  auto receipt = intake::read_records(records, rules.catalogue, {}, sink);
  if (!receipt) {
    sink.keep(receipt.error(), 0);
  } else {
    // In a case, unlike in a department's file, a column that means nothing is a mistake.
    sink.keep(receipt->notices, 0);
  }
  return sink.take();
}

/// What was expected against what came out.
class Comparison {
 public:
  Comparison(const evaluation::ResultSet& set, const evaluation::SubjectDetails& details)
      : set_(set), cells_(evaluation::result_cells(set, 0, details)) {}

  std::vector<CaseDifference> compare(const standards::GoldenCase& golden) {
    const Lang lang = set_.lang;
    text(in(lang, "状态", "status"), golden.status, std::string(cells_.status));
    text(in(lang, "未评级原因", "reason"), golden.reason, cells_.reason);
    number(in(lang, "分值", "points"), golden.points, cells_.points);
    text(in(lang, "等级", "grade"), golden.grade, std::string(cells_.grade));
    if (golden.overrides) overrides(*golden.overrides);
    for (const standards::CaseValue& value : golden.indicators) indicator(value);
    text(in(lang, "下次变化日", "next change"), golden.next_change, cells_.next_change);
    return std::move(out_);
  }

 private:
  void tell(std::string_view what, const std::string& expected, const std::string& got) {
    const std::string none(in(set_.lang, "(无)", "(none)"));
    out_.push_back(
        {std::string(what), expected.empty() ? none : expected, got.empty() ? none : got});
  }

  void text(std::string_view what, const std::optional<std::string>& expected,
            const std::string& got) {
    if (expected && *expected != got) tell(what, *expected, got);
  }

  void number(std::string_view what, const std::optional<std::string>& expected,
              const std::string& got) {
    if (!expected || *expected == got) return;
    const auto wanted = units_of(*expected);
    const auto found = units_of(got);
    if (!wanted || !found || *wanted != *found) tell(what, *expected, got);
  }

  std::optional<std::int64_t> units_of(const std::string& decimal) const {
    const auto parsed = parse_decimal(decimal, set_.plan.places);
    return parsed ? units_at(*parsed, set_.plan.places) : std::nullopt;
  }

  void overrides(const std::vector<std::string>& expected) {
    std::vector<std::string> got;
    for (std::size_t i = 0; i < set_.plan.overrides.size(); ++i) {
      if (evaluation::has_override(set_, 0, i)) got.push_back(set_.plan.overrides[i].id);
    }
    if (expected != got)
      tell(in(set_.lang, "特别规则", "overrides"), joined(expected), joined(got));
  }

  static std::string joined(const std::vector<std::string>& ids) {
    std::string out;
    for (const std::string& id : ids) out += (out.empty() ? "" : ", ") + id;
    return out;
  }

  void indicator(const standards::CaseValue& expected) {
    const auto& all = set_.plan.indicators;
    const auto found = std::ranges::find(all, expected.name, &standards::Indicator::id);
    if (found == all.end()) {
      tell(expected.name, expected.text,
           std::string(in(set_.lang, "没有这个指标", "no such indicator")));
      return;
    }
    const auto index = static_cast<std::size_t>(found - all.begin());
    const std::int64_t units = set_.results.indicator_points[index][0];
    const bool is_there =
        set_.results.reason[0] == evaluation::k_rated && !evaluation::is_special(units);
    number(found->title.in(set_.lang), expected.text,
           is_there ? decimal_text(units, set_.plan.places) : "");
  }

  const evaluation::ResultSet& set_;
  evaluation::ResultCells cells_;
  std::vector<CaseDifference> out_;
};

}  // namespace

void require_only_what_is_read(Rules& rules) {
  const auto needed = evaluation::needed_columns(rules.standard.plan, rules.catalogue);
  for (std::size_t c = 0; c < rules.catalogue.classes.size(); ++c) {
    auto& record_class = rules.catalogue.classes[c];
    for (std::size_t f = 0; f < record_class.fields.size(); ++f) {
      const bool tells_time = static_cast<std::int32_t>(f) == record_class.event_date;
      if (!needed.fields[c][f] && !tells_time) record_class.fields[f].required = false;
    }
  }
}

CaseOutcome run_case(const Rules& rules, const standards::GoldenCase& golden, Lang lang) {
  const standards::Plan& plan = rules.standard.plan;
  const Instant known_at = golden.known_at.value_or(Instant::max());
  CaseOutcome out;
  evaluation::SnapshotBuilder builder(
      rules.catalogue, evaluation::needed_columns(plan, rules.catalogue), golden.as_of, known_at);
  out.refused = read_case(rules, golden, builder);
  const evaluation::Snapshot snapshot = builder.build(out.refused);
  if (!out.refused.empty()) return out;
  if (snapshot.subjects() != 1) {
    out.differences.push_back(
        {std::string(in(lang, "主体", "subject")), "1", std::to_string(snapshot.subjects())});
    return out;
  }
  evaluation::EvaluateOptions options;
  options.threads = 1;
  options.breakdown = true;
  const evaluation::Results results =
      evaluation::evaluate(plan, rules.catalogue, snapshot, golden.as_of, options);
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const std::int64_t units = results.indicator_points[i][0];
    const bool tells = units != 0 || standards::is_value_only(plan, plan.indicators[i]);
    out.reached.push_back(results.reason[0] == evaluation::k_rated && tells &&
                          !evaluation::is_special(units));
  }
  const evaluation::ResultSet set{.plan = plan,
                                  .catalogue = rules.catalogue,
                                  .snapshot = snapshot,
                                  .results = results,
                                  .as_of = golden.as_of,
                                  .known_at = known_at,
                                  .subjects = {0},
                                  .run = "",
                                  .lang = lang,
                                  .explain = true,
                                  .next_change = true,
                                  .threads = 1};
  evaluation::DetailsWorker worker(set);
  const evaluation::SubjectDetails details = worker.details(0);
  out.differences = Comparison(set, details).compare(golden);
  if (!out.differences.empty()) {
    out.explanation = evaluation::explanation_text(*details.explanation, plan, rules.catalogue,
                                                   snapshot, golden.as_of, lang);
  }
  return out;
}

}  // namespace sanqu::cli
