// SPDX-License-Identifier: Apache-2.0
// Who really calls when a proxy stands in front. Only what a trusted proxy itself added is believed: X-Forwarded-For is read
// from its right end, and the first address that is no trusted proxy is the caller; what stands left of it anybody may have
// written. From everybody else these headers are not looked at.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api/http/message.hpp"

namespace sanqu::api::http {

/// An address or a network, `10.0.0.0/8`; IPv4 lies in IPv6 as ::ffff:0:0/96.
class Network {
 public:
  /// None where `text` is neither, or has bits behind its length.
  static std::optional<Network> parse(std::string_view text);
  /// False also where `address` is none.
  bool holds(std::string_view address) const;
  std::string text() const { return text_; }

 private:
  std::array<std::uint8_t, 16> bytes_{};
  unsigned bits_ = 128;
  std::string text_;
};

/// Sets `peer`, `peer_is_loopback` and `is_secure` of a request whose peer is in `proxies`; else does nothing.
void apply_forwarded(Request& request, std::span<const Network> proxies);

}  // namespace sanqu::api::http
