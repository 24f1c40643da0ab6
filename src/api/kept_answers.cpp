// SPDX-License-Identifier: Apache-2.0
#include "api/kept_answers.hpp"

namespace sanqu::api {

std::optional<http::Response> KeptAnswers::find(const std::string& name, const Moment& moment) {
  const std::lock_guard guard(lock_);
  if (moment != moment_) return std::nullopt;
  const auto found = kept_.find(name);
  if (found == kept_.end()) return std::nullopt;
  return found->second;
}

void KeptAnswers::keep(const std::string& name, const Moment& moment,
                       const http::Response& answer) {
  constexpr std::size_t k_around_bytes = 1024;  // headers and the table's own
  const std::size_t bytes = name.size() + answer.body_bytes() + k_around_bytes;
  if (answer.body_bytes() > k_body_bytes_max) return;
  const std::lock_guard guard(lock_);
  if (moment != moment_ || bytes_ + bytes > k_bytes_max) {
    kept_.clear();
    bytes_ = 0;
    moment_ = moment;
  }
  if (kept_.emplace(name, answer).second) bytes_ += bytes;
}

}  // namespace sanqu::api
