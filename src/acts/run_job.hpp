// SPDX-License-Identifier: Apache-2.0
// Jobs: asked for, taken up, carried out part by part. A full evaluation is a part a standard, and each part and its note are
// one transaction: after a crash the parts that were committed are not done again and the others are. The due list may be
// done again at any time, since it finds nothing to do where it was done.
#pragma once

#include <optional>
#include <string>

#include "acts/reevaluate.hpp"
#include "core/clock.hpp"

namespace sanqu::acts {

inline constexpr std::int64_t k_open_jobs_max = 100;
/// A job during which the server dies again and again is given up, so that the server can live.
inline constexpr std::int64_t k_job_tries_max = 3;

struct JobRequest {
  JobKind kind = JobKind::evaluate_full;
  std::string standard;  // id; empty: all that are active
  std::int64_t account = 0;
  Instant now;
};

/// In the caller's transaction. Errors: acts.jobs_full, acts.no_standard (the one named is not active).
Result<Job> ask_job(Transaction& transaction, const JobRequest& request);

/// What a server that died left running is queued again. Gives the number.
Result<std::int64_t> take_up_jobs(Store& store);

/// The oldest queued one, now running; one that was tried too often is failed instead and the next is taken. None: nothing is
/// queued.
Result<std::optional<Job>> begin_next_job(Store& store, Instant now);

/// Works at a running job to its end and gives it as it is then. `options.stop` leaves it queued again, or cancelled where
/// somebody asked for that; so does another program that holds the store for too long. What goes wrong with the work itself
/// ends the job as failed; errors are those of the store.
Result<Job> run_job(Store& store, const Job& job, const Clock& clock,
                    const ReevaluateOptions& options);

}  // namespace sanqu::acts
