// SPDX-License-Identifier: Apache-2.0
#include "cli/in_order.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace sanqu::cli {

namespace {

class Queue {
 public:
  Queue(const InOrder& order, const std::function<bool(std::string_view)>& write)
      : order_(order), write_(write) {}

  void work(const std::function<Worker()>& new_worker) {
    try {
      const Worker worker = new_worker();
      while (const auto first = claim()) {
        const std::size_t count = std::min(order_.piece, order_.items - *first);
        hand_in(*first, worker(*first, count));
      }
    } catch (...) {
      const std::lock_guard guard(lock_);
      if (!problem_) problem_ = std::current_exception();
      is_over_ = true;
      turn_.notify_all();
    }
  }

  void throw_on() const {
    if (problem_) std::rethrow_exception(problem_);
  }

 private:
  std::optional<std::size_t> claim() {
    const std::lock_guard guard(lock_);
    if (is_over_ || next_ >= order_.items) return std::nullopt;
    const std::size_t first = next_;
    next_ += std::min(order_.piece, order_.items - first);
    return first;
  }

  void hand_in(std::size_t first, const std::string& text) {
    std::unique_lock guard(lock_);
    turn_.wait(guard, [&] { return is_over_ || written_ == first; });
    if (is_over_) return;
    // Nobody else has this turn, so the others may go on working while it is written.
    guard.unlock();
    const bool goes_on = write_(text);
    guard.lock();
    written_ = first + std::min(order_.piece, order_.items - first);
    if (!goes_on) is_over_ = true;
    turn_.notify_all();
  }

  const InOrder& order_;
  const std::function<bool(std::string_view)>& write_;
  std::mutex lock_;
  std::condition_variable turn_;
  std::size_t next_ = 0;
  std::size_t written_ = 0;
  bool is_over_ = false;
  std::exception_ptr problem_;
};

}  // namespace

void write_in_order(const InOrder& order, const std::function<Worker()>& new_worker,
                    const std::function<bool(std::string_view)>& write) {
  const std::size_t pieces = (order.items + order.piece - 1) / order.piece;
  std::size_t threads = order.threads != 0 ? order.threads : std::thread::hardware_concurrency();
  threads = std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(pieces, 1));
  Queue queue(order, write);
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < threads; ++i) {
    others.emplace_back([&] { queue.work(new_worker); });
  }
  queue.work(new_worker);
  for (std::thread& thread : others) thread.join();
  queue.throw_on();
}

}  // namespace sanqu::cli
