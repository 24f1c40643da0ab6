// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/texts.hpp"

namespace sanqu::storage::sqlite {

std::string nearest_time_text(Instant at) {
  constexpr std::size_t k_second_end = 19;  // 2026-03-02T08:00:00
  std::string text = at.text();
  if (text[k_second_end] != '.') text.insert(k_second_end, ".000");
  return text;
}

std::optional<std::string> time_text(Instant at) {
  std::string text = nearest_time_text(at);
  if (time_of(text) != at) return std::nullopt;
  return text;
}

Date date_of(std::string_view text) { return Date::parse(text).value_or(Date::missing()); }

Instant time_of(std::string_view text) { return Instant::parse(text).value_or(Instant::min()); }

}  // namespace sanqu::storage::sqlite
