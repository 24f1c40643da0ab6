// SPDX-License-Identifier: Apache-2.0
// Workbooks with everything that departments' workbooks have, small enough to read, with their whole outcome.
#include "intake/xlsx_reader.hpp"

#include <doctest/doctest.h>

#include "intake/transcript_for_test.hpp"
#include "intake/workbook_for_test.hpp"
#include "intake/xlsx_workbook.hpp"

using namespace sanqu;
using namespace sanqu::intake;

namespace {

constexpr const char* k_id = "91310000132260250X";
const std::vector<std::string> k_header = {"统一社会信用代码", "record_id", "决定书文号",
                                           "处罚决定日期",     "罚款金额",  "summary"};

std::string data(const std::string& rows, const std::string& after = "") {
  return "<sheetData>" + rows + "</sheetData>" + after;
}

WorkbookForTest with_rows(const std::string& rows, const std::string& after = "") {
  WorkbookForTest book;
  book.sheets.push_back({"数据", data(rows, after), ""});
  return book;
}

std::string cell(const std::string& place, const std::string& attributes,
                 const std::string& content) {
  return "<c r=\"" + place + "\" " + attributes + ">" + content + "</c>";
}

/// Row 2 under the usual header: id, record and document as texts, then the given cells from D on.
WorkbookForTest with_cells(const std::string& cells) {
  std::string row = row_for_test(2, {k_id, "r1", "d1"});
  row.insert(row.rfind("</row>"), cells);
  WorkbookForTest book = with_rows(row_for_test(1, k_header) + row);
  book.styles =
      "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;"
      "d&quot;日&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
      "<xf numFmtId=\"31\"/><xf numFmtId=\"9\"/></cellXfs>";
  return book;
}

std::string outcome(const WorkbookForTest& book) { return read_penalties(book.bytes()).text; }

std::string notices(const WorkbookForTest& book) {
  std::string out;
  for (const Error& notice : read_penalties(book.bytes()).receipt.notices) {
    out += notice.text(Lang::en) + "\n";
  }
  return out;
}

std::string accepted(const std::string& date_and_more) {
  return std::string("record 2 ") + k_id + "/r1: d1 " + date_and_more + "\n";
}

constexpr const char* k_date = "<c r=\"D2\" s=\"1\"><v>46083</v></c>";  // 2026-03-02

}  // namespace

TEST_CASE("inline and shared texts, rich ones, phonetic runs and escapes") {
  WorkbookForTest book = with_cells("");
  book.sheets[0].xml = data(row_for_test(1, k_header) + "<row>" +
                            "<c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c>"
                            "<c t=\"s\"><v>3</v></c></row>");
  book.texts =
      "<si><t>91310000132260250X</t></si><si><t>r_x0031_</t></si>"
      "<si><r><t>沪市</t></r><r><rPr><b/></rPr><t>监罚</t></r><rPh sb=\"0\"><t>hu</t></rPh></si>"
      "<si><t xml:space=\"preserve\"> ２０２６年３月２日 </t></si>";
  CHECK(outcome(book) == "record 2 91310000132260250X/r1: 沪市监罚 - - - 20514 - - - - - -\n");
  CHECK(outcome(with_cells("<c r=\"D2\" t=\"inlineStr\"><is><r><t>2026</t></r><r><t>-03-02</t></r>"
                           "<rPh><t>x</t></rPh></is></c>")) == accepted("- - - 20514 - - - - - -"));
  CHECK(outcome(with_cells("<c r=\"D2\" t=\"s\"><v>7</v></c>")) == "file: xlsx_damaged@0:0\n");
}

TEST_CASE("escapes of characters: pairs, underscores, halves") {
  const auto undone = [](std::string_view text) {
    std::string out;
    append_unescaped(out, text);
    return out;
  };
  CHECK(undone("a_x000D_\nb") == "a\r\nb");
  CHECK(undone("_xD83D__xDE00_") == "😀");
  CHECK(undone("_x005F_x0041_") == "_x0041_");
  CHECK(undone("_xD83D_x") == "_xD83D_x");
  CHECK(undone("_x12_ _xGGGG_ _x") == "_x12_ _xGGGG_ _x");
}

