// SPDX-License-Identifier: Apache-2.0
// The national catalogue loads, and what it says of the law's items is what the loader hands on.
#include "catalogue/catalogue.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace sanqu;
using namespace sanqu::catalogue;

namespace {

const Catalogue& national() {
  static const Catalogue k_catalogue = [] {
    auto loaded = load_catalogue_folder(SANQU_ROOT "/rules/catalogue");
    if (!loaded) {
      for (const Error& error : loaded.error()) MESSAGE(error.render(Lang::en));
      FAIL("rules/catalogue does not load");
    }
    return std::move(*loaded);
  }();
  return k_catalogue;
}

const RecordClass& class_named(const char* id) {
  const std::int32_t index = national().find_class(id);
  REQUIRE(index >= 0);
  return national().classes[static_cast<std::size_t>(index)];
}

const Field& field_named(const RecordClass& record_class, const char* id) {
  const std::int32_t index = record_class.find_field(id);
  REQUIRE(index >= 0);
  return record_class.fields[static_cast<std::size_t>(index)];
}

const CodeSet& set_of(const Field& field) {
  REQUIRE(field.code_set >= 0);
  return national().code_sets[static_cast<std::size_t>(field.code_set)];
}

}  // namespace

TEST_CASE("the national catalogue loads") {
  CHECK(national().id == "cn.public_credit");
  CHECK(national().version == "2025.1.0");
  CHECK(national().uscc_scheme);
  CHECK(national().classes.size() >= 24);
  CHECK(national().find_class("no_such_class") == -1);
}

TEST_CASE("every class names its law, its suppliers and a required date") {
  for (const RecordClass& record_class : national().classes) {
    INFO(record_class.id);
    CHECK_FALSE(record_class.basis.empty());
    for (const LegalBasis& basis : record_class.basis) CHECK_FALSE(basis.source.empty());
    CHECK_FALSE(record_class.supplied_by.empty());
    REQUIRE(record_class.event_date >= 0);
    const Field& date = record_class.fields[static_cast<std::size_t>(record_class.event_date)];
    CHECK(date.type == FieldType::date);
    CHECK(date.required);
    CHECK_FALSE(record_class.duplicate_key.empty());
    CHECK(record_class.find_field("event_date") == record_class.event_date);
  }
}

TEST_CASE("no kind of subject is a natural person, and no identity number is a field") {
  for (const SubjectKind& kind : national().kinds) {
    CHECK(kind.title.zh != "自然人");
    CHECK(kind.id != "natural_person");
  }
  for (const RecordClass& record_class : national().classes) {
    for (const Field& field : record_class.fields) {
      INFO(record_class.id << "." << field.id);
      CHECK(field.code.find("ZJHM") == std::string::npos);
      CHECK(field.title.zh.find("证件号码") == std::string::npos);
      if (field.id == "legal_representative") CHECK(field.personal);
    }
  }
}

TEST_CASE("the items of dual disclosure, in their order") {
  const RecordClass& penalty = class_named("administrative_penalty");
  const char* const codes[] = {
      "CF_XDR_MC",   "CF_XDR_LB",   "CF_XDR_GSZC", "CF_XDR_ZZJG", "CF_XDR_SWDJ",
      "CF_XDR_SYDW", "CF_XDR_SHZZ", "CF_FRDB",     "CF_WSH",      "CF_WFXW",
      "CF_SY",       "CF_YJ",       "CF_CFLB",     "CF_NR",       "CF_NR_FK",
      "CF_NR_WFFF",  "CF_NR_ZKDX",  "CF_JDRQ",     "CF_YXQ",      "CF_GSJZQ",
      "CF_CFJG",     "CF_CFJGDM",   "CF_SJLY",     "CF_SJLYDM",   "BZ"};
  std::size_t at = 0;
  for (const char* code : codes) {
    INFO(code);
    REQUIRE(at < penalty.fields.size());
    CHECK(penalty.fields[at].code == code);
    ++at;
  }
  CHECK(penalty.fields.size() == at + 3);  // severity, procedure, mended_on
  CHECK(std::find(penalty.subject_columns.begin(), penalty.subject_columns.end(), "CF_XDR_SHXYM") !=
        penalty.subject_columns.end());
  const RecordClass& licence = class_named("administrative_licence");
  CHECK(licence.fields.size() == 28 - 1 - 4);  // without the credit code and four identity items
  CHECK(field_named(licence, "valid_through").until_forever == Date::from_ymd(2099, 12, 31));
}

