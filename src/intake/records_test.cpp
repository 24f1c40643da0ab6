// SPDX-License-Identifier: Apache-2.0
// Whole files of records, small enough to read, with their whole outcome.
#include <doctest/doctest.h>

#include <string>

#include "intake/transcript_for_test.hpp"

using namespace sanqu;
using namespace sanqu::intake;

namespace {

constexpr const char* k_id = "91310000132260250X";

/// A file with one line: the given columns and cells beside those that every line needs.
std::string with(const std::string& columns, const std::string& cells) {
  return "subject_id,record_id,document_no,decided_on," + columns + "\n" + k_id +
         ",r1,d1,2026-03-02," + cells + "\n";
}

/// The findings of the one line of `with`, or the values of its fields.
std::string one(const std::string& columns, const std::string& cells) {
  std::string text = read_penalties(with(columns, cells)).text;
  const std::string accepted = std::string("record 2 ") + k_id + "/r1: d1 ";
  if (text.starts_with(accepted)) text = text.substr(accepted.size());
  if (text.starts_with("refused 2: ")) text = text.substr(11);
  return text;
}

}  // namespace

TEST_CASE("every type of field, in a line of CSV and in a line of NDJSON") {
  const std::string values =
      "record 2 91310000132260250X/r1: 沪市监罚〔2026〕1号 2 3 12505000 20514 2932896 "
      "12 1250 1 91310000132260250X -\n";
  CHECK(read_penalties(
            "\xEF\xBB\xBF"
            "CF_XDR_SHXYM,record_id,决定书文号,失信程度,处罚类别,罚款金额(万元),CF_JDRQ,"
            "有效期至,staff,rate,summary,office_code,法定代表人\r\n"
            "91310000132260250x,r1, 沪市监罚〔2026〕1号 ,严重,警告；罚款、,12.505,2026年3月2日,"
            "2099/12/31,１２,1.25,是,91310000132260250X,张三\r\n")
            .text == values);
  const Outcome json = read_penalties(
      "{}\n{\"subject_id\":\"91310000132260250X\",\"record_id\":\"r1\",\"document_no\":"
      "\"沪市监罚〔2026〕1号\",\"severity\":\"serious\",\"kinds\":[\"warning\",\"fine\"],\"fine\":"
      "12.5050,"
      "\"event_date\":\"20260302\",\"valid_through\":\"2099-12-31\",\"staff\":12,\"rate\":1.25,"
      "\"summary\":true,\"office_code\":\"91310000132260250X\",\"legal_representative\":\"张三\"}"
      "\n");
  CHECK(json.text ==
        "refused 1: required@1:0(subject_id) required@1:0(record_id) required@1:0(document_no) "
        "required@1:0(decided_on)\n" +
            values);
  CHECK(json.receipt.lines_read == 2);
  CHECK(json.receipt.lines_accepted == 1);
  CHECK(json.receipt.lines_refused == 1);
  CHECK(json.receipt.by_code.at("intake.required") == 4);
}

TEST_CASE("all findings of a line come together, with line, column and field") {
  CHECK(one("severity,fine,staff,rate", "重大,12万,1001,1.2345") ==
        "unknown_code@2:37(severity) number_form@2:40(fine) above_maximum@2:44(staff) "
        "too_many_places@2:49(rate)\n");
}

TEST_CASE("codes: ids, titles, aliases, prefixes, letters in either case") {
  CHECK(one("severity,kinds", "轻微失信,其他-责令整改") == "0 4 - 20514 - - - - - -\n");
  CHECK(one("severity,kinds", "MINOR,Warning;other") == "0 5 - 20514 - - - - - -\n");
  CHECK(one("severity,kinds", "小,警告;没有") ==
        "unknown_code@2:37(severity) unknown_code@2:39(kinds)\n");
  const Outcome outcome = read_penalties(with("severity", "小"));
  CHECK(outcome.last_findings[0].hint(Lang::zh) == "可用:轻微、一般、严重");
  CHECK(outcome.last_findings[0].hint(Lang::en) == "Known: minor, general, serious");
}

