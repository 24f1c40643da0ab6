// SPDX-License-Identifier: Apache-2.0
#include "cli/check_data.hpp"

#include <algorithm>
#include <string>

#include "cli/study_source.hpp"
#include "evaluation/evaluation.hpp"
#include "standards/errors.hpp"
#include "standards/value_only.hpp"

namespace sanqu::cli {

namespace {

/// Whether anybody who is rated has points from the indicator.
bool is_reached(const standards::Plan& plan, std::size_t indicator,
                const evaluation::Results& results) {
  const bool by_value = standards::is_value_only(plan, plan.indicators[indicator]);
  const auto& column = results.indicator_points[indicator];
  for (std::size_t s = 0; s < results.reason.size(); ++s) {
    if (results.reason[s] != evaluation::k_rated || evaluation::is_special(column[s])) continue;
    if (by_value || column[s] != 0) return true;
  }
  return false;
}

void add_unreached(const standards::LoadedStandard& standard, const evaluation::Results& results,
                   DataFindings& out) {
  std::size_t index = 0;
  for (const auto& dimension : standard.text.dimensions) {
    for (const auto& indicator : dimension.indicators) {
      if (is_reached(standard.plan, index++, results)) continue;
      out.warnings.push_back(make_error(standards::errors::k_no_data_reaches, indicator.place,
                                        {indicator.id, std::to_string(out.rated)}));
    }
  }
}

void add_met(const standards::LoadedStandard& standard, const std::string& path,
             const evaluation::Results& results, DataFindings& out) {
  for (const std::uint16_t reason : {evaluation::k_reason_no_row, evaluation::k_reason_overflow}) {
    const auto met = std::ranges::count(results.reason, reason);
    if (met == 0) continue;
    const catalogue::Title title = evaluation::reason_title(standard.plan, reason);
    out.warnings.push_back(
        make_error(standards::errors::k_data_meets_error, {path, 0, 0, ""},
                   {std::to_string(met), title.in(Lang::zh), title.in(Lang::en)}));
  }
}

}  // namespace

Result<DataFindings> check_on_data(const StandardCheckArguments& arguments,
                                   const Surroundings& around) {
  const auto source = TRY(open_study_source(arguments.data, around));
  const Date as_of = arguments.data.as_of.value_or(around.clock.today());
  const Instant known_at = arguments.data.known_at.value_or(around.clock.now());
  const auto standard = TRY(source->standard(arguments.standard, as_of));
  const catalogue::Catalogue& catalogue = source->catalogue();
  const auto snapshot =
      TRY(source->snapshot(evaluation::needed_columns(standard.plan, catalogue), as_of, known_at));
  evaluation::EvaluateOptions options;
  options.breakdown = true;
  const evaluation::Results results =
      evaluation::evaluate(standard.plan, catalogue, snapshot, as_of, options);
  DataFindings out;
  out.subjects = snapshot.subjects();
  out.rated = static_cast<std::size_t>(
      std::ranges::count(results.reason, std::uint16_t{evaluation::k_rated}));
  out.refused = source->refused();
  add_unreached(standard, results, out);
  add_met(standard, arguments.standard, results, out);
  return out;
}

}  // namespace sanqu::cli
