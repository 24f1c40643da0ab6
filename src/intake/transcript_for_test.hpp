// SPDX-License-Identifier: Apache-2.0
// What reading a file gave, as text: one line an event, so that a test shows its whole outcome at a glance.
#pragma once

#include <string>
#include <string_view>

#include "intake/intake.hpp"
#include "intake/memory_source.hpp"
#include "intake/sample_catalogue.hpp"

namespace sanqu::intake {

inline std::string value_text(const FieldValue& value) {
  if (!value.text.empty()) return std::string(value.text);
  return value.number == k_missing ? "-" : std::to_string(value.number);
}

inline std::string findings_text(const Errors& findings) {
  std::string out;
  for (const Error& finding : findings) {
    if (!out.empty()) out += " ";
    out += std::string(finding.code->id.substr(7)) + "@" + std::to_string(finding.place.line) +
           ":" + std::to_string(finding.place.column);
    if (!finding.place.field.empty()) out += "(" + finding.place.field + ")";
  }
  return out;
}

/// `record 2 SUBJECT/RECORD: v v v`, `refused 3: code@line:column(field) ...`.
class Transcript final : public RecordSink, public SubjectSink {
 public:
  std::string text;
  std::string last_raw;
  Errors last_findings;

  void record(const CheckedRecord& record) override {
    text += "record " + std::to_string(record.place.line) + " " + std::string(record.subject_id) +
            "/" + std::string(record.record_id) + ":";
    for (const FieldValue& value : record.values) text += " " + value_text(value);
    text += "\n";
  }
  void status(const CheckedStatus& status) override {
    text += "status " + std::to_string(status.place.line) + " class " +
            std::to_string(status.class_index) + " " + std::string(status.record_id) + " is " +
            std::to_string(static_cast<int>(status.status)) + " from " +
            status.effective_on.text() + "\n";
  }
  void merge(const CheckedMerge& merge) override {
    text += "merge " + std::to_string(merge.place.line) + " " + std::string(merge.subject_id) +
            " into " + std::string(merge.into) + (merge.undone ? " undone\n" : "\n");
  }
  void subject(const CheckedSubject& subject) override {
    text += "subject " + std::to_string(subject.place.line) + " " +
            std::string(subject.subject_id) + " kind " + std::to_string(subject.kind) +
            (subject.uscc_failed ? " flagged" : "") + ":";
    for (const FieldValue& value : subject.attributes) text += " " + value_text(value);
    text += "\n";
  }
  void refused(const RefusedLine& line) override {
    text +=
        "refused " + std::to_string(line.place.line) + ": " + findings_text(line.findings) + "\n";
    last_raw = line.raw;
    last_findings = line.findings;
  }
};

/// The transcript of a file of penalties (class 0 of the sample), or `file: CODE@...` where it can't be used at all.
struct Outcome {
  std::string text;
  std::string last_raw;
  Errors last_findings;
  FileReceipt receipt;
};

inline Outcome finish(Transcript&& transcript, Result<FileReceipt> receipt) {
  Outcome outcome{std::move(transcript.text),
                  std::move(transcript.last_raw),
                  std::move(transcript.last_findings),
                  {}};
  if (receipt) {
    outcome.receipt = std::move(*receipt);
  } else {
    outcome.text += "file: " + findings_text(receipt.error()) + "\n";
    outcome.last_findings = std::move(receipt.error());
  }
  return outcome;
}

inline Outcome read_penalties(std::string_view bytes, std::size_t step = 1 << 16,
                              std::int32_t class_index = 0) {
  const catalogue::Catalogue catalogue = sample_catalogue();
  MemorySource source(bytes, step);
  ReadOptions options;
  options.class_index = class_index;
  options.latest_event_date = Date::parse("2026-06-30").value();
  Transcript transcript;
  Result<FileReceipt> receipt = read_records(source, catalogue, options, transcript);
  return finish(std::move(transcript), std::move(receipt));
}

inline Outcome read_sample_subjects(std::string_view bytes) {
  const catalogue::Catalogue catalogue = sample_catalogue();
  MemorySource source(bytes);
  Transcript transcript;
  Result<FileReceipt> receipt = read_subjects(source, catalogue, ReadOptions{}, transcript);
  return finish(std::move(transcript), std::move(receipt));
}

}  // namespace sanqu::intake
