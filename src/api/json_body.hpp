// SPDX-License-Identifier: Apache-2.0
// A small body as an object with known members. A member that nobody knows is refused, so that a typing error is not taken for
// "leave it as it is"; so is any other content type, which a page of another site could send without asking first.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "core/json.hpp"
#include "core/result.hpp"

namespace sanqu::api {

class JsonBody {
 public:
  /// `known`: the members that it may have, with blanks between them. Errors: api.body_type, api.body_member, core.json_*.
  static Result<JsonBody> read(const http::Request& request, std::string_view known);

  /// Texts of at most `bytes_max` bytes. Error: api.body_member (missing, no text, too long; `need`: also if empty).
  Result<std::string> need_text(std::string_view name, std::size_t bytes_max = 1024) const;
  Result<std::string> text(std::string_view name, std::size_t bytes_max = 1024) const;  // or ""
  Result<bool> need_boolean(std::string_view name) const;
  Result<std::int64_t> integer(std::string_view name, std::int64_t otherwise) const;
  /// At most 100; none: empty.
  Result<std::vector<std::string>> texts(std::string_view name, std::size_t bytes_max = 1024) const;
  /// Null and absent are one.
  const JsonValue* find(std::string_view name) const;

 private:
  explicit JsonBody(JsonValue value) : value_(std::move(value)) {}
  JsonValue value_;
};

}  // namespace sanqu::api
