// SPDX-License-Identifier: Apache-2.0
#include "intake/ndjson_reader.hpp"

// RapidJSON 1.1.0 compares an offset from the null pointer of its empty stack with another: harmless, but clang's
// sanitizer stops at it. It is told to look away in these headers, and in nothing else.
#ifdef __clang__
#pragma clang attribute push(__attribute__((no_sanitize("pointer-overflow"))), apply_to = function)
#endif
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#ifdef __clang__
#pragma clang attribute pop
#endif

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "core/ensure.hpp"
#include "core/text.hpp"
#include "intake/errors.hpp"
#include "intake/word_index.hpp"

namespace sanqu::intake {

namespace {

// The encoding is checked before, for the whole line at once and with the place of the bad byte.
constexpr unsigned k_parse_flags =
    rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseIterativeFlag;
constexpr std::string_view k_mark = "\xEF\xBB\xBF";
constexpr int k_depth_max = 64;

/// The names met so far, numbered in the order in which they came.
struct Names {
  std::vector<std::string> list;
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> index;

  /// None when there are too many.
  std::optional<std::uint32_t> number(std::string_view raw_name) {
    std::string folded;
    std::string_view name = raw_name;
    if (!is_folded_cell(name)) {
      folded = folded_cell(name);
      name = folded;
    }
    if (const auto known = index.find(name); known != index.end()) return known->second;
    if (list.size() >= k_columns_max) return std::nullopt;
    const auto number = static_cast<std::uint32_t>(list.size());
    list.emplace_back(name);
    index.emplace(list.back(), number);
    return number;
  }
};

/// What RapidJSON calls while it reads one line. Findings do not stop it: all of a line's are wanted.
class LineHandler {
 public:
  LineHandler(const std::string& file, Names& names) : file_(file), names_(names) {}

  void begin(const rapidjson::MemoryStream& stream, Line& line) {
    stream_ = &stream;
    line_ = &line;
    depth_ = 0;
    cells_.clear();
    texts_.clear();
    texts_.reserve(line.raw.size() + 1);  // no text grows when its escapes are undone
    in_list_ = false;
    seen_too_many_ = false;
    nested_name_.reset();
    ++line_stamp_;
  }
  std::span<const Cell> cells() const { return cells_; }
  bool is_object() const { return is_object_; }

  bool StartObject() {
    if (depth_ == 0) is_object_ = true;
    if (depth_ >= 1) refuse_nested();
    return ++depth_ <= k_depth_max;
  }
  bool EndObject(rapidjson::SizeType) {
    --depth_;
    return true;
  }
  bool Key(const char* text, rapidjson::SizeType bytes, bool) {
    if (depth_ != 1) return true;
    name_ = std::string_view(text, bytes);
    key_end_ = stream_->Tell();
    if (find_bad_utf8(name_)) {
      name_.clear();
      add_finding(errors::k_json_syntax, {"lone surrogate"});
    }
    return true;
  }
  bool StartArray() {
    if (depth_ == 0) is_object_ = false;
    if (depth_ == 1) begin_list();
    if (depth_ >= 2) refuse_nested();
    return ++depth_ <= k_depth_max;
  }
  bool EndArray(rapidjson::SizeType) {
    if (--depth_ == 1 && in_list_) end_list();
    return true;
  }
  bool String(const char* text, rapidjson::SizeType bytes, bool) {
    return value(std::string_view(text, bytes));
  }
  bool RawNumber(const char* text, rapidjson::SizeType bytes, bool) {
    if (in_list_) return refuse_nested();
    return value(std::string_view(text, bytes));
  }
  bool Bool(bool truth) {
    if (in_list_) return refuse_nested();
    return value(truth ? "true" : "false");
  }
  bool Null() {
    if (in_list_) return refuse_nested();
    return value({});
  }
  // Never called: numbers come as text (kParseNumbersAsStringsFlag).
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  template <typename Number>
  bool Double(Number) {
    return false;
  }

