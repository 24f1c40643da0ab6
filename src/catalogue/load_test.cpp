// SPDX-License-Identifier: Apache-2.0
// Every refusal of the catalogue loader: a small good catalogue, one thing changed, the finding and its place.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "catalogue/catalogue.hpp"

using namespace sanqu;
using namespace sanqu::catalogue;

namespace {

const std::string k_good = R"yaml(catalogue:
  id: test.one
  version: 1.0.0
  title: {zh: 测试, en: Test}
  subject_scheme: foreign
  basis: [{id: law-1, source: Law One}]
subjects:
  kinds:
    - {id: firm, title: {en: Firm}, uscc_heads: ["91"]}
  attributes:
    - {id: zone.kind, type: code, code_set: level}
code_sets:
  - id: level
    title: {en: Level}
    codes:
      - {id: low, title: {en: Low}, aliases: [lo]}
      - {id: high, title: {en: High}, prefix: hi-}
classes:
  - id: fact
    title: {en: Fact}
    basis: [law-1]
    supplied_by: [{en: Office}]
    sharing: public
    polarity: negative
    evaluation: allowed
    event_date: happened_on
    duplicate_key: [number]
    publication: {from: happened_on, until: ends_on, by: level, periods: {low: {max_months: 3}, high: {min_months: 3, max_months: 12}}}
    repair: {allowed: true, basis: [law-1]}
    fields:
      - {id: happened_on, type: date, required: true, min: 2000-01-01}
      - {id: ends_on, type: date, until_forever: 2099-12-31}
      - {id: number, type: text, length: 20, pattern: '[0-9]+'}
      - {id: level, type: code, code_set: level, required: true}
      - {id: marks, type: codes, code_set: level}
      - {id: amount, type: money, unit: wan_yuan, min: 0, max: 5.5}
      - {id: share, type: decimal, places: 2, unit: percent, min: 0, max: 100}
      - {id: times, type: integer}
      - {id: done, type: boolean}
      - {id: head_of_firm, type: text, personal: true}
    rules:
      - {id: r, when: "has(marks, 'low')", must: amount > 0 yuan, message: {en: An amount is needed}}
)yaml";

/// The good catalogue with the first `old_text` replaced.
std::string changed(const std::string& old_text, const std::string& new_text) {
  std::string text = k_good;
  const std::size_t at = text.find(old_text);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old_text.size(), new_text);
}

Result<Catalogue> load(const std::string& text) { return load_catalogue({{"c.yaml", text}}); }

std::string ids_of(const Result<Catalogue>& result) {
  if (result) return "(loaded)";
  std::string out;
  for (const Error& error : result.error()) {
    out += (out.empty() ? "" : " ") + std::string(error.code->id);
  }
  return out;
}

/// Loads the changed catalogue; all codes of its findings, in order.
std::string codes(const std::string& old_text, const std::string& new_text) {
  const auto result = load(changed(old_text, new_text));
  if (!result) {
    for (const Error& error : result.error()) {
      INFO(error.render(Lang::en));
      CHECK(error.place.file == "c.yaml");
      CHECK(error.place.line > 0);
      CHECK(error.text(Lang::zh).find('?') == std::string::npos);  // every slot is filled
      CHECK(error.text(Lang::en).find('?') == std::string::npos);
    }
  }
  return ids_of(result);
}

}  // namespace