TEST_CASE("money is kept to the fen, exactly") {
  CHECK(one("fine", "0.000001") == "- - 1 20514 - - - - - -\n");
  CHECK(one("fine", "１２.５") == "- - 12500000 20514 - - - - - -\n");
  CHECK(one("fine", "0.10000000000000001") == "too_many_places@2:37(fine)\n");
  CHECK(one("fine", "0.0000001") == "too_many_places@2:37(fine)\n");
  CHECK(one("fine", "9.137E+17") == "digits_lost@2:37(fine)\n");
  CHECK(one("fine", "-1") == "below_minimum@2:37(fine)\n");
  CHECK(one("fine", "\"1,000\"") == "number_form@2:37(fine)\n");
  CHECK(one("fine", "1000001") == "above_maximum@2:37(fine)\n");
}

TEST_CASE("text: length in characters, control characters, pattern, NFC") {
  const std::string twenty = "一二三四五六七八九十一二三四五六七八九十";
  const std::string head =
      "subject_id,record_id,decided_on,document_no\n" + std::string(k_id) + ",r1,2026-03-02,";
  CHECK(read_penalties(head + twenty + "\n").text.starts_with("record 2"));
  CHECK(read_penalties(head + twenty + "一\n").text == "refused 2: too_long@2:34(document_no)\n");
  CHECK(read_penalties(head + "a\x1B[1m\n").text ==
        "refused 2: control_character@2:34(document_no)\n");
  CHECK(read_penalties(head + "e\xCC\x81\n").text.find("/r1: é -") != std::string::npos);
  CHECK(one("office_code", "9131") == "pattern@2:37(office_code)\n");
  CHECK(one("office_code", "91310000132260250XX") == "pattern@2:37(office_code)\n");
}

TEST_CASE("dates: impossible, in another form, in the future") {
  const auto decided = [](const std::string& text) {
    return read_penalties("subject_id,record_id,document_no,event_date\n" + std::string(k_id) +
                          ",r1,d1," + text + "\n")
        .text;
  };
  CHECK(decided("2026-02-29") == "refused 2: date_impossible@2:26(decided_on)\n");
  CHECK(decided("46083") == "refused 2: date_form@2:26(decided_on)\n");
  CHECK(decided("2026-07-01") == "refused 2: date_in_future@2:26(decided_on)\n");
  CHECK(decided("2026-06-30").starts_with("record 2"));
  CHECK(decided("").starts_with("refused 2: required@2:26(decided_on)"));
}

TEST_CASE("cross-field rules, and none over a value that could not be read") {
  CHECK(one("kinds", "罚款") == "rule@2:0\n");
  CHECK(one("kinds,fine", "罚款,1") == "- 2 1000000 20514 - - - - - -\n");
  CHECK(one("kinds,fine", "罚款,x") == "number_form@2:40(fine)\n");
  CHECK(one("severity,fine", "严重,4.999999") == "rule@2:0\n");
  CHECK(one("severity,fine", "严重,5") == "2 - 5000000 20514 - - - - - -\n");
  const Outcome outcome = read_penalties(with("kinds", "罚款"));
  CHECK(outcome.last_findings[0].text(Lang::zh) == "处罚类别含罚款时须填罚款金额");
}

TEST_CASE("headers: unknown columns are noticed once, twins and missing columns refused") {
  const Outcome noticed =
      read_penalties("subject_id,record_id,document_no,decided_on,天气\n" + std::string(k_id) +
                     ",r1,d1,2026-03-02,晴\n" + k_id + ",r2,d2,2026-03-02,雨\n");
  REQUIRE(noticed.receipt.notices.size() == 1);
  CHECK(noticed.receipt.notices[0].text(Lang::en) ==
        "The column `天气` is not in the catalogue and was not used");
  CHECK(read_penalties("subject_id,record_id,document_no,CF_WSH,decided_on\n").text ==
        "file: column_twice@1:0(CF_WSH)\n");
  CHECK(read_penalties("subject_id,document_no\n").text ==
        "file: column_missing@1:0(record_id) column_missing@1:0(decided_on)\n");
  CHECK(read_penalties("subject_id,record_id,subject_id\n").text ==
        "file: header_duplicate@1:22\n");
  CHECK(read_penalties("subject_id,record_id,document_no,decided_on\n", 1 << 16, -1).text ==
        "file: column_missing@1:0(class)\n");
  CHECK(read_penalties("\xCD\xB3\xD2\xBB,\xC3\xFB\xB3\xC6\n")
            .text.starts_with("file: column_missing"));
}

