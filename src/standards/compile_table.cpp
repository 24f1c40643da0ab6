// SPDX-License-Identifier: Apache-2.0
// Parameters and tables (section 4): units, bounds, and the proof that a table has a row for everything.
#include <algorithm>
#include <array>

#include "standards/compile.hpp"
#include "standards/errors.hpp"

namespace sanqu::standards {

using namespace errors;

namespace {

constexpr std::array<std::string_view, 7> k_unit_words = {"number", "count",   "money", "days",
                                                          "months", "percent", "points"};
constexpr std::size_t k_table_probes_max = 50'000;

std::optional<Unit> unit_of(std::string_view word) {
  for (std::size_t i = 0; i < k_unit_words.size(); ++i)
    if (k_unit_words[i] == word) return static_cast<Unit>(i);
  return std::nullopt;
}

std::string unit_words() {
  std::string out;
  for (const std::string_view word : k_unit_words)
    out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

std::string bounds_text(const ParameterText& text) {
  return "[" + decimal_text(text.low->units, text.low->places) + ", " +
         decimal_text(text.high->units, text.high->places) + "]";
}

void compile_parameter(Compiler& c, const ParameterText& text) {
  refuse_reserved(c, text.id, text.place, "参数", "parameter");
  const auto unit = unit_of(text.unit.empty() ? "number" : text.unit);
  if (!unit) {
    c.report(yaml_errors::k_wrong_word, text.place, {"unit", text.unit, unit_words()});
    return;
  }
  PlanParameter parameter{text.id, *unit, *unit == Unit::money ? 2 : 0, {}};
  for (const ParameterValue& value : text.values)
    parameter.places = std::max(parameter.places, value.is.places);
  for (std::size_t i = 0; i < text.values.size(); ++i) {
    const ParameterValue& value = text.values[i];
    const auto units = units_at(value.is, parameter.places);
    const Date from = value.from.value_or(Date::min());
    if (!units) c.report(k_range, text.place, {decimal_text(value.is.units, value.is.places)});
    if (!parameter.values.empty() && from <= parameter.values.back().from)
      c.report(k_parameter_values, text.place, {text.id});
    const Exact exact = Exact::decimal(value.is.units, value.is.places);
    const bool below =
        text.low && Exact::compare(exact, Exact::decimal(text.low->units, text.low->places)) < 0;
    const bool above =
        text.high && Exact::compare(exact, Exact::decimal(text.high->units, text.high->places)) > 0;
    if (below || above)
      c.report(k_parameter_bounds, text.place, {text.id, bounds_text(text), "", ""});
    parameter.values.push_back({from, units.value_or(0)});
  }
  if (parameter.values.empty()) parameter.values.push_back({Date::min(), 0});
  c.expressions.parameter_of[text.id] = static_cast<std::int32_t>(c.plan.parameters.size());
  c.plan.parameters.push_back(std::move(parameter));
}

PlanCell compile_cell(Compiler& c, const TableCell& text, const PlanTableKey& key) {
  PlanCell cell;
  cell.any = text.any;
  cell.missing = text.missing;
  cell.low = text.low;
  cell.high = text.high;
  cell.low_open = text.low_open;
  cell.high_open = text.high_open;
  const bool is_number = text.low || text.high;
  if (!cell.any && !cell.missing && is_number == key.is_code) {
    c.report(k_table_cell, text.place, {text.words.empty() ? "…" : text.words.front()});
    return cell;
  }
  for (const std::string& word : text.words) {
    const auto& set = c.catalogue.code_sets[static_cast<std::size_t>(key.code_set)];
    const auto code = set.find(word);
    if (!code) {
      std::vector<std::string> known;
      for (const auto& candidate : set.codes) known.push_back(candidate.id);
      const std::string near = nearest_word(word, known);
      c.report(k_unknown_code, text.place,
               {word, set.id, near.empty() ? "" : "是否指“" + near + "”?",
                near.empty() ? "" : "Did you mean `" + near + "`?"});
    } else {
      cell.codes.push_back(*code);
    }
  }
  return cell;
}

bool cell_matches(const PlanCell& cell, const PlanTableKey& key, const TableKeyValue& value) {
  if (cell.any) return true;
  if (cell.missing || value.missing) return cell.missing && value.missing;
  if (key.is_code)
    return std::find(cell.codes.begin(), cell.codes.end(), value.code) != cell.codes.end();
  if (cell.low) {
    const auto order =
        Exact::compare(value.number, Exact::decimal(cell.low->units, cell.low->places));
    if (order < 0 || (order == 0 && cell.low_open)) return false;
  }
  if (cell.high) {
    const auto order =
        Exact::compare(value.number, Exact::decimal(cell.high->units, cell.high->places));
    if (order > 0 || (order == 0 && cell.high_open)) return false;
  }
  return true;
}

/// Values of one key that stand for all others: every code; or every bound, and one value between and beyond them.
std::vector<TableKeyValue> representatives(const Compiler& c, const PlanTable& table,
                                           std::size_t key_index) {
  const PlanTableKey& key = table.keys[key_index];
  std::vector<TableKeyValue> out;
  if (key.is_code) {
    const auto& set = c.catalogue.code_sets[static_cast<std::size_t>(key.code_set)];
    for (std::size_t i = 0; i < set.codes.size(); ++i)
      out.push_back({false, static_cast<std::int32_t>(i), {}});
    return out;
  }
  std::vector<Exact> bounds;
  for (const auto& row : table.rows) {
    for (const auto& side : {row[key_index].low, row[key_index].high})
      if (side) bounds.push_back(Exact::decimal(side->units, side->places));
  }
  std::sort(bounds.begin(), bounds.end(),
            [](const Exact& a, const Exact& b) { return Exact::compare(a, b) < 0; });
  const Exact one = Exact::whole(1);
  if (bounds.empty()) out.push_back({false, -1, Exact{}});
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    if (i == 0) out.push_back({false, -1, bounds[i] - one});
    out.push_back({false, -1, bounds[i]});
    const bool last = i + 1 == bounds.size();
    out.push_back(
        {false, -1, last ? bounds[i] + one : (bounds[i] + bounds[i + 1]) / Exact::whole(2)});
  }
  return out;
}

std::string keys_text(const Compiler& c, const PlanTable& table,
                      const std::vector<TableKeyValue>& keys) {
  std::string out;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const PlanTableKey& key = table.keys[i];
    if (i > 0) out += ", ";
    out += key.is_code ? c.catalogue.code_sets[static_cast<std::size_t>(key.code_set)]
                             .codes[static_cast<std::size_t>(keys[i].code)]
                             .id
                       : keys[i].number.text();
  }
  return out;
}

/// Walks every combination of representatives: which rows are reached, and is there always one?
void prove_coverage(Compiler& c, const TableText& text, PlanTable& table) {
  std::vector<std::vector<TableKeyValue>> choices;
  std::size_t probes = 1;
  bool only_codes = true;
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    choices.push_back(representatives(c, table, i));
    probes *= choices.back().size();
    only_codes = only_codes && table.keys[i].is_code;
    if (probes > k_table_probes_max)
      return;  // not proved complete: a subject may meet a missing row
  }
  std::vector<char> reached(table.rows.size(), 0);
  table.complete = true;
  for (std::size_t probe = 0; probe < probes; ++probe) {
    std::vector<TableKeyValue> keys;
    std::size_t rest = probe;
    for (const auto& choice : choices) {
      keys.push_back(choice[rest % choice.size()]);
      rest /= choice.size();
    }
    const std::int32_t row = match_row(table, keys);
    if (row >= 0) {
      reached[static_cast<std::size_t>(row)] = 1;
    } else if (!table.otherwise) {
      if (only_codes && table.complete)
        c.report(k_table_incomplete, text.place, {text.id, keys_text(c, table, keys)});
      table.complete = false;
    }
  }
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto& cells = table.rows[i];
    const bool for_missing =
        std::any_of(cells.begin(), cells.end(), [](const PlanCell& cell) { return cell.missing; });
    if (reached[i] == 0 && !for_missing)
      c.warn(k_table_row_unreachable, text.rows[i].place, {text.id});
  }
}

