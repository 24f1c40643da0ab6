// SPDX-License-Identifier: Apache-2.0
// Results for people at a terminal: aligned columns (a Chinese character is two wide), then how many have which grade. With
// explanations the explanations in words stand in the place of the columns.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <memory>

#include "cli/in_order.hpp"
#include "cli/results_out.hpp"
#include "cli/wording.hpp"
#include "core/text.hpp"

namespace sanqu::cli {

namespace {

constexpr std::size_t k_bar_columns = 40;
constexpr std::size_t k_piece_explained = 16;
constexpr std::size_t k_name_columns_max = 32;
constexpr std::string_view k_gap = "  ";

enum Column : std::size_t { subject, name, points, grade, rank, notes, k_columns };
using Row = std::array<std::string, k_columns>;

class Table {
 public:
  explicit Table(const evaluation::ResultSet& set)
      : set_(set), name_(set.catalogue.find_attribute("name")), head_(head()) {
    for (std::size_t c = 0; c < k_columns; ++c) widths_[c] = display_width(head_[c]);
    shown_.fill(false);
    shown_[subject] = true;
    for (const std::uint32_t one : set.subjects) {
      const Row cells = row(one);
      for (std::size_t c = 0; c < k_columns; ++c) {
        widths_[c] = std::max(widths_[c], display_width(cells[c]));
        shown_[c] = shown_[c] || !cells[c].empty();
      }
    }
  }

  void write(Output& out) const {
    write_row(head_, out);
    std::size_t width = 0;
    for (std::size_t c = 0; c < k_columns; ++c) {
      if (shown_[c]) width += widths_[c] + (width > 0 ? k_gap.size() : 0);
    }
    std::string rule;
    for (std::size_t i = 0; i < width; ++i) rule += "─";
    out.line(rule);
    for (const std::uint32_t one : set_.subjects) {
      if (out.reader_is_gone()) return;
      write_row(row(one), out);
    }
  }

 private:
  Row head() const {
    Row out;
    out[subject] = in(set_.lang, "主体", "subject");
    out[name] = in(set_.lang, "名称", "name");
    out[points] = in(set_.lang, "分值", "points");
    out[grade] = in(set_.lang, "等级", "grade");
    out[rank] = in(set_.lang, "名次", "rank");
    out[notes] = in(set_.lang, "说明", "notes");
    return out;
  }

  std::string name_of(std::uint32_t one) const {
    if (name_ < 0) return {};
    const auto& column = set_.snapshot.attributes[static_cast<std::size_t>(name_)];
    const std::int64_t value = column.at(one);
    if (evaluation::is_special(value)) return {};
    return cut(set_.snapshot.texts.text(value));
  }

  /// A name longer than its column, cut with an ellipsis.
  static std::string cut(const std::string& text) {
    if (display_width(text) <= k_name_columns_max) return text;
    std::size_t at = 0;
    for (std::size_t width = 0; at < text.size();) {
      const CodePoint point = code_point_at(text, at);
      width += display_width(std::string_view(text).substr(at, point.bytes));
      if (width > k_name_columns_max - 1) break;
      at += point.bytes;
    }
    return text.substr(0, at) + "…";
  }

  Row row(std::uint32_t one) const {
    const evaluation::ResultCells cells = evaluation::result_cells(set_, one, {});
    Row out;
    out[subject] = cells.subject_id;
    out[name] = name_of(one);
    out[points] = cells.points;
    out[grade] = cells.grade;
    if (!cells.grade_title.empty() && cells.grade_title != cells.grade) {
      out[grade] += fmt::format(" {}", cells.grade_title);
    }
    if (cells.rank.place != 0) out[rank] = fmt::format("{}/{}", cells.rank.place, cells.rank.of);
    out[notes] = notes_of(one, cells);
    return out;
  }

  std::string notes_of(std::uint32_t one, const evaluation::ResultCells& cells) const {
    std::string text;
    const auto add = [&](std::string_view part) {
      if (!text.empty()) text += in(set_.lang, ";", "; ");
      text += part;
    };
    if (!cells.reason.empty()) {
      const auto title = evaluation::reason_title(set_.plan, set_.results.reason[one]);
      add(fmt::format(form(set_.lang, "未评级:{}", "not rated: {}"), title.in(set_.lang)));
    }
    for (std::size_t i = 0; i < set_.plan.overrides.size(); ++i) {
      if (!evaluation::has_override(set_, one, i)) continue;
      const standards::Override& what = set_.plan.overrides[i];
      const std::string& title = what.title.in(set_.lang);
      add(title.empty() ? what.id : title);
    }
    if (cells.uscc_failed) add(in(set_.lang, "代码校验未通过", "the code's check digits fail"));
    return text;
  }

