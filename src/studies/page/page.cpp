// SPDX-License-Identifier: Apache-2.0
#include "studies/page/page.hpp"

#include <fmt/core.h>

#include "studies/wording.hpp"

namespace sanqu::studies {

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string PageTable::html() const {
  std::string out = "<div class=\"scroll\"><table><thead><tr>";
  std::vector<bool> is_number;
  for (const std::string& heading : headings) {
    is_number.push_back(heading.starts_with('>'));
    const std::string_view shown = std::string_view(heading).substr(is_number.back() ? 1 : 0);
    out += is_number.back() ? "<th class=\"n\">" : "<th>";
    out += escaped(shown) + "</th>";
  }
  out += "</tr></thead><tbody>\n";
  for (const auto& row : rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool is_right = i < is_number.size() && is_number[i];
      out += is_right ? "<td class=\"n\">" : "<td>";
      out += escaped(row[i]) + "</td>";
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

void Page::head(std::string_view kicker, std::string_view title,
                const std::vector<std::pair<std::string, std::string>>& facts) {
  body_ += "<header><p class=\"kicker\">" + escaped(kicker) + "</p>\n<h1>" + escaped(title) +
           "</h1>\n<dl class=\"facts\">";
  for (const auto& [word, text] : facts) {
    body_ += "<div><dt>" + escaped(word) + "</dt><dd>" + escaped(text) + "</dd></div>";
  }
  body_ += "</dl></header>\n";
}

void Page::lead(const std::vector<std::string>& sentences) {
  body_ += "<ol class=\"lead\">";
  for (const std::string& one : sentences) body_ += "<li>" + escaped(one) + "</li>";
  body_ += "</ol>\n";
}

void Page::notes(std::string_view title, const std::vector<std::string>& notes) {
  if (notes.empty()) return;
  body_ += "<aside><strong>" + escaped(title) + "</strong><ul>";
  for (const std::string& one : notes) body_ += "<li>" + escaped(one) + "</li>";
  body_ += "</ul></aside>\n";
}

void Page::section(std::string_view title, std::string_view explanation) {
  if (is_section_open_) body_ += "</section>\n";
  is_section_open_ = true;
  body_ += "<section><h2>" + escaped(title) + "</h2>\n";
  if (!explanation.empty()) text(explanation);
}

void Page::heading(std::string_view title) { body_ += "<h3>" + escaped(title) + "</h3>\n"; }

void Page::text(std::string_view text) { body_ += "<p>" + escaped(text) + "</p>\n"; }

void Page::figure(std::string_view svg, std::string_view legend, const PageTable& table,
                  std::string_view details_class) {
  body_ += "<figure>";
  body_ += svg;
  if (!legend.empty()) {
    body_ += "<figcaption>";
    body_ += legend;
    body_ += "</figcaption>";
  }
  body_ += "<details";
  if (!details_class.empty()) body_ += " class=\"" + std::string(details_class) + "\"";
  body_ += "><summary>" + std::string(in(lang_, "数字表", "The figures")) + "</summary>" +
           table.html() + "</details></figure>\n";
}

void Page::chart(std::string_view svg, std::string_view legend, const PageTable& table) {
  figure(svg, legend, table, "");
}

void Page::chart_with_long_table(std::string_view svg, std::string_view legend,
                                 const PageTable& table) {
  figure(svg, legend, table, "screen");
}

void Page::small_groups(const std::vector<std::string>& names, std::uint32_t minimum) {
  if (names.empty()) return;
  std::string list;
  for (const std::string& name : names) {
    list += (list.empty() ? std::string() : std::string(in(lang_, "、", ", "))) + name;
  }
  text(fmt::format(fmt::runtime(in(lang_, "少于 {} 家,不列数字:{}。",
                                   "Fewer than {} subjects, no figures: {}.")),
                   minimum, list));
}

void Page::foot(std::string_view text) {
  if (is_section_open_) body_ += "</section>\n";
  is_section_open_ = false;
  body_ += "<footer>" + escaped(text) + "</footer>\n";
}

std::string Page::take() {
  std::string out = "<!doctype html>\n<html lang=\"";
  out += in(lang_, "zh-CN", "en");
  out +=
      "\"><head><meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>";
  out += escaped(title_) + "</title>\n<style>\n";
  out += page_style();
  out += "</style></head><body><main>\n" + body_ + "</main></body></html>\n";
  body_.clear();
  return out;
}

}  // namespace sanqu::studies
