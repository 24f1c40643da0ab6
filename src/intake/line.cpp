// SPDX-License-Identifier: Apache-2.0
#include "intake/line.hpp"

#include <algorithm>

namespace sanqu::intake {

Place place_in(const std::string& file, std::uint32_t line, std::string_view raw,
               std::size_t offset) {
  const std::string_view before = raw.substr(0, std::min(offset, raw.size()));
  const auto lines = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t newline = before.rfind('\n');
  const std::string_view in_line =
      newline == std::string_view::npos ? before : before.substr(newline + 1);
  const auto characters = std::count_if(in_line.begin(), in_line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  });
  return {file, line + lines, static_cast<std::uint32_t>(characters) + 1, ""};
}

}  // namespace sanqu::intake
