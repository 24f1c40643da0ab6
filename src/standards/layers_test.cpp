// SPDX-License-Identifier: Apache-2.0
// Section 9: what a child may say, and that it can't say anything else.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "standards/sample_catalogue.hpp"
#include "standards/standards.hpp"

using namespace sanqu;
using namespace sanqu::standards;

namespace {

const std::string k_parent = R"yaml(standard: test.parent
version: 2.1.0
language: 1
catalogue: sample
title: {en: Parent}
layer: national
effective: {from: 2026-01-01}
cycle: {months: 12}
basis: [{id: method, source: Method, article: "1"}]
scope: {kinds: [enterprise, individual_business], where: employees < 500}
points: {places: 1, floor: 0, cap: 100}
parameters:
  unit_a: {unit: points, bounds: [1, 9], is: 4}
  unit_b: {unit: points, is: 5}
tables:
  factor: {keys: [severity], rows: [[any, 1]]}
dimensions:
  - id: merits
    title: {en: Merits}
    cap: 90
    indicators:
      - {id: commendations, title: {en: Commendations}, select: {class: commendation}, value: count, points: {per_unit: unit_a}}
grades:
  - {id: A, title: {en: Good}, from: 50}
  - {id: B, title: {en: Middle}, from: 20}
  - {id: C, title: {en: Poor}}
overrides:
  - {id: young, cap: B, when: months_since(established_on) < 12, basis: method}
)yaml";

const std::string k_child = R"yaml(standard: test.child
version: 0.1.0
language: 1
catalogue: sample
title: {en: Child}
layer: local
extends: test.parent@2.1.0
effective: {from: 2026-02-01}
basis: [{id: own, source: Local method, article: "3"}]
)yaml";

Result<LoadedStandard> load(const std::string& child, const std::string& parent = k_parent) {
  static const catalogue::Catalogue sample = sample_catalogue();
  const auto find = [&](const std::string& id, const std::string& version) {
    const bool fits = id == "test.parent" && version == "2.1.0";
    return fits ? std::optional(StandardFile{"parent.yaml", parent}) : std::nullopt;
  };
  return load_standard({"child.yaml", child}, sample, find);
}

std::string refusals(const std::string& child) {
  const auto loaded = load(child);
  std::string out;
  if (loaded) return out;
  for (const Error& error : loaded.error()) {
    out += (out.empty() ? "" : " ") + std::string(error.code->id);
  }
  return out;
}

const std::string k_may_not = "standard.child_may_not";

std::string indicator(const std::string& kind) {
  return "{id: extra, title: {en: Extra}, kind: [" + kind +
         "], select: {class: commendation}, value: exists, points: {per_unit: 3}}";
}

}  // namespace

TEST_CASE("a child that says nothing more is its parent under its own name") {
  const auto loaded = load(k_child);
  REQUIRE(loaded.has_value());
  const Plan& plan = loaded->plan;
  CHECK(plan.name() == "test.child@0.1.0");
  CHECK(plan.effective_from == Date::parse("2026-02-01"));
  CHECK(plan.indicators.size() == 1);
  CHECK(plan.grades.size() == 3);
  CHECK(plan.overrides.size() == 1);
  CHECK(plan.cap == 1000);
  REQUIRE(loaded->text.layers.size() == 2);
  CHECK(loaded->text.layers[1].file == "parent.yaml");
}

TEST_CASE("what a child may say") {
  const auto loaded = load(k_child + R"yaml(
scope: {kinds: [enterprise], where: employees > 3, not_rated: [{id: thin, when: missing(established_on), reason: {en: Thin}}]}
parameters: {unit_a: {is: 7.5}}
tables: {own_factor: {keys: [severity], rows: [[any, 2]]}}
dimensions:
  - {id: merits, indicators: [)yaml" +
                           indicator("special") + R"yaml(]}
grades: [{id: A, title: {en: Excellent}}]
overrides: [{id: listed, veto: C, when: {exists: {class: penalty}}, basis: own}]
)yaml");
  if (!loaded) FAIL(loaded.error().front().render(Lang::en));
  const Plan& plan = loaded->plan;
  CHECK(plan.kinds == std::vector<std::int32_t>{0});
  CHECK(plan.node(plan.where).kind == NodeKind::and_);  // the parent's and its own
  CHECK(plan.reasons.size() == 1);
  CHECK(plan.parameters[0].values[0].units == 75);
  CHECK(plan.tables.size() == 2);
  REQUIRE(plan.dimensions.size() == 1);
  CHECK(plan.dimensions[0].indicators.size() == 2);
  CHECK(plan.dimensions[0].cap >= 0);  // its limits stay
  CHECK(plan.grades[0].title.en == "Excellent");
  CHECK(plan.grades[0].low == 500);
  REQUIRE(plan.overrides.size() == 2);
  CHECK(plan.overrides[1].id == "listed");  // at the end
}

TEST_CASE("what a child may not say") {
  CHECK(refusals(k_child + "points: {places: 2}\n") == k_may_not);
  CHECK(refusals(k_child + "cycle: {months: 24}\n") == k_may_not);
  CHECK(refusals(k_child + "cycle: {months: 6}\n").empty());
  CHECK(refusals(k_child + "parameters: {unit_b: {is: 6}}\n") == k_may_not);  // it has no bounds
  CHECK(refusals(k_child + "parameters: {unit_a: {is: 6, bounds: [1, 20]}}\n") ==
        "standard.child_widens");
  CHECK(refusals(k_child + "parameters: {unit_a: {is: 10}}\n") == "standard.parameter_bounds");
  CHECK(refusals(k_child + "tables: {factor: {keys: [severity], rows: [[any, 2]]}}\n") ==
        k_may_not);
  CHECK(refusals(k_child + "dimensions: [{id: merits, cap: 95, indicators: [" +
                 indicator("special") + "]}]\n") == k_may_not);
  CHECK(refusals(k_child + "dimensions: [{id: merits, indicators: [" + indicator("basic") +
                 "]}]\n") == k_may_not);
  CHECK(refusals(k_child + "grades: [{id: A, title: {en: Good}, from: 40}]\n") == k_may_not);
  CHECK(refusals(k_child + "grades: [{id: D, title: {en: New}}]\n") == k_may_not);
  CHECK(refusals(k_child + "overrides: [{id: up, step_up: 1, when: employees > 3}]\n") ==
        "standard.child_loosens");
  CHECK(refusals(k_child + "rank: {minimum: 3}\n") == k_may_not);
}

TEST_CASE("a parent is named exactly, and is there") {
  const auto other = [&](const std::string& name) {
    std::string text = k_child;
    text.replace(text.find("test.parent@2.1.0"), 17, name);
    return text;
  };
  CHECK(refusals(other("test.parent@2.1.1")) == "standard.parent_missing");
  CHECK(refusals(other("test.parent")).starts_with("standard.parent_version"));
}
