// SPDX-License-Identifier: Apache-2.0
// YAML read strictly into a tree with places: the form in which the law as data reaches the program.
// Refused: anchors, aliases, tags, duplicate keys, several documents, more than the limits below, and keys or codes that
// YAML 1.1 readers take for booleans. Scalars stay text: what they mean is for the reader of the tree to say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace sanqu {

inline constexpr std::size_t k_yaml_bytes_max = 4 << 20;
inline constexpr std::size_t k_yaml_nodes_max = 200'000;
inline constexpr int k_yaml_depth_max = 32;

struct YamlEntry;

struct YamlNode {
  enum class Kind : std::uint8_t { scalar, sequence, mapping };
  Kind kind = Kind::scalar;
  bool quoted = false;  // scalar written with quotes or as a block
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string text;
  std::vector<YamlNode> items;
  std::vector<YamlEntry> entries;  // of a mapping, in the order of the file

  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_sequence() const { return kind == Kind::sequence; }
  bool is_mapping() const { return kind == Kind::mapping; }
  /// Scalar that is empty or `~` or `null` without quotes.
  bool is_null() const;
  /// The value of a key of a mapping; nullptr if there is none.
  const YamlNode* find(std::string_view key) const;
};

/// One line of a mapping. (Not a pair: clang refuses a pair of a type that is not complete yet.)
struct YamlEntry {
  YamlNode key;
  YamlNode value;
};

/// on, off, yes, no, y, n, true or false in any case: what YAML 1.1 readers take for a truth value.
bool is_yaml_boolean_word(std::string_view text);

/// `file` is only for messages. An empty text is a null scalar.
Result<YamlNode> parse_yaml(const std::string& file, std::string_view text);

namespace yaml_errors {
extern const ErrorCode k_syntax, k_too_large, k_feature, k_duplicate_key, k_boolean_word,
    k_encoding;
}

}  // namespace sanqu
