// SPDX-License-Identifier: Apache-2.0
#include "intake/xlsx_header.hpp"

#include <algorithm>
#include <map>

#include "intake/xlsx_reader.hpp"

namespace sanqu::intake {

namespace {

constexpr std::size_t k_known_names_min = 2;

/// The first rows, with what merged cells show in each of the rows that they cover.
class FirstRows {
 public:
  FirstRows(const std::vector<StoredRow>& rows, const std::vector<Merge>& merges)
      : rows_(rows), merges_(merges) {}

  std::vector<SheetHeader::Name> names_in(std::uint32_t row) const {
    std::map<std::uint32_t, std::string> names;
    for (const Merge& merge : merges_) {
      if (merge.row >= row) break;
      // Only a column's own name goes down: a title or a group above several columns names none of them.
      if (merge.last_row < row || merge.column != merge.last_column) continue;
      const std::string name = name_at(merge.row, merge.column);
      if (!name.empty()) names[merge.column] = name;
    }
    if (const StoredRow* own = find(row)) {
      for (const SheetRow::Cell& cell : own->row().cells) {
        std::string name = name_of(cell);
        if (!name.empty()) names[cell.column] = std::move(name);
      }
    }
    std::vector<SheetHeader::Name> out;
    for (auto& [column, name] : names) out.push_back({column, std::move(name)});
    return out;
  }

  /// The last row that a known name standing in `row` covers.
  std::uint32_t last_row_of(std::uint32_t row, const HeaderJudge& judge) const {
    std::uint32_t last = row;
    for (const Merge& merge : merges_) {
      if (merge.row > row) break;
      if (merge.last_row <= last || merge.last_row > k_header_rows_max) continue;
      const std::string name = name_at(merge.row, merge.column);
      if (!name.empty() && (!judge || judge({name}) > 0)) last = merge.last_row;
    }
    return last;
  }

 private:
  static std::string name_of(const SheetRow::Cell& cell) {
    return cell.trouble == CellTrouble::none ? header_name(cell.text) : std::string();
  }
  const StoredRow* find(std::uint32_t row) const {
    const auto at = std::find_if(rows_.begin(), rows_.end(),
                                 [&](const StoredRow& one) { return one.number() == row; });
    return at == rows_.end() ? nullptr : &*at;
  }
  std::string name_at(std::uint32_t row, std::uint32_t column) const {
    const StoredRow* stored = find(row);
    if (stored == nullptr) return {};
    for (const SheetRow::Cell& cell : stored->row().cells) {
      if (cell.column == column) return name_of(cell);
    }
    return {};
  }

  const std::vector<StoredRow>& rows_;
  const std::vector<Merge>& merges_;
};

std::vector<std::string> texts_of(const std::vector<SheetHeader::Name>& names) {
  std::vector<std::string> texts;
  for (const SheetHeader::Name& name : names) texts.push_back(name.text);
  return texts;
}

/// The row with the most known names, the first of several; 0 if no row has enough.
std::uint32_t best_row(const FirstRows& first, const std::vector<StoredRow>& rows,
                       const HeaderJudge& judge) {
  std::uint32_t best = 0;
  std::size_t best_known = 0;
  for (const StoredRow& row : rows) {
    if (row.number() > k_header_rows_max) break;
    const std::vector<std::string> texts = texts_of(first.names_in(row.number()));
    if (!judge) return row.number();
    const std::size_t known = judge(texts);
    const bool is_enough = known >= k_known_names_min || (known == 1 && texts.size() == 1);
    if (!is_enough || known <= best_known) continue;
    best = row.number();
    best_known = known;
  }
  return best;
}

}  // namespace

StoredRow::StoredRow(const SheetRow& row) : row_(row) {
  texts_.reserve(row.cells.size());
  for (SheetRow::Cell& cell : row_.cells) {
    texts_.emplace_back(cell.text);
    cell.text = texts_.back();
  }
}

Result<SheetHeader> find_header(SheetReader& sheet, const HeaderJudge& judge) {
  std::vector<StoredRow> rows;
  SheetRow row;
  while (rows.empty() || rows.back().number() < k_header_rows_max) {
    if (!TRY(sheet.next(row))) break;
    rows.emplace_back(row);
  }
  SheetHeader header;
  const FirstRows first(rows, sheet.merges());
  const std::uint32_t best = best_row(first, rows, judge);
  if (best == 0) return header;
  header.row = first.last_row_of(best, judge);
  header.names = first.names_in(header.row);
  for (StoredRow& one : rows) {
    if (one.number() < best) ++header.rows_above;
    if (one.number() > header.row) header.below.push_back(std::move(one));
  }
  return header;
}

}  // namespace sanqu::intake
