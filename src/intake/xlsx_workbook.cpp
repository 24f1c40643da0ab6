// SPDX-License-Identifier: Apache-2.0
#include "intake/xlsx_workbook.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>

#include "intake/errors.hpp"
#include "intake/xlsx_xml.hpp"

namespace sanqu::intake {

namespace {

std::optional<std::size_t> read_count(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_true(std::string_view text) { return text == "1" || text == "true" || text == "on"; }

/// The last step of a relationship's type: the same in strict and transitional files.
std::string_view last_step(std::string_view type) { return type.substr(type.rfind('/') + 1); }

struct Relationship {
  std::string id;
  std::string type;
  std::string part;
};

class RelationshipReader final : public XmlHandler {
 public:
  explicit RelationshipReader(std::string_view of) : of_(of) {}
  std::vector<Relationship> found;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.get("TargetMode") == "External") return;
    found.push_back({std::string(attributes.get("Id")),
                     std::string(last_step(attributes.get("Type"))),
                     resolved_part(of_, attributes.get("Target"))});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  std::string_view of_;
};

class SheetListReader final : public XmlHandler {
 public:
  struct Listed {
    std::string name;
    std::string relationship;
    bool is_hidden;
  };
  std::vector<Listed> sheets;
  bool is_from_1904 = false;
  bool is_uncalculated = false;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "sheet" && sheets.size() < k_sheets_max) {
      const std::string_view state = attributes.get("state");
      sheets.push_back({std::string(attributes.get("name")), std::string(attributes.get("id")),
                        state == "hidden" || state == "veryHidden"});
    } else if (name == "workbookPr") {
      is_from_1904 = is_true(attributes.get("date1904"));
    } else if (name == "calcPr") {
      is_uncalculated = is_true(attributes.get("fullCalcOnLoad"));
    }
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
};

/// Formats of cells; those of named styles (cellStyleXfs) only look like them.
class StyleReader final : public XmlHandler {
 public:
  explicit StyleReader(std::vector<NumberKind>& styles) : styles_(styles) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt") {
      if (const auto id = read_count(attributes.get("numFmtId"))) {
        formats_[*id] = kind_of_format(attributes.get("formatCode"));
      }
    } else if (name == "cellXfs") {
      in_cells_ = true;
    } else if (name == "xf" && in_cells_ && styles_.size() < k_styles_max) {
      const std::size_t id = read_count(attributes.get("numFmtId")).value_or(0);
      const auto own = formats_.find(id);
      styles_.push_back(own != formats_.end() ? own->second
                                              : kind_of_builtin(static_cast<unsigned>(id)));
    }
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
  }
  void text(std::string_view) override {}

 private:
  std::vector<NumberKind>& styles_;
  std::unordered_map<std::size_t, NumberKind> formats_;
  bool in_cells_ = false;
};

class TextReader final : public XmlHandler {
 public:
  explicit TextReader(SharedTexts& texts) : texts_(texts) {}
  bool is_too_much = false;
  XmlParser* parser = nullptr;

  void start(std::string_view name, const XmlAttributes&) override {
    if (name == "si") text_.clear();
    if (name == "rPh") in_phonetic_ = true;
    if (name == "t") run_.clear();
    in_text_ = name == "t" && !in_phonetic_;
  }
  void end(std::string_view name) override {
    if (name == "t" && in_text_) append_unescaped(text_, run_);
    in_text_ = false;
    if (name == "rPh") in_phonetic_ = false;
    if (name != "si") return;
    texts_.add(text_);
    is_too_much = texts_.size() > k_shared_texts_max || texts_.bytes() > k_shared_bytes_max;
    if (is_too_much) parser->pause();
  }
  void text(std::string_view piece) override {
    if (in_text_ && run_.size() <= k_cell_bytes_max) run_ += piece;
  }

 private:
  SharedTexts& texts_;
  std::string text_;
  std::string run_;
  bool in_text_ = false;
  bool in_phonetic_ = false;
};

Result<bool> parse_part(const XlsxPackage& package, const std::string& part, PartSize size,
                        XmlHandler& handler) {
  XmlParser parser(package.file(), part, TRY(package.open_part(part, size)), handler);
  TRY(parser.run());
  return true;
}

/// xl/workbook.xml -> xl/_rels/workbook.xml.rels
std::string relationships_of(std::string_view part) {
  const std::size_t slash = part.rfind('/') + 1;  // npos + 1 is 0
  return std::string(part.substr(0, slash)) + "_rels/" + std::string(part.substr(slash)) + ".rels";
}

Result<std::vector<Relationship>> read_relationships(const XlsxPackage& package,
                                                     std::string_view of) {
  const std::string part = relationships_of(of);
  RelationshipReader reader(of);
  if (package.has(part)) TRY(parse_part(package, part, PartSize::small, reader));
  return std::move(reader.found);
}

std::unexpected<Errors> refuse_archive(const XlsxPackage& package) {
  const auto other = [&](const char* zh, const char* en) {
    return refuse(errors::k_xlsx_other_archive, {package.file(), 0, 0, ""}, {zh, en});
  };
  if (package.has("word/document.xml")) return other(",是 Word 文档", ": a Word document");
  if (package.has("ppt/presentation.xml")) return other(",是演示文稿", ": a presentation");
  if (package.has("xl/workbook.bin")) return other(",是二进制工作簿(.xlsb)", ": a .xlsb workbook");
  if (package.has("content.xml")) return other(",是 OpenDocument 文件(.ods 等)", ": OpenDocument");
  return other("", "");
}

