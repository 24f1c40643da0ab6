// SPDX-License-Identifier: Apache-2.0
// A plan on a day: windows at the ends of months, the parameter in force, constants worked out.
#include "evaluation/binding.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace sanqu;
using namespace sanqu::evaluation;
using standards::Measure;
using standards::NodeKind;
using standards::WindowKind;

namespace {

Date day(const char* text) { return Date::parse(text).value(); }

WindowDays window_on(const char* as_of, WindowKind kind, int length, Date since = {}) {
  Plan plan;
  Measure measure;
  measure.window = {kind, length, since, false};
  plan.measures.push_back(measure);
  const Snapshot empty;
  return Binding(plan, empty, day(as_of)).windows[0];
}

/// `first..last` as text, so that a failure is readable.
std::string days_on(const char* as_of, WindowKind kind, int length, Date since = {}) {
  const WindowDays days = window_on(as_of, kind, length, since);
  return Date::from_days(days.first).text() + ".." + Date::from_days(days.last).text();
}

}  // namespace

TEST_CASE(
    "a window of months holds d with as_of minus months < d <= as_of, clamped at month ends") {
  CHECK(days_on("2026-03-15", WindowKind::months, 1) == "2026-02-16..2026-03-15");
  CHECK(days_on("2026-03-31", WindowKind::months, 1) == "2026-03-01..2026-03-31");
  CHECK(days_on("2026-03-28", WindowKind::months, 1) == "2026-03-01..2026-03-28");
  CHECK(days_on("2024-03-31", WindowKind::months, 1) == "2024-03-01..2024-03-31");
  CHECK(days_on("2024-02-29", WindowKind::months, 12) == "2023-03-01..2024-02-29");
  CHECK(days_on("2025-02-28", WindowKind::months, 12) == "2024-02-29..2025-02-28");
  CHECK(days_on("2026-01-01", WindowKind::months, 36) == "2023-01-02..2026-01-01");
}

TEST_CASE("days, since, and no window: never after as_of") {
  CHECK(days_on("2026-03-01", WindowKind::days, 30) == "2026-01-31..2026-03-01");
  CHECK(days_on("2026-03-01", WindowKind::since, 0, day("2024-01-01")) == "2024-01-01..2026-03-01");
  CHECK(days_on("2026-03-01", WindowKind::all, 0) == "0001-01-01..2026-03-01");
}

TEST_CASE("decay steps begin where their windows do") {
  Plan plan;
  Measure measure;
  measure.decay = {{12, Factor::from_millionths(1'000'000)},
                   {24, Factor::from_millionths(500'000)}};
  plan.measures.push_back(measure);
  const Snapshot empty;
  const Binding binding(plan, empty, day("2024-02-29"));
  REQUIRE(binding.decay_first[0].size() == 2);
  CHECK(Date::from_days(binding.decay_first[0][0]) == day("2023-03-01"));
  CHECK(Date::from_days(binding.decay_first[0][1]) == day("2022-03-01"));
}

TEST_CASE(
    "rule R18: the last parameter value that is not after as_of; the first holds since ever") {
  Plan plan;
  plan.parameters.push_back(
      {"p", catalogue::Unit::points, 1, {{day("2026-01-01"), 40}, {day("2027-01-01"), 50}}});
  const Snapshot empty;
  const auto on = [&](const char* as_of) { return Binding(plan, empty, day(as_of)).parameters[0]; };
  CHECK(on("2025-06-01") == 40);
  CHECK(on("2026-12-31") == 40);
  CHECK(on("2027-01-01") == 50);
}

TEST_CASE("a limit made of numbers and parameters is exact, and in units at the places asked for") {
  Plan plan;
  plan.parameters.push_back({"p", catalogue::Unit::points, 1, {{Date::min(), 45}}});
  standards::Node three;
  three.imm = 3;
  standards::Node parameter;
  parameter.kind = NodeKind::parameter;
  parameter.index = 0;
  standards::Node product;
  product.kind = NodeKind::multiply;
  product.children = {0, 1};
  standards::Node negated;
  negated.kind = NodeKind::negate;
  negated.children = {2};
  plan.nodes = {three, parameter, product, negated};
  const Snapshot empty;
  const Binding binding(plan, empty, day("2026-01-01"));
  const BoundLimit limit = binding.limit(3, 2);
  CHECK(limit.given);
  CHECK(limit.units == -1350);
  CHECK(limit.exact.text() == "-13.5");
  CHECK_FALSE(binding.limit(-1, 2).given);
}
