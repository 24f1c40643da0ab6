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

/// One pass, no branch that depends on data.
const MeasureRun::Existing& MeasureRun::existing(std::int32_t class_index,
                                                 const ClassTable& table) {
  Existing& out = existing_[static_cast<std::size_t>(class_index)];
  if (out.is_known) return out;
  out.is_known = true;
  const std::uint32_t* begin = table.begin.data() + first_;
  const std::size_t count = begin[count_] - begin[0];
  if (count == 0) return out;
  const auto rows = arena_.take<std::uint32_t>(count);
  const auto positions = arena_.take<std::uint32_t>(count);
  const auto days = arena_.take<std::int32_t>(count);
  const std::int32_t event_field = binding_.event_fields[static_cast<std::size_t>(class_index)];
  const std::int32_t* date = dates(table, event_field).data();
  const std::int32_t today = binding_.as_of.days();
  std::size_t found = 0;
  const std::uint32_t* subject = table.subject.data();
  const auto pass = [&](auto in_force) {
    for (std::uint32_t row = begin[0]; row < begin[count_]; ++row) {
      rows[found] = row;
      positions[found] = subject[row] - first_;
      days[found] = date[row];
      found += static_cast<std::size_t>((date[row] <= today) & in_force(row));
    }
  };
  if (table.force_from.empty()) {
    pass([](std::uint32_t) { return true; });
  } else {
    const std::int32_t* from = table.force_from.data();
    const std::int32_t* through = table.force_through.data();
    pass([=](std::uint32_t row) { return (from[row] <= today) & (today <= through[row]); });
  }
  out.rows = rows.first(found);
  out.positions = positions.first(found);
  out.dates = days.first(found);
  return out;
}

/// In force by default, a window on the event date, and no record that was in force in several stretches.
bool MeasureRun::is_common(const Measure& measure, const Source& source,
                           const ClassTable& table) const {
  if (measure.statuses != standards::k_status_in_force || source.date_field != source.event_field)
    return false;
  const auto broken =
      std::lower_bound(table.broken.begin(), table.broken.end(), table.begin[first_]);
  return broken == table.broken.end() || *broken >= table.begin[first_ + count_];
}

void MeasureRun::window_rows(std::int32_t measure, const Source& source, const ClassTable& table,
                             Selection& out) {
  const Existing& all = existing(source.class_index, table);
  const std::int32_t first_day = binding_.windows[static_cast<std::size_t>(measure)].first;
  out.rows = all.rows;
  out.positions = all.positions;
  if (binding_.plan.measures[static_cast<std::size_t>(measure)].window.kind ==
      standards::WindowKind::all)
    return;
  keep_rows(out, [&](std::size_t i) { return all.dates[i] >= first_day; });
}

/// The uncommon case: other statuses, another date, or a record that was in force in several stretches.
void MeasureRun::status_rows(std::int32_t measure, const Source& source, const ClassTable& table,
                             Selection& out) {
  const auto& plan_measure = binding_.plan.measures[static_cast<std::size_t>(measure)];
  const WindowDays window = binding_.windows[static_cast<std::size_t>(measure)];
  const std::uint32_t* begin = table.begin.data() + first_;
  const auto rows = arena_.take<std::uint32_t>(begin[count_] - begin[0]);
  const auto positions = arena_.take<std::uint32_t>(rows.size());
  const auto date = dates(table, source.date_field);
  std::size_t found = 0;
  for (std::uint32_t position = 0; position < count_; ++position) {
    for (std::uint32_t row = begin[position]; row < begin[position + 1]; ++row) {
      const bool inside = date[row] >= window.first && date[row] <= window.last;
      const bool missing = plan_measure.window.include_missing && date[row] == k_missing_narrow;
      if (!inside && !missing) continue;
      const RecordStatus status = table.status_on(row, binding_.as_of);
      const bool wanted = (status == RecordStatus::in_force &&
                           (plan_measure.statuses & standards::k_status_in_force) != 0) ||
                          (status == RecordStatus::expired &&
                           (plan_measure.statuses & standards::k_status_expired) != 0) ||
                          (status == RecordStatus::suspended &&
                           (plan_measure.statuses & standards::k_status_suspended) != 0);
      if (!wanted) continue;
      rows[found] = row;
      positions[found++] = position;
    }
  }
  out.rows = rows.first(found);
  out.positions = positions.first(found);
}

/// Keeps the rows whose place in the selection pleases `keep`.
template <typename Keep>
void MeasureRun::keep_rows(Selection& selection, Keep keep) {
  const std::size_t count = selection.rows.size();
  const auto rows = arena_.take<std::uint32_t>(count);
  const auto positions = arena_.take<std::uint32_t>(count);
  std::size_t found = 0;
  for (std::size_t i = 0; i < count; ++i) {
    rows[found] = selection.rows[i];
    positions[found] = selection.positions[i];
    found += keep(i) ? 1 : 0;
  }
  selection.rows = rows.first(found);
  selection.positions = positions.first(found);
}

template <typename Step>
void MeasureRun::walk(const Selection& selection, Step step) const {
  const std::uint32_t* positions = selection.positions.data();
  for (std::size_t i = 0; i < selection.rows.size(); ++i) step(positions[i], i);
}

void MeasureRun::pass_on(const ExpressionRun& run, const Selection& selection,
                         std::span<std::int64_t> raised) const {
  const auto flags = run.raised();
  if (flags.empty()) return;
  walk(selection, [&](std::uint32_t position, std::size_t i) {
    if (flags[i] != 0) raised[position] = flags[i];
  });
}

