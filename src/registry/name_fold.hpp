// SPDX-License-Identifier: Apache-2.0
// A name as the search sees it. Folding looks at one character at a time, never at its neighbours, so that a part of a name
// folds to a part of the folded name: compatibility forms undone (ＡＢＣ, ㈱), accents and case dropped, traditional characters
// simplified, all that is no letter or digit left out. 「臥龍（ＡＢＣ）店」 is 卧龙abc店.
#pragma once

#include <string>
#include <string_view>

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

}  // namespace sanqu::registry
