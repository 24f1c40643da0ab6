// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/dictionary.hpp"

namespace sanqu::storage::sqlite {

Dictionary::Dictionary(Connection& connection, const std::string& table, const std::string& column)
    : find_(connection, "SELECT id FROM " + table + " WHERE " + column + " = ?1"),
      read_(connection, "SELECT " + column + " FROM " + table + " WHERE id = ?1"),
      add_(connection, "INSERT INTO " + table + " (" + column + ") VALUES (?1)") {
  find_.takes(word_).gives(id_);
  read_.takes(id_).gives(word_);
  add_.takes(word_);
}

std::int64_t Dictionary::find(std::string_view word) {
  word_ = word;
  if (const auto known = ids_.find(word_); known != ids_.end()) return known->second;
  if (!find_.run()) return 0;
  keep(id_, word_);
  return id_;
}

std::int64_t Dictionary::add(std::string_view word) {
  if (const std::int64_t known = find(word); known != 0) return known;
  id_ = add_.insert();
  keep(id_, word_);
  return id_;
}

const std::string& Dictionary::word(std::int64_t id) {
  if (const auto known = words_.find(id); known != words_.end()) return known->second;
  id_ = id;
  if (!read_.run()) word_.clear();
  keep(id, word_);
  return words_.at(id);
}

void Dictionary::keep(std::int64_t id, const std::string& word) {
  ids_.emplace(word, id);
  words_.emplace(id, word);
}

void Dictionary::forget() {
  ids_.clear();
  words_.clear();
}

}  // namespace sanqu::storage::sqlite
