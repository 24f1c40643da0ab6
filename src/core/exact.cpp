// SPDX-License-Identifier: Apache-2.0
#include "core/exact.hpp"

#include <array>
#include <limits>

#include "core/ensure.hpp"

namespace sanqu {

namespace {

constexpr std::array<std::int64_t, 19> k_pow10 = [] {
  std::array<std::int64_t, 19> powers{};
  std::int64_t power = 1;
  for (auto& slot : powers) {
    slot = power;
    if (power <= std::numeric_limits<std::int64_t>::max() / 10) power *= 10;
  }
  return powers;
}();

UInt128 magnitude(Int128 value) {
  return value < 0 ? UInt128{0} - static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

UInt128 greatest_common_divisor(UInt128 a, UInt128 b) {
  while (b != 0) {
    const UInt128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

// -2^127 has no opposite, so it counts as an overflow too: then every number here can be negated.
constexpr Int128 k_int128_min = static_cast<Int128>(UInt128{1} << 127);

bool add(Int128 a, Int128 b, Int128& out) {
  return !__builtin_add_overflow(a, b, &out) && out != k_int128_min;
}
bool multiply(Int128 a, Int128 b, Int128& out) {
  return !__builtin_mul_overflow(a, b, &out) && out != k_int128_min;
}

std::string text_of(UInt128 value) {
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  return digits;
}

}  // namespace

std::int64_t pow10(int n) {
  ensure(n >= 0 && n <= 18);
  return k_pow10[static_cast<std::size_t>(n)];
}

Exact Exact::ratio(std::int64_t num, std::int64_t den) {
  if (den == 0) return missing();
  Int128 n = num;
  Int128 d = den;
  return d < 0 ? Exact(-n, -d) : Exact(n, d);
}

Exact Exact::reduced(Int128 num, Int128 den) {
  const UInt128 divisor = greatest_common_divisor(magnitude(num), magnitude(den));
  if (divisor <= 1) return Exact(num, den);
  const auto by = static_cast<Int128>(divisor);
  return Exact(num / by, den / by);
}

Exact Exact::sum(const Exact& a, const Exact& b, int sign) {
  if (a.is_error() || b.is_error()) return a.is_error() ? a : b;
  if (a.is_missing() || b.is_missing()) return missing();
  const Int128 b_num = sign < 0 ? -b.num_ : b.num_;
  Int128 num = 0;
  if (a.den_ == b.den_ && add(a.num_, b_num, num)) return Exact(num, a.den_);
  // Two tries: as they are, then in lowest terms over the least common denominator.
  Int128 left = 0;
  Int128 right = 0;
  Int128 den = 0;
  if (multiply(a.num_, b.den_, left) && multiply(b_num, a.den_, right) &&
      multiply(a.den_, b.den_, den) && add(left, right, num)) {
    return den > (Int128{1} << 62) ? reduced(num, den) : Exact(num, den);
  }
  const Exact x = reduced(a.num_, a.den_);
  const Exact y = reduced(b_num, b.den_);
  const auto common =
      static_cast<Int128>(greatest_common_divisor(magnitude(x.den_), magnitude(y.den_)));
  if (multiply(x.num_, y.den_ / common, left) && multiply(y.num_, x.den_ / common, right) &&
      multiply(x.den_, y.den_ / common, den) && add(left, right, num)) {
    return reduced(num, den);
  }
  return overflow();
}

Exact Exact::operator+(const Exact& other) const { return sum(*this, other, 1); }
Exact Exact::operator-(const Exact& other) const { return sum(*this, other, -1); }

Exact Exact::operator*(const Exact& other) const {
  if (is_error() || other.is_error()) return is_error() ? *this : other;
  if (is_missing() || other.is_missing()) return missing();
  Int128 num = 0;
  Int128 den = 0;
  if (multiply(num_, other.num_, num) && multiply(den_, other.den_, den)) {
    return den > (Int128{1} << 62) ? reduced(num, den) : Exact(num, den);
  }
  const Exact a = reduced(num_, other.den_);
  const Exact b = reduced(other.num_, den_);
  if (multiply(a.num_, b.num_, num) && multiply(a.den_, b.den_, den)) return reduced(num, den);
  return overflow();
}

Exact Exact::operator/(const Exact& other) const {
  if (is_error() || other.is_error()) return is_error() ? *this : other;
  if (is_missing() || other.is_missing() || other.num_ == 0) return missing();
  return *this * (other.num_ < 0 ? Exact(-other.den_, -other.num_) : Exact(other.den_, other.num_));
}

std::strong_ordering Exact::compare(const Exact& a, const Exact& b) {
  ensure(a.is_number() && b.is_number());
  if (a.den_ == b.den_) return a.num_ <=> b.num_;
  Int128 left = 0;
  Int128 right = 0;
  if (multiply(a.num_, b.den_, left) && multiply(b.num_, a.den_, right)) return left <=> right;
  // Whole parts first, then the remainders as reciprocals: Euclid's algorithm never overflows.
  struct Split {
    Int128 whole;  // rounded down
    Exact rest;    // 0 <= rest < 1
  };
  const auto split = [](const Exact& x) {
    const Int128 quotient = x.num_ / x.den_;
    const Int128 remainder = x.num_ % x.den_;
    return remainder < 0 ? Split{quotient - 1, Exact(remainder + x.den_, x.den_)}
                         : Split{quotient, Exact(remainder, x.den_)};
  };
  const auto [whole_a, rest_a] = split(a);
  const auto [whole_b, rest_b] = split(b);
  if (whole_a != whole_b) return whole_a <=> whole_b;
  if (rest_a.num_ == 0 || rest_b.num_ == 0) return rest_a.num_ <=> rest_b.num_;
  return compare(Exact(rest_b.den_, rest_b.num_), Exact(rest_a.den_, rest_a.num_));
}

Int128 divide_round(Int128 value, Int128 divisor) {
  ensure(divisor > 0);
  const Int128 quotient = value / divisor;
  const Int128 rest = value % divisor;
  const UInt128 rest_size = magnitude(rest);
  // Half away from zero: rest * 2 >= divisor, written so that it cannot overflow.
  const bool away = rest_size >= static_cast<UInt128>(divisor) - rest_size;
  if (!away || rest == 0) return quotient;
  return value < 0 ? quotient - 1 : quotient + 1;
}

std::optional<std::int64_t> Exact::round_units(int places) const {
  if (!is_number()) return std::nullopt;
  // Whole part and remainder apart, so that only the remainder needs room for the places.
  Exact exact = *this;
  Int128 scaled_rest = 0;
  if (!multiply(num_ % den_, pow10(places), scaled_rest)) {
    exact = reduced(num_, den_);
    if (!multiply(exact.num_ % exact.den_, pow10(places), scaled_rest)) return std::nullopt;
  }
  Int128 units = 0;
  if (!multiply(exact.num_ / exact.den_, pow10(places), units) ||
      !add(units, divide_round(scaled_rest, exact.den_), units)) {
    return std::nullopt;
  }
  if (units > std::numeric_limits<std::int64_t>::max() ||
      units <= std::numeric_limits<std::int64_t>::min()) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(units);
}

Exact Exact::rounded(int places) const {
  if (!is_number()) return *this;
  const auto units = round_units(places);
  return units ? decimal(*units, places) : overflow();
}

std::string Exact::text() const {
  if (is_missing()) return "missing";
  if (is_error()) return is_overflow() ? "overflow" : "no row";
  const Exact lowest = reduced(num_, den_);
  for (int places = 0; places <= 18; ++places) {
    Int128 scaled = 0;
    if (!multiply(lowest.num_, pow10(places), scaled)) break;
    if (scaled % lowest.den_ != 0) continue;
    const Int128 units = scaled / lowest.den_;
    std::string digits = text_of(magnitude(units));
    const auto wanted = static_cast<std::size_t>(places) + 1;
    if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
    if (places > 0) digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
    return (units < 0 ? "-" : "") + digits;
  }
  return (lowest.num_ < 0 ? "-" : "") + text_of(magnitude(lowest.num_)) + "/" +
         text_of(static_cast<UInt128>(lowest.den_));
}

std::int64_t first_unit(const Exact& bound, bool open, int places) {
  const auto rounded = bound.round_units(places);
  if (!rounded) {
    return bound.is_negative() ? std::numeric_limits<std::int64_t>::min() + 64
                               : std::numeric_limits<std::int64_t>::max() - 1;
  }
  std::int64_t units = *rounded;
  if (Exact::compare(Exact::decimal(units, places), bound) < 0) ++units;
  if (open && Exact::compare(Exact::decimal(units, places), bound) == 0) ++units;
  return units;
}

std::int64_t last_unit(const Exact& bound, bool open, int places) {
  return first_unit(bound, !open, places) - 1;  // the unit before the first one beyond
}

std::string decimal_text(std::int64_t units, int places) {
  const bool negative = units < 0;
  std::string digits = text_of(magnitude(units));
  const auto wanted = static_cast<std::size_t>(places) + 1;
  if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
  return (negative ? "-" : "") + digits;
}

std::string decimal_text_short(std::int64_t units, int places) {
  while (places > 0 && units % 10 == 0) {
    units /= 10;
    --places;
  }
  return decimal_text(units, places);
}

std::optional<Decimal> parse_decimal(std::string_view text, int places_max) {
  ensure(places_max >= 0 && places_max <= 18);
  std::size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) ++at;
  std::int64_t units = 0;
  int places = 0;
  int digits = 0;
  bool after_point = false;
  int zeros = 0;  // zeros after the point that count only if another digit follows
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.') {
      if (after_point || digits == 0) return std::nullopt;
      after_point = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    ++digits;
    if (after_point && c == '0') {
      ++zeros;
      continue;
    }
    for (int i = 0; i < (after_point ? zeros + 1 : 1); ++i) {
      if (units >= k_pow10[17]) return std::nullopt;  // a 19th digit
      units *= 10;
    }
    units += c - '0';
    if (after_point) places += zeros + 1;
    if (after_point) zeros = 0;
    if (places > places_max) return std::nullopt;
  }
  if (digits == 0 || text.back() == '.') return std::nullopt;
  return Decimal{negative ? -units : units, places};
}

std::optional<std::int64_t> units_at(Decimal decimal, int places) {
  if (decimal.places > places) return std::nullopt;
  std::int64_t units = 0;
  if (__builtin_mul_overflow(decimal.units, pow10(places - decimal.places), &units)) {
    return std::nullopt;
  }
  return units;
}

std::optional<Points> multiply_round_once(Points points, Factor factor) {
  std::int64_t small = 0;
  if (!__builtin_mul_overflow(points.units(), factor.millionths(), &small) &&
      small < INT64_MAX / 2 && small > INT64_MIN / 2) {
    return Points::from_units((small + (small < 0 ? -500'000 : 500'000)) / 1'000'000);
  }
  const Int128 product = static_cast<Int128>(points.units()) * factor.millionths();
  const Int128 units = divide_round(product, 1'000'000);
  if (units > std::numeric_limits<std::int64_t>::max() ||
      units < std::numeric_limits<std::int64_t>::min()) {
    return std::nullopt;
  }
  return Points::from_units(static_cast<std::int64_t>(units));
}

}  // namespace sanqu
