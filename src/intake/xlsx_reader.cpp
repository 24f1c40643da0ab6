// SPDX-License-Identifier: Apache-2.0
#include "intake/xlsx_reader.hpp"

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "core/csv_line.hpp"
#include "intake/errors.hpp"
#include "intake/xlsx_header.hpp"
#include "intake/xlsx_sheet.hpp"

namespace sanqu::intake {

namespace {

constexpr std::size_t k_unnamed_listed_max = 10;
constexpr std::size_t k_sheets_listed_max = 10;

/// A workbook that came through a pipe, in memory: nothing of it may lie on a disk.
class BytesInMemory final : public RandomAccess {
 public:
  std::uint64_t bytes() const override { return bytes_.size(); }
  Result<std::size_t> read_at(std::uint64_t offset, std::span<char> buffer) override {
    if (offset >= bytes_.size()) return std::size_t{0};
    const std::size_t count = std::min<std::size_t>(buffer.size(), bytes_.size() - offset);
    std::memcpy(buffer.data(), bytes_.data() + offset, count);
    return count;
  }

  static Result<std::unique_ptr<BytesInMemory>> take(ByteWindow& window) {
    auto memory = std::make_unique<BytesInMemory>();
    while (true) {
      TRY(window.fill());
      const std::string_view piece = window.unread();
      if (piece.empty()) return memory;
      if (memory->bytes_.size() + piece.size() > k_piped_workbook_bytes_max) {
        return refuse(errors::k_xlsx_input_too_large, {window.name(), 0, 0, ""},
                      {std::to_string(k_piped_workbook_bytes_max >> 20)});
      }
      memory->bytes_ += piece;
      window.consume(piece.size());
    }
  }

 private:
  std::string bytes_;
};

class XlsxReader final : public LineReader {
 public:
  explicit XlsxReader(std::string file) : file_(std::move(file)) {}

  Result<bool> open(ByteSource& source, ByteWindow& window, const HeaderJudge& judge);
  Result<bool> next(Line& line) override;
  const std::vector<std::string>& names() const override { return names_; }
  bool has_header() const override { return true; }
  std::string header() const override { return header_line(names_); }
  std::uint32_t header_row() const override { return header_row_; }
  const Errors& notices() const override { return notices_; }

 private:
  Result<bool> choose_sheet(const HeaderJudge& judge);
  Result<bool> take_header(const Workbook::Sheet& sheet, SheetHeader header);
  Result<bool> next_row();
  void build(Line& line);
  void add_cell(std::size_t index, const SheetRow::Cell* cell, CsvLine& csv);
  void notice_unnamed(std::uint32_t column);
  void notice(const ErrorCode& code, std::vector<std::string> args = {});
  bool is_merged(std::uint32_t column) const;
  void follow_merges();

  std::string file_;
  std::unique_ptr<RandomAccess> memory_;
  std::unique_ptr<XlsxPackage> package_;
  Workbook workbook_;
  std::unique_ptr<SheetReader> sheet_;
  std::uint32_t header_row_ = 0;
  std::vector<std::string> names_;
  std::vector<std::uint32_t> columns_;  // the sheet's column of each name, ascending
  std::vector<StoredRow> waiting_;      // rows below the header that were read to find it
  std::size_t waiting_at_ = 0;
  SheetRow row_;
  std::uint64_t hidden_rows_ = 0;
  std::vector<std::uint32_t> unnamed_;  // columns that a notice was given for

  struct Cover {
    std::uint32_t row = 0;  // where the merged cells begin
    std::uint32_t column = 0;
    std::uint32_t last_row = 0;
  };
  std::vector<Cover> covers_;  // by index of a name: the merged cells that reach the present row
  std::size_t merges_followed_ = 0;

