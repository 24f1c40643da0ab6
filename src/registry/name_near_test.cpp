// SPDX-License-Identifier: Apache-2.0
#include "registry/name_near.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "registry/name_plan.hpp"

namespace sanqu::registry {

namespace {

/// The fewest errors with which `query` is a part of `name`, by the table of all beginnings: the long way.
std::size_t errors_in_table(std::u32string_view name, std::u32string_view query) {
  const std::size_t n = query.size();
  const std::size_t m = name.size();
  std::vector<std::vector<std::size_t>> table(n + 1, std::vector<std::size_t>(m + 1));
  for (std::size_t i = 0; i <= n; ++i) table[i][0] = i;
  for (std::size_t i = 1; i <= n; ++i) {
    for (std::size_t j = 1; j <= m; ++j) {
      const std::size_t other = query[i - 1] == name[j - 1] ? 0 : 1;
      table[i][j] =
          std::min({table[i - 1][j - 1] + other, table[i - 1][j] + 1, table[i][j - 1] + 1});
      if (i > 1 && j > 1 && query[i - 1] == name[j - 2] && query[i - 2] == name[j - 1]) {
        table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
      }
    }
  }
  return *std::ranges::min_element(table[n]);
}

bool occurs(std::u32string_view name, std::u32string_view pattern) {
  for (std::size_t at = 0; at + pattern.size() <= name.size(); ++at) {
    bool fits = true;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      fits = fits && (pattern[i] == k_any || pattern[i] == name[at + i]);
    }
    if (fits) return true;
  }
  return false;
}

NameError error_of(std::u32string_view name, std::u32string_view query) {
  const auto match = find_near(name, query);
  REQUIRE(match);
  return match->error;
}

}  // namespace

TEST_CASE("kinds of errors") {
  const std::u32string_view name = U"南阳市卧龙区餐饮店";
  CHECK(error_of(name, U"卧龙区餐饮") == NameError::none);
  CHECK(error_of(name, U"龙卧区餐饮") == NameError::swapped);
  CHECK(error_of(name, U"卧龙餐区饮") == NameError::swapped);
  CHECK(error_of(name, U"卧龙区饮餐") == NameError::swapped);
  CHECK(error_of(name, U"卧龙去餐饮") == NameError::replaced);
  CHECK(error_of(name, U"卧龙餐饮") == NameError::missing);
  CHECK(error_of(name, U"卧龙区市餐饮") == NameError::surplus);
  CHECK(error_of(name, U"我龙区餐饮") == NameError::at_edge);
  CHECK(error_of(name, U"卧龙区餐引") == NameError::at_edge);
  CHECK(error_of(name, U"餐饮店铺") == NameError::at_edge);
  CHECK(find_near(name, U"卧龙区餐饮")->position == 3);
  CHECK(find_near(name, U"卧龙餐饮")->position == 3);
  CHECK_FALSE(find_near(name, U"我尤区餐饮"));
  CHECK_FALSE(find_near(name, U""));
  CHECK_FALSE(find_near(U"", U"卧"));
  CHECK_FALSE(find_near(U"龙", U"卧"));
  CHECK(error_of(U"卧", U"卧龙") == NameError::at_edge);
  CHECK(error_of(U"aab", U"aba") == NameError::swapped);
}

TEST_CASE("at most one error: the same as by the table, for all short texts") {
  std::vector<std::u32string> texts = {U""};
  for (std::size_t from = 0, length = 0; length < 6; ++length) {
    const std::size_t to = texts.size();
    for (; from < to; ++from) {
      for (const char32_t c : U"abc") {
        if (c != 0) texts.push_back(texts[from] + c);
      }
    }
  }
  std::size_t with_one = 0;
  for (const std::u32string& name : texts) {
    for (const std::u32string& query : texts) {
      if (query.empty() || query.size() > 5) continue;
      // One that has one character has no other left if it is wrong.
      const std::size_t errors = errors_in_table(name, query);
      const bool is_near = query.size() == 1 ? errors == 0 : errors <= 1;
      const auto match = find_near(name, query);
      if (match.has_value() != is_near) {
        FAIL("name ", std::string(name.begin(), name.end()), " query ",
             std::string(query.begin(), query.end()), " errors ", errors);
      }
      if (!is_near) continue;
      if ((match->error == NameError::none) != (errors == 0)) FAIL("errors ", errors);
      if (errors == 0) continue;
      ++with_one;
      // And the patterns by which the store is asked leave none out.
      const bool is_asked = std::ranges::any_of(
          error_patterns(query), [&](const auto& one) { return occurs(name, one.text); });
      if (!is_asked) FAIL("no pattern for ", std::string(query.begin(), query.end()));
    }
  }
  CHECK(with_one > 10'000);
}

TEST_CASE("patterns of abc") {
  std::vector<std::string> texts;
  for (const auto& one : error_patterns(U"abc")) {
    texts.emplace_back(one.text.begin(), one.text.end());
  }
  CHECK(texts == std::vector<std::string>{"bac", "acb", "a?c", "a?bc", "ab?c", "ac", "bc", "ab"});
  CHECK(error_patterns(U"a").empty());
}

}  // namespace sanqu::registry
