// SPDX-License-Identifier: Apache-2.0
// Words to numbers: the ids, titles and aliases under which a file may name a code, a class, a kind or a status.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalogue/catalogue.hpp"

namespace sanqu::intake {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

/// Texts (ids, titles, aliases) to a number, folded; letters in either case where that is not ambiguous.
class WordIndex {
 public:
  /// The first number that a word is given stays.
  void add(std::string_view word, std::int32_t number);
  /// `word` is folded. -1 if unknown.
  std::int32_t find(std::string_view word) const;

 private:
  using Map = std::unordered_map<std::string, std::int32_t, TextHash, std::equal_to<>>;
  Map exact_;
  Map lower_;
};

/// `text` with A-Z as a-z.
std::string lower_case(std::string_view text);

/// A code set by every word that names a code, and by the prefixes that do (`其他-`).
class CodeIndex {
 public:
  explicit CodeIndex(const catalogue::CodeSet& set);
  /// `word` is folded. -1 if unknown.
  std::int32_t find(std::string_view word) const;

 private:
  struct Prefix {
    std::string text;
    std::int32_t number;
  };
  WordIndex words_;
  std::vector<Prefix> prefixes_;
};

/// All code sets of a catalogue.
class CodeIndexes {
 public:
  explicit CodeIndexes(const catalogue::Catalogue& catalogue);
  const CodeIndex& at(std::int32_t code_set) const;

 private:
  std::vector<CodeIndex> sets_;
};

}  // namespace sanqu::intake
