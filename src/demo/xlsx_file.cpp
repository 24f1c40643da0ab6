// SPDX-License-Identifier: Apache-2.0
#include "demo/xlsx_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/date.hpp"
#include "core/exact.hpp"
#include "demo/cells.hpp"

namespace sanqu::demo {

namespace {

constexpr std::string_view k_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view k_types =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>)";
constexpr std::string_view k_links =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
constexpr std::string_view k_workbook =
    R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>)";
constexpr std::string_view k_workbook_links =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>)";
// Format 14 is the spreadsheet's own short date.
constexpr std::string_view k_styles =
    R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="SimSun"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>)";

// ---- the package: PKWARE's APPNOTE, stored entries only

constexpr std::uint16_t k_zip_version = 20;
constexpr std::uint16_t k_utf8_names = 0x0800;
constexpr std::uint16_t k_day = (2023 - 1980) << 9 | 10 << 5 | 1;  // 2023-10-01

std::uint32_t crc32(std::string_view bytes) {
  static const auto table = [] {
    std::array<std::uint32_t, 256> entries{};
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
      std::uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit) {
        value = value >> 1 ^ (value % 2 != 0 ? 0xEDB88320U : 0U);
      }
      entries[i] = value;
    }
    return entries;
  }();
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : bytes) crc = crc >> 8 ^ table[(crc ^ static_cast<unsigned char>(c)) & 0xFF];
  return ~crc;
}

void append_number(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i, value = i < 8 ? value >> 8 : 0) {
    out += static_cast<char>(value & 0xFF);
  }
}

class Package {
 public:
  void add(std::string_view name, std::string_view bytes);
  std::string finish();

 private:
  std::string out_;
  std::string directory_;
  int entries_ = 0;
};

void Package::add(std::string_view name, std::string_view bytes) {
  std::string common;
  append_number(common, k_zip_version, 2);
  append_number(common, k_utf8_names, 2);
  append_number(common, 0, 2);  // stored
  append_number(common, 0, 2);  // time of day
  append_number(common, k_day, 2);
  append_number(common, crc32(bytes), 4);
  append_number(common, bytes.size(), 4);
  append_number(common, bytes.size(), 4);
  append_number(common, name.size(), 2);
  append_number(common, 0, 2);  // extra field

  directory_ += "PK\x01\x02";
  append_number(directory_, k_zip_version, 2);
  directory_ += common;
  append_number(directory_, 0, 2 + 2 + 2 + 4);  // comment, disk, attributes
  append_number(directory_, out_.size(), 4);
  directory_ += name;
  ++entries_;

  out_ += "PK\x03\x04";
  out_ += common;
  out_ += name;
  out_ += bytes;
}

std::string Package::finish() {
  const std::size_t at = out_.size();
  out_ += directory_;
  out_ += "PK\x05\x06";
  append_number(out_, 0, 4);
  append_number(out_, static_cast<std::uint64_t>(entries_), 2);
  append_number(out_, static_cast<std::uint64_t>(entries_), 2);
  append_number(out_, directory_.size(), 4);
  append_number(out_, at, 4);
  append_number(out_, 0, 2);
  return std::move(out_);
}

// ---- the sheet

