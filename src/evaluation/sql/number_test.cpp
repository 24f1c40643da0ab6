// SPDX-License-Identifier: Apache-2.0
// The text of exact numbers, and that nothing gets past the proofs.
#include "evaluation/sql/number.hpp"

#include <doctest/doctest.h>

#include "evaluation/sql/near_bounds.hpp"
#include "evaluation/sql/sql_form.hpp"

namespace sanqu::evaluation {

namespace {

class Counted final : public Prover {
 public:
  void not_proved(const Quantities&) override { ++refused; }
  std::optional<Common> common(Int128, Int128) override { return std::nullopt; }
  void ask(const std::string&) override {}
  int refused = 0;
};

struct Hand {
  explicit Hand(SqlDialect kind) : dialect(kind), arithmetic(dialect, prover) {}
  Number column(std::string name, Range range, Int128 scale = 1) {
    return arithmetic.whole(std::move(name), range, scale);
  }
  Dialect dialect;
  Counted prover;
  Arithmetic arithmetic;
};

constexpr Int128 k_billion = 1'000'000'000;

}  // namespace

TEST_CASE("constants are folded, exactly") {
  Hand hand(SqlDialect::sqlite);
  const Number third =
      hand.arithmetic.divided(hand.arithmetic.constant(1), hand.arithmetic.constant(3));
  const Number sum = hand.arithmetic.plus(third, hand.arithmetic.constant(5, 10));
  CHECK(sum.constant == Int128{25});
  CHECK(sum.scale == 30);
  CHECK(hand.arithmetic.units(sum, 2).num == "83");  // 0.8333
  CHECK(hand.arithmetic.units(hand.arithmetic.constant(-5, 1000), 2).num ==
        "(-1)");  // half away from zero
  CHECK(hand.arithmetic.divided(sum, hand.arithmetic.constant(0)).num == "NULL");
}

TEST_CASE("a minus never stands before a minus: that would be a comment") {
  Hand hand(SqlDialect::sqlite);
  const Number x = hand.column("x", {-5, 5});
  CHECK(hand.arithmetic.negated(hand.arithmetic.negated(x)).num == "-(-x)");
  CHECK(hand.arithmetic.plus(x, hand.arithmetic.negated(x), -1).num == "x - (-x)");
}

TEST_CASE("half away from zero is written out, by integer division") {
  Hand sqlite(SqlDialect::sqlite);
  CHECK(sqlite.arithmetic.units(sqlite.column("x", {-999, 999}, 100), 1).num ==
        "(x + CASE WHEN x < 0 THEN -5 ELSE 5 END) / (10)");
  Hand postgresql(SqlDialect::postgresql);
  CHECK(postgresql.arithmetic.units(postgresql.column("x", {-999, 999}, 3), 0).num ==
        "div(x * 2. + CASE WHEN x < 0 THEN -3. ELSE 3. END, 6.)");
}

TEST_CASE("SQLite is refused where 64 bits are not proved to hold, PostgreSQL beyond 126") {
  Hand sqlite(SqlDialect::sqlite);
  const Number wide = sqlite.column("fine", {0, k_billion * k_billion});
  CHECK(sqlite.prover.refused == 0);
  sqlite.arithmetic.times(wide, wide);
  CHECK(sqlite.prover.refused > 0);

  Hand postgresql(SqlDialect::postgresql);
  const Number same = postgresql.column("fine", {0, k_billion * k_billion});
  const Number square = postgresql.arithmetic.times(same, same);
  CHECK(postgresql.prover.refused == 0);
  postgresql.arithmetic.times(square, same);
  CHECK(postgresql.prover.refused > 0);
}

TEST_CASE("what a comparison multiplies crosswise is proved too") {
  Hand hand(SqlDialect::sqlite);
  const Number part =
      hand.arithmetic.divided(hand.column("a", {0, k_billion}), hand.column("b", {0, k_billion}));
  CHECK(part.num == "CASE WHEN b > 0 THEN a END");
  CHECK(part.den == "b");
  CHECK(hand.arithmetic.compared(part, "<", hand.arithmetic.constant(1, 4)) ==
        "((CASE WHEN b > 0 THEN a END) * 4) < b");
  CHECK(hand.prover.refused == 0);
  hand.arithmetic.compared(part, "<", hand.column("c", {0, k_billion * 100}));
  CHECK(hand.prover.refused > 0);
}

TEST_CASE("of crossed limits the cap wins, as in the engine") {
  Hand hand(SqlDialect::sqlite);
  const Number low = hand.arithmetic.constant(5);
  const Number high = hand.arithmetic.constant(3);
  const Number x = hand.arithmetic.limited(hand.column("x", {-9, 9}), &low, &high);
  CHECK(x.num == "CASE WHEN x > 3 THEN 3 WHEN x < 5 THEN 3 ELSE x END");
}

TEST_CASE("text and names are quoted, times are UTC text") {
  const Dialect dialect(SqlDialect::sqlite);
  CHECK(dialect.text("it's") == "'it''s'");
  CHECK(dialect.quoted("a\"b") == "\"a\"\"b\"");
  const std::string long_name(60, 'n');
  CHECK(dialect.quoted(long_name + " one").size() == 65);
  CHECK(dialect.quoted(long_name + " one") != dialect.quoted(long_name + " two"));
  CHECK(sql_time(Instant::min()).empty());
  CHECK(sql_time(*Instant::parse("2026-03-02")) == "2026-03-01T16:00:00.000Z");
  CHECK(sql_time(*Instant::parse("1969-12-31T23:59:59.999Z")) == "1969-12-31T23:59:59.999Z");
  CHECK(sql_time(Instant::max()) == "9999-12-31T23:59:59.999Z");
}

namespace {

/// Subjects can be left unchecked: so large may things be, and this is asked.
class Asking final : public Prover {
 public:
  void not_proved(const Quantities&) override { ++refused; }
  std::optional<Common> common(Int128, Int128) override {
    return Common{7, Int128{1} << 50, Int128{1} << 40, true};
  }
  void ask(const std::string& truth) override { asked.push_back(truth); }
  int refused = 0;
  std::vector<std::string> asked;
};

}  // namespace

TEST_CASE("fractions with two denominators that are data: products are asked, not factors") {
  const Dialect dialect(SqlDialect::sqlite);
  Asking prover;
  const Arithmetic arithmetic(dialect, prover);
  const Int128 price = Int128{1} << 40;
  const Number few = arithmetic.divided(arithmetic.whole("a", {0, 100}),
                                        arithmetic.whole("n", {1, Int128{1} << 20}));
  const Number dear =
      arithmetic.divided(arithmetic.whole("b", {0, price}), arithmetic.whole("p", {1, price}));
  const Number sum = arithmetic.plus(few, dear);
  CHECK(prover.refused == 0);
  CHECK(sum.den_high == price);
  CHECK(sum.of == Quantities{7});
  CHECK(sum.den.starts_with("CASE WHEN n % NULLIF(p, 0) = 0 THEN n WHEN p % NULLIF(n, 0) = 0"));
  REQUIRE(prover.asked.size() == 3);
  CHECK(prover.asked[0].ends_with("OR n <= (1099511627776) / (NULLIF(p, 0))"));
  CHECK(prover.asked[1].starts_with("abs(CASE WHEN n > 0 THEN a END) <= (1125899906842624) / "));
}

TEST_CASE("of what an unproved step reads the largest is drawn nearer") {
  NearBounds bounds;
  const std::int32_t price = bounds.quantity("price");
  const std::int32_t times = bounds.quantity("times");
  const std::int32_t other = bounds.quantity("other");
  bounds.note(price, Int128{1} << 47, 1);
  bounds.note(times, Int128{1} << 20, 1);
  bounds.note(other, Int128{1} << 60, 1);
  bounds.note_not_proved({price, times});
  CHECK(bounds.lower());
  CHECK(bounds.value_most(price) == Int128{1} << 45);
  CHECK(bounds.value_most(times) == Int128{1} << NearBounds::k_none_bits);
  CHECK(bounds.value_most(other) == Int128{1} << NearBounds::k_none_bits);
  CHECK(bounds.quantity("price") == price);
  CHECK_FALSE(bounds.lower());  // nothing was unproved
}

}  // namespace sanqu::evaluation
