// SPDX-License-Identifier: Apache-2.0
// Finds subjects by a part of their name, now or formerly, or by the beginning of their code; traditional characters,
// full-width forms, case, blanks and punctuation don't matter.
//
// What is promised, with n the number of letters and digits of the query:
//   n >= 4   every name that contains the query, and every name that contains it with one typing error (a wrong
//            character, one too many, one missing, two neighbours swapped); those that contain it come first.
//   n = 3    every name that contains it. Only where there is none: those with neighbours swapped or a character missing;
//            only where there is none of these either: those with two of the three characters, if they are so few that
//            they fit the list.
//   n = 2    every name that contains it; where there is none, those with the two swapped.
//   n = 1    names that begin or end with it.
// Where more names fit than the list holds, those that are the query come first, then those that begin with it, then others
// by place and length. These others are the best of the first few hundred that came into the store, not of all: a query of
// the commonest words (有限公司) must not look at every name. For the same reason a look for errors ends after 32 sets of
// grams (name_gram.hpp), of each at most a few hundred names; tests/names has not met a name that was missed by that.
//
// Former names find their subject too: the caller keeps every name (`add_name`), and the newest is the one it has now.
// A merged subject is found by its own names and code; leading on to the subject that it was merged into is the caller's.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "registry/name_store.hpp"

namespace sanqu::registry {

struct NameQuery {
  std::string_view text;
  std::size_t limit = 20;  // 1 to k_names_found_max; what is outside counts as the nearest of these
};
inline constexpr std::size_t k_names_found_max = 200;
/// The longest query, in letters and digits.
inline constexpr std::size_t k_query_characters_max = 100;

enum class NameFit : std::uint8_t {
  code,    // the code begins with the query
  equal,   // the name is the query
  begins,  // the name begins with it
  inside,  // it is somewhere in the name
  near,    // with one typing error
};

struct NameFound {
  SubjectKey subject = 0;
  std::string subject_id;
  std::string name;         // the one that fits; of a code, its name now
  bool is_current = false;  // false: it had this name before
  NameFit fit = NameFit::inside;
};

/// The subjects that fit, best first, each once. Errors: registry.name_not_text, name_empty, name_too_long.
Result<std::vector<NameFound>> search_names(NameStore& store, const NameQuery& query);

namespace errors {
extern const ErrorCode k_name_not_text, k_name_empty, k_name_too_long;
}

}  // namespace sanqu::registry
