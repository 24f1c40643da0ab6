// SPDX-License-Identifier: Apache-2.0
// Section 11, rule by rule: versions (R1), status and expiry (R2), merges (R5), attributes (R6), and what is refused.
#include "evaluation/snapshot_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "standards/sample_catalogue.hpp"

using namespace sanqu;
using namespace sanqu::evaluation;

namespace {

constexpr std::int32_t k_penalty = 0;  // the sample catalogue's first class
constexpr std::int64_t k_minor = 0, k_general = 1;

Date day(std::string_view text) { return Date::parse(text).value(); }
Instant at(std::string_view text) { return Instant::parse(text).value(); }

/// Lines in few words; the day and what is known are the same in all tests.
class Lines {
 public:
  explicit Lines(std::string_view known_at = "2026-06-30")
      : builder_(sample_, everything(), day("2026-06-30"), at(known_at)) {}

  void subject(std::string_view id, std::int64_t employees = 1,
               std::string_view valid_from = "0001-01-01",
               std::string_view recorded_at = "2020-01-01", std::int32_t kind = 0) {
    const std::array<catalogue::FieldValue, 3> attributes = {
        catalogue::FieldValue{}, catalogue::FieldValue{}, catalogue::FieldValue{employees, {}}};
    builder_.add_subject(id, kind, false, day(valid_from), at(recorded_at), attributes);
  }

  /// The code of the refusal; empty if it was taken.
  std::string penalty(std::string_view subject, std::string_view record_id, std::int64_t fine,
                      std::string_view recorded_at = "2020-01-01",
                      std::string_view decided_on = "2026-05-01", std::int64_t severity = k_general,
                      std::string_view valid_through = "") {
    std::array<catalogue::FieldValue, 6> values;
    values[0].number = day(decided_on).days();
    values[1].number = severity;
    values[2].number = fine;
    if (!valid_through.empty()) values[3].number = day(valid_through).days();
    const auto added =
        builder_.add_record(k_penalty, subject, record_id, at(recorded_at), values, {});
    return added ? "" : std::string(added.error()[0].code->id);
  }

  void status(std::string_view record_id, RecordStatus status, std::string_view effective_on,
              std::string_view recorded_at = "2026-06-01") {
    builder_.add_status(k_penalty, record_id, status, day(effective_on), at(recorded_at), {});
  }

  void merge(std::string_view from, std::string_view into, std::string_view recorded_at,
             bool undone = false) {
    builder_.add_merge(from, into, undone, at(recorded_at), {});
  }

  Snapshot build() { return builder_.build(findings); }

  Errors findings;

 private:
  NeededColumns everything() const {
    NeededColumns out;
    out.attributes.assign(sample_.attributes.size(), true);
    out.classes.assign(sample_.classes.size(), true);
    for (const auto& one : sample_.classes) out.fields.emplace_back(one.fields.size(), true);
    return out;
  }

  catalogue::Catalogue sample_ = standards::sample_catalogue();
  SnapshotBuilder builder_;
};

/// `S1: r1=100 r2=250; S2:` - the subjects with their penalties' fines.
std::string fines(const Snapshot& snapshot) {
  const ClassTable& table = snapshot.classes[k_penalty];
  std::string out;
  for (std::size_t s = 0; s < snapshot.subjects(); ++s) {
    out += (s == 0 ? "" : "; ") + snapshot.subject_ids[s] + ":";
    for (std::uint32_t row = table.begin[s]; row < table.begin[s + 1]; ++row) {
      CHECK(table.subject[row] == s);
      out +=
          " " + std::string(table.record_id(row)) + "=" + std::to_string(table.columns[2].at(row));
    }
  }
  return out;
}

std::int64_t employees(const Snapshot& snapshot, std::size_t subject) {
  return snapshot.attributes[2].at(subject);
}

bool is_in_force(const Snapshot& snapshot, std::uint32_t row, std::string_view on) {
  const ClassTable& table = snapshot.classes[k_penalty];
  const bool by_changes = table.status_on(row, day(on)) == RecordStatus::in_force;
  const bool is_broken = std::ranges::find(table.broken, row) != table.broken.end();
  if (!table.force_from.empty() && !is_broken) {
    // The two ways to say it agree.
    const bool by_days =
        table.force_from[row] <= day(on).days() && day(on).days() <= table.force_through[row];
    CHECK(by_days == by_changes);
  }
  return by_changes;
}

}  // namespace

