// SPDX-License-Identifier: Apache-2.0
// The results of one evaluation with all that is needed to write them, and the writers: one file a format.
// The formats are described in docs/formats/result.md.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/output.hpp"
#include "evaluation/evaluation.hpp"
#include "evaluation/explanation.hpp"
#include "evaluation/next_change.hpp"

namespace sanqu::cli {

/// Refers to what file_mode.cpp holds while it writes.
struct ResultSet {
  const standards::Plan& plan;
  const catalogue::Catalogue& catalogue;
  const evaluation::Snapshot& snapshot;
  const evaluation::Results& results;
  Date as_of;
  Instant known_at;
  std::vector<std::uint32_t> subjects;  // whose results are written, in this order
  std::string run;                      // the name of the run that ranks come from; empty: no ranks
  Lang lang = Lang::en;
  bool explain = false;
  bool next_change = false;
  unsigned threads = 0;
};

/// What only a look at the single subject tells.
struct SubjectDetails {
  std::optional<evaluation::Explanation> explanation;
  Date next_change = Date::max();  // max: none within ten years
};

/// Works out details, one subject at a time; one belongs to one thread.
class DetailsWorker {
 public:
  explicit DetailsWorker(const ResultSet& set);
  SubjectDetails details(std::uint32_t subject);

 private:
  const ResultSet& set_;
  std::optional<evaluation::BoundPlan> bound_;
  std::optional<evaluation::NextChange> next_change_;
  evaluation::Arena arena_;
};

/// The scalars of a result as text, the same for all formats. An empty text is none.
struct ResultCells {
  std::string_view subject_id;
  std::string_view status;  // rated, not_rated
  std::string reason;
  std::string points;
  std::string_view grade;
  std::string_view grade_title;
  std::string_view rank_reason;  // rated and not ranked: veto, few_peers
  evaluation::RankPlace rank;    // place 0: none
  std::string next_change;
  bool uscc_failed = false;
};
ResultCells result_cells(const ResultSet& set, std::uint32_t subject,
                         const SubjectDetails& details);
bool has_override(const ResultSet& set, std::uint32_t subject, std::size_t index);
std::string percentile_text(const evaluation::RankPlace& rank);

/// How many of the written results have each status, reason and grade.
struct ResultCounts {
  std::uint64_t rated = 0;
  std::uint64_t not_rated = 0;
  std::vector<std::uint64_t> grades;  // by grade of the plan
  std::map<std::string, std::uint64_t> reasons;
};
ResultCounts count_results(const ResultSet& set);

void write_ndjson(const ResultSet& set, Output& out);
void write_json(const ResultSet& set, Output& out);
void write_csv(const ResultSet& set, Output& out);
void write_table(const ResultSet& set, Output& out);
void write_results(const ResultSet& set, Format format, Output& out);

}  // namespace sanqu::cli
