// SPDX-License-Identifier: Apache-2.0
// Effects of nodes and measures. What is not known to be monotone can go either way: nothing is claimed by default.
#include "standards/proofs/effects.hpp"

#include <fmt/core.h>
#include <algorithm>

namespace sanqu::standards::proofs {

namespace {

Cause first_of(const Cause& a, const Cause& b) { return a ? a : b; }
Cause any_of(const Effect& a) {
  return first_of(first_of(a.rise, a.fall), first_of(a.appear, a.vanish));
}

Obstacle clause(const Site& site, const char* zh, const char* en) {
  return {{fmt::format("{}:{}", site.id, zh), fmt::format("{}: {}", site.id, en)}, site.place};
}

/// Results by rising key, where the one key is a number: 1 never falls, -1 never rises, 0 neither.
int direction_of(const PlanTable& table) {
  std::vector<Exact> probes;
  for (const auto& row : table.rows)
    for (const auto& bound : {row[0].low, row[0].high}) {
      if (!bound) continue;
      const Exact at = Exact::decimal(bound->units, bound->places);
      const Exact step = Exact::decimal(1, 9);
      probes.insert(probes.end(), {at - step, at, at + step});
    }
  std::sort(probes.begin(), probes.end(),
            [](const Exact& a, const Exact& b) { return Exact::compare(a, b) < 0; });
  bool rises = false;
  bool falls = false;
  std::optional<std::int64_t> before;
  for (const Exact& probe : probes) {
    const std::int32_t row = match_row(table, {{false, -1, probe}});
    if (row < 0 && !table.otherwise) continue;  // then the subject is not rated
    const std::int64_t now =
        row < 0 ? *table.otherwise : table.results[static_cast<std::size_t>(row)];
    rises = rises || (before && now > *before);
    falls = falls || (before && now < *before);
    before = now;
  }
  return rises && falls ? 0 : falls ? -1 : 1;
}

}  // namespace

Effect either(Effect a, const Effect& b) {
  a.rise = first_of(a.rise, b.rise);
  a.fall = first_of(a.fall, b.fall);
  a.appear = first_of(a.appear, b.appear);
  a.vanish = first_of(a.vanish, b.vanish);
  return a;
}

Effect turned(const Effect& a) { return {a.fall, a.rise, a.appear, a.vanish}; }

Effect any_way(const Effect& a, Obstacle cause) {
  if (a.none()) return a;
  return {cause, cause, a.appear, a.vanish};
}

Effect scaled(const Effect& a, const Reach& factor) {
  Effect out{{}, {}, a.appear, a.vanish};
  if (!is_never_positive(factor)) out = either(out, a);
  if (!is_never_negative(factor)) out = either(out, turned(a));
  return out;
}

bool Effects::reads(const Measure& measure) const {
  return std::any_of(measure.sources.begin(), measure.sources.end(),
                     [&](const Source& source) { return source.class_index == class_index_; });
}

bool Effects::is_read() const {
  return std::any_of(plan_.measures.begin(), plan_.measures.end(),
                     [&](const Measure& measure) { return reads(measure); });
}

/// A selection gains the record or doesn't: the predicate, the window and the status are the record's own.
Effect Effects::selected(const Measure& measure, const Site& site) const {
  if (!reads(measure)) return {};
  Effect out;
  switch (measure.aggregate) {
    case Aggregate::each:
    case Aggregate::sum:
    case Aggregate::count: {
      const Reach one = intervals_.record(measure);
      if (!is_never_positive(one))
        out.rise = clause(site, "一条记录可以使它增加", "a record can add to it");
      if (!is_never_negative(one))
        out.fall = clause(site, "一条记录可以使它减少", "a record can take from it");
      return out;
    }
    case Aggregate::exists:
    case Aggregate::distinct:
      out.rise = clause(site, "一条记录可以使它增加", "a record can add to it");
      return out;
    case Aggregate::max: out.rise = clause(site, "max 取最大的", "max takes the largest"); break;
    case Aggregate::min: out.fall = clause(site, "min 取最小的", "min takes the smallest"); break;
    case Aggregate::months_since:
      out.fall = clause(site, "months_since 随新记录归零", "months_since starts again");
      break;
    default:
      out.rise = out.fall = out.vanish =
          clause(site, "latest 只看最新一条", "latest reads the newest record alone");
  }
  out.appear = clause(site, "没有记录时缺失", "missing while there is no record");
  return out;
}

Effect Effects::grouped(const Measure& measure, const Site& site) const {
  if (!reads(measure)) return {};
  const PlanGroup& group = *measure.group;
  const Effect one = selected(measure, site);
  if (group.take > 0 || group.combine != Combine::sum) {
    const bool taken = group.take > 0;
    const Obstacle cause = taken ? clause(site, "group.take 只取若干组,新的一组会挤掉旧的",
                                          "group.take: a new group pushes an older one out")
                                 : clause(site, "group.combine 取平均", "group.combine is a mean");
    Effect out = any_way(either(one, Effect{cause, {}, {}, {}}), cause);
    if (group.combine != Combine::sum) out.appear = cause;
    return out;
  }
  if (one.appear) {  // max, min, latest: a group that had no value gets one
    return any_way(one,
                   clause(site, "组内取 max、min、latest", "max, min or latest inside groups"));
  }
  Effect out{one.rise, one.fall, {}, {}};
  // A record may also open a group, which brings its base and its limits with it.
  const Reach fresh =
      limited({group.base, group.base}, intervals_.node(group.floor), intervals_.node(group.cap));
  if (!is_never_positive(fresh))
    out.rise =
        first_of(out.rise, clause(site, "新的一组从 base 起算", "a new group brings its base"));
  if (!is_never_negative(fresh))
    out.fall =
        first_of(out.fall, clause(site, "新的一组从 base 起算", "a new group brings its base"));
  return out;
}

Effect Effects::share(const Measure& measure, const Site& site) const {
  Effect out;
  if (reads(measure))
    out.rise = clause(site, "share 的分子", "the records above the line of share");
  const Measure& below = plan_.measures[static_cast<std::size_t>(measure.share_of)];
  if (reads(below)) {
    out.fall = clause(site, "share 的分母", "the records below the line of share");
    out.appear = out.fall;
  }
  return out;
}

Effect Effects::exposed(const Measure& measure, const Effect& effect, const Site& site) const {
  if (measure.per < 0) return effect;
  const Effect per = node(measure.per, site);
  const Reach factor =
      product({measure.per_times, measure.per_times}, intervals_.node(measure.per));
  Effect out = scaled(effect, factor);
  if (!per.none()) {
    const Obstacle cause = clause(site, "per 的分母随记录变化", "`per` changes with the record");
    out = any_way(either(out, per), cause);
    out.appear = out.vanish = cause;
  }
  return out;
}

Effect Effects::measure(std::int32_t index, const Site& site) const {
  if (index < 0) return {};
  const Measure& measure = plan_.measures[static_cast<std::size_t>(index)];
  Effect out;
  if (measure.aggregate == Aggregate::expression) {
    out = node(measure.expression, site);
  } else if (measure.aggregate == Aggregate::share) {
    out = share(measure, site);
  } else {
    out = measure.group ? grouped(measure, site) : selected(measure, site);
  }
  return exposed(measure, out, site);
}

Effect Effects::node(std::int32_t index, const Site& site, const Effect& value,
                     const Reach& value_reach) const {
  if (index < 0) return {};
  const Node& node = plan_.node(index);
  const auto at = static_cast<std::size_t>(node.index);
  switch (node.kind) {
    case NodeKind::constant:
    case NodeKind::parameter:
    case NodeKind::as_of:
    case NodeKind::field:
    case NodeKind::attribute: return {};
    case NodeKind::value: return value;
    case NodeKind::measure: return measure(node.index, site);
    case NodeKind::indicator_value: return measure(plan_.indicators[at].measure, site);
    case NodeKind::indicator_points: return indicators_[at];
    case NodeKind::dimension_points: return dimensions_[at];
    case NodeKind::total_points: return total_;
    default: return operation(node, site, value, value_reach);
  }
}

Effect Effects::comparison(const Node& node, const Effect& left, const Effect& right,
                           const Site& site) const {
  const Effect apart = either(left, right);
  if (apart.none()) return {};
  Effect out;
  if (node.kind == NodeKind::less || node.kind == NodeKind::less_equal) {
    out.rise = first_of(left.fall, right.rise);
    out.fall = first_of(left.rise, right.fall);
  } else {
    out.rise = out.fall =
        clause(site, "等号随记录成立或不成立", "an equality can begin or end to hold");
  }
  // A comparison with a missing value is false (R7).
  out.rise = first_of(out.rise, apart.appear);
  out.fall = first_of(out.fall, apart.vanish);
  return out;
}

Effect Effects::table(const Node& node, const std::vector<Effect>& keys, const Site& site) const {
  Effect all;
  for (const Effect& key : keys) all = either(all, key);
  if (all.none()) return {};
  const PlanTable& table = plan_.tables[static_cast<std::size_t>(node.index)];
  Effect out{all.rise, all.fall, {}, {}};
  const int direction = keys.size() == 1 && !table.keys[0].is_code ? direction_of(table) : 0;
  const Obstacle cause = clause(site, "对照表的结果不随键单调", "the table does not go one way");
  if (direction == 0 || all.appear || all.vanish) return {cause, cause, all.appear, all.vanish};
  return direction > 0 ? out : turned(out);
}

Effect Effects::operation(const Node& node, const Site& site, const Effect& value,
                          const Reach& value_reach) const {
  std::vector<Effect> parts;
  for (const std::int32_t child : node.children)
    parts.push_back(this->node(child, site, value, value_reach));
  const auto reach = [&](std::size_t i) { return intervals_.node(node.children[i], value_reach); };
  switch (node.kind) {
    case NodeKind::negate: return turned(parts[0]);
    case NodeKind::add: return either(parts[0], parts[1]);
    case NodeKind::subtract: return either(parts[0], turned(parts[1]));
    case NodeKind::multiply: return either(scaled(parts[0], reach(1)), scaled(parts[1], reach(0)));
    case NodeKind::divide: {
      Effect below = turned(scaled(parts[1], reach(0)));
      if (!parts[1].none() && contains_zero(reach(1))) {
        const Obstacle cause =
            clause(site, "除数随记录变化", "the divisor changes with the record");
        below = {cause, cause, cause, cause};
      }
      return either(scaled(parts[0], reach(1)), below);
    }
    case NodeKind::minimum:
    case NodeKind::maximum:
    case NodeKind::round:
    case NodeKind::and_:
    case NodeKind::or_: {
      Effect out;
      for (const Effect& part : parts) out = either(out, part);
      return out;
    }
    case NodeKind::absolute: return scaled(parts[0], reach(0));
    case NodeKind::choose: {
      Effect out = either(parts[1], parts[2]);
      // Becoming true moves from the second arm to the first; becoming false the other way.
      const Reach yes = reach(1);
      const Reach no = reach(2);
      const auto may_exceed = [](const Reach& a, const Reach& b) {
        return !a.high || !b.low || Exact::compare(*a.high, *b.low) > 0;
      };
      const auto move = [&](const Cause& cause, const Reach& from, const Reach& to) {
        if (cause && may_exceed(to, from)) out.rise = first_of(out.rise, cause);
        if (cause && may_exceed(from, to)) out.fall = first_of(out.fall, cause);
      };
      move(parts[0].rise, no, yes);
      move(parts[0].fall, yes, no);
      if (node.may_miss && !parts[0].none()) {
        out.appear = first_of(out.appear, any_of(parts[0]));
        out.vanish = first_of(out.vanish, any_of(parts[0]));
      }
      return out;
    }
    case NodeKind::months_since: return turned(parts[0]);
    case NodeKind::not_: return turned(parts[0]);
    case NodeKind::present: return {parts[0].appear, parts[0].vanish, {}, {}};
    case NodeKind::missing: return {parts[0].vanish, parts[0].appear, {}, {}};
    case NodeKind::equal:
    case NodeKind::not_equal:
    case NodeKind::less:
    case NodeKind::less_equal: return comparison(node, parts[0], parts[1], site);
    case NodeKind::in_codes:
    case NodeKind::has_code: return comparison(node, parts[0], {}, site);
    case NodeKind::table: return table(node, parts, site);
    default: {
      Effect out;
      for (const Effect& part : parts) out = either(out, part);
      return any_way(out,
                     clause(site, "两个日期之间的天数、月数", "days or months between two dates"));
    }
  }
}

}  // namespace sanqu::standards::proofs
