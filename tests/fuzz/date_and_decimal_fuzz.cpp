// SPDX-License-Identifier: Apache-2.0
// Any bytes as the small texts of a cell: date, moment, decimal, credit code, division code, and the folding of a cell.
// What must hold: what is read prints as the same value; folding is done once and for all.
#include <cstddef>
#include <cstdint>
#include <string>

#include "core/date.hpp"
#include "core/ensure.hpp"
#include "core/exact.hpp"
#include "core/region_code.hpp"
#include "core/text.hpp"
#include "core/uscc.hpp"

using namespace sanqu;

namespace {

void try_times(std::string_view text) {
  if (const auto date = Date::parse(text)) {
    ensure(date->text() == text);
    ensure(*date >= Date::min() && *date <= Date::max());
  }
  if (const auto instant = Instant::parse(text)) {
    const auto again = Instant::parse(instant->text());
    ensure(again.has_value());
    // Offsets reach beyond the years 1 and 9999; there the text shows the nearest moment inside.
    const bool at_the_ends = instant->date() == Date::min() || instant->date() == Date::max();
    ensure(at_the_ends || *again == *instant);
  }
}

void try_decimals(std::string_view text) {
  for (const int places_max : {0, 2, 6, 18}) {
    const auto decimal = parse_decimal(text, places_max);
    if (!decimal) continue;
    ensure(decimal->places <= places_max);
    const std::string written = decimal_text(decimal->units, decimal->places);
    const auto again = parse_decimal(written, places_max);
    ensure(again.has_value());
    ensure(again->units == decimal->units && again->places == decimal->places);
    ensure(Exact::decimal(decimal->units, decimal->places).round_units(decimal->places) ==
           decimal->units);
  }
}

void try_codes(std::string_view text) {
  const UsccCheck check = check_uscc(text);
  ensure(uscc_findings(check, text, {}).empty() == check.passed());
  const auto uscc = Uscc::parse(text);
  ensure(uscc.has_value() == check.passed());
  if (uscc) ensure(uscc->region().text() == text.substr(2, 6));
  if (const auto region = RegionCode::parse(text)) {
    ensure(RegionCode::parse(region->text()) == region);
    for (auto above = region->parent(); above; above = above->parent()) {
      ensure(above->contains(*region) && !region->contains(*above));
    }
  }
}

void try_folding(std::string_view text) {
  ensure(display_width(text) <= 2 * text.size());
  if (const auto bad = find_bad_utf8(text)) {
    ensure(*bad < text.size());
    text = text.substr(0, *bad);
    ensure(!find_bad_utf8(text));
  }
  const std::string folded = folded_cell(text);
  ensure(!find_bad_utf8(folded));
  ensure(is_folded_cell(folded));
  ensure(is_folded_cell(text) == (folded == text));
  ensure(is_nfc(nfc(text)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try_times(text);
  try_decimals(text);
  try_codes(text);
  try_folding(text);
  return 0;
}
