// SPDX-License-Identifier: Apache-2.0
// Section 9 over several levels, and what a child might try: each attempt is refused by its own rule, naming both files.
#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "standards/sample_catalogue.hpp"
#include "standards/standards.hpp"

using namespace sanqu;
using namespace sanqu::standards;

namespace {

const std::string k_national = R"yaml(standard: t.national
version: 1.0.0
language: 1
catalogue: sample
title: {en: National}
layer: national
effective: {from: 2026-01-01, to: 2030-12-31}
cycle: {months: 12}
basis: [{id: method, source: Method}]
scope: {kinds: [enterprise, individual_business], where: employees < 500}
points: {places: 1, base: 50, floor: 0, cap: 200, special: 20}
parameters:
  unit_a: {unit: points, bounds: [1, 9], is: 4}
tables:
  factor: {keys: [severity, money], rows: [[any, "< 100", 1]]}
dimensions:
  - id: merits
    title: {en: Merits}
    cap: 90
    indicators:
      - {id: commendations, title: {en: Commendations}, select: {class: commendation}, value: count, points: {per_unit: unit_a}}
  - id: faults
    title: {en: Faults}
    cap: 40
    base: 40
    indicators:
      - {id: penalties, adverse: true, basis: method, select: {class: penalty}, value: count, points: {per_unit: -10}, floor: -90}
  - id: middle
    combine: mean
    indicators:
      - {id: level, select: {class: commendation}, value: max(level), missing: 0}
grades:
  - {id: A, title: {en: Good}, from: 120}
  - {id: M, title: {en: New}, special: true}
  - {id: B, title: {en: Middle}, from: 60}
  - {id: C, title: {en: Poor}}
overrides:
  - {id: serious, veto: C, when: {exists: {class: penalty, where: severity = 'serious'}}, basis: method}
  - {id: new, floor: M, when: months_since(established_on) < 6, basis: method}
)yaml";

std::string head(const std::string& id, const std::string& layer, const std::string& parent) {
  return "standard: " + id + "\nversion: 1.0.0\nlanguage: 1\ncatalogue: sample\ntitle: {en: " + id +
         "}\nlayer: " + layer + "\nextends: " + parent +
         "\neffective: {from: 2026-02-01}\nbasis: [{id: own, source: Own method}]\n";
}

using Files = std::map<std::string, std::string>;  // text by id@1.0.0; the file is id.yaml

Result<LoadedStandard> load(const std::string& text, const Files& files) {
  static const catalogue::Catalogue sample = sample_catalogue();
  const auto find = [&](const std::string& id, const std::string& version) {
    const auto found = files.find(id + "@" + version);
    return found == files.end() ? std::nullopt
                                : std::optional(StandardFile{id + ".yaml", found->second});
  };
  return load_standard({"leaf.yaml", text}, sample, find);
}

/// Of a local child of the national standard: the codes, each with the place in the child and the place above.
std::string refusals(const std::string& said, const std::string& national = k_national) {
  const auto loaded =
      load(head("t.local", "local", "t.national@1.0.0") + said, {{"t.national@1.0.0", national}});
  std::string out;
  if (loaded) return out;
  for (const Error& error : loaded.error()) {
    out += (out.empty() ? "" : " ") + std::string(error.code->id.substr(9));
    const std::string text = error.render(Lang::en);
    if (text.find("leaf.yaml:") != 0 && error.place.file != "leaf.yaml") out += "(not the child's)";
    if (text.find("t.national.yaml") == std::string::npos) out += "(not the parent's)";
  }
  return out;
}

std::string with(std::string from, const std::string& what, const std::string& instead) {
  const auto at = from.find(what);
  REQUIRE_MESSAGE(at != std::string::npos, what);
  return from.replace(at, what.size(), instead);
}

std::string special(const std::string& id, const std::string& rest) {
  return "{id: " + id + ", kind: [special, hard], basis: own, select: {class: commendation}, " +
         rest + "}";
}
std::string in_dimension(const std::string& dimension, const std::string& indicator) {
  return "dimensions: [{id: " + dimension + ", indicators: [" + indicator + "]}]\n";
}

}  // namespace