TEST_CASE("dates by format, numbers as exact text, truth") {
  for (const char* style : {"1", "2", "3"}) {
    CHECK(outcome(with_cells("<c r=\"D2\" s=\"" + std::string(style) + "\"><v>46083</v></c>")) ==
          accepted("- - - 20514 - - - - - -"));
  }
  CHECK(outcome(with_cells("<c r=\"D2\"><v>46083</v></c>")) ==
        "refused 2: date_form@2:4(decided_on)\n");  // without a date's format it is a number
  CHECK(outcome(with_cells("<c r=\"D2\" s=\"1\"><v>60</v></c>")) ==
        "refused 2: date_impossible@2:4(decided_on)\n");
  CHECK(outcome(with_cells("<c r=\"D2\" s=\"1\"><v>46083.5</v></c>")) ==
        "refused 2: date_form@2:4(decided_on)\n");
  CHECK(outcome(with_cells("<c r=\"D2\" t=\"d\"><v>2026-03-02T00:00:00</v></c>")) ==
        accepted("- - - 20514 - - - - - -"));
  const std::string d = k_date;
  CHECK(outcome(with_cells(d + "<c r=\"E2\"><v>0.10000000000000001</v></c>")) ==
        accepted("- - 100000 20514 - - - - - -"));
  CHECK(outcome(with_cells(d + "<c r=\"E2\" s=\"4\"><v>0.15</v></c>")) ==
        "refused 2: number_form@2:5(fine)\n");
  CHECK(outcome(with_cells(d + "<c r=\"F2\" t=\"b\"><v>1</v></c>")) ==
        accepted("- - - 20514 - - - 1 - -"));
  WorkbookForTest old_mac = with_cells("<c r=\"D2\" s=\"1\"><v>44621</v></c>");
  old_mac.workbook_extra = "<workbookPr date1904=\"1\"/>";
  CHECK(outcome(old_mac) == accepted("- - - 20514 - - - - - -"));
}

TEST_CASE(
    "a long number as a number has lost its digits: in ids and in texts, with a hint of its own") {
  WorkbookForTest book =
      with_rows(row_for_test(1, {"subject_id", "record_id", "document_no", "decided_on"}) +
                "<row r=\"2\"><c r=\"A2\"><v>9.1370000123456794E+17</v></c>" +
                cell("B2", "", "<v>7</v>") + cell("C2", "", "<v>410300123456789012</v>") +
                cell("D2", "t=\"inlineStr\"", "<is><t>2026-03-02</t></is>") + "</row>");
  const Outcome read = read_penalties(book.bytes());
  CHECK(read.text == "refused 2: digits_lost@2:3(document_no) digits_lost@2:1(subject_id)\n");
  CHECK(read.last_findings[0].hint(Lang::en).find("Format the column as text") == 0);
  CHECK(read.last_raw == "9.13700001234568E+17,7,4.10300123456789E+17,2026-03-02");
  CHECK(read_penalties(read.receipt.header + "\n" + read.last_raw + "\n").text ==
        "refused 2: digits_lost@2:24(document_no) digits_lost@2:1(subject_id)\n");  // as CSV too
}

TEST_CASE("an identity number as a number is one all the same, and nothing of it is shown") {
  const auto in_column = [](const std::string& column) {
    WorkbookForTest book = with_rows(
        row_for_test(1, {"subject_id", "record_id", "document_no", "decided_on", "证件号码"}) +
        "<row r=\"2\">" +
        (column == "A" ? "" : cell("A2", "t=\"inlineStr\"", "<is><t>91310000132260250X</t></is>")) +
        (column == "A" ? cell("A2", "", "<v>110105194912310020</v>") : "") +
        cell("B2", "", "<v>7</v>") +
        cell("C2", "", column == "C" ? "<v>1.1010519491231002E+17</v>" : "<v>5</v>") +
        cell("D2", "t=\"inlineStr\"", "<is><t>错</t></is>") +
        (column == "E" ? cell("E2", "", "<v>110105194912310020</v>") : "") + "</row>");
    return read_penalties(book.bytes());
  };
  for (const char* column : {"A", "C", "E"}) {
    const Outcome read = in_column(column);
    INFO(column);
    CHECK(read.text.starts_with("refused 2: "));
    CHECK(read.last_raw.empty());
    for (const Error& finding : read.last_findings) {
      CHECK(finding.text(Lang::zh).find("1010519") == std::string::npos);
      CHECK(finding.text(Lang::zh).find("错") == std::string::npos);
    }
  }
  CHECK(in_column("A").receipt.persons == 1);
  CHECK(in_column("A").receipt.person_lines == std::vector<std::uint64_t>{2});
  CHECK(in_column("E").receipt.persons == 0);
}

