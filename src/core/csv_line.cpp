// SPDX-License-Identifier: Apache-2.0
#include "core/csv_line.hpp"

#include "core/exact.hpp"

namespace sanqu {

bool is_like_formula(std::string_view text) {
  constexpr int k_any_places = 18;
  constexpr std::string_view k_heads = "=+-@\t\r";
  return !text.empty() && k_heads.find(text.front()) != std::string_view::npos &&
         !parse_decimal(text, k_any_places);
}

CsvLine& CsvLine::cell(std::string_view text) {
  if (!is_first_) out_ += ',';
  is_first_ = false;
  if (text.empty()) return *this;
  const bool is_guarded = reader_ == For::spreadsheets && is_like_formula(text);
  if (text.find_first_of(",\"\r\n") == text.npos) {
    if (is_guarded) out_ += '\'';
    out_ += text;
    return *this;
  }
  out_ += '"';
  if (is_guarded) out_ += '\'';
  for (const char c : text) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
  return *this;
}

}  // namespace sanqu
