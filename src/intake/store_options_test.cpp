// SPDX-License-Identifier: Apache-2.0
// What a store asks of intake: column maps, whole raw lines, persons counted and kept nowhere, ids made of keys, zones,
// the file's digest, and a file of the dual-disclosure standard with its own thirty columns.
#include <doctest/doctest.h>

#include "core/sha256.hpp"
#include "intake/hashing_source.hpp"
#include "intake/record_key.hpp"
#include "intake/transcript_for_test.hpp"

using namespace sanqu;
using namespace sanqu::intake;

namespace {

constexpr const char* k_id = "91310000132260250X";
constexpr const char* k_number =
    "11010519491231002X";  // of nobody: from the standard's own example

/// Reads as a store does.
struct StoreReading {
  ReadOptions options;
  catalogue::Catalogue catalogue = sample_catalogue();

  StoreReading() {
    options.class_index = 0;
    options.personal = PersonalValues::handed_on;
    options.raw_bytes_max = k_line_bytes_max;
    options.latest_event_date = Date::parse("2026-06-30").value();
  }
  Outcome read(const std::string& bytes) {
    MemorySource source(bytes);
    Transcript transcript;
    auto receipt = read_records(source, catalogue, options, transcript);
    return finish(std::move(transcript), std::move(receipt));
  }
};

/// A sink that keeps zones and members as text.
class ZoneSink final : public RecordSink {
 public:
  std::string text;
  void record(const CheckedRecord&) override { text += "record\n"; }
  void status(const CheckedStatus&) override {}
  void merge(const CheckedMerge&) override {}
  void zone(const CheckedZone& zone) override {
    text += "zone " + std::string(zone.zone_id) + " " + std::string(zone.kind) + " " +
            std::string(zone.title) + " [" + std::string(zone.region) + "]\n";
  }
  void membership(const CheckedMembership& member) override {
    text += "member " + std::string(member.subject_id) + " of " + std::string(member.zone_id) +
            " " + member.from.text() + " to " + member.through.text() + "\n";
  }
  void refused(const RefusedLine& line) override {
    text +=
        "refused " + std::to_string(line.place.line) + ": " + findings_text(line.findings) + "\n";
  }
};

std::string zones_of(const std::string& bytes, std::int32_t class_index) {
  const catalogue::Catalogue catalogue = sample_catalogue();
  MemorySource source(bytes);
  ReadOptions options;
  options.class_index = class_index;
  ZoneSink sink;
  const auto receipt = read_records(source, catalogue, options, sink);
  return receipt ? sink.text : "file: " + findings_text(receipt.error());
}

}  // namespace

TEST_CASE("a column map beats the catalogue's names; `-` ignores a column") {
  StoreReading store;
  store.options.column_map = {{"文 号", "document_no"},  {"日期*", "event_date"},
                              {"代码", "subject_id"},    {"RECORD_ID", "-"},
                              {"处罚决定日期", "-"},     {"主键", "record_id"},
                              {"法定代表人", "remark_x"}};
  CHECK(store.read("a\n1\n").text == "file: column_map_unknown@0:0(remark_x)\n");
  store.options.column_map.pop_back();
  const Outcome read = store.read("代码,文 号,日期,record_id,处罚决定日期,主键,天气\n" +
                                  std::string(k_id) + ",d1,2026-03-02,x,2020-01-01,r1,晴\n");
  CHECK(read.text == std::string("record 2 ") + k_id + "/r1: d1 - - - 20514 - - - - - -\n");
  REQUIRE(read.receipt.notices.size() == 1);  // the ignored columns are no news
  CHECK(read.receipt.notices[0].args[0] == "天气");
  CHECK(read.receipt.header == "代码,文 号,日期,record_id,处罚决定日期,主键,天气");
  // Two columns for one field are still never guessed.
  store.options.column_map = {{"文号", "document_no"}};
  CHECK(store.read("subject_id,record_id,decided_on,文号,document_no\n").text ==
        "file: column_twice@1:0(document_no)\n");
}