TEST_CASE("formulas: a result is used, none is a finding, never empty or 0") {
  const std::string d = k_date;
  CHECK(outcome(with_cells(d + "<c r=\"E2\"><f>1+1</f><v>2</v></c>")) ==
        accepted("- - 2000000 20514 - - - - - -"));
  CHECK(outcome(with_cells(d + "<c r=\"E2\"><f>1+1</f><v></v></c>")) ==
        "refused 2: formula_no_value@2:5(fine)\n");
  CHECK(outcome(with_cells(d + "<c r=\"E2\"><f>1+1</f></c>")) ==
        "refused 2: formula_no_value@2:5(fine)\n");
  CHECK(outcome(with_cells(d + "<c r=\"E2\" t=\"str\"><f>\"\"</f><v></v></c>")) ==
        accepted("- - - 20514 - - - - - -"));  // the result is an empty text
  CHECK(outcome(with_cells(d + "<c r=\"E2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>")) ==
        "refused 2: cell_error@2:5(fine)\n");
  // A required value or id whose formula has no result: one finding, not also that it is missing.
  CHECK(outcome(with_cells("<c r=\"D2\"><f>TODAY()</f></c>")) ==
        "refused 2: formula_no_value@2:4(decided_on)\n");
  const Outcome id = read_penalties(
      with_rows(row_for_test(1, k_header) + "<row r=\"2\">" + cell("A2", "", "<f>B1</f>") +
                cell("B2", "", "<v>1</v>") + cell("C2", "", "<v>2</v>") +
                cell("D2", "t=\"inlineStr\"", "<is><t>2026-03-02</t></is>") + "</row>")
          .bytes());
  CHECK(id.text == "refused 2: formula_no_value@2:1(subject_id)\n");
  CHECK(id.last_raw == "#FORMULA!,1,2,2026-03-02,,");
  CHECK(read_penalties(id.receipt.header + "\n" + id.last_raw + "\n").text ==
        "refused 2: formula_no_value@2:1(subject_id)\n");  // read again it is refused again
  // A file to be calculated when it is opened: its 0 is nobody's result.
  WorkbookForTest uncalculated = with_cells(d + "<c r=\"E2\"><f>A1*2</f><v>0</v></c>");
  uncalculated.workbook_extra = "<calcPr fullCalcOnLoad=\"1\"/>";
  CHECK(outcome(uncalculated) == "refused 2: formula_no_value@2:5(fine)\n");
  // In a column that is not used it harms nobody.
  WorkbookForTest unused = with_rows(
      row_for_test(1, {"subject_id", "record_id", "document_no", "decided_on", "天气"}) +
      "<row r=\"2\">" + cell("A2", "t=\"inlineStr\"", "<is><t>91310000132260250X</t></is>") +
      cell("B2", "", "<v>1</v>") + cell("C2", "", "<v>2</v>") +
      cell("D2", "t=\"inlineStr\"", "<is><t>2026-03-02</t></is>") + cell("E2", "", "<f>A1</f>") +
      "</row>");
  CHECK(outcome(unused).starts_with("record 2"));
}

