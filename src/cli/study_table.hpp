// SPDX-License-Identifier: Apache-2.0
// Studies for people at a terminal, and the page and JSON where they were asked for.
#pragma once

#include "cli/cli.hpp"
#include "cli/study_arguments.hpp"
#include "studies/report.hpp"
#include "studies/validation.hpp"

namespace sanqu::cli {

void write_comparison(const studies::ComparisonReport& report, const Surroundings& around);
void write_validation(const studies::ValidationReport& report, const Surroundings& around);

/// A page into its file. Error: cli.output_failed.
Result<bool> write_page(const std::string& path, const std::string& page,
                        const Surroundings& around);

}  // namespace sanqu::cli
