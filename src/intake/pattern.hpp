// SPDX-License-Identifier: Apache-2.0
// A field's pattern: an ECMAScript regular expression that a whole value must match, compiled once. Values of such
// fields (codes of offices, divisions) repeat from line to line, so those that matched are remembered.
#pragma once

#include <functional>
#include <memory>
#include <regex>
#include <string>
#include <string_view>
#include <unordered_set>

#include "intake/word_index.hpp"

namespace sanqu::intake {

/// Values that one pattern remembers, at most.
inline constexpr std::size_t k_remembered_values_max = 4096;

/// Belongs to one thread: `matches` remembers.
class Pattern {
 public:
  /// nullptr where `expression` (any bytes) is no regular expression.
  static std::unique_ptr<Pattern> compile(std::string_view expression);
  /// `text` is valid UTF-8. The pattern's `.` and ranges count characters, not bytes.
  bool matches(std::string_view text);

 private:
  explicit Pattern(std::wregex regex) : regex_(std::move(regex)) {}
  std::wregex regex_;
  std::unordered_set<std::string, TextHash, std::equal_to<>> remembered_;
};

}  // namespace sanqu::intake
