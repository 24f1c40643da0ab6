// SPDX-License-Identifier: Apache-2.0
// Measures over a block of subjects: select (window, status, where) -> one value a record -> one value a subject.
// Sums and counts run as loops over columns; groups and `distinct` go subject by subject through items. The explanation
// asks for the same items, so that it can only tell what the engine did.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "evaluation/expression_run.hpp"

namespace sanqu::evaluation {

/// One selected record on its way into a measure.
struct Item {
  std::uint32_t source = 0;  // index into Measure::sources
  std::uint32_t row = 0;
  std::int32_t window_date = 0;  // days; k_missing_narrow if missing
  std::int32_t event_date = 0;
  std::int64_t plain = k_missing;    // dates, codes, texts, truths
  Exact number = Exact::missing();   // numbers: after decay, before the limit by record
  Exact limited = Exact::missing();  // after it
};

/// A group of items with its result (section 6.3).
struct Group {
  std::int64_t key = k_missing;
  std::vector<std::size_t> items;  // in the order of R9; the first stands for the group
  Exact sum = Exact::missing();    // before base and limits
  Exact result = Exact::missing();
  bool taken = false;
  Exact share;  // the factor with which the result of a taken group enters the measure
};

/// A record left out on trial: "what if this were repaired?"
struct Exclusion {
  std::int32_t class_index = -1;
  std::uint32_t row = 0;
};

class MeasureRun {
 public:
  MeasureRun(const Binding& binding, Arena& arena, std::uint32_t first_subject,
             std::uint32_t subjects, const Exclusion* excluded)
      : binding_(binding),
        arena_(arena),
        first_(first_subject),
        count_(subjects),
        excluded_(excluded),
        existing_(binding.snapshot.classes.size()) {}

  /// One value a subject, before the exposure. `raised[i]` takes k_no_row or k_overflow of subject i.
  ValueColumn run(std::int32_t measure, std::span<std::int64_t> raised);

  /// The items of one subject of the block, in the order of R9.
  std::vector<Item> items(std::int32_t measure, std::uint32_t position,
                          std::span<std::int64_t> raised);
  /// The groups of those items, in the order in which they are taken.
  std::vector<Group> groups(std::int32_t measure, std::span<const Item> items) const;

 private:
  using Measure = standards::Measure;
  using Source = standards::Source;

  /// The rows of one class that are in force and not in the future: what most measures begin with.
  struct Existing {
    bool is_known = false;
    std::span<const std::uint32_t> rows;
    std::span<const std::uint32_t> positions;
    std::span<const std::int32_t> dates;  // event dates
  };

  /// The selected rows of one source with their values.
  struct Selection {
    const ClassTable* table = nullptr;
    std::span<const std::uint32_t> rows;
    std::span<const std::uint32_t> positions;  // of their subjects in the block
    Operand plain;                             // where the value is narrow or no number
    std::span<const Exact> exact;              // else
  };

  const Existing& existing(std::int32_t class_index, const ClassTable& table);
  void window_rows(std::int32_t measure, const Source& source, const ClassTable& table,
                   Selection& out);
  void status_rows(std::int32_t measure, const Source& source, const ClassTable& table,
                   Selection& out);
  template <typename Keep>
  void keep_rows(Selection& selection, Keep keep);
  bool count_plainly(std::int32_t measure, const Source& source, std::span<std::int64_t> out);
  bool is_common(const Measure& measure, const Source& source, const ClassTable& table) const;
  Selection select(std::int32_t measure, const Source& source, std::span<std::int64_t> raised);
  void pass_on(const ExpressionRun& run, const Selection& selection,
               std::span<std::int64_t> raised) const;
  template <typename Step>
  void walk(const Selection& selection, Step step) const;

  ValueColumn additive_plain(std::int32_t measure, std::span<std::int64_t> raised);
  ValueColumn additive_exact(std::int32_t measure, std::span<std::int64_t> raised);
  ValueColumn extreme_plain(std::int32_t measure, std::span<std::int64_t> raised);
  ValueColumn latest(std::int32_t measure, std::span<std::int64_t> raised);
  ValueColumn by_items(std::int32_t measure, std::span<std::int64_t> raised);
  Exact grouped(std::int32_t measure, std::span<const Item> items) const;
  Exact inner_value(const Measure& measure, std::span<const Item> items,
                    std::span<const std::size_t> which) const;
  std::vector<Group> gathered_groups(const Measure& measure, std::span<const Item> items) const;
  std::int64_t field_of(const Measure& measure, const Item& item, std::int32_t field) const;
  void settle_group(const Measure& measure, std::span<const Item> items, Group& group) const;
  void share_out(const Measure& measure, std::span<const Item> items,
                 std::span<Group> groups) const;
  std::int64_t decay_millionths(std::int32_t measure, std::int32_t day) const;
  void order_groups(std::int32_t measure, std::span<const Item> items,
                    std::vector<Group>& groups) const;
  bool before(const Measure& measure, const Item& a, const Item& b) const;
  std::span<const std::int32_t> dates(const ClassTable& table, std::int32_t field) const;

  const Binding& binding_;
  Arena& arena_;
  std::uint32_t first_;
  std::uint32_t count_;
  const Exclusion* excluded_;
  std::vector<Existing> existing_;  // by class, worked out once a block
};

/// A narrow or special value as an exact one.
Exact exact_of_units(std::int64_t units, int places);

}  // namespace sanqu::evaluation
