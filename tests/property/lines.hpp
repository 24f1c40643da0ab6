// SPDX-License-Identifier: Apache-2.0
// A generated folder in memory: its rules, and every checked line kept, so that snapshots can be built from any of the
// lines in any order. Property tests only; the program itself never keeps lines.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/rule_files.hpp"
#include "evaluation/snapshot.hpp"
#include "intake/intake.hpp"

namespace sanqu::property {

using RecordLine = std::variant<intake::CheckedRecord, intake::CheckedStatus, intake::CheckedMerge>;

/// Numbers of lines: which of a world's lines go into a snapshot, and in which order.
struct Chosen {
  std::vector<std::size_t> subjects;
  std::vector<std::size_t> records;
};

/// What one folder of tests/reference/generate.py holds.
struct World {
  std::int64_t seed = 0;
  std::unique_ptr<cli::Rules> rules;
  Date as_of;
  Instant known_at;
  std::vector<intake::CheckedSubject> subjects;
  std::vector<RecordLine> records;  // of all files, in the order of run.json
  Errors refused;
  // What the lines above point into.
  std::deque<std::string> texts;
  std::deque<std::vector<intake::FieldValue>> values;

  const standards::Plan& plan() const { return rules->standard.plan; }
  Chosen everything() const;
};

/// Errors: those of the rules and of the files; refused lines are in `World::refused`.
Result<std::unique_ptr<World>> read_world(const std::string& folder);

/// Lines that belong together: a subject with all that were ever merged with it, or that a version of one of its records
/// names. Every line is in exactly one group, but status lines without a record, which are in none.
std::vector<Chosen> groups_of(const World& world);

/// The snapshot of the chosen lines on a day. Lines that the builder refuses are added to `findings`.
evaluation::Snapshot build_snapshot(const World& world, const Chosen& chosen, Date as_of,
                                    Errors& findings);

/// The chosen lines in another order, the same for the same seed.
Chosen shuffled(Chosen chosen, std::mt19937_64& random);
Chosen reversed(Chosen chosen);

}  // namespace sanqu::property