void compile_table(Compiler& c, const TableText& text) {
  PlanTable table;
  table.id = text.id;
  const std::size_t errors_before = c.errors.size();
  const auto unit = unit_of(text.unit.empty() ? "number" : text.unit);
  if (!unit || *unit == Unit::money)
    c.report(yaml_errors::k_wrong_word, text.place, {"unit", text.unit, unit_words()});
  table.unit = unit.value_or(Unit::number);
  for (const std::string& word : text.keys) {
    PlanTableKey key;
    const auto key_unit = unit_of(word);
    key.is_code = !key_unit;
    key.unit = key_unit.value_or(Unit::number);
    if (key.is_code) key.code_set = c.catalogue.find_code_set(word);
    if (key.is_code && key.code_set < 0)
      c.report(yaml_errors::k_wrong_word, text.place, {"keys", word, unit_words()});
    table.keys.push_back(key);
  }
  if (c.errors.size() > errors_before) return;
  table.places = text.otherwise ? text.otherwise->places : 0;
  for (const TableRow& row : text.rows) table.places = std::max(table.places, row.result.places);
  for (const TableRow& row : text.rows) {
    std::vector<PlanCell> cells;
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      cells.push_back(compile_cell(c, row.cells[i], table.keys[i]));
    table.rows.push_back(std::move(cells));
    const auto result = units_at(row.result, table.places);
    if (!result) c.report(k_range, row.place, {decimal_text(row.result.units, row.result.places)});
    table.results.push_back(result.value_or(0));
  }
  if (text.otherwise) table.otherwise = units_at(*text.otherwise, table.places);
  if (c.errors.size() == errors_before) prove_coverage(c, text, table);
  c.expressions.table_of[text.id] = static_cast<std::int32_t>(c.plan.tables.size());
  c.plan.tables.push_back(std::move(table));
}

}  // namespace

