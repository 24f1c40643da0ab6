// SPDX-License-Identifier: Apache-2.0
// Inside the room: a drawing as SVG text. Lengths in pixels from the upper left corner; looks come from the page's style
// sheet by class, so that a chart follows dark mode and paper.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sanqu::studies {

enum class Anchor { start, middle, end };

class Svg {
 public:
  /// `what` is read out where the picture can't be seen.
  Svg(double width, double height, std::string_view what);
  void rect(double x, double y, double width, double height, std::string_view look,
            double opacity = 1);
  void line(double x1, double y1, double x2, double y2, std::string_view look);
  void path(const std::vector<std::pair<double, double>>& corners, std::string_view look);
  void circle(double x, double y, double radius, std::string_view look);
  void text(double x, double y, std::string_view text, Anchor anchor = Anchor::start,
            std::string_view look = "");
  std::string take();

 private:
  std::string out_;
};

/// A text that fits into so many pixels at the charts' size of letters, cut with an ellipsis.
std::string fitted(const std::string& text, double pixels);

/// Round values from `low` to `high`, about `count` of them.
std::vector<double> ticks(double low, double high, int count);

/// A number without needless digits, with separators: `1,200`, `0.5`.
std::string number_text(double value);

/// `12.3 %` of a share from 0 to 1.
std::string percent_text(double share);

}  // namespace sanqu::studies
