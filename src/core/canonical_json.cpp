// SPDX-License-Identifier: Apache-2.0
#include "core/canonical_json.hpp"

#include <algorithm>

#include "core/json_writer.hpp"
#include "core/text.hpp"

namespace sanqu {

namespace json_errors {
const ErrorCode k_number = {"json.number", "数字 {0} 超出范围", "The number {0} is out of range",
                            "金额和分值请写成加引号的十进制文本。",
                            "Write amounts and points as decimal text in quotes."};
}  // namespace json_errors

namespace {

using Kind = JsonValue::Kind;

/// Where UTF-16 order and UTF-8 order differ: a character above U+FFFF is a pair of surrogates there (D800..DFFF) and so
/// stands before U+E000..U+FFFF. Moving those behind all others makes code points compare as UTF-16 does.
char32_t utf16_rank(char32_t value) {
  return value >= 0xE000 && value <= 0xFFFF ? value + 0x200000 : value;
}

bool is_before_in_utf16(std::string_view a, std::string_view b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t at = 0;
  while (at < shorter && a[at] == b[at]) ++at;
  if (at == shorter) return a.size() < b.size();
  // Back to the start of the character in which they differ; the bytes before it are the same in both.
  while (at > 0 && (static_cast<unsigned char>(a[at]) & 0xC0) == 0x80) --at;
  return utf16_rank(code_point_at(a, at).value) < utf16_rank(code_point_at(b, at).value);
}

Result<bool> write(const JsonValue& value, std::string& out) {
  switch (value.kind) {
    case Kind::null: out += "null"; break;
    case Kind::boolean: out += value.truth ? "true" : "false"; break;
    case Kind::text: append_json_text(out, value.text); break;
    case Kind::number: {
      const auto number = es6_number(value.text);
      if (!number) return refuse(json_errors::k_number, {}, {value.text});
      out += *number;
      break;
    }
    case Kind::array: {
      out += '[';
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (i > 0) out += ',';
        TRY(write(value.items[i], out));
      }
      out += ']';
      break;
    }
    case Kind::object: {
      std::vector<const JsonMember*> sorted;
      sorted.reserve(value.members.size());
      for (const JsonMember& member : value.members) sorted.push_back(&member);
      std::sort(sorted.begin(), sorted.end(), [](const JsonMember* a, const JsonMember* b) {
        return is_before_in_utf16(a->name, b->name);
      });
      out += '{';
      for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i > 0) out += ',';
        append_json_text(out, sorted[i]->name);
        out += ':';
        TRY(write(sorted[i]->value, out));
      }
      out += '}';
      break;
    }
  }
  return true;
}

}  // namespace

Result<std::string> canonical_json(const JsonValue& value) {
  std::string out;
  TRY(write(value, out));
  return out;
}

Result<std::string> canonical_json(const std::string& file, std::string_view text) {
  const JsonValue value = TRY(parse_json(file, text));
  return canonical_json(value);
}

}  // namespace sanqu
