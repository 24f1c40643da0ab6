// SPDX-License-Identifier: Apache-2.0
#include "cli/wording.hpp"

#include <algorithm>
#include <numeric>

namespace sanqu::cli {

namespace {

constexpr std::size_t k_word_bytes_max = 100;  // a longer one is no mistyped word

/// Letters to insert, leave out or change (Levenshtein), one row of the table at a time.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string nearest_word(std::string_view word, std::span<const std::string> known) {
  if (word.size() > k_word_bytes_max) return {};
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(word.size() / 3, 1);
  for (const std::string& candidate : known) {
    const std::size_t changes = distance(word, candidate);
    if (changes >= best_distance + (best.empty() ? 1U : 0U)) continue;
    best = candidate;
    best_distance = changes;
  }
  return best;
}

std::vector<std::string> unknown_word_args(std::string_view word,
                                           std::span<const std::string> known) {
  const std::string near = nearest_word(word, known);
  if (near.empty()) return {std::string(word), "", ""};
  return {std::string(word), "是不是 `" + near + "`?", "Did you mean `" + near + "`? "};
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

}  // namespace sanqu::cli
