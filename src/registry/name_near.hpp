// SPDX-License-Identifier: Apache-2.0
// Does a name contain a text, as it is or with one typing error in it: a wrong character, one too many, one missing, two
// neighbours swapped. Works on folded characters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sanqu::registry {

/// What has to be done to the query so that it occurs in the name; better ones first.
enum class NameError : std::uint8_t {
  none,      // nothing
  swapped,   // two neighbours are the other way round
  replaced,  // one character inside is another
  missing,   // the name has one more in between
  surplus,   // the query has one too many inside
  at_edge,   // the first or last character of the query is wrong or too many
};

struct NameMatch {
  NameError error = NameError::none;
  std::size_t position = 0;  // where it begins in the name, in characters
};

/// The best occurrence of `query` in `name`: fewest errors, then the better kind, then the first; none if each has more
/// than one error. An empty query occurs nowhere.
std::optional<NameMatch> find_near(std::u32string_view name, std::u32string_view query);

}  // namespace sanqu::registry
