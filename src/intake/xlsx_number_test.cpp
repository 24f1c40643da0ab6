// SPDX-License-Identifier: Apache-2.0
#include "intake/xlsx_number.hpp"

#include <doctest/doctest.h>

using namespace sanqu;
using namespace sanqu::intake;

namespace {

std::string plain(std::string_view value) {
  return number_text(value, NumberKind::plain, DateSystem::from_1900);
}
std::string date(std::string_view value, DateSystem system = DateSystem::from_1900) {
  return number_text(value, NumberKind::date, system);
}

}  // namespace

TEST_CASE("numbers are exact decimal text of at most 15 significant digits") {
  CHECK(plain("0") == "0");
  CHECK(plain("12.505") == "12.505");
  CHECK(plain("-3.10") == "-3.1");
  CHECK(plain("0.10000000000000001") == "0.1");
  CHECK(plain("0.29999999999999999") == "0.3");
  CHECK(plain("1250.4999999999998") == "1250.5");
  CHECK(plain("999999999999999.9") == "1E+15");
  CHECK(plain("1E-3") == "0.001");
  CHECK(plain("1.5E+3") == "1500");
  CHECK(plain("2.5000000000000001E-5") == "0.000025");
  CHECK(plain("123456789012345") == "123456789012345");
  CHECK(plain("0000123") == "123");
  CHECK(plain("-0") == "-0");
}

TEST_CASE("more than 15 digits before the point: digits are lost, and it shows") {
  CHECK(plain("9.137E+17") == "9.137E+17");
  CHECK(plain("9.1370000123456794E+17") == "9.13700001234568E+17");
  CHECK(plain("913700001234567890") == "9.13700001234568E+17");
  CHECK(plain("1234567890123450") == "1.23456789012345E+15");
  CHECK(plain("1E+300") == "1E+300");
  CHECK(plain("1E-300") == "1E-300");
}

TEST_CASE("what is no number stays as it is") {
  for (const char* text : {"", "abc", "1.2.3", "1e", "--1", ".", "1E+99999", "1,5"}) {
    CHECK(plain(text) == text);
  }
}

TEST_CASE("percent is shown as such, for a field that wants a bare number to refuse it") {
  CHECK(number_text("0.15", NumberKind::percent, DateSystem::from_1900) == "15%");
  CHECK(number_text("0.12345", NumberKind::percent, DateSystem::from_1900) == "12.345%");
}

TEST_CASE("dates by day number: two systems, the day that never was, times of day") {
  CHECK(date("46083") == "2026-03-02");
  CHECK(date("44621", DateSystem::from_1904) == "2026-03-02");
  CHECK(date("0", DateSystem::from_1904) == "1904-01-01");
  CHECK(date("1") == "1900-01-01");
  CHECK(date("59") == "1900-02-28");
  CHECK(date("60") == "1900-02-29");  // no such day: refused by the field
  CHECK(date("61") == "1900-03-01");
  CHECK(date("0") == "1900-01-00");
  CHECK(date("2958465") == "9999-12-31");
  CHECK(date("73050") == "2099-12-31");
  CHECK(date("46083.354166666664") == "2026-03-02T08:30:00+08:00");
  CHECK(date("46083.99999999") == "2026-03-03");  // rounds to midnight
  CHECK(date("46083.00000001") == "2026-03-02");
  CHECK(date("-5") == "-5");
  CHECK(date("2958466") == "2958466");
  CHECK(date("20260302") == "20260302");  // a number that was given a date's format
  CHECK(number_text("0.35416666666666669", NumberKind::time, DateSystem::from_1900) == "08:30:00");
}

TEST_CASE("formats: which make a date of a number") {
  for (const char* code :
       {"yyyy-mm-dd", "yyyy/m/d", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy\"年\"m\"月\"d\"日\";@",
        "yyyy年m月d日", "m/d/yy h:mm", "d-mmm-yy", "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"",
        "e\"年\"m\"月\"", "mmm", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "YYYY-MM-DD", "aaaa",
        "yyyy\\-mm\\-dd\\ hh:mm:ss"}) {
    INFO(code);
    CHECK(kind_of_format(code) == NumberKind::date);
  }
  for (const char* code :
       {"h:mm", "[h]:mm:ss", "mm:ss.0", "h:mm AM/PM", "上午/下午h\"时\"mm\"分\""}) {
    INFO(code);
    CHECK(kind_of_format(code) == NumberKind::time);
  }
  for (const char* code : {"General", "0", "0.00", "#,##0_);[Red]\\(#,##0\\)", "0.00\"元\"", "@",
                           "G/通用格式", "0.00E+00", "\"yes\";\"no\"", "\\d0", "_d0",
                           "[$¥-804]#,##0.00", "[Red]0", "0\"days\"", "#,##0;yyyy", "* #,##0"}) {
    INFO(code);
    CHECK(kind_of_format(code) == NumberKind::plain);
  }
  CHECK(kind_of_format("0.00%") == NumberKind::percent);
}

TEST_CASE("built-in formats, the Chinese ones among them") {
  for (const unsigned id : {14U, 15U, 16U, 17U, 22U, 27U, 28U, 31U, 36U, 50U, 54U, 57U, 58U}) {
    CHECK(kind_of_builtin(id) == NumberKind::date);
  }
  for (const unsigned id : {18U, 21U, 32U, 35U, 45U, 47U, 55U, 56U}) {
    CHECK(kind_of_builtin(id) == NumberKind::time);
  }
  for (const unsigned id : {0U, 1U, 4U, 11U, 12U, 37U, 44U, 48U, 49U, 59U}) {
    CHECK(kind_of_builtin(id) == NumberKind::plain);
  }
  CHECK(kind_of_builtin(9) == NumberKind::percent);
}
