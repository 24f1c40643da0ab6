// SPDX-License-Identifier: Apache-2.0
// Inside the room: one HTML file that needs nothing else. No script, no request (the page forbids them itself), readable in
// the dark and on paper. Every text goes through `escaped`; what comes as `html` was made by this folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.hpp"

namespace sanqu::studies {

std::string escaped(std::string_view text);

/// Rows of texts. A heading that begins with `>` is of a column of numbers.
struct PageTable {
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;
  std::string html() const;
};

class Page {
 public:
  Page(Lang lang, std::string title) : lang_(lang), title_(std::move(title)) {}

  /// The head of the page: a line above the title, the title, and pairs of a word and a text below.
  void head(std::string_view kicker, std::string_view title,
            const std::vector<std::pair<std::string, std::string>>& facts);
  /// The few sentences that matter.
  void lead(const std::vector<std::string>& sentences);
  /// Warnings in a frame of their own; nothing where there are none.
  void notes(std::string_view title, const std::vector<std::string>& notes);
  void section(std::string_view title, std::string_view explanation);
  void heading(std::string_view title);  // inside a section
  void text(std::string_view text);
  void html(std::string_view html) { body_ += html; }
  void table(const PageTable& table) { body_ += table.html(); }
  /// A chart and the table behind it, which is folded away on the screen and open on paper.
  void chart(std::string_view svg, std::string_view legend, const PageTable& table);
  /// The same with a table that is too long for paper.
  void chart_with_long_table(std::string_view svg, std::string_view legend, const PageTable& table);
  /// The groups of which no figure is shown, in one line.
  void small_groups(const std::vector<std::string>& names, std::uint32_t minimum);
  void foot(std::string_view text);

  std::string take();

 private:
  void figure(std::string_view svg, std::string_view legend, const PageTable& table,
              std::string_view details_class);
  Lang lang_;
  std::string title_;
  std::string body_;
  bool is_section_open_ = false;
};

/// The page's style sheet. (style.cpp)
std::string_view page_style();

}  // namespace sanqu::studies