TEST_CASE("a fine is written in 10,000 yuan and kept in fen") {
  const Field& fine = field_named(class_named("administrative_penalty"), "fine");
  CHECK(fine.type == FieldType::money);
  CHECK(fine.unit == Unit::money);
  CHECK(fine.places == 2);
  CHECK(fine.input_shift == 4);
  CHECK(fine.min == 0);
  CHECK(fine.max == k_money_yuan_max * 100);
}

TEST_CASE("publication follows the order on credit repair") {
  const RecordClass& penalty = class_named("administrative_penalty");
  REQUIRE(penalty.publication.has_value());
  const Publication& publication = *penalty.publication;
  REQUIRE(publication.periods.size() == 3);
  CHECK(publication.from_field == penalty.find_field("decided_on"));
  CHECK(publication.until_field == penalty.find_field("publication_ends_on"));
  CHECK(publication.by_field == penalty.find_field("severity"));
  CHECK(publication.periods[0].code == "minor");
  CHECK(publication.periods[0].max_months == 3);
  CHECK(publication.periods[1].min_months == 3);
  CHECK(publication.periods[1].max_months == 12);
  CHECK(publication.periods[2].min_months == 12);
  CHECK(publication.periods[2].max_months == 36);
  CHECK(penalty.repair_allowed);
  REQUIRE(penalty.repair_basis.size() == 1);
  CHECK(penalty.repair_basis[0].id == "repair-36");
}

TEST_CASE("codes are found by id, title, alias and prefix") {
  const RecordClass& penalty = class_named("administrative_penalty");
  const CodeSet& kinds = set_of(field_named(penalty, "kinds"));
  const std::int32_t revoked = kinds.find_id("licence_revoked");
  REQUIRE(revoked >= 0);
  CHECK(kinds.find("licence_revoked") == revoked);
  CHECK(kinds.find("吊销许可证件") == revoked);
  CHECK(kinds.find("Licence revoked") == revoked);
  CHECK(kinds.find("吊销营业执照") == revoked);
  CHECK(kinds.find("其他-责令改正") == kinds.find_id("other"));
  CHECK_FALSE(kinds.find("行政拘留").has_value());
  CHECK_FALSE(kinds.find("").has_value());
  CHECK_FALSE(kinds.find("其他的").has_value());
  const CodeSet& categories = set_of(field_named(penalty, "subject_category"));
  CHECK_FALSE(categories.find("自然人").has_value());
}

TEST_CASE("a code set made by hand is searched without its index") {
  CodeSet set;
  set.codes = {{"a", {"甲", "A"}, {"first"}, "", ""}, {"b", {"乙", ""}, {}, "b-", ""}};
  CHECK(set.find("first") == 0);
  CHECK(set.find("乙") == 1);
  CHECK(set.find("b-x") == 1);
  CHECK_FALSE(set.find("c").has_value());
}

TEST_CASE("industries and divisions") {
  const std::int32_t sections = national().find_code_set("industry_section");
  const std::int32_t divisions = national().find_code_set("industry_division");
  REQUIRE(sections >= 0);
  REQUIRE(divisions >= 0);
  CHECK(national().code_sets[static_cast<std::size_t>(sections)].codes.size() == 20);
  CHECK(national().code_sets[static_cast<std::size_t>(divisions)].codes.size() == 97);
  CHECK(national().code_sets[static_cast<std::size_t>(sections)].find_id("N") == 13);
}

TEST_CASE("a survey of fewer than 20 people is below the field's bound") {
  CHECK(field_named(class_named("survey_aggregate"), "respondents").min == 20);
}
