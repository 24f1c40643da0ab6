// SPDX-License-Identifier: Apache-2.0
#include "intake/spelling.hpp"

#include <doctest/doctest.h>

#include <string>

#include "intake/natural_person.hpp"

using namespace sanqu;
using namespace sanqu::intake;

namespace {

std::string date_text(std::string_view text) {
  const DateReading reading = read_date(text);
  if (reading.outcome == DateOutcome::good) return reading.date.text();
  return reading.outcome == DateOutcome::no_such_day ? "no such day" : "not a date";
}

std::string number_text(std::string_view text, int places) {
  const NumberReading reading = read_number(text, places);
  switch (reading.outcome) {
    case NumberOutcome::good: return std::to_string(reading.units);
    case NumberOutcome::not_a_number: return "no number";
    case NumberOutcome::digits_lost: return "digits lost";
    case NumberOutcome::too_many_places: return "too many places";
    case NumberOutcome::too_large: return "too large";
  }
  return "";
}

}  // namespace

TEST_CASE("dates in four spellings") {
  for (const char* text :
       {"2026-03-02", "2026/3/2", "2026/03/02", "20260302", "2026年3月2日", "2026年03月02日"}) {
    CHECK(date_text(text) == "2026-03-02");
  }
  for (const char* text : {"2026-02-30", "20261301", "2026/0/1", "2026年4月31日", "00000101"}) {
    CHECK(date_text(text) == "no such day");
  }
  for (const char* text : {"", "2026", "2026-03", "2026-03-02 08:00:00", "2026.3.2", "2026-3/2",
                           "26-03-02", "2026年3月2", "2026/3/2日", "202603021", "2026030a",
                           "2026-003-02", "46083", "2026年", "2026-3-"}) {
    CHECK(date_text(text) == "not a date");
  }
}

TEST_CASE("times: RFC 3339 or a date, its first moment in Shanghai") {
  CHECK(read_instant("2026-03-02T08:00:00+08:00")->text() == "2026-03-02T08:00:00+08:00");
  CHECK(read_instant("2026/3/2")->text() == "2026-03-02T00:00:00+08:00");
  CHECK_FALSE(read_instant("2026-03-02 08").has_value());
}

TEST_CASE("numbers keep every digit or say why not") {
  CHECK(number_text("1250.5", 2) == "125050");
  CHECK(number_text("-3", 0) == "-3");
  CHECK(number_text("3.000", 0) == "3");
  CHECK(number_text("0.10000000000000001", 6) == "too many places");
  CHECK(number_text("0.10000000000000000", 6) == "100000");
  CHECK(number_text("3.5", 0) == "too many places");
  CHECK(number_text("9.137E+17", 2) == "digits lost");
  CHECK(number_text("1e5", 0) == "digits lost");
  CHECK(number_text("99999999999999999999", 0) == "too large");
  CHECK(number_text("9223372036854775807", 2) == "too large");
  for (const char* text :
       {"", "-", ".5", "5.", "1,250", "12%", "1.2.3", "五", "E5", "1e", "0x10"}) {
    CHECK(number_text(text, 2) == "no number");
  }
}

TEST_CASE("true and false") {
  for (const char* text : {"1", "是", "true", "TRUE", "True"}) CHECK(read_boolean(text) == true);
  for (const char* text : {"0", "否", "false", "FALSE"}) CHECK(read_boolean(text) == false);
  for (const char* text : {"", "2", "yes", "有"}) CHECK_FALSE(read_boolean(text).has_value());
}

TEST_CASE("identity numbers are recognised by province, day of birth and check character") {
  // Made up: 11010519491231002X is the example of GB 11643-1999 itself.
  CHECK(is_identity_number("11010519491231002X", FifteenDigits::ignore));
  CHECK(is_identity_number("11010519491231002x", FifteenDigits::ignore));
  CHECK_FALSE(is_identity_number("110105194912310021", FifteenDigits::ignore));
  CHECK_FALSE(is_identity_number("11010519491331002X", FifteenDigits::ignore));
  CHECK_FALSE(is_identity_number("91010519491231002X", FifteenDigits::ignore));
  CHECK(is_identity_number("110105491231002", FifteenDigits::count_too));
  CHECK_FALSE(is_identity_number("110105491231002", FifteenDigits::ignore));
  CHECK_FALSE(is_identity_number("110105491331002", FifteenDigits::count_too));
  // Real credit codes are not mistaken for them.
  for (const char* code : {"914403001922038216", "9144030071526726XG", "91330100799655058B",
                           "91110000802100433B", "91310000132260250X", "91440300708461136T"}) {
    CHECK_FALSE(is_identity_number(code, FifteenDigits::count_too));
  }
}

TEST_CASE("words for natural persons, and what is none") {
  for (const char* word :
       {"自然人", "个人", "natural_person", "Person", "CITIZEN", "自然人(外国人)"}) {
    CHECK(says_natural_person(word));
  }
  for (const char* word : {"法人及非法人组织", "个体工商户", "individual_business", "企业", ""}) {
    CHECK_FALSE(says_natural_person(word));
  }
  CHECK(may_hold_person("a,b,11010519491231002X,c"));
  CHECK(may_hold_person("类别,自然人\xFF"));
  CHECK(may_hold_person("1.1010519491231E+17"));
  CHECK_FALSE(may_hold_person("9.13700001234568E+17"));
  CHECK_FALSE(may_hold_person("110105194912310029111"));  // a longer row of digits
  CHECK_FALSE(may_hold_person("91310000132260250X,2026-01-01,123456789012345678"));
}

TEST_CASE("what a spreadsheet makes of long numbers, and what only looks like it") {
  for (const char* text : {"9.137E+17", "4.103E+11", "1E+10"}) CHECK(is_cut_number(text));
  for (const char* text : {"9.137e+17", "91.37E+17", "-9.1E+17", "1E+9", "E+17", "9.1E+170", "9E17",
                           "A9.1E+17", "9.1E+1a", ""}) {
    CHECK_FALSE(is_cut_number(text));
  }
}
