// SPDX-License-Identifier: Apache-2.0
// Dates and times as they lie in the file: text that sorts as time does and that anybody can read. A date is 2026-03-02, a
// time 2026-03-02T08:00:00.000+08:00, always with milliseconds, so that all have one length.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/date.hpp"

namespace sanqu::storage::sqlite {

/// None outside the years 1 to 9999.
std::optional<std::string> time_text(Instant at);
/// The nearest moment that has a text: for asking, not for keeping.
std::string nearest_time_text(Instant at);

/// What this program wrote; anything else gives a damaged store away (Date::missing(), Instant::min()).
Date date_of(std::string_view text);
Instant time_of(std::string_view text);

}  // namespace sanqu::storage::sqlite
