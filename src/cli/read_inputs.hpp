// SPDX-License-Identifier: Apache-2.0
// Files of subjects and records -> the snapshot's builder: intake checks the lines, the builder the references between them.
#pragma once

#include <atomic>
#include <span>
#include <string>
#include <vector>

#include "cli/cli.hpp"
#include "cli/refused_lines.hpp"
#include "evaluation/snapshot_builder.hpp"
#include "intake/intake.hpp"

namespace sanqu::cli {

/// Hands checked subjects and records to a builder, refused lines to `refused`. `done`, where given, counts lines.
class BuilderSink final : public intake::RecordSink, public intake::SubjectSink {
 public:
  BuilderSink(evaluation::SnapshotBuilder& builder, RefusedLines& refused,
              std::atomic<std::uint64_t>* done = nullptr)
      : builder_(builder), refused_(refused), done_(done) {}

  void subject(const intake::CheckedSubject& subject) override;
  void record(const intake::CheckedRecord& record) override;
  void status(const intake::CheckedStatus& status) override;
  void merge(const intake::CheckedMerge& merge) override;
  void refused(const intake::RefusedLine& line) override;

 private:
  std::span<const evaluation::BuilderValue> values_of(std::span<const intake::FieldValue> values);
  void count() {
    if (done_ != nullptr) done_->fetch_add(1, std::memory_order_relaxed);
  }

  evaluation::SnapshotBuilder& builder_;
  RefusedLines& refused_;
  std::atomic<std::uint64_t>* done_;
  std::vector<evaluation::BuilderValue> values_;
};

struct InputFiles {
  std::string subjects;
  std::vector<std::string> records;
  intake::ReadOptions options;  // of the records
};

/// All files into the builder, subjects first. Fails when a file can't be used at all; notices are said on `err`.
Result<bool> read_inputs(const InputFiles& files, const catalogue::Catalogue& catalogue,
                         evaluation::SnapshotBuilder& builder, RefusedLines& refused,
                         const Surroundings& around);

}  // namespace sanqu::cli
