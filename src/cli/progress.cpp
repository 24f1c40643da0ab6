// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.hpp"

#include <fmt/core.h>

#include <chrono>

#include "cli/wording.hpp"

namespace sanqu::cli {

namespace {

constexpr std::chrono::milliseconds k_silent_ms{1000};
constexpr std::chrono::milliseconds k_step_ms{200};
constexpr std::string_view k_wipe = "\x1b[K";

}  // namespace

Progress::Progress(Output& err, bool is_terminal, std::string label)
    : err_(err), label_(std::move(label)) {
  if (is_terminal) thread_ = std::thread([this] { show(); });
}

Progress::~Progress() {
  {
    const std::lock_guard guard(lock_);
    has_ended_ = true;
  }
  end_.notify_all();
  if (thread_.joinable()) thread_.join();
  if (!is_shown_) return;
  err_.write(k_wipe);
  err_.flush();
}

void Progress::show() {
  std::unique_lock guard(lock_);
  auto wait = k_silent_ms;
  while (!end_.wait_for(guard, wait, [this] { return has_ended_; })) {
    is_shown_ = true;
    err_.write(fmt::format("{}{} {}\r", k_wipe, label_, grouped(done_.load())));
    err_.flush();
    wait = k_step_ms;
  }
}

}  // namespace sanqu::cli
