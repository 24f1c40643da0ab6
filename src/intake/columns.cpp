// SPDX-License-Identifier: Apache-2.0
#include "intake/columns.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "intake/errors.hpp"
#include "intake/line.hpp"

namespace sanqu::intake {

namespace {

struct BuiltInNames {
  std::string_view id;
  std::array<std::string_view, 3> titles;
};

/// In the order of BuiltIn.
constexpr std::array<BuiltInNames, k_built_ins> k_built_in = {{
    {"class", {"信息类别", "record class", ""}},
    {"subject_id", {"主体标识", "统一社会信用代码", "unified social credit code"}},
    {"record_id", {"记录标识", "记录编号", "record id"}},
    {"recorded_at", {"入库时间", "recorded at", ""}},
    {"of_class", {"所属信息类别", "of class", ""}},
    {"status", {"状态", "", ""}},
    {"effective_on", {"生效日期", "effective on", ""}},
    {"into", {"并入主体", "merged into", ""}},
    {"undone", {"是否撤销", "", ""}},
    {"kind", {"主体类型", "subject kind", ""}},
    {"valid_from", {"有效自", "valid from", ""}},
    {"zone_id", {"信用区编号", "zone id", "zone"}},
    {"kind", {"信用区类型", "类型", "zone kind"}},
    {"title", {"名称", "信用区名称", "name"}},
    {"region", {"行政区划代码", "所属区域", "division code"}},
    {"from", {"加入日期", "起始日期", "since"}},
    {"through", {"退出日期", "截止日期", "until"}},
}};

}  // namespace

std::string_view built_in_id(BuiltIn column) {
  return k_built_in[static_cast<std::size_t>(column)].id;
}

bool is_built_in_id(std::string_view id) {
  return std::any_of(k_built_in.begin(), k_built_in.end(),
                     [&](const BuiltInNames& names) { return names.id == id; });
}

std::string mapped_key(std::string_view header) { return lower_case(header_name(header)); }

void ColumnNames::add_built_in(BuiltIn column) {
  const BuiltInNames& names = k_built_in[static_cast<std::size_t>(column)];
  const Target target = {Target::Role::built_in, static_cast<std::int32_t>(column)};
  add(names.id, target, Rank::id, std::string(names.id));
  for (const std::string_view title : names.titles) {
    add(title, target, Rank::built_in_title, std::string(names.id));
  }
}

void ColumnNames::add_header(std::string_view name, BuiltIn column) {
  add(name, {Target::Role::built_in, static_cast<std::int32_t>(column)}, Rank::item_code,
      std::string(built_in_id(column)));
}

void ColumnNames::add_field(const catalogue::Field& field, std::int32_t index) {
  const Target target = {Target::Role::field, index};
  add(field.id, target, Rank::id, field.id);
  add(field.code, target, Rank::item_code, field.id);
  add(field.title.zh, target, Rank::title, field.id);
  add(field.title.en, target, Rank::title, field.id);
  for (const std::string& alias : field.aliases) add(alias, target, Rank::alias, field.id);
}

void ColumnNames::add(std::string_view name, Target target, Rank rank, std::string id) {
  std::string key = lower_case(folded_cell(name));
  if (key.empty()) return;
  const auto rank_number = static_cast<std::uint8_t>(rank);
  const auto [at, is_new] =
      entries_.emplace(std::move(key), Entry{target, rank_number, id, std::string()});
  Entry& known = at->second;
  if (is_new || known.target == target || known.rank < rank_number) return;
  if (rank_number < known.rank) {
    known = Entry{target, rank_number, std::move(id), std::string()};
  } else {
    known.rivals += ", " + id;
  }
}

bool ColumnNames::map(std::string_view header, std::string_view id) {
  Entry entry;
  entry.id = id;
  if (id == k_column_ignored) {
    entry.target.role = Target::Role::ignored;
  } else if (const auto at = entries_.find(lower_case(id));
             at != entries_.end() && at->second.rank == static_cast<std::uint8_t>(Rank::id)) {
    entry = at->second;
  }
  const bool is_known = entry.target.role != Target::Role::unknown;
  mapped_.insert_or_assign(mapped_key(header), std::move(entry));
  return is_known;
}

const ColumnNames::Entry* ColumnNames::find(std::string_view name) const {
  const std::string key = lower_case(name);
  if (const auto mapped = mapped_.find(key); mapped != mapped_.end()) {
    return mapped->second.target.role == Target::Role::unknown ? nullptr : &mapped->second;
  }
  const auto at = entries_.find(key);
  return at == entries_.end() ? nullptr : &at->second;
}

ColumnMap Columns::map(const ColumnMap& map) {
  ColumnMap unknown;
  for (const auto& [header, id] : map) {
    if (!names_.map(header, id)) unknown.emplace_back(header, id);
  }
  return unknown;
}

void Columns::extend(const std::string& file, const std::vector<std::string>& file_names,
                     Twins twins) {
  for (std::size_t i = targets_.size(); i < file_names.size(); ++i) {
    const ColumnNames::Entry* entry = names_.find(file_names[i]);
    if (entry == nullptr) {
      targets_.push_back({});
      continue;
    }
    const Place place = {file, 1, 0, file_names[i]};
    if (!entry->rivals.empty()) {
      errors_.push_back(make_error(errors::k_column_ambiguous, place,
                                   {file_names[i], entry->id + entry->rivals}));
      targets_.push_back({});
      continue;
    }
    const auto twin = std::find(targets_.begin(), targets_.end(), entry->target);
    const bool is_ignored = entry->target.role == Target::Role::ignored;
    if (!is_ignored && twin != targets_.end() && twins == Twins::refused) {
      const auto first = static_cast<std::size_t>(twin - targets_.begin());
      errors_.push_back(
          make_error(errors::k_column_twice, place, {file_names[first], file_names[i], entry->id}));
    }
    targets_.push_back(entry->target);
  }
}

bool Columns::has(Target target) const {
  return std::find(targets_.begin(), targets_.end(), target) != targets_.end();
}

}  // namespace sanqu::intake
