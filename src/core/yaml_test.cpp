// SPDX-License-Identifier: Apache-2.0
#include "core/yaml.hpp"

#include <doctest/doctest.h>

#include "core/yaml_fields.hpp"

using namespace sanqu;

namespace {

YamlNode read(std::string_view text) {
  auto node = parse_yaml("f.yaml", text);
  REQUIRE_MESSAGE(node.has_value(), (node ? "" : node.error()[0].render(Lang::en)));
  return std::move(*node);
}

/// `code line:column` of the one finding; "read" if there is none.
std::string refusal(std::string_view text) {
  const auto node = parse_yaml("f.yaml", text);
  if (node) return "read";
  REQUIRE(node.error().size() == 1);
  const Error& error = node.error()[0];
  CHECK(error.place.file == "f.yaml");
  return std::string(error.code->id) + " " + std::to_string(error.place.line) + ":" +
         std::to_string(error.place.column);
}

}  // namespace

TEST_CASE("yaml: scalars, sequences and mappings with their places") {
  const YamlNode root = read("a: 1\nb:\n  - x\n  - {c: '二', d: }\n");
  REQUIRE(root.is_mapping());
  REQUIRE(root.entries.size() == 2);
  const YamlNode& list = *root.find("b");
  REQUIRE(list.is_sequence());
  REQUIRE(list.items.size() == 2);
  CHECK(list.items[0].text == "x");
  CHECK(list.items[0].line == 3);
  CHECK(list.items[0].column == 5);
  const YamlNode* quoted = list.items[1].find("c");
  REQUIRE(quoted != nullptr);
  CHECK(quoted->text == "二");
  CHECK(quoted->quoted);
  CHECK_FALSE(root.find("a")->quoted);
  CHECK(list.items[1].find("d")->is_null());
  CHECK(root.find("z") == nullptr);
}

TEST_CASE("yaml: columns count characters, not bytes") {
  const YamlNode root = read("标题: 值\n");
  CHECK(root.entries[0].value.column == 5);
}

TEST_CASE("yaml: null is empty, ~ or null without quotes") {
  const YamlNode root = read("a:\nb: ~\nc: null\nd: 'null'\ne: ''\n");
  CHECK(root.find("a")->is_null());
  CHECK(root.find("b")->is_null());
  CHECK(root.find("c")->is_null());
  CHECK_FALSE(root.find("d")->is_null());
  CHECK_FALSE(root.find("e")->is_null());
  CHECK(read("").is_null());
  CHECK(read(std::string_view()).is_null());
  CHECK(read("\xEF\xBB\xBF").is_null());
  CHECK(read("# only a comment\n").is_null());
}

TEST_CASE("yaml: a byte order mark is no part of the text") {
  CHECK(read("\xEF\xBB\xBF"
             "a: 1")
            .find("a") != nullptr);
}

TEST_CASE("yaml: features that hide what a file says are refused, with the place") {
  CHECK(refusal("a: &x 1\n") == "yaml.feature 1:4");
  CHECK(refusal("a: 1\nb: *x\n") == "yaml.feature 2:4");
  CHECK(refusal("a: &x [1]\n") == "yaml.feature 1:4");
  CHECK(refusal("a: &x {b: 1}\n") == "yaml.feature 1:4");
  CHECK(refusal("a: !!str 1\n") == "yaml.feature 1:4");
  CHECK(refusal("a: !x [1]\n") == "yaml.feature 1:4");
  CHECK(refusal("a: !x {b: 1}\n") == "yaml.feature 1:4");
  CHECK(refusal("---\na: 1\n---\nb: 2\n") == "yaml.feature 3:1");
  CHECK(refusal("? [a, b]\n: 1\n") == "yaml.feature 1:3");
  CHECK(refusal("---\na: 1\n...\n") == "read");
}

TEST_CASE("yaml: a key twice names the first") {
  const auto node = parse_yaml("f.yaml", "a: 1\nb: 2\n'a': 3\n");
  REQUIRE_FALSE(node.has_value());
  CHECK(node.error()[0].code == &yaml_errors::k_duplicate_key);
  CHECK(node.error()[0].place.line == 3);
  CHECK(node.error()[0].args == std::vector<std::string>{"a", "1"});
  CHECK(refusal("c: {a: 1}\nd: {a: 1}\n") == "read");
}

TEST_CASE("yaml: keys that YAML 1.1 takes for truth values need quotes") {
  for (const char* word :
       {"on", "off", "yes", "no", "y", "n", "true", "false", "No", "ON", "False"}) {
    CHECK(refusal(std::string(word) + ": 1\n") == "yaml.boolean_word 1:1");
    CHECK(refusal("'" + std::string(word) + "': 1\n") == "read");
  }
  CHECK(refusal("once: 1\nnot: 2\n") == "read");
}

