// SPDX-License-Identifier: Apache-2.0
// Idempotency keys: what a caller sent under a key and what it was answered, kept in the transaction that did it, so that the
// same request sent again gets the same answer, also from a server that was started anew. A port like job_store.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/date.hpp"
#include "core/result.hpp"

namespace sanqu::acts {

struct Submission {
  std::int64_t account = 0;  // a key is its caller's own: two may hit upon the same word
  std::string key;
  std::string content;  // SHA-256 of what was sent
  std::int64_t status = 0;
  std::string location;
  std::string answer;
  Instant kept_at;
};

class SubmissionStore {
 public:
  virtual ~SubmissionStore() = default;
  virtual Result<std::optional<Submission>> find_submission(std::int64_t account,
                                                            std::string_view key) = 0;
  virtual Result<bool> keep_submission(const Submission& submission) = 0;
  virtual Result<bool> forget_submissions(Instant kept_before) = 0;
};

}  // namespace sanqu::acts
