// SPDX-License-Identifier: Apache-2.0
// Who is who: the subjects of a frame divided by kind, size, age, region, town or country, trade, or any other attribute of
// the catalogue. A subject whose attribute is missing is in a group of its own: those are often the small and the new ones,
// and leaving them out would hide them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "evaluation/snapshot_builder.hpp"
#include "studies/studies.hpp"

namespace sanqu::studies {

using catalogue::Title;

struct Group {
  std::string id;  // the code, the bound of an age, `missing`, `others`
  Title title;
};

/// One way to divide all subjects: each is in exactly one group. Groups without a subject are not there.
struct Grouping {
  std::string id;  // `kind` or an attribute
  Title title;
  std::vector<Group> groups;
  std::vector<std::uint16_t> group_of;  // by subject
  bool is_unknown() const { return groups.size() == 1 && groups.front().id == "missing"; }
};

/// Of a text attribute (a division code, a street) so many groups, the largest; what is left is `others`.
inline constexpr std::size_t k_text_groups_max = 40;

/// Those of kind, size, established_on, region, rural, industry and zone.kind that the catalogue has.
std::vector<std::string> usual_groupings(const catalogue::Catalogue& catalogue);

/// Error: studies.grouping_unknown, all at once. `name` is refused: it would make a group of one.
Result<bool> check_groupings(const std::vector<std::string>& ids,
                             const catalogue::Catalogue& catalogue);

/// Adds the attributes that the groupings read.
void need_groupings(const std::vector<std::string>& ids, const catalogue::Catalogue& catalogue,
                    evaluation::NeededColumns& needed);

/// `ids` were checked. Ages are full years on the frame's day.
std::vector<Grouping> group_subjects(const Frame& frame, const std::vector<std::string>& ids);

}  // namespace sanqu::studies
