// SPDX-License-Identifier: Apache-2.0
// Inside the room: the charts of the pages, each as SVG. They draw what they are given and compute no figure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "studies/discrimination.hpp"
#include "studies/spread.hpp"

namespace sanqu::studies {

/// Width of every chart, in pixels of its own scale.
inline constexpr double k_chart_width = 840;

struct CutLine {
  std::int64_t points = 0;  // units
  std::string label;
};
/// Bars of `after`, the outline of `before` over them where there is one, dashed lines at the cut-offs.
std::string histogram_chart(const Histogram* before, const Histogram& after,
                            const std::vector<CutLine>& cuts, Lang lang);

/// How many stand just below (left) and just above (right) of each cut-off: the narrower the band, the darker.
struct CrowdRow {
  std::string label;
  std::vector<std::uint64_t> below;  // widest band first
  std::vector<std::uint64_t> above;
};
std::string crowd_chart(const std::vector<CrowdRow>& rows, Lang lang);

/// Losses to the left, gains to the right.
struct BalanceRow {
  std::string label;
  double loss = 0;  // both >= 0, of one unit
  double gain = 0;
  std::string loss_text;
  std::string gain_text;
};
/// The longest bars of several charts, so that a length means the same in all of them.
struct BalanceScale {
  double loss = 0;
  double gain = 0;
  void take(const BalanceRow& row);
};
std::string balance_chart(const std::vector<BalanceRow>& rows, const BalanceScale& longest,
                          std::string_view what);

/// One bar of the whole width a row, divided in parts that sum to 1.
struct ShareRow {
  std::string label;
  std::vector<double> parts;
};
std::string share_chart(const std::vector<ShareRow>& rows, std::string_view what);

/// The ROC curve beside the two shares by points, between which the KS is the largest distance. Where events are good ones
/// the curve is drawn from the best points down, so that a better rating always bends upwards.
struct CurvesSubject {
  int places = 0;
  bool events_are_good = false;
};
std::string curves_chart(const std::vector<Level>& levels, const Discrimination& figures,
                         const CurvesSubject& subject, Lang lang);

/// A rate with its interval a row; none: the row has its note.
struct RateMark {
  std::string label;
  std::optional<Interval> interval;
  double rate = 0;
  std::string text;
  std::string note;
  bool is_weak = false;  // drawn pale: the interval says nothing
};
/// `middle` is drawn as a dashed line: the rate of all, or an AUC of one half. Marks and line on one axis from `low` on.
struct RateAxis {
  double low = 0;
  double high = 1;
  double middle = 0;
  std::string middle_label;
  bool is_percent = true;
};
std::string rate_chart(const std::vector<RateMark>& marks, const RateAxis& axis,
                       std::string_view what);

}  // namespace sanqu::studies
