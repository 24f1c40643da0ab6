// SPDX-License-Identifier: Apache-2.0
#include "core/json_writer.hpp"

#include <utility>

#include "core/ensure.hpp"

namespace sanqu {

namespace {

bool is_decimal_text(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const auto all_digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (point == std::string_view::npos) return all_digits(text);
  return all_digits(text.substr(0, point)) && all_digits(text.substr(point + 1));
}

/// The letter of a short escape; 0 where there is none.
char short_escape(char c) {
  switch (c) {
    case '"': return '"';
    case '\\': return '\\';
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    default: return '\0';
  }
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  out += '"';
  std::size_t plain_from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char letter = short_escape(c);
    const bool is_control = static_cast<unsigned char>(c) < 0x20;
    if (letter == '\0' && !is_control) continue;
    out.append(text, plain_from, i - plain_from);
    plain_from = i + 1;
    out += '\\';
    if (letter != '\0') {
      out += letter;
    } else {
      out += "u00";
      out += k_digits[static_cast<unsigned char>(c) >> 4];
      out += k_digits[static_cast<unsigned char>(c) & 0xF];
    }
  }
  out.append(text, plain_from);
  out += '"';
}

void JsonWriter::new_line() {
  if (style_ == JsonStyle::compact) return;
  out_ += '\n';
  out_.append(levels_.size() * 2, ' ');
}

void JsonWriter::before_value() {
  ensure(!is_done_);
  if (levels_.empty()) return;
  Level& level = levels_.back();
  if (level.is_object) {
    ensure(has_name_);
    has_name_ = false;
    return;
  }
  if (level.has_items) out_ += ',';
  level.has_items = true;
  new_line();
}

void JsonWriter::after_value() { is_done_ = levels_.empty(); }

JsonWriter& JsonWriter::name(std::string_view name) {
  ensure(!levels_.empty() && levels_.back().is_object && !has_name_);
  if (levels_.back().has_items) out_ += ',';
  levels_.back().has_items = true;
  new_line();
  append_json_text(out_, name);
  out_ += style_ == JsonStyle::compact ? ":" : ": ";
  has_name_ = true;
  return *this;
}

JsonWriter& JsonWriter::begin_object() {
  before_value();
  out_ += '{';
  levels_.push_back({.is_object = true});
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  before_value();
  out_ += '[';
  levels_.push_back({.is_object = false});
  return *this;
}

void JsonWriter::end(bool is_object) {
  ensure(!levels_.empty() && levels_.back().is_object == is_object && !has_name_);
  const bool has_items = levels_.back().has_items;
  levels_.pop_back();
  if (has_items) new_line();
  out_ += is_object ? '}' : ']';
  after_value();
}

JsonWriter& JsonWriter::end_object() {
  end(true);
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  end(false);
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  before_value();
  out_ += json;
  after_value();
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view text) {
  before_value();
  append_json_text(out_, text);
  after_value();
  return *this;
}

JsonWriter& JsonWriter::decimal(std::string_view decimal) {
  ensure(is_decimal_text(decimal));
  return text(decimal);
}

JsonWriter& JsonWriter::integer(std::int64_t number) { return raw(std::to_string(number)); }
JsonWriter& JsonWriter::unsigned_integer(std::uint64_t number) {
  return raw(std::to_string(number));
}
JsonWriter& JsonWriter::boolean(bool truth) { return raw(truth ? "true" : "false"); }
JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::text_member(std::string_view key, std::string_view value) {
  return name(key).text(value);
}
JsonWriter& JsonWriter::integer_member(std::string_view key, std::int64_t number) {
  return name(key).integer(number);
}
JsonWriter& JsonWriter::boolean_member(std::string_view key, bool truth) {
  return name(key).boolean(truth);
}
JsonWriter& JsonWriter::decimal_member(std::string_view key, std::string_view value) {
  return name(key).decimal(value);
}
JsonWriter& JsonWriter::null_member(std::string_view key) { return name(key).null(); }

std::string JsonWriter::take() {
  ensure(is_done_);
  is_done_ = false;
  return std::exchange(out_, {});
}

std::string JsonWriter::take_part() { return std::exchange(out_, {}); }

}  // namespace sanqu
