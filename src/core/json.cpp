// SPDX-License-Identifier: Apache-2.0
#include "core/json.hpp"

#include <algorithm>
#include <optional>

#include "core/text.hpp"

namespace sanqu {

namespace json_errors {
const ErrorCode k_syntax = {"json.syntax", "JSON 写法有误:此处需要{0}",
                            "This is not valid JSON: {1} is wanted here", "检查逗号、引号和括号。",
                            "Check commas, quotes and brackets."};
const ErrorCode k_too_large = {"json.too_large", "JSON 过大或层次过深(上限 {0})",
                               "The JSON is too large or too deep (limit {0})", "拆分后再提交。",
                               "Split it."};
const ErrorCode k_encoding = {"json.encoding", "文件不是有效的 UTF-8 文本",
                              "The file is not valid UTF-8 text", "另存为 UTF-8 编码。",
                              "Save it as UTF-8."};
const ErrorCode k_surrogate = {"json.surrogate", "字符串中有不成对的代理项转义",
                               "A string holds half of a surrogate pair", "写出完整的字符。",
                               "Write the whole character."};
const ErrorCode k_duplicate_name = {"json.duplicate_name", "成员“{0}”重复",
                                    "The member `{0}` stands twice", "删去其中一个。",
                                    "Remove one of them."};
}  // namespace json_errors

namespace {

using namespace json_errors;
using Kind = JsonValue::Kind;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void append_utf8(std::string& out, char32_t value) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | (value >> 6));
    put(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    put(0xE0 | (value >> 12));
    put(0x80 | ((value >> 6) & 0x3F));
    put(0x80 | (value & 0x3F));
  } else {
    put(0xF0 | (value >> 18));
    put(0x80 | ((value >> 12) & 0x3F));
    put(0x80 | ((value >> 6) & 0x3F));
    put(0x80 | (value & 0x3F));
  }
}

/// Recursive descent over text that is known to be UTF-8.
class Parser {
 public:
  Parser(const std::string& file, std::string_view text) : file_(file), text_(text) {}

  Result<JsonValue> whole() {
    JsonValue out = TRY(value(0));
    skip_space();
    if (at_ < text_.size()) return expected("文件结束", "the end of the file");
    return out;
  }

 private:
  Result<JsonValue> value(int depth) {
    if (depth > k_json_depth_max) {
      return refuse(k_too_large, place(at_), {std::to_string(k_json_depth_max)});
    }
    skip_space();
    JsonValue out;
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    if (c == '{') return object(depth);
    if (c == '[') return array(depth);
    if (c == '"') {
      out.kind = Kind::text;
      out.text = TRY(string());
      return out;
    }
    if (c == '-' || is_digit(c)) return number();
    if (word("null")) return out;
    out.kind = Kind::boolean;
    out.truth = word("true");
    if (!out.truth && !word("false")) return expected("一个值", "a value");
    return out;
  }

  Result<JsonValue> object(int depth) {
    JsonValue out;
    out.kind = Kind::object;
    ++at_;
    if (symbol('}')) return out;
    std::vector<std::size_t> starts;
    do {
      skip_space();
      if (at_ >= text_.size() || text_[at_] != '"')
        return expected("一个加引号的名称", "a name in quotes");
      starts.push_back(at_);
      std::string name = TRY(string());
      if (!symbol(':')) return expected("冒号", "a colon");
      JsonValue member = TRY(value(depth + 1));
      out.members.push_back({std::move(name), std::move(member)});
    } while (symbol(','));
    if (!symbol('}')) return expected("逗号或 }", "a comma or `}`");
    if (const auto twice = second_of_a_name(out)) {
      return refuse(k_duplicate_name, place(starts[*twice]), {out.members[*twice].name});
    }
    return out;
  }

  /// The index of a member whose name an earlier one has. Sorted, so that a big object costs n log n.
  static std::optional<std::size_t> second_of_a_name(const JsonValue& object) {
    std::vector<std::size_t> order(object.members.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto name = [&object](std::size_t i) -> const std::string& {
      return object.members[i].name;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return name(a) < name(b); });
    for (std::size_t i = 1; i < order.size(); ++i) {
      if (name(order[i - 1]) == name(order[i])) return order[i];
    }
    return std::nullopt;
  }

