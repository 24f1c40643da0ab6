// SPDX-License-Identifier: Apache-2.0
// registry/name_store.hpp: names by their grams, subjects by the beginning of their ids.
#include "storage/contract/scene.hpp"

namespace sanqu::storage::contract {

using registry::NameCandidate;
using registry::NameKey;
using registry::NameRead;
using registry::RegistryStore;
using registry::SubjectKey;

namespace {

void add(RegistryStore& store, SubjectKey subject, std::string_view name, const Words& grams,
         bool is_current = true) {
  good(store.add_name({subject, name, name, grams, is_current}));
}

/// The folded names with all of `grams`, in the order in which they come.
Words with(RegistryStore& store, const Words& grams, std::size_t limit = 100) {
  Words out;
  NameKey last = 0;
  good(store.each_name_with(grams, limit, [&](const NameCandidate& candidate) {
    CHECK(candidate.key > last);
    CHECK(candidate.subject > 0);
    last = candidate.key;
    out.emplace_back(candidate.folded);
  }));
  return out;
}

Words read_with(RegistryStore& store, const Words& grams) {
  std::vector<NameKey> keys;
  good(store.each_name_with(
      grams, 100, [&](const NameCandidate& candidate) { keys.push_back(candidate.key); }));
  Words out;
  for (const NameKey key : keys) {
    const NameRead read = good(store.read_name(key));
    out.push_back(read.subject_id + " " + read.name + (read.is_current ? " now" : " before"));
  }
  return out;
}

Words subjects(RegistryStore& store, std::string_view prefix, std::size_t limit = 100) {
  Words out;
  good(store.each_subject_with_prefix(prefix, limit, [&](const NameRead& read) {
    out.push_back(read.subject_id + " " + read.name);
  }));
  return out;
}

void by_grams(const MakeStore& make) {
  const auto store = make();
  Writing first(*store, "2026-03-01T08:00:00+08:00");
  RegistryStore& writing = first.registry();
  add(writing, first.subject("A"), "卧龙区", {"^卧", "区$", "卧_区", "卧龙", "龙区"});
  add(writing, first.subject("B"), "ab卧龙", {"^a", "龙$", "a_卧", "ab", "b_龙", "b卧", "卧龙"});
  add(writing, first.subject("C"), "无", {});  // nothing to find it by
  // What was added is seen in the same transaction.
  CHECK(with(writing, {"卧龙"}) == Words{"卧龙区", "ab卧龙"});
  first.commit();

  const auto reading = store->begin_read();
  RegistryStore& names = (*reading)->registry();
  CHECK(with(names, {"卧龙"}) == Words{"卧龙区", "ab卧龙"});
  CHECK(with(names, {"卧龙"}, 1) == Words{"卧龙区"});
  CHECK(with(names, {"卧龙", "龙区"}) == Words{"卧龙区"});
  CHECK(with(names, {"卧_区"}) == Words{"卧龙区"});
  CHECK(with(names, {"^卧"}) == Words{"卧龙区"});
  CHECK(with(names, {"龙$", "ab"}) == Words{"ab卧龙"});
  CHECK(with(names, {"龙卧"}).empty());
  CHECK(with(names, {"卧"}).empty());  // a gram is a whole one
  CHECK(with(names, {"a卧"}).empty());
  // Whatever is asked is a gram, and never words of a query language.
  for (const std::string& gram :
       {std::string("\""), std::string("a OR b"), std::string("卧龙*"), std::string("NOT"),
        std::string("grams:ab"), std::string("'; --"), std::string("a\0b", 3), std::string("(")}) {
    CAPTURE(gram);
    CHECK(with(names, {gram, "卧龙"}).empty());
  }
}

void counted(const MakeStore& make) {
  const auto store = make();
  Writing writing(*store, "2026-03-01T08:00:00+08:00");
  constexpr int k_names = 400;
  for (int i = 0; i < k_names; ++i) {
    Words grams = {"aa"};
    if (i % 20 == 0) grams.emplace_back("bb");
    add(writing.registry(), writing.subject("S" + std::to_string(i)), "aa", grams);
  }
  writing.commit();
  const auto reading = store->begin_read();
  RegistryStore& names = (*reading)->registry();
  CHECK(good(names.count_names_with("bb")) == 20);
  CHECK(good(names.count_names_with("cc")) == 0);
  CHECK(good(names.count_names_with("aa")) > k_names / 2);
  CHECK(good(names.count_names_with("aa")) < k_names * 2);
}

void now_and_before(const MakeStore& make) {
  const auto store = make();
  {
    Writing first(*store, "2026-03-01T08:00:00+08:00");
    const SubjectKey subject = first.subject("A");
    add(first.registry(), subject, "甲乙", {"甲乙"});
    add(first.registry(), first.subject("B"), "甲乙", {"甲乙"});
    CHECK(read_with(first.registry(), {"甲乙"}) == Words{"A 甲乙 now", "B 甲乙 now"});
    first.commit();
  }
  Writing second(*store, "2026-03-02T08:00:00+08:00");
  const SubjectKey subject = second.subject("A");
  add(second.registry(), subject, "甲丙", {"甲丙"});
  add(second.registry(), subject, "甲丁", {"甲丁"}, false);
  CHECK(read_with(second.registry(), {"甲乙"}) == Words{"A 甲乙 before", "B 甲乙 now"});
  CHECK(read_with(second.registry(), {"甲丙"}) == Words{"A 甲丙 now"});
  CHECK(read_with(second.registry(), {"甲丁"}) == Words{"A 甲丁 before"});
  CHECK(subjects(second.registry(), "A") == Words{"A 甲丙"});
  second.commit();
}

void by_prefix(const MakeStore& make) {
  const auto store = make();
  Writing writing(*store, "2026-03-01T08:00:00+08:00");
  for (const std::string_view id : {"9141", "9142", "914", "92", "甲1", "a_1", "a%"}) {
    writing.subject(id);
  }
  add(writing.registry(), writing.subject("9142"), "甲乙", {"甲乙"});
  RegistryStore& names = writing.registry();
  CHECK(subjects(names, "914") == Words{"914 ", "9141 ", "9142 甲乙"});
  CHECK(subjects(names, "914", 2) == Words{"914 ", "9141 "});
  CHECK(subjects(names, "9143").empty());
  CHECK(subjects(names, "甲") == Words{"甲1 "});
  CHECK(subjects(names, "A").empty());  // byte by byte: case counts
  CHECK(subjects(names, "%").empty());
  CHECK(subjects(names, "a_") == Words{"a_1 "});
  writing.commit();
}

/// So many that a store may rearrange its index before the commit.
void many(const MakeStore& make) {
  const auto store = make();
  constexpr int k_names = 12'000;
  for (int half = 0; half < 2; ++half) {
    Writing writing(*store, half == 0 ? "2026-03-01T08:00:00+08:00" : "2026-03-02T08:00:00+08:00");
    const SubjectKey subject = writing.subject("A");
    for (int i = half; i < k_names; i += 2) {
      add(writing.registry(), subject, "n" + std::to_string(i), {"x" + std::to_string(i), "yy"});
    }
    writing.commit();
  }
  const auto reading = store->begin_read();
  RegistryStore& names = (*reading)->registry();
  for (int i = 0; i < k_names; i += 997) {
    CHECK(with(names, {"x" + std::to_string(i), "yy"}) == Words{"n" + std::to_string(i)});
  }
  CHECK(with(names, {"yy"}, k_names + 1).size() == k_names);
}

void undone(const MakeStore& make) {
  const auto store = make();
  {
    Writing writing(*store, "2026-03-01T08:00:00+08:00");
    add(writing.registry(), writing.subject("A"), "甲乙", {"甲乙"});
    // Not committed.
  }
  const auto reading = store->begin_read();
  CHECK(with((*reading)->registry(), {"甲乙"}).empty());
}

}  // namespace

void names_are_found(const MakeStore& make) {
  SUBCASE("by their grams") { by_grams(make); }
  SUBCASE("grams are counted, about") { counted(make); }
  SUBCASE("a name is the present one or one before") { now_and_before(make); }
  SUBCASE("subjects by the beginning of their ids") { by_prefix(make); }
  SUBCASE("many") { many(make); }
  SUBCASE("not those of a transaction that was undone") { undone(make); }
}

}  // namespace sanqu::storage::contract
