// SPDX-License-Identifier: Apache-2.0
// Expressions over many rows at once: records of one class, or the subjects of a block. Every node becomes a vector in
// the block's arena; numbers travel in the narrow lane (64-bit units) where the compiler proved that they fit, and as
// exact fractions otherwise. The same code serves a million subjects and one.
#pragma once

#include <cstdint>
#include <span>

#include "evaluation/arena.hpp"
#include "evaluation/binding.hpp"

namespace sanqu::evaluation {

/// One value a subject of the block: 64-bit units, days, codes or truths; or exact numbers. Exactly one is filled.
struct ValueColumn {
  std::span<const std::int64_t> plain;
  std::span<const Exact> exact;
};

/// What subject expressions read beside attributes. Implemented by the block run (block_run.hpp).
class SubjectColumns {
 public:
  virtual ~SubjectColumns() = default;
  virtual ValueColumn measure(std::int32_t index) = 0;
  /// By position: the error that the measure met on its way (k_no_row, k_overflow), else 0; empty: none met one. It
  /// counts only for the subjects that read the measure.
  virtual std::span<const std::int64_t> measure_raised(std::int32_t index) = 0;
  virtual ValueColumn indicator_value(std::int32_t index) = 0;
  virtual std::span<const Exact> indicator_points(std::int32_t index) = 0;
  virtual std::span<const Exact> dimension_points(std::int32_t index) = 0;
  virtual std::span<const Exact> total_points() = 0;
};

/// The rows that an expression runs over. Spans must outlive the run.
struct RowSet {
  const ClassTable* table = nullptr;    // nullptr: the subjects themselves
  std::span<const std::uint32_t> rows;  // rows of the table; or positions in the block
  std::uint32_t first_subject = 0;      // of the block
  SubjectColumns* columns = nullptr;    // for subjects
  ValueColumn value;                    // what `value` stands for, by position in the block
};

/// A vector, or one value for all rows (stride 0).
struct Operand {
  const std::int64_t* data = nullptr;
  std::size_t stride = 1;
  std::int64_t operator[](std::size_t i) const { return data[i * stride]; }
};

class ExpressionRun {
 public:
  ExpressionRun(const Binding& binding, Arena& arena, RowSet rows)
      : binding_(binding), arena_(arena), rows_(rows), count_(rows.rows.size()) {}

  /// Units of a narrow number, days, code, bits, text number; specials as in snapshot.hpp.
  Operand plain(std::int32_t node);
  /// Any number, exactly.
  std::span<const Exact> exact(std::int32_t node);
  /// 1 where the truth holds; a comparison with a missing value is 0 (rule R7).
  std::span<const std::uint8_t> truth(std::int32_t node);
  /// By row: k_no_row or k_overflow where a comparison met such a value, else 0. Empty if that can't have happened.
  std::span<const std::int64_t> raised() const { return raised_; }

 private:
  using Node = standards::Node;
  using NodeKind = standards::NodeKind;

  std::span<std::int64_t> column(const Column& column, bool by_subject);
  std::span<const std::uint32_t> subjects();
  Operand constant(std::int64_t value);
  Operand scaled(Operand operand, int from_places, int to_places);
  Operand plain_arithmetic(const Node& node);
  Operand plain_dates(const Node& node);
  Operand plain_round(const Node& node);
  Operand plain_choose(const Node& node);
  Operand plain_table(std::int32_t index, const Node& node);
  Operand subject_value(const Node& node);
  std::span<const Exact> exact_arithmetic(const Node& node);
  std::span<const Exact> exact_choose(const Node& node);
  std::span<const Exact> exact_table(const Node& node);
  std::span<const Exact> exact_column(const Node& node);
  std::span<const Exact> gathered(std::span<const Exact> by_position);
  std::span<const std::uint8_t> compare(const Node& node);
  std::span<const std::uint8_t> compare_exact(const Node& node);
  std::span<const std::uint8_t> membership(const Node& node);
  std::span<const std::uint8_t> presence(const Node& node);
  std::span<const std::uint8_t> chain(const Node& node);
  void guarded_link(std::int32_t child, std::span<std::uint8_t> out, bool while_true);
  void raise(std::size_t row, std::int64_t special);
  void raise_with_measure(std::int32_t measure);
  ExpressionRun part(std::span<const std::uint32_t> positions);

  const Binding& binding_;
  Arena& arena_;
  RowSet rows_;
  std::size_t count_;
  std::span<std::uint32_t> subjects_;
  std::span<std::int64_t> raised_;
};

}  // namespace sanqu::evaluation