TEST_CASE("four levels: each adds its part, each part keeps the layer that said it") {
  const Files files = {
      {"t.national@1.0.0", k_national},
      {"t.trade@1.0.0",
       head("t.trade", "industry", "t.national@1.0.0") +
           "scope: {kinds: [enterprise]}\nparameters: {unit_a: {bounds: [2, 6], is: 5}}\n"},
      {"t.city@1.0.0",
       head("t.city", "local", "t.trade@1.0.0") +
           "scope: {where: employees > 3}\nparameters: {unit_a: {bounds: [3, 6]}}\n" +
           "overrides: [{id: recent, cap: B, when: {exists: {class: penalty}}, basis: own}]\n"}};
  const auto loaded =
      load(head("t.street", "zone", "t.city@1.0.0") + "parameters: {unit_a: {is: 3.5}}\n" +
               in_dimension("merits", special("extra", "value: exists, points: {per_unit: 3}")) +
               "grades: [{id: A, title: {en: Five stars}}]\n",
           files);
  if (!loaded) FAIL(loaded.error().front().render(Lang::en));
  const StandardText& text = loaded->text;
  REQUIRE(text.layers.size() == 4);
  CHECK(text.layers[0].name == "t.street@1.0.0");
  CHECK(text.layers[3].file == "t.national.yaml");
  CHECK(text.parameters[0].layer == 0);
  CHECK(text.parameters[0].bounds_place.file == "t.city.yaml");
  CHECK(text.overrides[0].layer == 3);
  CHECK(text.overrides[2].layer == 1);
  CHECK(text.dimensions[0].layer == 3);
  CHECK(text.dimensions[0].indicators[1].layer == 0);
  CHECK(text.scope.narrowed.size() == 1);
  CHECK(loaded->plan.effective_to == Date::parse("2030-12-31"));  // with its root
  CHECK(loaded->plan.parameters[0].values[0].units == 35);
  CHECK(loaded->plan.kinds == std::vector<std::int32_t>{0});
  CHECK(loaded->plan.grades[0].title.en == "Five stars");
  const std::string printed = print_standard(text, Lang::en);
  for (const char* line :
       {"parameter unit_a (points); 3.5    # leaf.yaml:10\n  bounds [3, 6]    # t.city.yaml:11\n",
        "grade A — Five stars >= 120    # t.national.yaml:33\n  title Five stars    # "
        "leaf.yaml:12\n",
        "  and employees > 3    # t.city.yaml:10\n"}) {
    CHECK_MESSAGE(printed.find(line) != std::string::npos, printed);
  }
}

TEST_CASE("a leaf answers to every level above it, and the message names that level") {
  const Files files = {{"t.national@1.0.0", k_national},
                       {"t.city@1.0.0", head("t.city", "local", "t.national@1.0.0") +
                                            "parameters: {unit_a: {bounds: [2, 6]}}\n"}};
  const auto leaf = [&](const std::string& said) {
    const auto loaded = load(head("t.street", "zone", "t.city@1.0.0") + said, files);
    REQUIRE_FALSE(loaded.has_value());
    return loaded.error().front().render(Lang::en);
  };
  const std::string outside = leaf("parameters: {unit_a: {is: 8}}\n");  // the root would allow it
  CHECK(outside.find("standard.parameter_bounds") != std::string::npos);
  CHECK(outside.find("t.city.yaml:10") != std::string::npos);
  const std::string wider = leaf("parameters: {unit_a: {bounds: [1, 5], is: 3}}\n");
  CHECK(wider.find("standard.child_widens") != std::string::npos);
  CHECK(wider.find("t.city.yaml:10") != std::string::npos);
  const std::string veto =
      leaf("overrides: [{id: serious, cap: B, when: employees > 3, basis: own}]\n");
  CHECK(veto.find("standard.child_loosens") != std::string::npos);
  CHECK(veto.find("t.national.yaml:38") != std::string::npos);
}

TEST_CASE("what a middle level does wrong is found there, whatever the leaf says") {
  const Files files = {{"t.national@1.0.0", k_national},
                       {"t.city@1.0.0", head("t.city", "local", "t.national@1.0.0") +
                                            "parameters: {unit_a: {is: 30}}\n"}};
  const auto loaded =
      load(head("t.street", "zone", "t.city@1.0.0") + "parameters: {unit_a: {is: 3}}\n", files);
  REQUIRE_FALSE(loaded.has_value());
  CHECK(loaded.error().front().code->id == "standard.parameter_bounds");
  CHECK(loaded.error().front().place.file == "t.city.yaml");
}

