// SPDX-License-Identifier: Apache-2.0
// Any bytes as YAML. What must hold: refused with at least one finding, or a tree within its limits whose places lie in
// the text and whose mappings have no key twice.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

#include "core/ensure.hpp"
#include "core/text.hpp"
#include "core/yaml.hpp"

using namespace sanqu;

namespace {

void check_node(const YamlNode& node, int depth) {
  ensure(depth <= k_yaml_depth_max + 1);
  ensure(node.line > 0 && node.column > 0);
  ensure(!find_bad_utf8(node.text));
  ensure(node.is_sequence() || node.items.empty());
  ensure(node.is_mapping() || node.entries.empty());
  for (const YamlNode& item : node.items) check_node(item, depth + 1);
  std::set<std::string> keys;
  for (const auto& [key, value] : node.entries) {
    ensure(key.is_scalar());
    ensure(keys.insert(key.text).second);
    ensure(key.quoted || !is_yaml_boolean_word(key.text));
    ensure(node.find(key.text) == &value);
    check_node(value, depth + 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto node = parse_yaml("f.yaml", text);
  if (!node) {
    ensure(!node.error().empty());
    ensure(!node.error()[0].render(Lang::zh).empty());
    return 0;
  }
  const bool is_empty_document = node->is_null() && node->line == 0;
  if (!is_empty_document) check_node(*node, 0);
  return 0;
}
