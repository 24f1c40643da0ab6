// SPDX-License-Identifier: Apache-2.0
#include "core/expression.hpp"

#include <doctest/doctest.h>

#include "core/ensure.hpp"

using namespace sanqu;

namespace {

Expression read(std::string_view text) {
  auto expression = parse_expression(text, {"f", 7, 10, ""});
  REQUIRE_MESSAGE(expression.has_value(), std::string(text));
  return std::move(*expression);
}

/// Read and written out with all brackets.
std::string shape(std::string_view text) { return expression_text(read(text)); }

/// `code column` of the one finding, the expression beginning at column 10; "read" if there is none.
std::string refusal(std::string_view text) {
  const auto expression = parse_expression(text, {"f", 7, 10, ""});
  if (expression) return "read";
  REQUIRE(expression.error().size() == 1);
  const Error& error = expression.error()[0];
  CHECK(error.place.file == "f");
  CHECK(error.place.line == 7);
  return std::string(error.code->id) + " " + std::to_string(error.place.column);
}

std::string repeated(std::string_view part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

}  // namespace

TEST_CASE("expression: how tightly the operators bind") {
  CHECK(shape("1 + 2 * 3") == "(1 + (2 * 3))");
  CHECK(shape("(1 + 2) * 3") == "((1 + 2) * 3)");
  CHECK(shape("8 / 4 / 2") == "((8 / 4) / 2)");
  CHECK(shape("8 - 4 - 2") == "((8 - 4) - 2)");
  CHECK(shape("-a * b") == "((-a) * b)");
  CHECK(shape("a - -b") == "(a - (-b))");
  CHECK(shape("a or b and not c = 1") == "(a or (b and (not (c = 1))))");
  CHECK(shape("not not a") == "(not (not a))");
  CHECK(shape("a + 1 <= b * 2") == "((a + 1) <= (b * 2))");
  CHECK(shape("a != 1 and b >= 2 or c > 3") == "(((a != 1) and (b >= 2)) or (c > 3))");
}

TEST_CASE("expression: literals, units and names") {
  CHECK(shape("0.250") == "0.25");
  CHECK(shape("10000 yuan") == "10000 yuan");
  CHECK(shape("5wan + 3   months") == "(5 wan + 3 months)");
  CHECK(shape("2026-01-31") == "2026-01-31");
  CHECK(shape("true or false") == "(true or false)");
  CHECK(shape("truest") == "truest");
  CHECK(shape("'it''s 一'") == "'it''s 一'");
  CHECK(shape("''") == "''");
  CHECK(shape("zone.kind = 'street'") == "(zone.kind = 'street')");
  CHECK(shape("order in ('a', 'b')") == "(order in ('a', 'b'))");
  CHECK(refusal("5 daysx") == "expression.syntax 12");
  CHECK(read("5 wan").unit_word == "wan");
  CHECK(read("12.5").number.units == 125);
  CHECK(read("2024-02-29").date.text() == "2024-02-29");
}

TEST_CASE("expression: calls") {
  CHECK(shape("-penalty_unit * penalty_factor(severity, fine)") ==
        "((-penalty_unit) * penalty_factor(severity, fine))");
  CHECK(shape("now()") == "now()");
  CHECK(shape("if(a > 1, min(b, 2), round(c / 3, 1))") ==
        "if((a > 1), min(b, 2), round((c / 3), 1))");
  CHECK(read("f(1, 2, 3)").children.size() == 3);
}

TEST_CASE("expression: columns point at where a part begins, in bytes of its own text") {
  const Expression whole = read("a + f('一', -b)");
  CHECK(whole.column == 1);
  const Expression& call = whole.children[1];
  CHECK(call.column == 5);
  CHECK(call.children[0].column == 7);
  CHECK(call.children[1].column == 14);
}

TEST_CASE("expression: findings point into the file, in characters") {
  CHECK(refusal("a +") == "expression.syntax 13");
  CHECK(refusal("a + * b") == "expression.syntax 14");
  CHECK(refusal("'一二' + +") == "expression.syntax 17");
  CHECK(refusal("a = = b") == "expression.syntax 14");
  const auto without_column = parse_expression("a +", {"f", 0, 0, ""});
  CHECK(without_column.error()[0].place.column == 0);
}

TEST_CASE("expression: a message shows the next characters, never a part of one") {
  // Twelve bytes would end inside the fourth Chinese character.
  CHECK(parse_expression("= 甲乙丙丁戊", {}).error()[0].args[0] == "= 甲乙丙");
  CHECK(parse_expression("a +", {}).error()[0].args[0] == "…");
}

TEST_CASE("expression: what is no expression") {
  for (const char* text : {"",
                           "   ",
                           "(",
                           ")",
                           "()",
                           "a b",
                           "a,",
                           "f(",
                           "f(a",
                           "f(a,",
                           "f(a,)",
                           "f(,a)",
                           "a in b",
                           "a in (",
                           "a in ()",
                           "a in ('x'",
                           "'open",
                           "a < b < c",
                           "a not in ('x')",
                           "and",
                           "a and",
                           "not",
                           "or a",
                           "in",
                           "-",
                           "a ==b",
                           "a <> b",
                           "a & b",
                           "1 2",
                           "2026-01-31 2",
                           "a.b c",
                           "\"a\"",
                           "a = \xE4\xB8\x80",
                           "!a",
                           "a % 2",
                           "3x",
                           ".5",
                           "f ( a ) )"}) {
    CHECK_MESSAGE(refusal(text).starts_with("expression.syntax"), text);
  }
}

TEST_CASE("expression: numbers and dates that can't be kept") {
  CHECK(refusal("0.0000001") == "expression.number 10");
  CHECK(refusal("1234567890123456789") == "expression.number 10");
  CHECK(refusal("1.2.3") == "expression.number 10");
  CHECK(refusal("5.") == "expression.number 10");
  CHECK(refusal("a = 2026-02-30") == "expression.date 14");
  CHECK(refusal("2026-13-01") == "expression.date 10");
}

TEST_CASE("expression: nesting has a limit in every form, and it is exact for brackets") {
  const auto brackets = [](int n) { return repeated("(", n) + "a" + repeated(")", n); };
  CHECK(refusal(brackets(k_expression_depth_max)) == "read");
  CHECK(refusal(brackets(k_expression_depth_max + 1)).starts_with("expression.too_long"));
  for (const char* opener : {"(", "-", "not ", "f(", "a in (", "1 + (", "f(a, "}) {
    const std::string text = repeated(opener, 500) + "a";
    CHECK_MESSAGE(refusal(text) != "read", opener);
  }
  CHECK(refusal(repeated("-", 500) + "a").starts_with("expression.too_long"));
  CHECK(refusal(repeated("not ", 500) + "a").starts_with("expression.too_long"));
  CHECK(refusal(repeated("f(", 500) + "a").starts_with("expression.too_long"));
}

TEST_CASE("expression: a long chain is as deep as a nest of brackets, and limited alike") {
  CHECK(refusal("a" + repeated(" + a", k_expression_depth_max - 1)) == "read");
  for (const char* link : {" + a", " - a", " * a", " / a", " and a", " or a"}) {
    CHECK_MESSAGE(refusal("a" + repeated(link, 500)).starts_with("expression.too_long"), link);
  }
}

TEST_CASE("expression: the length has a limit") {
  CHECK(refusal("'" + std::string(k_expression_bytes_max - 2, 'x') + "'") == "read");
  CHECK(refusal("'" + std::string(k_expression_bytes_max, 'x') + "'")
            .starts_with("expression.too_long"));
}

TEST_CASE("expression: what is written out reads back as the same tree") {
  for (const char* text :
       {"a or b and not c", "-(1 + 2) * -3.5 percent", "has(kinds, 'fine') and present(fine)",
        "x in ('a', 'b''c') and d", "max(a, -b) / (c - 2 wan)", "d <= 2026-01-31"}) {
    CHECK(shape(shape(text)) == shape(text));
  }
}
