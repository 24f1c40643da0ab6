// SPDX-License-Identifier: Apache-2.0
#include "studies/settings.hpp"

#include <algorithm>

#include "studies/errors.hpp"

namespace sanqu::studies {

using standards::ParameterText;
using standards::StandardText;
using standards::TableText;

namespace {

constexpr int k_places_max = 6;
constexpr std::string_view k_grades = "grades.";
constexpr std::size_t k_row_digits_max = 6;

std::string text_of(Decimal value) { return decimal_text_short(value.units, value.places); }

Result<Decimal> read_value(const std::string& target, std::string_view text) {
  const auto value = parse_decimal(text, k_places_max);
  if (!value) return refuse(errors::k_setting_value, {}, {target, std::string(text)});
  return *value;
}

/// What stands left of `=`, without a value yet.
Result<Setting> parse_target(std::string_view target, std::string_view whole) {
  const auto wrong = [&] { return refuse(errors::k_setting_form, {}, {std::string(whole)}); };
  Setting out;
  if (target.starts_with(k_grades)) {
    out.what = Setting::What::grade;
    out.id = target.substr(k_grades.size());
  } else if (const std::size_t hash = target.find('#'); hash != target.npos) {
    out.what = Setting::What::table_row;
    out.id = target.substr(0, hash);
    const std::string_view row = target.substr(hash + 1);
    if (row != "else") {
      const bool is_number = !row.empty() && row.size() <= k_row_digits_max &&
                             std::ranges::all_of(row, [](char c) { return c >= '0' && c <= '9'; });
      if (!is_number) return wrong();
      for (const char c : row) out.row = out.row * 10 + static_cast<std::size_t>(c - '0');
      if (out.row == 0) return wrong();
    }
  } else {
    const std::size_t at = target.find('@');
    out.id = target.substr(0, at);
    if (at != target.npos) {
      out.from = Date::parse(target.substr(at + 1));
      if (!out.from) return wrong();
    }
  }
  if (out.id.empty()) return wrong();
  return out;
}

/// Everything that a setting can name, so that a mistyped one is not a riddle.
std::string targets_of(const StandardText& text) {
  std::string out;
  const auto add = [&](const std::string& target) { out += (out.empty() ? "" : ", ") + target; };
  for (const ParameterText& parameter : text.parameters) add(parameter.id);
  for (const TableText& table : text.tables) {
    add(table.id + "#1.." + std::to_string(table.rows.size()));
    if (table.otherwise) add(table.id + "#else");
  }
  for (const auto& grade : text.grades) {
    if (grade.low) add(std::string(k_grades) + grade.id);
  }
  return out;
}

std::string values_text(const ParameterText& parameter) {
  std::string out;
  for (const auto& value : parameter.values) {
    if (!out.empty()) out += "; ";
    if (value.from) out += value.from->text() + ": ";
    out += text_of(value.is);
  }
  return out;
}

/// The value holds from its day on, or for ever; other days' values stay in their order.
void set_parameter(ParameterText& parameter, const Setting& setting) {
  if (!setting.from) {
    parameter.values = {{std::nullopt, setting.value}};
    return;
  }
  auto& values = parameter.values;
  const auto at = std::ranges::find_if(
      values, [&](const auto& value) { return value.from.value_or(Date::min()) >= *setting.from; });
  if (at != values.end() && at->from == setting.from) {
    at->is = setting.value;
  } else {
    values.insert(at, {setting.from, setting.value});
  }
}

/// Where the one figure stands that a table's row or a grade's cut-off is; null if the standard has none such.
Decimal* find_figure(StandardText& text, const Setting& setting) {
  if (setting.what == Setting::What::grade) {
    const auto grade =
        std::ranges::find_if(text.grades, [&](const auto& g) { return g.id == setting.id; });
    return grade == text.grades.end() || !grade->low ? nullptr : &*grade->low;
  }
  const auto table =
      std::ranges::find_if(text.tables, [&](const TableText& t) { return t.id == setting.id; });
  if (table == text.tables.end()) return nullptr;
  if (setting.row == 0) return table->otherwise ? &*table->otherwise : nullptr;
  return setting.row > table->rows.size() ? nullptr : &table->rows[setting.row - 1].result;
}

/// A grade that said `below` the old cut-off says `below` the new one: the scale stays without holes.
void move_neighbour(StandardText& text, const std::string& grade, Decimal before, Decimal after) {
  const Exact cut = Exact::decimal(before.units, before.places);
  for (auto& other : text.grades) {
    if (other.id == grade || !other.high || !other.high_open) continue;
    const Exact high = Exact::decimal(other.high->units, other.high->places);
    if (Exact::compare(high, cut) == 0) other.high = after;
  }
}

}  // namespace

std::string Setting::target() const {
  switch (what) {
    case What::grade: return std::string(k_grades) + id;
    case What::table_row: return id + "#" + (row == 0 ? "else" : std::to_string(row));
    case What::parameter: break;
  }
  return from ? id + "@" + from->text() : id;
}

Result<Setting> parse_setting(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == text.npos) return refuse(errors::k_setting_form, {}, {std::string(text)});
  Setting out = TRY(parse_target(text.substr(0, equals), text));
  out.value = TRY(read_value(out.target(), text.substr(equals + 1)));
  return out;
}

