// SPDX-License-Identifier: Apache-2.0
// The scalars of the results as CSV (RFC 4180): CR LF, quotes where they are needed, and no cell that a spreadsheet would
// take for a formula.
#include <memory>

#include "cli/in_order.hpp"
#include "cli/results_out.hpp"
#include "core/csv_line.hpp"

namespace sanqu::cli {

namespace {

constexpr std::size_t k_piece_subjects = 2048;
constexpr std::string_view k_line_end = "\r\n";

std::string header(const evaluation::ResultSet& set) {
  std::string text =
      "subject_id,standard,as_of,status,reason,points,grade,grade_title,rank_place,rank_of,"
      "rank_percentile,rank_run,rank_reason,overrides";
  if (set.next_change) text += ",next_change";
  text += ",uscc_check";
  text += k_line_end;
  return text;
}

void append_rank(const evaluation::ResultSet& set, const evaluation::ResultCells& cells,
                 CsvLine& line) {
  if (cells.rank.place == 0) {
    line.cell("").cell("").cell("").cell("");
  } else {
    line.cell(std::to_string(cells.rank.place)).cell(std::to_string(cells.rank.of));
    line.cell(evaluation::percentile_text(cells.rank)).cell(set.run);
  }
  line.cell(cells.rank_reason);
}

void append_line(const evaluation::ResultSet& set, const std::string& standard,
                 const std::string& as_of, std::uint32_t subject,
                 const evaluation::SubjectDetails& details, std::string& text) {
  const evaluation::ResultCells cells = evaluation::result_cells(set, subject, details);
  CsvLine line(text);
  line.cell(cells.subject_id).cell(standard).cell(as_of).cell(cells.status).cell(cells.reason);
  line.cell(cells.points).cell(cells.grade).cell(cells.grade_title);
  append_rank(set, cells, line);
  std::string overrides;
  for (std::size_t i = 0; i < set.plan.overrides.size(); ++i) {
    if (!evaluation::has_override(set, subject, i)) continue;
    if (!overrides.empty()) overrides += ';';
    overrides += set.plan.overrides[i].id;
  }
  line.cell(overrides);
  if (set.next_change) line.cell(cells.next_change);
  line.cell(cells.uscc_failed ? "failed" : "");
  text += k_line_end;
}

}  // namespace

void write_csv(const evaluation::ResultSet& set, Output& out) {
  out.write(header(set));
  const std::string standard = set.plan.name();
  const std::string as_of = set.as_of.text();
  const InOrder order{
      .items = set.subjects.size(), .piece = k_piece_subjects, .threads = set.threads};
  const auto new_worker = [&]() -> Worker {
    auto details = std::make_shared<evaluation::DetailsWorker>(set);
    return [&, details](std::size_t first, std::size_t count) {
      std::string text;
      for (std::size_t i = first; i < first + count; ++i) {
        const std::uint32_t subject = set.subjects[i];
        append_line(set, standard, as_of, subject, details->details(subject), text);
      }
      return text;
    };
  };
  write_in_order(order, new_worker, [&](std::string_view text) {
    out.write(text);
    return !out.reader_is_gone();
  });
}

}  // namespace sanqu::cli
