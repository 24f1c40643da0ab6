// SPDX-License-Identifier: Apache-2.0
#include "evaluation/bound_table.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "core/ensure.hpp"
#include "evaluation/snapshot.hpp"

namespace sanqu::evaluation {

using standards::PlanCell;
using standards::PlanTable;

namespace {

void set_row(std::vector<std::uint64_t>& words, std::size_t first_word, std::size_t row) {
  words[first_word + row / 64] |= std::uint64_t{1} << (row % 64);
}

Exact exact_of(Decimal decimal) { return Exact::decimal(decimal.units, decimal.places); }

constexpr std::int64_t k_low_end = k_special_end;
constexpr std::int64_t k_high_end = std::numeric_limits<std::int64_t>::max() - 1;

/// The whole units that a cell matches, both ends included.
std::pair<std::int64_t, std::int64_t> units_of(const PlanCell& cell, int places) {
  if (cell.missing) return {1, 0};
  return {cell.low ? first_unit(exact_of(*cell.low), cell.low_open, places) : k_low_end,
          cell.high ? last_unit(exact_of(*cell.high), cell.high_open, places) : k_high_end};
}

}  // namespace

BoundTable::BoundTable(const PlanTable& table, std::span<const int> key_places)
    : words_((table.rows.size() + 63) / 64),
      results_(table.results),
      otherwise_(table.otherwise.value_or(k_no_row)) {
  ensure(key_places.size() == table.keys.size());
  words_ = std::max<std::size_t>(words_, 1);
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    Key key;
    key.is_code = table.keys[i].is_code;
    key.missing.assign(words_, 0);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      const PlanCell& cell = table.rows[row][i];
      if (cell.any || cell.missing) set_row(key.missing, 0, row);
    }
    if (key.is_code) {
      bind_codes(table, i, key);
    } else {
      bind_numbers(table, i, key_places[i], key);
    }
    keys_.push_back(std::move(key));
  }
}

void BoundTable::bind_codes(const PlanTable& table, std::size_t index, Key& key) const {
  std::int32_t codes = 0;
  for (const auto& row : table.rows)
    for (const std::int32_t code : row[index].codes) codes = std::max(codes, code + 1);
  // One more entry stands for every code that no row names.
  key.rows.assign((static_cast<std::size_t>(codes) + 1) * words_, 0);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const PlanCell& cell = table.rows[row][index];
    for (std::size_t code = 0; cell.any && code <= static_cast<std::size_t>(codes); ++code)
      set_row(key.rows, code * words_, row);
    for (const std::int32_t code : cell.codes)
      set_row(key.rows, static_cast<std::size_t>(code) * words_, row);
  }
}

void BoundTable::bind_numbers(const PlanTable& table, std::size_t index, int places,
                              Key& key) const {
  key.starts.push_back(k_low_end);
  for (const auto& row : table.rows) {
    const auto [low, high] = units_of(row[index], places);
    if (low > high) continue;
    key.starts.push_back(low);
    if (high < k_high_end) key.starts.push_back(high + 1);
  }
  std::sort(key.starts.begin(), key.starts.end());
  key.starts.erase(std::unique(key.starts.begin(), key.starts.end()), key.starts.end());
  key.rows.assign(key.starts.size() * words_, 0);
  for (std::size_t at = 0; at < key.starts.size(); ++at) {
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      const auto [low, high] = units_of(table.rows[row][index], places);
      if (low <= key.starts[at] && key.starts[at] <= high) set_row(key.rows, at * words_, row);
    }
  }
}

const std::uint64_t* BoundTable::rows_of(const Key& key, std::int64_t value) const {
  if (value == k_missing) return key.missing.data();
  std::size_t at = 0;
  if (key.is_code) {
    at = std::min(static_cast<std::size_t>(value), key.rows.size() / words_ - 1);
  } else {
    const auto after = std::upper_bound(key.starts.begin(), key.starts.end(), value);
    at = static_cast<std::size_t>(after - key.starts.begin()) - 1;
  }
  return key.rows.data() + at * words_;
}

std::int64_t BoundTable::find(std::span<const std::int64_t> keys) const {
  for (const std::int64_t key : keys)
    if (is_special(key) && key != k_missing)
      return key;  // an error in a key is the error of the whole
  for (std::size_t word = 0; word < words_; ++word) {
    std::uint64_t rows = ~std::uint64_t{0};
    for (std::size_t i = 0; i < keys.size(); ++i) rows &= rows_of(keys_[i], keys[i])[word];
    if (rows == 0) continue;
    const std::size_t row = word * 64 + static_cast<std::size_t>(std::countr_zero(rows));
    if (row < results_.size()) return results_[row];
  }
  return otherwise_;
}

}  // namespace sanqu::evaluation