TEST_CASE("circles, missing parents and endless chains are refused with the chain") {
  Files files = {{"t.a@1.0.0", head("t.a", "local", "t.b@1.0.0")},
                 {"t.b@1.0.0", head("t.b", "local", "t.a@1.0.0")}};
  const std::string leaf = head("t.leaf", "zone", "t.a@1.0.0");
  const auto circle = load(leaf, files);
  REQUIRE_FALSE(circle.has_value());
  CHECK(circle.error().front().code->id == "standard.parent_circle");
  CHECK(circle.error().front().place.file == "t.b.yaml");
  CHECK(circle.error().front().place.line == 7);
  CHECK(circle.error().front().text(Lang::en).find(
            "t.leaf@1.0.0 (leaf.yaml) -> t.a@1.0.0 (t.a.yaml) -> t.b@1.0.0 (t.b.yaml)") !=
        std::string::npos);
  files.erase("t.b@1.0.0");
  const auto missing = load(leaf, files);
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().front().code->id == "standard.parent_missing");
  CHECK(missing.error().front().place.file == "t.a.yaml");

  const auto chain = [](std::size_t parents) {
    Files out = {{"t.national@1.0.0", k_national}};
    std::string above = "t.national@1.0.0";
    for (std::size_t i = 1; i < parents; ++i) {
      const std::string id = "t.l" + std::to_string(i);
      out[id + "@1.0.0"] = head(id, "local", above);
      above = id + "@1.0.0";
    }
    return std::pair(head("t.leaf", "zone", above), out);
  };
  const auto [longest, few] = chain(k_layers_max - 1);
  CHECK(load(longest, few).has_value());
  const auto [too_long, many] = chain(k_layers_max);
  const auto refused = load(too_long, many);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().front().code->id == "standard.parent_levels");
}

TEST_CASE("the layer falls from level to level; industry and local may stand twice") {
  const auto under = [&](const std::string& above, const std::string& own) {
    const Files files = {{"t.national@1.0.0", k_national},
                         {"t.middle@1.0.0", head("t.middle", above, "t.national@1.0.0")}};
    return load(head("t.leaf", own, "t.middle@1.0.0"), files).has_value();
  };
  CHECK(under("industry", "industry"));
  CHECK(under("local", "local"));
  CHECK_FALSE(under("local", "industry"));
  CHECK_FALSE(under("zone", "zone"));
  CHECK_FALSE(under("local", "national"));
}

TEST_CASE("dates: in force only while the layers above are") {
  const auto at = [&](const std::string& dates) {
    const std::string text =
        with(head("t.local", "local", "t.national@1.0.0"), "{from: 2026-02-01}", dates);
    const auto loaded = load(text, {{"t.national@1.0.0", k_national}});
    return loaded ? std::string() : std::string(loaded.error().front().code->id);
  };
  CHECK(at("{from: 2026-01-01, to: 2030-12-31}").empty());
  CHECK(at("{from: 2025-12-31}") == "standard.child_may_not");
  CHECK(at("{from: 2026-01-01, to: 2031-01-01}") == "standard.child_may_not");
  CHECK(at("{from: 2031-01-01}") == "standard.child_may_not");
}

TEST_CASE("overrides: a child can only lower") {
  const auto over = [](const std::string& rest) {
    return refusals("overrides: [{id: own_rule, basis: own, when: employees > 3, " + rest + "}]\n");
  };
  CHECK(over("cap: B").empty());
  CHECK(over("step_down: 1").empty());
  CHECK(over("veto: C").empty());
  CHECK(over("floor: B") == "child_loosens");
  CHECK(over("step_up: 1") == "child_loosens");
  CHECK(over("set: A") == "child_loosens");
  CHECK(over("points: {set: 200}") == "child_loosens");
  CHECK(over("points: {add: 5}") == "child_loosens");
  CHECK(over("veto: A") == "child_lifts");  // would lift whom the points put at B or C
  CHECK(over("cap: M") == "child_lifts");   // M is not this layer's to give
  // Before the parent's veto, in its place, or under its name: none can be written.
  CHECK(refusals("overrides: [{id: serious, veto: C, when: employees > 9000, basis: own}]\n") ==
        "child_loosens");
  CHECK(refusals("overrides: [{id: new, cap: B, when: employees > 3, basis: own}]\n") ==
        "child_may_not");
}

TEST_CASE("points that take can't give") {
  CHECK(refusals(
            "overrides: [{id: own_rule, basis: own, when: employees > 3, points: {take: -50}}]\n")
            .find("points_amount") != std::string::npos);
}

