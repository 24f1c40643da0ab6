// SPDX-License-Identifier: Apache-2.0
// Where the next page begins, as opaque text. A cursor belongs to one query: with another it is refused, so that nobody mixes
// the pages of two. It is no secret and carries none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace sanqu::api {

/// `of` is what the pages are of: the route and its parameters.
std::string make_cursor(std::string_view of, std::uint64_t at);

/// An empty text is the first page: 0. Error: api.cursor.
Result<std::uint64_t> read_cursor(std::string_view text, std::string_view of);

}  // namespace sanqu::api