TEST_CASE("a column map serves NDJSON too, and can't open the door for natural persons") {
  StoreReading store;
  store.options.column_map = {{"文号", "document_no"}, {"行政相对人类别", "-"}, {"分类", "-"}};
  CHECK(store
            .read("{\"subject_id\":\"91310000132260250X\",\"record_id\":\"r1\",\"文号\":\"d1\","
                  "\"decided_on\":\"2026-03-02\",\"document_no\":null}\n")
            .text == "refused 1: column_twice@1:103(document_no)\n");
  const Outcome person = store.read("subject_id,record_id,文号,decided_on,行政相对人类别\n" +
                                    std::string(k_id) + ",r1,d1,2026-03-02,个人\n");
  CHECK(person.text == "refused 2: natural_person@2:37\n");
  store.options.column_map = {{"对象", "subject_category"}};
  store.catalogue.classes[0].fields[9].id = "subject_category";
  CHECK(store
            .read("subject_id,record_id,document_no,decided_on,对象\n" + std::string(k_id) +
                  ",r1,d1,2026-03-02,个人\n")
            .text == "refused 2: natural_person@2:37\n");
}

TEST_CASE("a map to a field of another class of the file does no harm there") {
  StoreReading store;
  store.options.class_index = -1;
  store.options.column_map = {{"级", "level"}, {"何日", "event_date"}};
  CHECK(store
            .read("class,subject_id,record_id,级,何日,document_no\ncommendation," +
                  std::string(k_id) + ",c1,省级,2026-01-02,\nadministrative_penalty," + k_id +
                  ",p1,x,2026-01-03,d1\n")
            .text == std::string("record 2 ") + k_id + "/c1: 20455 省级\nrecord 3 " + k_id +
                         "/p1: d1 - - - 20456 - - - - - -\n");
}

TEST_CASE("raw lines for a store are whole and unmasked, but for what is about a person") {
  StoreReading store;
  const std::string head = "subject_id,record_id,document_no,decided_on,法定代表人,remarks\n";
  const std::string start = std::string(k_id) + ",r1,d1,";
  CHECK(store.read(head + start + "bad,张三,有限责任公司(自然人独资)\n").last_raw ==
        start + "bad,张三,有限责任公司(自然人独资)");
  const std::string longer(9000, 'x');
  CHECK(store.read(head + start + "bad,张三," + longer + "\n").last_raw ==
        start + "bad,张三," + longer);
  store.options.raw_bytes_max = 30;
  CHECK(store.read(head + start + "bad,张三," + longer + "\n").last_raw == start + "bad,");
}

TEST_CASE("a line with an identity number shows nothing, whatever else is wrong with it") {
  StoreReading store;
  const std::string head =
      "subject_id,record_id,document_no,decided_on,severity,remarks,法定代表人\n";
  const std::string start = std::string(k_id) + ",r1,";
  const auto hides = [&](const std::string& line, const char* code, std::uint64_t persons) {
    const Outcome read = store.read(head + line + "\n");
    INFO(line);
    CHECK(read.text.find(code) != std::string::npos);
    CHECK(read.last_raw.empty());
    CHECK(read.receipt.persons == persons);
    for (const Error& finding : read.last_findings) {
      for (const Lang lang : {Lang::zh, Lang::en}) {
        const std::string said = finding.render(lang);
        for (const char* piece : {"110105", "19491231", "张", "机密", "r1", "２"}) {
          CHECK(said.find(piece) == std::string::npos);
        }
      }
    }
  };
  const std::string number = k_number;
  hides(start + "d1,2026-03-02,机密," + number + ",", "unknown_code", 0);  // in a column not used
  hides(start + "d1,2026-03-02,机密,住址 " + number + "号,", "unknown_code", 0);
  hides(start + "d1,2026-03-02,机密,１１０１０５１９４９１２３１００２Ｘ,", "unknown_code", 0);
  hides(start + "d1,2026-03-02,机密,110105 19491231 002X,", "unknown_code", 0);
  hides(start + "d1,2026-03-02,机密,110105-19491231-002x,", "unknown_code", 0);
  hides(start + "张三" + number + ",2026-03-02,机密,,", "identity_number", 1);
  hides(start + "d1,2026-03-02,,," + number, "identity_number",
        1);  // a personal field is no excuse
  hides(number + ",r1,d1,2026-03-02,机密,,张三", "natural_person", 1);
  hides(start + "d1,2026-03-02," + number, "cell_count", 0);  // too broken to have cells
  hides(start + "d1,2026-03-02,个人", "cell_count", 0);
  hides(start + "d1,2026-03-02,\"自然人\"", "cell_count", 0);
  CHECK(store.read("{\"subject_id\":\"\\u0031110105\",\"" + number + "\":{}}\n").last_raw.empty());
  CHECK(store.read("{\"subject_id\":\"x\",\"a\":\"1101051949\\u0031231002X\"}\n").last_raw.empty());
  // A row of 18 digits that is no identity number is shown.
  CHECK(store.read(head + start + "d1,bad,,123456789012345678,\n").last_raw ==
        start + "d1,bad,,123456789012345678,");
}

