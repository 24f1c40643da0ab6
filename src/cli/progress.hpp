// SPDX-License-Identifier: Apache-2.0
// How far a long step is, on standard error: from the second second on, and only where a person looks at a terminal.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "cli/output.hpp"

namespace sanqu::cli {

class Progress {
 public:
  /// `label` is what is being done. Without a terminal nothing is ever shown, and no thread is made.
  Progress(Output& err, bool is_terminal, std::string label);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// Wipes its line.
  ~Progress();

  /// Counts what is done; any thread.
  std::atomic<std::uint64_t>& done() { return done_; }

 private:
  void show();

  Output& err_;
  std::string label_;
  std::atomic<std::uint64_t> done_{0};
  std::mutex lock_;
  std::condition_variable end_;
  bool has_ended_ = false;
  bool is_shown_ = false;
  std::thread thread_;
};

}  // namespace sanqu::cli
