// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "intake/transcript_for_test.hpp"

using namespace sanqu;
using namespace sanqu::intake;

TEST_CASE("the kind of a subject: named, by the head of its code, or asked for") {
  const Outcome outcome = read_sample_subjects(
      "subject_id,kind,名称,成立日期\n"
      "91310000132260250X,,老店,2001-02-03\n"
      "91310000132260250X,个体工商户,老店,\n"
      "92310000132260250X,,新店,\n"
      "51310000132260250X,,协会,\n"
      "91310000132260250X,国家,,\n");
  CHECK(outcome.text ==
        "subject 2 91310000132260250X kind 0: 老店 11356\n"
        "subject 3 91310000132260250X kind 1: 老店 -\n"
        "subject 4 92310000132260250X kind 1 flagged: 新店 -\n"
        "refused 5: kind_missing@5:0(kind)\n"
        "refused 6: kind_unknown@6:20(kind)\n");
  CHECK(outcome.last_findings[0].hint(Lang::zh) == "可用:企业、个体工商户");
}

TEST_CASE("a code that fails is used and flagged, never dropped") {
  const Outcome outcome = read_sample_subjects(
      "subject_"
      "id\n911100001000013428\n91110000100003962T\n914403001922038217\n914403001922038216\n");
  CHECK(outcome.text ==
        "subject 2 911100001000013428 kind 0 flagged: - -\n"
        "subject 3 91110000100003962T kind 0 flagged: - -\n"
        "subject 4 914403001922038217 kind 0 flagged: - -\n"
        "subject 5 914403001922038216 kind 0: - -\n");
}

TEST_CASE("natural persons among the subjects are refused without their content") {
  for (const char* line :
       {"91310000132260250X,自然人,张三\n", "91310000132260250X,natural_person,张三\n",
        "91310000132260250X,Person,张三\n", "11010519491231002X,企业,张三\n",
        "11010519491231002x,,张三\n", "１１０１０５１９４９１２３１００２Ｘ,,张三\n",
        "110105491231002,,张三\n"}) {
    const Outcome outcome = read_sample_subjects(std::string("subject_id,kind,name\n") + line);
    CHECK(outcome.text.starts_with("refused 2: natural_person@2:"));
    CHECK(outcome.last_findings.size() == 1);
    CHECK(outcome.last_findings[0].args.empty());
    CHECK(outcome.last_raw.empty());
    CHECK(outcome.receipt.by_code.at("intake.natural_person") == 1);
  }
}

TEST_CASE("history columns and their mistakes, all together") {
  const Outcome outcome = read_sample_subjects(
      "subject_id,valid_from,recorded_at,established_on\n"
      "91310000132260250X,2026/1/1,2026-01-02T08:00:00+08:00,2001-01-01\n"
      "91310000132260250X,2026-13-01,gestern,x\n");
  CHECK(outcome.text ==
        "subject 2 91310000132260250X kind 0: - 11323\n"
        "refused 3: date_form@3:39(established_on) date_impossible@3:20(valid_from) "
        "time_form@3:31(recorded_at)\n");
  CHECK(outcome.receipt.lines_accepted == 1);
}

TEST_CASE("files of subjects that can't be used") {
  CHECK(read_sample_subjects("").text == "file: file_empty@0:0\n");
  CHECK(read_sample_subjects("name\n老店\n").text == "file: column_missing@1:0(subject_id)\n");
  CHECK(read_sample_subjects("[{\"subject_id\":1}]\n").text == "file: json_not_object@1:1\n");
}

TEST_CASE("any text is an id where the catalogue has no credit codes") {
  catalogue::Catalogue catalogue = sample_catalogue();
  catalogue.uscc_scheme = false;
  catalogue.kinds.resize(1);
  const std::string bytes = "subject_id\n010001\nab 店\n110105491231002\n11010519491231002X\n";
  MemorySource source(bytes);
  Transcript transcript;
  REQUIRE(read_subjects(source, catalogue, {}, transcript).has_value());
  CHECK(transcript.text ==
        "subject 2 010001 kind 0: - -\n"
        "subject 3 ab 店 kind 0: - -\n"
        "subject 4 110105491231002 kind 0: - -\n"
        "refused 5: natural_person@5:1(subject_id)\n");
}
