// SPDX-License-Identifier: Apache-2.0
#include "intake/quality.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

using namespace sanqu;
using namespace sanqu::intake;

namespace {

Batch batch_of(const std::string& source, const std::string& day, const LineCounts& counts) {
  Batch batch;
  batch.source = source;
  const auto at = Instant::parse(day);
  REQUIRE(at.has_value());
  batch.recorded_at = *at;
  batch.counts = counts;
  return batch;
}

LineCounts counts_of(std::uint64_t accepted, std::uint64_t quarantined, std::uint64_t persons) {
  LineCounts counts;
  counts.read = accepted + quarantined + persons;
  counts.accepted = accepted;
  counts.quarantined = quarantined;
  counts.persons = persons;
  return counts;
}

QualityWeights shipped_weights() {
  const std::string path = std::string(SANQU_ROOT) + "/rules/quality.yaml";
  std::ifstream stream(path);
  const std::string text((std::istreambuf_iterator<char>(stream)),
                         std::istreambuf_iterator<char>());
  const auto weights = load_quality_weights(path, text);
  REQUIRE_MESSAGE(weights.has_value(), (weights ? "" : weights.error()[0].render(Lang::en)));
  return *weights;
}

std::string refusal_of(const std::string& text) {
  const auto weights = load_quality_weights("q.yaml", text);
  if (weights) return "read";
  std::string out;
  for (const Error& error : weights.error()) {
    out += (out.empty() ? "" : " ") + std::string(error.code->id);
  }
  return out;
}

/// Two files of one department: 200 lines with 3 refused, 4 late of 100 timed and 2 twice; then the same file again.
std::vector<Batch> tax_office() {
  LineCounts first = counts_of(140, 3, 0);
  first.unchanged = 7;
  first.read += 7;
  first.duplicate = 2;
  first.timed = 80;
  first.late = 4;
  LineCounts second = counts_of(50, 0, 0);
  second.timed = 20;
  std::vector<Batch> batches = {batch_of("tax", "2026-01-05", first),
                                batch_of("tax", "2026-03-31T23:59:59+08:00", second),
                                batch_of("tax", "2026-04-01", first)};
  batches[0].by_code = {{"intake.required", 2}, {"intake.date_form", 1}};
  batches[2].by_code = batches[0].by_code;
  batches[2].repeat_of = 1;
  return batches;
}

}  // namespace

TEST_CASE("a share is exact, and shown with one place and its counts") {
  CHECK(Share{197, 200}.text() == "98.5% (197/200)");
  CHECK(Share{0, 0}.text() == "- (0/0)");
  CHECK(Share{0, 0}.exact().is_missing());
  CHECK(Share{1, 3}.percent() == "33.3%");
  CHECK(Share{2, 3}.percent() == "66.7%");
  CHECK(Share{1, 3}.exact().text() == "1/3");
  CHECK(Share{5, 5}.percent() == "100.0%");
  CHECK(Share{0, 5}.percent() == "0.0%");
  // What is not all and not nothing is never shown as that.
  CHECK(Share{9'999, 10'000}.percent() == "99.9%");
  CHECK(Share{1, 1'000'000}.percent() == "0.1%");
  CHECK(Share{9'994, 10'000}.percent() == "99.9%");
  CHECK(Share{9'985, 10'000}.percent() == "99.9%");
  CHECK(Share{9'984, 10'000}.percent() == "99.8%");
}

TEST_CASE("the figures of a department add up its files, and leave repeats out") {
  const std::vector<Batch> batches = tax_office();
  const std::vector<QualityFigures> by_source = quality_by_source(batches);
  REQUIRE(by_source.size() == 1);
  const QualityFigures& tax = by_source[0];
  CHECK(tax.source == "tax");
  CHECK(tax.files == 3);
  CHECK(tax.repeats() == Share{1, 3});
  CHECK(tax.counts.read == 200);
  CHECK(tax.accuracy() == Share{197, 200});
  CHECK(tax.timeliness() == Share{96, 100});
  CHECK(tax.duplicates() == Share{2, 200});
  CHECK(tax.uniqueness() == Share{198, 200});
  CHECK(tax.conformity() == Share{1, 2});
  CHECK(tax.missing_values() == 2);
  CHECK(tax.by_code.at("intake.date_form") == 1);
}

TEST_CASE("departments stand in the order of their names, and all of them together") {
  std::vector<Batch> batches = tax_office();
  batches.push_back(batch_of("fire", "2026-02-01", counts_of(9, 1, 0)));
  const auto by_source = quality_by_source(batches);
  REQUIRE(by_source.size() == 2);
  CHECK(by_source[0].source == "fire");
  CHECK(by_source[1].source == "tax");
  const QualityFigures all = quality_of_all(batches);
  CHECK(all.source.empty());
  CHECK(all.files == 4);
  CHECK(all.accuracy() == Share{206, 210});
  CHECK(quality_by_source({}).empty());
}

