// SPDX-License-Identifier: Apache-2.0
// Any bytes as a CSV file of records and of subjects, against the small catalogue of the intake room.
// What must hold: every line read is accepted or refused, never both, never neither; nothing of a natural person's line
// is handed on; what is handed on is valid UTF-8.
#include "core/ensure.hpp"
#include "core/text.hpp"
#include "intake/memory_source.hpp"
#include "intake/sample_catalogue.hpp"

namespace {

using namespace sanqu;
using namespace sanqu::intake;

class CheckingSink final : public RecordSink, public SubjectSink {
 public:
  std::uint64_t accepted = 0;
  std::uint64_t refused_lines = 0;

  void record(const CheckedRecord& record) override {
    ++accepted;
    check(record.subject_id);
    check(record.record_id);
    for (const FieldValue& value : record.values) ensure(!find_bad_utf8(value.text));
  }
  void status(const CheckedStatus& status) override {
    ++accepted;
    check(status.record_id);
  }
  void merge(const CheckedMerge& merge) override {
    ++accepted;
    check(merge.subject_id);
    check(merge.into);
    ensure(merge.subject_id != merge.into);
  }
  void subject(const CheckedSubject& subject) override {
    ++accepted;
    check(subject.subject_id);
    ensure(subject.kind >= 0);
  }
  void refused(const RefusedLine& line) override {
    ++refused_lines;
    ensure(!line.findings.empty());
    ensure(line.raw.size() <= 4096);
    for (const Error& finding : line.findings) {
      ensure(!finding.text(Lang::zh).empty() && !finding.hint(Lang::en).empty());
      if (finding.code->id == "intake.natural_person") ensure(line.raw.empty());
    }
  }

 private:
  static void check(std::string_view id) { ensure(!id.empty() && !find_bad_utf8(id)); }
};

void check_receipt(const Result<FileReceipt>& receipt, const CheckingSink& sink) {
  if (!receipt) return;
  ensure(receipt->lines_accepted == sink.accepted);
  ensure(receipt->lines_refused == sink.refused_lines);
  ensure(receipt->lines_read == sink.accepted + sink.refused_lines);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t bytes) {
  static const catalogue::Catalogue catalogue = sample_catalogue();
  const std::string_view text(reinterpret_cast<const char*>(data), bytes);
  for (const std::int32_t class_index : {-1, 0}) {
    MemorySource source(text);
    ReadOptions options;
    options.class_index = class_index;
    CheckingSink sink;
    check_receipt(read_records(source, catalogue, options, sink), sink);
  }
  MemorySource source(text);
  CheckingSink sink;
  check_receipt(read_subjects(source, catalogue, ReadOptions{}, sink), sink);
  return 0;
}
