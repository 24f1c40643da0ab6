// SPDX-License-Identifier: Apache-2.0
// Archives that are damaged, hostile or something else: a clear error for each, and nothing read.
#include <doctest/doctest.h>

#include "intake/transcript_for_test.hpp"
#include "intake/workbook_for_test.hpp"
#include "intake/xlsx_sheet.hpp"

using namespace sanqu;
using namespace sanqu::intake;

namespace {

constexpr const char* k_id = "91310000132260250X";

WorkbookForTest small_book() {
  WorkbookForTest book;
  book.sheets.push_back(
      {"a",
       "<sheetData>" + row_for_test(1, {"subject_id", "record_id", "document_no", "decided_on"}) +
           row_for_test(2, {k_id, "r1", "d1", "2026-03-02"}) + "</sheetData>",
       ""});
  return book;
}

std::string outcome(const std::string& bytes) { return read_penalties(bytes, 1000).text; }
std::string outcome(const WorkbookForTest& book) { return outcome(book.bytes()); }

/// The same book with another part in place of its only sheet.
std::string with_sheet(const std::string& sheet, const ZipForTest::Claim* claim = nullptr) {
  ZipForTest zip;
  zip.add("xl/workbook.xml",
          "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"1\"/></sheets>"
          "</workbook>");
  zip.add("xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id=\"1\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
          "</Relationships>");
  if (claim == nullptr) {
    zip.add("xl/s.xml", sheet);
  } else {
    zip.add("xl/s.xml", sheet, *claim);
  }
  return zip.finish();
}

}  // namespace

TEST_CASE("an archive that is cut off, or of something else") {
  const std::string whole = small_book().bytes();
  CHECK(outcome(whole).starts_with("record 2"));
  for (std::size_t bytes = 4; bytes < whole.size(); bytes += 97) {
    CHECK(outcome(whole.substr(0, bytes)) == "file: xlsx_damaged@0:0\n");
  }
  CHECK(outcome(whole + "\r\nbytes of a mail gateway\r\n").starts_with("record 2"));
  ZipForTest word;
  word.add("word/document.xml", "<document/>");
  const Outcome document = read_penalties(word.finish());
  CHECK(document.text == "file: xlsx_other_archive@0:0\n");
  CHECK(document.last_findings[0].text(Lang::zh) ==
        "这是压缩包,但不是 Excel 工作簿(.xlsx),是 Word 文档");
  ZipForTest photos;
  photos.add("a.jpg", "x");
  CHECK(outcome(photos.finish()) == "file: xlsx_other_archive@0:0\n");
}

TEST_CASE("a wrong checksum, a size that is not the declared one, a part twice, a password") {
  const std::string sheet = "<worksheet><sheetData/></worksheet>";
  const auto bytes = static_cast<std::uint32_t>(sheet.size());
  ZipForTest::Claim wrong = {crc32_for_test(sheet) ^ 1, bytes, false};
  const Outcome crc = read_penalties(with_sheet(sheet, &wrong));
  CHECK(crc.text == "file: xlsx_damaged@0:0\n");
  CHECK(crc.last_findings[0].text(Lang::en) ==
        "The workbook is damaged: xl/s.xml: the checksum is wrong");
  wrong = {crc32_for_test(sheet), bytes + 5, false};
  CHECK(outcome(with_sheet(sheet, &wrong)) == "file: xlsx_damaged@0:0\n");
  wrong = {crc32_for_test(sheet), bytes, true};
  CHECK(outcome(with_sheet(sheet, &wrong)) == "file: xlsx_encrypted@0:0\n");
  WorkbookForTest twice = small_book();
  twice.more_parts.push_back({"XL/worksheets/Sheet1.xml", "<worksheet/>"});
  CHECK(outcome(twice) == "file: xlsx_duplicate_part@0:0\n");
}

TEST_CASE("a checksum that is wrong behind good rows: no row is handed on") {
  const std::string sheet =
      "<worksheet><sheetData>" +
      row_for_test(1, {"subject_id", "record_id", "document_no", "decided_on"}) +
      row_for_test(2, {k_id, "r1", "d1", "2026-03-02"}) + "</sheetData></worksheet>";
  const ZipForTest::Claim wrong = {7, static_cast<std::uint32_t>(sheet.size()), false};
  CHECK(outcome(with_sheet(sheet, &wrong)) == "file: xlsx_damaged@0:0\n");
}

