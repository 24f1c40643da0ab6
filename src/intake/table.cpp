// SPDX-License-Identifier: Apache-2.0
#include "intake/table.hpp"

#include "intake/reading.hpp"

namespace sanqu::intake {

Result<Table> read_table(ByteSource& source, const OnRow& on_row) {
  const OpenFile open = TRY(open_lines(source));
  Table table;
  Line line;
  std::vector<std::string> cells;
  while (TRY(open.lines->next(line))) {
    if (!line.findings.empty()) {
      table.broken.insert(table.broken.end(), line.findings.begin(), line.findings.end());
      continue;
    }
    cells.assign(open.lines->names().size(), {});
    for (const Cell& cell : line.cells) {
      const std::string_view trouble = trouble_text(cell.trouble);
      cells[cell.column] = trouble.empty() ? cell.text : trouble;
    }
    on_row(line.number, cells);
  }
  table.header = open.lines->names();
  return table;
}

}  // namespace sanqu::intake
