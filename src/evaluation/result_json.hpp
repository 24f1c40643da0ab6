// SPDX-License-Identifier: Apache-2.0
// One result as a JSON object on one line, with its explanation where it is wanted; the order of members is fixed, so that
// equal results are equal bytes (docs/formats/result.md).
#pragma once

#include <string>

#include "evaluation/result_set.hpp"

namespace sanqu::evaluation {

std::string result_json(const ResultSet& set, std::uint32_t subject, const SubjectDetails& details);

}  // namespace sanqu::evaluation
