// SPDX-License-Identifier: Apache-2.0
// A file and its parents, level by level, become one text (docs/standard-language.md section 9): the chain is read from the
// file upwards, then joined from the root downwards (layer_join.cpp), so that each level answers to all above it.
#include <algorithm>

#include "standards/errors.hpp"
#include "standards/layer_join.hpp"
#include "standards/standards.hpp"

namespace sanqu::standards {

using namespace errors;

namespace {

/// `a@1.0.0 (a.yaml) -> b@2.0.0 (b.yaml)`: how a standard that is not there, or is there already, was come to.
std::string chain_text(const std::vector<StandardText>& levels) {
  std::string out;
  for (const StandardText& level : levels)
    out += (out.empty() ? "" : " -> ") + level.name() + " (" + level.file + ")";
  return out;
}

void mark(StandardText& text, LayerIndex layer) {
  for (auto& part : text.parameters) part.layer = layer;
  for (auto& part : text.tables) part.layer = layer;
  for (auto& part : text.overrides) part.layer = layer;
  for (auto& part : text.scope.not_rated) part.layer = layer;
  for (auto& dimension : text.dimensions) {
    dimension.layer = layer;
    for (auto& indicator : dimension.indicators) indicator.layer = layer;
  }
}

/// The file, its parent, the parent's parent, ...: until one extends nothing.
Result<std::vector<StandardText>> read_levels(StandardText file, const FindParent& find_parent) {
  std::vector<StandardText> levels;
  levels.push_back(std::move(file));
  while (!levels.back().parent_id.empty()) {
    const StandardText& child = levels.back();
    const std::string name = child.parent_name();
    const Place place = child.extends_place;
    const auto is_it = [&](const StandardText& level) { return level.name() == name; };
    if (std::any_of(levels.begin(), levels.end(), is_it))
      return refuse(k_parent_circle, place, {name, chain_text(levels)});
    if (levels.size() == k_layers_max)
      return refuse(k_parent_levels, place, {std::to_string(k_layers_max), chain_text(levels)});
    const auto found = find_parent(child.parent_id, child.parent_version);
    if (!found) return refuse(k_parent_missing, place, {name, chain_text(levels)});
    StandardText parent = TRY(parse_standard(found->path, found->text));
    if (parent.name() != name) return refuse(k_parent_missing, place, {name, chain_text(levels)});
    levels.push_back(std::move(parent));
  }
  return levels;
}

}  // namespace

Result<StandardText> resolve_layers(StandardText child, const FindParent& find_parent) {
  if (child.parent_id.empty()) return child;
  std::vector<StandardText> levels = TRY(read_levels(std::move(child), find_parent));
  std::vector<LayerSource> layers;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    mark(levels[i], static_cast<LayerIndex>(i));
    layers.push_back({levels[i].name(), levels[i].file, levels[i].layer});
  }
  StandardText joined = std::move(levels.back());
  for (std::size_t i = levels.size() - 1; i-- > 0;)
    joined = TRY(join_layer(std::move(joined), std::move(levels[i])));
  joined.layers = std::move(layers);
  return joined;
}

Result<LoadedStandard> load_standard(const StandardFile& file,
                                     const catalogue::Catalogue& catalogue,
                                     const FindParent& find_parent) {
  StandardText text = TRY(parse_standard(file.path, file.text));
  LoadedStandard out;
  out.text = TRY(resolve_layers(std::move(text), find_parent));
  out.plan = TRY(compile(out.text, catalogue, &out.warnings));
  return out;
}

}  // namespace sanqu::standards
