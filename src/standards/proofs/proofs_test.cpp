// SPDX-License-Identifier: Apache-2.0
// The two proofs by hand: what each word of the language lets one more record do, and how far it reaches.
#include <doctest/doctest.h>

#include <string>

#include "standards/proofs/proofs.hpp"
#include "standards/sample_catalogue.hpp"

using namespace sanqu;
using namespace sanqu::standards;
using namespace sanqu::standards::proofs;

namespace {

const catalogue::Catalogue& sample() {
  static const catalogue::Catalogue made = sample_catalogue();
  return made;
}

/// So that every grade can be reached whatever the indicator does.
const std::string k_wide = R"yaml(  - id: wide
    indicators:
      - {id: size, adverse: true, basis: m, value: employees - 500, missing: 0, floor: -900, cap: 900}
)yaml";

/// A standard with one indicator in one dimension, and what is given after the grades.
LoadedStandard load(const std::string& indicator, const std::string& dimension = "",
                    const std::string& rest = "") {
  const std::string text = R"yaml(standard: t.one
version: 1.0.0
language: 1
catalogue: sample
title: {en: One}
layer: national
effective: {from: 2026-01-01}
basis: [{id: m, source: Method}]
scope: {kinds: [enterprise]}
points: {places: 0, floor: -1000, cap: 1000}
tables:
  up: {keys: [number], rows: [["< 3", 1], ["3..5", 2]], else: 4}
  bent: {keys: [number], rows: [["< 3", 1], ["3..5", 2]], else: 0}
  by_code: {keys: [severity], rows: [[minor, 1]], else: 2}
dimensions:
  - id: d
)yaml" + dimension + "    indicators:\n      - {id: i, " +
                           indicator + "}\n" + k_wide +
                           "grades: [{id: A, from: 0}, {id: B, from: -50}, {id: C}]\n" + rest;
  auto loaded = load_standard({"s.yaml", text}, sample(),
                              [](const std::string&, const std::string&) { return std::nullopt; });
  if (!loaded) FAIL(loaded.error().front().render(Lang::en));
  return std::move(*loaded);
}

const std::string k_penalty = "adverse: true, basis: m, select: {class: penalty}, ";

std::string side(const std::optional<Exact>& value) { return value ? value->text() : "open"; }

/// "from to record" of the indicator.
std::string bounds(const std::string& indicator) {
  const LoadedStandard loaded = load(indicator);
  const BoundLine line = prove_bounded(loaded.text, loaded.plan, sample()).lines[0];
  CHECK(line.open.has_value() == (!line.reach.low || !line.reach.high));
  return side(line.reach.low) + " " + side(line.reach.high) + " " + side(line.record);
}

/// The claims of a class that are proved: p, g, r.
std::string proved(const LoadedStandard& loaded, const std::string& class_id) {
  std::string out;
  for (const MonotoneLine& line : prove_monotone(loaded.text, loaded.plan, sample())) {
    const auto& name = sample().classes[static_cast<std::size_t>(line.class_index)].id;
    if (name == class_id && line.obstacles.empty())
      out += line.claim == Claim::points ? 'p' : line.claim == Claim::grade ? 'g' : 'r';
  }
  return out;
}
std::string penalty(const std::string& indicator, const std::string& dimension = "",
                    const std::string& rest = "") {
  return proved(load(k_penalty + indicator, dimension, rest), "penalty");
}

}  // namespace

TEST_CASE("bounded: sums are open until a limit closes them, one record is known all the same") {
  CHECK(bounds(k_penalty + "value: count, points: {per_unit: -5}") == "open 0 5");
  CHECK(bounds(k_penalty + "value: count, points: {per_unit: -5}, floor: -12") == "-12 0 5");
  CHECK(bounds(k_penalty + "value: count, points: {per_unit: -5}, floor: -3") == "-3 0 3");
  CHECK(bounds(k_penalty + "value: exists, points: {per_unit: -7}") == "-7 0 7");
  CHECK(bounds(k_penalty + "each: {points: \"if(severity = 'minor', -1, -8)\"}") == "open 0 8");
  CHECK(bounds(k_penalty + "each: {points: -10, floor: -4}") == "open 0 4");
  CHECK(bounds(k_penalty +
               "each: {points: -10}, decay: {by: decided_on, steps: [[12, 0.5], [24, 0.1]]}") ==
        "open 0 5");
  CHECK(bounds(k_penalty + "value: count, points: {steps: [[1, -5], [3, -25]]}") == "-25 0 20");
  CHECK(bounds(k_penalty + "value: count, points: {linear: [[0, 0], [4, -20]]}") == "-20 0 5");
  CHECK(bounds("select: {class: commendation}, value: max(level), missing: 0") == "0 9 9");
  CHECK(bounds("select: {class: commendation}, value: max(level), missing: -3, adverse: true, "
               "basis: m") == "-3 9 12");
}

TEST_CASE("bounded: an exposure can be as small as one likes, an expression is followed") {
  CHECK(bounds(k_penalty + "value: count, per: employees, missing: 0, points: {per_unit: -1}") ==
        "open 0 open");
  CHECK(bounds("select: {class: penalty, where: severity = 'minor'}, value: share, of: {class: "
               "penalty}, missing: 0, points: {per_unit: 10}") == "0 10 10");
  CHECK(bounds("select: {class: penalty}, value: share, of: {class: penalty, where: severity = "
               "'minor'}, missing: 0, points: {per_unit: 10}") == "0 open open");
  CHECK(bounds("value: \"2 * min(employees, 20)\", missing: 0") == "0 40 0");
  CHECK(bounds("value: up(employees)") == "1 4 0");
}

