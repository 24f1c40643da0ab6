// SPDX-License-Identifier: Apache-2.0
// Through the real compiler and engine: what the figures say, and that they add up.
#include "studies/comparison.hpp"

#include "studies/errors.hpp"
#include "studies/report.hpp"
#include "studies/sample_study.hpp"
#include "studies/settings.hpp"
#include "studies/spread.hpp"

using namespace sanqu;
using namespace sanqu::studies;

namespace {

/// 60 subjects: every third an individual business, some new, with all mixtures of records.
std::vector<SampleSubject> population() {
  std::vector<SampleSubject> out;
  for (int i = 0; i < 60; ++i) {
    SampleSubject one{"S" + std::to_string(100 + i), i % 3 == 0 ? 1 : 0};
    if (i % 10 == 9) one.established_on = "2026-05-01";
    if (i % 10 == 8) one.established_on = "2023-01-01";
    one.penalties = {i % 4, i % 5 == 0 ? 2 : 0, i % 20 == 7 ? 1 : 0};
    one.awards = i % 7 == 0 ? 2 : i % 7 == 3 ? 1 : 0;
    out.push_back(one);
  }
  return out;
}

struct Study {
  catalogue::Catalogue catalogue = standards::sample_catalogue();
  standards::Plan before;
  standards::Plan after;
  evaluation::Snapshot snapshot;
  evaluation::Results results_before;
  evaluation::Results results_after;

  explicit Study(const std::vector<const char*>& settings) {
    const auto standard = load_sample(catalogue);
    before = standard.plan;
    std::vector<Setting> parsed;
    for (const char* text : settings) parsed.push_back(parse_setting(text).value());
    auto changed = standard.text;
    REQUIRE(apply_settings(changed, parsed));
    after = standards::compile(changed, catalogue).value();
    snapshot = sample_snapshot(catalogue, population());
    results_before = rate_sample(before, frame());
    results_after = rate_sample(after, frame());
  }
  Frame frame() const { return {catalogue, snapshot, day_of("2026-06-30")}; }
  Comparison compare(std::uint32_t minimum = 5) const {
    return studies::compare(frame(), {before, results_before}, {after, results_after},
                            {.groupings = {"kind", "established_on"}, .group_minimum = minimum});
  }
};

}  // namespace

TEST_CASE("nothing changed, nothing moves") {
  const Comparison out = Study({}).compare();
  CHECK(out.all.subjects == 60);
  CHECK(out.all.rated_both == 54);
  CHECK(out.all.grade_up + out.all.grade_down + out.all.points_up + out.all.points_down == 0);
  CHECK(out.movers.empty());
  for (std::size_t r = 0; r < out.migration.before.size(); ++r) {
    for (std::size_t k = 0; k < out.migration.after.size(); ++k) {
      if (r != k) CHECK(out.migration.at(r, k) == 0);
    }
  }
}

TEST_CASE("a dearer penalty: who falls, in the matrix, the tally and the groups alike") {
  const Study study({"penalty_unit=25"});
  const Comparison out = study.compare();
  CHECK(out.grades_alike);
  CHECK(out.points_alike);
  CHECK(out.all.grade_up == 0);
  CHECK(out.all.grade_down > 0);
  std::uint64_t worse = 0;
  std::uint64_t all = 0;
  for (std::size_t r = 0; r < out.migration.before.size(); ++r) {
    for (std::size_t k = 0; k < out.migration.after.size(); ++k) {
      all += out.migration.at(r, k);
      const bool rated = out.migration.before[r].is_rated && out.migration.after[k].is_rated;
      if (rated && k > r) worse += out.migration.at(r, k);
    }
  }
  CHECK(all == 60);
  CHECK(worse == out.all.grade_down);
  for (std::size_t g = 0; g < out.groupings.size(); ++g) {
    Tally sum;
    for (const GroupTally& one : out.groups) {
      if (one.grouping != g) continue;
      sum.grade_down += one.tally.grade_down;
      sum.points_change += one.tally.points_change;
      sum.rated_both += one.tally.rated_both;
    }
    CHECK(sum.grade_down == out.all.grade_down);
    CHECK(sum.points_change == out.all.points_change);
    CHECK(sum.rated_both == out.all.rated_both);
  }
  CHECK(out.changed_by_points == out.all.grade_down);
  CHECK(out.changed_by_overrides == 0);
}