TEST_CASE("what a sink objects to in such a line is masked too") {
  class ObjectingSink final : public RecordSink {
   public:
    Errors findings;
    void record(const CheckedRecord& record) override {
      object({make_error(errors_for_test(), {}, {std::string(record.record_id)})});
    }
    void status(const CheckedStatus&) override {}
    void merge(const CheckedMerge&) override {}
    void refused(const RefusedLine& line) override { findings = line.findings; }
    static const ErrorCode& errors_for_test() {
      static const ErrorCode code = {"intake.test", "{0}", "{0}", "", ""};
      return code;
    }
  };
  const catalogue::Catalogue catalogue = sample_catalogue();
  const std::string bytes = "subject_id,record_id,document_no,decided_on,x\n" + std::string(k_id) +
                            ",secret,d1,2026-03-02," + k_number + "\n";
  MemorySource source(bytes);
  ReadOptions options;
  options.class_index = 0;
  ObjectingSink sink;
  REQUIRE(read_records(source, catalogue, options, sink).has_value());
  REQUIRE(sink.findings.size() == 1);
  CHECK(sink.findings[0].text(Lang::en) == "***");
}

TEST_CASE("persons are counted and their lines listed, a thousand of them") {
  StoreReading store;
  std::string bytes = "subject_id,record_id,document_no,decided_on,主体类别\n";
  for (int i = 0; i < 1005; ++i) bytes += "x,r,d,2026-03-02,自然人\n";
  const Outcome read = store.read(bytes + std::string(k_id) + ",r,d,2026-03-02,\n");
  CHECK(read.receipt.persons == 1005);
  CHECK(read.receipt.lines_refused == 1005);
  CHECK(read.receipt.person_lines.size() == 1000);
  CHECK(read.receipt.person_lines.front() == 2);
  CHECK(read.receipt.person_lines.back() == 1001);
  CHECK(read.receipt.lines_accepted == 1);
}

TEST_CASE("a header that holds an identity number is a line of data: it is not repeated") {
  StoreReading store;
  const Outcome read = store.read("subject_id,record_id,document_no,decided_on," +
                                  std::string(k_number) + ",\"a,\"\"b\"\n");
  CHECK(read.receipt.header == "subject_id,record_id,document_no,decided_on,column_5,\"a,\"\"b\"");
  for (const Error& notice : read.receipt.notices) {
    CHECK(notice.render(Lang::zh).find("110105") == std::string::npos);
  }
  CHECK(store.read(std::string(k_number) + "," + k_number + "\n").last_findings[0].args[0] ==
        "***");
}

TEST_CASE("a record without an id gets one from its class's key") {
  StoreReading store;
  store.catalogue.classes[0].duplicate_key = {0, 2, 4};  // document_no, kinds, decided_on
  const std::string head = "subject_id,document_no,kinds,decided_on,fine\n";
  const std::string id = k_id;
  CHECK(store.read(head + id + ",a|b\\c,罚款;警告,2026年3月2日,1\n").text ==
        "record 2 " + id + "/" + id +
            "|a\\|b\\\\c|warning;fine|2026-03-02: a|b\\c - 3 1000000 20514 - - - - - -\n");
  CHECK(store
            .read("record_id," + head + "," + id + ",d,警告,2026-03-02,\nr," + id +
                  ",d,警告,2026-03-02,\n")
            .text == "record 2 " + id + "/" + id +
                         "|d|warning|2026-03-02: d - 1 - 20514 - - - - - -\nrecord 3 " + id +
                         "/r: d - 1 - 20514 - - - - - -\n");
  // What is missing is said once: by its own finding where it is required, else by the id's.
  CHECK(store.read(head + id + ",,警告,,\n").text ==
        "refused 2: required@2:20(document_no) required@2:24(decided_on)\n");
  CHECK(store.read(head + id + ",d,,2026-03-02,\n").text ==
        "refused 2: record_id_key@2:22(kinds)\n");
  CHECK(store.read(head + id + ",d,无,2026-03-02,\n").text ==
        "refused 2: unknown_code@2:22(kinds)\n");
  CHECK(store.read("subject_id,document_no,decided_on\n").text ==
        "file: record_id_columns@1:0(record_id)\n");
  CHECK(store.read("subject_id,record_id,document_no,decided_on\n").text.empty());
}

