// SPDX-License-Identifier: Apache-2.0
#include "intake/xlsx_sheet.hpp"

#include <algorithm>
#include <charconv>

#include "intake/errors.hpp"

namespace sanqu::intake {

namespace {

constexpr std::size_t k_piece_bytes = 64 << 10;
constexpr std::string_view k_merge_tag = "mergeCell";

/// The merged cells alone.
class MergeReader final : public XmlHandler {
 public:
  std::vector<Merge> merges;
  XmlParser* parser = nullptr;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != k_merge_tag) return;
    const std::string_view range = attributes.get("ref");
    const std::size_t colon = range.find(':');
    const CellPlace first = cell_place(range.substr(0, colon));
    const CellPlace last =
        colon == std::string_view::npos ? first : cell_place(range.substr(colon + 1));
    const bool is_good = first.row > 0 && last.row >= first.row && last.column >= first.column;
    if (!is_good || merges.size() >= k_merges_max) {
      return parser->fail("合并单元格的范围有误", "a range of merged cells is wrong");
    }
    merges.push_back({first.row, first.column, last.row, last.column});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
};

/// Reads the part to its end. True if it may hold merged cells: then it must be parsed for them.
Result<bool> look_through(PartStream& stream) {
  std::string buffer(k_piece_bytes + k_merge_tag.size(), '\0');
  std::size_t kept = 0;  // of the piece before: the tag may be cut in two
  bool is_first = true;
  bool may_merge = false;
  while (true) {
    const std::size_t got = TRY(stream.read(std::span(buffer).subspan(kept, k_piece_bytes)));
    if (got == 0) return may_merge;
    const std::string_view seen(buffer.data(), kept + got);
    // UTF-16 writes every letter with a NUL.
    if (is_first) may_merge = seen.substr(0, 64).find('\0') != std::string_view::npos;
    is_first = false;
    may_merge = may_merge || seen.find(k_merge_tag) != std::string_view::npos;
    kept = std::min(seen.size(), k_merge_tag.size() - 1);
    std::copy(seen.end() - static_cast<std::ptrdiff_t>(kept), seen.end(), buffer.begin());
  }
}

std::uint32_t read_row_number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_whole = error == std::errc() && end == text.data() + text.size();
  return is_whole && value <= k_sheet_rows_max ? value : 0;
}

}  // namespace

CellPlace cell_place(std::string_view reference) {
  CellPlace place;
  std::size_t at = 0;
  for (; at < reference.size(); ++at) {
    char c = reference[at];
    if (c == '$') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    if (c < 'A' || c > 'Z') break;
    place.column = place.column * 26 + static_cast<std::uint32_t>(c - 'A') + 1;
    if (place.column > k_sheet_columns_max) return {};
  }
  place.row = read_row_number(reference.substr(at));
  return place.column == 0 || place.row == 0 ? CellPlace{} : place;
}

std::string column_letters(std::uint32_t column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  }
  return letters;
}

/// Turns the sheet's elements into one row; pauses the parser when a row is done.
class SheetReader::Rows final : public XmlHandler {
 public:
  explicit Rows(const Workbook& workbook) : workbook_(workbook) {}
  XmlParser* parser = nullptr;

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;
  void hand_over(SheetRow& row);

 private:
  struct Built {
    std::uint32_t column = 0;
    CellForm form = CellForm::text;
    CellTrouble trouble = CellTrouble::none;
    std::ptrdiff_t shared = -1;  // a shared text's index; -1: the text is in `bytes_`
    std::size_t begin = 0;
    std::size_t size = 0;
  };

  void begin_row(const XmlAttributes& attributes);
  void begin_cell(const XmlAttributes& attributes);
  void end_cell();
  void add(Built cell, std::string_view text);
  void add_value();
  void add_formula();
  void add_shared();
  void damaged(const char* zh, const char* en) { parser->fail(zh, en); }

