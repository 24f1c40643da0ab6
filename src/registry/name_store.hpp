// SPDX-License-Identifier: Apache-2.0
// What the name search needs of a store: a port, part of registry_store.hpp's. The store keeps names beside the grams that
// it is handed with them (name_fold.hpp) and finds them by grams; what a match is, and which is better, is decided by
// name_search.hpp. Grams are letters, digits, `^`, `_` and `$` as UTF-8, of at most 9 bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace sanqu::registry {

/// Numbers that a store gives to a subject and to a name, rising with the order of coming; never shown, never 0.
using SubjectKey = std::int64_t;
using NameKey = std::int64_t;

/// A name that a subject has or had.
struct NameLine {
  SubjectKey subject = 0;
  std::string_view name;
  std::string_view folded;
  std::span<const std::string> grams;
  /// False: a name that it had before this line came. The newest line of a subject that says true is its name now.
  bool is_current = true;
};

/// A name that may be what is searched.
struct NameCandidate {
  NameKey key = 0;
  SubjectKey subject = 0;
  std::string_view folded;
};

struct NameRead {
  SubjectKey subject = 0;
  std::string subject_id;
  std::string name;
  bool is_current = false;  // it is the subject's name now
};

class NameStore {
 public:
  virtual ~NameStore() = default;

  virtual Result<bool> add_name(const NameLine& line) = 0;

  /// About how many names have this gram. Exact up to k_names_counted, and 0 only if there is none.
  virtual Result<std::uint64_t> count_names_with(std::string_view gram) = 0;
  static constexpr std::uint64_t k_names_counted = 48;

  /// The first `limit` names that have all of `grams` (at least one), in the order of their keys.
  virtual Result<bool> each_name_with(std::span<const std::string> grams, std::size_t limit,
                                      const std::function<void(const NameCandidate&)>& visit) = 0;

  /// A name that was found.
  virtual Result<NameRead> read_name(NameKey key) = 0;

  /// The first `limit` subjects whose ids begin with `prefix` (not empty, compared byte by byte), by id, with their names
  /// now; one without a name has an empty one.
  virtual Result<bool> each_subject_with_prefix(
      std::string_view prefix, std::size_t limit,
      const std::function<void(const NameRead&)>& visit) = 0;
};

}  // namespace sanqu::registry
