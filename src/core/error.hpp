// SPDX-License-Identifier: Apache-2.0
// Refused input and failing environments, as values: a code, the place, the arguments; text and hint in
// Chinese and English come from the code's one declaration, so every door says the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sanqu {

/// The languages that messages exist in.
enum class Lang : std::uint8_t { zh, en };

/// A message code, declared once as a constant in its room: `intake.date_in_future`.
/// `{0}`, `{1}` in the texts are replaced by the error's arguments. Every text says what is wrong; every hint what to do.
struct ErrorCode {
  std::string_view id;
  std::string_view zh;
  std::string_view en;
  std::string_view hint_zh;
  std::string_view hint_en;
};

/// Where the input is wrong. Lines and columns count from 1 (columns in characters); 0 means not known.
struct Place {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string field;
  bool operator==(const Place&) const = default;
};

/// One finding. Cheap to move; `code` points at a constant with static life.
struct Error {
  const ErrorCode* code = nullptr;
  Place place;
  std::vector<std::string> args;

  std::string text(Lang lang) const;
  std::string hint(Lang lang) const;
  /// `file:line:column: text [code]`, then the hint on a line of its own. For terminals and logs.
  std::string render(Lang lang) const;
};

/// All findings about one thing, in the order in which they were found; empty means it is good.
using Errors = std::vector<Error>;

Error make_error(const ErrorCode& code, Place place = {}, std::vector<std::string> args = {});

}  // namespace sanqu