std::string column_name(std::size_t column) {
  std::string name;
  for (++column; column > 0; column = (column - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
  }
  return name;
}

enum class CellKind : std::uint8_t { text, date, number };

class Sheet {
 public:
  explicit Sheet(const Template& form);
  void title(std::string_view text, std::size_t columns);
  void headers(const std::vector<std::string_view>& names);
  void row(std::string_view line);
  std::string finish();

 private:
  void begin_row() { fmt::format_to(std::back_inserter(rows_), "<row r=\"{}\">", ++row_); }
  void text(std::size_t column, std::string_view value);
  void number(std::size_t column, std::string_view value, std::string_view style);
  void cell(std::size_t column, std::string_view value);
  std::string reference(std::size_t column) const {
    return columns_[std::min(column, columns_.size() - 1)] + std::to_string(row_);
  }

  std::vector<CellKind> kinds_;
  std::vector<std::string> columns_;
  std::string rows_;
  std::string merged_;
  int row_ = 0;
};

Sheet::Sheet(const Template& form) : kinds_(form.titles.size(), CellKind::text) {
  for (const int column : form.dates) kinds_[static_cast<std::size_t>(column)] = CellKind::date;
  for (const int column : form.numbers) {
    kinds_[static_cast<std::size_t>(column)] = CellKind::number;
  }
  for (std::size_t i = 0; i <= kinds_.size(); ++i) columns_.push_back(column_name(i));
}

void Sheet::text(std::size_t column, std::string_view value) {
  fmt::format_to(std::back_inserter(rows_),
                 "<c r=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">", reference(column));
  for (const char c : value) {
    switch (c) {
      case '&': rows_ += "&amp;"; break;
      case '<': rows_ += "&lt;"; break;
      case '>': rows_ += "&gt;"; break;
      default: rows_ += c;
    }
  }
  rows_ += "</t></is></c>";
}

void Sheet::number(std::size_t column, std::string_view value, std::string_view style) {
  fmt::format_to(std::back_inserter(rows_), "<c r=\"{}\"{}><v>{}</v></c>", reference(column), style,
                 value);
}

/// Day 1 is 1900-01-01, and 1900 has a 29 February there.
void Sheet::cell(std::size_t column, std::string_view value) {
  constexpr int k_day_of_1970 = 25'569;
  const CellKind kind = column < kinds_.size() ? kinds_[column] : CellKind::text;
  const auto date = kind == CellKind::date ? Date::parse(value) : std::nullopt;
  if (date) return number(column, std::to_string(date->days() + k_day_of_1970), " s=\"1\"");
  if (kind == CellKind::number && parse_decimal(value, 6)) return number(column, value, "");
  if (value.size() > 4 && value.find("E+") != std::string_view::npos) {
    return number(column, value, "");  // a code that the spreadsheet took for a number
  }
  text(column, value);
}

void Sheet::title(std::string_view value, std::size_t columns) {
  begin_row();
  text(0, value);
  rows_ += "</row>";
  merged_ = fmt::format("<mergeCells count=\"1\"><mergeCell ref=\"A1:{}1\"/></mergeCells>",
                        column_name(columns - 1));
}

void Sheet::headers(const std::vector<std::string_view>& names) {
  begin_row();
  for (std::size_t i = 0; i < names.size(); ++i) text(i, names[i]);
  rows_ += "</row>";
}

void Sheet::row(std::string_view line) {
  begin_row();
  for (std::size_t column = 0;; ++column) {
    const std::size_t end = line.find(k_cell_end);
    const std::string_view value = line.substr(0, end);
    if (!value.empty()) cell(column, value);
    if (end == std::string_view::npos) break;
    line.remove_prefix(end + 1);
  }
  rows_ += "</row>";
}

std::string Sheet::finish() {
  return fmt::format(
      "{}<worksheet "
      "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{}</"
      "sheetData>{}</worksheet>",
      k_head, rows_, merged_);
}

}  // namespace

std::string xlsx_bytes(const Template& form, const std::vector<std::string_view>& headers,
                       std::string_view title, const std::vector<std::string>& lines) {
  Sheet sheet(form);
  if (!title.empty()) sheet.title(title, headers.size());
  sheet.headers(headers);
  for (const std::string& line : lines) sheet.row(line);
  const auto part = [](std::string_view xml) { return std::string(k_head) + std::string(xml); };
  Package package;
  package.add("[Content_Types].xml", part(k_types));
  package.add("_rels/.rels", part(k_links));
  package.add("xl/workbook.xml", part(k_workbook));
  package.add("xl/_rels/workbook.xml.rels", part(k_workbook_links));
  package.add("xl/styles.xml", part(k_styles));
  package.add("xl/worksheets/sheet1.xml", sheet.finish());
  return package.finish();
}

}  // namespace sanqu::demo
