// SPDX-License-Identifier: Apache-2.0
// For the room's tests: a standard of two indicators, its small population (by standards/sample_catalogue.hpp), and both run
// through the real compiler and engine.
#pragma once

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "evaluation/evaluation.hpp"
#include "evaluation/snapshot_builder.hpp"
#include "standards/sample_catalogue.hpp"
#include "standards/standards.hpp"
#include "studies/studies.hpp"

namespace sanqu::studies {

inline Date day_of(std::string_view text) { return Date::parse(text).value(); }

inline constexpr std::string_view k_sample_standard = R"yaml(standard: sample.study
version: 1.0.0
language: 1
catalogue: sample
title: {zh: 样例, en: Sample}
layer: national
effective: {from: 2020-01-01}
basis: [{id: law, source: Law One, article: "1"}]
scope:
  kinds: [enterprise, individual_business]
  not_rated:
    - {id: too_new, when: months_since(established_on) < 6, reason: {zh: 太新, en: Too new}}
points: {places: 1, base: 80, floor: 0, cap: 100}
parameters:
  penalty_unit: {unit: points, bounds: [5, 40], values: [{from: 2020-01-01, is: 10}, {from: 2027-01-01, is: 12}]}
tables:
  factor:
    keys: [severity]
    rows:
      - [minor, 0.5]
      - [general, 1]
    else: 3
dimensions:
  - id: conduct
    title: {zh: 守法, en: Conduct}
    floor: -50
    indicators:
      - id: penalties
        title: {zh: 处罚, en: Penalties}
        kind: [basic, hard]
        adverse: true
        basis: law
        select: {class: penalty, window: {date: decided_on, months: 24}}
        each: {points: "-penalty_unit * factor(severity)"}
  - id: merits
    title: {zh: 荣誉, en: Merits}
    cap: 15
    indicators:
      - id: awards
        title: {zh: 表彰, en: Awards}
        kind: [special, soft]
        select: {class: commendation, window: {months: 24}}
        value: count
        points: {per_unit: 10}
grades:
  - {id: A, title: {zh: 优, en: Excellent}, from: 90}
  - {id: B, title: {zh: 良, en: Good}, from: 70, below: 90}
  - {id: C, title: {zh: 差, en: Poor}, below: 70}
overrides:
  - {id: serious, veto: C, when: {exists: {class: penalty, where: severity = 'serious'}}, basis: law}
)yaml";

inline standards::LoadedStandard load_sample(const catalogue::Catalogue& catalogue,
                                             std::string text = std::string(k_sample_standard)) {
  const auto loaded = standards::load_standard(
      {"sample.yaml", std::move(text)}, catalogue,
      [](const auto&, const auto&) { return std::optional<standards::StandardFile>{}; });
  if (!loaded) FAIL(loaded.error().front().render(Lang::en));
  return *loaded;
}

/// One subject with so many penalties (index: minor, general, serious) and awards, all in force on 2026-06-30.
struct SampleSubject {
  std::string id;
  std::int32_t kind = 0;
  std::string established_on = "2015-01-01";
  std::array<int, 3> penalties = {0, 0, 0};
  int awards = 0;
};

inline evaluation::Snapshot sample_snapshot(const catalogue::Catalogue& catalogue,
                                            const std::vector<SampleSubject>& subjects,
                                            std::string_view decided_on = "2026-05-01") {
  evaluation::NeededColumns needed;
  needed.attributes.assign(catalogue.attributes.size(), true);
  needed.classes.assign(catalogue.classes.size(), true);
  for (const auto& one : catalogue.classes) needed.fields.emplace_back(one.fields.size(), true);
  const Instant known = Instant::parse("2026-06-30").value();
  evaluation::SnapshotBuilder builder(catalogue, needed, day_of("2026-06-30"), known);
  for (const SampleSubject& one : subjects) {
    std::array<catalogue::FieldValue, 3> attributes;
    if (!one.established_on.empty()) attributes[1].number = day_of(one.established_on).days();
    builder.add_subject(one.id, one.kind, false, day_of("2015-01-01"), known, attributes);
  }
  for (const SampleSubject& one : subjects) {
    for (std::size_t severity = 0; severity < one.penalties.size(); ++severity) {
      for (int i = 0; i < one.penalties[severity]; ++i) {
        std::array<catalogue::FieldValue, 6> values;
        values[0].number = day_of(decided_on).days();
        values[1].number = static_cast<std::int64_t>(severity);
        const std::string id = one.id + "-" + std::to_string(severity) + "-" + std::to_string(i);
        REQUIRE(builder.add_record(0, one.id, id, known, values, {}));
      }
    }
    for (int i = 0; i < one.awards; ++i) {
      std::array<catalogue::FieldValue, 2> values;
      values[0].number = day_of("2026-01-01").days();
      REQUIRE(builder.add_record(1, one.id, one.id + "a" + std::to_string(i), known, values, {}));
    }
  }
  Errors findings;
  auto out = builder.build(findings);
  REQUIRE(findings.empty());
  return out;
}

inline evaluation::Results rate_sample(const standards::Plan& plan, const Frame& frame) {
  evaluation::EvaluateOptions options;
  options.threads = 1;
  options.breakdown = true;
  return evaluation::evaluate(plan, frame.catalogue, frame.snapshot, frame.as_of, options);
}

}  // namespace sanqu::studies