TEST_CASE("a part that says it is huge is not opened") {
  const std::string sheet = "<worksheet/>";
  ZipForTest::Claim huge = {0, 1'500'000'000, false};
  CHECK(outcome(with_sheet(sheet, &huge)) == "file: xlsx_too_large@0:0\n");
  huge.bytes = (16U << 20) + 3000;  // more than 200 times its packed size, and more than 16 MiB
  CHECK(outcome(with_sheet(sheet, &huge)) == "file: xlsx_too_large@0:0\n");
}

TEST_CASE("document types, deep nesting, endless tags, no XML") {
  const Outcome doctype = read_penalties(
      with_sheet("<!DOCTYPE w [<!ENTITY a \"aaaa\">]><worksheet><sheetData/></worksheet>"));
  CHECK(doctype.text == "file: xlsx_doctype@0:0\n");
  CHECK(doctype.last_findings[0].text(Lang::en).find("xl/s.xml") != std::string::npos);
  std::string deep = "<worksheet><sheetData>";
  for (int i = 0; i < 70; ++i) deep += "<a>";
  for (int i = 0; i < 70; ++i) deep += "</a>";
  CHECK(outcome(with_sheet(deep + "</sheetData></worksheet>")) == "file: xlsx_damaged@0:0\n");
  CHECK(outcome(with_sheet("<worksheet a=\"" + std::string(6 << 20, 'x') + "\"/>")) ==
        "file: xlsx_damaged@0:0\n");
  CHECK(outcome(with_sheet("<worksheet><sheetData>")) == "file: xlsx_damaged@0:0\n");
  CHECK(outcome(with_sheet("名称,地址\n")) == "file: xlsx_damaged@0:0\n");
  CHECK(outcome(with_sheet("")) == "file: xlsx_damaged@0:0\n");
}

TEST_CASE("merged ranges that are wrong, cells in wrong places") {
  const auto merged = [](const std::string& range) {
    return outcome(with_sheet("<worksheet><sheetData/><mergeCells><mergeCell ref=\"" + range +
                              "\"/></mergeCells></worksheet>"));
  };
  CHECK(merged("A1:B2") == "file: xlsx_no_header@0:0\n");
  for (const char* range : {"", "A0:B1", "B2:A1", "A1:XFE1", "1:2", "A1:B1048577"}) {
    CHECK(merged(range) == "file: xlsx_damaged@0:0\n");
  }
  const auto cells = [](const std::string& xml) {
    return outcome(
        with_sheet("<worksheet><sheetData><row r=\"1\">" + xml + "</row></sheetData></worksheet>"));
  };
  CHECK(cells("<c r=\"B1\"/><c r=\"A1\"/>") == "file: xlsx_damaged@0:0\n");
  CHECK(cells("<c r=\"A2\"/>") == "file: xlsx_damaged@0:0\n");
  CHECK(cells("<c r=\"XFE1\"/>") == "file: xlsx_damaged@0:0\n");
  CHECK(cells("<c r=\"A1\"/><c r=\"XFD1\"/>") == "file: xlsx_no_header@0:0\n");
}

TEST_CASE("places of cells, and letters of columns") {
  CHECK(cell_place("A1").column == 1);
  CHECK(cell_place("XFD1048576").column == 16'384);
  CHECK(cell_place("$AB$12").column == 28);
  CHECK(cell_place("12").column == 0);
  CHECK(cell_place("A").column == 0);
  for (std::uint32_t column = 1; column <= 16'384; column += 7) {
    CHECK(cell_place(column_letters(column) + "3").column == column);
  }
}

TEST_CASE("headers: a name twice, and what a relationship's target may look like") {
  WorkbookForTest book = small_book();
  book.sheets[0].xml =
      "<sheetData>" + row_for_test(1, {"subject_id", "record_id", "subject_id"}) + "</sheetData>";
  CHECK(outcome(book) == "file: header_duplicate@1:3\n");
  CHECK(resolved_part("xl/workbook.xml", "worksheets/a.xml") == "xl/worksheets/a.xml");
  CHECK(resolved_part("xl/workbook.xml", "/xl/a.xml") == "xl/a.xml");
  CHECK(resolved_part("xl/workbook.xml", "../b/./a.xml") == "b/a.xml");
  CHECK(resolved_part("", "xl\\workbook.xml") == "xl/workbook.xml");
  CHECK(resolved_part("a", "../../..") == "");
}
