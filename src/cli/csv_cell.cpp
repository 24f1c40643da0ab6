// SPDX-License-Identifier: Apache-2.0
#include "cli/csv_cell.hpp"

#include "core/exact.hpp"

namespace sanqu::cli {

bool is_plain_number(std::string_view text) {
  constexpr int k_any_places = 18;
  return parse_decimal(text, k_any_places).has_value();
}

CsvLine& CsvLine::cell(std::string_view text) {
  if (!is_first_) out_ += ',';
  is_first_ = false;
  if (text.empty()) return *this;
  const bool is_formula =
      std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos &&
      !is_plain_number(text);
  if (text.find_first_of(",\"\r\n") == text.npos) {
    if (is_formula) out_ += '\'';
    out_ += text;
    return *this;
  }
  out_ += '"';
  if (is_formula) out_ += '\'';
  for (const char c : text) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
  return *this;
}

}  // namespace sanqu::cli
