// SPDX-License-Identifier: Apache-2.0
// A lookup table made ready for integer keys: for each key, the rows that a value matches as a set of bits; the first row
// in all sets is the answer (rule R18: the first matching row).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "standards/plan.hpp"

namespace sanqu::evaluation {

class BoundTable {
 public:
  /// `key_places` are the places of the integer keys, one a key (codes: 0).
  BoundTable(const standards::PlanTable& table, std::span<const int> key_places);

  /// Units of the result, or k_no_row. A key may be k_missing.
  std::int64_t find(std::span<const std::int64_t> keys) const;

 private:
  struct Key {
    bool is_code = false;
    std::vector<std::int64_t> starts;    // numbers: where each interval begins, ascending
    std::vector<std::uint64_t> rows;     // words_ words a code or interval
    std::vector<std::uint64_t> missing;  // words_ words
  };
  const std::uint64_t* rows_of(const Key& key, std::int64_t value) const;
  void bind_codes(const standards::PlanTable& table, std::size_t index, Key& key) const;
  void bind_numbers(const standards::PlanTable& table, std::size_t index, int places,
                    Key& key) const;

  std::size_t words_ = 1;
  std::vector<Key> keys_;
  std::vector<std::int64_t> results_;
  std::int64_t otherwise_;
};

}  // namespace sanqu::evaluation
