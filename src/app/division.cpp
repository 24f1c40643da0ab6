// SPDX-License-Identifier: Apache-2.0
#include "app/division.hpp"

#include "core/region_code.hpp"

namespace sanqu::app {

Result<std::string> division_of(acts::Store& store, const Configuration& configuration) {
  if (!configuration.division.empty()) return configuration.division;
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
