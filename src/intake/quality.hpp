// SPDX-License-Identifier: Apache-2.0
// The quality of what departments send (归集质量): shares from the counts of their batches, by department and by month, and
// one number from 0 to 100 with weights that are data (rules/quality.yaml, docs/formats/quality.md). Pure functions; a share
// is kept as its two counts, so that nothing is rounded before it is shown. It speaks of departments, never of subjects.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/exact.hpp"
#include "core/result.hpp"
#include "intake/batch_store.hpp"

namespace sanqu::intake {

/// `part` of `of`; `of` = 0: there was nothing to measure, which is neither good nor bad.
struct Share {
  std::uint64_t part = 0;
  std::uint64_t of = 0;
  bool is_measured() const { return of > 0; }
  Exact exact() const;          // 0 to 1; missing where nothing was measured
  std::string percent() const;  // `98.5%`, see percent_text; `-` where nothing was measured
  std::string text() const;     // `98.5% (197/200)`
  bool operator==(const Share&) const = default;
};

/// A share of 100 with one place, rounded half up, but 100.0 and 0.0 are kept for what is exactly that: 9,999 of 10,000 are
/// 99.9. `-` where missing.
std::string percent_text(const Exact& of_100);

/// What one department (or all, or one month) sent. Lines about natural persons are counted apart (`counts.persons`) and
/// enter no share: the national templates have them, so sending them is no error, and they are kept nowhere.
struct QualityFigures {
  std::string source;       // empty: all departments
  std::uint64_t files = 0;  // that came in, repeats among them
  std::uint64_t repeated_files =
      0;  // the very same file again; it changed nothing, and its lines are not counted
  std::uint64_t whole_files = 0;                 // of the others: every line could be used
  LineCounts counts;                             // of the files that are no repeats
  std::map<std::string, std::uint64_t> by_code;  // findings by error code
  bool operator==(const QualityFigures&) const = default;

  std::uint64_t lines() const;           // read, without those about natural persons
  std::uint64_t missing_values() const;  // findings that a required value is not there

  Share timeliness() const;  // 及时率: in time, of the lines with a time limit
  Share accuracy() const;    // 准确率: usable, of all lines
  Share conformity() const;  // 整表合规率: files whose every line could be used, of the files
  Share uniqueness() const;  // lines that don't stand twice in their file, of all lines
  Share duplicates() const;  // 重复率: lines that stand twice in their file, of all lines
  Share repeats() const;     // files that had come before, of all files
};

/// One entry a department that sent something, by its name.
std::vector<QualityFigures> quality_by_source(std::span<const Batch> batches);

/// All batches together.
QualityFigures quality_of_all(std::span<const Batch> batches);

struct MonthlyQuality {
  YearMonth month;  // in which the files came (Asia/Shanghai)
  QualityFigures figures;
};
/// The months of one department (empty source: of all), from the first with a file to the last; a month between them without
/// a file has figures of zero.
std::vector<MonthlyQuality> quality_by_month(std::span<const Batch> batches,
                                             std::string_view source);

/// What each share weighs in the quality_score; together 100.
struct QualityWeights {
  int timeliness = 0;
  int accuracy = 0;
  int conformity = 0;
  int uniqueness = 0;
  std::string provisional;
};
/// From the text of rules/quality.yaml; all findings together. `file` is for messages.
Result<QualityWeights> load_quality_weights(const std::string& file, std::string_view text);

/// From 0 to 100: the weighted mean of the shares that could be measured; missing where none could.
Exact quality_score(const QualityFigures& figures, const QualityWeights& weights);

namespace errors {
extern const ErrorCode k_quality_weights;
}

}  // namespace sanqu::intake
