// SPDX-License-Identifier: Apache-2.0
// Look-ups by name in a loaded catalogue.
#include "catalogue/catalogue.hpp"

namespace sanqu::catalogue {

namespace {

/// The index of the first item with this id; -1 if there is none.
template <typename Items>
std::int32_t index_of(const Items& items, std::string_view id) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].id == id) return static_cast<std::int32_t>(i);
  }
  return -1;
}

bool has_name(const Code& code, std::string_view text) {
  if (code.id == text || code.title.zh == text || code.title.en == text) return true;
  for (const std::string& alias : code.aliases) {
    if (alias == text) return true;
  }
  return false;
}

}  // namespace

void CodeSet::index_names() {
  names.clear();
  const auto add = [this](const std::string& name, std::size_t index) {
    if (!name.empty()) names.emplace(name, static_cast<std::int32_t>(index));
  };
  // Ids first: where an alias of one code is the id of another (which the loader refuses), the id wins.
  for (std::size_t i = 0; i < codes.size(); ++i) add(codes[i].id, i);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    add(codes[i].title.zh, i);
    add(codes[i].title.en, i);
    for (const std::string& alias : codes[i].aliases) add(alias, i);
  }
}

std::optional<std::int32_t> CodeSet::find(std::string_view text) const {
  if (text.empty()) return std::nullopt;
  if (!names.empty()) {
    if (const auto found = names.find(text); found != names.end()) return found->second;
  } else {
    for (std::size_t i = 0; i < codes.size(); ++i) {
      if (has_name(codes[i], text)) return static_cast<std::int32_t>(i);
    }
  }
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const std::string& prefix = codes[i].prefix;
    if (!prefix.empty() && text.starts_with(prefix)) return static_cast<std::int32_t>(i);
  }
  return std::nullopt;
}

std::int32_t CodeSet::find_id(std::string_view code_id) const { return index_of(codes, code_id); }

std::int32_t RecordClass::find_field(std::string_view field_id) const {
  if (field_id == "event_date") return event_date;
  return index_of(fields, field_id);
}

std::int32_t Catalogue::find_kind(std::string_view kind_id) const {
  return index_of(kinds, kind_id);
}
std::int32_t Catalogue::find_attribute(std::string_view attribute_id) const {
  return index_of(attributes, attribute_id);
}
std::int32_t Catalogue::find_code_set(std::string_view set_id) const {
  return index_of(code_sets, set_id);
}
std::int32_t Catalogue::find_class(std::string_view class_id) const {
  return index_of(classes, class_id);
}

}  // namespace sanqu::catalogue