TEST_CASE("titles above the header, merged headers of two rows, columns without a name") {
  const std::string row = row_for_test(5, {k_id, "r1", "d1", "2026-03-02", "12", "x"});
  const std::string title =
      row_for_test(1, {"行政处罚信息公示表"}) + row_for_test(2, {"填报单位:某局"});
  const WorkbookForTest titled = with_rows(
      title +
          row_for_test(
              4, {"统一社会信用代码", "record_id", "决定书文号*", "＊处罚决定\n日期", "罚款金额"}) +
          row,
      "<mergeCells><mergeCell ref=\"A1:F1\"/></mergeCells>");
  CHECK(outcome(titled) ==
        std::string("record 5 ") + k_id + "/r1: d1 - - 12000000 20514 - - - - - -\n");
  CHECK(notices(titled) ==
        "The sheet `数据` was read; its header is row 4\n"
        "The 2 rows above the header were not read\n"
        "Column 6 (F) has content but no name in the header, and was not used\n");
  CHECK(read_penalties(titled.bytes()).receipt.header ==
        "统一社会信用代码,record_id,决定书文号,处罚决定日期,罚款金额");

  const WorkbookForTest two_rows =
      with_rows(row_for_test(3, {"统一社会信用代码", "record_id", "行政处罚决定", "", "罚款金额"}) +
                    row_for_test(4, {"", "", "决定书文号", "处罚决定日期"}) + row,
                "<mergeCells count=\"4\"><mergeCell ref=\"A3:A4\"/><mergeCell ref=\"B3:B4\"/>"
                "<mergeCell ref=\"C3:D3\"/><mergeCell ref=\"E3:E4\"/></mergeCells>");
  CHECK(outcome(two_rows) ==
        std::string("record 5 ") + k_id + "/r1: d1 - - 12000000 20514 - - - - - -\n");
  // The group's own parts are unknown: the header still ends where its names do.
  const WorkbookForTest unknown_parts = with_rows(
      row_for_test(3, {"统一社会信用代码", "record_id", "决定书文号", "处罚决定日期", "其他"}) +
          row_for_test(4, {"", "", "", "", "甲", "乙"}) + row,
      "<mergeCells><mergeCell ref=\"A3:A4\"/><mergeCell ref=\"B3:B4\"/><mergeCell ref=\"C3:C4\"/>"
      "<mergeCell ref=\"D3:D4\"/><mergeCell ref=\"E3:F3\"/></mergeCells>");
  CHECK(outcome(unknown_parts) ==
        std::string("record 5 ") + k_id + "/r1: d1 - - - 20514 - - - - - -\n");
}

TEST_CASE("a header below row 20 is none; a title like a name does not win over the header") {
  WorkbookForTest late = with_rows(row_for_test(21, k_header));
  CHECK(outcome(late) == "file: xlsx_no_header@0:0\n");
  WorkbookForTest last =
      with_rows(row_for_test(20, k_header) + row_for_test(21, {k_id, "r1", "d1", "2026-03-02"}));
  CHECK(outcome(last).starts_with("record 21"));
  WorkbookForTest title =
      with_rows(row_for_test(1, {"统一社会信用代码", "名称"}) + row_for_test(2, k_header) +
                row_for_test(3, {k_id, "r1", "d1", "2026-03-02"}));
  CHECK(outcome(title).starts_with("record 3"));
}

TEST_CASE("merged cells below the header: a finding for each that has nothing of its own") {
  WorkbookForTest book =
      with_rows(row_for_test(1, k_header) + row_for_test(2, {k_id, "r1", "d1", "2026-03-02", "1"}) +
                    row_for_test(3, {"", "r2", "d2", "2026-03-02"}) +
                    row_for_test(4, {k_id, "r3", "d3", "2026-03-02"}),
                "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"E2:E3\"/></mergeCells>");
  const Outcome read = read_penalties(book.bytes());
  CHECK(read.text == std::string("record 2 ") + k_id +
                         "/r1: d1 - - 1000000 20514 - - - - - -\n"
                         "refused 3: cell_merged@3:1(subject_id) cell_merged@3:5(fine)\n"
                         "record 4 " +
                         k_id + "/r3: d3 - - - 20514 - - - - - -\n");
  CHECK(read.last_raw == "#MERGED!,r2,d2,2026-03-02,#MERGED!,");
}

TEST_CASE("sheets: hidden ones and those without a header are skipped, by name") {
  const std::string good =
      data(row_for_test(1, k_header) + row_for_test(2, {k_id, "r1", "d1", "2026-03-02"}));
  WorkbookForTest book;
  book.sheets = {{"代码表", data(row_for_test(1, {"甲", "乙"})), ""},
                 {"旧数据", good, "hidden"},
                 {"更旧", good, "veryHidden"},
                 {"报送", good, ""},
                 {"备份", good, ""}};
  CHECK(outcome(book) == accepted("- - - 20514 - - - - - -"));
  CHECK(notices(book) ==
        "The sheet `代码表` was not read: of a file one sheet is\n"
        "The hidden sheet `旧数据` was not read\n"
        "The hidden sheet `更旧` was not read\n"
        "The sheet `报送` was read; its header is row 1\n"
        "The sheet `备份` was not read: of a file one sheet is\n");
  book.sheets.resize(3);
  CHECK(outcome(book) == "file: xlsx_no_header@0:0\n");
  book.sheets.erase(book.sheets.begin());
  CHECK(outcome(book) == "file: xlsx_no_sheet@0:0\n");
}

