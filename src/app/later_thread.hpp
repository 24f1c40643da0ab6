// SPDX-License-Identifier: Apache-2.0
// A thread for what nobody waits for (AccountTools::later). What is too much is dropped: it was worth no failed request either.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace sanqu::app {

class LaterThread {
 public:
  LaterThread();
  LaterThread(const LaterThread&) = delete;
  LaterThread& operator=(const LaterThread&) = delete;
  ~LaterThread() = default;

  /// Any thread.
  void take(std::function<void()> job);

 private:
  static constexpr std::size_t k_jobs_max = 1000;
  void run(const std::stop_token& stop);

  std::mutex lock_;
  std::condition_variable_any changed_;
  std::deque<std::function<void()>> jobs_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace sanqu::app
