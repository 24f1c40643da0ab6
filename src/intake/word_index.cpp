// SPDX-License-Identifier: Apache-2.0
#include "intake/word_index.hpp"

#include "core/ensure.hpp"
#include "core/text.hpp"

namespace sanqu::intake {

using catalogue::Code;

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

void WordIndex::add(std::string_view word, std::int32_t number) {
  if (word.empty()) return;
  std::string folded = folded_cell(word);
  std::string lower = lower_case(folded);
  const auto [at, is_new] = lower_.emplace(std::move(lower), number);
  if (!is_new && at->second != number && !exact_.contains(folded)) at->second = -1;
  exact_.emplace(std::move(folded), number);
}

std::int32_t WordIndex::find(std::string_view word) const {
  if (const auto known = exact_.find(word); known != exact_.end()) return known->second;
  const auto known = lower_.find(lower_case(word));
  return known == lower_.end() ? -1 : known->second;
}

CodeIndex::CodeIndex(const catalogue::CodeSet& set) {
  // Ids before titles before aliases: where a word is one code's id and another's alias, the id counts.
  const auto each = [&](auto&& add) {
    for (std::size_t i = 0; i < set.codes.size(); ++i) {
      add(set.codes[i], static_cast<std::int32_t>(i));
    }
  };
  each([&](const Code& code, std::int32_t number) { words_.add(code.id, number); });
  each([&](const Code& code, std::int32_t number) {
    words_.add(code.title.zh, number);
    words_.add(code.title.en, number);
  });
  each([&](const Code& code, std::int32_t number) {
    for (const std::string& alias : code.aliases) words_.add(alias, number);
    if (!code.prefix.empty()) prefixes_.push_back({folded_cell(code.prefix), number});
  });
}

std::int32_t CodeIndex::find(std::string_view word) const {
  if (const std::int32_t number = words_.find(word); number >= 0) return number;
  for (const Prefix& prefix : prefixes_) {
    if (word.starts_with(prefix.text)) return prefix.number;
  }
  return -1;
}

CodeIndexes::CodeIndexes(const catalogue::Catalogue& catalogue) {
  for (const catalogue::CodeSet& set : catalogue.code_sets) sets_.emplace_back(set);
}

const CodeIndex& CodeIndexes::at(std::int32_t code_set) const {
  ensure(code_set >= 0 && static_cast<std::size_t>(code_set) < sets_.size());
  return sets_[static_cast<std::size_t>(code_set)];
}

}  // namespace sanqu::intake
