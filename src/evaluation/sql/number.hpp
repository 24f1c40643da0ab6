// SPDX-License-Identifier: Apache-2.0
// Exact numbers as SQL: num / (scale * den). `num` and `den` are whole numbers in the database, `scale` is known here (a
// power of ten for a decimal), `den` is there only where data is divided by data. NULL is missing, or an error.
// Every step proves its range; what can't be proved to fit is told to the Prover and the form is refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/sql/dialect.hpp"
#include "evaluation/sql/range.hpp"

namespace sanqu::evaluation {

/// Numbers on the way, by a number of their own: columns of data and steps. Each has its own bound (near_bounds.hpp).
using Quantities = std::vector<std::int32_t>;  // ascending

/// What two fractions are brought to: how large its denominator and numerators may be.
struct Common {
  std::int32_t id = -1;
  Int128 num_most = 0;
  Int128 den_most = 0;
  bool is_asked = false;  // no proof without
};

struct Number {
  std::string num;
  std::string den;   // empty: 1. At least 1 wherever num is not NULL
  Int128 scale = 1;  // > 0
  Range range;       // of num
  Int128 den_high = 1;
  Int128 most = k_far;             // the number itself is no larger
  std::optional<Int128> constant;  // num, where it is known
  Quantities of;                   // what it is worked out from
};

/// Takes the clauses whose numbers are not proved to fit.
class Prover {
 public:
  virtual ~Prover() = default;
  /// A step over these quantities: it would be proved if they were nearer.
  virtual void not_proved(const Quantities& of) = 0;
  /// How large two numbers over a common denominator may be, a quantity of its own, where what is asked of them can leave
  /// a subject `unchecked`; none where it can't. They are no larger than the given ones.
  virtual std::optional<Common> common(Int128 num_high, Int128 den_high) = 0;
  virtual void ask(const std::string& truth) = 0;
};

class Arithmetic {
 public:
  Arithmetic(const Dialect& dialect, Prover& prover) : dialect_(dialect), prover_(prover) {}

  Number constant(Int128 num, Int128 scale = 1) const;
  Number constant(const Exact& value) const;
  /// A column or expression whose whole numbers lie in the range.
  Number whole(std::string sql, Range range, Int128 scale = 1) const;

  Number negated(const Number& a) const;
  Number absolute(const Number& a) const;
  Number plus(const Number& a, const Number& b, int sign = 1) const;
  Number times(const Number& a, const Number& b) const;
  Number divided(const Number& a, const Number& b) const;  // by zero: NULL
  Number smaller(const Number& a, const Number& b) const;
  Number larger(const Number& a, const Number& b) const;
  /// Half away from zero, at 10^-places.
  Number rounded(const Number& a, int places) const;
  /// Whole units of 10^-places, rounded so; `scale` is 1.
  Number units(const Number& a, int places) const;
  /// The same as a number: at the scale of the places, also where nothing is to round.
  Number in_units(const Number& a, int places) const;
  Number chosen(const std::string& condition, const Number& a, const Number& b) const;
  /// CASE WHEN ... THEN numbers ... ELSE rest; `conditions` and `numbers` go together.
  Number cases(const std::vector<std::string>& conditions, const std::vector<Number>& numbers,
               const Number* rest) const;
  Number limited(const Number& a, const Number* floor, const Number* cap) const;
  /// The same value with a scale that is a multiple of its own.
  Number at_scale(const Number& a, Int128 scale) const;
  /// Sum of at most `count` of them over rows: num only, so `den` must be empty. It needs no proof: SQLite's sum() stops
  /// with an error where it would overflow. What is done with it does.
  Number summed(const Number& a, Int128 count) const;

  /// `a = b`, `a < b`, ...: NULL where one of them is missing.
  std::string compared(const Number& a, std::string_view sign, const Number& b) const;

  /// -1, 0 or 1.
  static int compare_constants(const Number& a, const Number& b);

  const Dialect& dialect() const { return dialect_; }

 private:
  struct Pair;
  Pair matched(const Number& a, const Number& b) const;
  std::string product(const std::string& text, Int128 factor) const;
  bool join(const Number& x, const Number& y, Pair& out) const;
  Number proved(Number number) const;
  void prove(Int128 size, const Quantities& of) const;
  Number extreme(const Number& a, const Number& b, std::string_view sign) const;

  const Dialect& dialect_;
  Prover& prover_;
};

}  // namespace sanqu::evaluation
