// SPDX-License-Identifier: Apache-2.0
// Who lives in the city, without any record yet: zones, merchants and enterprises with their names, trades and lives (founded,
// renamed, moved, closed, merged), how carefully each is run and how much goes on at it. Everything else follows from these.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "demo/demo.hpp"
#include "demo/words.hpp"

namespace sanqu::demo {

enum class ZoneKind : std::uint8_t { street, community, park };

struct Zone {
  std::string id;
  ZoneKind kind = ZoneKind::street;
  std::string title;
  std::string region;  // township level, nine digits
  int district = 0;
};

struct Subject {
  std::uint32_t number = 0;
  bool is_enterprise = false;
  const Trade* trade = nullptr;
  int district = 0;
  std::string code;
  std::string name;
  std::string later_name;  // from renamed_on
  Date established_on;
  Date known_on;                  // the day on which the register's file brings it
  Date renamed_on = Date::max();  // max: never
  Date recapitalised_on = Date::max();
  Date closed_on = Date::max();
  int merged_into = -1;  // index of the subject that took over when this one closed
  int zone = 0;
  int later_zone = -1;  // from moved_on
  Date moved_on = Date::max();
  int care = 0;      // 0 (worst run) to 999
  int activity = 1;  // 1 to 40: few have much
  int capital_wan = 0;
  int later_capital_wan = 0;
  int employees = 0;

  /// The days between which records about it arise.
  Date active_from() const;
  Date active_through() const;
  std::string_view name_on(Date day) const { return day < renamed_on ? name : later_name; }
  int zone_on(Date day) const { return day < moved_on ? zone : later_zone; }
};

struct City {
  CityOptions options;
  std::vector<Zone> zones;  // streets, communities, parks
  std::vector<Subject> subjects;
};

City make_city(const CityOptions& options);

/// The day on which the register's first file comes: everybody who is there.
Date register_start();
/// The register's file of a month comes on the third of the next, or the weekday after it.
Date register_file_after(Date day);

}  // namespace sanqu::demo