TEST_CASE("a made id that would be too long is cut at a character and ends in its digest") {
  catalogue::Catalogue catalogue = sample_catalogue();
  catalogue.classes[0].duplicate_key = {0};
  std::vector<FieldValue> values(catalogue.classes[0].fields.size());
  std::string text;
  for (int i = 0; i < 90; ++i) text += "号";
  values[0].text = text;
  const std::string id = record_key(catalogue, catalogue.classes[0], "S", values);
  const std::string whole = "S|" + text;
  CHECK(id == whole.substr(0, 2 + 177) + "#" + hex(sha256(whole)).substr(0, 32));
  CHECK(id.size() <= k_record_id_bytes_max);
  values[0].text = std::string_view(text).substr(0, 252);
  CHECK(record_key(catalogue, catalogue.classes[0], "S1", values).size() == 255);
}

TEST_CASE("canonical texts of key fields") {
  const catalogue::Catalogue catalogue = sample_catalogue();
  const auto& fields = catalogue.classes[0].fields;
  const auto text = [&](std::size_t field, std::int64_t number) {
    return canonical_text(fields[field], {number, {}}, catalogue);
  };
  CHECK(text(1, 2) == "serious");
  CHECK(text(2, 5) == "warning;other");
  CHECK(text(3, 1250) == "12.50");
  CHECK(text(4, 20514) == "2026-03-02");
  CHECK(text(6, 12) == "12");
  CHECK(text(7, 1250) == "1.250");
  CHECK(text(8, 1) == "true");
  CHECK(text(8, k_missing).empty());
}

TEST_CASE("zones and who belongs to them") {
  CHECK(zones_of("zone_id,kind,title,region\nZ1,街区,云桥街,410100\nZ2,park,软件园,\n"
                 "Z3,城市,x,41010\n,社区,,410100000\n",
                 k_class_zone) ==
        "zone Z1 street 云桥街 [410100]\nzone Z2 park 软件园 []\n"
        "refused 4: unknown_code@4:4(kind) region_form@4:9(region)\n"
        "refused 5: required@5:1(zone_id) required@5:5(title)\n");
  CHECK(zones_of("zone_id,subject_id,from,through\nZ1," + std::string(k_id) + ",2026-01-02,\nZ1," +
                     k_id + ",2026-01-02,2026/3/1\nZ1," + k_id + ",2026-03-02,2026-03-01\nZ1," +
                     k_number + ",2026-01-02,\n",
                 k_class_zone_membership) ==
        std::string("member ") + k_id + " of Z1 2026-01-02 to 9999-12-31\nmember " + k_id +
            " of Z1 2026-01-02 to 2026-03-01\nrefused 4: through_before_from@4:34(through)\n"
            "refused 5: natural_person@5:4(subject_id)\n");
  CHECK(zones_of("class,zone_id,kind,title\nzone,Z1,street,a\n", -1) == "zone Z1 street a []\n");
  CHECK(zones_of("zone_id,title\nZ1,a\n", k_class_zone) == "file: column_missing@1:0(kind)");
}

TEST_CASE("a sink that knows no zones refuses their lines as of an unknown class") {
  CHECK(read_penalties("class,zone_id,kind,title,subject_id,from\nzone,Z1,street,a,,\n"
                       "zone_membership,Z1,,,91310000132260250X,2026-01-01\n",
                       1 << 16, -1)
            .text == "refused 2: class_unknown@2:0(class)\nrefused 3: class_unknown@3:0(class)\n");
}

