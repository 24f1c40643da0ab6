// SPDX-License-Identifier: Apache-2.0
#include "access/account_name.hpp"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

#include "access/access.hpp"
#include "core/text.hpp"

namespace sanqu::access {

namespace {

struct Free {
  void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
};

bool may_stand_in_a_name(char32_t value) {
  if (value == U'.' || value == U'_' || value == U'-' || value == U'@') return true;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(value))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND: return true;
    default: return false;
  }
}

bool is_name(std::string_view text) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++characters) {
    const CodePoint point = code_point_at(text, at);
    if (!may_stand_in_a_name(point.value)) return false;
    at += point.bytes;
  }
  return characters >= 1 && characters <= k_name_characters_max;
}

std::string folded(std::string_view text) {
  constexpr int k_options =
      UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
  utf8proc_uint8_t* raw = nullptr;
  const auto bytes = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                  static_cast<utf8proc_ssize_t>(text.size()), &raw,
                                  static_cast<utf8proc_option_t>(k_options));
  const std::unique_ptr<utf8proc_uint8_t, Free> owned(raw);
  if (bytes < 0) return {};
  return {reinterpret_cast<const char*>(raw), static_cast<std::size_t>(bytes)};
}

}  // namespace

Result<std::string> read_account_name(std::string_view typed) {
  if (find_bad_utf8(typed)) return refuse(errors::k_name, {}, {readable_utf8(typed)});
  std::string name = folded_cell(typed);
  if (!is_name(name) || !is_name(folded(name))) return refuse(errors::k_name, {}, {name});
  return name;
}

std::string folded_account_name(std::string_view typed) {
  const auto name = read_account_name(typed);
  return name ? folded(*name) : std::string();
}

}  // namespace sanqu::access
