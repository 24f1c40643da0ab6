// SPDX-License-Identifier: Apache-2.0
// Rows as the table of permissions asks about them, the number in a path, and a write that happens once.
#pragma once

#include <functional>

#include "api/context.hpp"

namespace sanqu::api {

/// May the caller do what the route is for on what is the office's own? Errors: as acts::need_permission.
Result<const access::RoleGrant*> need_office(const Context& context);

/// A batch of this department and class.
access::Row batch_row(const Context& context, std::string_view source, std::string_view class_id);

/// A whole number above 0; else `absent`, as where there is no such row.
Result<std::int64_t> number_in_path(const Context& context, std::string_view name,
                                    const ErrorCode& absent);

/// `work`, or with an Idempotency-Key that this caller sent before with the same request the first answer's body again (200,
/// Idempotent-Replayed). Only answers below 300 are kept. Errors: api.idempotency_key, api.idempotency_key_used.
Result<http::Response> once(const Context& context,
                            const std::function<Result<http::Response>()>& work);

}  // namespace sanqu::api
