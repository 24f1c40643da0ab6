// SPDX-License-Identifier: Apache-2.0
// Places and percentiles (section 8, rules R16 and R17): the exact distribution of points of each peer group, frozen with
// a run, and the place of any points in it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "evaluation/snapshot.hpp"
#include "standards/plan.hpp"

namespace sanqu::evaluation {

/// Points of one peer group and how many subjects have them, highest first.
struct PeerGroup {
  struct Step {
    std::int64_t units = 0;
    std::int64_t subjects = 0;
    std::int64_t above = 0;  // subjects with more points
  };
  std::vector<Step> steps;
  std::int64_t size = 0;
};

/// A subject's place in its peer group; `place` 0: not ranked.
struct RankPlace {
  std::int64_t place = 0;
  std::int64_t of = 0;
  std::int64_t percentile_milli = k_missing;  // 1/1000 percent
};

/// All peer groups of one run. The key is the texts of the attributes in `within`, joined by U+001F.
class Distribution {
 public:
  /// Counts rated subjects without a veto; call `settle` when all are in.
  void add(const std::string& key, std::int64_t units, std::int64_t subjects = 1);
  void settle();
  /// Not ranked in an unknown group or one below the minimum.
  RankPlace place(const std::string& key, std::int64_t units, int minimum) const;
  const std::map<std::string, PeerGroup>& groups() const { return groups_; }

 private:
  std::map<std::string, PeerGroup> groups_;
  std::map<std::string, std::map<std::int64_t, std::int64_t, std::greater<>>> counts_;
};

/// The peer group's key of one subject.
std::string peer_key(const standards::Rank& rank, const catalogue::Catalogue& catalogue,
                     const Snapshot& snapshot, std::size_t subject);

}  // namespace sanqu::evaluation
