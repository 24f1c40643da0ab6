// SPDX-License-Identifier: Apache-2.0
// Prints what the intake room reads from a file, a line of JSON each: the names of the columns, the lines with their cells,
// the notices; or the errors. `read_workbook FILE|- NAME...`: the header is the row with the most of the NAMEs.
// With `--count` in place of the names only the number of lines is printed: for measuring.
#include <cstdio>
#include <set>
#include <string>

#include "core/json_writer.hpp"
#include "intake/file_source.hpp"
#include "intake/reading.hpp"

using namespace sanqu;
using namespace sanqu::intake;

namespace {

void print(JsonWriter& json) { std::printf("%s\n", json.take().c_str()); }

void print_findings(const char* kind, const Errors& findings) {
  for (const Error& finding : findings) {
    JsonWriter json;
    json.begin_object().text_member(kind, finding.code->id);
    json.integer_member("line", finding.place.line);
    json.integer_member("column", finding.place.column);
    json.text_member("text", finding.text(Lang::en)).end_object();
    print(json);
  }
}

const char* word_of(CellTrouble trouble) {
  switch (trouble) {
    case CellTrouble::none: return "";
    case CellTrouble::formula_without_value: return "formula";
    case CellTrouble::error_value: return "error";
    case CellTrouble::merged: return "merged";
  }
  return "";
}

void print_line(const Line& line, std::size_t columns) {
  JsonWriter json;
  json.begin_object().integer_member("line", line.number).text_member("raw", line.raw);
  json.name("cells").begin_array();
  for (const Cell& cell : line.cells) json.text(cell.text);
  json.end_array().name("troubles").begin_object();
  for (const Cell& cell : line.cells) {
    if (cell.trouble == CellTrouble::none) continue;
    json.text_member(std::to_string(cell.column), word_of(cell.trouble));
  }
  json.end_object().integer_member("columns", static_cast<std::int64_t>(columns)).end_object();
  print(json);
  print_findings("finding", line.findings);
}

Result<bool> read(const std::string& path, const std::set<std::string>& known) {
  const auto source = TRY(open_file_source(path));
  const bool counts_only = known.contains("--count");
  const auto judge = [&](const std::vector<std::string>& names) {
    std::size_t count = 0;
    for (const std::string& name : names) count += known.contains(name) ? 1 : 0;
    return count;
  };
  const OpenFile open = TRY(counts_only ? open_lines(*source) : open_lines(*source, judge));
  JsonWriter header;
  header.begin_object().name("names").begin_array();
  for (const std::string& name : open.lines->names()) header.text(name);
  header.end_array().end_object();
  if (!counts_only) print(header);
  Line line;
  std::size_t lines = 0;
  for (; TRY(open.lines->next(line)); ++lines) {
    if (!counts_only) print_line(line, open.lines->names().size());
  }
  if (counts_only) std::printf("%zu lines\n", lines);
  print_findings("notice", open.notices);
  print_findings("notice", open.lines->notices());
  return true;
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::fprintf(stderr, "usage: read_workbook FILE|- NAME... | --count\n");
    return 2;
  }
  const auto done = read(words[1], std::set<std::string>(words + 2, words + count));
  if (done) return 0;
  print_findings("error", done.error());
  return 1;
}
