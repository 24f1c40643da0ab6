// SPDX-License-Identifier: Apache-2.0
#include "api/disclosure.hpp"

#include <algorithm>

namespace sanqu::api {

bool is_disclosed(const standards::Plan& plan, const catalogue::Catalogue& catalogue) {
  return std::ranges::all_of(plan.measures, [&](const standards::Measure& measure) {
    const bool reads_public = std::ranges::all_of(measure.sources, [&](const auto& source) {
      const auto& of = catalogue.classes[static_cast<std::size_t>(source.class_index)];
      return of.sharing == catalogue::Sharing::public_;
    });
    const bool counts_in_force =
        measure.sources.empty() || measure.statuses == standards::k_status_in_force;
    return reads_public && counts_in_force;
  });
}

}  // namespace sanqu::api
