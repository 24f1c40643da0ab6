// SPDX-License-Identifier: Apache-2.0
#include "studies/settings.hpp"

#include "studies/sample_study.hpp"

using namespace sanqu;
using namespace sanqu::studies;

namespace {

std::string code_of(std::string_view text) {
  const auto setting = parse_setting(text);
  return setting ? "" : std::string(setting.error().front().code->id);
}

std::string sweep_code(std::string_view text) {
  const auto settings = parse_sweep(text);
  return settings ? "" : std::string(settings.error().front().code->id);
}

/// The sample with one setting: what it replaced, or the code of the refusal, of the compiler too.
std::string apply(std::string_view text) {
  const auto catalogue = standards::sample_catalogue();
  auto standard = load_sample(catalogue).text;
  const Setting setting = parse_setting(text).value();
  const auto applied = apply_settings(standard, {&setting, 1});
  if (!applied) return std::string(applied.error().front().code->id);
  const auto plan = standards::compile(standard, catalogue);
  if (!plan) return std::string(plan.error().front().code->id);
  return applied->front().before + " -> " + applied->front().after;
}

}  // namespace

TEST_CASE("a setting names a parameter, a day of it, a table's row or a cut-off") {
  CHECK(parse_setting("penalty_unit=50")->target() == "penalty_unit");
  CHECK(parse_setting("penalty_unit@2027-01-01=50")->target() == "penalty_unit@2027-01-01");
  CHECK(parse_setting("factor#3=-2.5")->target() == "factor#3");
  CHECK(parse_setting("factor#3=-2.5")->value.units == -25);
  CHECK(parse_setting("factor#else=2")->target() == "factor#else");
  CHECK(parse_setting("grades.A=840")->target() == "grades.A");
}

TEST_CASE("what is no setting is refused") {
  for (const char* text : {"", "penalty_unit", "=5", "x#=1", "x#0=1", "x#-1=1", "x#1a=2",
                           "x@2026-13-01=1", "x@=1", "#1=1", "x#99999999999999999999=1"}) {
    CAPTURE(text);
    CHECK(code_of(text) == "studies.setting_form");
  }
  CHECK(code_of("x=") == "studies.setting_value");
  CHECK(code_of("x=1e3") == "studies.setting_value");
  CHECK(code_of("x=0.1234567") == "studies.setting_value");
}

TEST_CASE("a sweep has both ends") {
  const auto sweep = parse_sweep("penalty_unit=20..21:0.25");
  REQUIRE(sweep);
  REQUIRE(sweep->size() == 5);
  CHECK(decimal_text_short(sweep->front().value.units, sweep->front().value.places) == "20");
  CHECK(decimal_text_short(sweep->back().value.units, sweep->back().value.places) == "21");
  CHECK(sweep_code("x=1..2") == "studies.sweep_form");
  CHECK(sweep_code("x=2..1:1") == "studies.sweep_form");
  CHECK(sweep_code("x=1..2:0") == "studies.sweep_form");
  CHECK(sweep_code("x=1..2:-1") == "studies.sweep_form");
  CHECK(sweep_code("1..2:1") == "studies.sweep_form");
  CHECK(sweep_code("x=0..1000:1") == "studies.sweep_long");
  CHECK(sweep_code("x=a..2:1") == "studies.setting_value");
}

TEST_CASE("settings go through the whole compiler") {
  CHECK(apply("penalty_unit=15") == "2020-01-01: 10; 2027-01-01: 12 -> 15");
  CHECK(apply("penalty_unit@2027-01-01=20") ==
        "2020-01-01: 10; 2027-01-01: 12 -> 2020-01-01: 10; 2027-01-01: 20");
  CHECK(apply("penalty_unit@2026-07-01=20") ==
        "2020-01-01: 10; 2027-01-01: 12 -> 2020-01-01: 10; 2026-07-01: 20; 2027-01-01: 12");
  CHECK(apply("factor#2=1.5") == "1 -> 1.5");
  CHECK(apply("factor#else=4") == "3 -> 4");
  CHECK(apply("penalty_unit=41") == "standard.parameter_bounds");
  CHECK(apply("penalty=41") == "studies.setting_unknown");
  CHECK(apply("factor#4=1") == "studies.setting_unknown");
  CHECK(apply("grades.C=60") == "studies.setting_unknown");
}

TEST_CASE("a moved cut-off takes its neighbour's upper end along") {
  CHECK(apply("grades.A=85") == "90 -> 85");
  CHECK(apply("grades.A=70") != "90 -> 70");  // nothing would be left of B
}
