// SPDX-License-Identifier: Apache-2.0
// Every route of the server in one table: method, path, who may, which rows, what for, how large a body. What is not here does
// not exist; a role that is not named is refused. `api/openapi.yaml` says the same to the world, and a test holds them together.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "api/context.hpp"
#include "api/http/server.hpp"

namespace sanqu::api {

/// Which rows of what a route shows a caller sees; the handler keeps to it.
enum class RowScope : std::uint8_t {
  none,         // there are no rows
  disclosed,    // what the catalogue makes public, within its publication period
  own_batches,  // department: what it sent itself; credit office: all
};
std::string_view scope_text(RowScope scope);

using RoleSet = std::uint8_t;
constexpr RoleSet roles() { return 0; }
template <typename... More>
constexpr RoleSet roles(Role first, More... more) {
  return static_cast<RoleSet>((1U << static_cast<unsigned>(first)) | roles(more...));
}

struct Route {
  std::string_view method;
  std::string_view path;
  std::string_view operation;  // operationId of the contract, and the route's name in logs
  RoleSet roles = 0;
  RowScope scope = RowScope::none;
  std::string_view purpose;     // in a word, for the log of who looked
  std::string_view parameters;  // of the query, `a b c`; all others are refused
  http::BodyKind body = http::BodyKind::none;
  std::uint64_t body_bytes_max = 0;
  bool is_cacheable = false;  // public and of the store: ETag, no-cache; else no-store
  Handler handler = nullptr;

  /// Everybody may do what the public may.
  bool allows(Role role) const {
    return (roles & api::roles(role)) != 0 || (roles & api::roles(Role::public_)) != 0;
  }
  bool is_public() const { return (roles & api::roles(Role::public_)) != 0; }
};

std::span<const Route> all_routes();

}  // namespace sanqu::api
