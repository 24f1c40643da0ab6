// SPDX-License-Identifier: Apache-2.0
#include "intake/table.hpp"

#include "intake/reading.hpp"

namespace sanqu::intake {

Result<std::vector<std::string>> read_table(ByteSource& source, const OnRow& on_row,
                                            const OnBrokenRow& on_broken_row) {
  const OpenFile open = TRY(open_lines(source));
  Line line;
  std::vector<std::string> cells;
  while (TRY(open.lines->next(line))) {
    if (!line.findings.empty()) {
      on_broken_row(line.raw, line.findings);
      continue;
    }
    cells.assign(open.lines->names().size(), {});
    for (const Cell& cell : line.cells) {
      const std::string_view trouble = trouble_text(cell.trouble);
      cells[cell.column] = trouble.empty() ? cell.text : trouble;
    }
    on_row(line.number, cells);
  }
  return open.lines->names();
}

}  // namespace sanqu::intake
