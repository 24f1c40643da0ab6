// SPDX-License-Identifier: Apache-2.0
#include "api/submissions.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "api/errors.hpp"
#include "api/routes.hpp"
#include "core/sha256.hpp"

namespace sanqu::api {

namespace {

constexpr std::int64_t k_kept_ms = std::int64_t{7} * 24 * 3'600'000;
constexpr std::string_view k_location = "Location";

std::string location_of(const http::Response& answer) {
  const auto found = std::ranges::find(answer.headers, k_location, &http::NamedText::name);
  return found == answer.headers.end() ? "" : found->value;
}

}  // namespace

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

Result<http::Response> once(const Context& context,
                            const std::function<Result<http::Response>(const KeepAnswer&)>& work) {
  const std::string key = TRY(read_idempotency_key(context));
  if (key.empty()) return work([](acts::Transaction&, const http::Response&) { return true; });
  const std::string content =
      hex(sha256(fmt::format("{} {} {}", context.route.method, context.request.target,
                             hex(sha256(context.request.body)))));
  const std::lock_guard creating(context.submissions.creator());
  {
    const auto reading = TRY(context.world.store.begin_read());
    if (auto again = TRY(replayed(context, *reading, key, content))) return std::move(*again);
  }
  return work([&](acts::Transaction& writing, const http::Response& answer) {
    return keep_answer(context, writing, key, content, answer);
  });
}

}  // namespace sanqu::api
