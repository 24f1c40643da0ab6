// SPDX-License-Identifier: Apache-2.0
#include "api/http/forwarded.hpp"

#include <arpa/inet.h>

#include <algorithm>

#include "core/exact.hpp"

namespace sanqu::api::http {

namespace {

using Bytes = std::array<std::uint8_t, 16>;
constexpr unsigned k_bits_max = 128;
constexpr unsigned k_bits_before_v4 = 96;

bool is_v4(std::string_view text) { return text.find(':') == std::string_view::npos; }

std::optional<Bytes> bytes_of(std::string_view text) {
  Bytes out{};
  const std::string whole(text);  // for inet_pton, which wants an end
  if (whole.size() != text.size() || whole.find('\0') != std::string::npos) return std::nullopt;
  if (!is_v4(text)) {
    if (::inet_pton(AF_INET6, whole.c_str(), out.data()) != 1) return std::nullopt;
    return out;
  }
  out[10] = 0xff;
  out[11] = 0xff;
  if (::inet_pton(AF_INET, whole.c_str(), out.data() + 12) != 1) return std::nullopt;
  return out;
}

bool same_bits(const Bytes& one, const Bytes& other, unsigned bits) {
  for (unsigned i = 0; i < bits / 8; ++i) {
    if (one[i] != other[i]) return false;
  }
  if (bits % 8 == 0) return true;
  const auto mask = static_cast<std::uint8_t>(0xff00U >> (bits % 8));
  return (one[bits / 8] & mask) == (other[bits / 8] & mask);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool is_in(std::span<const Network> networks, std::string_view address) {
  return std::ranges::any_of(networks,
                             [&](const Network& network) { return network.holds(address); });
}

/// The last value between commas of all headers of that name, and the rest before it.
struct LastWord {
  std::string_view before;
  std::string_view word;
};
LastWord last_word(std::string_view list) {
  const std::size_t comma = list.rfind(',');
  if (comma == std::string_view::npos) return {{}, trimmed(list)};
  return {list.substr(0, comma), trimmed(list.substr(comma + 1))};
}

std::string joined(const Request& request, std::string_view name) {
  std::string out;
  for (const NamedText& header : request.headers) {
    if (header.name != name) continue;
    if (!out.empty()) out += ",";
    out += header.value;
  }
  return out;
}

}  // namespace

std::optional<Network> Network::parse(std::string_view text) {
  Network out;
  out.text_ = text;
  const std::size_t slash = text.find('/');
  const std::string_view address = text.substr(0, slash);
  const auto bytes = bytes_of(address);
  if (!bytes) return std::nullopt;
  out.bytes_ = *bytes;
  if (slash == std::string_view::npos) return out;
  const unsigned before = is_v4(address) ? k_bits_before_v4 : 0;
  const auto bits = parse_decimal(text.substr(slash + 1), 0);
  if (!bits || bits->units < 0 || bits->units > k_bits_max - before) return std::nullopt;
  out.bits_ = before + static_cast<unsigned>(bits->units);
  Bytes masked{};
  for (unsigned i = 0; i < out.bits_; ++i) {
    const auto bit = static_cast<std::uint8_t>(0x80U >> (i % 8));
    masked[i / 8] = static_cast<std::uint8_t>(masked[i / 8] | (out.bytes_[i / 8] & bit));
  }
  if (masked != out.bytes_) return std::nullopt;
  return out;
}

bool Network::holds(std::string_view address) const {
  const auto bytes = bytes_of(address);
  return bytes && same_bits(bytes_, *bytes, bits_);
}

void apply_forwarded(Request& request, std::span<const Network> proxies) {
  if (!is_in(proxies, request.peer)) return;
  // Whoever came through a proxy is not known to be on this machine, whatever the headers say.
  request.peer_is_loopback = false;
  const std::string proto = joined(request, "x-forwarded-proto");
  request.is_secure = request.is_secure || last_word(proto).word == "https";
  const std::string forwarded = joined(request, "x-forwarded-for");
  std::string_view rest = forwarded;
  while (!rest.empty()) {
    const LastWord last = last_word(rest);
    if (!bytes_of(last.word)) return;  // written by no proxy that we know how to read
    request.peer = last.word;
    if (!is_in(proxies, last.word)) return;
    rest = last.before;
  }
}

}  // namespace sanqu::api::http
