// SPDX-License-Identifier: Apache-2.0
// An explanation as the members of a result's JSON object: dimensions, indicators, records, and the lines that make every
// sum agree (docs/formats/result.md, Explanation).
#pragma once

#include "core/json_writer.hpp"
#include "evaluation/result_set.hpp"

namespace sanqu::evaluation {

void append_explanation(const ResultSet& set, const Explanation& explanation, JsonWriter& json);

}  // namespace sanqu::evaluation
