// SPDX-License-Identifier: Apache-2.0
#include "app/division.hpp"

#include "api/errors.hpp"
#include "core/region_code.hpp"
#include "core/text.hpp"

namespace sanqu::app {

Result<std::string> read_division(const Configuration& configuration) {
  if (configuration.division.empty()) return std::string();
  const auto told = RegionCode::parse(configuration.division);
  if (told) return told->text();
  Place place;
  place.field = "division";
  return refuse_all(at_origins(
      {make_error(api::errors::k_division, place, {readable_utf8(configuration.division)})},
      configuration));
}

Result<std::string> division_of(acts::Store& store, const std::string& told) {
  if (!told.empty()) return told;
  const auto reading = TRY(store.begin_read());
  std::optional<RegionCode> around;
  bool has_any = false;
  for (const registry::ZoneLine& zone : TRY(reading->registry().zones())) {
    const auto region = RegionCode::parse(zone.region);
    if (!region) continue;
    if (!has_any) around = region;
    has_any = true;
    while (around && !around->contains(*region)) around = around->parent();
  }
  return around ? around->text() : std::string();
}

}  // namespace sanqu::app
