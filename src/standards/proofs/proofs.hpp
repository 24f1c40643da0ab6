// SPDX-License-Identifier: Apache-2.0
// Proofs over a compiled standard, beyond linting (docs/proofs.md says what is claimed and why):
// *bounded*: how far each indicator, each dimension and a single record can move the points, and which clause leaves it open;
// *monotone*: one more negative record never helps, one more positive never harms, or which clause stands in the way.
// A bounded search then looks for a counter-example; it is given the engine as a function, so that this room needs none.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "standards/standards.hpp"

namespace sanqu::standards::proofs {

/// A clause in the way of a proof, in words, with its place.
struct Obstacle {
  Title what;
  Place place;
};

/// One indicator or dimension. Points; a side that is none is not bounded by the text, and `open` says by which clause.
struct BoundLine {
  std::string id;
  bool is_dimension = false;
  Reach reach;
  std::optional<Exact>
      record;  // the most that one record can change the indicator's points, either way
  std::optional<Obstacle> open;
  Place place;
};

struct Bounds {
  std::vector<BoundLine> lines;  // each dimension after its indicators
  Reach total;                   // before overrides
  std::size_t open_lines() const;
};

Bounds prove_bounded(const StandardText& text, const Plan& plan,
                     const catalogue::Catalogue& catalogue);

enum class Claim : std::uint8_t { points, grade, rated };

/// A claim about one more record of one class whose polarity the catalogue gives. Proved: no obstacles.
struct MonotoneLine {
  std::int32_t class_index = -1;
  catalogue::Polarity polarity = catalogue::Polarity::negative;
  Claim claim = Claim::points;
  std::vector<Obstacle> obstacles;
};

/// By class in the catalogue's order, of the classes that the standard reads and that are negative or positive.
std::vector<MonotoneLine> prove_monotone(const StandardText& text, const Plan& plan,
                                         const catalogue::Catalogue& catalogue);

/// Whether the best grade has the most points: not so of a risk standard.
bool more_points_are_better(const Plan& plan);

/// What the engine makes of one subject of a search.
struct Outcome {
  bool valid = false;  // intake refused none of its lines
  bool rated = false;
  std::int64_t points = 0;
  std::int32_t grade = -1;  // index, best first
  std::string reason;       // where not rated
  std::string subject_id;   // under which it was evaluated
};
/// Evaluates each case as a subject of its own, whatever id it gives, at its own two times.
using Evaluate = std::function<std::vector<Outcome>(const std::vector<GoldenCase>&)>;

/// One subject before and after one more record.
struct CounterExample {
  std::int32_t class_index = -1;
  Claim claim = Claim::points;
  GoldenCase before;
  GoldenCase after;  // its last record is the one more
  Outcome before_outcome;
  Outcome after_outcome;
};

struct SearchResult {
  std::size_t cases = 0;  // that the engine rated or not, without those that intake refuses
  std::vector<CounterExample> found;  // at most one a line
  std::vector<std::int32_t> untried;  // classes of which no record could be made
};

/// Looks for counter-examples to the lines that aren't proved: to each of `seeds` (the standard's golden cases; where there
/// are none, plain subjects made from the catalogue) it adds one record, made of the records there are and of the values
/// that the standard compares with, and one more. At most k_search_cases_max cases in all.
SearchResult search(const Plan& plan, const catalogue::Catalogue& catalogue,
                    const std::vector<MonotoneLine>& lines, std::vector<GoldenCase> seeds,
                    const Evaluate& evaluate);
inline constexpr std::size_t k_search_cases_max = 20'000;

/// The pair as a page of golden cases (rules/schema/cases.schema.json), with both results.
std::string as_golden_cases(const CounterExample& example, const Plan& plan,
                            const catalogue::Catalogue& catalogue);

}  // namespace sanqu::standards::proofs
