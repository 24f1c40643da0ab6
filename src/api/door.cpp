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

namespace {

/// `localhost`, `127.0.0.1`, `[::1]`, with or without a port: not a name that somebody else has pointed here.
bool is_own_name(std::string_view host) {
  for (const std::string_view name : {"localhost", "127.0.0.1", "[::1]"}) {
    if (!host.starts_with(name)) continue;
    const std::string_view rest = host.substr(name.size());
    if (rest.empty() || rest.front() == ':') return true;
  }
  return false;
}

}  // namespace

Result<Caller> LocalOperatorDoor::caller_of(const http::Request& request) const {
  // A page of somebody else's in a browser on this machine calls from this machine too: it has an origin, or another Host.
  const bool is_of_page = !request.header("origin").empty() || !is_own_name(request.header("host"));
  if (!request.peer_is_loopback || is_of_page) return Caller{};
  Caller out;
  out.role = Role::credit_office;
  out.name = "local operator";
  return out;
}

}  // namespace sanqu::api
