// SPDX-License-Identifier: Apache-2.0
// Words for people: one of two languages, and the nearest known word for a mistyped one.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "core/error.hpp"

namespace sanqu::cli {

constexpr std::string_view in(Lang lang, std::string_view zh, std::string_view en) {
  return lang == Lang::zh ? zh : en;
}

/// The same as a form for fmt::format: both languages take the same arguments in the same order.
inline auto form(Lang lang, std::string_view zh, std::string_view en) {
  return fmt::runtime(in(lang, zh, en));
}

/// The known word with the fewest changes of a letter; empty if none is near (a third of the letters at most, or one).
std::string nearest_word(std::string_view word, std::span<const std::string> known);

/// The arguments `{1}` and `{2}` of the codes for an unknown word: "did you mean ...?" in Chinese and English, or empty.
std::vector<std::string> unknown_word_args(std::string_view word,
                                           std::span<const std::string> known);

/// 1234567 as `1,234,567`.
std::string grouped(std::uint64_t number);

}  // namespace sanqu::cli
