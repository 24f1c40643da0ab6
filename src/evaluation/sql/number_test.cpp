// SPDX-License-Identifier: Apache-2.0
// The text of exact numbers, and that nothing gets past the proofs.
#include "evaluation/sql/number.hpp"

#include <doctest/doctest.h>

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

}  // namespace sanqu::evaluation