TEST_CASE("yaml: bad syntax and bad bytes") {
  CHECK(refusal("a: [1\n").starts_with("yaml.syntax"));
  CHECK(refusal("a: 'x\n").starts_with("yaml.syntax"));
  CHECK(refusal("a: b: c\n") == "yaml.syntax 1:5");
  CHECK(refusal("a: \xFF\n").starts_with("yaml.encoding"));
  CHECK(refusal("a: \xED\xA0\x80\n").starts_with("yaml.encoding"));
}

TEST_CASE("yaml: limits of depth, nodes and bytes") {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']');
  };
  CHECK(refusal(nested(k_yaml_depth_max + 1)) == "read");
  CHECK(refusal(nested(k_yaml_depth_max + 2)).starts_with("yaml.too_large"));
  CHECK(refusal(std::string(100'000, '[')).starts_with("yaml.too_large"));

  std::string many;
  for (std::size_t i = 0; i < k_yaml_nodes_max; ++i) many += "- 1\n";
  CHECK(refusal(many).starts_with("yaml.too_large"));
  CHECK(refusal(std::string(k_yaml_bytes_max + 1, '#')).starts_with("yaml.too_large"));
}

TEST_CASE("yaml: a mapping with very many keys is read in good time") {
  std::string text;
  for (int i = 0; i < 90'000; ++i) text += "key" + std::to_string(i) + ": 1\n";
  CHECK(read(text).entries.size() == 90'000);
}

TEST_CASE("yaml fields: what is missing, unknown or wrong is found all at once") {
  const YamlNode root = read(
      "id: x\nlenght: 5\nplaces: 9\nwhen: 2026-02-30\nflag: maybe\nkind: soft\nitems: [a, b]\n");
  Errors errors;
  YamlFields fields("f.yaml", root, "field", errors);
  CHECK(fields.required_text("id") == "x");
  CHECK_FALSE(fields.integer("length", 1, 10).has_value());  // absent: no finding
  CHECK_FALSE(fields.integer("places", 0, 6).has_value());
  CHECK_FALSE(fields.date("when").has_value());
  CHECK_FALSE(fields.boolean("flag").has_value());
  CHECK_FALSE(fields.word("kind", {"hard", "basic"}).has_value());
  CHECK(fields.required_text("title").empty());
  CHECK(fields.list("items").size() == 2);
  fields.finish();
  std::vector<std::string> found;
  for (const Error& error : errors) found.emplace_back(error.code->id);
  CHECK(found == std::vector<std::string>{"yaml.wrong_form", "yaml.wrong_form", "yaml.wrong_form",
                                          "yaml.wrong_word", "yaml.missing_key",
                                          "yaml.unknown_key"});
  CHECK(errors.back().place.line == 2);
  CHECK(errors.back().args == std::vector<std::string>{"field", "lenght", "length?"});
}

TEST_CASE("yaml fields: values of the right form") {
  const YamlNode root =
      read("k: -3\nd: 0.250\nday: 2026-01-31\nyes_no: true\nword: hard\none: x\n");
  Errors errors;
  YamlFields fields("f.yaml", root, "thing", errors);
  CHECK(fields.integer("k", -5, 5) == -3);
  CHECK(fields.decimal("d", 2)->units == 25);
  CHECK(fields.date("day")->text() == "2026-01-31");
  CHECK(fields.boolean("yes_no") == true);
  CHECK(fields.word("word", {"soft", "hard"}) == 1);
  CHECK(fields.list("one").size() == 1);
  fields.finish();
  CHECK(errors.empty());
}

TEST_CASE("yaml fields: a text that other tools read as a truth value needs quotes") {
  const YamlNode root = read("id: no\nquoted: 'no'\ncondition: true\n");
  Errors errors;
  YamlFields fields("f.yaml", root, "code", errors);
  CHECK(fields.text("id") == "no");
  CHECK(fields.text("quoted") == "no");
  CHECK(fields.text("condition") == "true");
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].code == &yaml_errors::k_boolean_word);
}

TEST_CASE("yaml fields: no mapping is one finding, and every getter is quiet") {
  const YamlNode root = read("just text");
  Errors errors;
  YamlFields fields("f.yaml", root, "thing", errors);
  CHECK_FALSE(fields.is_mapping());
  CHECK(fields.required_text("id").empty());
  CHECK(fields.list("items").empty());
  fields.finish();
  CHECK(errors.size() == 1);
}

TEST_CASE("yaml fields: the nearest word") {
  CHECK(nearest_word("titel", {"title", "id"}) == "title");
  CHECK(nearest_word("xyz", {"title", "id"}).empty());
  CHECK(nearest_word("cap", {"caps", "cup", "gap"}) == "caps");
}
