// SPDX-License-Identifier: Apache-2.0
// Results and standards: what was published stays.
#include "storage/contract/scene.hpp"

namespace sanqu::storage::contract {

using evaluation::StoredResult;
using evaluation::StoredRun;
using registry::SubjectKey;
using standards::KeptFile;
using standards::PublishedStandard;
using standards::StandardStore;

namespace {

StoredResult result(SubjectKey subject, std::string_view standard, std::string_view grade,
                    std::string_view next_change = "9999-12-31") {
  StoredResult out;
  out.subject = subject;
  out.standard_id = standard;
  out.standard_version = "1.0.0";
  out.as_of = day("2026-03-31");
  out.known_at = moment("2026-04-01T08:00:00.123+08:00");
  out.status = grade.empty() ? "not_rated" : "rated";
  out.points = grade.empty() ? "" : "716.0";
  out.grade = grade;
  out.next_change = day(next_change);
  out.json = R"({"grade":")" + std::string(grade) + R"("})";
  out.cause = "batch:1";
  return out;
}

void same(const StoredResult& a, const StoredResult& b) {
  CHECK(a.subject == b.subject);
  CHECK(a.standard_id == b.standard_id);
  CHECK(a.standard_version == b.standard_version);
  CHECK(a.as_of == b.as_of);
  CHECK(a.known_at == b.known_at);
  CHECK(a.status == b.status);
  CHECK(a.points == b.points);
  CHECK(a.grade == b.grade);
  CHECK(a.next_change == b.next_change);
  CHECK(a.run == b.run);
  CHECK(a.json == b.json);
  CHECK(a.cause == b.cause);
}

void newest_is_current(const MakeStore& make) {
  const auto store = make();
  Writing writing(*store, "2026-03-01");
  auto& results = writing.results();
  const SubjectKey a = writing.subject("A");
  const SubjectKey b = writing.subject("B");
  CHECK(!good(results.current("x", a)));
  CHECK(good(results.history("x", a)).empty());
  CHECK(good(results.latest_known_at()) == Instant::min());
  CHECK(good(results.grade_counts("x")).empty());
  good(results.add_result(result(b, "x", "AA")));
  const auto first = good(results.add_result(result(a, "x", "B")));
  good(results.add_result(result(a, "y", "C")));
  auto second = result(a, "x", "");
  second.as_of = day("2026-01-01");  // the newest by coming, not by date
  second.known_at = moment("2026-04-02");
  CHECK(good(results.add_result(second)) > first);
  auto merged = result(b, "y", "");
  merged.status = "merged";
  good(results.add_result(merged));
  same(*good(results.current("x", a)), second);
  same(*good(results.current("y", a)), result(a, "y", "C"));
  const auto history = good(results.history("x", a));
  REQUIRE(history.size() == 2);
  same(history[0], result(a, "x", "B"));
  same(history[1], second);
  CHECK(history[0].id == first);
  CHECK(good(results.latest_known_at()) == merged.known_at);
  std::vector<SubjectKey> seen;
  good(results.each_current("x", [&](const StoredResult& one) { seen.push_back(one.subject); }));
  CHECK(seen == std::vector<SubjectKey>{a, b});
  std::string grades;
  for (const char* standard : {"x", "y", "z"}) {
    for (const auto& count : good(results.grade_counts(standard))) {
      grades += count.status + ":" + count.grade + ":" + std::to_string(count.subjects) + " ";
    }
  }
  CHECK(grades == "not_rated::1 rated:AA:1 merged::1 rated:C:1 ");
}

void due_list(const MakeStore& make) {
  const auto store = make();
  Writing writing(*store, "2026-03-01");
  auto& results = writing.results();
  std::vector<SubjectKey> s;
  for (const char* id : {"A", "B", "C", "D"}) s.push_back(writing.subject(id));
  good(results.add_result(result(s[0], "x", "B", "2026-06-02")));
  good(results.add_result(result(s[1], "x", "B", "2026-06-01")));
  good(results.add_result(result(s[2], "x", "B", "2026-06-01")));
  good(results.add_result(result(s[3], "x", "B")));
  good(results.add_result(result(s[3], "y", "B", "2026-06-01")));
  using Keys = std::vector<SubjectKey>;
  CHECK(good(results.due("x", day("2026-05-31"), 10)) == Keys{});
  CHECK(good(results.due("x", day("2026-06-01"), 10)) == Keys{s[1], s[2]});
  CHECK(good(results.due("x", day("2026-06-02"), 10)) == Keys{s[1], s[2], s[0]});
  CHECK(good(results.due("x", day("2026-06-02"), 1)) == Keys{s[1]});
  CHECK(good(results.due("x", day("9999-12-31"), 10)) == Keys{s[1], s[2], s[0]});  // never: never
  CHECK(good(results.due("z", day("2026-06-02"), 10)) == Keys{});
  good(results.add_result(result(s[1], "x", "B", "2026-07-01")));
  good(results.add_result(result(s[2], "x", "B")));
  CHECK(good(results.due("x", day("2026-06-02"), 10)) == Keys{s[0]});
  CHECK(good(results.due("y", day("2026-06-02"), 10)) == Keys{s[3]});
}

void runs(const MakeStore& make) {
  const auto store = make();
  Writing writing(*store, "2026-03-01");
  auto& results = writing.results();
  CHECK(!good(results.latest_run("x")));
  const auto run = [](std::string_view name, std::string_view standard) {
    return StoredRun{std::string(name), std::string(standard), "1.0.0",
                     day("2026-03-31"), moment("2026-04-01"),  R"({"groups":[]})"};
  };
  good(results.add_run(run("0123456789abcdef", "x")));
  good(results.add_run(run("1123456789abcdef", "x")));
  good(results.add_run(run("2123456789abcdef", "y")));
  CHECK(good(results.latest_run("x"))->name == "1123456789abcdef");
  const auto found = good(results.find_run("0123456789abcdef"));
  REQUIRE(found);
  CHECK(found->standard_id == "x");
  CHECK(found->standard_version == "1.0.0");
  CHECK(found->as_of == day("2026-03-31"));
  CHECK(found->known_at == moment("2026-04-01"));
  CHECK(found->distribution == R"({"groups":[]})");
  CHECK(!good(results.find_run("x")));
  auto ranked = result(writing.subject("A"), "x", "B");
  ranked.run = "0123456789abcdef";
  good(results.add_result(ranked));
  same(*good(results.current("x", ranked.subject)), ranked);
  CHECK(code_of(results.add_run(run("0123456789abcdef", "x"))) == "storage.refused");
}

void refused_results(const MakeStore& make) {
  const auto store = make();
  const auto tried = [&](const std::function<void(StoredResult&)>& change) {
    Writing writing(*store, "2026-03-01");
    StoredResult one = result(writing.subject("A"), "x", "B");
    change(one);
    return code_of(writing.results().add_result(one));
  };
  CHECK(tried([](StoredResult&) {}) == "done");
  CHECK(tried([](StoredResult& r) { r.subject += 1; }) == "storage.refused");
  CHECK(tried([](StoredResult& r) { r.status = "excellent"; }) == "storage.refused");
  CHECK(tried([](StoredResult& r) { r.run = "unknown"; }) == "storage.refused");
  CHECK(tried([](StoredResult& r) { r.known_at = Instant::max(); }) == "storage.refused");
}

PublishedStandard published(std::string_view id, std::string_view version, std::string_view from) {
  PublishedStandard out;
  out.id = id;
  out.version = version;
  out.files = {
      {"rules/a.yaml", "standard: 三区\n"}, {"", ""}, {"b.yaml", std::string(70'000, 'x')}};
  out.catalogue = "sha-1";
  out.published_at = moment("2026-02-01T09:00:00.5+08:00");
  out.active_from = day(from);
  out.author = "甲";
  return out;
}

/// Proposed by 甲 and published by `approver`.
Result<bool> publish(StandardStore& store, PublishedStandard standard,
                     std::string_view approver = "乙") {
  standard.proposal = TRY(store.propose(standard));
  standard.approver = approver;
  return store.publish(standard);
}

void catalogues(const MakeStore& make) {
  const auto store = make();
  const std::vector<KeptFile> first = {{"z.yaml", "1"}, {"a.yaml", "目录"}};
  const std::vector<KeptFile> second = {{"z.yaml", "2"}};
  Writing writing(*store, "2026-03-01");
  auto& standards = writing.standards();
  CHECK(good(standards.latest_catalogue()) == "");
  CHECK(!good(standards.find_catalogue("sha-1")));
  good(standards.add_catalogue("sha-1", first, moment("2026-01-01")));
  CHECK(good(standards.latest_catalogue()) == "sha-1");
  good(standards.add_catalogue("sha-2", second, moment("2026-01-02")));
  CHECK(good(standards.latest_catalogue()) == "sha-2");
  good(standards.add_catalogue("sha-1", first, moment("2026-01-03")));  // back to the earlier one
  CHECK(good(standards.latest_catalogue()) == "sha-1");
  CHECK(*good(standards.find_catalogue("sha-1")) == first);
  CHECK(*good(standards.find_catalogue("sha-2")) == second);
}

void versions_of_standards(const MakeStore& make) {
  const auto store = make();
  {
    Writing writing(*store, "2026-03-01");
    good(writing.standards().add_catalogue("sha-1", {{"a", "b"}}, moment("2026-01-01")));
    good(publish(writing.standards(), published("y", "2.0.0", "2026-05-01")));
    good(publish(writing.standards(), published("y", "3.0.0", "2026-07-01")));
    good(publish(writing.standards(), published("y", "2.0.1", "2026-05-01")));
    good(publish(writing.standards(), published("x", "1.0.0", "0001-01-01")));
    CHECK(code_of(publish(writing.standards(), published("y", "2.0.0", "2026-08-01"))) ==
          "storage.refused");
  }
  Writing writing(*store, "2026-03-01");
  auto& standards = writing.standards();
  good(standards.add_catalogue("sha-1", {{"a", "b"}}, moment("2026-01-01")));
  for (const auto& one :
       {published("y", "2.0.0", "2026-05-01"), published("y", "3.0.0", "2026-07-01"),
        published("y", "2.0.1", "2026-05-01"), published("x", "1.0.0", "0001-01-01")}) {
    good(publish(standards, one));
  }
  const auto active = [&](std::string_view id, std::string_view on) {
    const auto found = good(standards.find_standard(id, "", day(on)));
    return found ? found->version : "none";
  };
  CHECK(active("y", "2026-04-30") == "none");
  CHECK(active("y", "2026-05-01") == "2.0.1");  // two from one day: the one published last
  CHECK(active("y", "2026-07-01") == "3.0.0");
  CHECK(active("x", "0001-01-01") == "1.0.0");
  CHECK(active("z", "2026-07-01") == "none");
  const auto found = good(standards.find_standard("y", "3.0.0", day("2020-01-01")));
  REQUIRE(found);
  const PublishedStandard made = published("y", "3.0.0", "2026-07-01");
  CHECK(found->files == made.files);
  CHECK(found->catalogue == "sha-1");
  CHECK(found->published_at == made.published_at);
  CHECK(found->active_from == made.active_from);
  CHECK(found->author == "甲");
  CHECK(found->approver == "乙");
  CHECK(!good(standards.find_standard("y", "4.0.0", day("2030-01-01"))));
  const auto all = good(standards.active_standards(day("2026-06-01")));
  REQUIRE(all.size() == 2);
  CHECK(all[0].id == "x");
  CHECK(all[1].version == "2.0.1");
  CHECK(all[1].files == made.files);
  CHECK(good(standards.active_standards(day("2026-01-01"))).size() == 1);
}

/// The one that `published` names.
void add_catalogue(StandardStore& standards) {
  good(standards.add_catalogue("sha-1", {{"a", "b"}}, moment("2026-01-01")));
}

void two_people(const MakeStore& make) {
  const auto store = make();
  const auto tried = [&](const auto& attempt) {
    Writing writing(*store, "2026-03-01");
    add_catalogue(writing.standards());
    return code_of(attempt(writing.standards()));
  };
  const PublishedStandard first = published("x", "1.0.0", "2026-05-01");
  CHECK(tried([&](auto& standards) { return publish(standards, first, "甲"); }) ==
        "storage.refused");
  CHECK(tried([&](auto& standards) { return publish(standards, first, ""); }) == "storage.refused");
  CHECK(tried([&](auto& standards) {
          PublishedStandard never_proposed = first;
          never_proposed.approver = "乙";
          return standards.publish(never_proposed);
        }) == "storage.refused");
  CHECK(tried([&](auto& standards) {
          PublishedStandard other = first;
          other.proposal = good(standards.propose(published("x", "1.0.1", "2026-05-01")));
          other.approver = "乙";
          return standards.publish(other);
        }) == "storage.refused");

  Writing writing(*store, "2026-03-01");
  auto& standards = writing.standards();
  add_catalogue(standards);
  good(standards.propose(first));
  good(standards.propose(published("x", "1.0.1", "2026-05-01")));
  // Both versions are open; a second proposal of one takes the place of the first.
  PublishedStandard better = published("x", "1.0.0", "2026-06-01");
  better.files = {{"a.yaml", "better"}};
  better.author = "丙";
  better.proposal = good(standards.propose(better));
  const auto open = good(standards.open_proposals());
  REQUIRE(open.size() == 2);
  CHECK(open[0].version == "1.0.1");
  CHECK(open[1].proposal == better.proposal);
  CHECK(open[1].files == better.files);
  CHECK(open[1].author == "丙");
  CHECK(open[1].approver == "");
  better.approver = "甲";
  good(standards.publish(better));
  CHECK(good(standards.open_proposals()).size() == 1);
  // What is refused is open no more, until a better text is proposed.
  good(standards.refuse_proposal(open[0].proposal, "甲", "依据不足", moment("2026-03-02")));
  CHECK(good(standards.open_proposals()).empty());
  good(standards.propose(published("x", "1.0.1", "2026-05-01")));
  CHECK(good(standards.open_proposals()).size() == 1);
}

void refused_is_not_published(const MakeStore& make) {
  const auto store = make();
  Writing writing(*store, "2026-03-01");
  auto& standards = writing.standards();
  good(standards.add_catalogue("sha-1", {{"a", "b"}}, moment("2026-01-01")));
  PublishedStandard one = published("x", "1.0.0", "2026-05-01");
  one.proposal = good(standards.propose(one));
  good(standards.refuse_proposal(one.proposal, "甲", "依据不足", moment("2026-03-02")));
  one.approver = "乙";
  CHECK(code_of(standards.publish(one)) == "storage.refused");
}

}  // namespace

void results_are_kept(const MakeStore& make) {
  SUBCASE("the newest result is the current one, the others stay") { newest_is_current(make); }
  SUBCASE("who is due") { due_list(make); }
  SUBCASE("runs have names") { runs(make); }
  SUBCASE("nothing hangs in the air") { refused_results(make); }
}

void standards_are_kept(const MakeStore& make) {
  SUBCASE("a catalogue is kept once; the one put in force last is the latest") { catalogues(make); }
  SUBCASE("a published version never changes; the active one is by its day") {
    versions_of_standards(make);
  }
  SUBCASE("two people publish a standard") { two_people(make); }
  SUBCASE("what was refused is not published") { refused_is_not_published(make); }
  SUBCASE("a standard is published under a catalogue that is there") {
    const auto store = make();
    Writing writing(*store, "2026-03-01");
    CHECK(code_of(publish(writing.standards(), published("x", "1.0.0", "2026-01-01"))) ==
          "storage.refused");
  }
}

}  // namespace sanqu::storage::contract
