// SPDX-License-Identifier: Apache-2.0
// A standard with some figures changed: `penalty_unit=50` and the like, applied to the resolved text before it is compiled,
// so that bounds, units and every other duty of the compiler hold for the changed standard too.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/exact.hpp"
#include "standards/standards.hpp"

namespace sanqu::studies {

/// One change, as it was written:
///   penalty_unit=50             a parameter, whatever the day
///   penalty_unit@2027-01-01=50  a parameter from this day on; its other values stay
///   penalty_factor#3=2          the result of a table's third row; `#else` is the row for all others
///   grades.A=840                a grade's lower cut-off
struct Setting {
  enum class What : std::uint8_t { parameter, table_row, grade };
  What what = What::parameter;
  std::string id;
  std::optional<Date> from;
  std::size_t row = 0;  // table_row: counts from 1; 0 is `else`
  Decimal value;
  std::string target() const;  // what stands left of `=`
};

/// Errors: studies.setting_form, studies.setting_value.
Result<Setting> parse_setting(std::string_view text);

/// `penalty_unit=20..60:5`: the same setting with each value, both ends included. Errors: also studies.sweep_form,
/// studies.sweep_long.
inline constexpr std::size_t k_sweep_values_max = 100;
Result<std::vector<Setting>> parse_sweep(std::string_view text);

/// What a setting replaced, for people: decimals, or `2026-01-01: 40; 2027-01-01: 50`.
struct AppliedSetting {
  std::string target;
  std::string before;
  std::string after;
};

/// Errors: studies.setting_unknown, which names what there is to change.
Result<std::vector<AppliedSetting>> apply_settings(standards::StandardText& text,
                                                   std::span<const Setting> settings);

}  // namespace sanqu::studies
