// SPDX-License-Identifier: Apache-2.0
#include "registry/content.hpp"

#include <doctest/doctest.h>

#include <random>

#include "core/canonical_json.hpp"
#include "registry/registry.hpp"

namespace sanqu::registry {

using catalogue::Catalogue;
using catalogue::FieldValue;
using catalogue::k_missing;

namespace {

Catalogue sample() {
  auto loaded = catalogue::load_catalogue({{"c.yaml", R"(
catalogue: {id: test.content, version: 1.0.0, subject_scheme: foreign, title: {en: Test}, basis: [{id: b, source: Law}]}
subjects:
  kinds: [{id: enterprise, title: {en: E}}]
code_sets:
  - {id: colour, title: {en: C}, codes: [{id: red, title: {en: R}}, {id: blue, title: {en: B}}, {id: green, title: {en: G}}]}
classes:
  - id: thing
    title: {en: T}
    basis: [b]
    supplied_by: [{en: D}]
    event_date: happened_on
    fields:
      - {id: happened_on, type: date, required: true, title: {en: Happened}}
      - {id: note, type: text, length: 400, title: {en: Note}}
      - {id: amount, type: money, title: {en: Amount}}
      - {id: ratio, type: decimal, places: 3, title: {en: Ratio}}
      - {id: count, type: integer, title: {en: Count}}
      - {id: colour, type: code, code_set: colour, title: {en: Colour}}
      - {id: colours, type: codes, code_set: colour, title: {en: Colours}}
      - {id: open, type: boolean, title: {en: Open}}
)"}});
  if (!loaded) {
    for (const Error& error : loaded.error()) MESSAGE(error.render(Lang::en));
  }
  REQUIRE(loaded.has_value());
  return std::move(*loaded);
}

constexpr std::size_t k_fields = 8;

}  // namespace

TEST_CASE("content is canonical JSON by field id, with what is missing left out") {
  const Catalogue catalogue = sample();
  ContentCodec codec(catalogue.classes[0].fields, catalogue);
  std::vector<FieldValue> values(k_fields);
  values[0].number = Date::parse("2026-03-02")->days();
  values[1].text = "卧龙\"街\"\n\x01";
  values[2].number = -200050;
  values[3].number = 1500;
  values[4].number = 7;
  values[5].number = 1;
  values[6].number = 0b101;
  values[7].number = 0;
  const std::string content = codec.encode(values);
  CHECK(content ==
        R"({"amount":"-2000.50","colour":"blue","colours":["red","green"],"count":"7",)"
        R"("happened_on":"2026-03-02","note":"卧龙\"街\"\n\u0001","open":false,"ratio":"1.500"})");
  const auto canonical = canonical_json("content", content);
  REQUIRE(canonical.has_value());
  CHECK(*canonical == content);

  std::vector<FieldValue> back(k_fields);
  REQUIRE(codec.decode(content, back).has_value());
  for (std::size_t i = 0; i < k_fields; ++i) {
    CHECK(back[i].number == values[i].number);
    CHECK(back[i].text == values[i].text);
  }
}

TEST_CASE("what is encoded decodes to the same values") {
  const Catalogue catalogue = sample();
  ContentCodec codec(catalogue.classes[0].fields, catalogue);
  std::mt19937_64 random(20261124);  // the seed: print it with a failure
  const std::vector<std::string> texts = {"", "a", "\\", "\"", "\t\b\f\r\n", "云桥街", "𬭸\x7f"};
  for (int round = 0; round < 2000; ++round) {
    std::vector<FieldValue> values(k_fields);
    const auto maybe = [&](std::int64_t value) { return random() % 3 == 0 ? k_missing : value; };
    values[0].number = maybe(static_cast<std::int64_t>(random() % 20000));
    std::string note;
    for (auto n = random() % 5; n > 0; --n) note += texts[random() % texts.size()];
    values[1].text = note;
    values[2].number = maybe(static_cast<std::int64_t>(random() % 2'000'000'000) - 1'000'000'000);
    values[3].number = maybe(static_cast<std::int64_t>(random() % 2'000'000) - 1'000'000);
    values[4].number = maybe(static_cast<std::int64_t>(random() % 1000));
    values[5].number = maybe(static_cast<std::int64_t>(random() % 3));
    values[6].number = maybe(static_cast<std::int64_t>(random() % 8));
    values[7].number = maybe(static_cast<std::int64_t>(random() % 2));
    const std::string content = codec.encode(values);
    std::vector<FieldValue> back(k_fields);
    REQUIRE_MESSAGE(codec.decode(content, back).has_value(), content);
    for (std::size_t i = 0; i < k_fields; ++i) {
      REQUIRE_MESSAGE(back[i].number == values[i].number, content);
      REQUIRE_MESSAGE(back[i].text == values[i].text, content);
    }
  }
}

TEST_CASE("content of another catalogue: unknown fields are left out, unknown codes are said") {
  const Catalogue catalogue = sample();
  ContentCodec codec(catalogue.classes[0].fields, catalogue);
  std::vector<FieldValue> values(k_fields);
  REQUIRE(codec.decode(R"({"aaa":["x"],"count":"1","gone":"x","zzz":true})", values).has_value());
  CHECK(values[4].number == 1);
  const auto code_of = [&](std::string_view content) {
    const auto decoded = codec.decode(content, values);
    return decoded ? std::string() : std::string(decoded.error().front().code->id);
  };
  CHECK(code_of(R"({"colour":"mauve"})") == "registry.content_value");
  CHECK(code_of(R"({"colours":["red","mauve"]})") == "registry.content_value");
  CHECK(code_of(R"({"ratio":"1.0005"})") == "registry.content_value");
  CHECK(code_of(R"({"happened_on":"2026-02-30"})") == "registry.content_value");
  CHECK(code_of(R"({"open":"true"})") == "registry.content_value");
}

TEST_CASE("content that this program did not write is refused, not read past its end") {
  const Catalogue catalogue = sample();
  ContentCodec codec(catalogue.classes[0].fields, catalogue);
  std::vector<FieldValue> values(k_fields);
  for (const std::string_view bad : {"",
                                     "{",
                                     "}",
                                     "null",
                                     "[]",
                                     R"({"count")",
                                     R"({"count"})",
                                     R"({"count":})",
                                     R"({"count":"1})",
                                     R"({"count":"1",})",
                                     R"({"count":"1" })",
                                     R"({"count":1})",
                                     R"({"colours":["red")",
                                     R"({"colours":"red"})",
                                     R"({"count":["red"]})",
                                     R"({"count":true})",
                                     R"({"note":"\)",
                                     R"({"note":"\x"})",
                                     R"({"note":"\u12"})",
                                     R"({"open":t})",
                                     R"({"note":"a"}})"}) {
    CHECK_MESSAGE(!codec.decode(bad, values).has_value(), bad);
  }
}

}  // namespace sanqu::registry
