// SPDX-License-Identifier: Apache-2.0
// Text -> plan, over the hand-made catalogue: what a small standard becomes, and single duties of the compiler.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "standards/sample_catalogue.hpp"
#include "standards/standards.hpp"

using namespace sanqu;
using namespace sanqu::standards;

namespace {

const std::string k_small = R"yaml(standard: test.small
version: 1.0.0
language: 1
catalogue: sample
title: {zh: 小, en: Small}
layer: national
effective: {from: 2026-01-01}
basis: [{id: method, source: Method, article: "1"}]
scope: {kinds: [enterprise, individual_business]}
points: {places: 1, base: 100, floor: 0, cap: 150}
parameters:
  unit_a: {unit: points, bounds: [1, 9], values: [{from: 2025-01-01, is: 2.5}, {from: 2026-01-01, is: 4}]}
tables:
  factor:
    keys: [severity, money]
    rows:
      - [minor, any, 0.5]
      - [[general, serious], "< 100", 1]
      - [serious, 100..200, 1.75]
      - [any, missing, 2]
    else: 3
dimensions:
  - id: faults
    title: {en: Faults}
    indicators:
      - id: penalties
        title: {en: Penalties}
        adverse: true
        basis: method
        select: {class: penalty, where: "severity != 'minor'", window: {months: 36}}
        each: {points: "-unit_a * factor(severity, fine)", floor: -30}
  - id: merits
    title: {en: Merits}
    indicators:
      - id: commendations
        title: {en: Commendations}
        select: {class: commendation}
        value: count
        points: {per_unit: 2}
        cap: 50
grades:
  - {id: A, title: {en: Good}, from: 90}
  - {id: B, title: {en: Poor}}
)yaml";

std::string with(std::string from, const std::string& what, const std::string& instead) {
  const auto at = from.find(what);
  REQUIRE_MESSAGE(at != std::string::npos, what);
  return from.replace(at, what.size(), instead);
}

Result<LoadedStandard> load(const std::string& text) {
  static const catalogue::Catalogue sample = sample_catalogue();
  return load_standard({"s.yaml", text}, sample,
                       [](const std::string&, const std::string&) { return std::nullopt; });
}

/// The codes of the refusal, with blanks between; empty if it loads.
std::string refusals(const std::string& text) {
  const auto loaded = load(text);
  std::string out;
  if (loaded) return out;
  for (const Error& error : loaded.error()) {
    out += (out.empty() ? "" : " ") + std::string(error.code->id);
  }
  return out;
}

Plan plan_of(const std::string& text) {
  auto loaded = load(text);
  if (!loaded) FAIL(loaded.error().front().render(Lang::en));
  return std::move(loaded->plan);
}

const Node& value_node(const Plan& plan, std::size_t measure) {
  return plan.node(plan.measures[measure].sources[0].value);
}

}  // namespace

TEST_CASE("a small standard becomes a plan: names are indices, literals are numbers") {
  const Plan plan = plan_of(k_small);
  CHECK(plan.name() == "test.small@1.0.0");
  CHECK(plan.kinds == std::vector<std::int32_t>{0, 1});
  CHECK(plan.places == 1);
  CHECK(plan.base == 1000);
  CHECK(plan.floor == 0);
  CHECK(plan.cap == 1500);
  REQUIRE(plan.parameters.size() == 1);
  CHECK(plan.parameters[0].places == 1);
  CHECK(plan.parameters[0].values[0].units == 25);
  CHECK(plan.parameters[0].values[1].units == 40);
  REQUIRE(plan.indicators.size() == 2);
  CHECK(plan.indicators[0].adverse);
  CHECK(plan.indicators[0].basis.front().source == "Method");
  CHECK(plan.indicators[1].dimension == 1);
  const Measure& penalties = plan.measures[static_cast<std::size_t>(plan.indicators[0].measure)];
  CHECK(penalties.aggregate == Aggregate::each);
  REQUIRE(penalties.sources.size() == 1);
  CHECK(penalties.sources[0].class_index == 0);
  CHECK(penalties.sources[0].date_field == 0);  // the event date, where no date is named
  CHECK(penalties.window.kind == WindowKind::months);
  CHECK(penalties.window.length == 36);
  REQUIRE(plan.grades.size() == 2);
  CHECK(plan.grades[0].low == 900);
  CHECK(plan.grades[1].high == 899);
}

TEST_CASE(
    "match_row: the first row that matches wins, a missing key matches any and missing only") {
  const Plan plan = plan_of(k_small);
  REQUIRE(plan.tables.size() == 1);
  const PlanTable& table = plan.tables[0];
  const auto money = [](std::int64_t units, int places) {
    return TableKeyValue{false, -1, Exact::decimal(units, places)};
  };
  const auto severity = [](std::int32_t code) { return TableKeyValue{false, code, {}}; };
  const TableKeyValue none{true, -1, {}};
  CHECK(match_row(table, {severity(0), money(5, 0)}) == 0);
  CHECK(match_row(table, {severity(0), none}) == 0);
  CHECK(match_row(table, {severity(1), money(9999, 2)}) == 1);
  CHECK(match_row(table, {severity(2), money(0, 0)}) == 1);
  CHECK(match_row(table, {severity(2), money(100, 0)}) == 2);  // both ends included
  CHECK(match_row(table, {severity(2), money(200, 0)}) == 2);
  CHECK(match_row(table, {severity(2), money(20001, 2)}) == -1);
  CHECK(match_row(table, {severity(1), money(100, 0)}) == -1);
  CHECK(match_row(table, {severity(1), none}) == 3);
  CHECK(match_row(table, {none, money(1, 0)}) == -1);
  CHECK(match_row(table, {none, none}) == 3);
}

