// SPDX-License-Identifier: Apache-2.0
// Reading a YAML mapping key by key: what is missing, unknown or of the wrong form becomes a finding with its place,
// and reading goes on, so that one run shows all of a file's mistakes.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "core/date.hpp"
#include "core/exact.hpp"
#include "core/yaml.hpp"

namespace sanqu {

/// A mapping under reading. Findings go to `errors`; `finish` reports the keys that nobody asked for.
/// Lives no longer than the node and the errors that it was given.
class YamlFields {
 public:
  /// `what` names the thing in messages: "indicator penalties".
  YamlFields(const std::string& file, const YamlNode& node, std::string what, Errors& errors);

  /// False when the node is no mapping (already reported); every getter then returns its empty value.
  bool is_mapping() const { return node_.is_mapping(); }
  const YamlNode& node() const { return node_; }
  Errors& errors() { return errors_; }
  const std::string& file() const { return file_; }
  Place place() const { return place_of(node_); }
  Place place_of(const YamlNode& node) const { return {file_, node.line, node.column, ""}; }

  /// The value of `key`, marked as asked for; nullptr if absent or null.
  const YamlNode* take(std::string_view key);
  /// The same; absence is a finding.
  const YamlNode* require(std::string_view key);

  std::string text(std::string_view key);           // "" if absent
  std::string required_text(std::string_view key);  // absence or emptiness is a finding
  std::optional<std::int64_t> integer(std::string_view key, std::int64_t min, std::int64_t max);
  std::optional<Decimal> decimal(std::string_view key, int places_max);
  std::optional<Date> date(std::string_view key);
  std::optional<bool> boolean(std::string_view key);
  /// One of the words, as its index; none if absent or another word (then reported, with the list).
  std::optional<int> word(std::string_view key, std::initializer_list<std::string_view> words);
  /// A sequence, or a single node as a sequence of one; empty if absent.
  std::vector<const YamlNode*> list(std::string_view key);

  /// Reports every key that was not taken, with the nearest known one as a hint. Call it last.
  void finish();
  void report(const ErrorCode& code, const YamlNode& at, std::vector<std::string> args);

 private:
  std::string file_;
  const YamlNode& node_;
  std::string what_;
  Errors& errors_;
  std::vector<std::string> asked_;
};

/// The known word nearest to `word` by edit distance (at most 2); empty if none is near.
std::string nearest_word(std::string_view word, const std::vector<std::string>& known);

namespace yaml_errors {
extern const ErrorCode k_missing_key, k_unknown_key, k_wrong_form, k_wrong_word;
}

}  // namespace sanqu
