// SPDX-License-Identifier: Apache-2.0
#include "core/region_code.hpp"

#include <fmt/core.h>

#include <array>

namespace sanqu {

namespace {

using Level = RegionCode::Level;

struct LevelUnit {
  Level level;
  std::uint64_t unit;  // 10^(12 - digits): the size of this level's last digit
};

constexpr std::array<LevelUnit, 5> k_levels = {{{Level::province, 10'000'000'000},
                                                {Level::prefecture, 100'000'000},
                                                {Level::county, 1'000'000},
                                                {Level::township, 1'000},
                                                {Level::village, 1}}};

std::uint64_t unit_of(Level level) {
  for (const LevelUnit& entry : k_levels) {
    if (entry.level == level) return entry.unit;
  }
  return 1;
}

}  // namespace

std::optional<RegionCode> RegionCode::parse(std::string_view text) {
  if (text.size() != 6 && text.size() != 9 && text.size() != 12) return std::nullopt;
  std::uint64_t digits = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    digits = digits * 10 + static_cast<std::uint64_t>(c - '0');
  }
  for (std::size_t size = text.size(); size < 12; ++size) digits *= 10;
  if (digits < unit_of(Level::province)) return std::nullopt;
  return RegionCode(digits);
}

RegionCode::Level RegionCode::level() const {
  for (const LevelUnit& entry : k_levels) {
    if (digits_ % entry.unit == 0) return entry.level;
  }
  return Level::village;
}

std::string RegionCode::text() const {
  switch (level()) {
    case Level::village: return fmt::format("{:012}", digits_);
    case Level::township: return fmt::format("{:09}", digits_ / unit_of(Level::township));
    default: return fmt::format("{:06}", digits_ / unit_of(Level::county));
  }
}

std::optional<RegionCode> RegionCode::parent() const {
  std::optional<RegionCode> above;
  const std::uint64_t own = unit_of(level());
  for (const LevelUnit& entry : k_levels) {
    if (entry.unit > own) above = RegionCode(digits_ - digits_ % entry.unit);
  }
  return above;
}

bool RegionCode::contains(const RegionCode& other) const {
  const std::uint64_t unit = unit_of(level());
  return digits_ / unit == other.digits_ / unit;
}

}  // namespace sanqu
