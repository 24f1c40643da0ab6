// SPDX-License-Identifier: Apache-2.0
// What jobs need of a store: a port, implemented in storage/ and held to its word by storage/contract. A job is work that
// somebody asked a server for and does not wait for. What was asked never changes, an end is final, nothing is deleted. A part
// of the work is noted in the transaction that does it, so that none is done twice, whenever the server dies.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/result.hpp"

namespace sanqu::acts {

enum class JobKind : std::uint8_t { evaluate_full, evaluate_due };
enum class JobState : std::uint8_t { queued, running, done, failed, cancelled };

/// What was done of a job: one standard.
struct JobPart {
  std::string standard;  // id@version
  std::int64_t evaluated = 0;
  std::int64_t changed = 0;
};

struct Job {
  std::int64_t id = 0;
  JobKind kind = JobKind::evaluate_full;
  std::string standard;  // id; empty: all that are active
  std::int64_t account = 0;
  std::string asked_by;  // the account's name; read, not kept
  Instant asked_at;
  JobState state = JobState::queued;
  bool is_cancelled = false;          // somebody asked for its end
  std::int64_t tries = 0;             // how often it was begun
  Instant began_at = Instant::min();  // the last time
  Instant ended_at = Instant::min();
  std::string failure;  // JSON: code, zh, en; empty: none
  std::vector<JobPart> parts;

  bool is_open() const { return state == JobState::queued || state == JobState::running; }
};

class JobStore {
 public:
  virtual ~JobStore() = default;
  /// Gives its id. Of `job` only what was asked is kept; it is queued.
  virtual Result<std::int64_t> add_job(const Job& job) = 0;
  virtual Result<std::optional<Job>> get_job(std::int64_t id) = 0;
  /// Newest first, with ids below `before` (0: from the newest).
  virtual Result<std::vector<Job>> jobs(std::int64_t before, std::size_t limit) = 0;
  /// The oldest that is queued.
  virtual Result<std::optional<Job>> next_job() = 0;
  virtual Result<std::int64_t> open_jobs() = 0;
  /// Queued -> running. False: it is not queued.
  virtual Result<bool> begin_job(std::int64_t id, Instant at) = 0;
  /// Running -> queued, for those that a server left behind. Gives their number.
  virtual Result<std::int64_t> requeue_jobs() = 0;
  /// Running -> queued, as if it had not been begun. False: it is not running.
  virtual Result<bool> return_job(std::int64_t id) = 0;
  /// A queued one ends at once, a running one learns it. False: it has ended.
  virtual Result<bool> cancel_job(std::int64_t id, Instant at) = 0;
  /// `state`: done, failed, cancelled. False: it has ended before.
  virtual Result<bool> end_job(std::int64_t id, JobState state, std::string_view failure,
                               Instant at) = 0;
  virtual Result<bool> add_part(std::int64_t id, const JobPart& part) = 0;
};

// The texts of the wire and of the file, in the order of the enumerations. (Here, since a store knows this header alone.)
inline constexpr std::array<std::string_view, 2> k_job_kinds = {"evaluate_full", "evaluate_due"};
inline constexpr std::array<std::string_view, 5> k_job_states = {"queued", "running", "done",
                                                                 "failed", "cancelled"};
constexpr std::string_view text_of(JobKind kind) {
  return k_job_kinds[static_cast<std::size_t>(kind)];
}
constexpr std::string_view text_of(JobState state) {
  return k_job_states[static_cast<std::size_t>(state)];
}
constexpr std::optional<JobKind> job_kind_of(std::string_view text) {
  const auto* found = std::ranges::find(k_job_kinds, text);
  if (found == k_job_kinds.end()) return std::nullopt;
  return static_cast<JobKind>(found - k_job_kinds.begin());
}
constexpr std::optional<JobState> job_state_of(std::string_view text) {
  const auto* found = std::ranges::find(k_job_states, text);
  if (found == k_job_states.end()) return std::nullopt;
  return static_cast<JobState>(found - k_job_states.begin());
}

}  // namespace sanqu::acts
