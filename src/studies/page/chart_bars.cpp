// SPDX-License-Identifier: Apache-2.0
// Bars that lie: gains against losses, shares of a whole, rates with their intervals.
#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "studies/page/charts.hpp"
#include "studies/page/svg.hpp"
#include "studies/wording.hpp"

namespace sanqu::studies {

namespace {

constexpr double k_row = 25;
constexpr double k_label = 190;
constexpr std::size_t k_looks = 8;  // g0 to g7 of the style sheet

}  // namespace

void BalanceScale::take(const BalanceRow& row) {
  loss = std::max(loss, row.loss);
  gain = std::max(gain, row.gain);
}

std::string balance_chart(const std::vector<BalanceRow>& rows, const BalanceScale& longest,
                          std::string_view what) {
  constexpr double k_text = 92;  // room for a number at each end
  // Both sides share one scale; the axis stands where the longer bars leave it.
  const double room = k_chart_width - k_label - 2 * k_text;
  const double whole = longest.loss + longest.gain;
  const double scale = whole > 0 ? room / whole : 0;
  const double axis = k_label + k_text + longest.loss * scale;
  const double height = k_row * static_cast<double>(rows.size()) + 6;
  Svg svg(k_chart_width, height, what);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const BalanceRow& row = rows[r];
    const double y = k_row * static_cast<double>(r) + 2;
    svg.text(0, y + 16, fitted(row.label, k_label - 10));
    const double left = row.loss * scale;
    const double right = row.gain * scale;
    svg.rect(axis - left, y + 3, left, k_row - 9, "loss");
    svg.rect(axis, y + 3, right, k_row - 9, "gain");
    svg.text(axis - left - 6, y + 16, row.loss_text, Anchor::end, row.loss > 0 ? "" : "soft");
    svg.text(axis + right + 6, y + 16, row.gain_text, Anchor::start, row.gain > 0 ? "" : "soft");
  }
  svg.line(axis, 0, axis, height - 4, "axis");
  return svg.take();
}

std::string share_chart(const std::vector<ShareRow>& rows, std::string_view what) {
  constexpr double k_short_label = 110;
  constexpr double k_inside = 46;  // pixels that a number needs
  const double room = k_chart_width - k_short_label;
  Svg svg(k_chart_width, k_row * static_cast<double>(rows.size()) + 4, what);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const double y = k_row * static_cast<double>(r) + 1;
    svg.text(k_short_label - 10, y + 16, fitted(rows[r].label, k_short_label - 16), Anchor::end);
    double x = k_short_label;
    for (std::size_t p = 0; p < rows[r].parts.size(); ++p) {
      const double width = rows[r].parts[p] * room;
      const std::size_t look = std::min(p, k_looks - 1);
      svg.rect(x, y + 2, width, k_row - 5, fmt::format("g{} seam", look));
      if (width >= k_inside) {
        svg.text(x + width / 2, y + 16, percent_text(rows[r].parts[p]), Anchor::middle,
                 fmt::format("on{}", look));
      }
      x += width;
    }
  }
  return svg.take();
}

std::string rate_chart(const std::vector<RateMark>& marks, const RateAxis& axis,
                       std::string_view what) {
  constexpr double k_text = 175;
  constexpr double k_head = 22;
  const double room = k_chart_width - k_label - k_text;
  const double height = k_head + k_row * static_cast<double>(marks.size());
  const auto x_of = [&](double value) {
    const double share = (value - axis.low) / (axis.high - axis.low);
    return k_label + room * std::clamp(share, 0.0, 1.0);
  };
  Svg svg(k_chart_width, height + 26, what);
  for (const double tick : ticks(axis.low, axis.high, 6)) {
    svg.line(x_of(tick), k_head, x_of(tick), height, "grid");
    const std::string text = axis.is_percent ? fmt::format("{:g}%", std::round(tick * 1e4) / 100)
                                             : fmt::format("{:g}", tick);
    svg.text(x_of(tick), height + 18, text, Anchor::middle, "soft");
  }
  svg.line(x_of(axis.middle), k_head - 6, x_of(axis.middle), height, "cut");
  svg.text(x_of(axis.middle), k_head - 9, axis.middle_label, Anchor::middle, "soft halo");
  for (std::size_t m = 0; m < marks.size(); ++m) {
    const RateMark& mark = marks[m];
    const double y = k_head + k_row * (static_cast<double>(m) + 0.5);
    svg.text(0, y + 4, fitted(mark.label, k_label - 10));
    if (!mark.note.empty()) {
      svg.text(k_label + 4, y + 4, mark.note, Anchor::start, "soft halo");
      continue;
    }
    if (mark.interval) {
      svg.line(x_of(mark.interval->low), y, x_of(mark.interval->high), y,
               mark.is_weak ? "range weak" : "range");
    }
    svg.circle(x_of(mark.rate), y, 5, mark.is_weak ? "dot weak" : "dot");
    svg.text(k_chart_width, y + 4, mark.text, Anchor::end, mark.is_weak ? "soft" : "");
  }
  return svg.take();
}

}  // namespace sanqu::studies
