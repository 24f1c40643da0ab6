// SPDX-License-Identifier: Apache-2.0
#include "intake/pattern.hpp"

#include "core/text.hpp"

namespace sanqu::intake {

namespace {

std::wstring wide(std::string_view text) {
  std::wstring out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    out += static_cast<wchar_t>(point.value);
    at += point.bytes;
  }
  return out;
}

}  // namespace

std::unique_ptr<Pattern> Pattern::compile(std::string_view expression) {
  if (find_bad_utf8(expression)) return nullptr;
  // `__polynomial` is libstdc++'s matcher without backtracking: its time is bounded by the text's length and it does not
  // recurse into the text, so no value can make it run away.
  try {
    return std::unique_ptr<Pattern>(new Pattern(std::wregex(
        wide(expression), std::regex_constants::ECMAScript | std::regex_constants::optimize |
                              std::regex_constants::__polynomial)));
  } catch (const std::regex_error&) {
    return nullptr;
  }
}

bool Pattern::matches(std::string_view text) {
  if (remembered_.find(text) != remembered_.end()) return true;
  if (!std::regex_match(wide(text), regex_)) return false;
  if (remembered_.size() < k_remembered_values_max) remembered_.emplace(text);
  return true;
}

}  // namespace sanqu::intake
