// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/name_index.hpp"

#include <algorithm>

#include "core/ensure.hpp"

namespace sanqu::storage::sqlite {

using registry::NameCandidate;
using registry::NameLine;
using registry::NameRead;
using registry::NameStore;

namespace {

/// Transactions with fewer new names, or with fewer than this part of all names, leave the index as it is.
constexpr std::int64_t k_many_names = 5'000;
constexpr std::int64_t k_many_names_part = 8;

/// What the tokenizer leaves whole. Anything else is no gram, and no name has it.
bool is_gram(std::string_view text) {
  constexpr std::string_view k_signs = "abcdefghijklmnopqrstuvwxyz0123456789^_$";
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || k_signs.find(c) != std::string_view::npos;
  });
}

/// As a word of the full-text table's query language.
std::string quoted(std::string_view gram) { return '"' + std::string(gram) + '"'; }

/// The first text behind all that begin with `prefix`: none of them, in UTF-8, has a byte FF.
std::string behind(std::string_view prefix) { return std::string(prefix) + '\xFF'; }

constexpr const char* k_newest_name =
    "(SELECT max(m.id) FROM subject_name m WHERE m.subject = s.id AND m.is_current = 1)";

}  // namespace

NameIndex::NameIndex(Connection& connection)
    : add_name_(connection,
                "INSERT INTO subject_name (subject, name, folded, is_current)"
                " VALUES (?1, ?2, ?3, ?4)"),
      add_grams_(connection, "INSERT INTO name_index (rowid, grams) VALUES (?1, ?2)"),
      optimize_(connection, "INSERT INTO name_index (name_index) VALUES ('optimize')"),
      count_names_(connection,
                   "SELECT count(*), coalesce(max(rowid), 0),"
                   "       (SELECT coalesce(max(id), 0) FROM subject_name)"
                   " FROM (SELECT rowid FROM name_index WHERE name_index MATCH ?1 LIMIT ?2)"),
      candidates_(connection,
                  "SELECT n.id, n.subject, n.folded"
                  " FROM (SELECT rowid AS id FROM name_index WHERE name_index MATCH ?1 LIMIT ?2) i"
                  " CROSS JOIN subject_name n ON n.id = i.id"),
      name_of_key_(connection, std::string("SELECT s.id, s.subject_id, n.name, n.id = coalesce(") +
                                   k_newest_name +
                                   ", 0) FROM subject_name n JOIN subject s ON s.id = n.subject"
                                   " WHERE n.id = ?1"),
      subjects_(connection,
                std::string("SELECT s.id, s.subject_id, coalesce((SELECT n.name FROM subject_name n"
                            " WHERE n.id = ") +
                    k_newest_name +
                    "), '') FROM subject s WHERE s.subject_id >= ?1 AND s.subject_id < ?2"
                    " ORDER BY s.subject_id LIMIT ?3") {
  add_name_.takes(subject_, name_, folded_, is_current_);
  add_grams_.takes(key_, grams_);
  count_names_.takes(grams_, limit_).gives(count_, last_, newest_);
  candidates_.takes(grams_, limit_).gives(key_, subject_, folded_);
  name_of_key_.takes(key_).gives(subject_, subject_id_, name_, is_current_);
  subjects_.takes(prefix_, behind_, limit_).gives(subject_, subject_id_, name_);
}

void NameIndex::add(const NameLine& line) {
  subject_ = line.subject;
  name_ = line.name;
  folded_ = line.folded;
  is_current_ = line.is_current ? 1 : 0;
  key_ = add_name_.insert();
  grams_.clear();
  for (const std::string& gram : line.grams) {
    ensure(is_gram(gram));
    if (!grams_.empty()) grams_ += ' ';
    grams_ += gram;
  }
  if (!grams_.empty()) add_grams_.change();
  ++added_;
  newest_key_ = key_;  // about as many names as there are
}

bool NameIndex::has_many_new_names() const {
  return added_ >= k_many_names && added_ >= newest_key_ / k_many_names_part;
}

void NameIndex::settle() {
  optimize_.change();
  added_ = 0;
}

std::uint64_t NameIndex::count_with(std::string_view gram) {
  if (!is_gram(gram)) return 0;
  grams_ = quoted(gram);
  limit_ = static_cast<std::int64_t>(NameStore::k_names_counted);
  count_names_.run();
  if (count_ < limit_) return static_cast<std::uint64_t>(count_);
  // As thick as among the first, so it is believed to be among all.
  return static_cast<std::uint64_t>(count_ * newest_ / last_);
}

void NameIndex::each_with(std::span<const std::string> grams, std::size_t limit,
                          const std::function<void(const NameCandidate&)>& visit) {
  if (!std::ranges::all_of(grams, is_gram)) return;
  grams_.clear();
  for (const std::string& gram : grams) {
    if (!grams_.empty()) grams_ += " AND ";
    grams_ += quoted(gram);
  }
  limit_ = static_cast<std::int64_t>(limit);
  candidates_.each([&] { visit({key_, subject_, folded_}); });
}

bool NameIndex::read(registry::NameKey key, NameRead& into) {
  key_ = key;
  if (!name_of_key_.run()) return false;
  into = {subject_, subject_id_, name_, is_current_ != 0};
  return true;
}

void NameIndex::each_subject_with_prefix(std::string_view prefix, std::size_t limit,
                                         const std::function<void(const NameRead&)>& visit) {
  prefix_ = prefix;
  behind_ = behind(prefix);
  limit_ = static_cast<std::int64_t>(limit);
  subjects_.each([&] { visit({subject_, subject_id_, name_, true}); });
}

}  // namespace sanqu::storage::sqlite
