// SPDX-License-Identifier: Apache-2.0
#include "api/rows.hpp"

#include <charconv>

#include "acts/look_at_file.hpp"
#include "api/routes.hpp"

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

}  // namespace sanqu::api
