// SPDX-License-Identifier: Apache-2.0
// Two ways to see how far apart the subjects with and without the event are.
#include <algorithm>

#include <fmt/core.h>

#include "core/exact.hpp"
#include "studies/page/charts.hpp"
#include "studies/page/svg.hpp"
#include "studies/wording.hpp"

namespace sanqu::studies {

namespace {

constexpr double k_side = 320;
constexpr double k_top = 30;
constexpr double k_roc_left = 46;
constexpr double k_ks_left = 470;
constexpr double k_ks_width = 350;
constexpr std::size_t k_corners_max = 400;

void draw_frame(Svg& svg, double left, double width, std::string_view title) {
  svg.text(left, k_top - 12, title, Anchor::start, "strong");
  for (const double tick : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    const double y = k_top + k_side * (1 - tick);
    svg.line(left, y, left + width, y, tick > 0 ? "grid" : "axis");
    svg.text(left - 8, y + 4, fmt::format("{:g}%", tick * 100), Anchor::end, "soft");
  }
}

void draw_roc(Svg& svg, const std::vector<Level>& levels, const Discrimination& figures,
              bool events_are_good, Lang lang) {
  draw_frame(svg, k_roc_left, k_side, fmt::format("ROC, AUC {:.3f}", figures.auc.value_or(0)));
  svg.line(k_roc_left, k_top + k_side, k_roc_left + k_side, k_top, "cut");
  std::vector<std::pair<double, double>> curve;
  for (const Corner& corner : roc_corners(levels, k_corners_max)) {
    const double x = events_are_good ? 1 - corner.others : corner.others;
    const double y = events_are_good ? 1 - corner.events : corner.events;
    curve.emplace_back(k_roc_left + x * k_side, k_top + k_side * (1 - y));
  }
  svg.path(curve, "gain-line");
  svg.text(k_roc_left + k_side, k_top + k_side + 20,
           events_are_good ? in(lang, "没有发生的主体中,得分高于此线的占比",
                                "share of those without it, above a cut")
                           : in(lang, "没有发生的主体中,得分不高于此线的占比",
                                "share of those without it, at or below a cut"),
           Anchor::end, "soft");
  svg.text(k_roc_left + k_side - 6, k_top + k_side * 0.7,
           in(lang, "虚线:与抛硬币无异", "dashed: no better than a coin"), Anchor::end,
           "soft halo");
}

void draw_ks(Svg& svg, const std::vector<Level>& levels, const Discrimination& figures, int places,
             Lang lang) {
  draw_frame(svg, k_ks_left, k_ks_width, fmt::format("KS {:.3f}", figures.ks.value_or(0)));
  const auto low = static_cast<double>(levels.front().value);
  const auto high = static_cast<double>(std::max(levels.back().value, levels.front().value + 1));
  const auto x_of = [&](double value) {
    return k_ks_left + (value - low) / (high - low) * k_ks_width;
  };
  const auto y_of = [](double share) { return k_top + k_side * (1 - share); };
  std::vector<std::pair<double, double>> of_events = {{x_of(low), y_of(0)}};
  std::vector<std::pair<double, double>> of_others = of_events;
  const auto all_events = static_cast<double>(figures.events);
  const auto all_others = static_cast<double>(figures.subjects - figures.events);
  double events = 0;
  double others = 0;
  double last_x = -1;
  for (const Level& level : levels) {
    const double x = x_of(static_cast<double>(level.value));
    events += static_cast<double>(level.events);
    others += static_cast<double>(level.others);
    const double y_events = y_of(events / all_events);
    const double y_others = y_of(others / all_others);
    if (level.value == figures.ks_value) svg.line(x, y_events, x, y_others, "gap");
    const bool is_seen = x - last_x >= 0.4 || &level == &levels.back();
    if (!is_seen) continue;
    last_x = x;
    of_events.emplace_back(x, of_events.back().second);
    of_others.emplace_back(x, of_others.back().second);
    of_events.emplace_back(x, y_events);
    of_others.emplace_back(x, y_others);
  }
  svg.path(of_others, "gain-line");
  svg.path(of_events, "loss-line");
  for (const double tick : ticks(low, high, 6)) {
    svg.text(x_of(tick), k_top + k_side + 18,
             number_text(tick / static_cast<double>(pow10(places))), Anchor::middle, "soft");
  }
  svg.text(k_ks_left + k_ks_width, k_top + k_side + 36,
           in(lang, "分值:不高于它的占比", "points: share at or below"), Anchor::end, "soft");
}

}  // namespace

std::string curves_chart(const std::vector<Level>& levels, const Discrimination& figures,
                         const CurvesSubject& subject, Lang lang) {
  Svg svg(k_chart_width, k_top + k_side + 44,
          in(lang, "ROC 曲线与 KS 曲线", "ROC curve and KS curves"));
  draw_roc(svg, levels, figures, subject.events_are_good, lang);
  draw_ks(svg, levels, figures, subject.places, lang);
  return svg.take();
}

}  // namespace sanqu::studies
