// SPDX-License-Identifier: Apache-2.0
// The few things that SQLite and PostgreSQL spell differently. Everything else of the SQL form is the same text.
//
// Whole numbers: SQLite has 64 bits and turns what overflows into floating point without a word, so everything is proved to
// fit before it is printed. PostgreSQL computes in `numeric`; a literal is written `30.`, which makes it one, and `/`,
// which rounds, is never used: div() cuts towards zero, as SQLite's `/` does on integers.
// Dates are ISO text in both: text order is date order.
#pragma once

#include <string>
#include <string_view>

#include "core/exact.hpp"
#include "evaluation/sql/sql_form.hpp"

namespace sanqu::evaluation {

class Dialect {
 public:
  explicit Dialect(SqlDialect kind) : kind_(kind) {}

  bool is_postgresql() const { return kind_ == SqlDialect::postgresql; }
  std::string_view name() const { return is_postgresql() ? "PostgreSQL" : "SQLite"; }
  /// The largest number that this database and the engine are both proved to hold.
  Int128 largest() const;

  std::string quoted(std::string_view name) const;  // an identifier
  std::string text(std::string_view value) const;   // a literal
  std::string number(Int128 value) const;           // a literal
  std::string date(Date day) const { return text(day.text()); }

  /// a / b towards zero; b > 0 wherever a is not NULL.
  std::string divided(const std::string& a, const std::string& b) const;
  /// Makes the whole number of an integer column, count(*) or a piece of text.
  std::string whole(const std::string& expression) const;
  std::string contains(const std::string& text_expression, const std::string& literal) const;
  std::string last_characters(const std::string& text_expression, int count) const;
  /// True on the last day of a month.
  std::string is_month_end(const std::string& date) const;
  /// Days since 1970-01-01.
  std::string day_number(const std::string& date) const;
  /// An expression whose order is that of bytes.
  std::string by_bytes(const std::string& expression) const;

 private:
  SqlDialect kind_;
};

}  // namespace sanqu::evaluation
