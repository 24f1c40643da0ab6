// SPDX-License-Identifier: Apache-2.0
// Administrative division codes: GB/T 2260 with 6 digits (province, prefecture, county), and the statistical codes that
// go on from it with 9 digits (township, street) and 12 (village, residents' committee). Form only: whether a division
// exists, and since when, is data and not known here.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sanqu {

/// A division. Codes that end in whole groups of zeros mean the division above: 370000000 is 370000.
class RegionCode {
 public:
  /// The level, as the number of digits that carry meaning.
  enum class Level : std::uint8_t {
    province = 2,
    prefecture = 4,
    county = 6,
    township = 9,
    village = 12
  };

  /// 6, 9 or 12 digits, the first two not both zero; none otherwise.
  static std::optional<RegionCode> parse(std::string_view text);

  Level level() const;
  /// The canonical form: 6 digits down to the county, 9 for a township, 12 for a village.
  std::string text() const;
  /// The division above; none for a province. Of a county directly below its province (prefecture 00), the province.
  std::optional<RegionCode> parent() const;
  /// True if `other` is this division or lies in it.
  bool contains(const RegionCode& other) const;

  /// In the order of the codes, a division before those in it.
  auto operator<=>(const RegionCode&) const = default;

 private:
  explicit RegionCode(std::uint64_t digits) : digits_(digits) {}
  /// All 12 digits as one number; what a shorter code lacks is zero.
  std::uint64_t digits_;
};

}  // namespace sanqu
