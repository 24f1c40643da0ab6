// SPDX-License-Identifier: Apache-2.0
// What a spreadsheet's number says: as exact decimal text, or as the date or time that its format makes of it. The text in
// the file is worked on as text; no floating point is involved.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sanqu::intake {

/// What a cell's number format makes of its number.
enum class NumberKind : std::uint8_t { plain, percent, date, time };

/// By the format's code as it stands in the styles: `yyyy"年"m"月"d"日"`, `[$-804]aaaa`, `0.00%`.
NumberKind kind_of_format(std::string_view code);
/// By the number of a built-in format, those of Chinese programs (27 to 36, 50 to 58) among them.
NumberKind kind_of_builtin(unsigned id);

/// Which day is number 1: 1900-01-01, with a 1900-02-29 that never was; or, in files of old Macs, 1904-01-02.
enum class DateSystem : std::uint8_t { from_1900, from_1904 };

/// `value` as the file writes it (0.10000000000000001, 9.137E+17), at most 15 significant digits of it, which is what a
/// spreadsheet keeps: 0.1. With more than 15 digits before the point digits were lost: then the text keeps its exponent
/// (9.137E+17), and no id or amount takes it. Percent: 15%. A date: 2026-03-02, with a time of day
/// 2026-03-02T08:30:00+08:00; a time alone: 08:30:00. A day that does not exist is written all the same (1900-02-29),
/// one outside of the years 1900 to 9999 as a plain number. What is no number stays as it is.
std::string number_text(std::string_view value, NumberKind kind, DateSystem system);

}  // namespace sanqu::intake
