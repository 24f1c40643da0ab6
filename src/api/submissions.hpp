// SPDX-License-Identifier: Apache-2.0
// Idempotency keys: the same request sent again, because the answer to the first was lost, gets the first one's answer. The key
// and the answer are kept in the transaction that did what was asked (acts/submission_store.hpp), for a week; so it holds
// also where the server died between the two. A key that was used for something else is refused.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "acts/submission_store.hpp"
#include "api/context.hpp"

namespace sanqu::api {

class SubmissionQueue {
 public:
  /// One import at a time begins here instead of at the store, whose writers are told to go away after ten seconds.
  std::mutex& writer() { return writer_; }
  /// The same for whatever else is made with a key.
  std::mutex& creator() { return creator_; }

 private:
  std::mutex writer_;
  std::mutex creator_;
};

/// The request's Idempotency-Key; empty: none was sent. Error: api.idempotency_key.
Result<std::string> read_idempotency_key(const Context& context);

/// The answer again if the caller has used the key for the same `content` (a SHA-256); none if the key is new or empty.
/// Error: api.idempotency_key_used.
Result<std::optional<http::Response>> replayed(const Context& context,
                                               acts::Transaction& transaction,
                                               const std::string& key, const std::string& content);

/// Keeps an answer under the key, in the transaction that it is about; nothing where the key is empty. Old ones go.
Result<bool> keep_answer(const Context& context, acts::Transaction& writing, const std::string& key,
                         const std::string& content, const http::Response& answer);

/// Keeps the answer, in the transaction of what it answers.
using KeepAnswer =
    std::function<Result<bool>(acts::Transaction& writing, const http::Response& answer)>;

/// `work`, which is to keep its answer; or, with a key that this caller sent before with the same request, the first answer
/// again. The same key at the same time waits. Errors: api.idempotency_key, api.idempotency_key_used.
Result<http::Response> once(const Context& context,
                            const std::function<Result<http::Response>(const KeepAnswer&)>& work);

}  // namespace sanqu::api
