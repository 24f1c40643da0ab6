// SPDX-License-Identifier: Apache-2.0
#include "api/cursor.hpp"

#include <charconv>

#include "api/errors.hpp"
#include "core/sha256.hpp"

namespace sanqu::api {

namespace {

constexpr std::size_t k_mark_digits = 8;

std::string mark_of(std::string_view of) { return hex(sha256(of)).substr(0, k_mark_digits); }

}  // namespace

std::string make_cursor(std::string_view of, std::uint64_t at) {
  return mark_of(of) + std::to_string(at);
}

Result<std::uint64_t> read_cursor(std::string_view text, std::string_view of) {
  if (text.empty()) return std::uint64_t{0};
  std::uint64_t at = 0;
  const bool has_mark = text.substr(0, k_mark_digits) == mark_of(of);
  if (!has_mark || text.size() <= k_mark_digits) return refuse(errors::k_cursor);
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + k_mark_digits, end, at);
  constexpr std::uint64_t k_at_max = std::uint64_t{1} << 62;
  if (error != std::errc() || stop != end || at > k_at_max) return refuse(errors::k_cursor);
  return at;
}

}  // namespace sanqu::api