MeasureRun::Selection MeasureRun::select(std::int32_t measure, const Source& source,
                                         std::span<std::int64_t> raised) {
  const auto& plan_measure = binding_.plan.measures[static_cast<std::size_t>(measure)];
  const ClassTable& table = binding_.snapshot.classes[static_cast<std::size_t>(source.class_index)];
  Selection out;
  out.table = &table;
  if (table.begin.empty()) return out;
  if (is_common(plan_measure, source, table)) {
    window_rows(measure, source, table, out);
  } else {
    status_rows(measure, source, table, out);
  }
  if (excluded_ != nullptr && excluded_->class_index == source.class_index) {
    const auto rows = out.rows;
    keep_rows(out, [&](std::size_t i) { return rows[i] != excluded_->row; });
  }
  if (source.where >= 0) {
    ExpressionRun run(binding_, arena_, RowSet{&table, out.rows, first_, nullptr, {}});
    const auto truths = run.truth(source.where);
    pass_on(run, out, raised);
    keep_rows(out, [&](std::size_t i) { return truths[i] != 0; });
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
  if (day > binding_.as_of.days()) return 0;  // no window that ends at as_of holds it
  for (std::size_t i = 0; i < firsts.size(); ++i)
    if (day >= firsts[i]) return steps[i].factor.millionths();
  return 0;
}

/// A count or `exists` without a condition: no rows are written out at all.
bool MeasureRun::count_plainly(std::int32_t index, const Source& source,
                               std::span<std::int64_t> out) {
  const Measure& measure = binding_.plan.measures[static_cast<std::size_t>(index)];
  const ClassTable& table = binding_.snapshot.classes[static_cast<std::size_t>(source.class_index)];
  if (table.begin.empty() || source.where >= 0 || excluded_ != nullptr ||
      !is_common(measure, source, table))
    return false;
  const Existing& all = existing(source.class_index, table);
  const std::int32_t first_day = binding_.windows[static_cast<std::size_t>(index)].first;
  for (std::size_t i = 0; i < all.rows.size(); ++i)
    out[all.positions[i]] += all.dates[i] >= first_day ? 1 : 0;
  return true;
}

ValueColumn MeasureRun::additive_plain(std::int32_t index, std::span<std::int64_t> raised) {
  const Measure& measure = binding_.plan.measures[static_cast<std::size_t>(index)];
  const auto out = arena_.take<std::int64_t>(count_);
  std::fill(out.begin(), out.end(), std::int64_t{0});
  const bool counts = measure.aggregate == Aggregate::count ||
                      measure.aggregate == Aggregate::exists ||
                      measure.aggregate == Aggregate::share;  // its numerator
  const BoundLimit floor = binding_.limit(measure.each_floor, measure.places);
  const BoundLimit cap = binding_.limit(measure.each_cap, measure.places);
  const bool decays = !measure.decay.empty();
  for (const Source& source : measure.sources) {
    if (counts && !decays && count_plainly(index, source, out)) continue;
    const Selection selection = select(index, source, raised);
    if (selection.rows.empty()) continue;
    if (counts && !decays) {
      walk(selection, [&](std::uint32_t position, std::size_t) { ++out[position]; });
      continue;
    }
    const int places = counts ? 0 : binding_.plan.node(source.value).places;
    const std::int64_t factor = pow10(measure.places - places - measure.decay_places);
    const std::int64_t to_decay_places = pow10(6 - measure.decay_places);
    const std::span<const std::int32_t> decay_dates =
        decays ? dates(*selection.table, source.decay_field) : std::span<const std::int32_t>{};
    walk(selection, [&](std::uint32_t position, std::size_t i) {
      std::int64_t value = counts ? 1 : selection.plain[i];
      if (is_special(value)) {
        if (value != k_missing) raised[position] = value;
        return;
      }
      value *= factor;
      if (decays)
        value *= decay_millionths(index, decay_dates[selection.rows[i]]) / to_decay_places;
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
        value = selection.exact.empty()
                    ? exact_of_units(selection.plain[i], binding_.plan.node(source.value).places)
                    : selection.exact[i];
      }
      if (value.is_missing()) return;
      if (!measure.decay.empty()) {
        value = value * Exact::decimal(
                            decay_millionths(index, dates(*selection.table,
                                                          source.decay_field)[selection.rows[i]]),
                            6);
      }
      if (value.is_number() && floor.given && Exact::compare(value, floor.exact) < 0)
        value = floor.exact;
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
      const bool better = out[position] == k_missing ||
                          (wants_min ? scaled < out[position] : scaled > out[position]);
      if (better) out[position] = scaled;
    });
  }
  if (measure.aggregate == Aggregate::months_since) {
    for (std::int64_t& value : out) {
      if (value == k_missing) continue;
      value =
          full_months_between(Date::from_days(static_cast<std::int32_t>(value)), binding_.as_of);
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
    case Aggregate::count:
      return measure.narrow ? additive_plain(index, raised) : additive_exact(index, raised);
    case Aggregate::exists:
    case Aggregate::share: return additive_plain(index, raised);
    case Aggregate::months_since: return extreme_plain(index, raised);
    case Aggregate::max:
    case Aggregate::min:
      if (values_narrow && (measure.narrow || measure.type != ValueType::number))
        return extreme_plain(index, raised);
      return by_items(index, raised);
    case Aggregate::latest: return latest(index, raised);
    case Aggregate::distinct: return by_items(index, raised);
    default: ensure(false);
  }
}

}  // namespace sanqu::evaluation
