// SPDX-License-Identifier: Apache-2.0
#include "app/later_thread.hpp"

#include <utility>

namespace sanqu::app {

LaterThread::LaterThread() : thread_([this](const std::stop_token& stop) { run(stop); }) {}

void LaterThread::take(std::function<void()> job) {
  {
    const std::lock_guard guard(lock_);
    if (jobs_.size() >= k_jobs_max) return;
    jobs_.push_back(std::move(job));
  }
  changed_.notify_one();
}

void LaterThread::run(const std::stop_token& stop) {
  std::unique_lock guard(lock_);
  while (changed_.wait(guard, stop, [this] { return !jobs_.empty(); })) {
    const std::function<void()> job = std::move(jobs_.front());
    jobs_.pop_front();
    guard.unlock();
    job();
    guard.lock();
    if (stop.stop_requested()) return;
  }
}

}  // namespace sanqu::app