TEST_CASE("hidden rows are read and told; empty rows are none; rows need no references") {
  std::string hidden = row_for_test(2, {k_id, "r1", "d1", "2026-03-02"});
  hidden.insert(4, " hidden=\"1\"");
  const WorkbookForTest book = with_rows(
      row_for_test(1, k_header) + hidden +
      "<row r=\"3\"/><row r=\"4\"><c r=\"A4\" s=\"1\"/></row>" +
      "<row><c t=\"inlineStr\"><is><t>91310000132260250X</t></is></c><c><v>5</v></c><c><v>6</v></c>"
      "<c t=\"inlineStr\"><is><t>2026-03-02</t></is></c></row>");
  CHECK(outcome(book) == accepted("- - - 20514 - - - - - -") + "record 5 " + k_id +
                             "/5: 6 - - - 20514 - - - - - -\n");
  CHECK(notices(book).ends_with(
      "1 rows are hidden (or filtered out); they were read like the others\n"));
  CHECK(outcome(with_rows(row_for_test(2, k_header) + row_for_test(1, {k_id}))) ==
        "file: xlsx_damaged@0:0\n");
}

TEST_CASE("prefixed tags, strict files, sheets in UTF-16 and GB18030") {
  WorkbookForTest book = with_rows("");
  book.sheets[0].xml =
      "<x:sheetData xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:row>"
      "<x:c t=\"inlineStr\"><x:is><x:t>subject_id</x:t></x:is></x:c>"
      "<x:c t=\"inlineStr\"><x:is><x:t>record_id</x:t></x:is></x:c></x:row></x:sheetData>";
  CHECK(outcome(book).starts_with("file: column_missing@1:0(document_no)"));

  // 名称 of a sheet in GB18030: 决定书文号, as a name that has to be recognised.
  WorkbookForTest gb = with_rows("");
  gb.sheet_head = "<?xml version=\"1.0\" encoding=\"GB18030\"?>";
  gb.sheets[0].xml = data(
      "<row><c t=\"inlineStr\"><is><t>subject_id</t></is></c><c "
      "t=\"inlineStr\"><is><t>record_id</t>"
      "</is></c><c t=\"inlineStr\"><is><t>\xBE\xF6\xB6\xA8\xCA\xE9\xCE\xC4\xBA\xC5</t></is></c>"
      "<c t=\"inlineStr\"><is><t>decided_on</t></is></c></row>" +
      row_for_test(2, {k_id, "r1", "\xBB\xA6", "2026-03-02"}));
  CHECK(outcome(gb) == std::string("record 2 ") + k_id + "/r1: 沪 - - - 20514 - - - - - -\n");

  WorkbookForTest wide;
  std::string utf16 = "\xFF\xFE";
  for (const char c :
       "<worksheet>" +
           data(row_for_test(1, {"subject_id", "record_id", "document_no", "decided_on"}) +
                    row_for_test(2, {k_id, "r1", "d1", "2026-03-02"}),
                "<mergeCells><mergeCell ref=\"D2:E2\"/></mergeCells>") +
           "</worksheet>") {
    utf16 += c;
    utf16 += '\0';
  }
  ZipForTest zip;
  zip.add("xl/workbook.xml",
          "<workbook><sheets><sheet name=\"a\" r:id=\"1\" xmlns:r=\"r\"/></sheets>"
          "</workbook>");
  zip.add("xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id=\"1\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
          "</Relationships>");
  zip.add("xl/S.xml", utf16);
  CHECK(read_penalties(zip.finish()).text == accepted("- - - 20514 - - - - - -"));
}

TEST_CASE("a row too long, a cell too long: that line alone is refused") {
  const std::string long_text(70'000, 'x');
  std::vector<std::string> many = {k_id, "r1", "d1", "2026-03-02"};
  std::string row = row_for_test(2, many);
  std::string cells;
  for (int i = 0; i < 20; ++i) {
    cells += "<c t=\"inlineStr\"><is><t>" + std::string(60'000, 'y') + "</t></is></c>";
  }
  row.insert(row.rfind("</row>"), cells);
  const WorkbookForTest book = with_rows(row_for_test(1, k_header) + row +
                                         row_for_test(3, {k_id, "r2", long_text, "2026-03-02"}) +
                                         row_for_test(4, {k_id, "r3", "d3", "2026-03-02"}));
  CHECK(outcome(book) ==
        "refused 2: line_too_long@2:0\nrefused 3: cell_too_long@3:3(决定书文号)\n"
        "record 4 " +
            std::string(k_id) + "/r3: d3 - - - 20514 - - - - - -\n");
}