 private:
  bool value(std::string_view text) {
    // RapidJSON 1.1.0 refuses the first half of a surrogate pair alone, not the second: that would be no UTF-8.
    if (find_bad_utf8(text)) add_finding(errors::k_json_syntax, {"lone surrogate"});
    if (depth_ == 0) is_object_ = false;
    if (in_list_) {
      if (list_has_items_) texts_ += ';';
      list_has_items_ = true;
      texts_ += text;
      return true;
    }
    if (depth_ != 1) return true;
    const std::size_t begin = texts_.size();
    texts_ += text;
    add_cell(begin, CellForm::text);
    return true;
  }

  void begin_list() {
    in_list_ = true;
    list_has_items_ = false;
    list_refused_ = false;
    list_begin_ = texts_.size();
  }
  void end_list() {
    in_list_ = false;
    if (!list_refused_) add_cell(list_begin_, CellForm::list);
  }

  void add_cell(std::size_t text_begin, CellForm form) {
    ensure(texts_.size() <= line_->raw.size() + 1);
    const auto number = names_.number(name_);
    if (!number) {
      if (seen_too_many_) return;
      seen_too_many_ = true;
      add_finding(errors::k_too_many_columns, {std::to_string(k_columns_max)});
      return;
    }
    if (seen_in_.size() <= *number) seen_in_.resize(*number + std::size_t{1});
    if (std::exchange(seen_in_[*number], line_stamp_) == line_stamp_) {
      add_finding(errors::k_json_duplicate_key, {name_});
      return;
    }
    const std::string_view text = std::string_view(texts_).substr(text_begin);
    if (text.size() > k_cell_bytes_max) {
      add_finding(errors::k_cell_too_long, {std::to_string(k_cell_bytes_max)});
    }
    const std::size_t offset = value_offset();
    cells_.push_back({.column = *number,
                      .offset = static_cast<std::uint32_t>(offset),
                      .raw_bytes = static_cast<std::uint32_t>(stream_->Tell() - offset),
                      .form = form,
                      .text = text});
  }

  /// A finding a name, however deep the nesting.
  bool refuse_nested() {
    list_refused_ = true;
    if (nested_name_ == name_) return true;
    nested_name_ = name_;
    add_finding(errors::k_json_nested, {name_});
    return true;
  }

  void add_finding(const ErrorCode& code, std::vector<std::string> args) {
    Place place = place_in(file_, line_->number, line_->raw, value_offset());
    place.field = name_;
    line_->findings.push_back(make_error(code, std::move(place), std::move(args)));
  }

  /// The value begins behind the key's colon and blanks.
  std::size_t value_offset() const {
    std::size_t at = key_end_;
    const std::string_view raw = line_->raw;
    while (at < raw.size() && (raw[at] == ':' || raw[at] == ' ' || raw[at] == '\t')) ++at;
    return at;
  }

  const std::string& file_;
  Names& names_;
  const rapidjson::MemoryStream* stream_ = nullptr;
  Line* line_ = nullptr;
  int depth_ = 0;
  bool is_object_ = false;
  bool in_list_ = false;
  bool list_has_items_ = false;
  bool list_refused_ = false;
  bool seen_too_many_ = false;
  std::size_t list_begin_ = 0;
  std::size_t key_end_ = 0;
  std::string name_;
  std::optional<std::string> nested_name_;
  std::string texts_;
  std::uint64_t line_stamp_ = 0;
  std::vector<std::uint64_t> seen_in_;  // by name number: the stamp of the last line that had it
  std::vector<Cell> cells_;
};

class NdjsonReader final : public LineReader {
 public:
  explicit NdjsonReader(ByteWindow& window) : window_(window), handler_(window.name(), names_) {}

  Result<bool> next(Line& line) override;
  const std::vector<std::string>& names() const override { return names_.list; }
  bool has_header() const override { return false; }
  const Errors& notices() const override { return notices_; }

