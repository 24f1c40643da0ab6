// SPDX-License-Identifier: Apache-2.0
// By which grams to look for names, so that few of them have to be read. The store is asked how common a gram is, each at
// most once a search; one that no name has ends the matter, one that few have is enough alone.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "registry/name_gram.hpp"
#include "registry/name_near.hpp"
#include "registry/name_store.hpp"

namespace sanqu::registry {

/// What a name contains that contains a query but for one error.
struct ErrorPattern {
  NameError error;  // the least of the errors that it stands for
  std::u32string text;
};

/// All of them, some perhaps twice, by the kind of error. Of abc: bac, acb (swapped); a?c (replaced); a?bc, ab?c (missing);
/// ac (surplus); bc, ab (at an edge). At least one of these texts occurs in every such name.
std::vector<ErrorPattern> error_patterns(std::u32string_view query);

class GramPlan {
 public:
  /// Names of which about `enough` are few enough to be read.
  GramPlan(NameStore& store, std::uint64_t enough) : store_(store), enough_(enough) {}

  /// Those of `grams` by which to look for the names that have them all, rarest first; empty where no name has them all.
  /// `is_thorough`: more of them, for when too many names had those.
  Result<std::vector<NameGram>> choose(const std::vector<NameGram>& grams,
                                       bool is_thorough = false);

  /// About how many names have a gram.
  Result<std::uint64_t> count(const NameGram& gram);

 private:
  NameStore& store_;
  std::uint64_t enough_;
  std::map<NameGram, std::uint64_t> counts_;
};

}  // namespace sanqu::registry
