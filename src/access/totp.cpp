// SPDX-License-Identifier: Apache-2.0
#include "access/totp.hpp"

#include <fmt/core.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "core/ensure.hpp"
#include "core/sha256.hpp"

namespace sanqu::access {

namespace {

std::array<std::uint8_t, 20> hmac_sha1(const std::string& key, std::int64_t counter) {
  std::array<std::uint8_t, 8> message{};
  for (std::size_t i = 0; i < message.size(); ++i) {
    message[message.size() - 1 - i] =
        static_cast<std::uint8_t>(static_cast<std::uint64_t>(counter) >> (8 * i));
  }
  std::array<std::uint8_t, 20> out{};
  unsigned bytes = 0;
  ensure(HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), message.data(), message.size(),
              out.data(), &bytes) != nullptr);
  ensure(bytes == out.size());
  return out;
}

/// Everything but A-Z a-z 0-9 as %xx.
std::string url_part(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (is_plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace

Secret new_totp_key(RandomSource& random) {
  const auto bytes = random.bytes<k_totp_key_bytes>();
  return Secret(std::string(bytes.begin(), bytes.end()));
}

std::int64_t totp_step_at(Instant at) { return at.unix_ms() / k_totp_step_ms; }

std::string totp_code(const Secret& key, std::int64_t step, unsigned digits) {
  ensure(digits >= 6 && digits <= 9);
  const auto mac = hmac_sha1(key.reveal(), step);
  const std::size_t at = mac.back() & 0xF;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | mac[at + i];
  number &= 0x7FFF'FFFF;
  std::uint32_t modulus = 1;
  for (unsigned i = 0; i < digits; ++i) modulus *= 10;
  return fmt::format("{:0{}}", number % modulus, digits);
}

std::optional<std::int64_t> find_totp_step(const Secret& key, std::string_view typed, Instant now,
                                           std::int64_t last_used) {
  std::string code;
  for (const char c : typed) {
    if (c != ' ') code += c;
  }
  const std::int64_t step = totp_step_at(now);
  std::optional<std::int64_t> found;
  // All three are worked out whichever fits, so that the time says nothing.
  for (std::int64_t candidate = step - 1; candidate <= step + 1; ++candidate) {
    const bool fits = is_same_secret(code, totp_code(key, candidate));
    if (fits && candidate > last_used && !found) found = candidate;
  }
  return found;
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view k_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : bytes) {
    bits = (bits << 8 | static_cast<unsigned char>(c)) & 0xFFFF;
    count += 8;
    while (count >= 5) {
      count -= 5;
      out += k_letters[bits >> count & 31];
    }
  }
  if (count > 0) out += k_letters[bits << (5 - count) & 31];
  return out;
}

Secret totp_address(const Secret& key, std::string_view issuer, std::string_view account_name) {
  return Secret(fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", url_part(issuer),
                            url_part(account_name), base32(key.reveal()), url_part(issuer)));
}

Secret totp_key_text(const Secret& key) {
  std::string out;
  for (const char c : base32(key.reveal())) {
    if (out.size() % 5 == 4) out += ' ';
    out += c;
  }
  return Secret(std::move(out));
}

std::vector<Secret> new_recovery_codes(RandomSource& random) {
  std::vector<Secret> out;
  for (std::size_t i = 0; i < k_recovery_codes; ++i) {
    const auto bytes = random.bytes<10>();
    std::string code;
    for (const char c : base32({reinterpret_cast<const char*>(bytes.data()), bytes.size()})) {
      if (code.size() % 5 == 4) code += '-';
      code += c >= 'A' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    out.emplace_back(std::move(code));
  }
  return out;
}

std::string recovery_code_hash(std::int64_t account, std::string_view typed) {
  std::string code;
  for (const char c : typed) {
    if (c == ' ' || c == '-') continue;
    code += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return hex(sha256(fmt::format("recovery:{}:{}", account, code)));
}

}  // namespace sanqu::access
