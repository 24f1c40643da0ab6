// SPDX-License-Identifier: Apache-2.0
#include "standards/share.hpp"

#include <algorithm>

namespace sanqu::standards {

bool is_part_of_whole(const Plan& plan, const Measure& share) {
  if (share.share_of < 0) return false;
  const Measure& whole = plan.measures[static_cast<std::size_t>(share.share_of)];
  const bool same_window = share.window.kind == whole.window.kind &&
                           share.window.length == whole.window.length &&
                           share.window.since == whole.window.since &&
                           (whole.window.include_missing || !share.window.include_missing);
  const bool all_statuses = (share.statuses & ~whole.statuses) == 0;
  const auto is_below = [&](const Source& source) {
    return std::any_of(whole.sources.begin(), whole.sources.end(), [&](const Source& below) {
      return below.class_index == source.class_index && below.date_field == source.date_field &&
             below.where < 0;
    });
  };
  return same_window && all_statuses &&
         std::all_of(share.sources.begin(), share.sources.end(), is_below);
}

}  // namespace sanqu::standards
