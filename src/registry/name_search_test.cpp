// SPDX-License-Identifier: Apache-2.0
#include "registry/name_search.hpp"

#include <doctest/doctest.h>

#include "registry/names_in_memory.hpp"

namespace sanqu::registry {

namespace {

std::vector<std::string> ids(NameStore& store, std::string_view text, std::size_t limit = 20) {
  const auto found = search_names(store, {text, limit});
  REQUIRE(found);
  std::vector<std::string> out;
  for (const NameFound& one : *found) out.push_back(one.subject_id);
  return out;
}

std::string refusal(std::string_view text) {
  NamesInMemory store;
  const auto found = search_names(store, {text, 20});
  REQUIRE_FALSE(found);
  return std::string(found.error().front().code->id);
}

using Ids = std::vector<std::string>;

/// Some names of one city.
void fill(NamesInMemory& store) {
  store.add("A1", {"南阳市卧龙区老陈餐饮店"});
  store.add("A2", {"卧龙岗文化传媒有限公司"});
  store.add("A3", {"卧龙"});
  store.add("A4", {"南阳市宛城区卧龙超市"});
  store.add("A5", {"南阳ＡＢＣ商贸有限公司", "南阳三区商贸有限公司"});
  store.add("A6", {"唐河县后勤服务中心"});
  store.add("914113000DEMO0001X", {"方城县丰瑞农业有限公司"});
  store.add("914113000DEMO00020", {"方城县丰端农业有限公司"});
  store.add("92411302DEMO000038", {"镇平县玉器商行"});
}

}  // namespace

TEST_CASE("two characters: the name itself, then those that begin with it, then by place") {
  NamesInMemory store;
  fill(store);
  CHECK(ids(store, "卧龙") == Ids{"A3", "A2", "A1", "A4"});
  CHECK(ids(store, "臥龍") == Ids{"A3", "A2", "A1", "A4"});
  CHECK(ids(store, "卧 龙") == Ids{"A3", "A2", "A1", "A4"});
  CHECK(ids(store, "卧龙", 2) == Ids{"A3", "A2"});
  CHECK(ids(store, "后勤") == Ids{"A6"});
  CHECK(ids(store, "後勤") == Ids{"A6"});
  CHECK(ids(store, "丰瑞") == Ids{"914113000DEMO0001X"});
}

TEST_CASE("one character: names that begin or end with it") {
  NamesInMemory store;
  fill(store);
  CHECK(ids(store, "卧") == Ids{"A3", "A2"});
  CHECK(ids(store, "店") == Ids{"A1"});
  CHECK(ids(store, "龙") == Ids{"A3"});
  CHECK(ids(store, "陈").empty());
}

TEST_CASE("how it fits is told") {
  NamesInMemory store;
  fill(store);
  const auto found = search_names(store, {"卧龙岗文化传媒", 20});
  REQUIRE(found);
  REQUIRE(found->size() == 1);
  CHECK(found->front().fit == NameFit::begins);
  CHECK(found->front().name == "卧龙岗文化传媒有限公司");
  CHECK(search_names(store, {"卧龙", 20})->front().fit == NameFit::equal);
  CHECK(search_names(store, {"文化传媒", 20})->front().fit == NameFit::inside);
  CHECK(search_names(store, {"卧龙岗文化传煤有限", 20})->front().fit == NameFit::near);
  CHECK(search_names(store, {"9141", 20})->front().fit == NameFit::code);
}

TEST_CASE("former names, full-width forms") {
  NamesInMemory store;
  fill(store);
  for (const std::string_view text : {"ＡＢＣ", "abc", "南阳abc", "ABC商贸"}) {
    CAPTURE(text);
    const auto found = search_names(store, {text, 20});
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK(found->front().subject_id == "A5");
    CHECK(found->front().name == "南阳ＡＢＣ商贸有限公司");
    CHECK_FALSE(found->front().is_current);
  }
  // Both names fit: once, with the one that fits better; of two that fit alike with the present one.
  CHECK(ids(store, "南阳") == Ids{"A4", "A5", "A1"});
  store.add("B1", {"宏发甲厂", "宏发乙厂"});
  const auto found = search_names(store, {"宏发", 20});
  REQUIRE(found->size() == 1);
  CHECK(found->front().name == "宏发乙厂");
  CHECK(found->front().is_current);
}

TEST_CASE("a name that a subject has again is its name now") {
  NamesInMemory store;
  store.add("C1", {"云桥茶社", "云桥茶馆", "云桥茶社"});
  const auto found = search_names(store, {"云桥茶社", 20});
  REQUIRE(found->size() == 1);
  CHECK(found->front().is_current);
}

TEST_CASE("one typing error") {
  NamesInMemory store;
  fill(store);
  for (const std::string_view text :
       {"唐河县后勤服务中心", "唐河县后勤服各中心", "唐河县后服务中心", "唐河县后勤服服务中心",
        "唐河县勤后服务中心", "河唐县后勤", "汤河县后勤服务中心", "唐河县后勤服务中信", "后勤腹务",
        "后务勤服", "唐县后勤"}) {
    CAPTURE(text);
    CHECK(ids(store, text) == Ids{"A6"});
  }
  // What contains it comes first.
  CHECK(ids(store, "方城县丰瑞农业") == Ids{"914113000DEMO0001X", "914113000DEMO00020"});
  CHECK(ids(store, "方城县丰端农业") == Ids{"914113000DEMO00020", "914113000DEMO0001X"});
  // Two errors are too many.
  CHECK(ids(store, "唐河现后勤服各中心").empty());
}

TEST_CASE("short queries return no junk") {
  NamesInMemory store;
  fill(store);
  CHECK(ids(store, "龙卧") == Ids{"A3", "A2", "A1", "A4"});  // swapped, and nothing contains it
  CHECK(ids(store, "阳南") == ids(store, "南阳"));
  CHECK(ids(store, "卧虎").empty());
  CHECK(ids(store, "卧县").empty());
  CHECK(ids(store, "卧龙虎", 3).empty());  // four have two of the three characters: too many
  CHECK(ids(store, "卧龙虎", 20) == Ids{"A3", "A2", "A1", "A4"});
  CHECK(ids(store, "唐县后") == Ids{"A6"});  // one is missing
  CHECK(ids(store, "后服勤") == Ids{"A6"});
  CHECK(ids(store, "唐县河") == Ids{"A6"});
  CHECK(ids(store, "卧龙岗") == Ids{"A2"});  // nothing with an error beside what contains it
}

TEST_CASE("codes") {
  NamesInMemory store;
  fill(store);
  const Ids both = {"914113000DEMO0001X", "914113000DEMO00020"};
  CHECK(ids(store, "914113") == both);
  CHECK(ids(store, "９１４１１３") == both);
  CHECK(ids(store, " 9141 13 ") == both);
  CHECK(ids(store, "914113000demo0001x") == Ids{both[0]});
  CHECK(ids(store, "92") == Ids{"92411302DEMO000038"});
  CHECK(ids(store, "91", 1) == Ids{both[0]});
  CHECK(ids(store, "93").empty());
  store.add("s0007", {"小写编号的主体"});
  CHECK(ids(store, "s00") == Ids{"s0007"});
  store.add("ZZ9", {"9141 号仓库"});
  CHECK(ids(store, "9141") == Ids{both[0], both[1], "ZZ9"});  // codes first, then names
  CHECK(search_names(store, {"92", 20})->front().name == "镇平县玉器商行");
}

TEST_CASE("what can't be searched is said") {
  CHECK(refusal("") == "registry.name_empty");
  CHECK(refusal("  ·（）") == "registry.name_empty");
  CHECK(refusal(std::string_view("\0\0", 2)) == "registry.name_empty");
  CHECK(refusal("\xFF\xFE") == "registry.name_not_text");
  CHECK(refusal("卧\xE9") == "registry.name_not_text");
  std::string long_text;
  for (int i = 0; i < 10'000; ++i) long_text += "龙";
  CHECK(refusal(long_text) == "registry.name_too_long");
  NamesInMemory store;
  CHECK(ids(store, long_text.substr(0, 3 * k_query_characters_max)).empty());
  CHECK(ids(store, "卧龙").empty());
}

TEST_CASE("limits") {
  NamesInMemory store;
  for (int i = 0; i < 300; ++i) store.add("S" + std::to_string(i), {"南阳市卧龙区餐饮店"});
  CHECK(ids(store, "卧龙", 0).size() == 1);
  CHECK(ids(store, "卧龙", 7).size() == 7);
  CHECK(ids(store, "卧龙", 100'000).size() == k_names_found_max);
}

TEST_CASE("a query of the commonest words reads few names, and finds the best of all the same") {
  NamesInMemory store;
  for (int i = 0; i < 20'000; ++i) {
    store.add("S" + std::to_string(i), {"南阳市餐饮有限公司" + std::to_string(i)});
  }
  store.add("BEGINS", {"有限公司研究会"});
  store.add("EQUAL", {"有限公司"});
  store.candidates = 0;
  const Ids found = ids(store, "有限公司");
  CHECK(store.candidates < 1000);
  CHECK(found.size() == 20);
  CHECK(found[0] == "EQUAL");
  CHECK(found[1] == "BEGINS");
  store.candidates = 0;
  CHECK(ids(store, "市").empty());
  CHECK(ids(store, "阳南市餐饮有限公司").size() == 20);
  CHECK(store.candidates < 1000);
}

}  // namespace sanqu::registry