TEST_CASE("rule R1: of a record's versions the latest recorded counts, in any order of lines") {
  for (const bool backwards : {false, true}) {
    Lines lines;
    lines.subject("S1");
    const std::vector<std::pair<std::int64_t, const char*>> versions = {
        {100, "2026-01-01"}, {200, "2026-02-01"}, {300, "2026-06-30T00:00:00+08:00"}};
    for (std::size_t i = 0; i < versions.size(); ++i) {
      const auto& [fine, recorded_at] = versions[backwards ? versions.size() - 1 - i : i];
      CHECK(lines.penalty("S1", "r1", fine, recorded_at) == "");
    }
    CHECK(fines(lines.build()) == "S1: r1=300");
  }
}

TEST_CASE(
    "rule R1: a version recorded after known_at does not exist, and one may move to another "
    "subject") {
  Lines lines("2026-03-01");
  lines.subject("S1");
  lines.subject("S2");
  lines.penalty("S1", "r1", 100, "2026-01-01");
  lines.penalty("S1", "r1", 300, "2026-03-01T00:00:01+08:00");
  lines.penalty("S1", "r2", 10, "2026-01-01");
  lines.penalty("S2", "r2", 20, "2026-02-01");
  CHECK(fines(lines.build()) == "S1: r1=100; S2: r2=20");
}

TEST_CASE("refused: an unknown subject, a tie of versions; found later: an unknown record") {
  Lines lines;
  lines.subject("S1");
  CHECK(lines.penalty("S9", "r1", 1) == "evaluation.unknown_subject");
  CHECK(lines.penalty("S1", "r1", 1, "2026-01-01") == "");
  CHECK(lines.penalty("S1", "r1", 2, "2026-01-01") == "evaluation.version_tie");
  lines.status("r7", RecordStatus::repaired, "2026-01-01");
  CHECK(fines(lines.build()) == "S1: r1=1");
  REQUIRE(lines.findings.size() == 1);
  CHECK(lines.findings[0].code->id == "evaluation.unknown_record");
}

TEST_CASE(
    "rule R2: the status in effect on a day, by what was recorded last for each effective day") {
  Lines lines;
  lines.subject("S1");
  // Status lines may come before their record.
  lines.status("r1", RecordStatus::suspended, "2026-05-10");
  lines.status("r1", RecordStatus::in_force, "2026-05-20");
  lines.status("r1", RecordStatus::repaired, "2026-06-10");
  lines.status("r2", RecordStatus::repaired, "2026-05-10", "2026-06-01");
  lines.status("r2", RecordStatus::in_force, "2026-05-10", "2026-06-02");   // corrected
  lines.status("r3", RecordStatus::withdrawn, "2026-01-01", "2026-07-01");  // not known yet
  for (const char* id : {"r1", "r2", "r3"}) lines.penalty("S1", id, 1);
  const Snapshot snapshot = lines.build();
  CHECK(lines.findings.empty());
  const ClassTable& table = snapshot.classes[k_penalty];
  CHECK(table.status_on(0, day("2026-05-09")) == RecordStatus::in_force);
  CHECK(table.status_on(0, day("2026-05-10")) == RecordStatus::suspended);
  CHECK(table.status_on(0, day("2026-05-20")) == RecordStatus::in_force);
  CHECK(table.status_on(0, day("2026-06-10")) == RecordStatus::repaired);
  CHECK(table.broken == std::vector<std::uint32_t>{0});  // in force twice
  CHECK(table.status_changes_after(0, day("2026-05-10")) == day("2026-05-20"));
  CHECK(table.status_changes_after(0, day("2026-06-10")) == Date::max());
  CHECK(is_in_force(snapshot, 1, "2026-06-30"));
  CHECK(is_in_force(snapshot, 2, "2026-06-30"));
}

