// SPDX-License-Identifier: Apache-2.0
// The exact lane of expressions, and truths over both lanes.
#include <algorithm>

#include "core/ensure.hpp"
#include "evaluation/expression_run.hpp"
#include "evaluation/measure_run.hpp"

namespace sanqu::evaluation {

using standards::ValueType;

namespace {

std::int64_t special_of(const Exact& value) { return value.is_overflow() ? k_overflow : k_no_row; }

Exact step(standards::NodeKind kind, const Exact& a, const Exact& b) {
  using standards::NodeKind;
  switch (kind) {
    case NodeKind::add: return a + b;
    case NodeKind::subtract: return a - b;
    case NodeKind::multiply: return a * b;
    case NodeKind::divide: return a / b;
    case NodeKind::minimum:
    case NodeKind::maximum: {
      const Exact both = a + b;  // missing or an error where either is
      if (!a.is_number() || !b.is_number()) return both;
      return (Exact::compare(a, b) < 0) == (kind == NodeKind::minimum) ? a : b;
    }
    default: ensure(false);
  }
}

}  // namespace

std::span<const Exact> ExpressionRun::gathered(std::span<const Exact> by_position) {
  const auto out = arena_.take<Exact>(count_);
  for (std::size_t i = 0; i < count_; ++i) out[i] = by_position[rows_.rows[i]];
  return out;
}

std::span<const Exact> ExpressionRun::exact_column(const Node& node) {
  switch (node.kind) {
    case NodeKind::value: return gathered(rows_.value.exact);
    case NodeKind::measure: {
      const auto values = rows_.columns->measure(node.index).exact;
      raise_with_measure(node.index);
      return gathered(values);
    }
    case NodeKind::indicator_value:
      return gathered(rows_.columns->indicator_value(node.index).exact);
    case NodeKind::indicator_points: return gathered(rows_.columns->indicator_points(node.index));
    case NodeKind::dimension_points: return gathered(rows_.columns->dimension_points(node.index));
    case NodeKind::total_points: return gathered(rows_.columns->total_points());
    default: return {};
  }
}

std::span<const Exact> ExpressionRun::exact(std::int32_t index) {
  const Node& node = binding_.plan.node(index);
  if (node.narrow) {
    const Operand units = plain(index);
    const auto out = arena_.take<Exact>(count_);
    for (std::size_t i = 0; i < count_; ++i) out[i] = exact_of_units(units[i], node.places);
    return out;
  }
  switch (node.kind) {
    case NodeKind::choose: return exact_choose(node);
    case NodeKind::table: return exact_table(node);
    case NodeKind::constant:
    case NodeKind::parameter: {
      const auto out = arena_.take<Exact>(count_);
      std::fill(out.begin(), out.end(), binding_.constant_value(index));
      return out;
    }
    default: break;
  }
  if (node.children.empty()) return exact_column(node);
  return exact_arithmetic(node);
}

std::span<const Exact> ExpressionRun::exact_arithmetic(const Node& node) {
  const auto a = exact(node.children[0]);
  const auto out = arena_.take<Exact>(count_);
  if (node.children.size() == 1) {
    for (std::size_t i = 0; i < count_; ++i) {
      switch (node.kind) {
        case NodeKind::negate: out[i] = -a[i]; break;
        case NodeKind::absolute: out[i] = a[i].is_negative() ? -a[i] : a[i]; break;
        case NodeKind::round: out[i] = a[i].rounded(static_cast<int>(node.imm)); break;
        default: ensure(false);
      }
    }
    return out;
  }
  const auto b = exact(node.children[1]);
  for (std::size_t i = 0; i < count_; ++i) out[i] = step(node.kind, a[i], b[i]);
  return out;
}

std::span<const Exact> ExpressionRun::exact_choose(const Node& node) {
  const auto condition = truth(node.children[0]);
  const auto out = arena_.take<Exact>(count_);
  for (const bool side : {true, false}) {
    const auto positions = arena_.take<std::uint32_t>(count_);
    std::size_t count = 0;
    for (std::size_t i = 0; i < count_; ++i)
      if ((condition[i] != 0) == side) positions[count++] = static_cast<std::uint32_t>(i);
    if (count == 0) continue;
    ExpressionRun some = part(positions.first(count));
    const auto values = some.exact(node.children[side ? 1 : 2]);
    for (std::size_t i = 0; i < count; ++i) out[positions[i]] = values[i];
    for (std::size_t i = 0; i < some.raised_.size(); ++i)
      if (some.raised_[i] != 0) raise(positions[i], some.raised_[i]);
  }
  return out;
}

/// A table with a key in the exact lane: the compiler's own matching, row by row.
std::span<const Exact> ExpressionRun::exact_table(const Node& node) {
  const auto& table = binding_.plan.tables[static_cast<std::size_t>(node.index)];
  const auto out = arena_.take<Exact>(count_);
  std::vector<std::vector<standards::TableKeyValue>> keys(
      count_, std::vector<standards::TableKeyValue>(table.keys.size()));
  std::vector<Exact> failed(count_);
  for (std::size_t k = 0; k < table.keys.size(); ++k) {
    if (table.keys[k].is_code) {
      const Operand codes = plain(node.children[k]);
      for (std::size_t i = 0; i < count_; ++i) {
        keys[i][k].missing = is_special(codes[i]);
        keys[i][k].code = is_special(codes[i]) ? -1 : static_cast<std::int32_t>(codes[i]);
      }
      continue;
    }
    const auto numbers = exact(node.children[k]);
    for (std::size_t i = 0; i < count_; ++i) {
      if (numbers[i].is_error()) failed[i] = numbers[i];
      keys[i][k].missing = numbers[i].is_missing();
      keys[i][k].number = numbers[i].is_number() ? numbers[i] : Exact{};
    }
  }
  for (std::size_t i = 0; i < count_; ++i) {
    const std::int32_t row = failed[i].is_error() ? -1 : standards::match_row(table, keys[i]);
    if (row >= 0) {
      out[i] = Exact::decimal(table.results[static_cast<std::size_t>(row)], table.places);
    } else if (failed[i].is_error()) {
      out[i] = failed[i];
    } else {
      out[i] = table.otherwise ? Exact::decimal(*table.otherwise, table.places) : Exact::no_row();
    }
  }
  return out;
}

std::span<const std::uint8_t> ExpressionRun::truth(std::int32_t index) {
  const Node& node = binding_.plan.node(index);
  switch (node.kind) {
    case NodeKind::equal:
    case NodeKind::not_equal:
    case NodeKind::less:
    case NodeKind::less_equal: return compare(node);
    case NodeKind::in_codes: return membership(node);
    case NodeKind::present:
    case NodeKind::missing: return presence(node);
    case NodeKind::and_:
    case NodeKind::or_: return chain(node);
    default: break;
  }
  const auto out = arena_.take<std::uint8_t>(count_);
  if (node.kind == NodeKind::not_) {
    const auto below = truth(node.children[0]);
    for (std::size_t i = 0; i < count_; ++i) out[i] = below[i] == 0 ? 1 : 0;
    return out;
  }
  if (node.kind == NodeKind::has_code) {
    const Operand bits = plain(node.children[0]);
    for (std::size_t i = 0; i < count_; ++i)
      out[i] = !is_special(bits[i]) && (bits[i] >> node.imm & 1) != 0 ? 1 : 0;
    return out;
  }
  ensure(node.type == ValueType::truth);
  const Operand values = plain(index);  // a boolean field, attribute, value or literal
  for (std::size_t i = 0; i < count_; ++i)
    out[i] = !is_special(values[i]) && values[i] != 0 ? 1 : 0;
  return out;
}

std::span<const std::uint8_t> ExpressionRun::compare(const Node& node) {
  const Node& left = binding_.plan.node(node.children[0]);
  const Node& right = binding_.plan.node(node.children[1]);
  int places = 0;
  if (left.type == ValueType::number) {
    places = std::max(left.places, right.places);
    const auto fits = [&](const Node& side) {
      const Int128 factor = pow10(places - side.places);
      return side.narrow && side.low * factor > -standards::k_narrow_max &&
             side.high * factor < standards::k_narrow_max;
    };
    if (!fits(left) || !fits(right)) return compare_exact(node);
  }
  Operand a = plain(node.children[0]);
  Operand b = plain(node.children[1]);
  if (left.type == ValueType::number) {
    a = scaled(a, left.places, places);
    b = scaled(b, right.places, places);
  }
  const auto out = arena_.take<std::uint8_t>(count_);
  const auto each = [&](auto holds) {
    for (std::size_t i = 0; i < count_; ++i) {
      const std::int64_t x = a[i];
      const std::int64_t y = b[i];
      const bool value = !is_special(x) && !is_special(y);
      if (!value && node.can_raise &&
          std::max(is_special(x) ? x : k_missing, is_special(y) ? y : k_missing) != k_missing) {
        raise(i, is_special(x) && x != k_missing ? x : y);
      }
      out[i] = value && holds(x, y) ? 1 : 0;
    }
  };
  switch (node.kind) {
    case NodeKind::equal: each([](auto x, auto y) { return x == y; }); break;
    case NodeKind::not_equal: each([](auto x, auto y) { return x != y; }); break;
    case NodeKind::less: each([](auto x, auto y) { return x < y; }); break;
    default: each([](auto x, auto y) { return x <= y; }); break;
  }
  return out;
}

std::span<const std::uint8_t> ExpressionRun::compare_exact(const Node& node) {
  const auto a = exact(node.children[0]);
  const auto b = exact(node.children[1]);
  const auto out = arena_.take<std::uint8_t>(count_);
  for (std::size_t i = 0; i < count_; ++i) {
    out[i] = 0;
    if (a[i].is_error() || b[i].is_error()) {
      raise(i, special_of(a[i].is_error() ? a[i] : b[i]));
    } else if (a[i].is_number() && b[i].is_number()) {
      const auto order = Exact::compare(a[i], b[i]);
      const bool holds = node.kind == NodeKind::equal       ? order == 0
                         : node.kind == NodeKind::not_equal ? order != 0
                         : node.kind == NodeKind::less      ? order < 0
                                                            : order <= 0;
      out[i] = holds ? 1 : 0;
    }
  }
  return out;
}

std::span<const std::uint8_t> ExpressionRun::membership(const Node& node) {
  const Operand values = plain(node.children[0]);
  const auto out = arena_.take<std::uint8_t>(count_);
  std::fill(out.begin(), out.end(), std::uint8_t{0});
  for (std::size_t c = 1; c < node.children.size(); ++c) {
    const std::int64_t wanted = plain(node.children[c])[0];
    for (std::size_t i = 0; i < count_; ++i)
      if (values[i] == wanted) out[i] = 1;
  }
  return out;
}

std::span<const std::uint8_t> ExpressionRun::presence(const Node& node) {
  const Node& child = binding_.plan.node(node.children[0]);
  const auto out = arena_.take<std::uint8_t>(count_);
  const bool wants_present = node.kind == NodeKind::present;
  if (child.type == ValueType::number && !child.narrow) {
    const auto values = exact(node.children[0]);
    for (std::size_t i = 0; i < count_; ++i)
      out[i] = values[i].is_missing() != wants_present ? 1 : 0;
    return out;
  }
  const Operand values = plain(node.children[0]);
  for (std::size_t i = 0; i < count_; ++i)
    out[i] = (values[i] == k_missing) != wants_present ? 1 : 0;
  return out;
}

std::span<const std::uint8_t> ExpressionRun::chain(const Node& node) {
  const bool is_and = node.kind == NodeKind::and_;
  const auto out = arena_.take<std::uint8_t>(count_);
  std::fill(out.begin(), out.end(), is_and ? std::uint8_t{1} : std::uint8_t{0});
  for (const std::int32_t child : node.children) {
    // A link that can raise an error is worked out only where the links before it leave the answer open.
    if (binding_.plan.node(child).can_raise) {
      guarded_link(child, out, is_and);
      continue;
    }
    const auto below = truth(child);
    if (is_and) {
      for (std::size_t i = 0; i < count_; ++i) out[i] = out[i] != 0 && below[i] != 0 ? 1 : 0;
    } else {
      for (std::size_t i = 0; i < count_; ++i) out[i] = out[i] != 0 || below[i] != 0 ? 1 : 0;
    }
  }
  return out;
}

}  // namespace sanqu::evaluation
