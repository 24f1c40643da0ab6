// SPDX-License-Identifier: Apache-2.0
// The table of bits against the plain walk over the rows (standards::match_row), over random tables.
#include <doctest/doctest.h>

#include <random>
#include <vector>

#include "evaluation/bound_table.hpp"
#include "evaluation/snapshot.hpp"

using namespace sanqu;
using namespace sanqu::evaluation;
using standards::PlanCell;
using standards::PlanTable;
using standards::TableKeyValue;

namespace {

constexpr std::int32_t k_codes = 5;

class RandomTable {
 public:
  explicit RandomTable(std::uint64_t seed) : random_(seed) {}

  std::int64_t below(std::int64_t limit) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(limit));
  }

  PlanTable table() {
    PlanTable out;
    const auto keys = static_cast<std::size_t>(1 + below(3));
    for (std::size_t i = 0; i < keys; ++i) {
      out.keys.push_back({below(2) == 0, 0, catalogue::Unit::number});
    }
    // More than 64 rows at times, so that a second word of bits is used.
    const std::int64_t rows = below(5) == 0 ? 65 + below(80) : 1 + below(8);
    for (std::int64_t row = 0; row < rows; ++row) {
      std::vector<PlanCell> cells;
      for (const auto& key : out.keys) cells.push_back(cell(key.is_code, rows > 20));
      out.rows.push_back(std::move(cells));
      out.results.push_back(1000 + row);
    }
    if (below(2) == 0) out.otherwise = 7;
    return out;
  }

  /// A value of a key, as match_row takes it and as the table of bits does.
  std::pair<TableKeyValue, std::int64_t> value(bool is_code, int places) {
    if (below(8) == 0) return {{true, -1, {}}, k_missing};
    if (is_code) {
      const std::int64_t code = below(k_codes);
      return {{false, static_cast<std::int32_t>(code), {}}, code};
    }
    const std::int64_t units = below(41 * pow10(places)) - 20 * pow10(places);
    return {{false, -1, Exact::decimal(units, places)}, units};
  }

 private:
  PlanCell cell(bool is_code, bool is_narrow) {
    PlanCell out;
    const std::int64_t form = below(10);
    if (form == 0 && !is_narrow) out.any = true;
    if (form == 1) out.missing = true;
    if (out.any || out.missing) return out;
    if (is_code) {
      for (std::int64_t i = 0; i <= below(2); ++i) {
        out.codes.push_back(static_cast<std::int32_t>(below(k_codes)));
      }
      return out;
    }
    const int places = static_cast<int>(below(4));
    const std::int64_t low = below(30 * pow10(places)) - 15 * pow10(places);
    const std::int64_t width = below((is_narrow ? 2 : 20) * pow10(places) + 1);
    if (is_narrow || below(3) != 0) out.low = Decimal{low, places};
    if (!out.low || is_narrow || below(3) != 0) out.high = Decimal{low + width, places};
    out.low_open = below(2) == 0;
    out.high_open = below(2) == 0;
    return out;
  }

  std::mt19937_64 random_;
};

}  // namespace

TEST_CASE("a bound table finds what the walk over the rows finds") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    RandomTable random(seed);
    const PlanTable table = random.table();
    std::vector<int> places;
    for (const auto& key : table.keys) {
      places.push_back(key.is_code ? 0 : static_cast<int>(random.below(3)));
    }
    const BoundTable bound(table, places);
    for (int trial = 0; trial < 200; ++trial) {
      std::vector<TableKeyValue> keys;
      std::vector<std::int64_t> units;
      for (std::size_t i = 0; i < places.size(); ++i) {
        const auto [key, unit] = random.value(table.keys[i].is_code, places[i]);
        keys.push_back(key);
        units.push_back(unit);
      }
      const std::int32_t row = standards::match_row(table, keys);
      const std::int64_t wanted = row >= 0 ? table.results[static_cast<std::size_t>(row)]
                                           : table.otherwise.value_or(k_no_row);
      if (bound.find(units) != wanted) {
        FAIL("seed " << seed << ", trial " << trial << ": " << bound.find(units) << ", not "
                     << wanted);
      }
    }
  }
}

TEST_CASE("an error in a key is the error of the whole") {
  PlanTable table;
  table.keys.push_back({false, -1, catalogue::Unit::number});
  PlanCell any;
  any.any = true;
  table.rows = {{any}};
  table.results = {5};
  const BoundTable bound(table, std::vector<int>{0});
  CHECK(bound.find(std::vector<std::int64_t>{k_overflow}) == k_overflow);
  CHECK(bound.find(std::vector<std::int64_t>{k_no_row}) == k_no_row);
  CHECK(bound.find(std::vector<std::int64_t>{k_missing}) == 5);
  CHECK(bound.find(std::vector<std::int64_t>{-1'000'000'000'000}) == 5);
}