TEST_CASE(
    "expiry: the last published day is the last in force; nothing revives an expired record") {
  Lines lines;
  lines.subject("S1");
  lines.penalty("S1", "r1", 1, "2020-01-01", "2025-11-30", k_minor);  // three months
  lines.penalty("S1", "r2", 1, "2020-01-01", "2026-05-01", k_minor, "2026-06-15");
  lines.penalty("S1", "r3", 1, "2020-01-01", "2020-01-01", k_minor, "2099-12-31");  // for ever
  lines.penalty("S1", "r4", 1, "2020-01-01", "2025-01-31", k_general);              // twelve months
  lines.status("r4", RecordStatus::suspended, "2026-01-10");
  lines.status("r4", RecordStatus::in_force, "2026-03-01");  // after its end
  const Snapshot snapshot = lines.build();
  CHECK(is_in_force(snapshot, 0, "2026-02-28"));
  CHECK_FALSE(is_in_force(snapshot, 0, "2026-03-01"));
  CHECK(is_in_force(snapshot, 1, "2026-06-15"));
  CHECK_FALSE(is_in_force(snapshot, 1, "2026-06-16"));
  CHECK(is_in_force(snapshot, 2, "2101-01-01"));
  const ClassTable& table = snapshot.classes[k_penalty];
  CHECK(table.status_on(3, day("2026-01-09")) == RecordStatus::in_force);
  CHECK(table.status_on(3, day("2026-02-15")) == RecordStatus::suspended);
  CHECK(table.status_on(3, day("2026-03-01")) == RecordStatus::expired);
}

TEST_CASE(
    "rule R5: from the time a merge is known the records are the survivor's, until it is undone") {
  const auto merged = [](std::string_view known_at) {
    Lines lines(known_at);
    lines.subject("S1", 10);
    lines.subject("S2", 20);
    lines.subject("S3", 30);
    lines.penalty("S1", "r1", 1);
    lines.penalty("S2", "r2", 2);
    lines.penalty("S3", "r3", 3);
    lines.merge("S1", "S2", "2026-05-01", true);  // undone; the lines come in any order
    lines.merge("S1", "S2", "2026-02-01");
    lines.merge("S2", "S3", "2026-03-01");
    const Snapshot snapshot = lines.build();
    CHECK(lines.findings.empty());
    CHECK(employees(snapshot, snapshot.subjects() - 1) == 30);  // attributes are the survivor's
    return fines(snapshot);
  };
  CHECK(merged("2026-01-31") == "S1: r1=1; S2: r2=2; S3: r3=3");
  CHECK(merged("2026-02-01") == "S2: r1=1 r2=2; S3: r3=3");
  CHECK(merged("2026-04-01") == "S3: r1=1 r2=2 r3=3");
  CHECK(merged("2026-06-01") == "S1: r1=1; S3: r2=2 r3=3");
}

TEST_CASE("rule R5: merges in a circle and of unknown subjects are findings") {
  Lines lines;
  lines.subject("S1");
  lines.subject("S2");
  lines.merge("S1", "S2", "2026-01-01");
  lines.merge("S2", "S1", "2026-02-01");
  lines.merge("S1", "S9", "2026-01-15");
  CHECK(lines.build().subjects() == 2);
  REQUIRE_FALSE(lines.findings.empty());
  for (const Error& error : lines.findings) CHECK(error.code->id == "evaluation.unknown_merge");
}

TEST_CASE("rule R6: attributes valid on as_of, known at known_at, from the latest such line") {
  for (const bool backwards : {false, true}) {
    struct Line {
      std::int64_t employees;
      const char* valid_from;
      const char* recorded_at;
    };
    std::vector<Line> history = {{1, "0001-01-01", "2020-01-01"}, {2, "2026-06-01", "2026-06-02"},
                                 {3, "2026-06-30", "2026-06-10"}, {4, "2026-06-30", "2026-06-09"},
                                 {5, "2026-07-01", "2026-06-20"}, {6, "2026-06-30", "2026-07-01"}};
    if (backwards) std::ranges::reverse(history);
    Lines lines;
    for (const Line& line : history) {
      lines.subject("S1", line.employees, line.valid_from, line.recorded_at);
    }
    const Snapshot snapshot = lines.build();
    REQUIRE(snapshot.subjects() == 1);
    CHECK(employees(snapshot, 0) == 3);
    CHECK(snapshot.attributes_change_on[0] == day("2026-07-01").days());
  }
}