void refuse_reserved(Compiler& c, const std::string& id, const Place& place, const char* zh,
                     const char* en) {
  constexpr std::array<std::string_view, 19> k_words = {
      "as_of", "value",        "points",         "kind",         "subject",  "present", "missing",
      "has",   "months_since", "months_between", "days_between", "min",      "max",     "abs",
      "round", "if",           "value_of",       "points_of",    "record_id"};
  if (std::find(k_words.begin(), k_words.end(), id) != k_words.end())
    c.report(k_reserved_name, place, {id, zh, en});
}

std::int32_t match_row(const PlanTable& table, const std::vector<TableKeyValue>& keys) {
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    bool all = true;
    for (std::size_t i = 0; all && i < keys.size(); ++i)
      all = cell_matches(table.rows[row][i], table.keys[i], keys[i]);
    if (all) return static_cast<std::int32_t>(row);
  }
  return -1;
}

void compile_parameters(Compiler& c) {
  for (const ParameterText& parameter : c.text.parameters) {
    if (c.expressions.parameter_of.contains(parameter.id))
      c.report(k_duplicate_id, parameter.place, {parameter.id});
    compile_parameter(c, parameter);
  }
}

void compile_tables(Compiler& c) {
  for (const TableText& table : c.text.tables) {
    if (c.expressions.table_of.contains(table.id))
      c.report(k_duplicate_id, table.place, {table.id});
    refuse_reserved(c, table.id, table.place, "对照表", "table");
    compile_table(c, table);
  }
}

}  // namespace sanqu::standards
