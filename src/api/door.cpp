// SPDX-License-Identifier: Apache-2.0
#include "api/door.hpp"

namespace sanqu::api {

std::string_view role_text(Role role) {
  switch (role) {
    case Role::public_: return "public";
    case Role::organisation: return "organisation";
    case Role::department: return "department";
    case Role::zone_manager: return "zone_manager";
    case Role::credit_office: return "credit_office";
    case Role::auditor: return "auditor";
    case Role::administrator: return "administrator";
  }
  return {};
}

Result<Caller> LocalOperatorDoor::caller_of(const http::Request& request) const {
  if (!request.peer_is_loopback) return Caller{};
  Caller out;
  out.role = Role::credit_office;
  out.name = "local operator";
  return out;
}

}  // namespace sanqu::api