TEST_CASE("causes add up: indicators to dimensions, dimensions to the total") {
  const Comparison out = Study({"penalty_unit=25"}).compare();
  std::int64_t total = 0;
  std::int64_t dimensions = 0;
  std::int64_t parts = 0;
  for (const Cause& cause : out.causes) {
    CHECK(cause.change == cause.gained + cause.lost);
    switch (cause.kind) {
      case Cause::Kind::dimension: dimensions += cause.change; break;
      case Cause::Kind::indicator:
      case Cause::Kind::limits: parts += cause.change; break;
      case Cause::Kind::total_limits: total = cause.change; break;
    }
  }
  CHECK(parts == dimensions);
  CHECK(dimensions + total == out.all.points_change);
  // The dimension's floor of -50 takes some of it back, and says so.
  const auto limits = std::ranges::find_if(out.causes, [](const Cause& cause) {
    return cause.kind == Cause::Kind::limits && cause.id == "conduct";
  });
  REQUIRE(limits != out.causes.end());
  CHECK(limits->change > 0);
}

TEST_CASE("an override that starts to match is a cause of its own") {
  const auto catalogue = standards::sample_catalogue();
  std::string text(k_sample_standard);
  text.replace(text.find("severity = 'serious'}}"), 22, "severity != 'minor'}}");
  text.replace(text.find("version: 1.0.0"), 14, "version: 1.1.0");
  Study study({});
  study.after = load_sample(catalogue, text).plan;
  study.results_after = rate_sample(study.after, study.frame());
  const Comparison out = study.compare();
  REQUIRE(out.overrides.size() == 1);
  CHECK(out.overrides[0].started > 0);
  CHECK(out.overrides[0].stopped == 0);
  CHECK(out.changed_by_overrides == out.all.grade_down);
  REQUIRE(!out.movers.empty());
  CHECK(out.movers[0].overrides_started == std::vector<std::string>{"serious"});
  CHECK(out.all.points_up + out.all.points_down == 0);
}

TEST_CASE("movers: by steps of the grade, then by points, then by id") {
  const Comparison out = Study({"penalty_unit=25"}).compare();
  REQUIRE(out.movers.size() == 20);
  const auto steps = [](const Mover& mover) {
    return mover.grade_after[0] - mover.grade_before[0];
  };
  for (std::size_t i = 1; i < out.movers.size(); ++i) {
    CHECK(steps(out.movers[i - 1]) >= steps(out.movers[i]));
  }
  CHECK(out.movers[0].parts[0].id == "penalties");
}

TEST_CASE("small groups are not shown, and groups that nobody rates are left out") {
  const Study study({"penalty_unit=25"});
  // Of 40 enterprises 36 are rated: with a minimum of 37 they are too few.
  for (const std::uint32_t minimum : {30U, 36U, 37U}) {
    for (const GroupTally& one : study.compare(minimum).groups) {
      CHECK(one.is_shown == (one.tally.rated_ever() >= minimum));
      CHECK(one.tally.rated_ever() > 0);
    }
  }
  const auto hidden = study.compare(1000);
  for (const GroupTally& one : hidden.groups) CHECK(!one.is_shown);
  ComparisonReport report;
  report.before = name_of(study.before);
  report.after = name_of(study.after);
  report.comparison = hidden;
  report.group_minimum = 1000;
  for (std::size_t i = 0; i < hidden.movers.size(); ++i) report.subject_ids.emplace_back("x");
  const std::string json = comparison_json(report, Lang::en);
  const auto groups =
      json.substr(json.find("\"groups\""), json.find("\"causes\"") - json.find("\"groups\""));
  CHECK(groups.find("subjects") == std::string::npos);
  CHECK(groups.find("\"shown\": true") == std::string::npos);
}

TEST_CASE("ages are full years, and what is missing is a group") {
  const auto catalogue = standards::sample_catalogue();
  const auto snapshot = sample_snapshot(
      catalogue,
      {{"a", 0, "2025-07-01"}, {"b", 0, "2025-06-30"}, {"c", 1, ""}, {"d", 0, "2016-06-30"}});
  const auto groupings =
      group_subjects({catalogue, snapshot, day_of("2026-06-30")}, {"established_on"});
  const auto id = [&](std::size_t s) { return groupings[0].groups[groupings[0].group_of[s]].id; };
  CHECK(id(0) == "0");
  CHECK(id(1) == "1");
  CHECK(id(2) == "missing");
  CHECK(id(3) == "10");
  CHECK(check_groupings({"kind", "name", "nothing"}, catalogue).error().size() == 2);
}