TEST_CASE("lines about natural persons are named, and are no error of the department") {
  const std::vector<Batch> batches = {batch_of("police", "2026-02-01", counts_of(6, 2, 12))};
  const QualityFigures figures = quality_of_all(batches);
  CHECK(figures.counts.persons == 12);
  CHECK(figures.lines() == 8);
  CHECK(figures.accuracy() == Share{6, 8});
  CHECK(figures.uniqueness() == Share{8, 8});

  const std::vector<Batch> persons_only = {batch_of("police", "2026-02-01", counts_of(0, 0, 12))};
  const QualityFigures none = quality_of_all(persons_only);
  CHECK_FALSE(none.accuracy().is_measured());
  CHECK_FALSE(none.timeliness().is_measured());
  CHECK(none.conformity() == Share{1, 1});
}

TEST_CASE("by month: the month in Shanghai, and months without a file") {
  std::vector<Batch> batches = tax_office();
  batches.push_back(batch_of("fire", "2025-12-01", counts_of(9, 1, 0)));
  const auto months = quality_by_month(batches, "tax");
  REQUIRE(months.size() == 4);
  CHECK(months[0].month == YearMonth{2026, 1});
  CHECK(months[0].figures.source == "tax");
  CHECK(months[0].figures.accuracy() == Share{147, 150});
  CHECK(months[1].month == YearMonth{2026, 2});
  CHECK(months[1].figures.files == 0);
  CHECK_FALSE(months[1].figures.accuracy().is_measured());
  CHECK(months[2].month == YearMonth{2026, 3});  // a second before April
  CHECK(months[2].figures.accuracy() == Share{50, 50});
  CHECK(months[3].figures.files == 1);
  CHECK(months[3].figures.repeats() == Share{1, 1});
  CHECK_FALSE(months[3].figures.conformity().is_measured());
  CHECK(quality_by_month(batches, "").size() == 5);
  CHECK(quality_by_month(batches, "nobody").empty());
}

TEST_CASE("counts that can't be are no reason to fall over") {
  LineCounts odd = counts_of(1, 5, 0);
  odd.read = 2;
  odd.timed = 1;
  odd.late = 3;
  const std::vector<Batch> batches = {batch_of("odd", "2026-02-01", odd)};
  CHECK(quality_of_all(batches).accuracy() == Share{0, 2});
  CHECK(quality_of_all(batches).timeliness() == Share{0, 1});
}

TEST_CASE("quality_score: the weighted mean of what could be measured") {
  const QualityWeights weights = shipped_weights();
  CHECK_FALSE(weights.provisional.empty());
  const QualityFigures tax = quality_of_all(tax_office());
  // 0.96 x 40 + 0.985 x 40 + 0.5 x 10 + 0.99 x 10
  CHECK(quality_score(tax, weights).text() == "92.7");
  CHECK(percent_text(quality_score(tax, weights)) == "92.7");

  // Without a time limit the other weights count, 60 together: (1 x 40 + 1 x 10 + 1 x 10) / 60.
  const std::vector<Batch> untimed = {batch_of("fire", "2026-02-01", counts_of(9, 0, 0))};
  CHECK(quality_score(quality_of_all(untimed), weights).text() == "100");
  const std::vector<Batch> one_bad = {batch_of("fire", "2026-02-01", counts_of(9, 1, 0))};
  CHECK(percent_text(quality_score(quality_of_all(one_bad), weights)) == "76.7");

  CHECK(quality_score({}, weights).is_missing());
  CHECK(percent_text(quality_score({}, weights)) == "-");
  // Weights on what was not measured only: no number either.
  CHECK(quality_score(quality_of_all(untimed), {100, 0, 0, 0, ""}).is_missing());
}

TEST_CASE("weights add up to 100") {
  CHECK(refusal_of("weights: {timeliness: 40, accuracy: 40, conformity: 10, uniqueness: 10}") ==
        "read");
  CHECK(refusal_of("weights: {timeliness: 40, accuracy: 40, conformity: 10, uniqueness: 9}") ==
        "intake.quality_weights");
  CHECK(refusal_of("weights: {timeliness: 140, accuracy: -40, conformity: 0, uniqueness: 0}") ==
        "yaml.wrong_form yaml.wrong_form");
  CHECK(refusal_of("weights: {timeliness: 100, accuracy: 0, conformity: 0}") == "yaml.missing_key");
  CHECK(refusal_of("weights: {timeliness: 100, accuracy: 0, conformity: 0, uniqueness: 0, x: 0}") ==
        "yaml.unknown_key");
  CHECK(refusal_of("weights: 100") == "yaml.wrong_form");
  CHECK(refusal_of("provisional: so far") == "yaml.missing_key");
  CHECK(refusal_of("") == "yaml.wrong_form");
  CHECK(refusal_of("a: [") == "yaml.syntax");
}
