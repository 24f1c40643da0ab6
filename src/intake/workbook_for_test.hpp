// SPDX-License-Identifier: Apache-2.0
// Workbooks made by hand for tests: a zip writer that can also write what no good program writes, and the parts around a
// sheet's XML.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sanqu::intake {

inline std::uint32_t crc32_for_test(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
  }
  return ~crc;
}

/// Parts stored without compression, in the order in which they come; a name may come twice.
class ZipForTest {
 public:
  /// What the directory claims, where that is not the truth.
  struct Claim {
    std::uint32_t crc = 0;
    std::uint32_t bytes = 0;
    bool is_encrypted = false;
  };

  void add(const std::string& name, const std::string& bytes) {
    add(name, bytes, {crc32_for_test(bytes), static_cast<std::uint32_t>(bytes.size()), false});
  }
  void add(const std::string& name, const std::string& bytes, const Claim& claim) {
    std::string about;
    number(about, 20, 2);
    number(about, claim.is_encrypted ? 1 : 0, 2);
    number(about, 0, 2);  // stored
    number(about, 0, 4);  // time
    number(about, claim.crc, 4);
    number(about, bytes.size(), 4);
    number(about, claim.bytes, 4);
    number(about, name.size(), 2);
    number(about, 0, 2);
    std::string entry = "PK\x01\x02";
    number(entry, 20, 2);
    entry += about;
    number(entry, 0, 10);  // comment, disk, attributes
    number(entry, out_.size(), 4);
    directory_ += entry + name;
    out_ += "PK\x03\x04" + about + name + bytes;
    ++entries_;
  }

  std::string finish() const {
    std::string end = "PK\x05\x06";
    number(end, 0, 4);
    number(end, entries_, 2);
    number(end, entries_, 2);
    number(end, directory_.size(), 4);
    number(end, out_.size(), 4);
    number(end, 0, 2);
    return out_ + directory_ + end;
  }

 private:
  static void number(std::string& to, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) to += static_cast<char>(i < 8 ? value >> (8 * i) & 0xFF : 0);
  }
  std::string out_;
  std::string directory_;
  std::uint64_t entries_ = 0;
};

/// A workbook by its sheets' XML (what stands inside `worksheet`); everything else may be changed.
struct WorkbookForTest {
  struct Sheet {
    std::string name;
    std::string xml;  // <sheetData>...</sheetData><mergeCells>...
    std::string state;
  };
  std::vector<Sheet> sheets;
  std::string workbook_extra;  // <workbookPr date1904="1"/>, <calcPr .../>
  std::string styles;          // inside <styleSheet>
  std::string texts;           // inside <sst>
  std::vector<std::pair<std::string, std::string>> more_parts;
  std::string sheet_head = R"(<?xml version="1.0" encoding="UTF-8"?>)";

  std::string bytes() const {
    ZipForTest zip;
    const std::string head = R"(<?xml version="1.0" encoding="UTF-8"?>)";
    const std::string types =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    zip.add("_rels/.rels", head + "<Relationships><Relationship Id=\"r\" Type=\"" + types +
                               "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    std::string list;
    std::string links;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      const std::string id = "rId" + std::to_string(i + 1);
      const std::string part = "worksheets/sheet" + std::to_string(i + 1) + ".xml";
      list += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + std::to_string(i + 1) +
              "\" r:id=\"" + id + "\"" +
              (sheets[i].state.empty() ? "" : " state=\"" + sheets[i].state + "\"") + "/>";
      // One target relative, the next absolute: both occur.
      links += "<Relationship Id=\"" + id + "\" Type=\"" + types + "worksheet\" Target=\"" +
               (i % 2 == 0 ? part : "/xl/" + part) + "\"/>";
      zip.add("xl/" + part, sheet_head + "<worksheet>" + sheets[i].xml + "</worksheet>");
    }
    links += "<Relationship Id=\"rs\" Type=\"" + types + "styles\" Target=\"styles.xml\"/>" +
             "<Relationship Id=\"rt\" Type=\"" + types +
             "sharedStrings\" Target=\"sharedStrings.xml\"/>";
    zip.add("xl/workbook.xml", head + "<workbook xmlns:r=\"x\">" + workbook_extra + "<sheets>" +
                                   list + "</sheets></workbook>");
    zip.add("xl/_rels/workbook.xml.rels", head + "<Relationships>" + links + "</Relationships>");
    if (!styles.empty()) zip.add("xl/styles.xml", head + "<styleSheet>" + styles + "</styleSheet>");
    if (!texts.empty()) zip.add("xl/sharedStrings.xml", head + "<sst>" + texts + "</sst>");
    for (const auto& [name, part] : more_parts) zip.add(name, part);
    return zip.finish();
  }
};

/// A row of inline texts: `A1`, `B1`, ...
inline std::string row_for_test(int row, const std::vector<std::string>& texts) {
  std::string xml = "<row r=\"" + std::to_string(row) + "\">";
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].empty()) continue;
    const char letter = static_cast<char>('A' + i);
    xml += "<c r=\"" + (letter + std::to_string(row)) + "\" t=\"inlineStr\"><is><t>" + texts[i] +
           "</t></is></c>";
  }
  return xml + "</row>";
}

}  // namespace sanqu::intake
