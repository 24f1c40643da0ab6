// SPDX-License-Identifier: Apache-2.0
// Files of subjects and records -> the snapshot's builder: intake checks the lines, the builder the references between them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/cli.hpp"
#include "cli/refused_lines.hpp"
#include "evaluation/snapshot_builder.hpp"
#include "intake/intake.hpp"

namespace sanqu::cli {

/// What intake checked, in the words of the snapshot's builder: the two rooms don't know each other.
class ToBuilder {
 public:
  explicit ToBuilder(evaluation::SnapshotBuilder& builder) : builder_(builder) {}

  void subject(const intake::CheckedSubject& subject);
  /// Errors: evaluation.unknown_subject, evaluation.version_tie and the like.
  Result<bool> add(const intake::CheckedRecord& record);
  void status(const intake::CheckedStatus& status);
  void merge(const intake::CheckedMerge& merge);

 private:
  evaluation::SnapshotBuilder& builder_;
};

struct InputFiles {
  std::string subjects;
  std::vector<std::string> records;
  intake::ReadOptions options;  // of the records
};

/// `--class` as the reader wants it: an index, one of the reader's own classes, or -1 where it is empty. Error:
/// cli.class_unknown.
Result<std::int32_t> class_of_lines(const std::string& id, const catalogue::Catalogue& catalogue);

/// All files into the builder, subjects first. Fails when a file can't be used at all; notices are said on `err`.
Result<bool> read_inputs(const InputFiles& files, const catalogue::Catalogue& catalogue,
                         evaluation::SnapshotBuilder& builder, RefusedLines& refused,
                         const Surroundings& around);

}  // namespace sanqu::cli