TEST_CASE("twins in NDJSON are refused only where both stand in one line") {
  const std::string base =
      "{\"subject_id\":\"91310000132260250X\",\"record_id\":\"r\",\"decided_on\":"
      "\"2026-03-02\",";
  CHECK(read_penalties(base + "\"document_no\":\"a\"}\n" + base + "\"CF_WSH\":\"b\"}\n" + base +
                       "\"CF_WSH\":\"b\",\"document_no\":\"a\"}\n")
            .text ==
        "record 1 91310000132260250X/r: a - - - 20514 - - - - - -\n"
        "record 2 91310000132260250X/r: b - - - 20514 - - - - - -\n"
        "refused 3: column_twice@3:105(document_no)\n");
}

TEST_CASE("several classes in a file, reserved ones among them") {
  const Outcome outcome = read_penalties(
      "class,subject_id,record_id,event_date,level,document_no,of_class,status,effective_on,into,"
      "undone\n"
      "荣誉表彰,91310000132260250X,c1,2026-01-02,省级,,,,,,\n"
      "administrative_penalty,91310000132260250X,p1,2026-01-03,,d9,,,,,\n"
      "record_status,,p1,,,,行政处罚,修复,2026-05-01,,\n"
      "subject_merge,91310000132260250X,,,,,,,,91440300708461136T,\n"
      "subject_merge,91310000132260250X,,,,,,,,91440300708461136T,是\n"
      "subject_merge,91310000132260250X,,,,,,,,91310000132260250X,\n"
      "record_status,,p1,,,,天气,gone,,,\n"
      "天气,91310000132260250X,x,,,,,,,,\n"
      ",91310000132260250X,x,,,,,,,,\n",
      1 << 16, -1);
  CHECK(outcome.text ==
        "record 2 91310000132260250X/c1: 20455 省级\n"
        "record 3 91310000132260250X/p1: d9 - - - 20456 - - - - - -\n"
        "status 4 class 0 p1 is 3 from 2026-05-01\n"
        "merge 5 91310000132260250X into 91440300708461136T\n"
        "merge 6 91310000132260250X into 91440300708461136T undone\n"
        "refused 7: merge_into_itself@7:41(into)\n"
        "refused 8: required@8:30(effective_on) class_unknown@8:22(of_class) "
        "unknown_code@8:25(status)\n"
        "refused 9: class_unknown@9:1(class)\n"
        "refused 10: class_missing@10:0(class)\n");
  CHECK(outcome.receipt.lines_read == 9);
  CHECK(outcome.receipt.notices.empty());
}

TEST_CASE("subject and record ids: lost digits, placeholders, length") {
  const auto id = [](const std::string& text) {
    return read_penalties("subject_id,record_id,document_no,decided_on\n" + text +
                          ",r1,d1,2026-03-02\n")
        .text;
  };
  CHECK(id("9.137E+17") == "refused 2: digits_lost@2:1(subject_id)\n");
  CHECK(id("00000000000000000X") == "refused 2: id_placeholder@2:1(subject_id)\n");
  CHECK(id(std::string(65, 'A')) == "refused 2: id_form@2:1(subject_id)\n");
  CHECK(id("９１３１００００１３２２６０２５０ｘ").starts_with("record 2 91310000132260250X/r1"));
  CHECK(id("911100001000013428").starts_with("record 2 911100001000013428/r1"));  // fails, is used
}

TEST_CASE("lines about natural persons are refused, and nothing of them is handed on") {
  const std::string head = "subject_id,record_id,document_no,decided_on,行政相对人类别,remarks\n";
  const Outcome category =
      read_penalties(head + "91310000132260250X,r1,d1,2026-13-02,自然人,张三\n");
  CHECK(category.text == "refused 2: natural_person@2:37\n");
  CHECK(category.last_raw.empty());
  const Outcome number = read_penalties(head + "11010519491231002X,r1,d1,2026-03-02,,张三\n");
  CHECK(number.text == "refused 2: natural_person@2:1(subject_id)\n");
  CHECK(number.last_raw.empty());
  const Outcome old_number = read_penalties(head + "110105491231002,r1,d1,2026-03-02,,\n");
  CHECK(old_number.text == "refused 2: natural_person@2:1(subject_id)\n");
  const Outcome in_text =
      read_penalties(head + "91310000132260250X,r1,11010519491231002x,2026-03-02,,\n");
  CHECK(in_text.text == "refused 2: identity_number@2:23(document_no)\n");
  CHECK(in_text.last_raw.empty());
  const Outcome elsewhere =
      read_penalties(head + "91310000132260250X,r1,d1,bad,,\"电话 11010519491231002X\"\n");
  CHECK(elsewhere.last_raw.empty());
  const Outcome broken = read_penalties(head + "91310000132260250X,r1,自然人\n");
  CHECK(broken.text == "refused 2: cell_count@2:1\n");
  CHECK(broken.last_raw.empty());
  const Outcome business =
      read_penalties(head + "91310000132260250X,r1,d1,2026-03-02,个体工商户,\n");
  CHECK(business.text.starts_with("record 2"));
}

