// SPDX-License-Identifier: Apache-2.0
// `sanqu evaluate` over files, without a store: the main command as a list of steps.
#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>

#include "cli/commands.hpp"
#include "cli/errors.hpp"
#include "cli/progress.hpp"
#include "cli/read_inputs.hpp"
#include "cli/results_out.hpp"
#include "cli/rule_files.hpp"
#include "cli/wording.hpp"
#include "evaluation/frozen_run.hpp"

namespace sanqu::cli {

namespace {

Result<bool> check_words(const EvaluateArguments& arguments, const standards::Plan& plan) {
  if (plan.rank) return true;
  if (!arguments.run.empty()) return refuse(errors::k_does_not_rank, {}, {plan.name(), "--run"});
  if (arguments.save_run.empty()) return true;
  return refuse(errors::k_does_not_rank, {}, {plan.name(), "--save-run"});
}

void notice_not_effective(const standards::Plan& plan, Date as_of, const Surroundings& around) {
  if (as_of >= plan.effective_from && as_of <= plan.effective_to) return;
  const std::string from = plan.effective_from.text();
  const std::string to = plan.effective_to.text();
  const bool is_open = plan.effective_to == Date::max();
  around.err.line(make_error(errors::k_not_effective, {},
                             {as_of.text(), is_open ? from + " 起" : from + " 至 " + to,
                              is_open ? "from " + from : from + " to " + to})
                      .render(around.lang));
}

Result<std::unique_ptr<FileOutput>> open_if_named(const std::string& path) {
  if (path.empty()) return std::unique_ptr<FileOutput>{};
  return FileOutput::create(path);
}

Result<evaluation::Snapshot> read_snapshot(const EvaluateArguments& arguments, const Rules& rules,
                                           Instant known_at, RefusedLines& refused,
                                           const Surroundings& around) {
  const standards::Plan& plan = rules.standard.plan;
  InputFiles files{arguments.subjects, arguments.records, {}};
  files.options.class_index = TRY(class_of_lines(arguments.class_id, rules.catalogue));
  files.options.latest_event_date = std::max(around.clock.today(), known_at.date());
  evaluation::SnapshotBuilder builder(rules.catalogue,
                                      evaluation::needed_columns(plan, rules.catalogue),
                                      arguments.as_of, known_at);
  TRY(read_inputs(files, rules.catalogue, builder, refused, around));
  Errors unknown;
  evaluation::Snapshot snapshot = builder.build(unknown);
  for (const Error& error : unknown) refused.add(error);
  return snapshot;
}

struct Evaluated {
  evaluation::Results results;
  std::string run;  // the name of the run that ranks come from
};

Result<Evaluated> evaluate_snapshot(const EvaluateArguments& arguments, const Rules& rules,
                                    const evaluation::Snapshot& snapshot,
                                    const Surroundings& around) {
  const standards::Plan& plan = rules.standard.plan;
  std::optional<evaluation::FrozenRun> frozen;
  if (!arguments.run.empty()) {
    const std::string text = TRY(read_file(arguments.run));
    frozen = TRY(evaluation::parse_frozen_run(arguments.run, text, plan));
  }
  Progress progress(around.err, around.err_is_terminal,
                    std::string(in(around.lang, "评价:", "evaluating:")));
  evaluation::EvaluateOptions options;
  options.threads = arguments.threads;
  options.frozen = frozen ? &frozen->distribution : nullptr;
  options.progress = &progress.done();
  Evaluated out;
  out.results = evaluation::evaluate(plan, rules.catalogue, snapshot, arguments.as_of, options);
  if (!plan.rank) return out;
  const evaluation::Distribution& distribution =
      frozen ? frozen->distribution : out.results.distribution;
  const std::string json = evaluation::frozen_run_json(distribution, plan, arguments.as_of);
  out.run = frozen ? frozen->name : evaluation::frozen_run_name(json);
  if (!arguments.save_run.empty()) {
    const auto file = TRY(FileOutput::create(arguments.save_run));
    file->line(json);
    file->flush();
    TRY(file->state());
  }
  return out;
}

/// The subjects whose results are wanted, as indices; ids that the input does not have are said on `err`.
std::vector<std::uint32_t> choose_subjects(const std::vector<std::string>& ids,
                                           const evaluation::Snapshot& snapshot,
                                           const Surroundings& around, bool& all_found) {
  std::vector<std::uint32_t> out;
  if (ids.empty()) {
    out.resize(snapshot.subjects());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint32_t>(i);
    return out;
  }
  std::unordered_map<std::string_view, std::uint32_t> index;
  for (std::size_t i = 0; i < snapshot.subjects(); ++i) {
    index.emplace(snapshot.subject_ids[i], static_cast<std::uint32_t>(i));
  }
  for (const std::string& id : ids) {
    if (const auto found = index.find(id); found != index.end()) {
      out.push_back(found->second);
      continue;
    }
    all_found = false;
    around.err.line(make_error(errors::k_subject_not_found, {}, {id}).render(around.lang));
  }
  return out;
}

}  // namespace

Result<Exit> evaluate_files(const EvaluateArguments& arguments, const Surroundings& around) {
  // The rules: catalogue and standard.
  const auto rules = TRY(load_rules(arguments.standard, arguments.catalogue, arguments.standards,
                                    around.program_folder));
  const standards::Plan& plan = rules->standard.plan;
  TRY(check_words(arguments, plan));
  notice_not_effective(plan, arguments.as_of, around);

  // The inputs. A file that can't be used ends the command; a line is refused and the others go on.
  RefusedLines refused(around.err, TRY(open_if_named(arguments.refused)), around.lang);
  const Instant known_at = arguments.known_at.value_or(around.clock.now());
  const evaluation::Snapshot snapshot =
      TRY(read_snapshot(arguments, *rules, known_at, refused, around));
  TRY(refused.finish());

  // From here on nothing is refused any more.
  const Evaluated evaluated = TRY(evaluate_snapshot(arguments, *rules, snapshot, around));
  bool all_found = true;
  const Format format =
      arguments.format.value_or(around.out_is_terminal ? Format::table : Format::json);
  const bool wants_next_change = format != Format::table || arguments.explain;
  const evaluation::ResultSet set{
      .plan = plan,
      .catalogue = rules->catalogue,
      .snapshot = snapshot,
      .results = evaluated.results,
      .as_of = arguments.as_of,
      .known_at = known_at,
      .subjects = choose_subjects(arguments.subject_ids, snapshot, around, all_found),
      .run = evaluated.run,
      .lang = around.lang,
      .explain = arguments.explain && format != Format::csv,
      .next_change = arguments.next_change && wants_next_change,
      .threads = arguments.threads,
  };
  write_results(set, format, around.out);
  return refused.count() == 0 && all_found ? Exit::done : Exit::refused;
}

}  // namespace sanqu::cli
