// SPDX-License-Identifier: Apache-2.0
#include "api/rows.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "acts/look_at_file.hpp"
#include "api/errors.hpp"
#include "api/routes.hpp"
#include "api/submissions.hpp"
#include "core/sha256.hpp"

namespace sanqu::api {

Result<const access::RoleGrant*> need_office(const Context& context) {
  return acts::need_permission(context.caller, context.route.permission, office_row(context),
                               context.world.policy);
}

access::Row batch_row(const Context& context, std::string_view source, std::string_view class_id) {
  access::Row out = office_row(context);
  out.source = source;
  out.class_id = class_id;
  return out;
}

Result<std::int64_t> number_in_path(const Context& context, std::string_view name,
                                    const ErrorCode& absent) {
  const std::string_view text = context.request.path_value(name);
  std::int64_t out = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  const bool is_whole = error == std::errc() && stop == text.data() + text.size();
  if (!is_whole || out <= 0) return refuse(absent);
  return out;
}

Result<http::Response> once(const Context& context,
                            const std::function<Result<http::Response>()>& work) {
  const std::string_view key = context.request.header("idempotency-key");
  if (key.empty()) return work();
  constexpr std::size_t k_key_bytes_max = 128;
  const bool is_good = key.size() <= k_key_bytes_max &&
                       std::ranges::all_of(key, [](char c) { return c > 0x20 && c < 0x7f; });
  if (!is_good) return refuse(errors::k_idempotency_key);
  const std::string own = fmt::format("{} {}", context.caller.account, key);
  const std::string content = fmt::format("{} {} {}", context.route.method, context.request.target,
                                          hex(sha256(context.request.body)));
  // The same key at the same time waits for the first one's answer.
  const std::lock_guard creating(context.submissions.creator());
  if (const auto known = context.submissions.find(own)) {
    if (known->content != content) return refuse(errors::k_idempotency_key_used);
    http::Response out = json_response(known->answer);
    out.headers.push_back({"Idempotent-Replayed", "true"});
    return out;
  }
  auto out = work();
  if (out && out->status < 300 && out->body) {
    context.submissions.keep(own, {content, *out->body});
  }
  return out;
}

}  // namespace sanqu::api
