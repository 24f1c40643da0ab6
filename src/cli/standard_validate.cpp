// SPDX-License-Identifier: Apache-2.0
// `sanqu standard validate`: a rating of then, held against what is known of the time after it. Two snapshots: one as known
// on the as-of date, so that nothing that came later can have helped the rating, one as known at the end.
#include <unordered_map>

#include <fmt/core.h>

#include "cli/commands.hpp"
#include "cli/store_commands.hpp"
#include "cli/study_source.hpp"
#include "cli/study_table.hpp"
#include "studies/errors.hpp"
#include "studies/outcome.hpp"
#include "studies/validation.hpp"

namespace sanqu::cli {

namespace {

using evaluation::Results;
using evaluation::Snapshot;
using standards::Plan;

constexpr std::int64_t k_day_ms = 86'400'000;

Instant end_of(Date day) {
  return Instant::from_unix_ms(Instant::parse(day.text())->unix_ms() + k_day_ms - 1);
}

/// The attribute that says whether a subject still exists, where the catalogue has the usual one; -1: not known.
std::int32_t status_attribute(const catalogue::Catalogue& catalogue) {
  const std::int32_t status = catalogue.find_attribute("status");
  if (status < 0) return -1;
  const auto& field = catalogue.attributes[static_cast<std::size_t>(status)];
  return field.type == catalogue::FieldType::code ? status : -1;
}

/// The codes of that attribute's set begin with the one that means active.
bool is_closed(const Snapshot& snapshot, std::int32_t status, std::size_t subject) {
  if (status < 0) return false;
  const std::int64_t code = snapshot.attributes[static_cast<std::size_t>(status)].at(subject);
  return !evaluation::is_special(code) && code != 0;
}

/// What became of the subjects of then, by the snapshot of the end.
studies::Later later_of(const Snapshot& then, const Snapshot& end, const Results& happened,
                        std::int32_t status) {
  std::unordered_map<std::string_view, std::size_t> at_the_end;
  for (std::size_t s = 0; s < end.subjects(); ++s) at_the_end.emplace(end.subject_ids[s], s);
  studies::Later out;
  for (const std::string& id : then.subject_ids) {
    const auto found = at_the_end.find(id);
    const bool is_there = found != at_the_end.end();
    out.gone.push_back(!is_there);
    out.happened.push_back(is_there && happened.grade[found->second] == studies::k_it_happened);
    out.closed.push_back(is_there && is_closed(end, status, found->second));
  }
  return out;
}

struct Question {
  studies::OutcomeQuestion outcome;
  Plan plan;
  const catalogue::RecordClass* record_class = nullptr;
  std::int32_t class_index = -1;
};

Result<Question> read_question(const ValidateArguments& arguments,
                               const catalogue::Catalogue& catalogue, Instant known_at) {
  Question out;
  out.outcome =
      studies::ask(arguments.outcome, arguments.where, *arguments.study.as_of, arguments.months);
  if (out.outcome.through > known_at.date()) {
    return refuse(studies::errors::k_outcome_window, {},
                  {out.outcome.through.text(), known_at.date().text()});
  }
  out.plan = TRY(studies::compile_outcome(out.outcome, catalogue));
  out.class_index = catalogue.find_class(arguments.outcome);
  out.record_class = &catalogue.classes[static_cast<std::size_t>(out.class_index)];
  return out;
}

}  // namespace

Result<Exit> validate_standard(const ValidateArguments& arguments, const Surroundings& around) {
  const StudyArguments& study = arguments.study;
  const auto source = TRY(open_study_source(study, around));
  const catalogue::Catalogue& catalogue = source->catalogue();
  const Date as_of = *study.as_of;
  const Instant known_at = study.known_at.value_or(end_of(as_of));
  const Instant known_later = arguments.outcome_known_at.value_or(around.clock.now());
  studies::ValidateOptions options;
  options.groupings =
      study.groupings.empty() ? studies::usual_groupings(catalogue) : study.groupings;
  options.group_minimum = study.group_minimum;
  TRY(studies::check_groupings(options.groupings, catalogue));
  const auto standard = TRY(source->standard(arguments.standard, as_of));
  const Plan& plan = standard.plan;
  const Question question = TRY(read_question(arguments, catalogue, known_later));
  options.events_are_good = question.record_class->polarity == catalogue::Polarity::positive;

  // Then, and the end.
  auto needed = evaluation::needed_columns(plan, catalogue);
  studies::need_groupings(options.groupings, catalogue, needed);
  auto needed_later = joined(evaluation::needed_columns(plan, catalogue),
                             evaluation::needed_columns(question.plan, catalogue));
  const std::int32_t status = status_attribute(catalogue);
  if (status >= 0) needed_later.attributes[static_cast<std::size_t>(status)] = true;
  const Snapshot then = TRY(source->snapshot(std::move(needed), as_of, known_at));
  const Date through = question.outcome.through;
  const Snapshot end = TRY(source->snapshot(std::move(needed_later), through, known_later));

  evaluation::EvaluateOptions evaluating;
  evaluating.threads = study.threads;
  const Results rated = evaluation::evaluate(plan, catalogue, then, as_of, evaluating);
  const Results rated_later = evaluation::evaluate(plan, catalogue, end, through, evaluating);
  const Results happened = evaluation::evaluate(question.plan, catalogue, end, through, evaluating);
  const studies::Later later = later_of(then, end, happened, status);
  TRY(studies::check_sums({plan, rated}));
  TRY(studies::check_sums({plan, rated_later}));
  studies::ValidationReport report = studies::validate({catalogue, then, as_of}, {plan, rated},
                                                       later, {plan, rated_later}, options);
  report.known_at = known_at;
  report.through = through;
  report.outcome_known_at = known_later;
  report.months = arguments.months;
  report.outcome = arguments.outcome;
  report.outcome_title = question.record_class->title;
  report.where = arguments.where;
  report.reads_outcome = studies::reads_class(plan, question.class_index);
  if (!study.html.empty()) {
    TRY(write_page(study.html, studies::validation_page(report, around.lang), around));
  }
  if (format_of(study.format, around) == Format::table) {
    write_validation(report, around);
  } else {
    around.out.write(studies::validation_json(report, around.lang));
  }
  return source->refused() == 0 ? Exit::done : Exit::refused;
}

}  // namespace sanqu::cli
