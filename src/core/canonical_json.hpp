// SPDX-License-Identifier: Apache-2.0
// The JSON Canonicalization Scheme (RFC 8785): one byte sequence for one JSON value, so that equal values have equal
// digests. Members are sorted by UTF-16 code units, strings have the shortest escapes, numbers the form of ECMAScript.
// Strings are not normalised: RFC 8785 leaves them as they are, and whoever writes a file has made them NFC.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/json.hpp"
#include "core/result.hpp"

namespace sanqu {

/// The canonical form of a parsed value. Fails with `json.number` for a number beyond an IEEE 754 binary64.
Result<std::string> canonical_json(const JsonValue& value);

/// The canonical form of JSON text; fails as `parse_json` and the above do.
Result<std::string> canonical_json(const std::string& file, std::string_view text);

/// A JSON number as ECMAScript's Number::toString writes it (RFC 8785 section 3.2.2.3): 1E30 as 1e+30, 4.50 as 4.5.
/// None if it is beyond the range. `number` must have the form of a JSON number. A number too small to be told from
/// zero is 0, as is -0. In es6_number.cpp, apart from the rest, because it takes a binary floating point number.
std::optional<std::string> es6_number(std::string_view number);

namespace json_errors {
extern const ErrorCode k_number;
}

}  // namespace sanqu
