// SPDX-License-Identifier: Apache-2.0
// The one place of this room with a binary floating point number in it: RFC 8785 defines the canonical form of a JSON
// number as that of the IEEE 754 binary64 nearest to it, written in the shortest digits that read back as the same. No
// result of an evaluation passes through here: points and money are text in our JSON, and whole numbers below 2^53
// come out as they went in.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <system_error>

#include "core/canonical_json.hpp"
#include "core/ensure.hpp"

namespace sanqu {

namespace {

/// The decimal exponent of the first digit that is not zero: 123.4 -> 2, 0.05 -> -2, 1e400 -> 400. Saturates at a
/// million, far beyond any binary64. 0 for zero.
int leading_exponent(std::string_view number) {
  constexpr int k_limit = 1'000'000;
  const std::size_t e = number.find_first_of("eE");
  int written = 0;
  bool negative = false;
  if (e != std::string_view::npos) {
    for (const char c : number.substr(e + 1)) {
      if (c == '-') negative = true;
      if (c >= '0' && c <= '9' && written < k_limit) written = written * 10 + (c - '0');
    }
  }
  const std::string_view digits = number.substr(0, e);
  const std::size_t first = digits.find_first_of("123456789");
  if (first == std::string_view::npos) return 0;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  const auto limited = [](std::size_t n) {
    return static_cast<int>(std::min<std::size_t>(n, k_limit));
  };
  const int place = first < point ? limited(point - first) - 1 : -limited(first - point);
  return place + (negative ? -written : written);
}

/// ECMAScript Number::toString, steps 6 to 10, from the digits and n of "0.digits x 10^n".
std::string es6_form(std::string_view digits, int n) {
  const auto count = static_cast<int>(digits.size());
  std::string out;
  if (count <= n && n <= 21) {
    out.append(digits).append(static_cast<std::size_t>(n - count), '0');
  } else if (0 < n && n <= 21) {
    out.append(digits.substr(0, static_cast<std::size_t>(n))).append(".");
    out.append(digits.substr(static_cast<std::size_t>(n)));
  } else if (-6 < n && n <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-n), '0').append(digits);
  } else {
    out.append(digits.substr(0, 1));
    if (count > 1) out.append(".").append(digits.substr(1));
    out.append(n > 0 ? "e+" : "e-").append(std::to_string(std::abs(n - 1)));
  }
  return out;
}

}  // namespace

std::optional<std::string> es6_number(std::string_view number) {
  double value = 0;
  const auto [end, code] = std::from_chars(number.data(), number.data() + number.size(), value);
  ensure(end == number.data() + number.size());
  if (code == std::errc::result_out_of_range) {
    if (leading_exponent(number) > 0) return std::nullopt;
    value = 0;
  }
  if (!std::isfinite(value)) return std::nullopt;
  if (value == 0) return "0";

  char buffer[64];
  const auto written =
      std::to_chars(buffer, buffer + sizeof buffer, std::abs(value), std::chars_format::scientific);
  ensure(written.ec == std::errc{});
  const std::string_view shortest(buffer, static_cast<std::size_t>(written.ptr - buffer));
  const std::size_t e = shortest.find('e');
  std::string digits(shortest.substr(0, e));
  if (const std::size_t point = digits.find('.'); point != std::string::npos)
    digits.erase(point, 1);
  int exponent = 0;
  const bool negative_exponent = shortest[e + 1] == '-';
  std::from_chars(shortest.data() + e + 2, shortest.data() + shortest.size(), exponent);
  if (negative_exponent) exponent = -exponent;
  return (value < 0 ? "-" : "") + es6_form(digits, exponent + 1);
}

}  // namespace sanqu
