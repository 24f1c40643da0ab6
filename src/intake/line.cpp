// SPDX-License-Identifier: Apache-2.0
#include "intake/line.hpp"

#include <algorithm>

#include "core/csv_line.hpp"
#include "core/text.hpp"
#include "intake/natural_person.hpp"

namespace sanqu::intake {

namespace {
constexpr std::string_view k_formula_text = "#FORMULA!";
constexpr std::string_view k_merged_text = "#MERGED!";
}  // namespace

std::string_view trouble_text(CellTrouble trouble) {
  switch (trouble) {
    case CellTrouble::none:
    case CellTrouble::error_value: return {};
    case CellTrouble::formula_without_value: return k_formula_text;
    case CellTrouble::merged: return k_merged_text;
  }
  return {};
}

CellTrouble trouble_of(std::string_view text) {
  if (text == k_formula_text) return CellTrouble::formula_without_value;
  if (text == k_merged_text) return CellTrouble::merged;
  for (const std::string_view error :
       {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}) {
    if (text == error) return CellTrouble::error_value;
  }
  return CellTrouble::none;
}

std::string header_line(const std::vector<std::string>& names) {
  std::string out;
  CsvLine line(out, CsvLine::For::reading_back);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool is_safe = !holds_identity_number(names[i]);
    line.cell(is_safe ? names[i] : "column_" + std::to_string(i + 1));
  }
  return out;
}

std::string header_name(std::string_view text) {
  constexpr std::string_view k_wide_asterisk = "\xEF\xBC\x8A";
  std::string name = folded_cell(text);
  std::erase_if(name, [](char c) { return c == '\n' || c == '\r'; });
  std::string_view rest = name;
  while (true) {
    rest = trimmed(rest);
    if (rest.starts_with('*')) {
      rest.remove_prefix(1);
    } else if (rest.ends_with('*')) {
      rest.remove_suffix(1);
    } else if (rest.starts_with(k_wide_asterisk)) {
      rest.remove_prefix(k_wide_asterisk.size());
    } else if (rest.ends_with(k_wide_asterisk)) {
      rest.remove_suffix(k_wide_asterisk.size());
    } else {
      return std::string(rest);
    }
  }
}

Place place_in(const std::string& file, std::uint32_t line, std::string_view raw,
               std::size_t offset) {
  const std::string_view before = raw.substr(0, std::min(offset, raw.size()));
  const auto lines = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t newline = before.rfind('\n');
  const std::string_view in_line =
      newline == std::string_view::npos ? before : before.substr(newline + 1);
  const auto characters = std::count_if(in_line.begin(), in_line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  });
  return {file, line + lines, static_cast<std::uint32_t>(characters) + 1, ""};
}

}  // namespace sanqu::intake
