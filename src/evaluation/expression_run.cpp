// SPDX-License-Identifier: Apache-2.0
// The narrow lane: columns, integer arithmetic, dates, tables. The exact lane and truths are in expression_exact.cpp
// and expression_truth.cpp.
#include "evaluation/expression_run.hpp"

#include <algorithm>

#include "core/ensure.hpp"

namespace sanqu::evaluation {

using standards::ValueType;

namespace {

/// What an arithmetic step gives when one of its sides is no value: an error wins over a missing value.
std::int64_t special_of(std::int64_t a, std::int64_t b) {
  if (!is_special(a)) return b;
  if (!is_special(b)) return a;
  return std::max(a, b);
}

std::int64_t round_units_down(std::int64_t value, std::int64_t divisor) {
  return static_cast<std::int64_t>(divide_round(value, divisor));
}

}  // namespace

Operand ExpressionRun::constant(std::int64_t value) {
  const auto one = arena_.take<std::int64_t>(1);
  one[0] = value;
  return {one.data(), 0};
}

std::span<const std::uint32_t> ExpressionRun::subjects() {
  if (!subjects_.empty() || count_ == 0) return subjects_;
  subjects_ = arena_.take<std::uint32_t>(count_);
  if (rows_.table == nullptr) {
    for (std::size_t i = 0; i < count_; ++i) subjects_[i] = rows_.first_subject + rows_.rows[i];
    return subjects_;
  }
  for (std::size_t i = 0; i < count_; ++i) subjects_[i] = rows_.table->subject[rows_.rows[i]];
  return subjects_;
}

std::span<std::int64_t> ExpressionRun::column(const Column& column, bool by_subject) {
  const auto out = arena_.take<std::int64_t>(count_);
  const std::span<const std::uint32_t> at = by_subject ? subjects() : rows_.rows;
  if (!column.wide.empty()) {
    for (std::size_t i = 0; i < count_; ++i) out[i] = column.wide[at[i]];
  } else if (!column.narrow.empty()) {
    for (std::size_t i = 0; i < count_; ++i) {
      const std::int32_t value = column.narrow[at[i]];
      out[i] = value == k_missing_narrow ? k_missing : value;
    }
  } else {
    std::fill(out.begin(), out.end(), k_missing);
  }
  return out;
}

Operand ExpressionRun::scaled(Operand operand, int from_places, int to_places) {
  ensure(from_places <= to_places);
  if (from_places == to_places) return operand;
  const std::int64_t factor = pow10(to_places - from_places);
  const std::size_t count = operand.stride == 0 ? 1 : count_;
  const auto out = arena_.take<std::int64_t>(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t value = operand.data[i];
    out[i] = is_special(value) ? value : value * factor;
  }
  return {out.data(), operand.stride};
}

Operand ExpressionRun::subject_value(const Node& node) {
  ensure(rows_.columns != nullptr || node.kind == NodeKind::value);
  ValueColumn values = rows_.value;
  if (node.kind == NodeKind::measure) {
    values = rows_.columns->measure(node.index);
    raise_with_measure(node.index);
  }
  if (node.kind == NodeKind::indicator_value) values = rows_.columns->indicator_value(node.index);
  ensure(values.exact.empty());
  const auto out = arena_.take<std::int64_t>(count_);
  for (std::size_t i = 0; i < count_; ++i) out[i] = values.plain[rows_.rows[i]];
  return {out.data(), 1};
}

Operand ExpressionRun::plain(std::int32_t index) {
  const Node& node = binding_.plan.node(index);
  switch (node.kind) {
    case NodeKind::constant:
      return constant(node.type == ValueType::text
                          ? binding_.text_ids[static_cast<std::size_t>(node.imm)]
                          : node.imm);
    case NodeKind::parameter:
      return constant(binding_.parameters[static_cast<std::size_t>(node.index)]);
    case NodeKind::as_of: return constant(binding_.as_of.days());
    case NodeKind::field:
      return {column(rows_.table->columns[static_cast<std::size_t>(node.index)], false).data(), 1};
    case NodeKind::attribute:
      return {
          column(binding_.snapshot.attributes[static_cast<std::size_t>(node.index)], true).data(),
          1};
    case NodeKind::value:
    case NodeKind::measure:
    case NodeKind::indicator_value: return subject_value(node);
    case NodeKind::months_since:
    case NodeKind::months_between:
    case NodeKind::days_between: return plain_dates(node);
    case NodeKind::round: return plain_round(node);
    case NodeKind::choose: return plain_choose(node);
    case NodeKind::table: return plain_table(index, node);
    default: break;
  }
  if (node.type != ValueType::truth) return plain_arithmetic(node);
  const auto truths = truth(index);
  const auto out = arena_.take<std::int64_t>(count_);
  std::copy(truths.begin(), truths.end(), out.begin());
  return {out.data(), 1};
}

Operand ExpressionRun::plain_arithmetic(const Node& node) {
  ensure(node.narrow);
  const Node& first = binding_.plan.node(node.children[0]);
  const bool product = node.kind == NodeKind::multiply;
  const bool one_sided = node.children.size() == 1;
  Operand a = plain(node.children[0]);
  if (!product && !one_sided) a = scaled(a, first.places, node.places);
  Operand b = constant(0);
  if (!one_sided) {
    b = plain(node.children[1]);
    if (!product) b = scaled(b, binding_.plan.node(node.children[1]).places, node.places);
  }
  const std::size_t count = a.stride == 0 && b.stride == 0 ? 1 : count_;
  const auto out = arena_.take<std::int64_t>(count);
  const auto each = [&](auto step) {
    for (std::size_t i = 0; i < count; ++i) {
      const std::int64_t x = a[i];
      const std::int64_t y = b[i];
      out[i] = is_special(x) || is_special(y) ? special_of(x, y) : step(x, y);
    }
  };
  switch (node.kind) {
    case NodeKind::negate: each([](auto x, auto) { return -x; }); break;
    case NodeKind::absolute: each([](auto x, auto) { return x < 0 ? -x : x; }); break;
    case NodeKind::add: each([](auto x, auto y) { return x + y; }); break;
    case NodeKind::subtract: each([](auto x, auto y) { return x - y; }); break;
    case NodeKind::multiply: each([](auto x, auto y) { return x * y; }); break;
    case NodeKind::minimum: each([](auto x, auto y) { return std::min(x, y); }); break;
    case NodeKind::maximum: each([](auto x, auto y) { return std::max(x, y); }); break;
    default: ensure(false);
  }
  return {out.data(), a.stride | b.stride};
}

Operand ExpressionRun::plain_dates(const Node& node) {
  const bool since = node.kind == NodeKind::months_since;
  const Operand a = plain(node.children[0]);
  const Operand b = since ? constant(binding_.as_of.days()) : plain(node.children[1]);
  const auto out = arena_.take<std::int64_t>(count_);
  for (std::size_t i = 0; i < count_; ++i) {
    const std::int64_t x = a[i];
    const std::int64_t y = b[i];
    if (is_special(x) || is_special(y)) {
      out[i] = special_of(x, y);
    } else if (node.kind == NodeKind::days_between) {
      out[i] = y - x;
    } else {
      out[i] = full_months_between(Date::from_days(static_cast<std::int32_t>(x)),
                                   Date::from_days(static_cast<std::int32_t>(y)));
    }
  }
  return {out.data(), 1};
}

Operand ExpressionRun::plain_round(const Node& node) {
  const int from = binding_.plan.node(node.children[0]).places;
  const int to = static_cast<int>(node.imm);
  const Operand a = plain(node.children[0]);
  if (from <= to) return a;
  const std::int64_t divisor = pow10(from - to);
  const auto out = arena_.take<std::int64_t>(count_);
  for (std::size_t i = 0; i < count_; ++i) {
    out[i] = is_special(a[i]) ? a[i] : round_units_down(a[i], divisor);
  }
  return {out.data(), 1};
}

Operand ExpressionRun::plain_table(std::int32_t index, const Node& node) {
  const BoundTable& table = binding_.table(index);
  const std::size_t keys = node.children.size();
  const auto operands = arena_.take<Operand>(keys);
  for (std::size_t k = 0; k < keys; ++k) operands[k] = plain(node.children[k]);
  const auto key = arena_.take<std::int64_t>(keys);
  const auto out = arena_.take<std::int64_t>(count_);
  for (std::size_t i = 0; i < count_; ++i) {
    for (std::size_t k = 0; k < keys; ++k) key[k] = operands[k][i];
    out[i] = table.find(key);
  }
  return {out.data(), 1};
}

ExpressionRun ExpressionRun::part(std::span<const std::uint32_t> positions) {
  const auto rows = arena_.take<std::uint32_t>(positions.size());
  for (std::size_t i = 0; i < positions.size(); ++i) rows[i] = rows_.rows[positions[i]];
  RowSet some = rows_;
  some.rows = rows;
  return ExpressionRun(binding_, arena_, some);
}

namespace {

/// Positions where the flag has the wanted value.
std::span<std::uint32_t> positions_of(Arena& arena, std::span<const std::uint8_t> flags,
                                      bool wanted) {
  const auto out = arena.take<std::uint32_t>(flags.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < flags.size(); ++i) {
    out[count] = static_cast<std::uint32_t>(i);
    count += (flags[i] != 0) == wanted ? 1 : 0;
  }
  return out.first(count);
}

}  // namespace

Operand ExpressionRun::plain_choose(const Node& node) {
  const auto condition = truth(node.children[0]);
  const auto out = arena_.take<std::int64_t>(count_);
  for (const bool side : {true, false}) {
    // Only the rows that take a side work it out: what the other side would raise must not count.
    const std::int32_t child = node.children[side ? 1 : 2];
    const auto positions = positions_of(arena_, condition, side);
    if (positions.empty()) continue;
    ExpressionRun some = part(positions);
    const Operand values =
        some.scaled(some.plain(child), binding_.plan.node(child).places, node.places);
    for (std::size_t i = 0; i < positions.size(); ++i) out[positions[i]] = values[i];
    for (std::size_t i = 0; i < some.raised_.size(); ++i)
      if (some.raised_[i] != 0) raise(positions[i], some.raised_[i]);
  }
  return {out.data(), 1};
}

void ExpressionRun::raise(std::size_t row, std::int64_t special) {
  if (raised_.empty()) {
    raised_ = arena_.take<std::int64_t>(count_);
    std::fill(raised_.begin(), raised_.end(), std::int64_t{0});
  }
  raised_[row] = special;
}

/// A block works a measure out for all its subjects; its errors are those of the subjects that read it here.
void ExpressionRun::raise_with_measure(std::int32_t measure) {
  const auto flags = rows_.columns->measure_raised(measure);
  if (flags.empty()) return;
  for (std::size_t i = 0; i < count_; ++i)
    if (flags[rows_.rows[i]] != 0) raise(i, flags[rows_.rows[i]]);
}

void ExpressionRun::guarded_link(std::int32_t child, std::span<std::uint8_t> out, bool while_true) {
  const auto positions = positions_of(arena_, out, while_true);
  if (positions.empty()) return;
  ExpressionRun some = part(positions);
  const auto truths = some.truth(child);
  for (std::size_t i = 0; i < positions.size(); ++i) out[positions[i]] = truths[i];
  for (std::size_t i = 0; i < some.raised_.size(); ++i)
    if (some.raised_[i] != 0) raise(positions[i], some.raised_[i]);
}

}  // namespace sanqu::evaluation
