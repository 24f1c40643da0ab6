// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "storage/contract/scene.hpp"

namespace sanqu::storage::contract {

using registry::SubjectKey;

namespace {

void merged(const MakeStore& make) {
  const auto store = make();
  std::vector<SubjectKey> s;
  {
    Writing writing(*store, "2026-03-01");
    for (const char* id : {"A", "B", "C", "D", "E", "F"}) s.push_back(writing.subject(id));
    writing.merge(s[2], s[1]);
    writing.merge(s[3], s[2]);
    writing.merge(s[4], s[5]);
    writing.commit();
  }
  {
    Writing writing(*store, "2026-03-02");
    writing.merge(s[3], s[2], true);
    writing.merge(s[1], s[2]);  // and a circle, which a store has no opinion about
    writing.commit();
  }
  const auto reading = good(store->begin_read());
  auto& registry = reading->registry();
  using Keys = std::vector<SubjectKey>;
  CHECK(good(registry.merged_with(s[0])) == Keys{s[0]});
  CHECK(good(registry.merged_with(s[1])) == Keys{s[1], s[2], s[3]});
  CHECK(good(registry.merged_with(s[3])) == Keys{s[3], s[1], s[2]});  // undone, but it was
  CHECK(good(registry.merged_with(s[5])) == Keys{s[5], s[4]});
  CHECK(merges(*reading).size() == 5);
  CHECK(merges(*reading).front().starts_with("B C merged"));
  const Keys one = {s[2]};
  const Words of_one = merges(*reading, {one, Instant::max()});
  REQUIRE(of_one.size() == 4);
  CHECK(of_one[2].starts_with("D C undone"));
  const Keys both = {s[3], s[2]};
  CHECK(merges(*reading, {both, Instant::max()}).size() == 4);
  CHECK(merges(*reading, {both, moment("2026-03-01")}).size() == 2);
  CHECK(good(registry.counts()).merges == 5);
}

void zones(const MakeStore& make) {
  const auto store = make();
  {
    Writing writing(*store, "2026-03-01");
    CHECK(good(writing.registry().zones()).empty());
    writing.zone("ny.street.2", "street", "卧龙岗信用街区");
    writing.zone("ny.park.1", "park", "");
    writing.commit();
  }
  {
    Writing writing(*store, "2026-03-02");
    writing.zone("ny.street.2", "community", "卧龙岗“信用社区”");
    writing.commit();
  }
  const auto reading = good(store->begin_read());
  const auto lines = good(reading->registry().zones());
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].zone_id == "ny.park.1");
  CHECK(lines[0].title == "");
  CHECK(lines[1].zone_id == "ny.street.2");
  CHECK(lines[1].kind == "community");
  CHECK(lines[1].title == "卧龙岗“信用社区”");
  CHECK(lines[1].region == "411303");
  CHECK(lines[1].recorded_at == moment("2026-03-02"));
  CHECK(good(reading->registry().counts()).zones == 2);
}

std::string members(acts::Store& store, std::string_view zone, std::string_view on,
                    Instant known_at = Instant::max()) {
  const auto reading = good(store.begin_read());
  std::string out;
  for (const SubjectKey key : good(reading->registry().members_of(zone, day(on), known_at))) {
    out += good(reading->registry().subject_id_of(key));
  }
  return out;
}

void membership(const MakeStore& make) {
  const auto store = make();
  {
    Writing writing(*store, "2026-03-01");
    writing.zone("Z", "street");
    writing.zone("Y", "park");
    const SubjectKey b = writing.subject("B");
    const SubjectKey a = writing.subject("A");
    writing.member("Z", a, "2026-01-10", "2026-01-20");
    writing.member("Z", b, "2026-01-20");
    writing.member("Z", a, "2026-02-01");
    writing.member("Z", a, "2026-03-01");
    writing.member("Y", b, "0001-01-01");
    writing.commit();
  }
  CHECK(members(*store, "Z", "2026-01-09") == "");
  CHECK(members(*store, "Z", "2026-01-10") == "A");
  CHECK(members(*store, "Z", "2026-01-20") == "BA");  // first coming, and both ends included
  CHECK(members(*store, "Z", "2026-01-21") == "B");
  CHECK(members(*store, "Z", "2026-04-01") == "BA");  // once, though two lines say so
  CHECK(members(*store, "Y", "0001-01-01") == "B");
  CHECK(members(*store, "Y", "9999-12-31") == "B");
  CHECK(members(*store, "X", "2026-04-01") == "");
  {
    Writing writing(*store, "2026-03-02");
    writing.zone("Z", "community");
    // The same zone, subject and first day: it replaces, here by a membership that never was.
    writing.member("Z", writing.subject("B"), "2026-01-20", "2026-01-19");
    writing.member("Z", writing.subject("A"), "2026-03-01", "2026-03-31");
    writing.commit();
  }
  CHECK(members(*store, "Z", "2026-01-25") == "");
  CHECK(members(*store, "Z", "2026-04-01") == "A");  // by the line from 2026-02-01
  CHECK(members(*store, "Z", "2026-01-25", moment("2026-03-01")) == "B");
  const auto reading = good(store->begin_read());
  CHECK(memberships(*reading).size() == 7);
  const std::vector<SubjectKey> one = {good(reading->registry().find_subject("B"))};
  const Words now = memberships(*reading, {one, Instant::max()});
  REQUIRE(now.size() == 3);
  CHECK(now[0].starts_with("Z community B 2026-01-20 9999-12-31 2026-03-01"));
  CHECK(now[1].starts_with("Y park B 0001-01-01 9999-12-31"));
  CHECK(now[2].starts_with("Z community B 2026-01-20 2026-01-19 2026-03-02"));
  const Words before = memberships(*reading, {one, moment("2026-03-01")});
  REQUIRE(before.size() == 2);
  CHECK(before[0].starts_with("Z street B"));
}

}  // namespace

void merges_and_zones_are_kept(const MakeStore& make) {
  SUBCASE("merges join subjects, directly or not, also those undone") { merged(make); }
  SUBCASE("of a zone the newest line counts") { zones(make); }
  SUBCASE("who is in a zone on a day") { membership(make); }
  SUBCASE("nothing hangs in the air") {
    const auto store = make();
    const auto tried = [&](std::string_view zone, SubjectKey by) {
      Writing writing(*store, "2026-03-01");
      writing.zone("Z", "park");
      const SubjectKey subject = writing.subject("S") + by;
      return code_of(writing.registry().add_membership({.zone_id = zone,
                                                        .subject = subject,
                                                        .from = day("2026-01-01"),
                                                        .through = Date::max(),
                                                        .recorded_at = writing.at(),
                                                        .origin = writing.origin()}));
    };
    CHECK(tried("Z", 0) == "done");
    CHECK(tried("Y", 0) == "storage.refused");
    CHECK(tried("Z", 1) == "storage.refused");
    Writing writing(*store, "2026-03-01");
    const SubjectKey subject = writing.subject("S");
    CHECK(code_of(writing.registry().add_merge({.subject = subject,
                                                .into = subject,
                                                .undone = false,
                                                .recorded_at = writing.at(),
                                                .origin = writing.origin()})) == "storage.refused");
  }
}

}  // namespace sanqu::storage::contract