Result<std::string> find_workbook(const XlsxPackage& package) {
  for (const Relationship& one : TRY(read_relationships(package, ""))) {
    const bool is_xml = one.part.ends_with(".xml") && package.has(one.part);
    const bool is_sheets =
        one.part.find("word/") == std::string::npos && one.part.find("ppt/") == std::string::npos;
    if (one.type == "officeDocument" && is_xml && is_sheets) return one.part;
  }
  if (package.has("xl/workbook.xml")) return std::string("xl/workbook.xml");
  return refuse_archive(package);
}

const Relationship* find_relationship(const std::vector<Relationship>& all, std::string_view id) {
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const Relationship& one) { return one.id == id; });
  return at == all.end() ? nullptr : &*at;
}

Result<bool> read_texts(const XlsxPackage& package, const std::string& part, SharedTexts& texts) {
  TextReader reader(texts);
  XmlParser parser(package.file(), part, TRY(package.open_part(part, PartSize::large)), reader);
  reader.parser = &parser;
  TRY(parser.run());
  if (!reader.is_too_much) return true;
  const std::string mib = std::to_string(texts.bytes() >> 20) + " MiB";
  return refuse(errors::k_xlsx_too_large, {package.file(), 0, 0, ""},
                {"文本 " + mib + " 以上", "its texts have more than " + mib});
}

unsigned hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  return 16;
}

/// The code unit of an escape at the front of `text`; none if there is no escape.
std::optional<unsigned> escape_at(std::string_view text) {
  constexpr std::size_t k_escape_bytes = 7;  // _xHHHH_
  if (text.size() < k_escape_bytes || !text.starts_with("_x") || text[6] != '_')
    return std::nullopt;
  unsigned unit = 0;
  for (const char c : text.substr(2, 4)) {
    if (hex_digit(c) > 15) return std::nullopt;
    unit = unit * 16 + hex_digit(c);
  }
  return unit;
}

void append_utf8(std::string& out, unsigned code) {
  const auto byte = [&](unsigned value) { out += static_cast<char>(value); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) {
    byte(0xC0 | code >> 6);
  } else if (code < 0x10000) {
    byte(0xE0 | code >> 12);
    byte(0x80 | (code >> 6 & 0x3F));
  } else {
    byte(0xF0 | code >> 18);
    byte(0x80 | (code >> 12 & 0x3F));
    byte(0x80 | (code >> 6 & 0x3F));
  }
  byte(0x80 | (code & 0x3F));
}

}  // namespace

std::string_view cell_text(std::string_view text) {
  constexpr std::size_t k_character_bytes_max = 4;
  std::size_t end = std::min(text.size(), k_cell_bytes_max + k_character_bytes_max);
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

void SharedTexts::add(std::string_view text) {
  bytes_ += cell_text(text);
  ends_.push_back(bytes_.size());
}

void append_unescaped(std::string& out, std::string_view text) {
  constexpr std::size_t k_escape_bytes = 7;
  while (!text.empty()) {
    const std::size_t at = text.find("_x");
    out += text.substr(0, at);
    if (at == std::string_view::npos) return;
    text.remove_prefix(at);
    const auto unit = escape_at(text);
    const bool is_high = unit && *unit >= 0xD800 && *unit < 0xDC00;
    const auto low = is_high ? escape_at(text.substr(k_escape_bytes)) : std::nullopt;
    if (low && *low >= 0xDC00 && *low < 0xE000) {
      append_utf8(out, 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00));
      text.remove_prefix(2 * k_escape_bytes);
    } else if (unit && (*unit < 0xD800 || *unit > 0xDFFF)) {
      append_utf8(out, *unit);
      text.remove_prefix(k_escape_bytes);
    } else {  // no escape, or half a character
      out += text.substr(0, 2);
      text.remove_prefix(2);
    }
  }
}

Result<Workbook> read_workbook(const XlsxPackage& package) {
  const std::string part = TRY(find_workbook(package));
  SheetListReader list;
  TRY(parse_part(package, part, PartSize::small, list));
  const std::vector<Relationship> parts = TRY(read_relationships(package, part));

  Workbook workbook;
  workbook.dates = list.is_from_1904 ? DateSystem::from_1904 : DateSystem::from_1900;
  workbook.is_uncalculated = list.is_uncalculated;
  for (SheetListReader::Listed& sheet : list.sheets) {
    const Relationship* where = find_relationship(parts, sheet.relationship);
    if (where == nullptr) {
      return refuse(
          errors::k_xlsx_damaged, {package.file(), 0, 0, ""},
          {"工作表“" + sheet.name + "”没有内容", "the sheet `" + sheet.name + "` is absent"});
    }
    workbook.sheets.push_back(
        {std::move(sheet.name), where->part, sheet.is_hidden, where->type == "worksheet"});
  }
  for (const Relationship& one : parts) {
    if (!package.has(one.part)) continue;
    if (one.type == "styles") {
      StyleReader reader(workbook.styles);
      TRY(parse_part(package, one.part, PartSize::small, reader));
    } else if (one.type == "sharedStrings") {
      TRY(read_texts(package, one.part, workbook.texts));
    }
  }
  return workbook;
}

}  // namespace sanqu::intake
