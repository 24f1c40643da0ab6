// SPDX-License-Identifier: Apache-2.0
#include "studies/page/svg.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "core/text.hpp"
#include "studies/page/page.hpp"
#include "studies/wording.hpp"

namespace sanqu::studies {

namespace {
constexpr double k_column_pixels =
    6.7;  // of a narrow letter at 12.5 px; a Chinese one is two columns
}

Svg::Svg(double width, double height, std::string_view what)
    : out_(fmt::format("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">\n",
                       width, height, escaped(what))) {}

void Svg::rect(double x, double y, double width, double height, std::string_view look,
               double opacity) {
  if (width <= 0 || height <= 0) return;
  out_ +=
      fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" class=\"{}\"",
                  x, y, width, height, look);
  if (opacity < 1) out_ += fmt::format(" opacity=\"{:.2f}\"", opacity);
  out_ += "/>\n";
}

void Svg::line(double x1, double y1, double x2, double y2, std::string_view look) {
  out_ +=
      fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" class=\"{}\"/>\n",
                  x1, y1, x2, y2, look);
}

void Svg::path(const std::vector<std::pair<double, double>>& corners, std::string_view look) {
  out_ += fmt::format("<path class=\"{}\" d=\"", look);
  char step = 'M';
  for (const auto& [x, y] : corners) {
    out_ += fmt::format("{}{:.1f} {:.1f}", step, x, y);
    step = 'L';
  }
  out_ += "\"/>\n";
}

void Svg::circle(double x, double y, double radius, std::string_view look) {
  out_ += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" class=\"{}\"/>\n", x, y,
                      radius, look);
}

void Svg::text(double x, double y, std::string_view text, Anchor anchor, std::string_view look) {
  constexpr std::string_view k_anchors[] = {"start", "middle", "end"};
  out_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" class=\"{}\">{}</text>\n",
                      x, y, k_anchors[static_cast<int>(anchor)], look, escaped(text));
}

std::string Svg::take() { return std::move(out_) + "</svg>\n"; }

std::string fitted(const std::string& text, double pixels) {
  const auto columns = static_cast<std::size_t>(pixels / k_column_pixels);
  if (display_width(text) <= columns) return text;
  std::size_t at = 0;
  for (std::size_t width = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    width += display_width(std::string_view(text).substr(at, point.bytes));
    if (width + 1 > columns) break;
    at += point.bytes;
  }
  return text.substr(0, at) + "…";
}

std::vector<double> ticks(double low, double high, int count) {
  std::vector<double> out;
  if (!(high > low) || count < 1) return {low};
  const double rough = (high - low) / count;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  double step = power;
  for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
    step = power * factor;
    if (step >= rough) break;
  }
  for (double at = std::ceil(low / step) * step; at <= high + step * 1e-9; at += step) {
    out.push_back(std::abs(at) < step * 1e-9 ? 0 : at);
  }
  return out;
}

std::string number_text(double value) {
  if (std::abs(value) >= 1000 && value == std::floor(value)) {
    const std::string digits = grouped(static_cast<std::uint64_t>(std::abs(value)));
    return value < 0 ? "-" + digits : digits;
  }
  return fmt::format("{:g}", value);
}

std::string percent_text(double share) {
  const double percent = share * 100;
  if (percent > 0 && percent < 0.05) return "<0.1%";
  return fmt::format("{:.1f}%", percent);
}

}  // namespace sanqu::studies
