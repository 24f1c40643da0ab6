// SPDX-License-Identifier: Apache-2.0
// Whatever way a result is reached, it is the same: in a batch on any number of threads, alone, line by line, in any order,
// explained, and on its next-change day. `same_results FOLDER... [--break]` over folders of tests/reference/generate.py.
// Exit 0: all checks hold. With `--break` one result (or date) is altered, and 0 means that every check noticed.
#include <fmt/core.h>

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "checks.hpp"

using namespace sanqu;
using namespace sanqu::property;

namespace {

struct Check {
  const char* name;
  Verdict (*run)(const World&, const Batch&, std::mt19937_64&);
};
constexpr Check k_checks[] = {
    {"threads", check_threads},           {"single", check_single},
    {"incremental", check_incremental},   {"order", check_order},
    {"explanations", check_explanations}, {"next_change", check_next_change},
};

void say(const std::string& line) {
  std::fputs((line + "\n").c_str(), stdout);
  std::fflush(stdout);
}

Batch batch_of(const World& world) {
  Batch batch;
  Errors findings;
  batch.snapshot = build_snapshot(world, world.everything(), world.as_of, findings);
  evaluation::EvaluateOptions options;
  options.threads = 1;
  options.block_subjects = 1U << 20;
  options.breakdown = true;
  batch.results = evaluation::evaluate(world.plan(), world.rules->catalogue, batch.snapshot,
                                       world.as_of, options);
  batch.outcomes = outcomes_of(batch.results, batch.snapshot);
  return batch;
}

/// One unit more for one rated subject, and next-change dates a day early. False: nobody is rated.
bool alter(Batch& batch) {
  batch.shift_days = -1;
  for (auto& [id, outcome] : batch.outcomes) {
    if (outcome.reason != evaluation::k_rated) continue;
    ++outcome.points;
    return true;
  }
  return false;
}

/// True if the seed is as it should be.
bool run_checks(const World& world, bool breaks) {
  if (!world.refused.empty()) {
    say(fmt::format("seed {}: a line is refused: {}", world.seed,
                    world.refused.front().render(Lang::en)));
    return false;
  }
  Batch batch = batch_of(world);
  std::size_t rated = 0;
  for (const auto& [id, outcome] : batch.outcomes) rated += outcome.reason == evaluation::k_rated;
  if (breaks && !alter(batch)) {
    say(fmt::format("seed {}: nobody is rated, so there is nothing to break", world.seed));
    return false;
  }
  bool good = true;
  std::string counts;
  for (const Check& check : k_checks) {
    std::mt19937_64 random(static_cast<std::uint64_t>(world.seed));
    const Verdict verdict = check.run(world, batch, random);
    counts += fmt::format(" {} {}", check.name, verdict.tried);
    if (verdict.holds() != breaks && verdict.tried > 0) continue;
    good = false;
    const std::string what = verdict.tried == 0 ? "nothing compared"
                             : breaks           ? "the change was not noticed"
                                                : verdict.difference;
    say(fmt::format("seed {}: {}: {}", world.seed, check.name, what));
  }
  if (good) {
    say(fmt::format("seed {}: {}, {} of {} rated;{}", world.seed,
                    breaks ? "every check noticed the change" : "same", rated,
                    batch.outcomes.size(), counts));
  }
  return good;
}

bool run_folder(const std::string& folder, bool breaks) {
  try {
    const auto world = read_world(folder);
    if (world) return run_checks(**world, breaks);
    for (const Error& error : world.error()) say(folder + ": " + error.render(Lang::en));
  } catch (const std::exception& bug) {
    say(folder + ": " + bug.what());
  }
  return false;
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> folders(arguments + 1, arguments + count);
  const bool breaks = std::erase(folders, "--break") > 0;
  if (folders.empty()) {
    std::fputs("usage: same_results FOLDER... [--break]\n", stderr);
    return 2;
  }
  bool good = true;
  for (const std::string& folder : folders) good = run_folder(folder, breaks) && good;
  return good ? 0 : 1;
}
