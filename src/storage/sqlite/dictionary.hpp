// SPDX-License-Identifier: Apache-2.0
// Words that repeat in millions of rows (classes, kinds, standards) as small numbers: a table of two columns, and what was
// seen of it so far.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "storage/sqlite/statement.hpp"

namespace sanqu::storage::sqlite {

class Dictionary {
 public:
  Dictionary(Connection& connection, const std::string& table, const std::string& column);

  /// The word's number; 0 if there is none.
  std::int64_t find(std::string_view word);
  /// The same, added where it is new.
  std::int64_t add(std::string_view word);
  /// Valid until `forget`.
  const std::string& word(std::int64_t id);
  /// A transaction that was undone may have taken words with it.
  void forget();

 private:
  void keep(std::int64_t id, const std::string& word);

  std::unordered_map<std::string, std::int64_t> ids_;
  std::unordered_map<std::int64_t, std::string> words_;
  std::string word_;
  std::int64_t id_ = 0;
  Statement find_;
  Statement read_;
  Statement add_;
};

}  // namespace sanqu::storage::sqlite
