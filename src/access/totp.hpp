// SPDX-License-Identifier: Apache-2.0
// A second factor: one-time codes by time (RFC 6238 with HMAC-SHA-1, six digits, steps of 30 seconds; what every
// authenticator application knows), and recovery codes for when the telephone is lost.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/secret.hpp"
#include "core/date.hpp"
#include "core/random.hpp"

namespace sanqu::access {

inline constexpr std::size_t k_totp_key_bytes = 20;  // RFC 4226 R6: 160 bits are recommended
inline constexpr std::int64_t k_totp_step_ms = 30'000;
inline constexpr std::size_t k_recovery_codes = 10;

/// Raw bytes.
Secret new_totp_key(RandomSource& random);

/// The step in which a moment lies.
std::int64_t totp_step_at(Instant at);

/// The code of a step, with leading zeros (RFC 4226 5.3).
std::string totp_code(const Secret& key, std::int64_t step, unsigned digits = 6);

/// The step that `typed` (blanks don't count) belongs to: that of now, the one before or the one after, later than
/// `last_used`, so that a code works once. None: the code is wrong.
std::optional<std::int64_t> find_totp_step(const Secret& key, std::string_view typed, Instant now,
                                           std::int64_t last_used);

/// `otpauth://totp/ISSUER:NAME?secret=...&issuer=ISSUER`: what an application reads from a picture.
Secret totp_address(const Secret& key, std::string_view issuer, std::string_view account_name);
/// Base32 (RFC 4648) in groups of four, for typing.
Secret totp_key_text(const Secret& key);

/// Ten of them, `xxxx-xxxx-xxxx-xxxx` of 80 random bits each (so that a plain hash is enough to keep them); each works once.
std::vector<Secret> new_recovery_codes(RandomSource& random);
/// What a recovery code is kept and looked up by; blanks, capitals and the dash don't count.
std::string recovery_code_hash(std::int64_t account, std::string_view typed);

/// RFC 4648, without padding.
std::string base32(std::string_view bytes);

}  // namespace sanqu::access