  std::string raw_;
  std::vector<Cell> cells_;
  Errors notices_;
};

void XlsxReader::notice(const ErrorCode& code, std::vector<std::string> args) {
  notices_.push_back(make_error(code, {file_, 0, 0, ""}, std::move(args)));
}

Result<bool> XlsxReader::open(ByteSource& source, ByteWindow& window, const HeaderJudge& judge) {
  RandomAccess* bytes = source.random_access();
  if (bytes == nullptr) {
    memory_ = TRY(BytesInMemory::take(window));
    bytes = memory_.get();
  }
  package_ = TRY(XlsxPackage::open(file_, *bytes));
  workbook_ = TRY(read_workbook(*package_));
  return choose_sheet(judge);
}

Result<bool> XlsxReader::choose_sheet(const HeaderJudge& judge) {
  std::string looked_at;
  bool is_found = false;
  std::size_t listed = 0;
  for (const Workbook::Sheet& sheet : workbook_.sheets) {
    if (!sheet.is_worksheet) continue;
    const bool is_listed = listed < k_sheets_listed_max;
    if (sheet.is_hidden) {
      if (is_listed) notice(errors::k_xlsx_sheet_hidden, {quoted(sheet.name)});
      ++listed;
      continue;
    }
    if (!is_found) {
      sheet_ = TRY(SheetReader::open(*package_, workbook_, sheet));
      SheetHeader header = TRY(find_header(*sheet_, judge));
      if (header.row > 0) {
        is_found = true;
        TRY(take_header(sheet, std::move(header)));
        continue;
      }
      looked_at += (looked_at.empty() ? "" : ", ") + quoted(sheet.name);
    }
    if (is_listed) notice(errors::k_xlsx_sheet_skipped, {quoted(sheet.name)});
    ++listed;
  }
  if (is_found) return true;
  if (looked_at.empty()) return refuse(errors::k_xlsx_no_sheet, {file_, 0, 0, ""});
  return refuse(errors::k_xlsx_no_header, {file_, 0, 0, ""},
                {std::to_string(k_header_rows_max), looked_at});
}

Result<bool> XlsxReader::take_header(const Workbook::Sheet& sheet, SheetHeader header) {
  Errors findings;
  std::unordered_map<std::string, std::uint32_t> first;
  for (const SheetHeader::Name& name : header.names) {
    const auto [known, is_new] = first.emplace(name.text, name.column);
    if (!is_new) {
      findings.push_back(make_error(
          errors::k_header_duplicate, {file_, header.row, name.column, ""},
          {quoted(name.text), column_letters(known->second), column_letters(name.column)}));
    }
    names_.push_back(name.text);
    columns_.push_back(name.column);
  }
  if (!findings.empty()) return refuse_all(std::move(findings));
  if (names_.size() > k_columns_max) {
    return refuse(errors::k_too_many_columns, {file_, header.row, 0, ""},
                  {std::to_string(k_columns_max)});
  }
  header_row_ = header.row;
  covers_.resize(names_.size());
  waiting_ = std::move(header.below);
  notice(errors::k_xlsx_sheet_read, {quoted(sheet.name), std::to_string(header.row)});
  if (header.rows_above > 0) notice(errors::k_xlsx_rows_above, {std::to_string(header.rows_above)});
  return true;
}

Result<bool> XlsxReader::next_row() {
  if (waiting_at_ < waiting_.size()) {
    waiting_[waiting_at_++].show(row_);
    return true;
  }
  waiting_.clear();
  waiting_at_ = 0;
  return sheet_->next(row_);
}

/// Brings `covers_` up to the present row.
void XlsxReader::follow_merges() {
  const std::vector<Merge>& merges = sheet_->merges();
  for (; merges_followed_ < merges.size() && merges[merges_followed_].row <= row_.number;
       ++merges_followed_) {
    const Merge& merge = merges[merges_followed_];
    if (merge.last_row < row_.number) continue;
    auto at = std::lower_bound(columns_.begin(), columns_.end(), merge.column);
    for (; at != columns_.end() && *at <= merge.last_column; ++at) {
      Cover& cover = covers_[static_cast<std::size_t>(at - columns_.begin())];
      if (merge.last_row >= cover.last_row) cover = {merge.row, merge.column, merge.last_row};
    }
  }
}

/// True where the named column's cell of the present row is merged and not the one that holds the value.
bool XlsxReader::is_merged(std::uint32_t index) const {
  const Cover& cover = covers_[index];
  if (cover.last_row < row_.number) return false;
  return cover.row != row_.number || cover.column != columns_[index];
}

void XlsxReader::notice_unnamed(std::uint32_t column) {
  if (unnamed_.size() >= k_unnamed_listed_max) return;
  if (std::find(unnamed_.begin(), unnamed_.end(), column) != unnamed_.end()) return;
  unnamed_.push_back(column);
  notice(errors::k_xlsx_column_unnamed, {std::to_string(column), column_letters(column)});
}

void XlsxReader::add_cell(std::size_t index, const SheetRow::Cell* cell, CsvLine& csv) {
  Cell out;
  out.column = static_cast<std::uint32_t>(index);
  out.place_column = columns_[index];
  if (is_merged(static_cast<std::uint32_t>(index))) {
    out.trouble = CellTrouble::merged;
  } else if (cell != nullptr) {
    out.form = cell->form;
    out.trouble = cell->trouble;
    out.text = cell->text;
  }
  const std::size_t begin = raw_.size() + (index == 0 ? 0 : 1);
  const std::string_view trouble = trouble_text(out.trouble);
  csv.cell(trouble.empty() ? out.text : trouble);
  out.offset = static_cast<std::uint32_t>(begin);
  out.raw_bytes = static_cast<std::uint32_t>(raw_.size() - begin);
  cells_.push_back(out);
}

void XlsxReader::build(Line& line) {
  raw_.clear();
  cells_.clear();
  CsvLine csv(raw_, CsvLine::For::reading_back);
  auto cell = row_.cells.begin();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    for (; cell != row_.cells.end() && cell->column < columns_[i]; ++cell) {
      notice_unnamed(cell->column);
    }
    const bool is_there = cell != row_.cells.end() && cell->column == columns_[i];
    add_cell(i, is_there ? &*cell : nullptr, csv);
    if (is_there) ++cell;
  }
  for (; cell != row_.cells.end(); ++cell) notice_unnamed(cell->column);
  line.raw = raw_;
  for (const Cell& one : cells_) {
    if (one.text.size() <= k_cell_bytes_max) continue;
    line.findings.push_back(make_error(errors::k_cell_too_long,
                                       {file_, line.number, one.place_column, names_[one.column]},
                                       {std::to_string(k_cell_bytes_max)}));
  }
  if (line.findings.empty()) line.cells = cells_;
}

Result<bool> XlsxReader::next(Line& line) {
  line.findings.clear();
  line.cells = {};
  line.raw = {};
  while (true) {
    if (!TRY(next_row())) {
      if (hidden_rows_ > 0) {
        notice(errors::k_xlsx_rows_hidden, {std::to_string(hidden_rows_)});
        hidden_rows_ = 0;
      }
      return false;
    }
    follow_merges();
    if (row_.is_hidden) ++hidden_rows_;
    line.number = row_.number;
    if (row_.is_too_long) {
      line.findings.push_back(make_error(errors::k_line_too_long, {file_, row_.number, 0, ""},
                                         {std::to_string(k_line_bytes_max)}));
      return true;
    }
    build(line);
    // A row that has nothing under any name is no line: what stands beside the table was noticed.
    const bool has_content = std::any_of(cells_.begin(), cells_.end(), [](const Cell& cell) {
      return !cell.text.empty() || cell.trouble == CellTrouble::formula_without_value;
    });
    if (has_content) return true;
    line.findings.clear();
    line.cells = {};
  }
}

}  // namespace

bool is_workbook(std::string_view beginning) { return beginning.starts_with("PK\x03\x04"); }

Result<std::unique_ptr<LineReader>> open_xlsx(ByteSource& source, ByteWindow& window,
                                              const HeaderJudge& judge) {
  auto reader = std::make_unique<XlsxReader>(source.name());
  TRY(reader->open(source, window, judge));
  return reader;
}

}  // namespace sanqu::intake
