// SPDX-License-Identifier: Apache-2.0
// Expressions: the short strings inside the law as data (docs/standard-language.md section 10), as a tree with places.
// This file knows the grammar only. What a name means, and which units fit, is settled by whoever reads the tree:
// `catalogue` for cross-field rules, `standards` for everything else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/exact.hpp"
#include "core/result.hpp"

namespace sanqu {

inline constexpr std::size_t k_expression_bytes_max = 4096;
inline constexpr int k_expression_depth_max = 64;

struct Expression {
  enum class Kind : std::uint8_t {
    number,   // `number` with `unit_word` ("" or yuan, wan, fen, days, months, percent, points)
    text,     // `name` holds the text
    date,     // `date`
    boolean,  // `truth`
    name,     // field, attribute, parameter, as_of; dots allowed
    call,     // `name` (children...)
    negate,
    not_,  // one child
    add,
    subtract,
    multiply,
    divide,  // two children
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    and_,
    or_,
    in,  // children[0] in (children[1..])
  };
  Kind kind = Kind::number;
  std::uint32_t column = 0;  // from 1, in bytes of the expression's own text
  std::string name;
  std::string unit_word;
  Decimal number;
  Date date;
  bool truth = false;
  std::vector<Expression> children;
};

/// `place` is where the text begins in its file; findings point into it by column. An empty text is an error.
Result<Expression> parse_expression(std::string_view text, const Place& place);

/// The expression written out again with all brackets: for messages and `standard print`.
std::string expression_text(const Expression& expression);

namespace expression_errors {
extern const ErrorCode k_syntax, k_too_long, k_number, k_date;
}

}  // namespace sanqu
