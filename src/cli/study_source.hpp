// SPDX-License-Identifier: Apache-2.0
// Where a study's subjects and standards come from: a store, or files. The commands see no difference. Nothing is written.
#pragma once

#include <memory>

#include "acts/kept_rules.hpp"
#include "cli/cli.hpp"
#include "cli/study_arguments.hpp"
#include "evaluation/snapshot_builder.hpp"
#include "standards/standards.hpp"

namespace sanqu::cli {

class StudySource {
 public:
  virtual ~StudySource() = default;
  /// Everything is compiled under this one: the store's latest, or that of the folder.
  virtual const catalogue::Catalogue& catalogue() const = 0;
  /// A file's path; over a store also an id or id@version (no version: the one that is active on `day`).
  virtual Result<standards::LoadedStandard> standard(const std::string& name, Date day) = 0;
  /// Everybody as known at one time. Lines of files that are refused are said the first time.
  virtual Result<evaluation::Snapshot> snapshot(evaluation::NeededColumns needed, Date as_of,
                                                Instant known_at) = 0;
  /// Lines that were refused: the exit code tells.
  virtual std::uint64_t refused() const { return 0; }
};

/// `arguments` and `around` outlive the source.
Result<std::unique_ptr<StudySource>> open_study_source(const StudyArguments& arguments,
                                                       const Surroundings& around);

/// The columns that either plan reads.
evaluation::NeededColumns joined(evaluation::NeededColumns a, const evaluation::NeededColumns& b);

}  // namespace sanqu::cli
