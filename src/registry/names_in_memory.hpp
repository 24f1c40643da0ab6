// SPDX-License-Identifier: Apache-2.0
// The names' port without a file, for tests: a map from each gram to the names that have it.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/ensure.hpp"
#include "registry/name_fold.hpp"
#include "registry/name_gram.hpp"
#include "registry/name_store.hpp"

namespace sanqu::registry {

class NamesInMemory final : public NameStore {
 public:
  /// A subject with the names that it had, the present one last.
  SubjectKey add(std::string subject_id, const std::vector<std::string>& names) {
    subjects_.push_back(std::move(subject_id));
    const auto subject = static_cast<SubjectKey>(subjects_.size());
    for (const std::string& name : names) {
      const std::string folded = fold_name(name);
      const std::vector<std::string> grams = name_grams(folded);
      const auto added = add_name({subject, name, folded, grams, true});
      ensure(added.has_value());
    }
    return subject;
  }

  Result<bool> add_name(const NameLine& line) override {
    names_.push_back(
        {line.subject, std::string(line.name), std::string(line.folded), line.is_current});
    for (const std::string& gram : line.grams) {
      keys_[gram].insert(static_cast<NameKey>(names_.size()));
    }
    return true;
  }

  Result<std::uint64_t> count_names_with(std::string_view gram) override {
    ++questions;
    return keys_[std::string(gram)].size();
  }

  Result<bool> each_name_with(std::span<const std::string> grams, std::size_t limit,
                              const std::function<void(const NameCandidate&)>& visit) override {
    ++questions;
    std::size_t seen = 0;
    for (const NameKey key : keys_[grams.front()]) {
      const bool has_all = std::ranges::all_of(
          grams, [&](const std::string& gram) { return keys_[gram].contains(key); });
      if (!has_all) continue;
      if (seen++ == limit) break;
      const Name& name = at(key);
      ++candidates;
      visit({key, name.subject, name.folded});
    }
    return true;
  }

  Result<NameRead> read_name(NameKey key) override {
    const Name& name = at(key);
    return NameRead{name.subject, id_of(name.subject), name.name,
                    newest_name_of(name.subject) == key};
  }

  Result<bool> each_subject_with_prefix(
      std::string_view prefix, std::size_t limit,
      const std::function<void(const NameRead&)>& visit) override {
    std::map<std::string, SubjectKey> sorted;
    for (std::size_t i = 0; i < subjects_.size(); ++i) {
      if (subjects_[i].starts_with(prefix)) sorted[subjects_[i]] = static_cast<SubjectKey>(i + 1);
    }
    for (const auto& [id, subject] : sorted) {
      if (limit-- == 0) break;
      const NameKey key = newest_name_of(subject);
      visit({subject, id, key == 0 ? "" : at(key).name, true});
    }
    return true;
  }

  std::size_t questions = 0;   // asked of the index so far
  std::size_t candidates = 0;  // names handed out so far

 private:
  struct Name {
    SubjectKey subject;
    std::string name;
    std::string folded;
    bool is_current;
  };

  const Name& at(NameKey key) const { return names_.at(static_cast<std::size_t>(key - 1)); }
  const std::string& id_of(SubjectKey subject) const {
    return subjects_.at(static_cast<std::size_t>(subject - 1));
  }
  NameKey newest_name_of(SubjectKey subject) const {
    for (std::size_t i = names_.size(); i > 0; --i) {
      const Name& name = names_[i - 1];
      if (name.subject == subject && name.is_current) return static_cast<NameKey>(i);
    }
    return 0;
  }

  std::vector<std::string> subjects_;
  std::vector<Name> names_;
  std::map<std::string, std::set<NameKey>> keys_;
};

}  // namespace sanqu::registry
