// SPDX-License-Identifier: Apache-2.0
#include "evaluation/frozen_run.hpp"

#include <doctest/doctest.h>

namespace sanqu::evaluation {

namespace {

standards::Plan plan_of(int places) {
  standards::Plan plan;
  plan.id = "test.rank";
  plan.version = "1.0.0";
  plan.places = places;
  return plan;
}

std::string code_of(std::string_view text) {
  const auto run = parse_frozen_run("run.json", text, plan_of(2));
  return run ? "" : std::string(run.error().front().code->id);
}

std::string with_groups(const std::string& groups) {
  return R"({"standard":"test.rank@1.0.0","as_of":"2026-03-31","groups":)" + groups + "}";
}

}  // namespace

TEST_CASE("a frozen run read again gives the same places (rule R16)") {
  Distribution distribution;
  for (const std::int64_t units : {9250, 8000, 8000, -150, 0})
    distribution.add(
        "north\x1f"
        "a",
        units);
  distribution.add("", 700);
  distribution.settle();
  const auto plan = plan_of(2);
  const std::string json = frozen_run_json(distribution, plan, *Date::parse("2026-03-31"));
  CHECK(
      json ==
      R"({"standard":"test.rank@1.0.0","as_of":"2026-03-31","groups":[)"
      R"({"key":[""],"size":1,"steps":[["7.00",1]]},)"
      R"({"key":["north","a"],"size":5,"steps":[["92.50",1],["80.00",2],["0.00",1],["-1.50",1]]}]})");
  const auto run = parse_frozen_run("run.json", json, plan);
  REQUIRE(run);
  CHECK(run->name == frozen_run_name(json));
  CHECK(run->name.size() == 16);
  for (const std::int64_t units : {9250, 8000, 0, -150, 8500}) {
    const auto a = distribution.place(
        "north\x1f"
        "a",
        units, 1);
    const auto b = run->distribution.place(
        "north\x1f"
        "a",
        units, 1);
    CHECK(a.place == b.place);
    CHECK(a.of == b.of);
    CHECK(a.percentile_milli == b.percentile_milli);
  }
}

TEST_CASE("the name of a run is that of its content, not of its spelling") {
  const std::string json = with_groups(R"([{"key":["x"],"size":1,"steps":[["1.00",1]]}])");
  std::string spaced = json;
  spaced.insert(1, "\n  ");
  CHECK(frozen_run_name(json) == frozen_run_name(spaced));
  std::string changed = json;
  changed.replace(changed.find("1.00"), 4, "2.00");
  CHECK(frozen_run_name(json) != frozen_run_name(changed));
}

TEST_CASE("frozen runs that can't be used") {
  CHECK(code_of("") == "json.syntax");
  CHECK(code_of("{}") == "evaluation.run_form");
  CHECK(code_of(R"({"standard":"other@1.0.0","groups":[]})") == "evaluation.run_of_other");
  CHECK(code_of(with_groups("[]")) == "");
  CHECK(code_of(with_groups(R"([{"key":"x","size":0,"steps":[]}])")) == "evaluation.run_form");
  CHECK(code_of(with_groups(R"([{"key":["x"],"size":2,"steps":[["1.00",1]]}])")) ==
        "evaluation.run_form");
  CHECK(code_of(with_groups(R"([{"key":["x"],"size":1,"steps":[[1.00,1]]}])")) ==
        "evaluation.run_form");
  CHECK(code_of(with_groups(R"([{"key":["x"],"size":1,"steps":[["1.001",1]]}])")) ==
        "evaluation.run_form");
  CHECK(code_of(with_groups(R"([{"key":["x"],"size":-1,"steps":[["1.00",-1]]}])")) ==
        "evaluation.run_form");
  CHECK(
      code_of(with_groups(R"([{"key":["x"],"size":9000000000,"steps":[["1.00",9000000000]]}])")) ==
      "evaluation.run_form");
}

}  // namespace sanqu::evaluation
