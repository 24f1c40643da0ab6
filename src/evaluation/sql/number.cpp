// SPDX-License-Identifier: Apache-2.0
#include "evaluation/sql/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "core/ensure.hpp"

namespace sanqu::evaluation {

namespace {

constexpr std::size_t k_joined_text_max = 2000;

Quantities together(const Quantities& a, const Quantities& b) {
  Quantities out;
  std::ranges::set_union(a, b, std::back_inserter(out));
  return out;
}

/// A name or literal needs no brackets.
bool is_simple(const std::string& text) { return text.find(' ') == std::string::npos; }
bool is_column(const std::string& text) {
  // s."penalties value": one quoted name, though with a blank in it.
  const auto open = text.find('"');
  return open != std::string::npos && open <= 2 && text.find('"', open + 1) == text.size() - 1;
}
/// A second minus in front of one would begin a comment.
bool is_closed(const std::string& text) {
  return !text.starts_with('-') && (is_simple(text) || is_column(text));
}
std::string bracketed(const std::string& text) { return is_closed(text) ? text : "(" + text + ")"; }

}  // namespace

/// Two numbers over one denominator: scale and den are common.
struct Arithmetic::Pair {
  std::string a;
  std::string b;
  Range a_range;
  Range b_range;
  std::string den;
  Int128 den_high = 1;
  Int128 scale = 1;
  Quantities of;
};

void Arithmetic::prove(Int128 size, const Quantities& of) const {
  if (size > dialect_.largest()) prover_.not_proved(of);
}

/// Everything that the database, and the engine, must hold of a number.
Number Arithmetic::proved(Number number) const {
  prove(number.range.size(), number.of);
  prove(number.den_high, number.of);
  if (times_far(number.scale, number.den_high) >= k_far || number.range.size() >= k_far)
    prover_.not_proved(number.of);
  if (number.scale <= 0 || number.scale >= k_far) number.scale = 1;  // refused already
  // What is refused already does not make the steps after it look unproved too.
  const Int128 largest = dialect_.largest();
  number.range = {std::clamp(number.range.low, -largest, largest),
                  std::clamp(number.range.high, -largest, largest)};
  number.den_high = std::min(number.den_high, largest);
  number.most = std::min(number.most, number.range.size() / number.scale + 1);
  return number;
}

std::string Arithmetic::product(const std::string& text, Int128 factor) const {
  if (factor == 1) return text;
  return bracketed(text) + " * " + dialect_.number(factor);
}

Number Arithmetic::constant(Int128 num, Int128 scale) const {
  Number out;
  out.num = dialect_.number(num);
  out.scale = scale;
  out.range = Range::of(num);
  out.constant = num;
  return proved(std::move(out));
}

Number Arithmetic::constant(const Exact& value) const {
  ensure(value.is_number());
  const Int128 divisor = greatest_divisor(value.denominator(), value.numerator());
  return constant(value.numerator() / divisor, value.denominator() / divisor);
}

Number Arithmetic::whole(std::string sql, Range range, Int128 scale) const {
  Number out;
  out.num = std::move(sql);
  out.scale = scale;
  out.range = range;
  return proved(std::move(out));
}

Number Arithmetic::negated(const Number& a) const {
  if (a.constant && a.den.empty()) return constant(-*a.constant, a.scale);
  Number out = a;
  out.num = "-" + bracketed(a.num);
  out.range = a.range.negated();
  return proved(std::move(out));
}

Number Arithmetic::absolute(const Number& a) const {
  if (a.constant && a.den.empty())
    return constant(*a.constant < 0 ? -*a.constant : *a.constant, a.scale);
  Number out = a;
  out.num = "abs(" + a.num + ")";
  const bool straddles = a.range.low < 0 && a.range.high > 0;
  out.range = {straddles ? 0 : std::min(a.range.size(), std::max(a.range.low, -a.range.high)),
               a.range.size()};
  return proved(std::move(out));
}

Number Arithmetic::at_scale(const Number& a, Int128 scale) const {
  if (scale == a.scale) return a;
  ensure(scale % a.scale == 0);
  const Int128 factor = scale / a.scale;
  if (a.constant && a.den.empty()) return constant(times_far(*a.constant, factor), scale);
  Number out = a;
  out.num = product(a.num, factor);
  out.range = a.range.times(factor);
  out.scale = scale;
  return proved(std::move(out));
}

Arithmetic::Pair Arithmetic::matched(const Number& a, const Number& b) const {
  const Int128 scale = least_multiple(a.scale, b.scale);
  const Quantities of = together(a.of, b.of);
  if (scale >= k_far) {
    prover_.not_proved(of);
    return {a.num, b.num, a.range, b.range, "", 1, 1, of};
  }
  const Number x = at_scale(a, scale);
  const Number y = at_scale(b, scale);
  Pair out{x.num, y.num, x.range, y.range, "", 1, scale, of};
  if (x.den == y.den) {
    out.den = x.den;
    out.den_high = std::max(x.den_high, y.den_high);
    return out;
  }
  if (join(x, y, out)) return out;
  const auto widen = [&](std::string& text, Range& range, const Number& own, const Number& other) {
    if (other.den.empty()) return;
    text = own.constant == Int128{1} ? other.den : bracketed(text) + " * " + bracketed(other.den);
    range = range.times({1, other.den_high}).with(range);
    prove(range.size(), out.of);
  };
  widen(out.a, out.a_range, x, y);
  widen(out.b, out.b_range, y, x);
  out.den = x.den.empty()   ? y.den
            : y.den.empty() ? x.den
                            : bracketed(x.den) + " * " + bracketed(y.den);
  out.den_high = times_far(x.den_high, y.den_high);
  return out;
}

/// Two numbers over a common denominator that is data, where their products are too large for a proof. What is asked is
/// the products' size, not that of each factor: a small number of times may meet a large price. Where one denominator
/// divides the other (often it is the same again) the larger one is common.
bool Arithmetic::join(const Number& x, const Number& y, Pair& out) const {
  if (x.constant || y.constant || x.den.size() + y.den.size() > k_joined_text_max) return false;
  const Int128 den_high = times_far(x.den_high, y.den_high);
  const auto common =
      prover_.common(times_far(std::max(x.range.size(), y.range.size()), den_high), den_high);
  if (!common) return false;
  out.of = together(out.of, {common->id});
  if (!common->is_asked) return false;
  const auto present = [&](const std::string& den) {
    return fmt::format("NULLIF({}, {})", den, dialect_.number(0));
  };
  out.den = x.den + y.den;  // where one of them is none
  out.den_high = den_high;
  if (!x.den.empty() && !y.den.empty()) {
    const auto holds = [&](const std::string& one, const std::string& other) {
      return fmt::format("{} % {} = {}", bracketed(one), present(other), dialect_.number(0));
    };
    const std::string is_small =
        fmt::format("{} <= {}", bracketed(x.den),
                    dialect_.divided(dialect_.number(common->den_most), present(y.den)));
    prover_.ask(fmt::format("{} OR {} OR {}", holds(x.den, y.den), holds(y.den, x.den), is_small));
    out.den = fmt::format("CASE WHEN {} THEN {} WHEN {} THEN {} WHEN {} THEN {} * {} END",
                          holds(x.den, y.den), x.den, holds(y.den, x.den), y.den, is_small,
                          bracketed(x.den), bracketed(y.den));
    out.den_high = std::max({common->den_most, x.den_high, y.den_high});
  }
  const auto widen = [&](std::string& text, Range& range, const Number& own) {
    if (own.den == out.den) return;
    const std::string times = own.den.empty()
                                  ? bracketed(out.den)
                                  : dialect_.divided("(" + out.den + ")", present(own.den));
    prover_.ask(fmt::format("abs({}) <= {}", text,
                            dialect_.divided(dialect_.number(common->num_most), present(times))));
    text = fmt::format("{} * ({})", bracketed(text), times);
    const Int128 most = common->num_most;
    range = range.times({1, out.den_high}).with(range);
    range = {std::max(range.low, -most), std::min(range.high, most)};
  };
  widen(out.a, out.a_range, x);
  widen(out.b, out.b_range, y);
  return true;
}

Number Arithmetic::plus(const Number& a, const Number& b, int sign) const {
  const Pair pair = matched(a, b);
  if (a.constant && b.constant && pair.den.empty())
    return constant(plus_far(pair.a_range.low, sign * pair.b_range.low), pair.scale);
  Number out;
  out.num = fmt::format("{} {} {}", pair.a, sign < 0 ? "-" : "+", bracketed(pair.b));
  out.range = pair.a_range.plus(sign < 0 ? pair.b_range.negated() : pair.b_range);
  out.most = plus_far(a.most, b.most);
  out.den = pair.den;
  out.den_high = pair.den_high;
  out.scale = pair.scale;
  out.of = pair.of;
  return proved(std::move(out));
}

Number Arithmetic::times(const Number& a, const Number& b) const {
  const Int128 scale = times_far(a.scale, b.scale);
  if (a.constant && b.constant && a.den.empty() && b.den.empty())
    return constant(times_far(*a.constant, *b.constant), scale);
  // 0.25 of something is a quarter of it, not 25 hundredths.
  for (const auto& [one, other] : {std::pair(&a, &b), std::pair(&b, &a)}) {
    if (!one->constant || *one->constant == 0 || !one->den.empty()) continue;
    const Int128 divisor = greatest_divisor(*one->constant, one->scale);
    if (divisor == 1) continue;
    const Number least = constant(*one->constant / divisor, one->scale / divisor);
    return one == &a ? times(least, *other) : times(*other, least);
  }
  Number out;
  out.num = a.constant == Int128{1}   ? b.num
            : b.constant == Int128{1} ? a.num
                                      : fmt::format("{} * {}", bracketed(a.num), bracketed(b.num));
  out.range = a.range.times(b.range);
  out.most = times_far(a.most, b.most);
  out.scale = scale;
  out.of = together(a.of, b.of);
  out.den = a.den.empty()   ? b.den
            : b.den.empty() ? a.den
                            : bracketed(a.den) + " * " + bracketed(b.den);
  out.den_high = times_far(a.den_high, b.den_high);
  return proved(std::move(out));
}

/// a / b = (a.num * b.scale * b.den) / (a.scale * a.den * b.num); the sign goes up.
Number Arithmetic::divided(const Number& a, const Number& b) const {
  if (b.constant && b.den.empty()) {
    if (*b.constant == 0) {
      Number none = a;
      none.num = "NULL";
      none.constant.reset();
      return none;
    }
    const Int128 size = *b.constant < 0 ? -*b.constant : *b.constant;
    return times(a, constant(*b.constant < 0 ? -b.scale : b.scale, size));
  }
  const Int128 common = greatest_divisor(a.scale, b.scale);
  Number up = a;
  up.constant.reset();
  up.most = k_far;
  up.num = product(a.num, b.scale / common);
  up.range = a.range.times(b.scale / common);
  if (!b.den.empty()) {
    up.num = bracketed(up.num) + " * " + bracketed(b.den);
    up.range = up.range.times({1, b.den_high}).with(up.range);
  }
  Number out;
  out.of = together(a.of, b.of);
  out.scale = a.scale / common;
  out.num = fmt::format("CASE WHEN {} > 0 THEN {}", bracketed(b.num), up.num);
  if (b.range.low < 0) out.num += fmt::format(" WHEN {} < 0 THEN -({})", bracketed(b.num), up.num);
  out.num += " END";
  out.range = b.range.low < 0 ? up.range.with(up.range.negated()) : up.range;
  const std::string below = b.range.low < 0 ? "abs(" + b.num + ")" : b.num;
  out.den = a.den.empty() ? below : bracketed(a.den) + " * " + bracketed(below);
  out.den_high = times_far(a.den_high, std::max<Int128>(b.range.size(), 1));
  return proved(std::move(out));
}

std::string Arithmetic::compared(const Number& a, std::string_view sign, const Number& b) const {
  const Pair pair = matched(a, b);
  return fmt::format("{} {} {}", bracketed(pair.a), sign, bracketed(pair.b));
}

Number Arithmetic::extreme(const Number& a, const Number& b, std::string_view sign) const {
  const Pair pair = matched(a, b);
  if (a.constant && b.constant && pair.den.empty()) {
    const bool first = (pair.a_range.low <= pair.b_range.low) == (sign == "<=");
    return first ? a : b;
  }
  Number out;
  const std::string x = bracketed(pair.a);
  const std::string y = bracketed(pair.b);
  out.num = fmt::format("CASE WHEN {0} {2} {1} THEN {0} WHEN {1} {2} {0} THEN {1} END", x, y, sign);
  out.range = sign == "<=" ? Range{std::min(pair.a_range.low, pair.b_range.low),
                                   std::min(pair.a_range.high, pair.b_range.high)}
                           : Range{std::max(pair.a_range.low, pair.b_range.low),
                                   std::max(pair.a_range.high, pair.b_range.high)};
  out.most = std::max(a.most, b.most);
  out.den = pair.den;
  out.den_high = pair.den_high;
  out.scale = pair.scale;
  out.of = pair.of;
  return proved(std::move(out));
}

Number Arithmetic::smaller(const Number& a, const Number& b) const { return extreme(a, b, "<="); }
Number Arithmetic::larger(const Number& a, const Number& b) const { return extreme(a, b, ">="); }

Number Arithmetic::units(const Number& a, int places) const {
  const Int128 power = pow10(places);
  const Int128 common = greatest_divisor(power, a.scale);
  const Int128 up = power / common;
  const Int128 below = a.scale / common;
  Number out;
  const std::string num = product(a.num, up);
  const Range range = a.range.times(up);
  out.of = a.of;
  prove(range.size(), a.of);
  if (below == 1 && a.den.empty()) {
    if (a.constant) return constant(*a.constant * up);
    Number same = whole(num, range);
    same.of = a.of;
    return same;
  }
  // Half away from zero: twice the fraction, one more below, cut towards zero.
  const bool halves = a.den.empty() && below % 2 == 0;
  const std::string den = a.den.empty() ? dialect_.number(below) : product(bracketed(a.den), below);
  const Int128 den_high = times_far(a.den_high, below);
  const std::string half = halves ? dialect_.number(below / 2) : den;
  const std::string twice = halves ? num : product(num, 2);
  prove(plus_far(times_far(range.size(), halves ? 1 : 2), den_high), a.of);
  prove(times_far(den_high, 2), a.of);
  out.num = dialect_.divided(fmt::format("{} + CASE WHEN {} < 0 THEN -{} ELSE {} END", twice,
                                         bracketed(a.num), bracketed(half), half),
                             halves          ? den
                             : a.den.empty() ? dialect_.number(below * 2)
                                             : product(den, 2));
  if (a.constant && a.den.empty()) {
    const Int128 rounded = divide_round(*a.constant * up, below);
    return constant(rounded);
  }
  // A denominator that is data may be 1.
  const Int128 divisor = a.den.empty() ? below : 1;
  const Int128 most = plus_far(times_far(a.most, power), 1);
  out.range = {std::max(plus_far(range.low / divisor, -1), -most),
               std::min(plus_far(range.high / divisor, 1), most)};
  if (a.range.low >= 0) out.range.low = 0;
  if (a.range.high <= 0) out.range.high = 0;
  // The engine keeps units in 64 bits.
  if (out.range.size() > Int128{1} << 62) prover_.not_proved(a.of);
  return proved(std::move(out));
}

Number Arithmetic::in_units(const Number& a, int places) const {
  Number out = units(a, places);
  out.scale = pow10(places);
  out.most = std::min(plus_far(a.most, 1), out.range.size() / out.scale + 1);
  return out;
}

Number Arithmetic::rounded(const Number& a, int places) const {
  return a.den.empty() && pow10(places) % a.scale == 0 ? a : in_units(a, places);
}

Number Arithmetic::chosen(const std::string& condition, const Number& a, const Number& b) const {
  return cases({condition}, {a}, &b);
}

Number Arithmetic::cases(const std::vector<std::string>& conditions,
                         const std::vector<Number>& numbers, const Number* rest) const {
  ensure(!numbers.empty() || rest != nullptr);
  if (numbers.empty()) return *rest;
  Number out;
  bool has_den = rest != nullptr && !rest->den.empty();
  out.scale = rest != nullptr ? rest->scale : 1;
  if (rest != nullptr) out.of = rest->of;
  for (const Number& number : numbers) out.of = together(out.of, number.of);
  for (const Number& number : numbers) {
    has_den = has_den || !number.den.empty();
    out.scale = least_multiple(out.scale, number.scale);
    if (out.scale >= k_far) {
      prover_.not_proved(out.of);
      out.scale = 1;
      out.num = "NULL";
      return out;
    }
  }
  std::string num = "CASE";
  std::string den = "CASE";
  bool first = true;
  const auto add = [&](std::string_view before, const Number& number) {
    const Number scaled = at_scale(number, out.scale);
    num += fmt::format("{}{}", before, scaled.num);
    den += fmt::format("{}{}", before, scaled.den.empty() ? dialect_.number(1) : scaled.den);
    out.range = first ? scaled.range : out.range.with(scaled.range);
    out.den_high = std::max(out.den_high, scaled.den_high);
    out.most = first ? scaled.most : std::max(out.most, scaled.most);
    first = false;
  };
  for (std::size_t i = 0; i < numbers.size(); ++i)
    add(fmt::format(" WHEN {} THEN ", conditions[i]), numbers[i]);
  if (rest != nullptr) add(" ELSE ", *rest);
  out.num = num + " END";
  if (has_den) out.den = den + " END";
  return proved(std::move(out));
}

Number Arithmetic::limited(const Number& a, const Number* floor, const Number* cap) const {
  if (floor == nullptr && cap == nullptr) return a;
  std::vector<std::string> conditions;
  std::vector<Number> numbers;
  // The engine brings up to the floor first, and then down to the cap: of crossed limits the cap wins.
  if (cap != nullptr) {
    conditions.push_back(compared(a, ">", *cap));
    numbers.push_back(*cap);
    if (floor != nullptr && compare_constants(*floor, *cap) > 0) {
      conditions.push_back(compared(a, "<", *floor));
      numbers.push_back(*cap);
      floor = nullptr;
    }
  }
  if (floor != nullptr) {
    conditions.push_back(compared(a, "<", *floor));
    numbers.push_back(*floor);
  }
  Number out = cases(conditions, numbers, &a);
  const Range low = floor != nullptr ? at_scale(*floor, out.scale).range : Range{-k_far, -k_far};
  const Range high = cap != nullptr ? at_scale(*cap, out.scale).range : Range{k_far, k_far};
  if (a.den.empty()) out.range = at_scale(a, out.scale).range.limited(low, high);
  if (floor != nullptr && cap != nullptr) out.most = std::max(floor->most, cap->most);
  return out;
}

Number Arithmetic::summed(const Number& a, Int128 count) const {
  ensure(a.den.empty());
  Number out = a;
  out.constant.reset();
  out.num = "sum(" + a.num + ")";
  out.range = a.range.summed(count);
  out.range = {std::max(out.range.low, -dialect_.largest()),
               std::min(out.range.high, dialect_.largest())};
  out.most = times_far(a.most, count);
  return proved(std::move(out));
}

int Arithmetic::compare_constants(const Number& a, const Number& b) {
  ensure(a.constant && b.constant);
  const Int128 scale = least_multiple(a.scale, b.scale);
  const Int128 left = times_far(*a.constant, scale / a.scale);
  const Int128 right = times_far(*b.constant, scale / b.scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

}  // namespace sanqu::evaluation
