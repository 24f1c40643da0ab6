// SPDX-License-Identifier: Apache-2.0
// The distribution of points, and the crowd at each cut-off.
#include <algorithm>

#include <fmt/core.h>

#include "core/exact.hpp"
#include "studies/page/charts.hpp"
#include "studies/page/svg.hpp"
#include "studies/wording.hpp"

namespace sanqu::studies {

namespace {

constexpr double k_left = 56;
constexpr double k_right = 14;
constexpr double k_top = 40;
constexpr double k_plot_height = 230;
constexpr double k_label_gap = 34;  // between the labels of two cut-offs, else one stands higher

double as_points(std::int64_t units, int places) {
  return static_cast<double>(units) / static_cast<double>(pow10(places));
}

std::uint64_t highest_of(const Histogram& histogram) {
  return histogram.counts.empty() ? 0 : std::ranges::max(histogram.counts);
}

/// From bars to pixels.
struct Plot {
  const Histogram& bars;
  double most;
  double width() const { return k_chart_width - k_left - k_right; }
  double bar() const { return width() / static_cast<double>(bars.counts.size()); }
  double x(std::int64_t units) const {
    return k_left + static_cast<double>(units - bars.low) / static_cast<double>(bars.width) * bar();
  }
  double y(double count) const { return k_top + k_plot_height * (1 - count / most); }
};

void draw_axes(Svg& svg, const Plot& plot, int places, Lang lang) {
  const double bottom = k_top + k_plot_height;
  for (const double tick : ticks(0, plot.most, 4)) {
    svg.line(k_left, plot.y(tick), k_chart_width - k_right, plot.y(tick), "grid");
    svg.text(k_left - 8, plot.y(tick) + 4, number_text(tick), Anchor::end, "soft");
  }
  const std::int64_t end =
      plot.bars.low + plot.bars.width * static_cast<std::int64_t>(plot.bars.counts.size());
  const double low = as_points(plot.bars.low, places);
  const double high = as_points(end, places);
  for (const double tick : ticks(low, high, 10)) {
    const double x = k_left + (tick - low) / (high - low) * plot.width();
    svg.line(x, bottom, x, bottom + 5, "axis");
    svg.text(x, bottom + 19, number_text(tick), Anchor::middle, "soft");
  }
  svg.line(k_left, bottom, k_chart_width - k_right, bottom, "axis");
  svg.text(k_chart_width - k_right, bottom + 36, in(lang, "分值", "points"), Anchor::end, "soft");
  svg.text(0, k_top - 24, in(lang, "主体数", "subjects"), Anchor::start, "soft");
}

void draw_cuts(Svg& svg, const Plot& plot, const std::vector<CutLine>& cuts, int places) {
  double last_x = -1000;
  bool is_high = false;
  std::vector<CutLine> sorted = cuts;
  std::ranges::sort(sorted, {}, &CutLine::points);
  for (const CutLine& cut : sorted) {
    const double x = plot.x(cut.points);
    if (x < k_left || x > k_chart_width - k_right) continue;
    is_high = x - last_x < k_label_gap * 2 && !is_high;
    last_x = x;
    const double label_y = k_top - (is_high ? 22 : 7);
    svg.line(x, label_y + 4, x, k_top + k_plot_height, "cut");
    svg.text(x, label_y, cut.label + " " + points_text(cut.points, places), Anchor::middle,
             "strong halo");
  }
}

}  // namespace

std::string histogram_chart(const Histogram* before, const Histogram& after,
                            const std::vector<CutLine>& cuts, Lang lang) {
  Svg svg(k_chart_width, k_top + k_plot_height + 42,
          in(lang, "分值的分布与分数线", "distribution of points with the cut-offs"));
  const std::uint64_t most =
      std::max(highest_of(after), before != nullptr ? highest_of(*before) : 0);
  const Plot plot{after, static_cast<double>(std::max<std::uint64_t>(most, 1))};
  draw_axes(svg, plot, after.places, lang);
  for (std::size_t i = 0; i < after.counts.size(); ++i) {
    const double y = plot.y(static_cast<double>(after.counts[i]));
    svg.rect(k_left + static_cast<double>(i) * plot.bar() + 0.8, y, plot.bar() - 1.6,
             k_top + k_plot_height - y, "after");
  }
  if (before != nullptr) {
    std::vector<std::pair<double, double>> outline = {{k_left, plot.y(0)}};
    for (std::size_t i = 0; i < before->counts.size(); ++i) {
      const double y = plot.y(static_cast<double>(before->counts[i]));
      outline.emplace_back(k_left + static_cast<double>(i) * plot.bar(), y);
      outline.emplace_back(k_left + static_cast<double>(i + 1) * plot.bar(), y);
    }
    outline.emplace_back(k_chart_width - k_right, plot.y(0));
    svg.path(outline, "before");
  }
  draw_cuts(svg, plot, cuts, after.places);
  return svg.take();
}

std::string crowd_chart(const std::vector<CrowdRow>& rows, Lang lang) {
  constexpr double k_row = 34;
  constexpr double k_head = 26;
  constexpr double k_middle = 490;
  constexpr double k_half = 260;  // pixels of the longest bar
  constexpr double k_label = 150;
  Svg svg(k_chart_width, k_head + k_row * static_cast<double>(rows.size()) + 8,
          in(lang, "分数线上下的主体数", "subjects on both sides of each cut-off"));
  std::uint64_t most = 1;
  for (const CrowdRow& row : rows) {
    for (const auto* side : {&row.below, &row.above}) {
      if (!side->empty()) most = std::max(most, side->front());
    }
  }
  svg.text(k_middle - 8, 14,
           in(lang, "← 线下:再加几分就升", "← below: a few points would raise them"), Anchor::end,
           "soft");
  svg.text(k_middle + 8, 14,
           in(lang, "线上:再减几分就降 →", "above: a few points would lower them →"), Anchor::start,
           "soft");
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const CrowdRow& row = rows[r];
    const double y = k_head + k_row * static_cast<double>(r);
    svg.text(0, y + 20, fitted(row.label, k_label), Anchor::start, "strong");
    for (std::size_t i = 0; i < row.below.size(); ++i) {
      const double shade =
          0.3 + 0.7 * static_cast<double>(i + 1) / static_cast<double>(row.below.size());
      const double low = k_half * static_cast<double>(row.below[i]) / static_cast<double>(most);
      const double high = k_half * static_cast<double>(row.above[i]) / static_cast<double>(most);
      const double inset = 3 * static_cast<double>(i);
      svg.rect(k_middle - low, y + 4 + inset, low, 24 - 2 * inset, "gain", shade);
      svg.rect(k_middle, y + 4 + inset, high, 24 - 2 * inset, "loss", shade);
    }
    svg.line(k_middle, y, k_middle, y + 32, "gap");
    if (row.below.empty()) continue;
    const auto length = [&](std::uint64_t count) {
      return k_half * static_cast<double>(count) / static_cast<double>(most);
    };
    svg.text(k_middle - length(row.below.front()) - 6, y + 20, grouped(row.below.front()),
             Anchor::end);
    svg.text(k_middle + length(row.above.front()) + 6, y + 20, grouped(row.above.front()));
  }
  return svg.take();
}

}  // namespace sanqu::studies
