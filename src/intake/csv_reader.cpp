// SPDX-License-Identifier: Apache-2.0
#include "intake/csv_reader.hpp"

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "core/text.hpp"
#include "intake/errors.hpp"
#include "intake/line_findings.hpp"

namespace sanqu::intake {

namespace {

constexpr std::string_view k_mark = "\xEF\xBB\xBF";

std::size_t find_byte(std::string_view text, char byte, std::size_t from) {
  const void* at =
      from < text.size() ? std::memchr(text.data() + from, byte, text.size() - from) : nullptr;
  if (at == nullptr) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(at) - text.data());
}

bool holds(std::string_view text, char byte) {
  return find_byte(text, byte, 0) != std::string_view::npos;
}

std::string_view without_cr(std::string_view text) {
  return text.ends_with('\r') ? text.substr(0, text.size() - 1) : text;
}

class CsvReader final : public LineReader {
 public:
  explicit CsvReader(ByteWindow& window) : window_(window) {}

  Result<bool> read_header();
  Result<bool> next(Line& line) override;
  const std::vector<std::string>& names() const override { return names_; }
  bool has_header() const override { return true; }
  std::string header() const override { return header_line(names_); }
  const Errors& notices() const override { return notices_; }

 private:
  /// Where a line ends and how it went. Offsets are in the unread bytes.
  struct Extent {
    std::size_t raw_bytes = 0;               // without the line end
    std::size_t consumed = 0;                // with it
    const ErrorCode* quote_error = nullptr;  // of the cell that begins at `error_at`
    std::size_t error_at = 0;
  };

  Extent split_plain(std::string_view unread, std::size_t newline);
  Extent split_quoted(std::string_view unread);
  bool read_quoted_cell(std::string_view unread, std::size_t& at, Cell& cell);
  Extent recover(std::string_view unread, std::size_t cell_begin, std::size_t scanned,
                 const ErrorCode& error);
  Result<bool> skip_too_long(Line& line);
  Result<bool> skip_empty_lines();
  void skip_mark();
  void check_bytes(Line& line, bool is_cut_off);
  void check_cells(Line& line, bool is_cut_off);
  void add_cell(std::size_t begin, std::size_t end, std::string_view text);
  Place place(const Line& line, std::size_t offset) const {
    return place_in(window_.name(), line.number, line.raw, offset);
  }

