// SPDX-License-Identifier: Apache-2.0
// `sanqu standard diff` and `sanqu standard simulate`: two ratings of the same subjects, held against each other. The second
// standard of a simulation is the first with some figures changed; nothing of it is kept.
#include <fmt/core.h>

#include "cli/commands.hpp"
#include "cli/store_commands.hpp"
#include "cli/study_source.hpp"
#include "cli/study_table.hpp"
#include "studies/comparison.hpp"
#include "studies/report.hpp"
#include "studies/settings.hpp"

namespace sanqu::cli {

namespace {

using evaluation::Results;
using standards::LoadedStandard;
using standards::Plan;

Results rate(const Plan& plan, const studies::Frame& frame, unsigned threads, bool breakdown) {
  evaluation::EvaluateOptions options;
  options.threads = threads;
  options.breakdown = breakdown;
  return evaluation::evaluate(plan, frame.catalogue, frame.snapshot, frame.as_of, options);
}

struct Setup {
  std::unique_ptr<StudySource> source;
  Date as_of;
  Instant known_at;
  std::vector<std::string> groupings;
};

Result<Setup> set_up(const StudyArguments& arguments, const Surroundings& around) {
  Setup out;
  out.source = TRY(open_study_source(arguments, around));
  out.as_of = arguments.as_of.value_or(around.clock.today());
  out.known_at = arguments.known_at.value_or(around.clock.now());
  const catalogue::Catalogue& catalogue = out.source->catalogue();
  out.groupings =
      arguments.groupings.empty() ? studies::usual_groupings(catalogue) : arguments.groupings;
  TRY(studies::check_groupings(out.groupings, catalogue));
  return out;
}

/// Both plans over one snapshot.
Result<evaluation::Snapshot> load(Setup& setup, const Plan& before, const Plan& after) {
  const catalogue::Catalogue& catalogue = setup.source->catalogue();
  auto needed = joined(evaluation::needed_columns(before, catalogue),
                       evaluation::needed_columns(after, catalogue));
  studies::need_groupings(setup.groupings, catalogue, needed);
  return setup.source->snapshot(std::move(needed), setup.as_of, setup.known_at);
}

Result<studies::ComparisonReport> report_of(const Setup& setup, const StudyArguments& arguments,
                                            const studies::Frame& frame,
                                            const studies::Rating& before,
                                            const studies::Rating& after,
                                            const std::vector<std::int64_t>& near) {
  TRY(studies::check_sums(before));
  TRY(studies::check_sums(after));
  studies::ComparisonReport out;
  out.before = studies::name_of(before.plan);
  out.after = studies::name_of(after.plan);
  out.as_of = setup.as_of;
  out.known_at = setup.known_at;
  out.source = arguments.store.empty() ? arguments.subjects : arguments.store;
  out.group_minimum = arguments.group_minimum;
  out.spread_before = studies::spread_of(before, near);
  out.spread_after = studies::spread_of(after, near);
  const studies::CompareOptions options{.groupings = setup.groupings,
                                        .group_minimum = arguments.group_minimum};
  out.comparison = studies::compare(frame, before, after, options);
  if (out.comparison.points_alike) {
    studies::draw_alike(before, out.spread_before, after, out.spread_after, out.comparison.places);
  }
  for (const auto& mover : out.comparison.movers) {
    out.subject_ids.push_back(frame.snapshot.subject_ids[mover.subject]);
  }
  return out;
}

Result<Exit> say(const studies::ComparisonReport& report, const Setup& setup,
                 const StudyArguments& arguments, const Surroundings& around) {
  if (!arguments.html.empty()) {
    TRY(write_page(arguments.html, studies::comparison_page(report, around.lang), around));
  }
  if (format_of(arguments.format, around) == Format::table) {
    write_comparison(report, around);
  } else {
    around.out.write(studies::comparison_json(report, around.lang));
  }
  return setup.source->refused() == 0 ? Exit::done : Exit::refused;
}

/// The standard with these settings, through the whole compiler.
Result<Plan> changed(const LoadedStandard& standard, std::span<const studies::Setting> settings,
                     const catalogue::Catalogue& catalogue,
                     std::vector<studies::AppliedSetting>* applied) {
  standards::StandardText text = standard.text;
  auto done = TRY(studies::apply_settings(text, settings));
  if (applied != nullptr) *applied = std::move(done);
  return standards::compile(text, catalogue);
}

}  // namespace

Result<Exit> compare_standards(const DiffArguments& arguments, const Surroundings& around) {
  Setup setup = TRY(set_up(arguments.study, around));
  const LoadedStandard before = TRY(setup.source->standard(arguments.before, setup.as_of));
  const LoadedStandard after = TRY(setup.source->standard(arguments.after, setup.as_of));
  const evaluation::Snapshot snapshot = TRY(load(setup, before.plan, after.plan));
  const studies::Frame frame{setup.source->catalogue(), snapshot, setup.as_of};
  const unsigned threads = arguments.study.threads;
  const Results results_before = rate(before.plan, frame, threads, true);
  const Results results_after = rate(after.plan, frame, threads, true);
  const auto report = TRY(report_of(setup, arguments.study, frame, {before.plan, results_before},
                                    {after.plan, results_after}, arguments.near));
  return say(report, setup, arguments.study, around);
}

Result<Exit> simulate_standard(const SimulateArguments& arguments, const Surroundings& around) {
  Setup setup = TRY(set_up(arguments.study, around));
  const catalogue::Catalogue& catalogue = setup.source->catalogue();
  const LoadedStandard standard = TRY(setup.source->standard(arguments.standard, setup.as_of));
  std::vector<studies::AppliedSetting> applied;
  const Plan after = TRY(changed(standard, arguments.settings, catalogue, &applied));
  // Every value of the sweep is compiled before anything is read, so that a wrong one costs nothing.
  std::vector<Plan> swept;
  for (const studies::Setting& setting : arguments.sweep) {
    swept.push_back(TRY(changed(standard, {&setting, 1}, catalogue, nullptr)));
  }
  const evaluation::Snapshot snapshot = TRY(load(setup, standard.plan, after));
  const studies::Frame frame{catalogue, snapshot, setup.as_of};
  const unsigned threads = arguments.study.threads;
  const Results results_before = rate(standard.plan, frame, threads, true);
  const Results results_after = rate(after, frame, threads, true);
  const studies::Rating before{standard.plan, results_before};
  auto report =
      TRY(report_of(setup, arguments.study, frame, before, {after, results_after}, arguments.near));
  report.is_simulation = true;
  report.settings = std::move(applied);
  if (!swept.empty()) {
    report.sweep.emplace();
    report.sweep->target = arguments.sweep.front().target();
    for (std::size_t i = 0; i < swept.size(); ++i) {
      const Results results = rate(swept[i], frame, threads, false);
      TRY(studies::check_sums({swept[i], results}));
      const auto& value = arguments.sweep[i].value;
      report.sweep->rows.push_back(studies::sweep_row(decimal_text_short(value.units, value.places),
                                                      before, {swept[i], results}, arguments.near));
    }
  }
  return say(report, setup, arguments.study, around);
}

}  // namespace sanqu::cli
