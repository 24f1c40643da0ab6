// SPDX-License-Identifier: Apache-2.0
// One request of ours to another server, and its answer: a limit on time and on size, certificates and names checked, no
// redirect followed. It waits for the answer on the caller's thread. Plain HTTP only to this machine, for tests.
#pragma once

#include <cstdint>
#include <string>

#include "api/http/message.hpp"
#include "core/result.hpp"

namespace sanqu::api::http {

struct ClientRules {
  std::uint32_t ms_max = 10'000;  // from looking up the name to the answer's last byte
  std::uint64_t body_bytes_max = 1 << 20;
  std::string
      authorities;  // a PEM file with the certificates that are trusted; empty: the system's
};

struct OutgoingRequest {
  std::string method = "GET";
  std::string url;  // https://host[:port]/path
  std::vector<NamedText> headers;
  std::string body;
};

struct IncomingAnswer {
  int status = 0;
  std::string body;
};

/// True for https, and for http to a name or number of this machine.
bool is_fetchable(std::string_view url);

/// Errors: api.fetch (what went wrong, without the query of the address).
Result<IncomingAnswer> fetch(const OutgoingRequest& request, const ClientRules& rules);

}  // namespace sanqu::api::http
