// SPDX-License-Identifier: Apache-2.0
#include "registry/name_fold.hpp"

#include <doctest/doctest.h>

#include <random>

#include "core/sha256.hpp"
#include "core/text.hpp"

namespace sanqu::registry {

TEST_CASE("folding: width, case, traditional characters, punctuation") {
  CHECK(fold_name("卧龙") == "卧龙");
  CHECK(fold_name("臥龍區") == "卧龙区");
  CHECK(fold_name("ＡＢＣ") == "abc");
  CHECK(fold_name("ABC Trading Co., Ltd.") == "abctradingcoltd");
  CHECK(fold_name(" 南陽市（臥龍）後勤 餐飲·有限公司 ") == "南阳市卧龙后勤餐饮有限公司");
  CHECK(fold_name("㈱三區") == "株三区");
  CHECK(fold_name("第①分店") == "第1分店");
  CHECK(fold_name("二○○八、二〇〇八、二◯◯八") == "二〇〇八二〇〇八二〇〇八");
  CHECK(fold_name("Café") == "cafe");
  CHECK(fold_name("Cafe\xCC\x81") == "cafe");
  CHECK(fold_name("STRASSE Straße") == "strassestrasse");
  CHECK(fold_name("⼀⿓") == "一龙");          // radicals
  CHECK(fold_name("\xEF\xA4\x80") == "岂");    // a compatibility ideograph of a traditional one
  CHECK(fold_name("가나") == "가나");          // syllables stay whole
  CHECK(fold_name("ｶﾞ ガ") == "カカ");         // their marks go, as accents do
  CHECK(fold_name("乾燥乾隆") == "干燥干隆");  // one for one, whatever stands beside it
  CHECK(fold_name("裏裡里") == "里里里");
  CHECK(fold_name("鱻𪚥") == "鱻𪚥");  // rare ones stay
  CHECK(fold_name("") == "");
  CHECK(fold_name("（）·-_\"'*%$^ \t\n　") == "");
  CHECK(fold_name(std::string_view("a\0b", 3)) == "ab");
  CHECK(fold_name("😀店") == "店");
}

TEST_CASE("folding of every character: valid, without blanks, and folding again changes nothing") {
  std::string all;
  for (char32_t c = 1; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    const std::u32string folded = folded_characters(utf8_of(std::u32string(1, c)));
    const std::string text = utf8_of(folded);
    if (folded_characters(text) != folded) FAIL_CHECK("not settled: U+", std::hex, unsigned(c));
    for (const char32_t part : folded) {
      const bool is_sign =
          part < 0x80 && !(part >= U'a' && part <= U'z') && !(part >= U'0' && part <= U'9');
      if (is_sign) FAIL_CHECK("a sign is left of U+", std::hex, unsigned(c));
    }
    all += text;
    all += '\n';
  }
  // Another table is another folding, and the names in every store are folded already: see k_fold_version.
  REQUIRE(k_fold_version == 1);
  CHECK(hex(sha256(all)) == "8946b586a8ab4b2d6f2f4526c6016b5e7d2af15fee1f5443d501391c138296cf");
}

TEST_CASE("a part of a name folds to a part of the folded name") {
  std::mt19937 dice(1);
  const std::u32string name = characters_of("南陽市ＡＢ（臥龍）Café㈱後勤ﾊﾟ乾燥①二○八가ß");
  const std::string folded = fold_name(utf8_of(name));
  for (int i = 0; i < 2000; ++i) {
    const std::size_t from = dice() % name.size();
    const std::u32string part = name.substr(from, 1 + dice() % name.size());
    const std::string text = utf8_of(part);
    CAPTURE(text);
    CHECK(folded.find(fold_name(text)) != std::string::npos);
  }
}

}  // namespace sanqu::registry