TEST_CASE("the good catalogue loads, with every value in its kept unit") {
  const auto loaded = load(k_good);
  REQUIRE(ids_of(loaded) == "(loaded)");
  const RecordClass& fact = loaded->classes[0];
  CHECK(fact.basis[0].source == "Law One");
  CHECK(fact.sharing == Sharing::public_);
  CHECK(fact.polarity == Polarity::negative);
  CHECK(fact.evaluation_allowed);
  CHECK(fact.event_date == 0);
  CHECK(fact.duplicate_key == std::vector<std::int32_t>{2});
  CHECK(fact.fields[0].min == Date::from_ymd(2000, 1, 1)->days());
  CHECK(fact.fields[3].max == 1);
  CHECK(fact.fields[4].max == 3);          // two codes as bits
  CHECK(fact.fields[5].max == 5'500'000);  // 5.5 wan = 55,000 yuan
  CHECK(fact.fields[6].max == 10'000);
  CHECK(fact.fields[6].unit == Unit::percent);
  CHECK(fact.fields[7].unit == Unit::count);
  CHECK(fact.fields[7].max == k_number_max);
  CHECK(loaded->attributes[0].id == "zone.kind");
  CHECK(loaded->kinds[0].uscc_heads[0] == "91");
}

TEST_CASE("parts may stand in any file and in any order") {
  const std::string& text = k_good;
  const std::size_t sets = text.find("code_sets:");
  const std::size_t classes = text.find("classes:");
  const auto loaded = load_catalogue({{"a.yaml", text.substr(classes)},
                                      {"b.yaml", text.substr(sets, classes - sets)},
                                      {"c.yaml", text.substr(0, sets)}});
  CHECK(ids_of(loaded) == "(loaded)");
}

TEST_CASE("the head: exactly one, with a version") {
  CHECK(ids_of(load("")) == "catalogue.no_catalogue");
  CHECK(codes("version: 1.0.0", "version: 1.0") == "catalogue.version_form");
  CHECK(codes("version: 1.0.0", "version: 01.0.0") == "catalogue.version_form");
  CHECK(codes("id: test.one", "id: Test") == "catalogue.id_form");
  CHECK(codes("subject_scheme: foreign", "subject_scheme: other") == "yaml.wrong_word");
  CHECK(codes("basis: [{id: law-1, source: Law One}]",
              "basis: [{id: law-1, source: A}, {id: law-1, source: B}]") ==
        "catalogue.duplicate_id");
  const std::string& text = k_good;
  CHECK(ids_of(load_catalogue({{"a.yaml", text}, {"b.yaml", "catalogue: {id: two}"}})) ==
        "catalogue.second_catalogue");
}

TEST_CASE("unknown keys are refused with the nearest known one") {
  const auto result = load(changed("polarity: negative", "polarty: negative"));
  REQUIRE_FALSE(result);
  REQUIRE(result.error().size() == 1);
  CHECK(result.error()[0].code->id == "yaml.unknown_key");
  CHECK(result.error()[0].hint(Lang::en).find("polarity?") != std::string::npos);
  CHECK(result.error()[0].place.line == 24);
  CHECK(codes("code_sets:", "codes_sets: []\ncode_sets:") == "yaml.unknown_key");
  CHECK(codes("source: Law One", "source: Law One, date: 2020") == "yaml.unknown_key");
}

TEST_CASE("duplicate ids and names") {
  CHECK(codes("{id: high, title: {en: High}", "{id: low, title: {en: High}") ==
        "catalogue.duplicate_id catalogue.period_unknown");
  CHECK(codes("{id: high, title: {en: High}", "{id: high, title: {en: lo}") ==
        "catalogue.duplicate_name");
  CHECK(codes("{id: times, type: integer}", "{id: done, type: integer}") ==
        "catalogue.duplicate_id");
  CHECK(codes("{id: times, type: integer}", "{id: times, code: done, type: integer}") ==
        "catalogue.duplicate_name");
  CHECK(codes("{id: times, type: integer}", "{id: times, type: integer, aliases: [share]}") ==
        "catalogue.duplicate_name");
  CHECK(codes("    title: {en: Fact}", "    title: {en: Fact}\n    subject_columns: [share]") ==
        "catalogue.duplicate_name");
  const std::string& text = k_good;
  const std::string classes = text.substr(text.find("classes:"));
  CHECK(ids_of(load_catalogue({{"a.yaml", text}, {"b.yaml", classes}})) ==
        "catalogue.duplicate_id");
  CHECK(codes("    - {id: firm, title: {en: Firm}, uscc_heads: [\"91\"]}",
              "    - {id: firm, title: {en: Firm}}\n    - {id: firm, title: {en: Firm}}") ==
        "catalogue.duplicate_id");
}

TEST_CASE("boolean words of YAML as codes must be quoted") {
  CHECK(codes("{id: low,", "{id: N,") ==
        "catalogue.boolean_word catalogue.period_unknown "
        "catalogue.period_missing catalogue.rule_code");
  CHECK(codes("aliases: [lo]}", "aliases: [lo]}\n      - {id: \"N\"}") ==
        "catalogue.period_missing");  // quoted it is a code like any other
}

TEST_CASE("ids that are reserved or of the wrong form") {
  CHECK(codes("{id: times, type: integer}", "{id: record_id, type: integer}") ==
        "catalogue.reserved_id");
  CHECK(codes("{id: times, type: integer}", "{id: event_date, type: integer}") ==
        "catalogue.reserved_id");
  CHECK(codes("{id: times, type: integer}", "{id: Times, type: integer}") == "catalogue.id_form");
  CHECK(codes("{id: times, type: integer}", "{id: a.b, type: integer}") == "catalogue.id_form");
  CHECK(codes("{id: zone.kind,", "{id: kind,") == "catalogue.reserved_id");
  CHECK(codes("  - id: fact", "  - id: record_status") == "catalogue.reserved_id");
}

TEST_CASE("no natural person among the kinds") {
  for (const char* id : {"natural_person", "person", "individual", "citizen", "resident"}) {
    CHECK(codes("{id: firm,", "{id: " + std::string(id) + ",") == "catalogue.natural_person");
  }
  CHECK(codes("{id: firm, title: {en: Firm}", "{id: firm, title: {zh: 自然人}") ==
        "catalogue.natural_person");
}

TEST_CASE("people's identity papers are no fields") {
  for (const char* code :
       {"CF_FR_ZJHM", "CF_XDR_ZJHM", "CF_XDR_ZJLX", "XK_FR_SFZH", "XK_XDR_SFZ"}) {
    CHECK(codes("{id: times, type: integer}", "{id: times, code: " + std::string(code) +
                                                  ", type: text}") == "catalogue.identity_number");
  }
  CHECK(codes("{id: times, type: integer}", "{id: times, title: {zh: 法人身份证号}, type: text}") ==
        "catalogue.identity_number");
  CHECK(codes("{id: zone.kind, type: code, code_set: level}",
              "{id: card, type: text, aliases: [护照号]}") == "catalogue.identity_number");
}

TEST_CASE("personal data takes no part in anything") {
  CHECK(codes("duplicate_key: [number]", "duplicate_key: [head_of_firm]") ==
        "catalogue.personal_use");
  CHECK(codes("must: amount > 0 yuan", "must: present(head_of_firm)") == "catalogue.personal_use");
  CHECK(codes("{id: happened_on, type: date, required: true,",
              "{id: happened_on, type: date, required: true, personal: true,") ==
        "catalogue.event_date catalogue.publication_field");
  CHECK(codes("{id: zone.kind, type: code, code_set: level}",
              "{id: contact, type: text, personal: true}") == "catalogue.personal_attribute");
}

TEST_CASE("a class without law is refused") {
  CHECK(codes("    basis: [law-1]\n    supplied", "    supplied") == "catalogue.no_basis");
  CHECK(codes("    basis: [law-1]\n    supplied", "    basis: []\n    supplied") ==
        "catalogue.no_basis");
  CHECK(codes("    basis: [law-1]\n    supplied", "    basis: [law-2]\n    supplied") ==
        "catalogue.basis_unknown");
  CHECK(codes("    basis: [law-1]\n    supplied", "    basis: [{article: \"4\"}]\n    supplied") ==
        "yaml.missing_key");
  const auto loaded = load(changed("    basis: [law-1]\n    supplied",
                                   "    basis: [{id: law-1, article: \"4\"}]\n    supplied"));
  REQUIRE(loaded);
  CHECK(loaded->classes[0].basis[0].source == "Law One");
  CHECK(loaded->classes[0].basis[0].article == "4");
  CHECK(codes("    supplied_by: [{en: Office}]\n", "") == "yaml.missing_key");
}

TEST_CASE("the event date is a required date of the class") {
  CHECK(codes("event_date: happened_on", "event_date: ends_on") == "catalogue.event_date");
  CHECK(codes("event_date: happened_on", "event_date: times") == "catalogue.event_date");
  CHECK(codes("event_date: happened_on", "event_date: hapened_on") == "catalogue.field_unknown");
  CHECK(codes("    event_date: happened_on\n", "") == "yaml.missing_key");
  CHECK(codes("duplicate_key: [number]", "duplicate_key: [number, number]") ==
        "catalogue.duplicate_id");
}

TEST_CASE("a time limit is counted from a required date, by law") {
  const std::string at = "    repair: {allowed: true";
  const auto with = [&](const std::string& due) { return "    due: {" + due + "}\n" + at; };
  const auto loaded = load(changed(
      at, with("working_days: 7, from: happened_on, basis: [law-1], provisional: not settled")));
  REQUIRE(ids_of(loaded) == "(loaded)");
  const RecordClass& fact = loaded->classes[0];
  REQUIRE(fact.due.has_value());
  CHECK(fact.due->working_days == 7);
  CHECK(fact.due->from_field == 0);
  CHECK(fact.due->basis[0].source == "Law One");
  CHECK(fact.due->provisional == "not settled");
  CHECK_FALSE(load(k_good)->classes[0].due.has_value());

  const std::string rest = ", basis: [law-1]";
  CHECK(codes(at, with("working_days: 7, from: ends_on" + rest)) == "catalogue.due_field");
  CHECK(codes(at, with("working_days: 7, from: times" + rest)) == "catalogue.due_field");
  CHECK(codes(at, with("working_days: 7, from: hapened_on" + rest)) == "catalogue.field_unknown");
  CHECK(codes(at, with("working_days: 0, from: happened_on" + rest)) == "yaml.wrong_form");
  CHECK(codes(at, with("working_days: 1001, from: happened_on" + rest)) == "yaml.wrong_form");
  CHECK(codes(at, with("from: happened_on" + rest)) == "yaml.missing_key");
  CHECK(codes(at, with("working_days: 7" + rest)) == "yaml.missing_key");
  CHECK(codes(at, with("working_days: 7, from: happened_on")) == "yaml.missing_key");
  CHECK(codes(at, with("days: 7, working_days: 7, from: happened_on" + rest)) ==
        "yaml.unknown_key");
  CHECK(codes(at, with("working_days: 7, from: happened_on, basis: [law-2]")) ==
        "catalogue.basis_unknown");
}

TEST_CASE("types, units and bounds") {
  CHECK(codes("{id: times, type: integer}", "{id: times, type: int}") == "yaml.wrong_word");
  CHECK(codes("{id: times, type: integer}", "{id: times, type: integer, unit: yuan}") ==
        "yaml.wrong_word");
  CHECK(codes("unit: wan_yuan", "unit: points") == "yaml.wrong_word");
  CHECK(codes("{id: times, type: integer}", "{id: times, type: integer, length: 3}") ==
        "catalogue.key_not_for_type");
  CHECK(codes("{id: done, type: boolean}", "{id: done, type: boolean, min: 0}") ==
        "catalogue.key_not_for_type");
  CHECK(codes("places: 2, unit: percent, min: 0, max: 100", "places: 2, min: 5, max: 4.99") ==
        "catalogue.min_above_max");
  CHECK(codes("places: 2, unit: percent, min: 0", "places: 2, min: 0.001") ==
        "catalogue.bound_form");
  CHECK(codes("places: 2, unit: percent", "places: 7, unit: percent") == "yaml.wrong_form");
  CHECK(codes("places: 2, unit: percent", "unit: percent") == "yaml.missing_key");
  CHECK(codes("max: 5.5}", "max: 99999999999999}") == "catalogue.bound_form");
  CHECK(codes("min: 2000-01-01", "min: 2000-02-30") == "yaml.wrong_form");
  CHECK(codes("length: 20", "length: 5001") == "yaml.wrong_form");
  CHECK(codes("pattern: '[0-9]+'", "pattern: '[0-9'") == "catalogue.pattern");
  CHECK(codes("pattern: '[0-9]+'", "pattern: '((a{999}){999}){999}'") == "catalogue.pattern");
  CHECK(codes("pattern: '[0-9]+'", "pattern: '" + std::string(201, 'a') + "'") ==
        "catalogue.pattern");
}

TEST_CASE("code sets") {
  CHECK(codes("{id: marks, type: codes, code_set: level}", "{id: marks, type: code}") ==
        "yaml.missing_key catalogue.rule_kind");
  CHECK(codes("{id: marks, type: codes, code_set: level}",
              "{id: marks, type: codes, code_set: levl}") == "catalogue.code_set_unknown");
  std::string many = "[";
  for (int i = 0; i < 63; ++i) many += "{id: c" + std::to_string(i) + "},";
  const std::string text =
      changed("code_sets:", "code_sets:\n  - {id: big, title: {en: Big}, codes: " + many + "]}");
  CHECK(ids_of(load(text)) == "(loaded)");
  std::string over = text;
  const std::string used = "{id: marks, type: codes, code_set: level}";
  over.replace(over.find(used), used.size(), "{id: marks, type: codes, code_set: big}");
  CHECK(ids_of(load(over)) == "catalogue.codes_too_many catalogue.rule_code");
  CHECK(codes("code_sets:", "code_sets:\n  - {id: none_, title: {en: None}, codes: []}") ==
        "catalogue.no_codes");
}

TEST_CASE("heads of credit codes belong to one kind each") {
  CHECK(codes("[\"91\"]", "[\"9I\"]") == "catalogue.head_form");
  CHECK(codes("[\"91\"]", "[\"911\"]") == "catalogue.head_form");
  CHECK(codes("[\"91\"]}",
              "[\"91\"]}\n    - {id: other, title: {en: Other}, uscc_heads: [\"91\"]}") ==
        "catalogue.head_taken");
}

TEST_CASE("publication covers every code, in order") {
  CHECK(codes("low: {max_months: 3}, ", "") == "catalogue.period_missing");
  CHECK(codes("low: {max_months: 3}, ", "low: {max_months: 3}, mid: {max_months: 3}, ") ==
        "catalogue.period_unknown");
  CHECK(codes("low: {max_months: 3}, ", "low: {}, ") == "yaml.missing_key");
  CHECK(codes("min_months: 3, max_months: 12", "min_months: 13, max_months: 12") ==
        "catalogue.period_order");
  CHECK(codes("max_months: 12", "max_months: 1201") == "yaml.wrong_form");
  CHECK(codes("from: happened_on", "from: ends_on") == "catalogue.publication_field");
  CHECK(codes("until: ends_on", "until: times") == "catalogue.publication_field");
  CHECK(codes("by: level", "by: marks") == "catalogue.publication_field");
  CHECK(codes("by: level, ", "") ==
        "catalogue.period_unknown catalogue.period_unknown catalogue.period_missing");
  CHECK(codes("{id: level, type: code, code_set: level, required: true}",
              "{id: level, type: code, code_set: level}") == "catalogue.publication_field");
  CHECK(codes("from: happened_on, ", "") == "yaml.missing_key");
}

TEST_CASE("cross-field rules read real fields, codes and units") {
  const auto rule = [](const std::string& must) {
    return codes("must: amount > 0 yuan", "must: \"" + must + "\"");
  };
  CHECK(rule("amount > 0 yuan and times >= 2") == "(loaded)");
  CHECK(rule("amount > ") == "expression.syntax");
  CHECK(rule("amont > 0 yuan") == "catalogue.rule_name");
  CHECK(rule("present(amont)") == "catalogue.rule_name");
  CHECK(rule("amount > 0") == "catalogue.rule_unit");
  CHECK(rule("share < 3 days") == "catalogue.rule_unit");
  CHECK(rule("share < 3") == "(loaded)");
  CHECK(rule("amount * amount > 0 yuan") == "catalogue.rule_unit");
  CHECK(rule("amount / amount < 3") == "(loaded)");
  CHECK(rule("level = 'hihg'") == "catalogue.rule_code");
  CHECK(rule("has(marks, 'hihg')") == "catalogue.rule_code");
  CHECK(rule("level in ('low', 'x')") == "catalogue.rule_code");
  CHECK(rule("marks = 'low'") == "catalogue.rule_kind");
  CHECK(rule("has(level, 'low')") == "catalogue.rule_kind");
  CHECK(rule("amount") == "catalogue.rule_kind");
  CHECK(rule("done and amount") == "catalogue.rule_kind");
  CHECK(rule("ends_on > 3") == "catalogue.rule_kind");
  CHECK(rule("ends_on > happened_on") == "(loaded)");
  CHECK(rule("event_date > 2020-01-01") == "(loaded)");
  CHECK(rule("days_between(happened_on, ends_on) < 30 days") == "(loaded)");
  CHECK(rule("round(share * 2, 0) = share * 2") == "(loaded)");
  CHECK(rule("round(share, 7) = share") == "catalogue.rule_arguments");
  CHECK(rule("has(marks)") == "catalogue.rule_arguments");
  CHECK(rule("months_since(ends_on) > 3 months") == "catalogue.rule_function");
  CHECK(codes("- {id: r, when:", "- {id: r, wenn:") == "yaml.missing_key yaml.unknown_key");
  CHECK(codes("{id: r, when: \"has(marks, 'low')\"", "{id: r, when: [a]") == "yaml.wrong_form");
}

TEST_CASE("R7: what may be missing does not stand under not and != unguarded") {
  const auto rule = [](const std::string& must) {
    return codes("must: amount > 0 yuan", "must: \"" + must + "\"");
  };
  CHECK(rule("not done") == "catalogue.rule_not_missing");
  CHECK(rule("present(done) and not done") == "(loaded)");
  CHECK(rule("present(done) or not done") == "catalogue.rule_not_missing");
  CHECK(rule("times != 3") == "catalogue.rule_not_missing");
  CHECK(rule("level != 'low'") == "(loaded)");  // a required field
  CHECK(rule("not present(done)") == "(loaded)");
  CHECK(codes("{id: r, when: \"has(marks, 'low')\", must: amount > 0 yuan",
              "{id: r, when: present(done), must: not done") == "(loaded)");
}

TEST_CASE("what an empty cell means: conditions over other fields, codes of the set") {
  const auto level = [](const std::string& rules) {
    return codes(
        "{id: level, type: code, code_set: level, required: true}",
        "{id: level, type: code, code_set: level, required: true, default_from: " + rules + "}");
  };
  CHECK(level("[{when: amount > 1 yuan, code: high}, {when: \"true\", code: low}]") == "(loaded)");
  CHECK(level("[{when: amont > 1 yuan, code: high}]") == "catalogue.rule_name");
  CHECK(level("[{when: amount > 1 yuan, code: hi}]") == "catalogue.rule_code");
  CHECK(level("[{when: amount, code: low}]") == "catalogue.rule_kind");
  CHECK(level("[{when: level = 'low', code: low}]") == "catalogue.default_self");
  CHECK(level("[{code: low}]") == "yaml.missing_key");
  CHECK(level("[{when: amount > 1 yuan, code: low, then: x}]") == "yaml.unknown_key");
  CHECK(level("[{when: head_of_firm = 'x', code: low}]") == "catalogue.personal_use");
  CHECK(codes("{id: done, type: boolean}", "{id: done, type: boolean, default_from: []}") ==
        "catalogue.key_not_for_type");
  CHECK(codes("{id: zone.kind, type: code, code_set: level}",
              "{id: zone.kind, type: code, code_set: level, default_from: []}") ==
        "yaml.unknown_key");
}

TEST_CASE("texts are clean") {
  CHECK(codes("title: {en: Fact}", "title: {en: \" Fact\"}") == "catalogue.control_character");
  CHECK(codes("title: {en: Fact}", "title: {en: \"Fa\\tct\"}") == "catalogue.control_character");
  CHECK(codes("title: {en: Fact}", "title: {en: \"e\\u0301\"}") == "catalogue.control_character");
  CHECK(codes("title: {en: Fact}", "title: {}") == "catalogue.title_missing");
}

TEST_CASE("all findings together, not the first") {
  std::string text = changed("polarity: negative", "polarity: sad");
  text.replace(text.find("event_date: happened_on"), 23, "event_date: nowhere_ever");
  CHECK(ids_of(load(text)) == "yaml.wrong_word catalogue.field_unknown");
}

TEST_CASE("wrong shapes everywhere are findings, not crashes") {
  for (const char* text : {"[]", "x", "catalogue: []", "catalogue: {id: a}\nclasses: x",
                           "classes: [[]]", "classes: [{fields: x}]", "subjects: []",
                           "subjects: {kinds: x, attributes: [1]}", "code_sets: [{codes: x}]",
                           "classes: [{publication: x, repair: x, rules: [x], basis: [[]]}]"}) {
    INFO(text);
    CHECK_FALSE(load(text).has_value());
  }
}

TEST_CASE("folders") {
  const auto none = load_catalogue_folder("/no/such/folder");
  REQUIRE_FALSE(none);
  CHECK(none.error()[0].code->id == "catalogue.unreadable");
  const auto empty = load_catalogue_folder(SANQU_ROOT "/src/catalogue");
  REQUIRE_FALSE(empty);
  CHECK(empty.error()[0].code->id == "catalogue.no_files");
}

TEST_CASE("what the JSON Schema refuses, the loader refuses too") {
  int count = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(SANQU_ROOT "/tests/catalogue/broken")) {
    std::ifstream stream(entry.path(), std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(stream)),
                           std::istreambuf_iterator<char>());
    const auto result = load_catalogue({{"broken.yaml", text}});
    INFO(entry.path().string());
    REQUIRE_FALSE(result.has_value());
    CHECK(std::any_of(result.error().begin(), result.error().end(), [](const Error& error) {
      return error.place.file == "broken.yaml" && error.place.line > 1;
    }));
    ++count;
  }
  CHECK(count >= 6);
}