  Result<JsonValue> array(int depth) {
    JsonValue out;
    out.kind = Kind::array;
    ++at_;
    if (symbol(']')) return out;
    do {
      out.items.push_back(TRY(value(depth + 1)));
    } while (symbol(','));
    if (!symbol(']')) return expected("逗号或 ]", "a comma or `]`");
    return out;
  }

  Result<JsonValue> number() {
    JsonValue out;
    out.kind = Kind::number;
    const std::size_t start = at_;
    if (text_[at_] == '-') ++at_;
    const bool leading_zero = at_ < text_.size() && text_[at_] == '0';
    const std::size_t whole_digits = digits();
    if (whole_digits == 0 || (leading_zero && whole_digits > 1))
      return expected("一个数字", "a number");
    if (at_ < text_.size() && text_[at_] == '.') {
      ++at_;
      if (digits() == 0) return expected("一个数字", "a number");
    }
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
      ++at_;
      if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
      if (digits() == 0) return expected("一个数字", "a number");
    }
    out.text = text_.substr(start, at_ - start);
    return out;
  }

  std::size_t digits() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return at_ - start;
  }

  Result<std::string> string() {
    std::string out;
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        return out;
      }
      if (static_cast<unsigned char>(c) < 0x20)
        return expected("转义的控制字符", "an escaped control character");
      if (c != '\\') {
        out += c;
      } else {
        TRY(escape(out));
      }
    }
    return expected("结尾的引号", "a closing quote");
  }

  /// Appends what the escape at the backslash stands for; leaves `at_` on its last character.
  Result<bool> escape(std::string& out) {
    ++at_;
    constexpr std::string_view k_letters = "\"\\/bfnrt";
    constexpr std::string_view k_meanings = "\"\\/\b\f\n\r\t";
    if (at_ >= text_.size()) return expected("转义字符", "an escape");
    if (const std::size_t i = k_letters.find(text_[at_]); i != std::string_view::npos) {
      out += k_meanings[i];
      return true;
    }
    if (text_[at_] != 'u') return expected("转义字符", "an escape");
    const std::size_t start = at_ - 1;
    char32_t value = TRY(four_hex());
    if (value >= 0xD800 && value <= 0xDFFF) {
      if (value >= 0xDC00 || !text_.substr(at_ + 1).starts_with("\\u"))
        return refuse(k_surrogate, place(start));
      at_ += 2;
      const char32_t low = TRY(four_hex());
      if (low < 0xDC00 || low > 0xDFFF) return refuse(k_surrogate, place(start));
      value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
    }
    append_utf8(out, value);
    return true;
  }

  /// The four digits after the `u` that `at_` is on; leaves `at_` on the last of them.
  Result<char32_t> four_hex() {
    char32_t value = 0;
    for (int i = 0; i < 4; ++i) {
      ++at_;
      const char c = at_ < text_.size() ? text_[at_] : '\0';
      if (is_digit(c)) {
        value = value * 16 + static_cast<char32_t>(c - '0');
      } else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) {
        value = value * 16 + static_cast<char32_t>((c | 0x20) - 'a' + 10);
      } else {
        return expected("四位十六进制数", "four hexadecimal digits");
      }
    }
    return value;
  }

  void skip_space() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) {
      ++at_;
    }
  }

  bool symbol(char wanted) {
    skip_space();
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  bool word(std::string_view wanted) {
    if (!text_.substr(at_).starts_with(wanted)) return false;
    at_ += wanted.size();
    return true;
  }

  Place place(std::size_t offset) const {
    Place out{file_, 1, 1, ""};
    for (std::size_t i = 0; i < std::min(offset, text_.size()); ++i) {
      if (text_[i] == '\n') {
        ++out.line;
        out.column = 1;
      } else if ((static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80) {
        ++out.column;
      }
    }
    return out;
  }

  std::unexpected<Errors> expected(const char* zh, const char* en) const {
    return refuse(k_syntax, place(at_), {zh, en});
  }

  const std::string& file_;
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
  for (const auto& [key, value] : members) {
    if (key == name) return &value;
  }
  return nullptr;
}

Result<JsonValue> parse_json(const std::string& file, std::string_view text) {
  if (text.size() > k_json_bytes_max) return refuse(k_too_large, {file, 0, 0, ""}, {"64 MiB"});
  if (find_bad_utf8(text)) return refuse(k_encoding, {file, 0, 0, ""});
  return Parser(file, text).whole();
}

}  // namespace sanqu
