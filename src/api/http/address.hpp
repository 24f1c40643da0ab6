// SPDX-License-Identifier: Apache-2.0
// Paths and queries as they stand in a request line (RFC 3986), decoded strictly: what is no UTF-8, holds a zero byte or a
// broken escape is refused before anybody compares it with anything.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"

namespace sanqu::api::http {

/// `%XX` replaced; none where an escape is broken, or the result has control characters or is no UTF-8.
/// `plus_is_blank`: in a query `+` stands for a blank.
std::optional<std::string> decoded(std::string_view text, bool plus_is_blank);

/// `text` with everything but unreserved characters as `%XX`: one segment of a path.
std::string encoded_segment(std::string_view text);

/// The path of a target, and its query without the question mark.
struct Target {
  std::string_view path;
  std::string_view query;
};
Target split_target(std::string_view target);

/// None where a name or value can't be decoded, or a name stands twice.
std::optional<std::vector<NamedText>> parse_query(std::string_view query);

/// The text between the slashes, still encoded. `/a/b` gives a, b; a slash at the end gives an empty last one.
std::vector<std::string_view> segments_of(std::string_view path);

}  // namespace sanqu::api::http
