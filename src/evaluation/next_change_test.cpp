// SPDX-License-Identifier: Apache-2.0
// The next-change date where a date is itself measured: no field tells the day beforehand.
#include "evaluation/next_change.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "evaluation/snapshot_builder.hpp"
#include "standards/sample_catalogue.hpp"
#include "standards/standards.hpp"

using namespace sanqu;
using namespace sanqu::evaluation;

namespace {

Date day(std::string_view text) { return Date::parse(text).value(); }

std::string standard_with(const std::string& indicator) {
  return R"yaml(standard: test.days
version: 1.0.0
language: 1
catalogue: sample
title: {en: Days}
layer: national
effective: {from: 2020-01-01}
basis: [{id: method, source: Method}]
scope: {kinds: [enterprise]}
points: {places: 0, floor: 0, cap: 1000}
dimensions:
  - id: merits
    title: {en: Merits}
    indicators:
      - id: commendations
        title: {en: Commendations}
        select: {class: commendation}
)yaml" + indicator +
         R"yaml(grades:
  - {id: A, title: {en: Good}, from: 500}
  - {id: B, title: {en: Poor}}
)yaml";
}

/// Of one enterprise with one commendation on 2026-01-31, seen on 2026-02-10.
std::string next_change_of(const std::string& indicator) {
  const catalogue::Catalogue sample = standards::sample_catalogue();
  const auto loaded =
      standards::load_standard({"days.yaml", standard_with(indicator)}, sample,
                               [](const auto&, const auto&) { return std::nullopt; });
  if (!loaded) return loaded.error().front().render(Lang::en);
  const Date as_of = day("2026-02-10");
  SnapshotBuilder builder(sample, needed_columns(loaded->plan, sample), as_of, Instant::max());
  builder.add_subject("S1", 0, false, Date::min(), Instant::min(),
                      std::array<catalogue::FieldValue, 3>{});
  const std::array<catalogue::FieldValue, 2> values = {
      catalogue::FieldValue{day("2026-01-31").days(), {}}, catalogue::FieldValue{3, {}}};
  REQUIRE(builder.add_record(1, "S1", "c1", Instant::min(), values, {}).has_value());
  Errors findings;
  const Snapshot snapshot = builder.build(findings);
  const Date change = NextChange(loaded->plan, snapshot, as_of).find(0);
  return change == Date::max() ? "never" : change.text();
}

}  // namespace

TEST_CASE("nothing changes where nothing depends on the day") {
  CHECK(next_change_of("        value: count\n") == "never");
}

TEST_CASE("a window lets go, and an age grows, at the end of a month") {
  const std::string age = "        value: months_since(given_on)\n        missing: 0\n";
  CHECK(next_change_of(age) == "2026-02-28");
  CHECK(next_change_of("        each: {points: months_since(given_on)}\n") == "2026-02-28");
}

TEST_CASE("a measured date grows old too") {
  const std::string latest = "        value: latest(given_on)\n        missing: 0\n";
  CHECK(next_change_of(latest + "        points: months_since(value)\n") == "2026-02-28");
  CHECK(
      next_change_of(latest + "        points: if(months_between(value, as_of) >= 2, 5, 600)\n") ==
      "2026-03-31");
}
