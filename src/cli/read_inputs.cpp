// SPDX-License-Identifier: Apache-2.0
#include "cli/read_inputs.hpp"

#include <fmt/core.h>

#include "cli/errors.hpp"
#include "cli/progress.hpp"
#include "cli/wording.hpp"
#include "core/text.hpp"
#include "intake/file_source.hpp"

namespace sanqu::cli {

namespace {

enum class FileKind : std::uint8_t { subjects, records };

/// Lines of one file, counted as they come.
class FileSink final : public intake::RecordSink, public intake::SubjectSink {
 public:
  FileSink(evaluation::SnapshotBuilder& builder, RefusedLines& refused, Progress& progress)
      : to_builder_(builder), refused_(refused), progress_(progress) {}

  void subject(const intake::CheckedSubject& subject) override {
    count();
    to_builder_.subject(subject);
  }
  void record(const intake::CheckedRecord& record) override {
    if (const auto added = to_builder_.add(record); !added) return object(added.error());
    count();
  }
  void status(const intake::CheckedStatus& status) override {
    count();
    to_builder_.status(status);
  }
  void merge(const intake::CheckedMerge& merge) override {
    count();
    to_builder_.merge(merge);
  }
  void refused(const intake::RefusedLine& line) override {
    count();
    refused_.add(line);
  }

 private:
  void count() { progress_.done().fetch_add(1, std::memory_order_relaxed); }

  ToBuilder to_builder_;
  RefusedLines& refused_;
  Progress& progress_;
};

Result<bool> read_one(const std::string& path, FileKind kind, const InputFiles& files,
                      const catalogue::Catalogue& catalogue, evaluation::SnapshotBuilder& builder,
                      RefusedLines& refused, const Surroundings& around) {
  const auto source = TRY(intake::open_file_source(path));
  Progress progress(around.err, around.err_is_terminal,
                    fmt::format(form(around.lang, "读入 {}:", "reading {}:"), path));
  FileSink sink(builder, refused, progress);
  const intake::FileReceipt receipt = TRY(
      kind == FileKind::subjects ? intake::read_subjects(*source, catalogue, files.options, sink)
                                 : intake::read_records(*source, catalogue, files.options, sink));
  for (const Error& notice : receipt.notices) {
    around.err.line(readable_utf8(notice.render(around.lang)));
  }
  return true;
}

}  // namespace

Result<std::int32_t> class_of_lines(const std::string& id, const catalogue::Catalogue& catalogue) {
  if (id.empty()) return -1;
  if (id == "record_status") return intake::k_class_record_status;
  if (id == "subject_merge") return intake::k_class_subject_merge;
  const std::int32_t index = catalogue.find_class(id);
  if (index >= 0) return index;
  std::vector<std::string> known = {"record_status", "subject_merge"};
  for (const auto& record_class : catalogue.classes) known.push_back(record_class.id);
  return refuse(errors::k_class_unknown, {}, unknown_word_args(id, known));
}

void ToBuilder::subject(const intake::CheckedSubject& subject) {
  builder_.add_subject(subject.subject_id, subject.kind, subject.uscc_failed, subject.valid_from,
                       subject.recorded_at, subject.attributes);
}

Result<bool> ToBuilder::add(const intake::CheckedRecord& record) {
  return builder_.add_record(record.class_index, record.subject_id, record.record_id,
                             record.recorded_at, record.values, record.place);
}

void ToBuilder::status(const intake::CheckedStatus& status) {
  builder_.add_status(status.class_index, status.record_id, status.status, status.effective_on,
                      status.recorded_at, status.place);
}

void ToBuilder::merge(const intake::CheckedMerge& merge) {
  builder_.add_merge(merge.subject_id, merge.into, merge.undone, merge.recorded_at, merge.place);
}

Result<bool> read_inputs(const InputFiles& files, const catalogue::Catalogue& catalogue,
                         evaluation::SnapshotBuilder& builder, RefusedLines& refused,
                         const Surroundings& around) {
  TRY(read_one(files.subjects, FileKind::subjects, files, catalogue, builder, refused, around));
  for (const std::string& path : files.records) {
    TRY(read_one(path, FileKind::records, files, catalogue, builder, refused, around));
  }
  return true;
}

}  // namespace sanqu::cli
