// SPDX-License-Identifier: Apache-2.0
// A name as the search sees it. Folding looks at one character at a time, never at its neighbours, so that a part of a name
// folds to a part of the folded name: compatibility forms undone (ＡＢＣ, ㈱), accents and case dropped, traditional characters
// simplified, all that is no letter or digit left out. 「臥龍（ＡＢＣ）店」 is 卧龙abc店.
// Grams are the pieces by which a store finds names. Of 卧龙区: the pairs 卧龙 龙区, the pairs with one character between
// them 卧_区, the first and the last character ^卧 区$.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sanqu::registry {

/// The folded characters of `text`, which must be valid UTF-8. Folding them again changes nothing. Empty where the text
/// has neither letter nor digit.
std::u32string folded_characters(std::string_view text);

/// The same as UTF-8. What a store holds was folded by the program that wrote it: whoever changes the folding raises
/// k_fold_version and adds a migration that folds and indexes all names again.
std::string fold_name(std::string_view text);
inline constexpr int k_fold_version = 1;

std::string utf8_of(std::u32string_view characters);

/// UTF-8 that must be valid as characters, nothing folded.
std::u32string characters_of(std::string_view text);

/// A piece of a folded name. At most 9 bytes; letters and digits, and `^`, `_` or `$` as above.
using NameGram = std::string;

NameGram pair_gram(char32_t left, char32_t right);
NameGram gap_gram(char32_t left, char32_t right);  // one character, whichever, between them
NameGram first_gram(char32_t first);
NameGram last_gram(char32_t last);

/// All grams of a folded name, sorted, each once.
std::vector<NameGram> name_grams(std::string_view folded);

/// Stands for one character, whichever, in a pattern; it is never in a folded name.
inline constexpr char32_t k_any = U'?';

/// The pairs, with or without a character between them, that every name has in which `pattern` occurs, each once, in
/// the order in which they come: pairs first.
std::vector<NameGram> pattern_grams(std::u32string_view pattern);

}  // namespace sanqu::registry
