// SPDX-License-Identifier: Apache-2.0
#include "evaluation/row_index.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace sanqu::evaluation;

TEST_CASE("every id is found through growth, and an id put again has its new row") {
  std::vector<std::string> ids;
  RowIndex index;
  const auto id_of = [&](std::uint32_t row) { return std::string_view(ids[row]); };
  CHECK(index.find("r0", id_of) == RowIndex::k_none);
  constexpr std::uint32_t k_rows = 5000;  // grows several times from 1024
  for (std::uint32_t row = 0; row < k_rows; ++row) {
    ids.push_back("r" + std::to_string(row));
    CHECK(index.find(ids.back(), id_of) == RowIndex::k_none);
    index.put(ids.back(), row, id_of);
  }
  for (std::uint32_t row = 0; row < k_rows; ++row) CHECK(index.find(ids[row], id_of) == row);
  CHECK(index.find("r5000", id_of) == RowIndex::k_none);
  CHECK(index.find("", id_of) == RowIndex::k_none);
  // A later version of the same record: the same id in a new row.
  for (std::uint32_t row = 0; row < k_rows; row += 7) {
    ids.push_back(ids[row]);
    const auto again = static_cast<std::uint32_t>(ids.size() - 1);
    index.put(ids[again], again, id_of);
    CHECK(index.find(ids[row], id_of) == again);
  }
  CHECK(index.find("r1", id_of) == 1);
}
