// SPDX-License-Identifier: Apache-2.0
// Quality figures as one JSON object: the same from the command line and the API.
#pragma once

#include <string>
#include <string_view>

#include "intake/quality.hpp"

namespace sanqu::intake {

/// An empty `month` (2026-09): of all time. Without weights there is no quality_score.
std::string quality_json(const QualityFigures& figures, std::string_view month,
                         const QualityWeights* weights);

std::string month_text(YearMonth month);

}  // namespace sanqu::intake
