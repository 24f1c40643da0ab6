// SPDX-License-Identifier: Apache-2.0
// Written and read millions of times, so it reads just the JSON that it writes: members of text, true, false and arrays of
// text, without blanks. Anything else is refused, not guessed.
#include "registry/content.hpp"

#include <algorithm>

#include "core/ensure.hpp"
#include "core/exact.hpp"
#include "core/json_writer.hpp"
#include "registry/registry.hpp"

namespace sanqu::registry {

using catalogue::Field;
using catalogue::FieldType;
using catalogue::FieldValue;
using catalogue::k_missing;

namespace {

bool is_missing(const Field& field, const FieldValue& value) {
  return field.type == FieldType::text ? value.text.empty() : value.number == k_missing;
}

std::unexpected<Errors> wrong_form(std::string_view content) {
  return refuse(errors::k_content_form, {}, {std::string(content.substr(0, 60))});
}

/// The text between quotes at `at`, which is moved behind it; escapes stay. None if there is no such text.
bool take_text(std::string_view content, std::size_t& at, std::string_view& out, bool& has_escape) {
  if (at >= content.size() || content[at] != '"') return false;
  const std::size_t first = ++at;
  has_escape = false;
  while (at < content.size() && content[at] != '"') {
    if (content[at] == '\\') {
      has_escape = true;
      ++at;
    }
    ++at;
  }
  if (at >= content.size()) return false;
  out = content.substr(first, at - first);
  ++at;
  return true;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// The escapes of RFC 8785: the short ones and \u00xx for other control characters.
bool unescape(std::string_view text, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    if (++i >= text.size()) return false;
    switch (text[i]) {
      case '"':
      case '\\': out += text[i]; break;
      case 'b': out += '\b'; break;
      case 'f': out += '\f'; break;
      case 'n': out += '\n'; break;
      case 'r': out += '\r'; break;
      case 't': out += '\t'; break;
      case 'u': {
        if (i + 4 >= text.size() || text[i + 1] != '0' || text[i + 2] != '0') return false;
        const int high = hex_digit(text[i + 3]);
        const int low = hex_digit(text[i + 4]);
        if (high < 0 || low < 0) return false;
        out += static_cast<char>(high * 16 + low);
        i += 4;
        break;
      }
      default: return false;
    }
  }
  return true;
}

}  // namespace

ContentCodec::ContentCodec(const std::vector<Field>& fields, const catalogue::Catalogue& catalogue)
    : fields_(fields), catalogue_(catalogue), order_(fields.size()) {
  for (std::size_t i = 0; i < order_.size(); ++i) order_[i] = i;
  // Ids are ASCII, so bytes sort as UTF-16 code units do.
  std::ranges::sort(order_, [&](auto a, auto b) { return fields_[a].id < fields_[b].id; });
}

std::string ContentCodec::value_text(const Field& field, const FieldValue& value) const {
  switch (field.type) {
    case FieldType::text: return std::string(value.text);
    case FieldType::code:
      return catalogue_.code_sets[static_cast<std::size_t>(field.code_set)]
          .codes[static_cast<std::size_t>(value.number)]
          .id;
    case FieldType::date: return Date::from_days(static_cast<std::int32_t>(value.number)).text();
    case FieldType::integer: return std::to_string(value.number);
    default: return decimal_text(value.number, field.type == FieldType::money ? 2 : field.places);
  }
}

std::string ContentCodec::encode(std::span<const FieldValue> values) const {
  ensure(values.size() == fields_.size());
  std::string out = "{";
  for (const std::size_t index : order_) {
    const Field& field = fields_[index];
    const FieldValue& value = values[index];
    if (is_missing(field, value)) continue;
    if (out.size() > 1) out += ',';
    append_json_text(out, field.id);
    out += ':';
    if (field.type == FieldType::boolean) {
      out += value.number != 0 ? "true" : "false";
    } else if (field.type == FieldType::codes) {
      const auto& codes = catalogue_.code_sets[static_cast<std::size_t>(field.code_set)].codes;
      out += '[';
      for (std::size_t bit = 0; bit < codes.size(); ++bit) {
        if (((static_cast<std::uint64_t>(value.number) >> bit) & 1) == 0) continue;
        if (out.back() != '[') out += ',';
        append_json_text(out, codes[bit].id);
      }
      out += ']';
    } else {
      append_json_text(out, value_text(field, value));
    }
  }
  return out + "}";
}

std::int32_t ContentCodec::find(std::string_view id) {
  // Members come in the order of ids, so the field is at the cursor or a little behind it.
  for (std::size_t i = cursor_; i < order_.size(); ++i) {
    const std::string& here = fields_[order_[i]].id;
    if (here == id) {
      cursor_ = i + 1;
      return static_cast<std::int32_t>(order_[i]);
    }
    if (here > id) return -1;
  }
  return -1;
}

Result<FieldValue> ContentCodec::read_value(const Field& field, std::string_view text) {
  const auto refused = [&] {
    return refuse(errors::k_content_value, {"", 0, 0, field.id}, {field.id, std::string(text)});
  };
  switch (field.type) {
    case FieldType::text: return FieldValue{k_missing, text};
    case FieldType::code: {
      const std::int32_t code =
          catalogue_.code_sets[static_cast<std::size_t>(field.code_set)].find_id(text);
      if (code < 0) return refused();
      return FieldValue{code, {}};
    }
    case FieldType::date: {
      const auto date = Date::parse(text);
      if (!date) return refused();
      return FieldValue{date->days(), {}};
    }
    case FieldType::integer:
    case FieldType::decimal:
    case FieldType::money: {
      const int places = field.type == FieldType::integer ? 0
                         : field.type == FieldType::money ? 2
                                                          : field.places;
      const auto decimal = parse_decimal(text, 6);
      const auto units = decimal ? units_at(*decimal, places) : std::nullopt;
      if (!units) return refused();
      return FieldValue{*units, {}};
    }
    default: return refused();  // codes and booleans are no texts
  }
}

/// Several codes as bits, from `[` at `at`, which is moved behind the `]`. `field` may be unknown.
Result<std::int64_t> ContentCodec::read_codes(const Field* field, std::string_view content,
                                              std::size_t& at) const {
  if (field != nullptr && field->type != FieldType::codes) return wrong_form(content);
  std::uint64_t bits = 0;
  ++at;
  while (at < content.size() && content[at] != ']') {
    std::string_view text;
    bool has_escape = false;
    if (content[at] == ',') ++at;
    if (!take_text(content, at, text, has_escape)) return wrong_form(content);
    if (field == nullptr) continue;
    const std::int32_t code =
        catalogue_.code_sets[static_cast<std::size_t>(field->code_set)].find_id(text);
    if (code < 0) {
      return refuse(errors::k_content_value, {"", 0, 0, field->id}, {field->id, std::string(text)});
    }
    bits |= std::uint64_t{1} << code;
  }
  ++at;
  return static_cast<std::int64_t>(bits);
}

Result<bool> ContentCodec::decode(std::string_view content, std::span<FieldValue> values) {
  ensure(values.size() == fields_.size());
  std::fill(values.begin(), values.end(), FieldValue{});
  cursor_ = 0;
  unescaped_used_ = 0;
  if (unescaped_.size() < fields_.size()) unescaped_.resize(fields_.size());
  std::size_t at = 1;
  if (content.size() < 2 || content.front() != '{' || content.back() != '}') {
    return wrong_form(content);
  }
  while (at < content.size() - 1) {
    std::string_view id;
    std::string_view text;
    bool has_escape = false;
    if (at > 1 && content[at++] != ',') return wrong_form(content);
    if (!take_text(content, at, id, has_escape) || content[at] != ':') return wrong_form(content);
    const std::int32_t index = find(id);
    const Field* field = index < 0 ? nullptr : &fields_[static_cast<std::size_t>(index)];
    const char first = content[++at];
    if (first == 't' || first == 'f') {
      if (field != nullptr && field->type != FieldType::boolean) return wrong_form(content);
      at += first == 't' ? 4 : 5;
      if (at >= content.size()) return wrong_form(content);
      if (field != nullptr) values[static_cast<std::size_t>(index)].number = first == 't' ? 1 : 0;
      continue;
    }
    if (first == '[') {
      const std::int64_t bits = TRY(read_codes(field, content, at));
      if (field != nullptr) values[static_cast<std::size_t>(index)].number = bits;
      continue;
    }
    if (!take_text(content, at, text, has_escape)) return wrong_form(content);
    if (field == nullptr) continue;
    if (has_escape) {
      std::string& plain = unescaped_[unescaped_used_++];
      if (!unescape(text, plain)) return wrong_form(content);
      text = plain;
    }
    values[static_cast<std::size_t>(index)] = TRY(read_value(*field, text));
  }
  return true;
}

}  // namespace sanqu::registry
