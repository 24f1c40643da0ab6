// SPDX-License-Identifier: Apache-2.0
#include "registry/name_gram.hpp"

#include <algorithm>
#include <utility>

#include "core/ensure.hpp"
#include "registry/name_fold.hpp"

namespace sanqu::registry {

using Kind = NameGram::Kind;

std::string text_of(const NameGram& gram) {
  switch (gram.kind) {
    case Kind::pair: return utf8_of(std::u32string{gram.left, gram.right});
    case Kind::gap: return utf8_of(std::u32string{gram.left, U'_', gram.right});
    case Kind::first: return utf8_of(std::u32string{U'^', gram.left});
    case Kind::last: return utf8_of(std::u32string{gram.left, U'$'});
  }
  ensure(false);
  return {};
}

std::vector<NameGram> pattern_grams(std::u32string_view pattern) {
  std::vector<NameGram> grams;
  grams.reserve(2 * pattern.size() + 2);
  for (const auto& [kind, steps] : {std::pair(Kind::pair, 1U), std::pair(Kind::gap, 2U)}) {
    for (std::size_t i = 0; i + steps < pattern.size(); ++i) {
      const char32_t left = pattern[i];
      const char32_t right = pattern[i + steps];
      if (left != k_any && right != k_any) grams.push_back({kind, left, right});
    }
  }
  return grams;
}

std::vector<std::string> name_grams(std::string_view folded) {
  const std::u32string characters = characters_of(folded);
  if (characters.empty()) return {};
  std::vector<NameGram> grams = pattern_grams(characters);
  grams.push_back(first_gram(characters.front()));
  grams.push_back(last_gram(characters.back()));
  std::vector<std::string> texts;
  texts.reserve(grams.size());
  for (const NameGram& gram : grams) texts.push_back(text_of(gram));
  std::ranges::sort(texts);
  texts.erase(std::ranges::unique(texts).begin(), texts.end());
  return texts;
}

}  // namespace sanqu::registry
