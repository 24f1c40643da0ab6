// SPDX-License-Identifier: Apache-2.0
// JSON written out piece by piece, for results and reports. It knows no floating point: whole numbers are JSON numbers,
// points and money are decimal text in JSON strings. A misplaced piece (a value without a name, an end without a
// beginning) is a bug of the caller and found by `ensure`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sanqu {

/// One line, or a line an item with two spaces a level.
enum class JsonStyle : std::uint8_t { compact, indented };

class JsonWriter {
 public:
  explicit JsonWriter(JsonStyle style = JsonStyle::compact) : style_(style) {}

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  /// The name of the next value; only inside an object. Names are not held against each other.
  JsonWriter& name(std::string_view name);

  /// Valid UTF-8 is the caller's duty; it is written as it is, control characters, quote and backslash escaped.
  JsonWriter& text(std::string_view text);
  JsonWriter& integer(std::int64_t number);
  JsonWriter& unsigned_integer(std::uint64_t number);
  JsonWriter& boolean(bool truth);
  JsonWriter& null();
  /// Decimal text (`-12.50`, digits kept as they are) as a JSON string. Anything else is a bug.
  JsonWriter& decimal(std::string_view decimal);
  /// A whole value that is JSON already. It is not looked at.
  JsonWriter& raw(std::string_view json);

  // A member at once: name and value. (Overloads would let a pointer become a boolean, hence the names.)
  JsonWriter& text_member(std::string_view key, std::string_view value);
  JsonWriter& integer_member(std::string_view key, std::int64_t number);
  JsonWriter& boolean_member(std::string_view key, bool truth);
  JsonWriter& decimal_member(std::string_view key, std::string_view value);
  JsonWriter& null_member(std::string_view key);

  /// The finished text, without a line end; everything that was begun must have ended. The writer is empty afterwards.
  std::string take();
  /// What was written so far: to hand on a long array in pieces.
  std::string take_part();

 private:
  struct Level {
    bool is_object = false;
    bool has_items = false;
  };
  void before_value();
  void after_value();
  void new_line();
  void end(bool is_object);

  JsonStyle style_;
  std::string out_;
  std::vector<Level> levels_;
  bool has_name_ = false;  // a name was written and its value was not
  bool is_done_ = false;   // the outermost value has ended
};

/// `text` as a JSON string with its quotes, escaped as RFC 8785 wants it: the short escapes where there are any, \u00xx
/// for other control characters, everything else as it is.
void append_json_text(std::string& out, std::string_view text);

}  // namespace sanqu
