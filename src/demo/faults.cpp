// SPDX-License-Identifier: Apache-2.0
#include "demo/faults.hpp"

#include <fmt/format.h>

#include <array>

#include "core/ensure.hpp"
#include "demo/code.hpp"
#include "demo/words.hpp"

namespace sanqu::demo {

namespace {

struct FaultKind {
  std::string_view name;
  Consequence consequence;
  int weight;
};

// In the order of Fault. Lines about persons are not drawn here.
constexpr FaultKind k_kinds[k_faults] = {
    {"natural_person", Consequence::refused_by_intake, 0},
    {"document_no_missing", Consequence::refused_by_intake, 10},
    {"date_in_future", Consequence::refused_by_intake, 8},
    {"date_with_points", Consequence::refused_by_intake, 12},
    {"unknown_category", Consequence::refused_by_intake, 12},
    {"columns_swapped", Consequence::refused_by_intake, 5},
    {"cell_count", Consequence::refused_by_intake, 5},
    {"code_as_number", Consequence::refused_by_intake, 6},
    {"code_placeholder", Consequence::refused_by_intake, 4},
    {"wrong_check_digit", Consequence::refused_by_register, 10},
    {"code_too_short", Consequence::refused_by_register, 6},
    {"unknown_subject", Consequence::refused_by_register, 8},
    {"yuan_for_wan_yuan", Consequence::taken, 6},
    {"trailing_blanks", Consequence::taken, 10},
    {"full_width_digits", Consequence::taken, 8},
    {"duplicate_line", Consequence::taken, 12},
};
constexpr int k_own_weight = 90;

Fault own_fault(Office office) {
  switch (office) {
    case Office::approval: return Fault::trailing_blanks;
    case Office::market: return Fault::unknown_subject;
    case Office::city_management: return Fault::date_with_points;
    case Office::fire: return Fault::yuan_for_wan_yuan;
    case Office::health: return Fault::code_too_short;
    case Office::environment: return Fault::document_no_missing;
    case Office::culture: return Fault::columns_swapped;
    case Office::emergency: return Fault::full_width_digits;
    case Office::tax: return Fault::duplicate_line;
    case Office::court: return Fault::wrong_check_digit;
    case Office::credit: return Fault::duplicate_line;
    case Office::street: return Fault::unknown_category;
    case Office::civil: return Fault::cell_count;
    case Office::exchange: return Fault::code_as_number;
  }
  return Fault::trailing_blanks;
}

std::string& cell(std::vector<std::string>& cells, int column) {
  return cells[static_cast<std::size_t>(column)];
}

/// 2026 -> 2062: two digits typed the wrong way round.
void swap_year_digits(std::string& date) {
  ensure(date.size() == 10);
  std::swap(date[2], date[3]);
}

bool is_future_when_swapped(std::string date) {
  swap_year_digits(date);
  return date > "2030";
}

bool has_place(const std::vector<std::string>& cells, const Template& form, Office office,
               Fault fault) {
  switch (fault) {
    case Fault::natural_person: return false;
    case Fault::document_no_missing: return form.key >= 0;
    case Fault::unknown_category: return form.word >= 0;
    case Fault::columns_swapped: return form.day >= 0 && form.text >= 0;
    case Fault::date_with_points:
    case Fault::full_width_digits: return form.day >= 0;
    case Fault::date_in_future:
      return form.day >= 0 && is_future_when_swapped(cells[static_cast<std::size_t>(form.day)]);
    case Fault::cell_count:
      return habits_of(office).form != FileForm::xlsx;  // rows have no number of cells
    case Fault::yuan_for_wan_yuan:
      return form.amount >= 0 && !cells[static_cast<std::size_t>(form.amount)].empty();
    default: return true;
  }
}

/// `0.2` in 10,000 yuan -> `2000`.
std::string in_yuan(std::string_view wan) {
  const std::size_t point = wan.find('.');
  std::string digits(wan.substr(0, point));
  std::string decimals = point == std::string_view::npos ? "" : std::string(wan.substr(point + 1));
  decimals.resize(4, '0');
  digits += decimals;
  const std::size_t first = digits.find_first_not_of('0');
  return first == std::string::npos ? "0" : digits.substr(first);
}

std::string full_width(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      out += "\xEF\xBC";  // U+FF10 to U+FF19
      out += static_cast<char>(0x90 + (c - '0'));
    } else {
      out += c;
    }
  }
  return out;
}

