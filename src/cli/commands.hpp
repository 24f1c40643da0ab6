// SPDX-License-Identifier: Apache-2.0
// The commands: each takes its words as a struct and the world, says what it has to say, and gives its exit code. Errors in
// the Result are for `run` to show: they end with exit 3, or 2 where they are about the words.
#pragma once

#include "cli/arguments.hpp"
#include "cli/cli.hpp"

namespace sanqu::cli {

Result<Exit> evaluate_files(const EvaluateArguments& arguments, const Surroundings& around);
Result<Exit> check_standard(const StandardCheckArguments& arguments, const Surroundings& around);
Result<Exit> print_standard_whole(const StandardPrintArguments& arguments,
                                  const Surroundings& around);
Result<Exit> standard_as_sql(const StandardSqlArguments& arguments, const Surroundings& around);
Result<Exit> test_standards(const StandardTestArguments& arguments, const Surroundings& around);
// Studies, over a store or files (docs/studies.md). Nothing is written but the page.
Result<Exit> compare_standards(const DiffArguments& arguments, const Surroundings& around);
Result<Exit> simulate_standard(const SimulateArguments& arguments, const Surroundings& around);
Result<Exit> validate_standard(const ValidateArguments& arguments, const Surroundings& around);

}  // namespace sanqu::cli