TEST_CASE("personal fields: masked in what is refused, dropped from what is accepted") {
  const Outcome refused = read_penalties(with("legal_representative,fine", "张三,x"));
  CHECK(refused.last_raw == "91310000132260250X,r1,d1,2026-03-02,***,x");
  const Outcome json = read_penalties(
      "{\"subject_id\":\"91310000132260250X\",\"法定代表人\":\"张\\u4e09\",\"fine\":\"x\"}\n");
  CHECK(json.last_raw ==
        "{\"subject_id\":\"91310000132260250X\",\"法定代表人\":***,\"fine\":\"x\"}");
  const Outcome broken = read_penalties("{\"法定代表人\":\"张三\"\n{\"fine\" 1}\n");
  CHECK(broken.text == "refused 1: json_syntax@1:14\nrefused 2: json_syntax@2:9\n");
  CHECK(broken.last_raw == "{\"fine\" 1}");
  CHECK(read_penalties("{\"法定代表人\":\"张三\"\n").last_raw.empty());

  const catalogue::Catalogue catalogue = sample_catalogue();
  const std::string bytes = with("legal_representative", "张三");
  MemorySource source(bytes);
  ReadOptions options;
  options.class_index = 0;
  options.personal = PersonalValues::handed_on;
  Transcript transcript;
  REQUIRE(read_records(source, catalogue, options, transcript).has_value());
  CHECK(transcript.text.ends_with(" 张三\n"));
}

TEST_CASE("a rule or a pattern that the catalogue got wrong is told, not ignored") {
  const auto outcome = [](const catalogue::Catalogue& catalogue) {
    const std::string bytes = with("staff", "1");
    MemorySource source(bytes);
    ReadOptions options;
    options.class_index = 0;
    Transcript transcript;
    const auto receipt = read_records(source, catalogue, options, transcript);
    return receipt ? transcript.text : findings_text(receipt.error());
  };
  for (const char* must : {"weather = 1", "months_since(decided_on) > 1", "has(kinds, 'gone')",
                           "has(fine, 'x')", "present(1)"}) {
    catalogue::Catalogue catalogue = sample_catalogue();
    catalogue.classes[0].rules[0].must = must;
    CHECK(outcome(catalogue) == "rule_unreadable@0:0");
  }
  catalogue::Catalogue catalogue = sample_catalogue();
  catalogue.classes[0].fields[9].pattern = "[";
  CHECK(outcome(catalogue) == "pattern_unreadable@0:0");
}

TEST_CASE(
    "every class of the national catalogue can be read: its rules and patterns are understood") {
  const auto catalogue =
      catalogue::load_catalogue_folder(std::string(SANQU_ROOT) + "/rules/catalogue");
  REQUIRE(catalogue.has_value());
  REQUIRE(catalogue->classes.size() > 10);
  for (std::size_t i = 0; i < catalogue->classes.size(); ++i) {
    MemorySource source("{}\n");
    ReadOptions options;
    options.class_index = static_cast<std::int32_t>(i);
    Transcript transcript;
    const auto receipt = read_records(source, *catalogue, options, transcript);
    INFO(catalogue->classes[i].id);
    CHECK(findings_text(receipt ? Errors{} : receipt.error()) == "");
    CHECK(transcript.text.starts_with("refused 1: required@1:0(subject_id)"));
  }
  MemorySource source("subject_id\n91310000132260250X\n");
  Transcript transcript;
  REQUIRE(read_subjects(source, *catalogue, {}, transcript).has_value());
  CHECK(transcript.text.starts_with("subject 2 91310000132260250X kind 0:"));
}
