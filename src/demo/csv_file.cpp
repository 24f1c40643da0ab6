// SPDX-License-Identifier: Apache-2.0
#include "demo/csv_file.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>

#include "core/date.hpp"
#include "core/ensure.hpp"
#include "demo/cells.hpp"

namespace sanqu::demo {

namespace {

void append_cell(std::string& out, std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

/// A cell that is no date (a fault, or empty) stays as it is.
void append_date(std::string& out, std::string_view cell, DateForm form) {
  if (form == DateForm::iso) return append_cell(out, cell);
  const auto date = Date::parse(cell);
  if (!date) return append_cell(out, cell);
  const YearMonthDay parts = ymd_of(*date);
  out += form == DateForm::slashes
             ? fmt::format("{}/{}/{}", parts.year, parts.month, parts.day)
             : fmt::format("{}年{}月{}日", parts.year, parts.month, parts.day);
}

std::string gb18030(std::string text) {
  const iconv_t converter = iconv_open("GB18030", "UTF-8");
  ensure(converter != iconv_t(-1));
  std::string out(text.size() * 2 + 16, '\0');
  char* from = text.data();
  std::size_t from_bytes = text.size();
  char* to = out.data();
  std::size_t to_bytes = out.size();
  const std::size_t result = iconv(converter, &from, &from_bytes, &to, &to_bytes);
  iconv_close(converter);
  ensure(result == 0 && from_bytes == 0);
  out.resize(out.size() - to_bytes);
  return out;
}

}  // namespace

const std::vector<std::string_view>& headers_of(const Template& form, const OfficeHabits& habits) {
  const bool has_codes = habits.headers == Headers::item_codes && !form.item_codes.empty();
  return has_codes ? form.item_codes : form.titles;
}

std::string csv_bytes(const Template& form, const OfficeHabits& habits,
                      const std::vector<std::string>& lines) {
  std::vector<char> is_date(form.titles.size(), 0);
  for (const int column : form.dates) is_date[static_cast<std::size_t>(column)] = 1;
  std::string out = habits.form == FileForm::csv_utf8 ? "\xEF\xBB\xBF" : "";
  bool is_first = true;
  for (const std::string_view header : headers_of(form, habits)) {
    if (!is_first) out += ',';
    is_first = false;
    append_cell(out, header);
  }
  out += "\r\n";
  for (const std::string_view line : lines) {
    std::string_view rest = line;
    for (std::size_t column = 0;; ++column) {
      const std::size_t end = rest.find(k_cell_end);
      const std::string_view cell = rest.substr(0, end);
      if (column > 0) out += ',';
      if (column < is_date.size() && is_date[column] != 0) {
        append_date(out, cell, habits.dates);
      } else {
        append_cell(out, cell);
      }
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
    out += "\r\n";
  }
  return habits.form == FileForm::csv_gb18030 ? gb18030(std::move(out)) : out;
}

}  // namespace sanqu::demo
