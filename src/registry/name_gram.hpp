// SPDX-License-Identifier: Apache-2.0
// The pieces by which a store finds names. Of 卧龙区: the pairs 卧龙 龙区, the pairs with one character between them 卧_区, the
// first and the last character ^卧 区$. A typing error breaks a few pairs, and the pair over it stays: 卧尤区 has 卧_区 too.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sanqu::registry {

/// Made of folded characters (name_fold.hpp).
struct NameGram {
  enum class Kind : std::uint8_t { pair, gap, first, last };
  Kind kind = Kind::pair;
  char32_t left = 0;   // also the first and the last one
  char32_t right = 0;  // 0 for those
  auto operator<=>(const NameGram&) const = default;
};

inline NameGram first_gram(char32_t c) { return {NameGram::Kind::first, c, 0}; }
inline NameGram last_gram(char32_t c) { return {NameGram::Kind::last, c, 0}; }

/// As a store keeps it: 卧龙, 卧_区, ^卧, 区$ in UTF-8, 9 bytes at most.
std::string text_of(const NameGram& gram);

/// All grams of a folded name as a store keeps them, sorted, each once.
std::vector<std::string> name_grams(std::string_view folded);

/// Stands for one character, whichever, in a pattern; it is never in a folded name.
inline constexpr char32_t k_any = U'?';

/// The pairs, with or without a character between them, that every name has in which `pattern` occurs: pairs first.
std::vector<NameGram> pattern_grams(std::u32string_view pattern);

}  // namespace sanqu::registry
