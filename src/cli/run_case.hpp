// SPDX-License-Identifier: Apache-2.0
// One golden case through the same intake and the same engine as any file: its values become lines, so that what a case says
// is checked as strictly as what a department sends. Only what the standard does not read may be left out.
#pragma once

#include <string>
#include <vector>

#include "cli/rule_files.hpp"

namespace sanqu::cli {

struct CaseDifference {
  std::string what;  // points, grade, an indicator's title, ...
  std::string expected;
  std::string got;
};

struct CaseOutcome {
  Errors refused;  // lines that intake or the builder refused: then nothing is compared
  std::vector<CaseDifference> differences;
  std::string explanation;    // in words, where something differs
  std::vector<bool> reached;  // by indicator: it gave points here
  bool passed() const { return refused.empty() && differences.empty(); }
};

/// In a case a record needs the fields that the standard reads, and what tells its time; not the other items of its form.
void require_only_what_is_read(Rules& rules);

CaseOutcome run_case(const Rules& rules, const standards::GoldenCase& golden, Lang lang);

}  // namespace sanqu::cli
