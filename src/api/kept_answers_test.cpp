// SPDX-License-Identifier: Apache-2.0
#include "api/kept_answers.hpp"

#include <doctest/doctest.h>

using namespace sanqu;
using namespace sanqu::api;

namespace {

const Date k_day = *Date::parse("2026-06-01");

http::Response body(std::string text) { return http::response(200, "x", std::move(text)); }

}  // namespace

TEST_CASE("an answer is given again on its day and at its mark only") {
  KeptAnswers kept;
  kept.keep("z/a", {k_day, 7}, body("one"));
  REQUIRE(kept.find("z/a", {k_day, 7}));
  CHECK(*kept.find("z/a", {k_day, 7})->body == "one");
  CHECK_FALSE(kept.find("e/a", {k_day, 7}));
  CHECK_FALSE(kept.find("z/a", {k_day, 8}));
  CHECK_FALSE(kept.find("z/a", {plus_days(k_day, 1), 7}));
}

TEST_CASE("what was worked out at another moment drives out what was kept") {
  KeptAnswers kept;
  kept.keep("z/a", {k_day, 7}, body("one"));
  kept.keep("z/b", {k_day, 8}, body("two"));
  CHECK_FALSE(kept.find("z/a", {k_day, 8}));
  CHECK(kept.find("z/b", {k_day, 8}));
}

TEST_CASE("memory has a bound: all are let go when it is full, and a large one is never kept") {
  KeptAnswers kept;
  const Moment moment{k_day, 1};
  kept.keep("large", moment, body(std::string((1 << 20) + 1, 'x')));
  CHECK_FALSE(kept.find("large", moment));
  const http::Response one = body(std::string(1 << 20, 'x'));
  for (int i = 0; i < 64; ++i) kept.keep(std::to_string(i), moment, one);
  CHECK(kept.find("63", moment));
  CHECK_FALSE(kept.find("0", moment));
}
