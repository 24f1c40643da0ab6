// SPDX-License-Identifier: Apache-2.0
// JSON (RFC 8259) read strictly into a tree: the I-JSON of RFC 7493, which is what can be signed and compared. Refused:
// bad UTF-8, lone surrogates, two members of one name, anything after the value, more than the limits below. Numbers
// stay the text that they were; no floating point is made of them here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace sanqu {

inline constexpr std::size_t k_json_bytes_max = 64 << 20;
inline constexpr int k_json_depth_max = 64;

struct JsonMember;

struct JsonValue {
  enum class Kind : std::uint8_t { null, boolean, number, text, array, object };
  Kind kind = Kind::null;
  bool truth = false;
  std::string text;  // of a text without quotes and escapes; of a number as it was written
  std::vector<JsonValue> items;
  std::vector<JsonMember> members;  // in the order of the file

  /// The member's value; nullptr if there is none (or this is no object).
  const JsonValue* find(std::string_view name) const;
};

struct JsonMember {
  std::string name;
  JsonValue value;
};

/// `file` is only for messages; their columns count characters.
Result<JsonValue> parse_json(const std::string& file, std::string_view text);

namespace json_errors {
extern const ErrorCode k_syntax, k_too_large, k_encoding, k_surrogate, k_duplicate_name;
}

}  // namespace sanqu