  void write_row(const Row& cells, Output& out) const {
    std::string line;
    for (std::size_t c = 0; c < k_columns; ++c) {
      if (!shown_[c]) continue;
      if (c > 0) line += k_gap;
      // Numbers end at one edge, so that their places stand under each other.
      const bool is_number = c == points || c == rank;
      const std::size_t width = display_width(cells[c]);
      if (is_number) line.append(widths_[c] - std::min(width, widths_[c]), ' ');
      line += is_number ? cells[c] : padded(cells[c], widths_[c]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out.line(line);
  }

  const evaluation::ResultSet& set_;
  std::int32_t name_;
  Row head_;
  std::array<std::size_t, k_columns> widths_{};
  std::array<bool, k_columns> shown_{};
};

void write_summary(const evaluation::ResultSet& set, Output& out) {
  const evaluation::ResultCounts counts = evaluation::count_results(set);
  struct Bar {
    std::string label;
    std::uint64_t count;
  };
  std::vector<Bar> bars;
  for (std::size_t i = 0; i < counts.grades.size(); ++i) {
    const standards::Grade& grade = set.plan.grades[i];
    const std::string& title = grade.title.in(set.lang);
    bars.push_back(
        {title.empty() || title == grade.id ? grade.id : grade.id + " " + title, counts.grades[i]});
  }
  bars.push_back({std::string(in(set.lang, "未评级", "not rated")), counts.not_rated});
  std::size_t label_width = 0;
  std::uint64_t most = 1;
  for (const Bar& bar : bars) {
    label_width = std::max(label_width, display_width(bar.label));
    most = std::max(most, bar.count);
  }
  out.line(fmt::format(form(set.lang, "{} {},基准日 {}:主体 {},已评级 {},未评级 {}",
                            "{} {}, as of {}: {} subjects, {} rated, {} not rated"),
                       set.plan.title.in(set.lang), set.plan.name(), set.as_of.text(),
                       grouped(set.subjects.size()), grouped(counts.rated),
                       grouped(counts.not_rated)));
  for (const Bar& bar : bars) {
    // At least one block where there is anyone.
    std::uint64_t blocks = bar.count * k_bar_columns / most;
    if (bar.count > 0) blocks = std::max<std::uint64_t>(blocks, 1);
    std::string line =
        fmt::format("  {} {:>9} ", padded(bar.label, label_width), grouped(bar.count));
    for (std::uint64_t i = 0; i < blocks; ++i) line += "█";
    line.erase(line.find_last_not_of(' ') + 1);
    out.line(line);
  }
}

void write_explanations(const evaluation::ResultSet& set, Output& out) {
  const InOrder order{
      .items = set.subjects.size(), .piece = k_piece_explained, .threads = set.threads};
  const auto new_worker = [&]() -> Worker {
    auto details = std::make_shared<evaluation::DetailsWorker>(set);
    return [&, details](std::size_t first, std::size_t count) {
      std::string text;
      for (std::size_t i = first; i < first + count; ++i) {
        const evaluation::SubjectDetails one = details->details(set.subjects[i]);
        if (i > 0) text += '\n';
        text += evaluation::explanation_text(*one.explanation, set.plan, set.catalogue,
                                             set.snapshot, set.as_of, set.lang);
        if (!text.ends_with('\n')) text += '\n';
      }
      return text;
    };
  };
  write_in_order(order, new_worker, [&](std::string_view text) {
    out.write(text);
    return !out.reader_is_gone();
  });
}

}  // namespace

void write_table(const evaluation::ResultSet& set, Output& out) {
  if (set.explain) {
    write_explanations(set, out);
  } else {
    Table(set).write(out);
  }
  if (set.subjects.size() == 1) return;  // of one there is no distribution
  out.line("");
  write_summary(set, out);
}

}  // namespace sanqu::cli
