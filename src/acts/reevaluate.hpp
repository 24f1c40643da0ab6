// SPDX-License-Identifier: Apache-2.0
// Ratings that stay right: the subjects whose facts changed, the subjects whose day has come, or all as a check. A result
// is written only where it differs from the current one; ranks come from the last full run's distribution (rule R16).
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <string>

#include "acts/kept_rules.hpp"

namespace sanqu::acts {

struct ReevaluateOptions {
  unsigned threads = 0;  // 0: one a core
  std::atomic<std::uint64_t>* progress = nullptr;
  /// True: end as soon as may be, with acts.stopped and nothing changed in the transaction that is open. Looked at between
  /// pieces of a run, so it may take a second or two of a large one.
  const std::atomic<bool>* stop = nullptr;

  bool is_stopped() const { return stop != nullptr && *stop; }
};

struct Reevaluated {
  std::string standard;  // id@version
  std::uint64_t evaluated = 0;
  std::uint64_t changed = 0;  // results written
};

/// Not before anything that was recorded or published, so that what was known then stays what was known then. A clock that
/// went back does not take the ratings back with it: their as-of day is that of this time at least.
Result<Instant> known_now(Transaction& transaction, Instant now);

/// Inside the caller's transaction: these subjects and those that were merged with them. `cause`: batch:N, due, record.
Result<Reevaluated> reevaluate(Transaction& transaction, const KeptStandard& standard,
                               std::span<const registry::SubjectKey> subjects, Date as_of,
                               Instant known_at, const std::string& cause,
                               const ReevaluateOptions& options = {});

/// The same for everybody; makes a new distribution where the standard ranks.
Result<Reevaluated> evaluate_all(Transaction& transaction, const KeptStandard& standard, Date as_of,
                                 Instant known_at, const ReevaluateOptions& options = {});

/// In one transaction for each active standard: the subjects whose next change is due on or before `today`.
Result<std::vector<Reevaluated>> evaluate_due(Store& store, Date today, Instant now,
                                              const ReevaluateOptions& options = {});

/// In one transaction each: a full run of the active standards, or of the one named. It finds nothing to change where the
/// others did their work, but for a new standard and for ranks.
Result<std::vector<Reevaluated>> evaluate_full(Store& store, const std::string& standard_id,
                                               Date today, Instant now,
                                               const ReevaluateOptions& options = {});

}  // namespace sanqu::acts
