// SPDX-License-Identifier: Apache-2.0
#include "api/submissions.hpp"

#include <algorithm>

#include "api/errors.hpp"

namespace sanqu::api {

namespace {

constexpr std::int64_t k_kept_ms = std::int64_t{7} * 24 * 3'600'000;
constexpr std::string_view k_location = "Location";

std::string location_of(const http::Response& answer) {
  const auto found = std::ranges::find(answer.headers, k_location, &http::NamedText::name);
  return found == answer.headers.end() ? "" : found->value;
}

}  // namespace

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

Result<std::string> read_idempotency_key(const Context& context) {
  const std::string_view key = context.request.header("idempotency-key");
  if (key.empty()) return std::string();
  constexpr std::size_t k_key_bytes_max = 128;
  const bool is_good = key.size() <= k_key_bytes_max &&
                       std::ranges::all_of(key, [](char c) { return c > 0x20 && c < 0x7f; });
  if (!is_good) return refuse(errors::k_idempotency_key);
  return std::string(key);
}

Result<std::optional<http::Response>> replayed(const Context& context,
                                               acts::Transaction& transaction,
                                               const std::string& key, const std::string& content) {
  if (key.empty()) return std::nullopt;
  const auto known = TRY(transaction.submissions().find_submission(context.caller.account, key));
  if (!known) return std::nullopt;
  if (known->content != content) return refuse(errors::k_idempotency_key_used);
  http::Response out = json_response(known->answer, static_cast<int>(known->status));
  if (!known->location.empty()) {
    out.headers.push_back({std::string(k_location), known->location});
  }
  out.headers.push_back({"Idempotent-Replayed", "true"});
  return std::optional(std::move(out));
}

Result<bool> keep_answer(const Context& context, acts::Transaction& writing, const std::string& key,
                         const std::string& content, const http::Response& answer) {
  if (key.empty()) return true;
  const Instant now = context.world.clock.now();
  TRY(writing.submissions().forget_submissions(Instant::from_unix_ms(now.unix_ms() - k_kept_ms)));
  return writing.submissions().keep_submission({context.caller.account, key, content, answer.status,
                                                location_of(answer), *answer.body, now});
}

}  // namespace sanqu::api
