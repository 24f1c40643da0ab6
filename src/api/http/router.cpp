// SPDX-License-Identifier: Apache-2.0
#include "api/http/router.hpp"

#include <algorithm>
#include <set>

#include "api/http/address.hpp"
#include "core/ensure.hpp"

namespace sanqu::api::http {

namespace {

bool is_name(std::string_view segment) { return segment.starts_with('{'); }

}  // namespace

Router::Router(const std::vector<RoutePattern>& patterns) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    Pattern pattern;
    pattern.method = patterns[i].method;
    pattern.route = i;
    std::string shape = pattern.method;
    for (const std::string_view segment : segments_of(patterns[i].path)) {
      pattern.segments.emplace_back(segment);
      if (!is_name(segment)) ++pattern.fixed;
      shape += "/" + (is_name(segment) ? std::string("{}") : std::string(segment));
    }
    ensure(seen.insert(shape).second);
    patterns_.push_back(std::move(pattern));
  }
  std::ranges::stable_sort(patterns_, std::greater<>(), &Pattern::fixed);
}

bool Router::fits(const Pattern& pattern, const std::vector<std::string_view>& segments) {
  if (pattern.segments.size() != segments.size()) return false;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const bool is_one =
        is_name(pattern.segments[i]) ? !segments[i].empty() : pattern.segments[i] == segments[i];
    if (!is_one) return false;
  }
  return true;
}

RouteMatch Router::match(std::string_view method, std::string_view path) const {
  RouteMatch out;
  const auto segments = segments_of(path);
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  std::set<std::string> methods;
  for (const Pattern& pattern : patterns_) {
    if (!fits(pattern, segments)) continue;
    methods.insert(pattern.method);
    if (pattern.method != wanted || out.kind != RouteMatch::Kind::not_found) continue;
    out.kind = RouteMatch::Kind::found;
    out.route = pattern.route;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const std::string& name = pattern.segments[i];
      if (!is_name(name)) continue;
      auto value = decoded(segments[i], false);
      if (!value) {
        out.kind = RouteMatch::Kind::not_decodable;
        return out;
      }
      out.path_values.push_back({name.substr(1, name.size() - 2), std::move(*value)});
    }
  }
  if (out.kind == RouteMatch::Kind::found || methods.empty()) return out;
  out.kind = RouteMatch::Kind::wrong_method;
  if (methods.contains("GET")) methods.insert("HEAD");
  methods.insert("OPTIONS");
  for (const std::string& one : methods) out.allow += (out.allow.empty() ? "" : ", ") + one;
  return out;
}

}  // namespace sanqu::api::http
