// SPDX-License-Identifier: Apache-2.0
// The words that the invented city is made of. Its divisions (4199..) are none of GB/T 2260, and every name of a firm or shop
// begins with the city or one of its districts, so that no real one can be meant.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace sanqu::demo {

inline constexpr std::string_view k_city = "澜川";
inline constexpr std::string_view k_city_division = "419900";

struct District {
  std::string_view title;
  std::string_view division;
};
std::span<const District> districts();

/// Names of zones, without the kind's word for communities; the number may be beyond the list.
std::string street_title(int number);
std::string community_title(int number);
std::string park_title(int number);

/// What a business does, and so which offices look at it.
struct Trade {
  std::string_view section;   // GB/T 4754: a letter
  std::string_view division;  // two digits
  bool is_food;
  bool is_public_place;  // hygiene: hotels, hairdressers
  bool is_crowded;       // fire safety checked before opening
  bool is_culture;       // internet bars, dance halls, travel
  bool is_dirty;         // environment
  bool is_hazardous;     // work safety
  int on_street;         // weights of the trades by kind of zone
  int in_community;
  int in_park;
  std::string_view words[6];  // what the name ends with
};
std::span<const Trade> merchant_trades();
std::span<const Trade> enterprise_trades();

/// Two characters that sound like a brand; `first` and `second` may be any number.
std::string brand(std::uint32_t first, std::uint32_t second);
/// 沈记, 老顾: a shop after a family name.
std::string family_brand(std::uint32_t number);
/// 样例甲: where a template asks for a responsible person, nobody stands there.
std::string_view nobody(std::uint32_t number);

}  // namespace sanqu::demo
