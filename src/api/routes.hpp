// SPDX-License-Identifier: Apache-2.0
// Every route of the server in one table: method, path, the permission it takes, which rows, what for, how large a body. What is
// not here does not exist. Who has a permission, and on which rows, is said by access/permissions.hpp alone.
// `api/openapi.yaml` says the same to the world, and a test holds them together.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "access/permissions.hpp"
#include "api/context.hpp"
#include "api/http/server.hpp"

namespace sanqu::api {

/// What a route's rows are; the handler asks for each with need_row (context.hpp), or leaves it out of a list.
enum class RowScope : std::uint8_t {
  none,       // there are no rows
  disclosed,  // what the catalogue makes public, within its publication period
  batch,      // by source, class and the office's division
  subject,    // by its code, zones and division
  office,     // what is the office's own: standards, articles; by its division
  account,    // the caller's own account
  accounts,   // all accounts, keys and the system
  looks,      // every line of the access log
};
std::string_view scope_text(RowScope scope);

struct Route {
  std::string_view method;
  std::string_view path;
  std::string_view operation;  // operationId of the contract, and the route's name in logs
  access::Permission permission = access::Permission::run_system;
  RowScope scope = RowScope::none;
  std::string_view purpose;     // in a word, for the log of who looked
  std::string_view parameters;  // of the query, `a b c`; all others are refused
  http::BodyKind body = http::BodyKind::none;
  std::uint64_t body_bytes_max = 0;
  bool is_cacheable = false;  // public and of the store: ETag, no-cache; else no-store
  bool waits = false;         // for another server: answered on a thread for what is long
  Handler handler = nullptr;

  /// Everybody may, without signing in.
  bool is_public() const { return access::line_of(permission).reach.front() == access::Reach::all; }

  // The words of which routes.cpp makes the table.
  constexpr Route may(access::Permission that, RowScope rows, std::string_view for_what) const {
    Route out = *this;
    out.permission = that;
    out.scope = rows;
    out.purpose = for_what;
    return out;
  }
  constexpr Route takes(std::string_view query) const {
    Route out = *this;
    out.parameters = query;
    return out;
  }
  constexpr Route with_body(http::BodyKind kind, std::uint64_t bytes_max) const {
    Route out = *this;
    out.body = kind;
    out.body_bytes_max = bytes_max;
    return out;
  }
  constexpr Route waiting() const {
    Route out = *this;
    out.waits = true;
    return out;
  }
  constexpr Route kept() const {
    Route out = *this;
    out.is_cacheable = true;
    return out;
  }
};

std::span<const Route> all_routes();

}  // namespace sanqu::api
