// SPDX-License-Identifier: Apache-2.0
// Which route a path means. Patterns are `/api/v1/subjects/{id}`: a segment in braces takes any one segment that is not empty,
// every other must be equal byte for byte; a fixed segment goes before one in braces. HEAD is answered wherever GET is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"

namespace sanqu::api::http {

struct RoutePattern {
  std::string_view method;
  std::string_view path;
};

struct RouteMatch {
  enum class Kind { found, wrong_method, not_found, not_decodable };
  Kind kind = Kind::not_found;
  std::size_t route = 0;               // found: index into the patterns
  std::vector<NamedText> path_values;  // found
  std::string allow;                   // wrong_method, and for OPTIONS: `GET, HEAD`
};

class Router {
 public:
  /// Two patterns that the same request would match equally well are a bug.
  explicit Router(const std::vector<RoutePattern>& patterns);
  RouteMatch match(std::string_view method, std::string_view path) const;

 private:
  struct Pattern {
    std::string method;
    std::vector<std::string> segments;
    std::size_t route = 0;
    std::size_t fixed = 0;  // fixed segments: more of them fit better
  };
  static bool fits(const Pattern& pattern, const std::vector<std::string_view>& segments);
  std::vector<Pattern> patterns_;  // best first
};

}  // namespace sanqu::api::http
