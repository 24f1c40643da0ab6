// SPDX-License-Identifier: Apache-2.0
// Rows as the table of permissions asks about them, and the number in a path.
#pragma once

#include "api/context.hpp"

namespace sanqu::api {

/// May the caller do what the route is for on what is the office's own? Errors: as acts::need_permission.
Result<const access::RoleGrant*> need_office(const Context& context);

/// A batch of this department and class.
access::Row batch_row(const Context& context, std::string_view source, std::string_view class_id);

/// A whole number above 0; else `absent`, as where there is no such row.
Result<std::int64_t> number_in_path(const Context& context, std::string_view name,
                                    const ErrorCode& absent);

}  // namespace sanqu::api