TEST_CASE("the digest is of the whole file, also where reading stopped before its end") {
  const std::string bytes = "天气\n" + std::string(500'000, 'x');
  MemorySource inner(bytes, 1000);
  HashingSource source(inner);
  const catalogue::Catalogue catalogue = sample_catalogue();
  ReadOptions options;
  options.class_index = 0;
  Transcript transcript;
  CHECK_FALSE(read_records(source, catalogue, options, transcript).has_value());
  REQUIRE(source.read_rest().has_value());
  CHECK(source.bytes() == bytes.size());
  CHECK(source.sha256() == hex(sha256(bytes)));
  CHECK(source.sha256() == hex(sha256(bytes)));
}

TEST_CASE(
    "an empty cell by the catalogue's rules: the first that holds, what is filled in counts") {
  StoreReading store;
  catalogue::Field& severity = store.catalogue.classes[0].fields[1];
  severity.required = true;
  severity.default_from = {{"has(kinds, 'other')", 2, {}, {}},
                           {"fine > 1 wan", 1, {}, {}},
                           {"has(kinds, 'warning')", 0, {}, {}}};
  const std::string head = "subject_id,record_id,document_no,decided_on,kinds,fine\n";
  const std::string start = std::string(k_id) + ",r,d,2026-03-02,";
  const auto value = [&](const std::string& cells) {
    std::string text = store.read(head + start + cells + "\n").text;
    const std::string good = "record 2 " + std::string(k_id) + "/r: d ";
    return text.starts_with(good) ? text.substr(good.size(), 1) : text;
  };
  CHECK(value("警告;其他,6") == "2");
  CHECK(value("警告,2") == "1");
  CHECK(value("警告,1") == "0");
  CHECK(value(",1") == "refused 2: required@2:0(severity)\n");
  CHECK(value("警告,x") == "refused 2: number_form@2:38(fine)\n");  // one finding, not two
  const Outcome filled =
      store.read("severity," + head + "一般," + start + "其他,\n," + start + "其他,\n");
  CHECK(filled.text.find("/r: d 1") != std::string::npos);
  CHECK(filled.text.find("/r: d 2") != std::string::npos);
  REQUIRE(filled.receipt.notices.size() == 1);
  CHECK(filled.receipt.notices[0].text(Lang::zh) == "“失信程度”为空的 1 行,已按目录的规则填入");
}

TEST_CASE("a file of dual disclosure with its thirty columns is taken whole") {
  const auto catalogue =
      catalogue::load_catalogue_folder(std::string(SANQU_ROOT) + "/rules/catalogue");
  REQUIRE(catalogue.has_value());
  const std::string head =
      "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_XDR_GSZC,CF_XDR_ZZJG,CF_XDR_SWDJ,CF_XDR_SYDW,CF_XDR_"
      "SHZZ,CF_FRDB,CF_FR_ZJLX,CF_FR_ZJHM,CF_XDR_ZJLX,CF_XDR_ZJHM,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_"
      "CFLB,CF_NR,CF_NR_FK,CF_NR_WFFF,CF_NR_ZKDX,CF_JDRQ,CF_YXQ,CF_GSJZQ,CF_CFJG,CF_CFJGDM,CF_"
      "SJLY,CF_SJLYDM,BZ\n";
  const auto line = [](const std::string& number, const std::string& kinds,
                       const std::string& amounts) {
    return "甲公司,法人及非法人组织,91310000132260250X,,,,,,李某,,,,," + number +
           ",违反某条例,未按规定公示,某条例第三条," + kinds + ",处罚," + amounts +
           ",2026/3/2,2099/12/31,,某局,11410000MB0X12345A,某局,11410000MB0X12345A,\n";
  };
  const std::string bytes =
      head + line("一号", "罚款", "0.2,,") + line("二号", "警告", ",,") +
      line("三号", "吊销许可证件;罚款", "5,,证1") + line("四号", "责令停产停业", ",,") +
      line("五号", "其他-责令改正", ",,") + line("六号", "没收违法所得", ",1.5,");
  MemorySource source(bytes);
  ReadOptions options;
  options.class_index = catalogue->find_class("administrative_penalty");
  REQUIRE(options.class_index >= 0);
  class Severities final : public RecordSink {
   public:
    explicit Severities(const catalogue::RecordClass& of) : field(of.find_field("severity")) {}
    std::int32_t field;
    std::string text;
    void record(const CheckedRecord& record) override {
      text += std::to_string(record.values[static_cast<std::size_t>(field)].number);
      text += std::string(record.record_id).substr(18) + " ";
    }
    void status(const CheckedStatus&) override {}
    void merge(const CheckedMerge&) override {}
    void refused(const RefusedLine& line) override { text += findings_text(line.findings); }
  };
  Severities sink(catalogue->classes[static_cast<std::size_t>(options.class_index)]);
  const auto receipt = read_records(source, *catalogue, options, sink);
  REQUIRE(receipt.has_value());
  CHECK(sink.text == "1|一号 0|二号 2|三号 1|四号 0|五号 1|六号 ");
  CHECK(receipt->lines_accepted == 6);
}
