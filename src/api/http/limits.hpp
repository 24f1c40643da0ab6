// SPDX-License-Identifier: Apache-2.0
// A limit on everything that a client can make large, many or slow. Each has a name under which an operator may set it
// (`sanqu serve --limit connections_max=4096`); docs/operators/server.md says what they are for.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace sanqu::api::http {

struct Limits {
  std::uint32_t head_bytes_max = 16 << 10;   // request line and headers together
  std::uint32_t target_bytes_max = 4 << 10;  // path and query
  std::uint32_t headers_max = 64;
  std::uint32_t connections_max = 1024;
  std::uint32_t event_streams_max = 128;     // of the connections
  std::uint32_t event_rest_ms_max = 15'000;  // between two signs of life on one
  std::uint32_t event_ms_max = 900'000;      // one stream; its client asks anew, and is let in anew
  std::uint32_t long_requests_max = 8;       // uploads that arrive or are worked on at once
  std::uint32_t head_ms_max = 15'000;       // from the end of an answer to the end of the next head
  std::uint32_t body_rest_ms_max = 15'000;  // without a byte of the body
  std::uint32_t body_ms_max = 900'000;      // the whole body
  std::uint32_t write_ms_max = 30'000;      // the whole answer
  std::uint32_t grace_ms_max = 30'000;      // at the end, for what runs
  // What one may ask, a minute's worth at once; the application counts it (rate_limits.hpp).
  std::uint32_t address_requests_per_minute = 3'000;
  std::uint32_t loopback_requests_per_minute = 1'000'000'000;  // a proxy here is many callers
  std::uint32_t account_requests_per_minute = 3'000;
  std::uint32_t sign_ins_per_minute = 60;  // of an address
  std::uint32_t threads = 0;               // that answer; 0: two a core, at least four
};

struct NamedLimit {
  std::string_view name;
  std::uint32_t Limits::* member;
};
inline constexpr std::array k_named_limits = {
    NamedLimit{"head_bytes_max", &Limits::head_bytes_max},
    NamedLimit{"target_bytes_max", &Limits::target_bytes_max},
    NamedLimit{"headers_max", &Limits::headers_max},
    NamedLimit{"connections_max", &Limits::connections_max},
    NamedLimit{"event_streams_max", &Limits::event_streams_max},
    NamedLimit{"event_rest_ms_max", &Limits::event_rest_ms_max},
    NamedLimit{"event_ms_max", &Limits::event_ms_max},
    NamedLimit{"long_requests_max", &Limits::long_requests_max},
    NamedLimit{"head_ms_max", &Limits::head_ms_max},
    NamedLimit{"body_rest_ms_max", &Limits::body_rest_ms_max},
    NamedLimit{"body_ms_max", &Limits::body_ms_max},
    NamedLimit{"write_ms_max", &Limits::write_ms_max},
    NamedLimit{"grace_ms_max", &Limits::grace_ms_max},
    NamedLimit{"address_requests_per_minute", &Limits::address_requests_per_minute},
    NamedLimit{"loopback_requests_per_minute", &Limits::loopback_requests_per_minute},
    NamedLimit{"account_requests_per_minute", &Limits::account_requests_per_minute},
    NamedLimit{"sign_ins_per_minute", &Limits::sign_ins_per_minute},
    NamedLimit{"threads", &Limits::threads},
};

}  // namespace sanqu::api::http
