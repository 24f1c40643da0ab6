// SPDX-License-Identifier: Apache-2.0
// Items and groups: what goes subject by subject (section 6.3, rules R8 and R9).
#include <algorithm>
#include <map>
#include <set>

#include "core/ensure.hpp"
#include "evaluation/measure_run.hpp"

namespace sanqu::evaluation {

using standards::Aggregate;
using standards::Combine;
using standards::GroupOrder;
using standards::ValueType;

Exact exact_of_units(std::int64_t units, int places) {
  if (!is_special(units)) return Exact::decimal(units, places);
  if (units == k_missing) return Exact::missing();
  return units == k_overflow ? Exact::overflow() : Exact::no_row();
}

/// Rule R9: by the window date, newest first; then the event date, newest first; then record_id, bytes ascending.
bool MeasureRun::before(const Measure& measure, const Item& a, const Item& b) const {
  if (a.window_date != b.window_date) return a.window_date > b.window_date;
  if (a.event_date != b.event_date) return a.event_date > b.event_date;
  const auto id = [&](const Item& item) {
    const Source& source = measure.sources[item.source];
    return binding_.snapshot.classes[static_cast<std::size_t>(source.class_index)].record_id(
        item.row);
  };
  const auto left = id(a);
  const auto right = id(b);
  if (left != right) return left < right;
  return std::pair(a.source, a.row) < std::pair(b.source, b.row);
}

std::vector<Item> MeasureRun::items(std::int32_t index, std::uint32_t position,
                                    std::span<std::int64_t> raised) {
  const Measure& measure = binding_.plan.measures[static_cast<std::size_t>(index)];
  MeasureRun one(binding_, arena_, first_ + position, 1, excluded_);
  const BoundLimit floor = binding_.limit(measure.each_floor, 0);
  const BoundLimit cap = binding_.limit(measure.each_cap, 0);
  std::vector<Item> out;
  for (std::uint32_t s = 0; s < measure.sources.size(); ++s) {
    const Source& source = measure.sources[s];
    const Selection selection = one.select(index, source, raised.subspan(position, 1));
    for (std::size_t i = 0; i < selection.rows.size(); ++i) {
      Item item;
      item.source = s;
      item.row = selection.rows[i];
      item.window_date = dates(*selection.table, source.date_field)[item.row];
      item.event_date = dates(*selection.table, source.event_field)[item.row];
      if (source.value < 0) {
        item.number = Exact::whole(1);
      } else {
        const auto& node = binding_.plan.node(source.value);
        if (node.type != ValueType::number) {
          item.plain = selection.plain[i];
        } else {
          item.number = selection.exact.empty() ? exact_of_units(selection.plain[i], node.places)
                                                : selection.exact[i];
        }
      }
      if (!measure.decay.empty()) {
        item.number =
            item.number *
            Exact::decimal(
                decay_millionths(index, dates(*selection.table, source.decay_field)[item.row]), 6);
      }
      item.limited = item.number;
      if (item.number.is_number() && floor.given && Exact::compare(item.limited, floor.exact) < 0)
        item.limited = floor.exact;
      if (item.number.is_number() && cap.given && Exact::compare(item.limited, cap.exact) > 0)
        item.limited = cap.exact;
      out.push_back(item);
    }
  }
  std::sort(out.begin(), out.end(),
            [&](const Item& a, const Item& b) { return before(measure, a, b); });
  return out;
}

/// The measure's value over some of the items, which are in the order of R9.
Exact MeasureRun::inner_value(const Measure& measure, std::span<const Item> items,
                              std::span<const std::size_t> which) const {
  Exact out = Exact::missing();
  std::set<std::int64_t> plain_values;
  std::vector<Exact> values;
  switch (measure.aggregate) {
    case Aggregate::each:
    case Aggregate::sum:
    case Aggregate::count:
      out = Exact{};
      for (const std::size_t at : which)
        if (!items[at].limited.is_missing()) out = out + items[at].limited;
      return out;
    case Aggregate::latest: return which.empty() ? out : items[which.front()].number;
    case Aggregate::max:
    case Aggregate::min:
      for (const std::size_t at : which) {
        const Exact& value = items[at].number;
        if (value.is_error()) return value;
        if (value.is_missing()) continue;
        const bool better = !out.is_number() || (Exact::compare(value, out) < 0) ==
                                                    (measure.aggregate == Aggregate::min);
        if (better) out = value;
      }
      return out;
    case Aggregate::distinct:
      for (const std::size_t at : which) {
        const Item& item = items[at];
        if (item.number.is_error()) return item.number;
        if (item.number.is_number()) values.push_back(item.number);
        if (!is_special(item.plain)) plain_values.insert(item.plain);
      }
      std::sort(values.begin(), values.end(),
                [](const Exact& a, const Exact& b) { return Exact::compare(a, b) < 0; });
      values.erase(
          std::unique(values.begin(), values.end(),
                      [](const Exact& a, const Exact& b) { return Exact::compare(a, b) == 0; }),
          values.end());
      return Exact::whole(static_cast<std::int64_t>(values.size() + plain_values.size()));
    default: ensure(false);
  }
}

void MeasureRun::order_groups(std::int32_t index, std::span<const Item> items,
                              std::vector<Group>& groups) const {
  const Measure& measure = binding_.plan.measures[static_cast<std::size_t>(index)];
  const GroupOrder order = measure.group->order;
  const auto key_date = [&](const Group& group) {
    std::int32_t newest = k_missing_narrow;
    for (const std::size_t at : group.items) {
      const Source& source = measure.sources[items[at].source];
      const ClassTable& table =
          binding_.snapshot.classes[static_cast<std::size_t>(source.class_index)];
      newest = std::max(newest, dates(table, source.order_field)[items[at].row]);
    }
    return newest;
  };
  std::sort(groups.begin(), groups.end(), [&](const Group& a, const Group& b) {
    if (order == GroupOrder::highest || order == GroupOrder::lowest) {
      if (a.result.is_number() != b.result.is_number()) return a.result.is_number();
      const auto compared =
          a.result.is_number() ? Exact::compare(a.result, b.result) : std::strong_ordering::equal;
      if (compared != 0) return (compared > 0) == (order == GroupOrder::highest);
    } else {
      const std::int32_t left = key_date(a);
      const std::int32_t right = key_date(b);
      const bool one_missing = (left == k_missing_narrow) != (right == k_missing_narrow);
      if (one_missing) return right == k_missing_narrow;
      if (left != right) return (left > right) == (order == GroupOrder::newest);
    }
    // Rule R9 between groups: the event date and id of the record that stands for each.
    Item first = items[a.items.front()];
    Item second = items[b.items.front()];
    first.window_date = second.window_date = 0;
    return before(measure, first, second);
  });
}

/// Items with one key together, the record that stands for each group first: its newest by event date (R9).
std::vector<Group> MeasureRun::gathered_groups(const Measure& measure,
                                               std::span<const Item> items) const {
  std::vector<std::size_t> by_event(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) by_event[i] = i;
  std::sort(by_event.begin(), by_event.end(), [&](std::size_t a, std::size_t b) {
    Item first = items[a];
    Item second = items[b];
    first.window_date = second.window_date = 0;
    return before(measure, first, second);
  });
  std::vector<Group> out;
  std::map<std::int64_t, std::size_t> known;
  for (const std::size_t at : by_event) {
    const std::int32_t field = measure.sources[items[at].source].group_field;
    const std::int64_t key = field < 0 ? k_missing : field_of(measure, items[at], field);
    const auto found = is_special(key) ? known.end() : known.find(key);
    if (found != known.end()) {
      out[found->second].items.push_back(at);
      continue;
    }
    if (!is_special(key)) known.emplace(key, out.size());
    Group group;
    group.key = key;
    group.items.push_back(at);
    out.push_back(std::move(group));
  }
  return out;
}

std::int64_t MeasureRun::field_of(const Measure& measure, const Item& item,
                                  std::int32_t field) const {
  const Source& source = measure.sources[item.source];
  const ClassTable& table = binding_.snapshot.classes[static_cast<std::size_t>(source.class_index)];
  return table.columns[static_cast<std::size_t>(field)].at(item.row);
}

void MeasureRun::settle_group(const Measure& measure, std::span<const Item> items,
                              Group& group) const {
  const BoundLimit floor = binding_.limit(measure.group->floor, 0);
  const BoundLimit cap = binding_.limit(measure.group->cap, 0);
  // Inside a group `latest` follows the window date, as everywhere.
  std::vector<std::size_t> in_order = group.items;
  std::sort(in_order.begin(), in_order.end());
  group.sum = inner_value(measure, items, in_order);
  group.result = group.sum;
  if (measure.aggregate != Aggregate::each || !group.sum.is_number()) return;
  Exact result = measure.group->base + group.sum;
  if (result.is_number() && floor.given && Exact::compare(result, floor.exact) < 0)
    result = floor.exact;
  if (result.is_number() && cap.given && Exact::compare(result, cap.exact) > 0) result = cap.exact;
  group.result = result;
}

/// The factor of each taken group: its position's weight, its part of a mean, its weight in a weighted mean.
void MeasureRun::share_out(const Measure& measure, std::span<const Item> items,
                           std::span<Group> groups) const {
  const auto& rule = *measure.group;
  std::int64_t present = 0;
  Exact weight_sum;
  std::vector<Exact> mean_weights(groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].result.is_missing()) continue;
    ++present;
    if (rule.combine != Combine::mean_by) continue;
    const Item& first = items[groups[i].items.front()];
    const std::int64_t units =
        field_of(measure, first, measure.sources[first.source].mean_by_field);
    mean_weights[i] = is_special(units) ? Exact{} : Exact::decimal(units, rule.mean_by_places);
    weight_sum = weight_sum + mean_weights[i];
  }
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].result.is_missing()) continue;
    groups[i].taken = true;
    Exact share = rule.weights.empty() ? Exact::whole(1) : rule.weights[i];
    if (rule.combine == Combine::mean) share = share / Exact::whole(present);
    if (rule.combine == Combine::mean_by) share = share * (mean_weights[i] / weight_sum);
    groups[i].share = share;  // missing where the weights sum to zero
  }
}

