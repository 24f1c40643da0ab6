// SPDX-License-Identifier: Apache-2.0
// The thread that works at jobs, one at a time, oldest first. What a server that died left running is taken up at the start. At
// the end the job that runs is stopped, rolled back and queued again, for the next server.
#pragma once

#include <functional>
#include <string_view>
#include <thread>

#include "acts/store.hpp"
#include "api/job_board.hpp"
#include "core/clock.hpp"

namespace sanqu::app {

class JobWorker {
 public:
  /// All outlive it. `write_log` is called from its thread.
  JobWorker(acts::Store& store, const Clock& clock, api::JobBoard& board,
            std::function<void(std::string_view)> write_log);
  JobWorker(const JobWorker&) = delete;
  JobWorker& operator=(const JobWorker&) = delete;
  ~JobWorker();

 private:
  void run(const std::stop_token& stop);
  bool work_once(const std::stop_token& stop);
  void log(std::string_view level, std::int64_t job, std::string_view what);

  acts::Store& store_;
  const Clock& clock_;
  api::JobBoard& board_;
  std::function<void(std::string_view)> write_log_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace sanqu::app
