// SPDX-License-Identifier: Apache-2.0
// What `standard check` costs: bench_check CATALOGUE [INDICATORS] (default 300). A standard of that many indicators is
// invented over the national catalogue, in ten dimensions, with a table, decay and an override; one indicator in five is
// of a shape that can't be proved monotone, so that the search has work. Prints the median of 21 runs of each step, and the
// search once.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "cli/search_cases.hpp"
#include "standards/proofs/proofs.hpp"

using namespace sanqu;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int k_dimensions = 10;
constexpr int k_runs = 21;

std::string indicator(int number) {
  const int months = 6 + number % 55;
  const std::string head = fmt::format("      - {{id: i{}, ", number);
  switch (number % 5) {
    case 0:
      return head +
             fmt::format(
                 "adverse: true, basis: m, select: {{class: administrative_penalty, where: "
                 "\"severity != 'minor'\", window: {{date: decided_on, months: {}}}}}, each: "
                 "{{points: \"-unit * factor(severity, fine)\"}}, decay: {{by: decided_on, "
                 "steps: [[12, 1], [60, 0.5]]}}, floor: -{}}}\n",
                 months, 10 + number % 7);
    case 1:
      return head + fmt::format(
                        "adverse: true, basis: m, select: {{class: complaint, where: upheld = "
                        "true, window: {{date: received_on, months: {}}}}}, value: count, points: "
                        "{{per_unit: -{}}}, floor: -20}}\n",
                        months, 1 + number % 3);
    case 2:
      return head + fmt::format(
                        "select: {{class: commendation, window: {{months: {}}}}}, value: count, "
                        "points: {{steps: [[1, 2], [3, {}]]}}}}\n",
                        months, 4 + number % 5);
    case 3:
      return head + fmt::format(
                        "adverse: true, basis: m, select: {{class: judgment, where: \"role = "
                        "'liable'\", window: {{date: decided_on, months: {}}}}}, value: exists, "
                        "points: {{per_unit: -{}}}}}\n",
                        months, 1 + number % 9);
    default:
      return head + fmt::format(
                        "adverse: true, basis: m, select: {{class: administrative_penalty, "
                        "window: {{date: decided_on, months: {}}}}}, value: latest(fine), missing: "
                        "0, points: {{linear: [[0, 0], [10000, -{}]]}}}}\n",
                        months, 3 + number % 4);
  }
}

std::string standard(int indicators) {
  std::string text = R"yaml(standard: bench.check
version: 1.0.0
language: 1
catalogue: cn.public_credit
title: {zh: 基准, en: Benchmark}
layer: national
effective: {from: 2026-01-01}
basis: [{id: m, source: Invented}]
scope: {kinds: [enterprise]}
points: {places: 1, base: 800, floor: 0, cap: 1000}
parameters: {unit: {unit: points, bounds: [1, 9], is: 4}}
tables:
  factor: {keys: [severity, money], rows: [[minor, any, 0.5], [general, "< 10000", 1], [general, ">= 10000", 1.5], [serious, any, 3]], else: 1}
dimensions:
)yaml";
  for (int d = 0; d < k_dimensions; ++d) {
    text += fmt::format("  - id: d{}\n    floor: -200\n    indicators:\n", d);
    for (int i = d; i < indicators; i += k_dimensions) text += indicator(i);
  }
  return text + R"yaml(grades:
  - {id: A, from: 850}
  - {id: B, from: 700}
  - {id: C}
overrides:
  - {id: listed, veto: C, when: {exists: {class: serious_dishonesty_list}}, basis: m}
)yaml";
}

double milliseconds(const std::function<void()>& step) {
  const auto begin = Clock::now();
  step();
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

double median(const std::function<void()>& step) {
  std::vector<double> times;
  for (int i = 0; i < k_runs; ++i) times.push_back(milliseconds(step));
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

void say(const char* what, double time, const std::string& more = "") {
  std::fputs(fmt::format("{:<28} {:>9.2f} ms  {}\n", what, time, more).c_str(), stdout);
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) return 2;
  const int indicators = count > 2 ? std::atoi(words[2]) : 300;
  const auto catalogue = catalogue::load_catalogue_folder(words[1]);
  if (!catalogue) return 3;
  const standards::StandardFile file{"bench.yaml", standard(indicators)};
  const auto load = [&] {
    return standards::load_standard(file, *catalogue, [](auto&, auto&) { return std::nullopt; });
  };
  const auto loaded = load();
  if (!loaded) {
    std::puts(loaded.error().front().render(Lang::en).c_str());
    return 3;
  }
  namespace proofs = standards::proofs;
  const auto& plan = loaded->plan;
  say("text to plan, all duties", median([&] { (void)load(); }),
      fmt::format("{} indicators, {} warnings", plan.indicators.size(), loaded->warnings.size()));
  say("bounded", median([&] { (void)proofs::prove_bounded(loaded->text, plan, *catalogue); }));
  std::vector<proofs::MonotoneLine> lines;
  const double monotone =
      median([&] { lines = proofs::prove_monotone(loaded->text, plan, *catalogue); });
  say("monotone", monotone, fmt::format("{} claims", lines.size()));
  proofs::SearchResult result;
  const double time = milliseconds([&] {
    result = proofs::search(plan, *catalogue, lines, {}, [&](const auto& cases) {
      return cli::evaluate_cases(plan, *catalogue, cases);
    });
  });
  say("search", time,
      fmt::format("{} pairs, {} counter-examples", result.cases, result.found.size()));
  return 0;
}
