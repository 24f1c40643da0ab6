// SPDX-License-Identifier: Apache-2.0
// Selection and the vector loops. Items and groups are in measure_items.cpp.
#include "evaluation/measure_run.hpp"

#include <algorithm>
#include <limits>

#include "core/ensure.hpp"

namespace sanqu::evaluation {

using standards::Aggregate;
using standards::ValueType;

std::span<const std::int32_t> MeasureRun::dates(const ClassTable& table, std::int32_t field) const {
  ensure(field >= 0);
  return table.columns[static_cast<std::size_t>(field)].narrow;
}

/// The common case: in force on as_of, inside the window. One pass, no branch that depends on data.
std::span<const std::uint32_t> MeasureRun::window_rows(std::int32_t measure, const Source& source, const ClassTable& table) {
  const auto& plan_measure = binding_.plan.measures[static_cast<std::size_t>(measure)];
  const WindowDays window = binding_.windows[static_cast<std::size_t>(measure)];
  const std::uint32_t begin = table.begin[first_];
  const std::uint32_t end = table.begin[first_ + count_];
  const auto out = arena_.take<std::uint32_t>(end - begin);
  if (begin == end) return out;
  const std::int32_t* date = dates(table, source.date_field).data();
  const bool takes_missing = plan_measure.window.include_missing;
  std::size_t found = 0;
  const auto pass = [&](auto in_force) {
    for (std::uint32_t row = begin; row < end; ++row) {
      out[found] = row;
      const bool inside = (date[row] >= window.first) & (date[row] <= window.last);
      const bool missing = takes_missing & (date[row] == k_missing_narrow);
      found += static_cast<std::size_t>((inside | missing) & in_force(row));
    }
  };
  if (table.force_from.empty()) {
    pass([](std::uint32_t) { return true; });
  } else {
    const std::int32_t* from = table.force_from.data();
    const std::int32_t* through = table.force_through.data();
    const std::int32_t today = binding_.as_of.days();
    pass([=](std::uint32_t row) { return (from[row] <= today) & (today <= through[row]); });
  }
  return out.first(found);
}

/// The uncommon one: other statuses are asked for, or a record has been in force in several stretches.
std::span<const std::uint32_t> MeasureRun::status_rows(std::int32_t measure, const Source& source, const ClassTable& table) {
  const auto& plan_measure = binding_.plan.measures[static_cast<std::size_t>(measure)];
  const WindowDays window = binding_.windows[static_cast<std::size_t>(measure)];
  const std::uint32_t begin = table.begin[first_];
  const std::uint32_t end = table.begin[first_ + count_];
  const auto out = arena_.take<std::uint32_t>(end - begin);
  const auto date = dates(table, source.date_field);
  std::size_t found = 0;
  for (std::uint32_t row = begin; row < end; ++row) {
    const bool inside = date[row] >= window.first && date[row] <= window.last;
    const bool missing = plan_measure.window.include_missing && date[row] == k_missing_narrow;
    if (!inside && !missing) continue;
    const RecordStatus status = table.status_on(row, binding_.as_of);
    const bool wanted = (status == RecordStatus::in_force && (plan_measure.statuses & standards::k_status_in_force) != 0) ||
                        (status == RecordStatus::expired && (plan_measure.statuses & standards::k_status_expired) != 0) ||
                        (status == RecordStatus::suspended && (plan_measure.statuses & standards::k_status_suspended) != 0);
    if (wanted) out[found++] = row;
  }
  return out.first(found);
}

template <typename Step>
void MeasureRun::walk(const Selection& selection, Step step) const {
  std::uint32_t position = 0;
  const std::uint32_t* begin = selection.table->begin.data() + first_;
  for (std::size_t i = 0; i < selection.rows.size(); ++i) {
    while (selection.rows[i] >= begin[position + 1]) ++position;
    step(position, i);
  }
}

void MeasureRun::pass_on(const ExpressionRun& run, const Selection& selection, std::span<std::int64_t> raised) const {
  const auto flags = run.raised();
  if (flags.empty()) return;
  walk(selection, [&](std::uint32_t position, std::size_t i) {
    if (flags[i] != 0) raised[position] = flags[i];
  });
}

MeasureRun::Selection MeasureRun::select(std::int32_t measure, const Source& source, std::span<std::int64_t> raised) {
  const auto& plan_measure = binding_.plan.measures[static_cast<std::size_t>(measure)];
  const ClassTable& table = binding_.snapshot.classes[static_cast<std::size_t>(source.class_index)];
  Selection out;
  out.table = &table;
  if (table.begin.empty()) return out;
  const std::uint32_t begin = table.begin[first_];
  const std::uint32_t end = table.begin[first_ + count_];
  const auto broken = std::lower_bound(table.broken.begin(), table.broken.end(), begin);
  const bool has_broken = broken != table.broken.end() && *broken < end;
  const bool common = plan_measure.statuses == standards::k_status_in_force && !has_broken;
  out.rows = common ? window_rows(measure, source, table) : status_rows(measure, source, table);
  if (excluded_ != nullptr && excluded_->class_index == source.class_index) {
    const auto kept = arena_.take<std::uint32_t>(out.rows.size());
    const auto last = std::remove_copy(out.rows.begin(), out.rows.end(), kept.begin(), excluded_->row);
    out.rows = kept.first(static_cast<std::size_t>(last - kept.begin()));
  }
  if (source.where >= 0) {
    ExpressionRun run(binding_, arena_, RowSet{&table, out.rows, first_, nullptr, {}});
    const auto truths = run.truth(source.where);
    pass_on(run, out, raised);
    const auto kept = arena_.take<std::uint32_t>(out.rows.size());
    std::size_t found = 0;
    for (std::size_t i = 0; i < out.rows.size(); ++i) {
      kept[found] = out.rows[i];
      found += truths[i];
    }
    out.rows = kept.first(found);
  }
  if (source.value >= 0) {
    ExpressionRun run(binding_, arena_, RowSet{&table, out.rows, first_, nullptr, {}});
    const auto& node = binding_.plan.node(source.value);
    if (node.type == ValueType::number && !node.narrow) {
      out.exact = run.exact(source.value);
    } else {
      out.plain = run.plain(source.value);
    }
    pass_on(run, out, raised);
  }
  return out;
}

std::int64_t MeasureRun::decay_millionths(std::int32_t measure, std::int32_t day) const {
  const auto& firsts = binding_.decay_first[static_cast<std::size_t>(measure)];
  const auto& steps = binding_.plan.measures[static_cast<std::size_t>(measure)].decay;
  if (day == k_missing_narrow) return steps.front().factor.millionths();
  for (std::size_t i = 0; i < firsts.size(); ++i)
    if (day >= firsts[i]) return steps[i].factor.millionths();
  return 0;
}

ValueColumn MeasureRun::additive_plain(std::int32_t index, std::span<std::int64_t> raised) {
  const Measure& measure = binding_.plan.measures[static_cast<std::size_t>(index)];
  const auto out = arena_.take<std::int64_t>(count_);
  std::fill(out.begin(), out.end(), std::int64_t{0});
  const bool counts = measure.aggregate == Aggregate::count || measure.aggregate == Aggregate::exists;
  const BoundLimit floor = binding_.limit(measure.each_floor, measure.places);
  const BoundLimit cap = binding_.limit(measure.each_cap, measure.places);
  const bool decays = !measure.decay.empty();
  for (const Source& source : measure.sources) {
    const Selection selection = select(index, source, raised);
    if (selection.rows.empty()) continue;
    if (counts && !decays) {
      walk(selection, [&](std::uint32_t position, std::size_t) { ++out[position]; });
      continue;
    }
    const int places = counts ? 0 : binding_.plan.node(source.value).places;
    const std::int64_t factor = pow10(measure.places - places - (decays ? 6 : 0));
    const std::span<const std::int32_t> decay_dates =
        decays ? dates(*selection.table, source.decay_field) : std::span<const std::int32_t>{};
    walk(selection, [&](std::uint32_t position, std::size_t i) {
      std::int64_t value = counts ? 1 : selection.plain[i];
      if (is_special(value)) {
        if (value != k_missing) raised[position] = value;
        return;
      }
      value *= factor;
      if (decays) value *= decay_millionths(index, decay_dates[selection.rows[i]]);
      if (floor.given) value = std::max(value, floor.units);
      if (cap.given) value = std::min(value, cap.units);
      out[position] += value;
    });
  }
  if (measure.aggregate == Aggregate::exists) {
    for (std::int64_t& value : out) value = value > 0 ? 1 : 0;
  }
  return {out, {}};
}

ValueColumn MeasureRun::additive_exact(std::int32_t index, std::span<std::int64_t> raised) {
  const Measure& measure = binding_.plan.measures[static_cast<std::size_t>(index)];
  const auto out = arena_.take<Exact>(count_);
  std::fill(out.begin(), out.end(), Exact{});
  const BoundLimit floor = binding_.limit(measure.each_floor, 0);
  const BoundLimit cap = binding_.limit(measure.each_cap, 0);
  for (const Source& source : measure.sources) {
    const Selection selection = select(index, source, raised);
    walk(selection, [&](std::uint32_t position, std::size_t i) {
      Exact value = Exact::whole(1);
      if (source.value >= 0) {
        value = selection.exact.empty() ? exact_of_units(selection.plain[i], binding_.plan.node(source.value).places)
                                        : selection.exact[i];
      }
      if (value.is_missing()) return;
      if (!measure.decay.empty()) {
        value = value * Exact::decimal(decay_millionths(index, dates(*selection.table, source.decay_field)[selection.rows[i]]), 6);
      }
      if (value.is_number() && floor.given && Exact::compare(value, floor.exact) < 0) value = floor.exact;
      if (value.is_number() && cap.given && Exact::compare(value, cap.exact) > 0) value = cap.exact;
      out[position] = out[position] + value;
    });
  }
  return {{}, out};
}

/// max, min and months_since of values in 64 bits.
ValueColumn MeasureRun::extreme_plain(std::int32_t index, std::span<std::int64_t> raised) {
  const Measure& measure = binding_.plan.measures[static_cast<std::size_t>(index)];
  const auto out = arena_.take<std::int64_t>(count_);
  std::fill(out.begin(), out.end(), k_missing);
  const bool wants_min = measure.aggregate == Aggregate::min;
  for (const Source& source : measure.sources) {
    const Selection selection = select(index, source, raised);
    const auto& node = binding_.plan.node(source.value);
    const bool is_number = node.type == ValueType::number;
    const std::int64_t factor = is_number ? pow10(measure.places - node.places) : 1;
    walk(selection, [&](std::uint32_t position, std::size_t i) {
      const std::int64_t value = selection.plain[i];
      if (is_special(value)) {
        if (value != k_missing) raised[position] = value;
        return;
      }
      const std::int64_t scaled = value * factor;
      const bool better = out[position] == k_missing || (wants_min ? scaled < out[position] : scaled > out[position]);
      if (better) out[position] = scaled;
    });
  }
  if (measure.aggregate == Aggregate::months_since) {
    for (std::int64_t& value : out) {
      if (value == k_missing) continue;
      value = full_months_between(Date::from_days(static_cast<std::int32_t>(value)), binding_.as_of);
    }
  }
  return {out, {}};
}

ValueColumn MeasureRun::run(std::int32_t index, std::span<std::int64_t> raised) {
  const Measure& measure = binding_.plan.measures[static_cast<std::size_t>(index)];
  if (measure.group) return by_items(index, raised);
  // `narrow` speaks of the value after the exposure, which comes later and goes the exact way.
  bool values_narrow = true;
  for (const Source& source : measure.sources) {
    if (source.value < 0) continue;
    const auto& node = binding_.plan.node(source.value);
    values_narrow = values_narrow && (node.type != ValueType::number || node.narrow);
  }
  switch (measure.aggregate) {
    case Aggregate::each:
    case Aggregate::sum:
    case Aggregate::count: return measure.narrow ? additive_plain(index, raised) : additive_exact(index, raised);
    case Aggregate::exists: return additive_plain(index, raised);
    case Aggregate::months_since: return extreme_plain(index, raised);
    case Aggregate::max:
    case Aggregate::min:
      if (values_narrow && (measure.narrow || measure.type != ValueType::number)) return extreme_plain(index, raised);
      return by_items(index, raised);
    case Aggregate::latest: return latest(index, raised);
    case Aggregate::distinct: return by_items(index, raised);
    default: ensure(false);
  }
}

}  // namespace sanqu::evaluation
