// SPDX-License-Identifier: Apache-2.0
// Results to an output, one file a format: result_json.cpp, result_csv.cpp, result_table.cpp (docs/formats/result.md).
#pragma once

#include "cli/arguments.hpp"
#include "cli/output.hpp"
#include "evaluation/result_set.hpp"

namespace sanqu::cli {

void write_ndjson(const evaluation::ResultSet& set, Output& out);
void write_json(const evaluation::ResultSet& set, Output& out);
void write_csv(const evaluation::ResultSet& set, Output& out);
void write_table(const evaluation::ResultSet& set, Output& out);

inline void write_results(const evaluation::ResultSet& set, Format format, Output& out) {
  switch (format) {
    case Format::table: return write_table(set, out);
    case Format::json: return write_json(set, out);
    case Format::csv: return write_csv(set, out);
    case Format::ndjson: return write_ndjson(set, out);
  }
}

}  // namespace sanqu::cli
