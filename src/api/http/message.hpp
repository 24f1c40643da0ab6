// SPDX-License-Identifier: Apache-2.0
// What comes in and what goes out, as plain data: no library is named here, so handlers, tests and the sign-in know only this.
// A request has been checked when a handler sees it: its path is decoded, valid UTF-8 and matched, its body is within the
// route's limit. A large body never lies in memory: it is in a file that goes away with the request.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sanqu::api::http {

struct NamedText {
  std::string name;
  std::string value;
};

/// A body as it arrived, in a file that goes away with its last holder (spool.hpp).
class Spool;

struct Request {
  std::string id;                  // for logs and answers; made here, never taken from the client
  std::string method;              // upper case as sent
  std::string target;              // as sent: path and query
  std::vector<NamedText> headers;  // names in lower case
  std::vector<NamedText> query;    // decoded, in the order sent
  std::vector<NamedText> path_values;  // decoded, of the route's {names}
  std::string peer;  // who calls; behind a trusted proxy, who it says (forwarded.hpp)
  bool peer_is_loopback = false;
  bool is_secure = false;                // came over TLS, to us or to a trusted proxy
  std::size_t route = k_no_route;        // index into the router's patterns
  std::string body;                      // of routes with a small body
  std::shared_ptr<Spool> upload;         // of routes with a streamed one
  std::shared_ptr<const void> admitted;  // what the application noted when it let the request in

  static constexpr std::size_t k_no_route = static_cast<std::size_t>(-1);

  /// The first header of that name (lower case); empty if there is none.
  std::string_view header(std::string_view name) const;
  /// Empty if there is none: the router has seen to those of its route.
  std::string_view path_value(std::string_view name) const;
  std::optional<std::string_view> query_value(std::string_view name) const;
};

/// A body whose end is not known yet: texts that come as things happen. Asked several times a second, by one thread at a time;
/// it may not wait and not throw.
class EventSource {
 public:
  struct Piece {
    std::string text;  // empty: nothing has happened
    bool is_last = false;
  };
  virtual ~EventSource() = default;
  virtual Piece next() = 0;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  /// Further headers. A name or value with a control character is a bug and found by `ensure`.
  std::vector<NamedText> headers;
  std::shared_ptr<const std::string> body;  // shared, so that a kept answer is not copied
  std::shared_ptr<EventSource> events;      // instead of a body
  bool closes = false;                      // the connection ends after it

  std::size_t body_bytes() const { return body ? body->size() : 0; }
};

Response response(int status, std::string content_type, std::string body);

/// The head as bytes: status line, headers, blank line. `content_length`: of the body that a GET would have.
std::string head_text(const Response& response, std::size_t content_length, bool keeps_alive);

}  // namespace sanqu::api::http
