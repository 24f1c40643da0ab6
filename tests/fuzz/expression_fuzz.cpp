// SPDX-License-Identifier: Apache-2.0
// Any bytes as an expression. What must hold: refused with a place inside the text, or a tree within its depth that reads
// back from its own text as the same tree.
#include <cstddef>
#include <cstdint>
#include <string>

#include "core/ensure.hpp"
#include "core/expression.hpp"

using namespace sanqu;

namespace {

int depth_of(const Expression& expression) {
  int deepest = 0;
  for (const Expression& child : expression.children) {
    const int depth = depth_of(child);
    if (depth > deepest) deepest = depth;
  }
  return deepest + 1;
}

void check_tree(const Expression& expression, std::size_t bytes) {
  ensure(expression.column >= 1 && expression.column <= bytes);
  for (const Expression& child : expression.children) check_tree(child, bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto expression = parse_expression(text, {"f", 1, 1, ""});
  if (!expression) {
    ensure(!expression.error().empty());
    ensure(expression.error()[0].place.column <= size + 1);
    ensure(!expression.error()[0].render(Lang::en).empty());
    return 0;
  }
  check_tree(*expression, size);
  // Every step down the tree took a level of the parser; the leaves, and comparisons, may add a few of their own.
  ensure(depth_of(*expression) <= 3 * k_expression_depth_max);
  const std::string written = expression_text(*expression);
  // All brackets written out can pass the limits of length and depth; then there is nothing to compare.
  if (const auto again = parse_expression(written, {})) ensure(expression_text(*again) == written);
  return 0;
}
