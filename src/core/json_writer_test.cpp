// SPDX-License-Identifier: Apache-2.0
#include "core/json_writer.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "core/ensure.hpp"
#include "core/json.hpp"

using namespace sanqu;

namespace {

std::string sample(JsonStyle style) {
  JsonWriter out(style);
  out.begin_object().text_member("subject_id", "9\"1\\").integer_member("count", -3);
  out.name("points").decimal("12.50").name("empty").begin_array().end_array();
  out.name("grades")
      .begin_array()
      .text("A")
      .null()
      .boolean(true)
      .begin_object()
      .end_object()
      .end_array();
  out.null_member("rank")
      .boolean_member("flag", false)
      .decimal_member("fine", "-0.05")
      .end_object();
  return out.take();
}

}  // namespace

TEST_CASE("json writer: compact") {
  CHECK(
      sample(JsonStyle::compact) ==
      R"({"subject_id":"9\"1\\","count":-3,"points":"12.50","empty":[],"grades":["A",null,true,{}],)"
      R"("rank":null,"flag":false,"fine":"-0.05"})");
}

TEST_CASE("json writer: indented") {
  CHECK(sample(JsonStyle::indented) == R"({
  "subject_id": "9\"1\\",
  "count": -3,
  "points": "12.50",
  "empty": [],
  "grades": [
    "A",
    null,
    true,
    {}
  ],
  "rank": null,
  "flag": false,
  "fine": "-0.05"
})");
}

TEST_CASE("json writer: every control character is escaped, everything else stays") {
  std::string all;
  for (int c = 0; c < 0x80; ++c) all += static_cast<char>(c);
  all += "信用 é 😀";
  const std::string json = JsonWriter().text(all).take();
  CHECK(json.find('\n') == std::string::npos);
  CHECK(json.find("\\u001f") != std::string::npos);
  CHECK(json.find("\\b\\t\\n\\u000b\\f\\r") != std::string::npos);
  const auto back = parse_json("f", json);
  REQUIRE(back.has_value());
  CHECK(back->text == all);
}

TEST_CASE("json writer: whole numbers to the ends of 64 bits") {
  CHECK(JsonWriter().integer(std::numeric_limits<std::int64_t>::min()).take() ==
        "-9223372036854775808");
  CHECK(JsonWriter().unsigned_integer(std::numeric_limits<std::uint64_t>::max()).take() ==
        "18446744073709551615");
}

TEST_CASE("json writer: a piece in the wrong place is a bug") {
  CHECK_THROWS_AS(JsonWriter().name("a"), BugFound);
  CHECK_THROWS_AS(JsonWriter().begin_object().text("a"), BugFound);
  CHECK_THROWS_AS(JsonWriter().begin_object().name("a").name("b"), BugFound);
  CHECK_THROWS_AS(JsonWriter().begin_object().name("a").end_object(), BugFound);
  CHECK_THROWS_AS(JsonWriter().begin_object().end_array(), BugFound);
  CHECK_THROWS_AS(JsonWriter().end_array(), BugFound);
  CHECK_THROWS_AS(JsonWriter().text("a").text("b"), BugFound);
  CHECK_THROWS_AS((void)JsonWriter().begin_array().take(), BugFound);
  CHECK_THROWS_AS((void)JsonWriter().take(), BugFound);
  for (const char* text : {"", "-", "1.", ".5", "1e3", "1,0", "+1", "nan", "0x1"}) {
    CHECK_THROWS_AS(JsonWriter().decimal(text), BugFound);
  }
}

TEST_CASE("json writer: in parts") {
  JsonWriter out;
  out.begin_array().integer(1);
  std::string whole = out.take_part();
  out.integer(2).end_array();
  whole += out.take();
  CHECK(whole == "[1,2]");
  out.null();
  CHECK(out.take() == "null");
}