TEST_CASE("bounded: dimension after weight and limits, total after its own") {
  const LoadedStandard loaded = load(k_penalty + "value: count, points: {per_unit: -5}, floor: -12",
                                     "    weight: 0.5\n    base: 10\n");
  const Bounds all = prove_bounded(loaded.text, loaded.plan, sample());
  REQUIRE(all.lines.size() == 4);
  CHECK(side(all.lines[1].reach.low) == "-1");
  CHECK(side(all.lines[1].reach.high) == "5");
  CHECK(all.open_lines() == 0);
}

TEST_CASE("monotone: counts, sums, limits, decay, steps and lines that go one way") {
  CHECK(penalty("value: count, points: {per_unit: -5}, floor: -12") == "pgr");
  CHECK(penalty("each: {points: \"-by_code(severity)\"}, floor: -12") == "pgr");
  CHECK(penalty("value: count, points: {steps: [[1, -5], [3, -25]]}") == "pgr");
  CHECK(penalty("value: count, points: {steps: [[1, -5], [3, -2]]}") == "r");  // three are milder
  CHECK(penalty("value: count, points: {linear: [[0, 0], [3, -9]]}") == "pgr");
  CHECK(penalty("value: max(fine), missing: 0, points: {steps: [[100, -5]]}") == "pgr");
  CHECK(penalty("value: min(fine), missing: 0, points: {steps: [[100, -5]]}") == "r");
  CHECK(penalty("value: latest(fine), missing: 0, points: {steps: [[100, -5]]}") == "r");
  CHECK(penalty(
            "value: months_since(decided_on), missing: 10, points: {steps: [[1, -5], [12, 0]]}") ==
        "r");
  CHECK(penalty(
            "value: months_since(decided_on), missing: 10, points: {linear: [[0, -5], [12, 0]]}") ==
        "pgr");
  CHECK(penalty("value: count, points: \"-up(value)\"") == "pgr");
  CHECK(penalty("value: count, points: \"-bent(value)\"") == "r");
  CHECK(penalty("value: count, points: \"if(value > 2, -9, -1)\"") == "pgr");
  CHECK(penalty("value: count, points: \"if(value > 2, -1, -9)\"") == "r");
}

TEST_CASE("monotone: groups, shares, means and missing parts") {
  CHECK(penalty("each: {points: -1}, group: {by: document_no, base: 0, floor: -5}") == "pgr");
  CHECK(penalty("each: {points: -1}, group: {by: document_no, base: 3, floor: -5}") == "r");
  CHECK(penalty("each: {points: -1}, group: {by: document_no, take: 2}") == "r");
  CHECK(penalty("value: share, of: {class: commendation}, missing: 0, points: {per_unit: -5}") ==
        "pgr");
  CHECK(penalty("value: share, of: {class: penalty}, missing: 0, points: {per_unit: -5}") == "r");
  CHECK(penalty("value: max(fine), missing: not_rated, points: {steps: [[100, -5]]}") == "pgr");
  CHECK(penalty("value: latest(fine), missing: not_rated, points: {steps: [[100, -5]]}") == "");
}

TEST_CASE("monotone: conditions of reasons and overrides, each way") {
  const std::string plain = "value: count, points: {per_unit: -5}, floor: -12";
  const auto over = [&](const std::string& rule) {
    return penalty(plain, "", "overrides: [{id: o, basis: m, " + rule + "}]\n");
  };
  CHECK(over("veto: C, when: {exists: {class: penalty}}") == "pgr");
  CHECK(over("cap: B, when: {none: {class: penalty}}") == "pr");
  CHECK(over("step_up: 1, when: {none: {class: penalty}}") == "pgr");
  CHECK(over("step_up: 1, when: {count: {class: penalty}, is: '> 2'}") == "pr");
  CHECK(over("step_down: 1, when: points < 0") == "pgr");
  CHECK(over("veto: B, when: {exists: {class: penalty}}") == "pr");  // better than C
  CHECK(over("points: {take: 5}, when: {exists: {class: penalty}}") == "pgr");
  CHECK(over("points: {add: 5}, when: {exists: {class: penalty}}") == "r");
  CHECK(over("points: {set: 7}, when: {exists: {class: penalty}}") == "r");
  const LoadedStandard loaded =
      load(k_penalty + plain, "",
           "overrides: [{id: o, basis: m, cap: B, when: {none: {class: penalty}}}]\n");
  const auto lines = prove_monotone(loaded.text, loaded.plan, sample());
  REQUIRE(lines.size() == 3);  // of penalties alone: no other class is read
  REQUIRE(lines[1].obstacles.size() == 1);
  CHECK(lines[1].obstacles[0].what.en.starts_with("override o begins or ends to hold"));
  CHECK(lines[1].obstacles[0].place.line == 23);
}

TEST_CASE("monotone: a positive class is held to the other side, a risk scale is turned round") {
  const std::string merit = "select: {class: commendation}, value: count, points: {per_unit: 2}";
  CHECK(proved(load(merit), "commendation") == "pgr");
  CHECK(
      proved(load("select: {class: commendation}, value: count, points: {steps: [[1, 5], [2, 3]]}"),
             "commendation") == "r");
  CHECK(proved(load(merit), "penalty").empty());  // not read
}
