// SPDX-License-Identifier: Apache-2.0
// `sanqu standard test`: a standard's golden cases, and what differs as its author would want to read it.
#include <fmt/core.h>

#include "cli/commands.hpp"
#include "cli/errors.hpp"
#include "cli/refused_lines.hpp"
#include "cli/run_case.hpp"
#include "cli/wording.hpp"
#include "core/text.hpp"
#include "standards/errors.hpp"

namespace sanqu::cli {

namespace {

struct Tally {
  std::uint64_t passed = 0;
  std::uint64_t failed = 0;
};

void write_failure(const standards::GoldenCase& golden, const CaseOutcome& outcome,
                   const Surroundings& around) {
  const Lang lang = around.lang;
  around.out.line(
      fmt::format("{} {} {}", in(lang, "不符", "FAILED"), golden.id, golden.title.in(lang)));
  around.out.line(fmt::format("  {}:{}  {}", golden.place.file, golden.place.line, golden.source));
  for (const Error& error : outcome.refused)
    around.out.line("  " + readable_utf8(error.render(lang)));
  std::size_t width = 0;
  for (const CaseDifference& one : outcome.differences) {
    width = std::max(width, display_width(one.what));
  }
  for (const CaseDifference& one : outcome.differences) {
    around.out.line(fmt::format(form(lang, "  {}  应为 {},实为 {}", "  {}  expected {}, got {}"),
                                padded(one.what, width), one.expected, one.got));
  }
  std::string_view rest = outcome.explanation;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    around.out.line(line.empty() ? "    |" : fmt::format("    | {}", line));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

/// A case in which an indicator gives points is the least that its author owes it.
void write_unreached(const standards::StandardText& text, const std::vector<bool>& reached,
                     const Surroundings& around) {
  std::size_t index = 0;
  for (const auto& dimension : text.dimensions) {
    for (const auto& indicator : dimension.indicators) {
      const bool is_own = indicator.layer == 0;  // those of a parent are its own cases' matter
      if (reached[index++] || !is_own) continue;
      const Error error =
          make_error(standards::errors::k_not_reached, indicator.place, {indicator.id});
      around.out.line(
          fmt::format("{}: {}", in(around.lang, "警告", "warning"), error.render(around.lang)));
    }
  }
}

Result<Tally> test_one(const std::string& path, const StandardTestArguments& arguments,
                       const Surroundings& around) {
  const auto rules =
      TRY(load_rules(path, arguments.catalogue, arguments.standards, around.program_folder));
  require_only_what_is_read(*rules);
  const standards::Plan& plan = rules->standard.plan;
  const std::vector<std::string> files = list_case_files(path, plan.id);
  if (files.empty()) {
    around.err.line(make_error(errors::k_no_cases, {path, 0, 0, ""}, {plan.name(), plan.id})
                        .render(around.lang));
    return Tally{};
  }
  Tally tally;
  std::vector<bool> reached(plan.indicators.size(), false);
  for (const std::string& file : files) {
    const std::string text = TRY(read_file(file));
    const auto cases = TRY(standards::parse_cases(file, text));
    for (const standards::GoldenCase& golden : cases) {
      const CaseOutcome outcome = run_case(*rules, golden, around.lang);
      ++(outcome.passed() ? tally.passed : tally.failed);
      if (!outcome.passed()) write_failure(golden, outcome, around);
      for (std::size_t i = 0; i < outcome.reached.size(); ++i)
        if (outcome.reached[i]) reached[i] = true;
    }
  }
  write_unreached(rules->standard.text, reached, around);
  around.out.line(fmt::format(form(around.lang, "{}:通过 {},不符 {}", "{}: {} passed, {} failed"),
                              plan.name(), tally.passed, tally.failed));
  return tally;
}

}  // namespace

Result<Exit> test_standards(const StandardTestArguments& arguments, const Surroundings& around) {
  Tally all;
  for (const std::string& path : arguments.paths) {
    for (const std::string& file : TRY(list_standards(path))) {
      const Tally one = TRY(test_one(file, arguments, around));
      all.passed += one.passed;
      all.failed += one.failed;
    }
  }
  around.out.line(
      fmt::format(form(around.lang, "{} 个算例:通过 {},不符 {}", "{} cases: {} passed, {} failed"),
                  all.passed + all.failed, all.passed, all.failed));
  return all.failed == 0 ? Exit::done : Exit::refused;
}

}  // namespace sanqu::cli
