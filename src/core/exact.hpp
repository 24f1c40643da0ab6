// SPDX-License-Identifier: Apache-2.0
// Exact fractions in 128 bits: what an evaluation computes with until its one rounding place.
// Nothing here ever wraps: a result that does not fit is `overflow()`, and stays it through every further step; so does
// `no_row()`, the result of a table without a matching row.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sanqu {

__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

/// 10^n for n in 0..18.
std::int64_t pow10(int n);

/// numerator / denominator, denominator > 0; or missing; or overflow. Not kept in lowest terms (it is reduced only
/// when numbers grow), so compare with `compare`, never by members.
class Exact {
 public:
  constexpr Exact() = default;  // zero
  Exact(double) = delete;
  static constexpr Exact whole(std::int64_t value) { return Exact(value, 1); }
  /// units x 10^-places
  static Exact decimal(std::int64_t units, int places) { return Exact(units, pow10(places)); }
  static Exact ratio(std::int64_t num, std::int64_t den);  // den = 0: missing
  static constexpr Exact missing() { return Exact(0, 0); }
  static constexpr Exact overflow() { return Exact(0, -1); }
  static constexpr Exact no_row() { return Exact(0, -2); }

  constexpr bool is_missing() const { return den_ == 0; }
  constexpr bool is_overflow() const { return den_ == -1; }
  constexpr bool is_no_row() const { return den_ == -2; }
  constexpr bool is_error() const { return den_ < 0; }
  constexpr bool is_number() const { return den_ > 0; }
  /// Of a number; in whatever terms it happens to be kept.
  constexpr Int128 numerator() const { return num_; }
  constexpr Int128 denominator() const { return den_; }

  Exact operator+(const Exact& other) const;
  Exact operator-(const Exact& other) const;
  Exact operator*(const Exact& other) const;
  Exact operator/(const Exact& other) const;  // by zero: missing
  Exact operator-() const { return is_number() ? Exact(-num_, den_) : *this; }

  /// Both must be numbers.
  static std::strong_ordering compare(const Exact& a, const Exact& b);
  bool is_zero() const { return is_number() && num_ == 0; }
  bool is_negative() const { return is_number() && num_ < 0; }

  /// Units of 10^-places, rounded half away from zero; none if it is no number or does not fit in 64 bits.
  std::optional<std::int64_t> round_units(int places) const;
  /// The same as an Exact (missing and overflow stay).
  Exact rounded(int places) const;
  /// Decimal text where it ends within 18 places, else `n/d`; `missing`, `overflow` for those.
  std::string text() const;

 private:
  constexpr Exact(Int128 num, Int128 den) : num_(num), den_(den) {}
  static Exact reduced(Int128 num, Int128 den);
  static Exact sum(const Exact& a, const Exact& b, int sign);
  Int128 num_ = 0;
  Int128 den_ = 1;
};

/// The smallest whole number of units of 10^-places that is >= (`open`: >) the bound; clamped to 64 bits.
std::int64_t first_unit(const Exact& bound, bool open, int places);
/// The largest that is <= (`open`: <) the bound.
std::int64_t last_unit(const Exact& bound, bool open, int places);

/// value / divisor rounded half away from zero; divisor > 0.
Int128 divide_round(Int128 value, Int128 divisor);

/// units x 10^-places as plain decimal text with exactly `places` digits after the point.
std::string decimal_text(std::int64_t units, int places);
/// The same without trailing zeros.
std::string decimal_text_short(std::int64_t units, int places);

/// A decimal as it was written: -12.50 is {-1250, 2}.
struct Decimal {
  std::int64_t units = 0;
  int places = 0;
};
/// Digits with an optional sign and point, at most 18 digits and `places_max` places (zeros in front, and trailing zeros
/// after the point, don't count); none otherwise. No exponent, no separators.
std::optional<Decimal> parse_decimal(std::string_view text, int places_max);
/// `decimal` in units of 10^-places; none if it has more places or does not fit.
std::optional<std::int64_t> units_at(Decimal decimal, int places);

/// Points of an evaluation, in units of 10^-places of the standard that gave them. Never made from a floating point number.
class Points {
 public:
  constexpr Points() = default;
  Points(double) = delete;
  static constexpr Points from_units(std::int64_t units) {
    Points points;
    points.units_ = units;
    return points;
  }
  static constexpr Points from_milli(std::int64_t milli) { return from_units(milli); }
  constexpr std::int64_t units() const { return units_; }
  std::string text(int places) const { return decimal_text(units_, places); }
  auto operator<=>(const Points&) const = default;

 private:
  std::int64_t units_ = 0;
};

/// A weight or factor in 1/1,000,000.
class Factor {
 public:
  constexpr Factor() = default;
  Factor(double) = delete;
  static constexpr Factor from_millionths(std::int64_t millionths) {
    Factor factor;
    factor.millionths_ = millionths;
    return factor;
  }
  constexpr std::int64_t millionths() const { return millionths_; }
  Exact exact() const { return Exact::decimal(millionths_, 6); }
  auto operator<=>(const Factor&) const = default;

 private:
  std::int64_t millionths_ = 1'000'000;
};

/// points x factor in 128 bits, rounded once, half away from zero; none on overflow.
std::optional<Points> multiply_round_once(Points points, Factor factor);

/// An amount of money in fen (1/100 yuan).
class Money {
 public:
  constexpr Money() = default;
  Money(double) = delete;
  static constexpr Money from_fen(std::int64_t fen) {
    Money money;
    money.fen_ = fen;
    return money;
  }
  constexpr std::int64_t fen() const { return fen_; }
  /// Yuan with two decimals.
  std::string text() const { return decimal_text(fen_, 2); }
  auto operator<=>(const Money&) const = default;

 private:
  std::int64_t fen_ = 0;
};

}  // namespace sanqu
