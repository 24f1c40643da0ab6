// SPDX-License-Identifier: Apache-2.0
#include "core/json.hpp"

#include <doctest/doctest.h>

using namespace sanqu;

namespace {

std::string refusal(std::string_view text) {
  const auto value = parse_json("f.json", text);
  if (value) return "read";
  const Error& error = value.error()[0];
  return std::string(error.code->id) + " " + std::to_string(error.place.line) + ":" +
         std::to_string(error.place.column);
}

std::string text_of(std::string_view json) {
  const auto value = parse_json("f.json", json);
  REQUIRE_MESSAGE(value.has_value(), std::string(json));
  return value->text;
}

}  // namespace

TEST_CASE("json: a tree in the order of the file, numbers as they were written") {
  const auto value =
      parse_json("f", " {\"b\": [1.50, -0, 1E+2], \"a\": {\"x\": null}, \"\": true} ");
  REQUIRE(value.has_value());
  REQUIRE(value->members.size() == 3);
  CHECK(value->members[0].name == "b");
  CHECK(value->find("b")->items[0].text == "1.50");
  CHECK(value->find("b")->items[1].text == "-0");
  CHECK(value->find("b")->items[2].text == "1E+2");
  CHECK(value->find("a")->find("x")->kind == JsonValue::Kind::null);
  CHECK(value->find("")->truth);
  CHECK(value->find("z") == nullptr);
}

TEST_CASE("json: escapes") {
  CHECK(text_of(R"("\"\\\/\b\f\n\r\t")") == "\"\\/\b\f\n\r\t");
  CHECK(text_of(R"("\u4fe1\u00e9\u0041")") == "信éA");
  CHECK(text_of(R"("\ud83d\ude02")") == "😂");
  CHECK(text_of(R"("\u0000")") == std::string(1, '\0'));
  CHECK(text_of("\"信用\"") == "信用");
}

TEST_CASE("json: what is refused, and where") {
  CHECK(refusal("") == "json.syntax 1:1");
  CHECK(refusal("[1,\n 2,]") == "json.syntax 2:4");
  CHECK(refusal("{\"信\": 1,}") == "json.syntax 1:9");
  CHECK(refusal("[1] x") == "json.syntax 1:5");
  CHECK(refusal("{\"a\":1,\"b\":2,\n\"a\":3}") == "json.duplicate_name 2:1");
  CHECK(refusal("{\"a\":1,\"\\u0061\":2}") == "json.duplicate_name 1:8");
  CHECK(refusal(R"("\ud83d")") == "json.surrogate 1:2");
  CHECK(refusal(R"("\ude02")") == "json.surrogate 1:2");
  CHECK(refusal(R"("\ud83d\ud83d")") == "json.surrogate 1:2");
  CHECK(refusal(R"("\ud83d\u0041")") == "json.surrogate 1:2");
  CHECK(refusal("\"\xFF\"") == "json.encoding 0:0");
  CHECK(refusal("\xEF\xBB\xBF[]") == "json.syntax 1:1");
  for (const char* text :
       {"nul",         "tru",       "True",  "nan", "01",  "-",       "+1",      "1.",
        ".5",          "1e",        "1e+",   "0x1", "'a'", "\"a",     "\"\t\"",  "\"\\x\"",
        "\"\\u12g4\"", "\"\\",      "\"\\u", "[",   "{",   "{\"a\"",  "{\"a\":", "{a:1}",
        "[1 2]",       "{\"a\" 1}", "[1}",   "--1", "1 2", "/* */ 1", "[,1]"}) {
    CHECK_MESSAGE(refusal(text).starts_with("json.syntax"), text);
  }
}

TEST_CASE("json: nesting has a limit") {
  const auto nested = [](int n) {
    return std::string(static_cast<std::size_t>(n), '[') +
           std::string(static_cast<std::size_t>(n), ']');
  };
  CHECK(refusal(nested(k_json_depth_max + 1)) == "read");
  CHECK(refusal(nested(k_json_depth_max + 2)).starts_with("json.too_large"));
  CHECK(refusal(std::string(1'000'000, '[')).starts_with("json.too_large"));
}

TEST_CASE("json: an object with very many members is read in good time") {
  std::string text = "{";
  for (int i = 0; i < 100'000; ++i) text += "\"m" + std::to_string(i) + "\":1,";
  text += "\"m5\":2}";
  CHECK(refusal(text).starts_with("json.duplicate_name"));
}
