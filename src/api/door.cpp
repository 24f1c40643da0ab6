// SPDX-License-Identifier: Apache-2.0
#include "api/door.hpp"

#include "access/account_name.hpp"
#include "acts/change_account.hpp"

namespace sanqu::api {

namespace {

constexpr std::string_view k_local_operator = "local-operator";

/// `localhost`, `127.0.0.1`, `[::1]`, with or without a port: not a name that somebody else has pointed here.
bool is_own_name(std::string_view host) {
  for (const std::string_view name : {"localhost", "127.0.0.1", "[::1]"}) {
    if (!host.starts_with(name)) continue;
    const std::string_view rest = host.substr(name.size());
    if (rest.empty() || rest.front() == ':') return true;
  }
  return false;
}

Result<std::optional<access::Account>> find_operator(const acts::AccountTools& tools) {
  const auto reading = TRY(tools.store.begin_read());
  return reading->access().find_account(access::folded_account_name(k_local_operator));
}

}  // namespace

Result<std::unique_ptr<LocalOperatorDoor>> LocalOperatorDoor::create(
    const acts::AccountTools& tools, const Door& behind, Instant now) {
  access::Caller caller;
  const auto found = TRY(find_operator(tools));
  if (found) {
    caller.account = found->id;
  } else {
    acts::NewAccount account;
    account.name = k_local_operator;
    account.organisation = "--local-operator";
    caller.account = TRY(acts::add_account(tools, account, "--local-operator", now));
  }
  caller.name = k_local_operator;
  caller.organisation = "--local-operator";
  caller.signed_in_by = access::SignedInBy::command_line;
  caller.two_factor = true;
  access::RoleGrant everything;
  everything.role = access::Role::credit_office;
  everything.is_everywhere = true;
  caller.roles.push_back(std::move(everything));
  return std::unique_ptr<LocalOperatorDoor>(new LocalOperatorDoor(std::move(caller), behind));
}

Result<access::Caller> LocalOperatorDoor::caller_of(const http::Request& request) const {
  // A page of somebody else's in a browser on this machine calls from this machine too: it has an origin, or another Host.
  const bool is_of_page = !request.header("origin").empty() || !is_own_name(request.header("host"));
  const access::Caller caller = TRY(behind_.caller_of(request));
  if (!caller.is_anonymous() || !request.peer_is_loopback || is_of_page) return caller;
  return caller_;
}

}  // namespace sanqu::api
