// SPDX-License-Identifier: Apache-2.0
#include "evaluation/sql/dialect.hpp"

#include <fmt/format.h>

#include <limits>

#include "evaluation/sql/range.hpp"

namespace sanqu::evaluation {

namespace {

constexpr std::size_t k_name_bytes_max = 63;  // PostgreSQL cuts longer ones, and takes two for one

std::string doubled(std::string_view value, char mark) {
  std::string out(1, mark);
  for (const char c : value) {
    if (c == mark) out += mark;
    out += c;
  }
  return out + mark;
}

}  // namespace

Int128 Dialect::largest() const {
  return is_postgresql() ? k_far - 1 : Int128{std::numeric_limits<std::int64_t>::max()};
}

std::string Dialect::quoted(std::string_view name) const {
  if (name.size() <= k_name_bytes_max) return doubled(name, '"');
  std::uint64_t sum =
      14'695'981'039'346'656'037U;  // FNV-1a: two long names that begin alike stay two
  for (const char c : name) sum = (sum ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
  return doubled(fmt::format("{}~{:016x}", name.substr(0, k_name_bytes_max - 17), sum), '"');
}
std::string Dialect::text(std::string_view value) const { return doubled(value, '\''); }

std::string Dialect::number(Int128 value) const {
  const std::string digits = fmt::format("{}{}", value, is_postgresql() ? "." : "");
  return value < 0 ? "(" + digits + ")" : digits;
}

std::string Dialect::divided(const std::string& a, const std::string& b) const {
  return is_postgresql() ? fmt::format("div({}, {})", a, b) : fmt::format("({}) / ({})", a, b);
}

std::string Dialect::whole(const std::string& expression) const {
  return fmt::format("CAST({} AS {})", expression, is_postgresql() ? "numeric" : "integer");
}

std::string Dialect::contains(const std::string& text_expression,
                              const std::string& literal) const {
  return fmt::format("{}({}, {}) > 0", is_postgresql() ? "strpos" : "instr", text_expression,
                     literal);
}

std::string Dialect::last_characters(const std::string& text_expression, int count) const {
  return is_postgresql() ? fmt::format("right({}, {})", text_expression, count)
                         : fmt::format("substr({}, -{})", text_expression, count);
}

std::string Dialect::is_month_end(const std::string& date) const {
  return is_postgresql() ? fmt::format("to_char(CAST({} AS date) + 1, 'DD') = '01'", date)
                         : fmt::format("strftime('%d', {}, '+1 day') = '01'", date);
}

std::string Dialect::day_number(const std::string& date) const {
  return is_postgresql()
             ? fmt::format("CAST(CAST({} AS date) - DATE '1970-01-01' AS numeric)", date)
             : fmt::format("(CAST(strftime('%s', {}) AS integer) / 86400)", date);
}

std::string Dialect::by_bytes(const std::string& expression) const {
  return is_postgresql() ? expression + " COLLATE \"C\"" : expression;
}

}  // namespace sanqu::evaluation
