// SPDX-License-Identifier: Apache-2.0
#include "api/submissions.hpp"

namespace sanqu::api {

std::optional<Submission> SubmissionMemory::find(const std::string& key) {
  const std::lock_guard guard(lock_);
  const auto found = kept_.find(key);
  if (found == kept_.end()) return std::nullopt;
  return found->second;
}

void SubmissionMemory::keep(const std::string& key, Submission submission) {
  const std::lock_guard guard(lock_);
  if (!kept_.emplace(key, std::move(submission)).second) return;
  order_.push_back(key);
  if (order_.size() <= k_kept_max) return;
  kept_.erase(order_.front());
  order_.pop_front();
}

}  // namespace sanqu::api
