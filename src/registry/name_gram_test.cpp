// SPDX-License-Identifier: Apache-2.0
#include "registry/name_gram.hpp"

#include <doctest/doctest.h>

namespace sanqu::registry {

namespace {

using Texts = std::vector<std::string>;

Texts texts(std::u32string_view pattern) {
  Texts out;
  for (const NameGram& gram : pattern_grams(pattern)) out.push_back(text_of(gram));
  return out;
}

}  // namespace

TEST_CASE("grams") {
  CHECK(name_grams("卧龙区") == Texts{"^卧", "区$", "卧_区", "卧龙", "龙区"});
  CHECK(name_grams("店") == Texts{"^店", "店$"});
  CHECK(name_grams("aaaa") == Texts{"^a", "a$", "a_a", "aa"});
  CHECK(name_grams("").empty());
  CHECK(texts(U"卧龙区") == Texts{"卧龙", "龙区", "卧_区"});
  CHECK(texts(U"卧?区店") == Texts{"区店", "卧_区"});
  CHECK(texts(U"龙").empty());
}

}  // namespace sanqu::registry
