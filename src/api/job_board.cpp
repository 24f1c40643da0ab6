// SPDX-License-Identifier: Apache-2.0
#include "api/job_board.hpp"

#include <chrono>

namespace sanqu::api {

void JobBoard::changed() {
  {
    const std::lock_guard guard(lock_);
    ++version_;
  }
  told_.notify_all();
}

void JobBoard::wait(const std::stop_token& token, std::uint64_t seen) {
  std::unique_lock guard(lock_);
  told_.wait_for(guard, token, std::chrono::minutes(1), [&] { return version_ != seen; });
}

std::shared_ptr<JobBoard::Running> JobBoard::begin(std::int64_t id) {
  auto running = std::make_shared<Running>();
  running->id = id;
  {
    const std::lock_guard guard(lock_);
    running_ = running;
  }
  changed();
  return running;
}

void JobBoard::end() {
  {
    const std::lock_guard guard(lock_);
    running_.reset();
  }
  changed();
}

std::shared_ptr<const JobBoard::Running> JobBoard::running() const {
  const std::lock_guard guard(lock_);
  return running_;
}

void JobBoard::stop(std::int64_t id) {
  const std::lock_guard guard(lock_);
  if (running_ && (id == 0 || running_->id == id)) running_->stop = true;
}

}  // namespace sanqu::api
