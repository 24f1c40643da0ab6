// SPDX-License-Identifier: Apache-2.0
// The departments and their habits: how often they send, how late, in which form, and how carelessly.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/date.hpp"

namespace sanqu::demo {

enum class Office : std::uint8_t {
  approval,
  market,
  city_management,
  fire,
  health,
  environment,
  culture,
  emergency,
  tax,
  court,
  credit,
  street,
  civil,
  exchange,
};
inline constexpr std::size_t k_offices = 14;

enum class Rhythm : std::uint8_t { ten_days, monthly, quarterly };
enum class FileForm : std::uint8_t { csv_utf8, csv_gb18030, xlsx };
enum class DateForm : std::uint8_t { iso, slashes, chinese };
enum class Headers : std::uint8_t { titles, item_codes };

struct OfficeHabits {
  std::string_view short_name;  // in file names
  std::string_view name;
  Rhythm rhythm;
  int delay_weekdays;  // from the end of the period to the day of sending
  FileForm form;
  DateForm dates;
  Headers headers;            // where the template has item codes
  int faults;                 // lines in ten thousand
  int persons;                // lines about natural persons, in ten thousand
  std::string_view document;  // how its document numbers begin
  std::string_view title;     // stands above the header of its spreadsheets; empty: nothing does
};
const OfficeHabits& habits_of(Office office);

/// Its own credit code.
std::string code_of(Office office);

/// The last day of the office's period that holds `day`.
Date period_end(Rhythm rhythm, Date day);

/// Who sends once a month decides in a meeting in its last days: the day on which it decides what came up on `day`, unless
/// that is after `last`.
Date decision_day(Office office, Date day, Date last);

}  // namespace sanqu::demo
