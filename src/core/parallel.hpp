// SPDX-License-Identifier: Apache-2.0
// Work on all cores in pieces that threads claim one by one; each piece has its own place for what it makes, so nothing
// needs an order. (Output that must come in order: cli/in_order.hpp.)
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace sanqu {

/// Calls `worker(first, count)` for every piece of `items`; `new_worker()` makes one worker a thread. `threads` 0: one a
/// core. The first exception that a worker throws ends the work and is thrown on.
template <typename NewWorker>
void for_pieces(std::size_t items, std::size_t piece, unsigned threads, NewWorker new_worker) {
  const std::size_t size = std::max<std::size_t>(piece, 1);
  const std::size_t pieces = (items + size - 1) / size;
  std::size_t wanted = threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
  wanted = std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(pieces, 1));
  std::atomic<std::size_t> next{0};
  std::exception_ptr bug;
  std::mutex bug_lock;
  const auto loop = [&] {
    try {
      auto worker = new_worker();
      while (true) {
        const std::size_t index = next.fetch_add(1, std::memory_order_relaxed);
        if (index >= pieces) return;
        const std::size_t first = index * size;
        worker(first, std::min(size, items - first));
      }
    } catch (...) {
      const std::lock_guard lock(bug_lock);
      if (!bug) bug = std::current_exception();
      next.store(pieces);  // nothing more is begun
    }
  };
  std::vector<std::thread> others;
  for (std::size_t t = 1; t < wanted; ++t) others.emplace_back(loop);
  loop();
  for (std::thread& thread : others) thread.join();
  if (bug) std::rethrow_exception(bug);
}

}  // namespace sanqu