TEST_CASE("the lane follows from the ranges: narrow where a range is proved to fit") {
  const std::string each = "-unit_a * factor(severity, fine)";
  CHECK(value_node(plan_of(k_small), 0).narrow);
  // 10^10 yuan times itself, at four places, is beyond 61 bits.
  const std::string squared = with(k_small, each, "-(fine / 1 yuan) * (fine / 1 yuan)");
  CHECK_FALSE(value_node(plan_of(squared), 0).narrow);
  CHECK_FALSE(value_node(plan_of(with(k_small, each, "-fine / 3 yuan")), 0).narrow);
  const Plan plan = plan_of(with(k_small, each, "-2.25 * 3 points"));
  const Node& node = value_node(plan, 0);
  CHECK(node.narrow);
  CHECK(Exact::compare(Exact::decimal(node.low, node.places), Exact::decimal(-675, 2)) == 0);
}

TEST_CASE("units: a bare number fits all but money, and money divided by money is a plain number") {
  const std::string where = "severity != 'minor'";
  CHECK(refusals(with(k_small, where, "fine > 100 yuan")).empty());
  CHECK(refusals(with(k_small, where, "fine > 1 wan")).empty());
  CHECK(refusals(with(k_small, where, "fine > 100")) == "standard.unit");
  CHECK(refusals(with(k_small, where, "fine / 100 yuan > 3")).empty());
  CHECK(refusals(with(k_small, where, "days_between(decided_on, as_of) < 90")).empty());
  CHECK(refusals(with(k_small, where, "days_between(decided_on, as_of) < 3 months")) ==
        "standard.unit");
  CHECK(refusals(with(k_small, where, "months_since(decided_on) < 3 months")).empty());
}

TEST_CASE("rule R7: not and != over what may be missing need present beside them") {
  const std::string where = "severity != 'minor'";
  CHECK(refusals(with(k_small, where, "document_no != 'A'")) == "standard.not_over_missing");
  CHECK(refusals(with(k_small, where, "present(document_no) and document_no != 'A'")).empty());
  CHECK(refusals(with(k_small, where, "not fine > 1 yuan")) == "standard.not_over_missing");
  CHECK(refusals(with(k_small, where, "present(fine) and not fine > 1 yuan")).empty());
  // Beside it means in the same chain of `and`, and of the same field.
  CHECK(refusals(with(k_small, where, "present(fine) or document_no != 'A'")) ==
        "standard.not_over_missing");
  CHECK(refusals(with(k_small, where, "present(fine) and document_no != 'A'")) ==
        "standard.not_over_missing");
  CHECK(refusals(with(k_small, where, "not missing(fine)")).empty());
}

TEST_CASE("names, codes, duties") {
  const std::string where = "severity != 'minor'";
  CHECK(refusals(with(k_small, where, "severity = 'tiny'")) == "standard.unknown_code");
  CHECK(refusals(with(k_small, where, "sevrity = 'minor'")) == "standard.unknown_name");
  CHECK(refusals(with(k_small, "class: commendation", "class: praise")) ==
        "standard.unknown_class");
  CHECK(refusals(with(k_small, "kinds: [enterprise, ", "kinds: [natural_person, ")) ==
        "standard.natural_person");
  CHECK(refusals(with(k_small, "        adverse: true\n", "")) == "standard.adverse_unsaid");
  CHECK(refusals(with(k_small, "catalogue: sample", "catalogue: other")) ==
        "standard.other_catalogue");
  CHECK(refusals(with(k_small, "is: 2.5", "is: 9.5")) == "standard.parameter_bounds");
  CHECK(refusals(with(k_small, "window: {months: 36}",
                      "window: {date: corrected_on, months: 3}")) == "standard.window_missing");
  CHECK(refusals(with(k_small, "value: count", "value: max(level)")) == "standard.missing_unsaid");
}

TEST_CASE("a table over codes alone must have a row for each") {
  const std::string table = R"(
  by_severity:
    keys: [severity]
    rows: [[minor, 1], [general, 2]]
)";
  const std::string text = with(k_small, "tables:\n", "tables:" + table);
  CHECK(refusals(text) == "standard.table_incomplete");
  CHECK(refusals(with(text, "[general, 2]]", "[[general, serious], 2]]")).empty());
  CHECK(refusals(with(text, "[general, 2]]", "[general, 2]]\n    else: 0")).empty());
}

TEST_CASE("a table's results bound the points, however far its key reaches") {
  const std::string points = R"(points: {table: merit}
        missing: 0)";
  const std::string table = R"(
  merit:
    keys: [number]
    rows: [["< 3", 1], [">= 3", 2.5]]
)";
  std::string text = with(k_small, "tables:\n", "tables:" + table);
  text = with(text, "value: count", "value: max(level / 3)");
  text = with(text, "points: {per_unit: 2}", points);
  CHECK(refusals(text) == "");
  CHECK(refusals(with(text, "\"< 3\", 1]", "\"< 3\", -1]")) == "standard.adverse_unsaid");
}