  ByteWindow& window_;
  std::vector<std::string> names_;
  std::vector<Cell> cells_;
  std::size_t cell_count_ =
      0;  // cells of the line, also those beyond the limit, which are not kept
  std::size_t cells_max_ = k_columns_max + 1;
  std::string unquoted_;  // texts of cells with doubled quotes; never grows beyond its reserve
  std::uint32_t line_ = 1;
  std::size_t reread_bytes_ = 0;
  Errors notices_;
};

void CsvReader::add_cell(std::size_t begin, std::size_t end, std::string_view text) {
  ++cell_count_;
  if (cells_.size() >= cells_max_) return;
  cells_.push_back({.column = static_cast<std::uint32_t>(cells_.size()),
                    .offset = static_cast<std::uint32_t>(begin),
                    .raw_bytes = static_cast<std::uint32_t>(end - begin),
                    .text = text});
}

CsvReader::Extent CsvReader::split_plain(std::string_view unread, std::size_t newline) {
  const bool has_end = newline != std::string_view::npos;
  const std::string_view raw = without_cr(has_end ? unread.substr(0, newline) : unread);
  std::size_t begin = 0;
  while (true) {
    const std::size_t comma = find_byte(raw, ',', begin);
    if (comma == std::string_view::npos) break;
    add_cell(begin, comma, raw.substr(begin, comma - begin));
    begin = comma + 1;
  }
  add_cell(begin, raw.size(), raw.substr(begin));
  return {raw.size(), has_end ? newline + 1 : unread.size(), nullptr, 0};
}

CsvReader::Extent CsvReader::split_quoted(std::string_view unread) {
  unquoted_.clear();
  unquoted_.reserve(k_line_bytes_max);
  std::size_t at = 0;
  while (true) {
    const std::size_t begin = at;
    Cell cell;
    if (at < unread.size() && unread[at] == '"') {
      if (!read_quoted_cell(unread, at, cell)) {
        return recover(unread, begin, at, errors::k_quote_not_closed);
      }
    } else {
      while (at < unread.size() && unread[at] != ',' && unread[at] != '\n' && unread[at] != '"') {
        ++at;
      }
      cell.text = unread.substr(begin, at - begin);
    }
    const bool at_end = at == unread.size();
    const bool at_cr_end = unread.substr(at).starts_with("\r\n");
    if (!at_end && !at_cr_end && unread[at] != ',' && unread[at] != '\n') {
      return recover(unread, begin, at, errors::k_quote_misplaced);
    }
    if (!at_end && unread[at] == ',') {
      add_cell(begin, at, cell.text);
      ++at;
      continue;
    }
    // The CR before a line end belongs to an unquoted last cell here, so it is taken off.
    std::size_t end = at;
    if (end > begin && unread[begin] != '"' && unread[end - 1] == '\r') {
      --end;
      cell.text.remove_suffix(1);
    }
    add_cell(begin, end, cell.text);
    const std::size_t consumed = at_end ? at : at + (at_cr_end ? 2 : 1);
    return {end, consumed, nullptr, 0};
  }
}

/// `at` stands on the opening quote; afterwards behind the closing one. False if there is none.
bool CsvReader::read_quoted_cell(std::string_view unread, std::size_t& at, Cell& cell) {
  const std::size_t text_begin = ++at;
  const std::size_t arena_begin = unquoted_.size();
  std::size_t copied =
      text_begin;  // up to here the text is in the arena, once a doubled quote was met
  bool in_arena = false;
  while (true) {
    const std::size_t quote = find_byte(unread, '"', at);
    if (quote == std::string_view::npos || quote > k_line_bytes_max) {
      at = std::min(unread.size(), k_line_bytes_max);
      return false;
    }
    at = quote + 1;
    if (at < unread.size() && unread[at] == '"') {
      unquoted_.append(unread, copied, at - copied);
      in_arena = true;
      copied = ++at;
      continue;
    }
    if (!in_arena) {
      cell.text = unread.substr(text_begin, quote - text_begin);
    } else {
      unquoted_.append(unread, copied, quote - copied);
      cell.text = std::string_view(unquoted_).substr(arena_begin);
    }
    return true;
  }
}

CsvReader::Extent CsvReader::recover(std::string_view unread, std::size_t cell_begin,
                                     std::size_t scanned, const ErrorCode& error) {
  const std::size_t from = reread_bytes_ < k_reread_bytes_max ? cell_begin : scanned;
  reread_bytes_ += scanned - cell_begin;
  const std::size_t newline = find_byte(unread, '\n', from);
  const std::size_t end = newline == std::string_view::npos ? unread.size() : newline;
  Extent extent;
  extent.raw_bytes = without_cr(unread.substr(0, end)).size();
  extent.consumed = newline == std::string_view::npos ? end : end + 1;
  extent.quote_error = &error;
  extent.error_at = cell_begin;
  return extent;
}

Result<bool> CsvReader::skip_empty_lines() {
  while (true) {
    TRY(window_.fill());
    skip_mark();
    const std::string_view unread = window_.unread();
    const std::size_t end = unread.starts_with('\n') ? 1 : unread.starts_with("\r\n") ? 2 : 0;
    if (end == 0) return true;
    window_.consume(end);
    ++line_;
  }
}

void CsvReader::skip_mark() {
  if (line_ == 1 || !window_.unread().starts_with(k_mark)) return;
  window_.consume(k_mark.size());
  if (notices_.size() < 10) {
    notices_.push_back(make_error(errors::k_byte_order_mark, {window_.name(), line_, 1, ""},
                                  {std::to_string(line_)}));
  }
}

/// The line that begins here has no end within the limit: it is refused, and skipped however long it is.
Result<bool> CsvReader::skip_too_long(Line& line) {
  line.number = line_;
  line.raw = {};
  line.cells = {};
  line.findings.push_back(make_error(errors::k_line_too_long, {window_.name(), line_, 1, ""},
                                     {std::to_string(k_line_bytes_max)}));
  while (true) {
    const std::string_view unread = window_.unread();
    const std::size_t newline = find_byte(unread, '\n', 0);
    if (newline != std::string_view::npos) {
      window_.consume(newline + 1);
      break;
    }
    window_.consume(unread.size());
    if (window_.is_last()) break;
    TRY(window_.fill());
  }
  ++line_;
  return true;
}

Result<bool> CsvReader::next(Line& line) {
  line.findings.clear();
  cells_.clear();
  cell_count_ = 0;
  TRY(skip_empty_lines());
  const std::string_view unread = window_.unread();
  if (unread.empty()) return false;

  const std::size_t newline = find_byte(unread.substr(0, k_line_bytes_max + 2), '\n', 0);
  const bool has_end = newline != std::string_view::npos;
  if (!has_end && unread.size() > k_line_bytes_max) return skip_too_long(line);
  const bool has_quote = holds(has_end ? unread.substr(0, newline) : unread, '"');
  const Extent extent = has_quote ? split_quoted(unread) : split_plain(unread, newline);
  const bool runs_on = extent.consumed == unread.size() && !window_.is_last();
  if (runs_on || (!extent.quote_error && extent.raw_bytes > k_line_bytes_max)) {
    return skip_too_long(line);
  }

  line.number = line_;
  line.raw = unread.substr(0, extent.raw_bytes);
  const std::string_view consumed = unread.substr(0, extent.consumed);
  const bool is_cut_off = consumed.size() == unread.size() && !consumed.ends_with('\n');
  line_ += has_quote
               ? static_cast<std::uint32_t>(std::count(consumed.begin(), consumed.end(), '\n'))
               : 1;
  window_.consume(extent.consumed);

  check_bytes(line, is_cut_off);
  if (extent.quote_error && is_cut_off) {
    line.findings.push_back(make_error(errors::k_truncated, place(line, extent.error_at)));
  } else if (extent.quote_error) {
    line.findings.push_back(make_error(*extent.quote_error, place(line, extent.error_at)));
  }
  if (line.findings.empty()) check_cells(line, is_cut_off);
  line.cells = line.findings.empty() ? std::span<const Cell>(cells_) : std::span<const Cell>();
  return true;
}

void CsvReader::check_bytes(Line& line, bool is_cut_off) {
  if (const std::size_t nul = find_byte(line.raw, '\0', 0); nul != std::string_view::npos) {
    line.findings.push_back(make_error(errors::k_nul_byte, place(line, nul)));
  }
  if (const auto bad = find_bad_utf8(line.raw)) {
    const bool in_tail = is_cut_off && line.raw.size() - *bad < 4;
    line.findings.push_back(
        make_error(in_tail ? errors::k_truncated : errors::k_not_utf8, place(line, *bad)));
  }
}

void CsvReader::check_cells(Line& line, bool is_cut_off) {
  for (const Cell& cell : cells_) {
    if (cell.text.size() <= k_cell_bytes_max) continue;
    Place at = place(line, cell.offset);
    if (cell.column < names_.size()) at.field = names_[cell.column];
    line.findings.push_back(
        make_error(errors::k_cell_too_long, std::move(at), {std::to_string(k_cell_bytes_max)}));
  }
  if (names_.empty() || cell_count_ == names_.size()) return;
  if (is_cut_off && cell_count_ < names_.size()) {
    line.findings.push_back(make_error(errors::k_truncated, place(line, line.raw.size())));
    return;
  }
  line.findings.push_back(make_error(errors::k_cell_count, place(line, 0),
                                     {std::to_string(cell_count_), std::to_string(names_.size())}));
}

Result<bool> CsvReader::read_header() {
  Line line;
  const bool is_there = TRY(next(line));
  if (!is_there) return refuse(errors::k_file_empty, {window_.name(), 0, 0, ""});
  const Place at = {window_.name(), line.number, 1, ""};
  for (const Error& finding : line.findings) {
    const bool is_quote =
        finding.code == &errors::k_quote_not_closed || finding.code == &errors::k_quote_misplaced;
    return refuse(is_quote ? errors::k_header_quote : errors::k_header_unusable, at);
  }
  if (cell_count_ > k_columns_max) {
    return refuse(errors::k_too_many_columns, at, {std::to_string(k_columns_max)});
  }
  if (holds(line.raw, '\r')) return refuse(errors::k_line_ends, at);
  if (cell_count_ == 1 && holds(line.raw, '\t')) {
    return refuse(errors::k_separator, at, {"制表符", "tabs"});
  }
  if (cell_count_ == 1 && holds(line.raw, ';')) {
    return refuse(errors::k_separator, at, {"分号", "semicolons"});
  }

  Errors findings;
  std::unordered_map<std::string, std::size_t> first;
  for (const Cell& cell : cells_) {
    std::string name = header_name(cell.text);
    const std::size_t number = cell.column + 1;
    Place cell_place = place(line, cell.offset);
    if (name.empty()) {
      findings.push_back(
          make_error(errors::k_header_empty, std::move(cell_place), {std::to_string(number)}));
    } else if (const auto [known, is_new] = first.emplace(name, number); !is_new) {
      findings.push_back(
          make_error(errors::k_header_duplicate, std::move(cell_place),
                     {quoted(name), std::to_string(known->second), std::to_string(number)}));
    }
    names_.push_back(std::move(name));
  }
  if (!findings.empty()) return refuse_all(std::move(findings));
  cells_max_ = names_.size();
  return true;
}

}  // namespace

Result<std::unique_ptr<LineReader>> open_csv(ByteWindow& window) {
  auto reader = std::make_unique<CsvReader>(window);
  TRY(reader->read_header());
  return reader;
}

}  // namespace sanqu::intake