TEST_CASE("how many stand close to a cut-off") {
  const Study study({});
  const Spread out = spread_of({study.before, study.results_before}, {1, 10});
  CHECK(out.rated == 54);
  CHECK(out.not_rated == 6);
  REQUIRE(out.cut_offs.size() == 2);
  CHECK(out.cut_offs[0].points == 900);
  for (const CutOff& cut : out.cut_offs) {
    for (const Near& near : cut.near) {
      std::uint64_t below = 0;
      std::uint64_t above = 0;
      for (std::size_t s = 0; s < study.snapshot.subjects(); ++s) {
        const std::int64_t points = study.results_before.points[s];
        if (study.results_before.reason[s] != 0) continue;
        below += points < cut.points && points + near.within >= cut.points ? 1 : 0;
        above += points >= cut.points && points - near.within < cut.points ? 1 : 0;
      }
      CHECK(near.below == below);
      CHECK(near.above == above);
    }
  }
  std::uint64_t bars = 0;
  for (const std::uint64_t count : out.histogram.counts) bars += count;
  CHECK(bars == out.rated);
  CHECK(out.histogram.counts.size() <= k_bars_max);
}

TEST_CASE("the short matrix keeps every subject") {
  const Comparison out = Study({"penalty_unit=25"}).compare();
  const Migration shorter = condensed(out.migration);
  CHECK(shorter.before.back().id == "not_rated");
  std::uint64_t all = 0;
  for (const std::uint64_t count : shorter.cells) all += count;
  CHECK(all == 60);
  const auto reasons = reasons_of(out.migration);
  REQUIRE(reasons.size() == 1);
  CHECK(reasons[0].id == "too_new");
  CHECK(reasons[0].before == 6);
  CHECK(reasons[0].after == 6);
}

TEST_CASE("points that no sum can hold are refused, not wrapped") {
  Study study({});
  CHECK(check_sums({study.before, study.results_before}));
  study.results_before.points[3] = std::int64_t{1} << 58;
  const auto checked = check_sums({study.before, study.results_before});
  REQUIRE(!checked);
  CHECK(checked.error().front().code->id == "studies.points_large");
}

TEST_CASE("points on two scales are not compared") {
  const auto catalogue = standards::sample_catalogue();
  std::string text(k_sample_standard);
  text.replace(text.find("cap: 100}"), 9, "cap: 120}");
  Study study({});
  study.after = load_sample(catalogue, text).plan;
  study.results_after = rate_sample(study.after, study.frame());
  const Comparison out = study.compare();
  CHECK(!out.points_alike);
  CHECK(out.grades_alike);
  CHECK(out.causes.empty());
  CHECK(out.all.points_up == 0);
}

TEST_CASE("the page asks nobody for anything, and escapes what it shows") {
  const Study study({"penalty_unit=25"});
  ComparisonReport report;
  report.is_simulation = true;
  report.before = name_of(study.before);
  report.before.title = {"<b>&", "<b>&"};
  report.after = report.before;
  report.as_of = day_of("2026-06-30");
  report.comparison = study.compare();
  report.spread_before = spread_of({study.before, study.results_before}, {1, 5});
  report.spread_after = spread_of({study.after, study.results_after}, {1, 5});
  draw_alike({study.before, study.results_before}, report.spread_before,
             {study.after, study.results_after}, report.spread_after, 1);
  for (const Mover& mover : report.comparison.movers) {
    report.subject_ids.push_back(study.snapshot.subject_ids[mover.subject]);
  }
  for (const Lang lang : {Lang::zh, Lang::en}) {
    const std::string page = comparison_page(report, lang);
    CHECK(page.find("<b>&") == std::string::npos);
    CHECK(page.find("&lt;b&gt;&amp;") != std::string::npos);
    for (const char* outside :
         {"http://", "https://", "src=", "href=", "<script", "url(", "@import"}) {
      CAPTURE(outside);
      CHECK(page.find(outside) == std::string::npos);
    }
    CHECK(page.find("nan") == std::string::npos);
  }
}