  const Workbook& workbook_;
  std::vector<Built> cells_;
  std::string bytes_;
  std::size_t row_bytes_ = 0;  // of the row's texts, shared ones too
  std::uint32_t row_ = 0;
  bool is_hidden_ = false;
  bool in_rows_ = false;

  std::uint32_t column_ = 0;
  char type_ = 'n';  // n number, s shared, i inline, t text of a formula, b truth, e error, d date
  std::size_t style_ = 0;
  bool has_formula_ = false;
  bool has_value_ = false;
  std::string value_;
  std::string inline_;
  std::string* collecting_ = nullptr;  // where text goes
  bool in_phonetic_ = false;
};

void SheetReader::Rows::begin_row(const XmlAttributes& attributes) {
  const std::string_view number = attributes.get("r");
  const std::uint32_t row = number.empty() ? row_ + 1 : read_row_number(number);
  if (row <= row_ || row > k_sheet_rows_max) {
    return damaged("行号没有递增", "its rows are not in order");
  }
  row_ = row;
  column_ = 0;
  const std::string_view hidden = attributes.get("hidden");
  is_hidden_ = hidden == "1" || hidden == "true";
  cells_.clear();
  bytes_.clear();
  row_bytes_ = 0;
}

void SheetReader::Rows::begin_cell(const XmlAttributes& attributes) {
  const std::string_view reference = attributes.get("r");
  std::uint32_t column = column_ + 1;
  if (!reference.empty()) {
    const CellPlace place = cell_place(reference);
    column = place.row == row_ ? place.column : 0;
  }
  if (column <= column_ || column > k_sheet_columns_max) {
    return damaged("单元格的位置有误", "a cell stands in a wrong place");
  }
  column_ = column;
  const std::string_view type = attributes.get("t");
  type_ = type.empty() ? 'n' : type == "inlineStr" ? 'i' : type == "str" ? 't' : type.front();
  const std::string_view style = attributes.get("s");
  style_ = 0;
  std::from_chars(style.data(), style.data() + style.size(), style_);
  has_formula_ = false;
  has_value_ = false;
  value_.clear();
  inline_.clear();
}

void SheetReader::Rows::start(std::string_view name, const XmlAttributes& attributes) {
  if (!in_rows_) {
    in_rows_ = name == "sheetData";
    return;
  }
  collecting_ = nullptr;
  if (name == "c") {
    begin_cell(attributes);
  } else if (name == "v") {
    has_value_ = true;
    collecting_ = &value_;
  } else if (name == "row") {
    begin_row(attributes);
  } else if (name == "f") {
    has_formula_ = true;
  } else if (name == "t" && !in_phonetic_) {
    collecting_ = &inline_;
  } else if (name == "rPh") {
    in_phonetic_ = true;
  }
}

void SheetReader::Rows::text(std::string_view piece) {
  if (collecting_ != nullptr && collecting_->size() <= k_cell_bytes_max) *collecting_ += piece;
}

void SheetReader::Rows::end(std::string_view name) {
  if (!in_rows_) return;
  collecting_ = nullptr;
  if (name == "c") {
    end_cell();
  } else if (name == "row") {
    if (!cells_.empty() || row_bytes_ > k_line_bytes_max) parser->pause();
  } else if (name == "rPh") {
    in_phonetic_ = false;
  } else if (name == "sheetData") {
    in_rows_ = false;
  }
}

/// A cell without text is kept only where it has its trouble to tell.
void SheetReader::Rows::add(Built cell, std::string_view text) {
  if (text.empty() && cell.trouble == CellTrouble::none) return;
  row_bytes_ += text.size() + 1;
  if (row_bytes_ > k_line_bytes_max) {
    cells_.clear();
    bytes_.clear();
    return;
  }
  cell.column = column_;
  if (cell.shared < 0) {
    cell.begin = bytes_.size();
    bytes_ += cell_text(text);
    cell.size = bytes_.size() - cell.begin;
  }
  cells_.push_back(cell);
}