TEST_CASE("indicators: no setting off, no thinning out, no more than the parent allows") {
  const std::string plus = "value: exists, points: {per_unit: 3}";
  CHECK(refusals(in_dimension("merits", special("extra", plus))).empty());
  CHECK(refusals(in_dimension("faults", special("extra", plus))) == "child_sets_off");
  CHECK(refusals(in_dimension("middle", special("extra", plus))).starts_with("child_dilutes"));
  CHECK(refusals(in_dimension("own", special("extra", plus))).empty());  // 3 of the 20 allowed
  CHECK(refusals(in_dimension("own", special("extra", "value: exists, points: {per_unit: 21}"))) ==
        "child_raises");
  CHECK(refusals(in_dimension("own", special("extra", "value: count"))) == "child_raises");
  CHECK(refusals("dimensions: [{id: own, base: 30, indicators: [" + special("extra", plus) +
                 "]}]\n") == "child_raises");
  const std::string nothing_allowed = with(k_national, ", special: 20", "");
  CHECK(refusals(in_dimension("own", special("extra", plus)), nothing_allowed) == "child_raises");
  CHECK(refusals(in_dimension("merits", special("extra", plus)), nothing_allowed).empty());
  CHECK(refusals("points: {special: 100}\n") == "child_may_not");
  CHECK(refusals(in_dimension("faults", special("penalties", plus))) == "child_may_not");
  const std::string minimum = with(k_national, "special: 20", "special: 20, minimum_dimensions: 3");
  CHECK(refusals(in_dimension("own", special("extra", plus)), minimum) == "child_dilutes");
  const std::string shared =
      with(k_national, "special: 20", "special: 20, missing_dimension: share_out");
  CHECK(refusals(in_dimension("own", special("extra", plus)), shared) == "child_dilutes");
}

TEST_CASE("a child can't make a subject not rated to hide it") {
  CHECK(refusals(in_dimension("merits",
                              special("extra", "value: max(level), missing: not_rated, cap: 3"))) ==
        "child_hides");
  CHECK(refusals(in_dimension(
            "merits", special("extra", "value: max(level), missing: unavailable, cap: 3"))) ==
        "child_hides");
  CHECK(refusals(in_dimension("merits", special("extra", "value: max(level), missing: 0, cap: 3")))
            .empty());
  const std::string tables = "tables: {open: {keys: [number], rows: [[\"< 5\", 1]]}}\n";
  CHECK(refusals(tables +
                 in_dimension("merits", special("extra", "each: {points: open(level)}, cap: 3"))) ==
        "child_hides");
  // A reason of its own gives way to a veto above it; the veto's condition is a part of it now.
  const auto loaded =
      load(head("t.local", "local", "t.national@1.0.0") +
               "scope: {not_rated: [{id: small, when: employees < 4, reason: {en: Small}}]}\n",
           {{"t.national@1.0.0", k_national}});
  REQUIRE(loaded.has_value());
  const Plan& plan = loaded->plan;
  const Node& reason = plan.node(plan.reasons[0].when);
  REQUIRE(reason.kind == NodeKind::and_);
  const Node& free = plan.node(reason.children[1]);
  REQUIRE(free.kind == NodeKind::not_);
  CHECK(free.children[0] == plan.overrides[0].when);
  const std::string by_points =
      with(k_national, "when: {exists: {class: penalty, where: severity = 'serious'}}",
           "when: points < 10");
  CHECK(refusals("scope: {not_rated: [{id: small, when: employees < 4, reason: {en: Small}}]}\n",
                 by_points) == "child_hides");
}

TEST_CASE("the scope narrows by attributes only: no record and no points can be named") {
  CHECK(refusals("scope: {where: employees > 3}\n").empty());
  CHECK(refusals("scope: {where: points > 60}\n").starts_with("unknown_name"));
  CHECK(refusals("scope: {where: points_of(faults) > 0}\n").starts_with("unknown"));
  CHECK(refusals("scope: {where: {none: {class: penalty}}}\n").starts_with("expression_wanted"));
}

TEST_CASE("names: a child can't put its own thing in the place of a word that the parent reads") {
  CHECK(refusals("parameters: {points: {unit: points, is: 900}}\n").starts_with("reserved_name"));
  CHECK(refusals("parameters: {employees: {is: 1}}\n").starts_with("ambiguous_name"));
  CHECK(refusals("tables: {months_since: {keys: [severity], rows: [[any, 900]]}}\n")
            .starts_with("reserved_name"));
  CHECK(refusals(in_dimension("penalties", special("extra", "value: exists")))
            .starts_with("duplicate_id"));
  CHECK(refusals("grades: [{id: C, title: {en: Good}}]\n") == "child_may_not");
  CHECK(refusals("grades: [{id: C, title: {en: Weak}}]\n").empty());
}
