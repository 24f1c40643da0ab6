// SPDX-License-Identifier: Apache-2.0
#include "evaluation/rank.hpp"

#include <algorithm>

namespace sanqu::evaluation {

void Distribution::add(const std::string& key, std::int64_t units, std::int64_t subjects) {
  counts_[key][units] += subjects;
}

void Distribution::settle() {
  for (const auto& [key, counts] : counts_) {
    PeerGroup group;
    for (const auto& [units, subjects] : counts) {
      group.steps.push_back({units, subjects, group.size});
      group.size += subjects;
    }
    groups_[key] = std::move(group);
  }
  counts_.clear();
}

RankPlace Distribution::place(const std::string& key, std::int64_t units, int minimum) const {
  const auto found = groups_.find(key);
  if (found == groups_.end() || found->second.size < minimum) return {};
  const PeerGroup& group = found->second;
  // The first step that is not above `units`; equal points share the better place.
  const auto at = std::lower_bound(
      group.steps.begin(), group.steps.end(), units,
      [](const PeerGroup::Step& step, std::int64_t wanted) { return step.units > wanted; });
  const std::int64_t above = at == group.steps.end() ? group.size : at->above;
  const std::int64_t equal = at != group.steps.end() && at->units == units ? at->subjects : 0;
  const std::int64_t below = group.size - above - equal;
  RankPlace out;
  out.place = above + 1;
  out.of = group.size;
  out.percentile_milli =
      static_cast<std::int64_t>(divide_round(Int128{below} * 100'000, group.size));
  return out;
}

std::string peer_key(const standards::Rank& rank, const catalogue::Catalogue& catalogue,
                     const Snapshot& snapshot, std::size_t subject) {
  std::string key;
  for (const std::int32_t attribute : rank.within) {
    const auto& field = catalogue.attributes[static_cast<std::size_t>(attribute)];
    const std::int64_t value = snapshot.attributes[static_cast<std::size_t>(attribute)].at(subject);
    if (!key.empty()) key += '\x1f';
    if (is_special(value)) continue;
    if (field.type == catalogue::FieldType::code) {
      key += catalogue.code_sets[static_cast<std::size_t>(field.code_set)]
                 .codes[static_cast<std::size_t>(value)]
                 .id;
    } else if (field.type == catalogue::FieldType::text) {
      key += snapshot.texts.text(value);
    } else {
      key += std::to_string(value);
    }
  }
  return key;
}

}  // namespace sanqu::evaluation
