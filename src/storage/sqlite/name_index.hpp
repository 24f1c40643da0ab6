// SPDX-License-Identifier: Apache-2.0
// Names and the index over their grams: the port registry/name_store.hpp on SQLite. The index is a full-text table without
// content and positions: of each gram only which names have it (docs/decisions/0006-name-search.md). A gram is one token, as it
// is. All functions may be called within a transaction only (Connection::within) and throw what SOCI throws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "registry/name_store.hpp"
#include "storage/sqlite/statement.hpp"

namespace sanqu::storage::sqlite {

class NameIndex {
 public:
  explicit NameIndex(Connection& connection);

  /// A transaction begins.
  void begin() { added_ = 0; }
  void add(const registry::NameLine& line);
  /// After many new names, before their commit, settle() makes the index one piece: that halves the time of a search.
  bool has_many_new_names() const;
  void settle();
  std::uint64_t count_with(std::string_view gram);
  void each_with(std::span<const std::string> grams, std::size_t limit,
                 const std::function<void(const registry::NameCandidate&)>& visit);
  /// False if there is none.
  bool read(registry::NameKey key, registry::NameRead& into);
  void each_subject_with_prefix(std::string_view prefix, std::size_t limit,
                                const std::function<void(const registry::NameRead&)>& visit);

 private:
  std::int64_t added_ = 0;  // names in this transaction
  std::int64_t newest_key_ = 0;
  std::int64_t key_ = 0;
  std::int64_t subject_ = 0;
  std::int64_t is_current_ = 0;
  std::int64_t limit_ = 0;
  std::int64_t count_ = 0;
  std::int64_t last_ = 0;
  std::int64_t newest_ = 0;
  std::string name_;
  std::string folded_;
  std::string grams_;
  std::string subject_id_;
  std::string prefix_;
  std::string behind_;  // the first text behind all with the prefix

  Statement add_name_;
  Statement add_grams_;
  Statement optimize_;
  Statement count_names_;
  Statement candidates_;
  Statement name_of_key_;
  Statement subjects_;
};

}  // namespace sanqu::storage::sqlite
