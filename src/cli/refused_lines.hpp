// SPDX-License-Identifier: Apache-2.0
// What becomes of refused lines: the first are shown on standard error as they come, all are counted by code, and all
// go to a file where one is named, one JSON object a line (docs/formats/result.md, Refused lines).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "cli/output.hpp"
#include "intake/intake.hpp"

namespace sanqu::cli {

inline constexpr std::uint64_t k_refused_shown_max = 20;

class RefusedLines {
 public:
  /// `file` may be null.
  RefusedLines(Output& err, std::unique_ptr<FileOutput> file, Lang lang)
      : err_(err), file_(std::move(file)), lang_(lang) {}

  void add(const intake::RefusedLine& line);
  /// A line that intake had passed and a later step refused; its raw text is gone.
  void add(const Error& error);

  std::uint64_t count() const { return count_; }
  /// The counts by code, if any line was refused. Error: the file could not be written.
  Result<bool> finish();

 private:
  void write(const intake::RefusedLine& line);

  Output& err_;
  std::unique_ptr<FileOutput> file_;
  Lang lang_;
  std::uint64_t count_ = 0;
  std::map<std::string, std::uint64_t, std::less<>> by_code_;
};

}  // namespace sanqu::cli
