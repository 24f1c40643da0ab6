// SPDX-License-Identifier: Apache-2.0
// Idempotency keys: the same submission sent again, because the answer to the first was lost, gets the first one's answer. Kept
// in memory for the latest thousands; after a restart the store itself still knows the same file of the same department
// and answers with `repeat_of`, so that nothing ever comes in twice.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace sanqu::api {

struct Submission {
  std::string content;  // what was sent: class, source, SHA-256
  std::string answer;
};

class SubmissionMemory {
 public:
  std::optional<Submission> find(const std::string& key);
  void keep(const std::string& key, Submission submission);
  /// One import at a time begins here instead of at the store, whose writers are told to go away after ten seconds.
  std::mutex& writer() { return writer_; }
  /// The same for whatever else is made with a key.
  std::mutex& creator() { return creator_; }

 private:
  static constexpr std::size_t k_kept_max = 4096;
  std::mutex lock_;
  std::mutex writer_;
  std::mutex creator_;
  std::map<std::string, Submission> kept_;
  std::deque<std::string> order_;  // oldest first
};

}  // namespace sanqu::api
