// SPDX-License-Identifier: Apache-2.0
// What the routes and the thread that works at jobs say to each other, in memory: there is work, this one runs and is so far,
// stop it. The store has what must last (acts/job_store.hpp). Any thread may use it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <stop_token>

namespace sanqu::api {

class JobBoard {
 public:
  /// The job that runs.
  struct Running {
    std::int64_t id = 0;
    std::atomic<std::uint64_t> subjects = 0;  // done so far
    std::atomic<bool> stop = false;
  };

  /// Something about jobs is new in the store.
  void changed();
  /// Grows with every change; an event stream looks into the store when it has.
  std::uint64_t version() const { return version_; }

  /// The worker's: waits until `changed` is called after `seen`, a minute is over, or `token` asks for the end.
  void wait(const std::stop_token& token, std::uint64_t seen);
  std::shared_ptr<Running> begin(std::int64_t id);
  void end();

  /// None: no job runs.
  std::shared_ptr<const Running> running() const;
  /// Asks the job to stop if it is the one that runs (0: whichever runs).
  void stop(std::int64_t id);

 private:
  mutable std::mutex lock_;
  std::condition_variable_any told_;
  std::atomic<std::uint64_t> version_ = 0;
  std::shared_ptr<Running> running_;  // under `lock_`
};

}  // namespace sanqu::api
