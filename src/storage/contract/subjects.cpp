// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "storage/contract/scene.hpp"

namespace sanqu::storage::contract {

using registry::SubjectKey;

namespace {

/// "kind valid_from content", or nothing.
std::string line_on(acts::Store& store, SubjectKey subject, std::string_view on) {
  std::string out;
  int visits = 0;
  const auto reading = good(store.begin_read());
  good(reading->registry().subject_line_on(subject, day(on), [&](const auto& line) {
    ++visits;
    CHECK(line.subject == subject);
    out = std::string(line.kind) + " " + line.valid_from.text() + " " + std::string(line.content);
  }));
  CHECK(visits <= 1);
  return out;
}

void keys(const MakeStore& make) {
  const auto store = make();
  // Ids are bytes: letters, blanks, forms of one character that look alike, the longest that a catalogue allows.
  const std::array<std::string, 8> ids = {"91410000MA3X1234XY", "91410000ma3x1234xy",
                                          "外资 企业 №1",       "caf\xc3\xa9",
                                          "cafe\xcc\x81",       "𬭸",
                                          "%_'\"\\;--",         std::string(64, 'x')};
  std::array<SubjectKey, 8> keys = {};
  {
    Writing writing(*store, "2026-03-01");
    for (std::size_t i = 0; i < ids.size(); ++i) {
      CHECK(good(writing.registry().find_subject(ids[i])) == 0);
      keys[i] = good(writing.registry().add_subject(ids[i]));
      CHECK(keys[i] > 0);
      if (i > 0) CHECK(keys[i] > keys[i - 1]);
      CHECK(good(writing.registry().find_subject(ids[i])) == keys[i]);
    }
    writing.commit();
  }
  const auto reading = good(store->begin_read());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    CHECK(good(reading->registry().find_subject(ids[i])) == keys[i]);
    CHECK(good(reading->registry().subject_id_of(keys[i])) == ids[i]);
  }
  CHECK(good(reading->registry().find_subject("外资 企业")) == 0);
}

void lines(const MakeStore& make) {
  const auto store = make();
  SubjectKey subject = 0;
  {
    Writing writing(*store, "2026-03-01");
    subject = good(writing.registry().add_subject("S"));
    auto line = writing.line(subject, "2020-05-01", R"({"name":"三区“信用”\n𬭸"})");
    line.uscc_failed = true;
    line.kind = "individual_business";
    good(writing.registry().add_subject_line(line));
    good(writing.registry().add_subject_line(writing.line(subject, "9999-12-31", "")));
    writing.commit();
  }
  CHECK(line_on(*store, subject, "2020-04-30") == "");
  CHECK(line_on(*store, subject, "2020-05-01") ==
        "individual_business 2020-05-01 {\"name\":\"三区“信用”\\n𬭸\"}");
  CHECK(line_on(*store, subject, "9999-12-30").starts_with("individual_business 2020-05-01"));
  CHECK(line_on(*store, subject, "9999-12-31") == "enterprise 9999-12-31 ");
  CHECK(line_on(*store, subject + 1, "9999-12-31") == "");
  {
    Writing writing(*store, "2026-03-02");
    good(writing.registry().add_subject_line(writing.line(subject, "0001-01-01", "[1]")));
    good(writing.registry().add_subject_line(writing.line(subject, "2020-05-01", "[2]")));
    good(writing.registry().add_subject_line(writing.line(subject, "2020-05-01", "[3]")));
    writing.commit();
  }
  CHECK(line_on(*store, subject, "0001-01-01") == "enterprise 0001-01-01 [1]");
  // The latest valid_from first, then what was learned last.
  CHECK(line_on(*store, subject, "2025-01-01") == "enterprise 2020-05-01 [3]");
  const auto reading = good(store->begin_read());
  CHECK(subject_lines(*reading).size() == 5);
  CHECK(subject_lines(*reading).front().find("individual_business failed") != std::string::npos);
}

void order(const MakeStore& make) {
  const auto store = make();
  std::vector<SubjectKey> some;
  {
    Writing writing(*store, "2026-03-01");
    for (const char* id : {"C", "A", "B"}) some.push_back(writing.subject(id));
    writing.commit();
  }
  {
    Writing writing(*store, "2026-03-02");
    good(writing.registry().add_subject_line(writing.line(some[0], "2020-01-01", "[2]")));
    good(writing.registry().add_subject_line(writing.line(some[1], "2010-01-01", "[3]")));
    writing.commit();
  }
  const auto ids = [&](std::vector<SubjectKey> wanted) {
    const auto reading = good(store->begin_read());
    std::string out;
    good(reading->registry().each_subject_line({wanted, Instant::max()}, [&](const auto& read) {
      out += std::string(read.subject_id) + " ";
    }));
    return out;
  };
  CHECK(ids({}) == "C C A A B ");
  CHECK(ids({some[2], some[0]}) == "C C B ");
  CHECK(ids({some[1], some[1]}) == "A A ");
  CHECK(ids({some[2] + 1}) == "");
}

void no_natural_person(const MakeStore& make) {
  const auto store = make();
  for (const char* kind : {"natural_person", "person", "individual", "citizen", "resident",
                           "Natural_Person", "CITIZEN", ""}) {
    Writing writing(*store, "2026-03-01");
    const SubjectKey subject = good(writing.registry().add_subject("S"));
    auto line = writing.line(subject, "2020-01-01", "{}");
    line.kind = kind;
    CHECK(code_of(writing.registry().add_subject_line(line)) == "storage.refused");
    CHECK(code_of(writing.batches().finish_batch(writing.batch)) == "storage.refused");
  }
  const auto reading = good(store->begin_read());
  CHECK(good(reading->registry().find_subject("S")) == 0);
}

}  // namespace

void subjects_are_kept(const MakeStore& make) {
  SUBCASE("an id has one key, for ever") { keys(make); }
  SUBCASE("the line that holds on a day") { lines(make); }
  SUBCASE("in the order of first coming") { order(make); }
  SUBCASE("no kind of natural person comes in, and the transaction ends with it") {
    no_natural_person(make);
  }
  SUBCASE("an id comes once, and is not empty") {
    const auto store = make();
    for (const char* id : {"S", ""}) {
      Writing writing(*store, "2026-03-01");
      good(writing.registry().add_subject("S"));
      CHECK(code_of(writing.registry().add_subject(id)) == "storage.refused");
    }
  }
  SUBCASE("a line is of a subject that is there") {
    const auto store = make();
    Writing writing(*store, "2026-03-01");
    CHECK(code_of(writing.registry().add_subject_line(writing.line(7, "2020-01-01", "{}"))) ==
          "storage.refused");
  }
  SUBCASE("an unknown key has no id") {
    const auto store = make();
    CHECK(code_of(good(store->begin_read())->registry().subject_id_of(7)) == "storage.refused");
  }
}

}  // namespace sanqu::storage::contract