std::vector<Group> MeasureRun::groups(std::int32_t index, std::span<const Item> items) const {
  const Measure& measure = binding_.plan.measures[static_cast<std::size_t>(index)];
  std::vector<Group> out = gathered_groups(measure, items);
  for (Group& group : out) settle_group(measure, items, group);
  order_groups(index, items, out);
  const auto take = static_cast<std::size_t>(measure.group->take);
  const std::size_t taken = take > 0 ? std::min(out.size(), take) : out.size();
  share_out(measure, items, std::span(out).first(taken));
  return out;
}

Exact MeasureRun::grouped(std::int32_t index, std::span<const Item> items) const {
  const Measure& measure = binding_.plan.measures[static_cast<std::size_t>(index)];
  const auto parts = groups(index, items);
  Exact out;
  bool any = measure.group->combine == Combine::sum;
  for (const Group& group : parts) {
    if (!group.taken) continue;
    if (group.share.is_missing()) return Exact::missing();  // all weights are zero
    any = true;
    out = out + group.result * group.share;
  }
  return any ? out : Exact::missing();
}

ValueColumn MeasureRun::by_items(std::int32_t index, std::span<std::int64_t> raised) {
  const Measure& measure = binding_.plan.measures[static_cast<std::size_t>(index)];
  const bool plain = measure.narrow || measure.type != ValueType::number;
  const auto units = arena_.take<std::int64_t>(plain ? count_ : 0);
  const auto exact = arena_.take<Exact>(plain ? 0 : count_);
  for (std::uint32_t position = 0; position < count_; ++position) {
    const auto mark = arena_.mark();
    const auto all = items(index, position, raised);
    arena_.release(mark);
    std::vector<std::size_t> which(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) which[i] = i;
    const Exact value = measure.group ? grouped(index, all) : inner_value(measure, all, which);
    if (!plain) {
      exact[position] = value;
      continue;
    }
    if (value.is_error()) raised[position] = value.is_overflow() ? k_overflow : k_no_row;
    units[position] =
        value.is_number() ? value.round_units(measure.places).value_or(k_overflow) : k_missing;
  }
  return plain ? ValueColumn{units, {}} : ValueColumn{{}, exact};
}

ValueColumn MeasureRun::latest(std::int32_t index, std::span<std::int64_t> raised) {
  const Measure& measure = binding_.plan.measures[static_cast<std::size_t>(index)];
  const bool plain = measure.narrow || measure.type != ValueType::number;
  const auto units = arena_.take<std::int64_t>(plain ? count_ : 0);
  const auto exact = arena_.take<Exact>(plain ? 0 : count_);
  for (std::uint32_t position = 0; position < count_; ++position) {
    const auto mark = arena_.mark();
    const auto all = items(index, position, raised);
    arena_.release(mark);
    const Exact number = all.empty() ? Exact::missing() : all.front().number;
    if (!plain) {
      exact[position] = number;
    } else if (measure.type == ValueType::number) {
      if (number.is_error()) raised[position] = number.is_overflow() ? k_overflow : k_no_row;
      units[position] =
          number.is_number() ? number.round_units(measure.places).value_or(k_overflow) : k_missing;
    } else {
      units[position] = all.empty() ? k_missing : all.front().plain;
    }
  }
  return plain ? ValueColumn{units, {}} : ValueColumn{{}, exact};
}

}  // namespace sanqu::evaluation
