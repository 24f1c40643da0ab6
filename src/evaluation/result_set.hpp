// SPDX-License-Identifier: Apache-2.0
// The results of one evaluation with all that is needed to write them down, subject by subject: what every door, format and
// store says of a result. The words are described in docs/formats/result.md.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/evaluation.hpp"
#include "evaluation/explanation.hpp"
#include "evaluation/next_change.hpp"

namespace sanqu::evaluation {

/// Refers to what its maker holds while results are written.
struct ResultSet {
  const standards::Plan& plan;
  const catalogue::Catalogue& catalogue;
  const Snapshot& snapshot;
  const Results& results;
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
  std::optional<Explanation> explanation;
  Date next_change = Date::max();  // max: none within ten years
};

/// Works out details, one subject at a time; one belongs to one thread.
class DetailsWorker {
 public:
  explicit DetailsWorker(const ResultSet& set);
  SubjectDetails details(std::uint32_t subject);

 private:
  const ResultSet& set_;
  std::optional<BoundPlan> bound_;
  std::optional<NextChange> next_change_;
  Arena arena_;
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
  RankPlace rank;                // place 0: none
  std::string next_change;
  bool uscc_failed = false;
};
ResultCells result_cells(const ResultSet& set, std::uint32_t subject,
                         const SubjectDetails& details);
bool has_override(const ResultSet& set, std::uint32_t subject, std::size_t index);
std::string percentile_text(const RankPlace& rank);

/// How many of the written results have each status, reason and grade.
struct ResultCounts {
  std::uint64_t rated = 0;
  std::uint64_t not_rated = 0;
  std::vector<std::uint64_t> grades;  // by grade of the plan
  std::map<std::string, std::uint64_t> reasons;
};
ResultCounts count_results(const ResultSet& set);

}  // namespace sanqu::evaluation