 private:
  Result<bool> skip_too_long(Line& line);
  void parse(Line& line, bool is_cut_off);
  void skip_mark();

  ByteWindow& window_;
  Names names_;
  LineHandler handler_;
  rapidjson::Reader reader_;
  std::uint32_t line_ = 1;
  Errors notices_;
};

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
}

void NdjsonReader::skip_mark() {
  if (line_ == 1 || !window_.unread().starts_with(k_mark)) return;
  window_.consume(k_mark.size());
  if (notices_.size() < 10) {
    notices_.push_back(make_error(errors::k_byte_order_mark, {window_.name(), line_, 1, ""},
                                  {std::to_string(line_)}));
  }
}

Result<bool> NdjsonReader::skip_too_long(Line& line) {
  line.number = line_++;
  line.raw = {};
  line.cells = {};
  line.findings.push_back(make_error(errors::k_line_too_long, {window_.name(), line.number, 1, ""},
                                     {std::to_string(k_line_bytes_max)}));
  while (true) {
    const std::string_view unread = window_.unread();
    const std::size_t newline = unread.find('\n');
    if (newline != std::string_view::npos) {
      window_.consume(newline + 1);
      return true;
    }
    window_.consume(unread.size());
    if (window_.is_last()) return true;
    TRY(window_.fill());
  }
}

Result<bool> NdjsonReader::next(Line& line) {
  while (true) {
    line.findings.clear();
    TRY(window_.fill());
    skip_mark();
    const std::string_view unread = window_.unread();
    if (unread.empty()) return false;
    const std::size_t newline = unread.substr(0, k_line_bytes_max + 1).find('\n');
    const bool has_end = newline != std::string_view::npos;
    if (!has_end && unread.size() > k_line_bytes_max) return skip_too_long(line);

    line.raw = has_end ? unread.substr(0, newline) : unread;
    window_.consume(has_end ? newline + 1 : unread.size());
    line.number = line_++;
    if (is_blank(line.raw)) continue;
    if (line.raw.ends_with('\r')) line.raw.remove_suffix(1);
    parse(line, !has_end);
    return true;
  }
}

void NdjsonReader::parse(Line& line, bool is_cut_off) {
  const auto find = [&](const ErrorCode& code, std::size_t offset, std::vector<std::string> args) {
    line.findings.push_back(
        make_error(code, place_in(window_.name(), line.number, line.raw, offset), std::move(args)));
  };
  line.cells = {};
  if (const std::size_t nul = line.raw.find('\0'); nul != std::string_view::npos) {
    find(errors::k_nul_byte, nul, {});
  }
  if (const auto bad = find_bad_utf8(line.raw)) {
    const bool in_tail = is_cut_off && line.raw.size() - *bad < 4;
    find(in_tail ? errors::k_truncated : errors::k_not_utf8, *bad, {});
  }
  if (!line.findings.empty()) return;

  rapidjson::MemoryStream stream(line.raw.data(), line.raw.size());
  handler_.begin(stream, line);
  const rapidjson::ParseResult result = reader_.Parse<k_parse_flags>(stream, handler_);
  if (result.IsError()) {
    const bool is_tail = is_cut_off && result.Offset() + 1 >= line.raw.size();
    if (is_tail) {
      find(errors::k_truncated, result.Offset(), {});
    } else if (result.Code() != rapidjson::kParseErrorTermination) {
      find(errors::k_json_syntax, result.Offset(), {rapidjson::GetParseError_En(result.Code())});
    }
    return;
  }
  if (!handler_.is_object()) find(errors::k_json_not_object, 0, {});
  if (line.findings.empty()) line.cells = handler_.cells();
}

}  // namespace

std::unique_ptr<LineReader> open_ndjson(ByteWindow& window) {
  return std::make_unique<NdjsonReader>(window);
}

}  // namespace sanqu::intake
