// SPDX-License-Identifier: Apache-2.0
#include "core/uscc.hpp"

#include <doctest/doctest.h>

using namespace sanqu;

namespace {

// Codes of real organisations, published by themselves; both checks were computed on each.
constexpr const char* k_real[] = {"914403001922038216", "9144030071526726XG", "91330100799655058B",
                                  "91110000802100433B", "91310000132260250X", "91440300708461136T"};

std::vector<std::string> codes_of(std::string_view text) {
  std::vector<std::string> out;
  for (const Error& error : uscc_findings(check_uscc(text), text, {}))
    out.emplace_back(error.code->id);
  return out;
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("uscc: real codes pass both checks") {
  for (const char* code : k_real) {
    CHECK_MESSAGE(check_uscc(code).passed(), code);
    const auto uscc = Uscc::parse(code);
    REQUIRE(uscc.has_value());
    CHECK(uscc->text() == code);
    CHECK(uscc->head() == "91");
    CHECK(codes_of(code).empty());
  }
}

TEST_CASE("uscc: codes that failed in the wild say which check") {
  CHECK(codes_of("911100001000013428") == Codes{"uscc.check_character"});
  CHECK(codes_of("91110000100003962T") == Codes{"uscc.check_character"});
  CHECK(codes_of("914403001922038217") == Codes{"uscc.check_character"});
  CHECK(check_uscc("911100001000013428").check_wanted == 'C');
  CHECK(check_uscc("91110000100003962T").check_wanted == 'Y');
  CHECK(check_uscc("914403001922038217").check_wanted == '6');
}

TEST_CASE("uscc: each of the two checks can fail by itself, and both at once") {
  // The first real code with another character 17, and character 18 computed anew for it.
  CHECK(codes_of("914403001922038229") == Codes{"uscc.organization_check"});
  CHECK(check_uscc("914403001922038229").organization_wanted == '1');
  CHECK(codes_of("914403001922038226") == Codes{"uscc.organization_check", "uscc.check_character"});
}

TEST_CASE(
    "uscc: letters in the organization code count as in GB 11714, whose own example is "
    "D2143569-X") {
  CHECK_FALSE(check_uscc("91440300D2143569XA").organization_check);
  CHECK(check_uscc("91440300D21435691A").organization_wanted == 'X');
  CHECK_FALSE(
      check_uscc("91440300MA0000015A").organization_check);  // 22 x 3 + 10 x 7 + 1 x 2 = 138
}

TEST_CASE("uscc: any one character changed is found") {
  constexpr std::string_view k_alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  for (const char* code : k_real) {
    for (std::size_t i = 0; i < 18; ++i) {
      for (const char c : k_alphabet) {
        std::string changed = code;
        if (changed[i] == c) continue;
        changed[i] = c;
        if (check_uscc(changed).passed()) FAIL(changed);
      }
    }
  }
}

TEST_CASE("uscc: two neighbours swapped are found") {
  for (const char* code : k_real) {
    for (std::size_t i = 0; i + 1 < 18; ++i) {
      std::string swapped = code;
      std::swap(swapped[i], swapped[i + 1]);
      if (swapped != code && check_uscc(swapped).passed()) FAIL(swapped);
    }
  }
}

TEST_CASE("uscc: form") {
  CHECK(codes_of("") == Codes{"uscc.length"});
  CHECK(codes_of("91440300192203821") == Codes{"uscc.length"});
  CHECK(codes_of("9144030019220382160") == Codes{"uscc.length"});
  CHECK(codes_of("91440300192203821O") == Codes{"uscc.character"});
  CHECK(codes_of("914403001922o38216") == Codes{"uscc.character"});
  CHECK(check_uscc("914403001922o38216").foreign_position == 13);
  CHECK(codes_of("91440300192203821六") == Codes{"uscc.character"});
  CHECK(codes_of("9144 0300192203821") == Codes{"uscc.character"});
  CHECK(codes_of("一二三") == Codes{"uscc.length", "uscc.character"});
  CHECK(check_uscc("91A403001922038216").region);
  CHECK(check_uscc("910003001922038216").region);
}

TEST_CASE("uscc: lower case is a spelling, not another code") {
  CHECK_FALSE(check_uscc("91330100799655058b").passed());
  CHECK(uscc_spelling("91330100799655058b") == "91330100799655058B");
}

TEST_CASE("uscc: its parts") {
  const Uscc uscc = *Uscc::parse("9144030071526726XG");
  CHECK(uscc.region().text() == "440300");
  CHECK(uscc.organization_code() == "71526726X");
}

TEST_CASE("uscc: findings carry the place and the code as written") {
  const Errors findings =
      uscc_findings(check_uscc("914403001922038217"), "914403001922038217", {"f", 3, 0, "id"});
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].place == Place{"f", 3, 0, "id"});
  CHECK(findings[0].text(Lang::zh) ==
        "统一社会信用代码“914403001922038217”校验不符:第 18 位应为 6");
}
