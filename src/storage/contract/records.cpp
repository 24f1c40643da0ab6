// SPDX-License-Identifier: Apache-2.0
#include "storage/contract/scene.hpp"

namespace sanqu::storage::contract {

using catalogue::RecordStatus;
using registry::RecordKey;
using registry::SubjectKey;

namespace {

void names(const MakeStore& make) {
  const auto store = make();
  Writing writing(*store, "2026-03-01");
  auto& registry = writing.registry();
  const SubjectKey subject = writing.subject("S");
  CHECK(good(registry.find_record("penalty", "罚〔2026〕1号")) == 0);
  const RecordKey first = writing.record("penalty", "罚〔2026〕1号", subject, "[1]");
  CHECK(first > 0);
  CHECK(good(registry.find_record("penalty", "罚〔2026〕1号")) == first);
  CHECK(good(registry.find_record("penalty", "罚〔2026〕2号")) == 0);
  CHECK(good(registry.find_record("licence", "罚〔2026〕1号")) == 0);
  CHECK(good(registry.find_record("Penalty", "罚〔2026〕1号")) == 0);
  const RecordKey other = writing.record("licence", "罚〔2026〕1号", subject, "[2]");
  CHECK(other != first);
  // A name that is there: nothing is added, the key is given.
  const auto again =
      good(registry.add_record("penalty", "罚〔2026〕1号", writing.version(subject, "[3]")));
  CHECK(!again.is_new);
  CHECK(again.record == first);
  CHECK(latest_content(registry, first) == "[1]");
  CHECK(latest_content(registry, other) == "[2]");
  CHECK(latest_content(registry, other + 100) == "none");
}

void versions_of_one(const MakeStore& make) {
  const auto store = make();
  RecordKey record = 0;
  for (int i = 1; i <= 5; ++i) {
    Writing writing(*store, "2026-03-0" + std::to_string(i));
    const SubjectKey subject = writing.subject("S");
    registry::RecordVersion version = writing.version(subject, "");
    const std::string content = "[" + std::to_string(i) + "]";
    version.content = content;
    version.event_on = i % 2 == 0 ? Date::min() : Date::max();
    if (i == 1) record = good(writing.registry().add_record("c", "R", version)).record;
    version.record = record;
    if (i > 1) good(writing.registry().add_version(version));
    CHECK(latest_content(writing.registry(), record) == content);
    writing.commit();
  }
  const auto reading = good(store->begin_read());
  int visits = 0;
  good(reading->registry().latest_version(record, [&](const registry::RecordVersion& version) {
    ++visits;
    CHECK(version.record == record);
    CHECK(reading->registry().subject_id_of(version.subject) == "S");
    CHECK(version.event_on == Date::max());
    CHECK(version.recorded_at == moment("2026-03-05"));
    CHECK(version.content == "[5]");
    CHECK(version.origin.batch == 5);
    CHECK(version.origin.line == 2);
  }));
  CHECK(visits == 1);
  CHECK(versions(*reading) == Words{"c R S 9999-12-31 2026-03-01T00:00:00+08:00 [1] 1:3",
                                    "c R S 0001-01-01 2026-03-02T00:00:00+08:00 [2] 2:2",
                                    "c R S 9999-12-31 2026-03-03T00:00:00+08:00 [3] 3:2",
                                    "c R S 0001-01-01 2026-03-04T00:00:00+08:00 [4] 4:2",
                                    "c R S 9999-12-31 2026-03-05T00:00:00+08:00 [5] 5:2"});
  CHECK(good(reading->registry().counts()).records == 1);
  CHECK(good(reading->registry().counts()).versions == 5);
}

void status_lines(const MakeStore& make) {
  const auto store = make();
  Writing writing(*store, "2026-03-01");
  const SubjectKey subject = writing.subject("S");
  const RecordKey first = writing.record("c", "R1", subject);
  const RecordKey second = writing.record("c", "R2", subject);
  const auto all = {RecordStatus::withdrawn, RecordStatus::suspended, RecordStatus::repaired,
                    RecordStatus::in_force, RecordStatus::expired};
  for (const RecordStatus status : all) writing.status(second, status, "2026-02-01");
  writing.status(first, RecordStatus::repaired, "0001-01-01");
  writing.status(first, RecordStatus::repaired, "9999-12-31");
  std::vector<RecordStatus> seen;
  good(writing.registry().statuses_of(second, [&](const registry::StatusLine& line) {
    CHECK(line.record == second);
    CHECK(line.effective_on == day("2026-02-01"));
    CHECK(line.recorded_at == moment("2026-03-01"));
    seen.push_back(line.status);
  }));
  CHECK(seen == std::vector<RecordStatus>(all));
  writing.commit();
  const auto reading = good(store->begin_read());
  const Words lines = statuses(*reading);
  REQUIRE(lines.size() == 7);  // record by record, in each as added
  CHECK(lines[0].starts_with("c R1 3 0001-01-01"));
  CHECK(lines[1].starts_with("c R1 3 9999-12-31"));
  CHECK(lines[2].starts_with("c R2 4 2026-02-01"));
  CHECK(lines[6].starts_with("c R2 1 2026-02-01"));
}

void unknown(const MakeStore& make) {
  const auto store = make();
  const auto tried = [&](auto&& act) {
    Writing writing(*store, "2026-03-01");
    const SubjectKey subject = writing.subject("S");
    return code_of(act(writing, subject));
  };
  CHECK(tried([](Writing& w, SubjectKey s) {
          return w.registry().add_record("c", "R", w.version(s + 1, "{}"));
        }) == "storage.refused");
  CHECK(tried([](Writing& w, SubjectKey s) {
          return w.registry().add_record("c", "", w.version(s, "{}"));
        }) == "storage.refused");
  CHECK(tried([](Writing& w, SubjectKey s) {
          registry::RecordVersion version = w.version(s, "{}");
          version.record = 99;
          return w.registry().add_version(version);
        }) == "storage.refused");
  CHECK(tried([](Writing& w, SubjectKey s) {
          registry::RecordVersion version = w.version(s + 1, "{}");
          version.record = w.record("c", "R", s);
          return w.registry().add_version(version);
        }) == "storage.refused");
  CHECK(tried([](Writing& w, SubjectKey) {
          return w.registry().add_status({.record = 99,
                                          .status = RecordStatus::expired,
                                          .effective_on = day("2026-01-01"),
                                          .recorded_at = w.at(),
                                          .origin = w.origin()});
        }) == "storage.refused");
}

/// Which records the reading of some subjects gives, as "R1 R2 ".
std::string read_with(acts::Transaction& reading, std::vector<SubjectKey> wanted) {
  std::string out;
  good(reading.registry().each_version({wanted, Instant::max()}, [&](const auto& read) {
    out += std::string(read.record_id) + std::string(read.version.content) + " ";
  }));
  good(reading.registry().each_status({wanted, Instant::max()}, [&](const auto& read) {
    out += std::string(read.record_id) + "! ";
  }));
  return out;
}

}  // namespace

void records_are_kept(const MakeStore& make) {
  SUBCASE("a class and an id name one record") { names(make); }
  SUBCASE("versions stay beside each other, the newest is the latest") { versions_of_one(make); }
  SUBCASE("status lines stay in their order") { status_lines(make); }
  SUBCASE("nothing hangs in the air") { unknown(make); }
}

void moved_records_are_read_with_both(const MakeStore& make) {
  const auto store = make();
  SubjectKey a = 0;
  SubjectKey b = 0;
  SubjectKey c = 0;
  RecordKey record = 0;
  {
    Writing writing(*store, "2026-03-01");
    a = writing.subject("A");
    b = writing.subject("B");
    c = writing.subject("C");
    record = writing.record("c", "R", a, "1");
    writing.record("c", "Q", b, "1");
    writing.commit();
  }
  {
    Writing writing(*store, "2026-03-02");
    writing.correct(record, b, "2");
    writing.status(record, RecordStatus::suspended, "2026-03-02");
    writing.commit();
  }
  {
    Writing writing(*store, "2026-03-03");
    writing.correct(record, b, "3");
    writing.correct(record, a, "4");
    writing.commit();
  }
  const auto reading = good(store->begin_read());
  CHECK(read_with(*reading, {a}) == "R1 R2 R4 R! ");
  CHECK(read_with(*reading, {b}) == "Q1 R2 R3 R4 R! ");
  CHECK(read_with(*reading, {c}) == "");
  // Both: each line once, with the subject that it is about.
  CHECK(read_with(*reading, {b, a}) == "R1 R4 Q1 R2 R3 R! ");
  CHECK(read_with(*reading, {}) == "R1 Q1 R2 R3 R4 R! ");
  // As it was known before the move, it is A's alone.
  const std::vector<SubjectKey> only_b = {b};
  CHECK(versions(*reading, {only_b, moment("2026-03-01")}).size() == 1);
  CHECK(statuses(*reading, {only_b, moment("2026-03-01")}).empty());
  CHECK(statuses(*reading, {only_b, moment("2026-03-02")}).size() == 1);
}

}  // namespace sanqu::storage::contract
