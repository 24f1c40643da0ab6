// SPDX-License-Identifier: Apache-2.0
// An explanation as the members of a result's JSON object: dimensions, indicators, records, and the lines that make every
// sum agree (docs/formats/result.md, Explanation).
#pragma once

#include "cli/result_set.hpp"
#include "core/json_writer.hpp"

namespace sanqu::cli {

void append_explanation(const ResultSet& set, const evaluation::Explanation& explanation,
                        JsonWriter& json);

}  // namespace sanqu::cli