std::string with_points(std::string_view date) {
  const auto parsed = Date::parse(date);
  ensure(parsed.has_value());
  const YearMonthDay parts = ymd_of(*parsed);
  return fmt::format("{}.{}.{}", parts.year, parts.month, parts.day);
}

}  // namespace

Consequence consequence_of(Fault fault) {
  return k_kinds[static_cast<std::size_t>(fault)].consequence;
}

std::string_view name_of(Fault fault) { return k_kinds[static_cast<std::size_t>(fault)].name; }

std::optional<Fault> fault_for(const std::vector<std::string>& cells, const Template& form,
                               Office office, Dice& dice) {
  if (!form.takes_faults || !dice.chance(habits_of(office).faults)) return std::nullopt;
  std::array<int, k_faults> weights{};
  for (std::size_t i = 0; i < k_faults; ++i) {
    const auto fault = static_cast<Fault>(i);
    if (!has_place(cells, form, office, fault)) continue;
    weights[i] = k_kinds[i].weight + (fault == own_fault(office) ? k_own_weight : 0);
  }
  return static_cast<Fault>(dice.weighted(weights));
}

void spoil(std::vector<std::string>& cells, const Template& form, Fault fault, Dice& dice) {
  std::string& code = cell(cells, form.code);
  switch (fault) {
    case Fault::document_no_missing: cell(cells, form.key).clear(); break;
    case Fault::date_in_future: swap_year_digits(cell(cells, form.day)); break;
    case Fault::date_with_points: cell(cells, form.day) = with_points(cell(cells, form.day)); break;
    case Fault::unknown_category: cell(cells, form.word) = form.wrong_word; break;
    case Fault::columns_swapped: std::swap(cell(cells, form.day), cell(cells, form.text)); break;
    case Fault::cell_count: cells.insert(cells.begin() + form.text + 1, "另附材料"); break;
    case Fault::code_as_number:
      code = fmt::format("9.{}{}E+17", k_city_division, dice.between(10, 99));
      break;
    case Fault::code_placeholder: code = "00000000000000000X"; break;
    case Fault::wrong_check_digit: code = with_wrong_check(code); break;
    case Fault::code_too_short: code.pop_back(); break;
    case Fault::unknown_subject:
      code = credit_code("91", k_city_division,
                         k_code_numbers - 1 - static_cast<std::uint32_t>(dice.below(10'000)));
      break;
    case Fault::yuan_for_wan_yuan:
      cell(cells, form.amount) = in_yuan(cell(cells, form.amount));
      break;
    case Fault::trailing_blanks: code += "  "; break;
    case Fault::full_width_digits: cell(cells, form.day) = full_width(cell(cells, form.day)); break;
    case Fault::natural_person:
    case Fault::duplicate_line: ensure(false);
  }
}

void make_person(std::vector<std::string>& cells, const Template& form, Dice& dice) {
  const Date born = plus_days(first_day(), -dice.between(7000, 25'000));
  const auto district = static_cast<std::size_t>(dice.below(static_cast<int>(districts().size())));
  const std::string number =
      identity_number(districts()[district].division, born, dice.between(1, 999));
  cell(cells, form.category) = "自然人";
  cell(cells, form.name) = nobody(static_cast<std::uint32_t>(dice.below(10)));
  if (form.papers_number < 0) {
    cell(cells, form.code) = number;
    return;
  }
  cell(cells, form.code).clear();
  for (int column = form.code + 1; column < form.papers; ++column) cell(cells, column).clear();
  cell(cells, form.papers) = "身份证";
  cell(cells, form.papers_number) = number;
}

}  // namespace sanqu::demo