void SheetReader::Rows::add_shared() {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), index);
  if (error != std::errc() || index >= workbook_.texts.size()) {
    return damaged("引用了不存在的文本", "a cell names a text that does not exist");
  }
  Built cell;
  cell.shared = static_cast<std::ptrdiff_t>(index);
  add(cell, workbook_.texts.at(index));
}

void SheetReader::Rows::add_value() {
  Built cell;
  std::string text;
  switch (type_) {
    case 'b': add(cell, value_ == "1" || value_ == "true" ? "true" : "false"); return;
    case 'e':
      cell.trouble = CellTrouble::error_value;
      add(cell, value_);
      return;
    case 'd':
      // A day at midnight is the day.
      text = value_.ends_with("T00:00:00") ? value_.substr(0, value_.size() - 9) : value_;
      add(cell, text);
      return;
    case 't':
      append_unescaped(text, value_);
      add(cell, text);
      return;
    default: break;
  }
  const NumberKind kind = workbook_.style(style_);
  if (kind == NumberKind::plain) cell.form = CellForm::number;
  add(cell, number_text(value_, kind, workbook_.dates));
}

/// A result that was never worked out is no value: openpyxl writes none, other writers a 0.
void SheetReader::Rows::add_formula() {
  const bool is_text = type_ == 't';
  const bool has_result = has_value_ && (is_text || !value_.empty());
  const bool is_filler = workbook_.is_uncalculated && value_ == "0";
  if (has_result && !is_filler) return add_value();
  Built cell;
  cell.trouble = CellTrouble::formula_without_value;
  add(cell, "");
}

void SheetReader::Rows::end_cell() {
  if (has_formula_) return add_formula();
  if (type_ == 's' && !value_.empty()) return add_shared();
  if (type_ == 'i') {
    std::string text;
    append_unescaped(text, inline_);
    return add({}, text);
  }
  if (!value_.empty()) add_value();
}

void SheetReader::Rows::hand_over(SheetRow& row) {
  row.number = row_;
  row.is_hidden = is_hidden_;
  row.is_too_long = row_bytes_ > k_line_bytes_max;
  row.cells.clear();
  if (row.is_too_long) return;
  for (const Built& cell : cells_) {
    const std::string_view text = cell.shared >= 0
                                      ? workbook_.texts.at(static_cast<std::size_t>(cell.shared))
                                      : std::string_view(bytes_).substr(cell.begin, cell.size);
    row.cells.push_back({cell.column, cell.form, cell.trouble, text});
  }
}

SheetReader::SheetReader() = default;
SheetReader::~SheetReader() = default;

Result<std::unique_ptr<SheetReader>> SheetReader::open(const XlsxPackage& package,
                                                       const Workbook& workbook,
                                                       const Workbook::Sheet& sheet) {
  std::unique_ptr<SheetReader> reader(new SheetReader);
  const auto stream = TRY(package.open_part(sheet.part, PartSize::large));
  if (TRY(look_through(*stream))) {
    MergeReader merges;
    XmlParser parser(package.file(), sheet.part,
                     TRY(package.open_part(sheet.part, PartSize::large)), merges);
    merges.parser = &parser;
    TRY(parser.run());
    reader->merges_ = std::move(merges.merges);
    std::sort(reader->merges_.begin(), reader->merges_.end(),
              [](const Merge& a, const Merge& b) { return a.row < b.row; });
  }
  reader->rows_ = std::make_unique<Rows>(workbook);
  reader->parser_ = std::make_unique<XmlParser>(package.file(), sheet.part,
                                                TRY(package.open_part(sheet.part, PartSize::large)),
                                                *reader->rows_);
  reader->rows_->parser = reader->parser_.get();
  return reader;
}

Result<bool> SheetReader::next(SheetRow& row) {
  if (!TRY(parser_->run())) return false;
  rows_->hand_over(row);
  return true;
}

}  // namespace sanqu::intake