Result<std::vector<Setting>> parse_sweep(std::string_view text) {
  const auto wrong = [&] { return refuse(errors::k_sweep_form, {}, {std::string(text)}); };
  const std::size_t equals = text.find('=');
  const std::size_t dots = text.find("..");
  const std::size_t colon = text.rfind(':');
  if (equals == text.npos || dots == text.npos || colon == text.npos) return wrong();
  if (dots < equals || colon < dots) return wrong();
  const Setting form = TRY(parse_target(text.substr(0, equals), text));
  const Decimal low = TRY(read_value(form.target(), text.substr(equals + 1, dots - equals - 1)));
  const Decimal high = TRY(read_value(form.target(), text.substr(dots + 2, colon - dots - 2)));
  const Decimal step = TRY(read_value(form.target(), text.substr(colon + 1)));
  const int places = std::max({low.places, high.places, step.places});
  const auto first = units_at(low, places);
  const auto last = units_at(high, places);
  const auto width = units_at(step, places);
  if (!first || !last || !width || *width <= 0 || *last < *first) return wrong();
  const auto values = static_cast<std::uint64_t>((*last - *first) / *width) + 1;
  if (values > k_sweep_values_max) {
    return refuse(errors::k_sweep_long, {},
                  {std::to_string(values), std::to_string(k_sweep_values_max)});
  }
  std::vector<Setting> out;
  for (std::uint64_t i = 0; i < values; ++i) {
    out.push_back(form);
    out.back().value = {*first + *width * static_cast<std::int64_t>(i), places};
  }
  return out;
}

Result<std::vector<AppliedSetting>> apply_settings(StandardText& text,
                                                   std::span<const Setting> settings) {
  std::vector<AppliedSetting> out;
  for (const Setting& setting : settings) {
    const auto parameter = std::ranges::find_if(
        text.parameters, [&](const ParameterText& p) { return p.id == setting.id; });
    if (setting.what == Setting::What::parameter && parameter != text.parameters.end()) {
      const std::string before = values_text(*parameter);
      set_parameter(*parameter, setting);
      out.push_back({setting.id, before, values_text(*parameter)});
      continue;
    }
    Decimal* figure =
        setting.what == Setting::What::parameter ? nullptr : find_figure(text, setting);
    if (figure == nullptr) {
      return refuse(errors::k_setting_unknown, {}, {setting.target(), targets_of(text)});
    }
    out.push_back({setting.target(), text_of(*figure), text_of(setting.value)});
    if (setting.what == Setting::What::grade) {
      move_neighbour(text, setting.id, *figure, setting.value);
    }
    *figure = setting.value;
  }
  return out;
}

}  // namespace sanqu::studies
