// SPDX-License-Identifier: Apache-2.0
// Do two indicators count the same record? They may, unless their selections are shown to be disjoint: another class,
// another status, or predicates that no value of one field can meet together (severity = 'minor' and severity = 'serious',
// fine < 100 yuan and fine >= 100 yuan, kept and not kept).
#include <algorithm>
#include <map>
#include <set>

#include "standards/compile.hpp"
#include "standards/errors.hpp"
#include "standards/value_only.hpp"

namespace sanqu::standards {

using namespace errors;

namespace {

/// What a predicate leaves one field to be. Codes, truths and texts: the values, or all but them; numbers and dates: a range.
struct Allowed {
  bool missing = false;  // it may also be missing
  bool all_but = true;
  std::set<std::int64_t> values;
  std::optional<Exact> low;
  std::optional<Exact> high;
  bool low_open = false;
  bool high_open = false;

  bool has_range() const { return low || high; }
};
using Facts =
    std::map<std::int32_t, Allowed>;  // by field; a field that isn't there may be anything

bool are_apart(const Allowed& a, const Allowed& b) {
  if (a.missing && b.missing) return false;
  const auto holds = [](const Allowed& set, std::int64_t value) {
    return set.values.contains(value) != set.all_but;
  };
  for (const auto& [one, other] : {std::pair(&a, &b), std::pair(&b, &a)}) {
    const bool none =
        !one->all_but && std::none_of(one->values.begin(), one->values.end(),
                                      [&](std::int64_t value) { return holds(*other, value); });
    if (none) return true;
    if (!one->high || !other->low) continue;
    const auto order = Exact::compare(*one->high, *other->low);
    if (order < 0 || (order == 0 && (one->high_open || other->low_open))) return true;
  }
  return false;
}

Allowed both_of(Allowed a, const Allowed& b) {
  a.missing = a.missing && b.missing;
  if (a.all_but && b.all_but) {
    a.values.insert(b.values.begin(), b.values.end());
  } else {
    const Allowed& list = a.all_but ? b : a;
    const Allowed& other = a.all_but ? a : b;
    std::set<std::int64_t> kept;
    for (const std::int64_t value : list.values)
      if (other.values.contains(value) != other.all_but) kept.insert(value);
    a.values = std::move(kept);
    a.all_but = false;
  }
  const auto tighter = [](const std::optional<Exact>& mine, const std::optional<Exact>& theirs,
                          bool lower) {
    if (!theirs || !mine) return theirs.has_value();
    const auto order = Exact::compare(*theirs, *mine);
    return lower ? order > 0 : order < 0;
  };
  if (tighter(a.low, b.low, true)) {
    a.low = b.low;
    a.low_open = b.low_open;
  }
  if (tighter(a.high, b.high, false)) {
    a.high = b.high;
    a.high_open = b.high_open;
  }
  return a;
}

/// One or the other. Only lists of values are kept exactly; of ranges nothing is claimed.
std::optional<Allowed> either_of(const Allowed& a, const Allowed& b) {
  if (a.all_but || b.all_but || a.has_range() || b.has_range()) return std::nullopt;
  Allowed out = a;
  out.missing = a.missing || b.missing;
  out.values.insert(b.values.begin(), b.values.end());
  return out;
}

class Predicate {
 public:
  explicit Predicate(const Plan& plan) : plan_(plan) {}

  Facts facts(std::int32_t index, bool negated = false) const {
    if (index < 0) return {};
    const Node& node = plan_.node(index);
    switch (node.kind) {
      case NodeKind::and_:
      case NodeKind::or_: return chain(node, negated);
      case NodeKind::not_: return facts(node.children[0], !negated);
      case NodeKind::field: {
        Allowed out = list({1}, negated);
        return {{node.index, out}};
      }
      case NodeKind::equal:
      case NodeKind::not_equal:
      case NodeKind::less:
      case NodeKind::less_equal: return comparison(node, negated);
      case NodeKind::in_codes: return membership(node, negated);
      case NodeKind::present:
      case NodeKind::missing: return presence(node, negated);
      default: return {};
    }
  }

 private:
  static Allowed list(std::set<std::int64_t> values, bool negated) {
    Allowed out;
    out.missing = negated;  // a comparison with a missing value is false, its negation true (R7)
    out.all_but = negated;
    out.values = std::move(values);
    return out;
  }

  Facts chain(const Node& node, bool negated) const {
    const bool all = (node.kind == NodeKind::and_) != negated;
    Facts out;
    bool first = true;
    for (const std::int32_t child : node.children) {
      Facts more = facts(child, negated);
      if (first) {
        out = std::move(more);
      } else if (all) {
        for (auto& [field, allowed] : more) {
          const auto known = out.find(field);
          if (known == out.end())
            out.emplace(field, allowed);
          else
            known->second = both_of(known->second, allowed);
        }
      } else {
        Facts kept;
        for (const auto& [field, allowed] : out) {
          const auto other = more.find(field);
          const auto joined =
              other == more.end() ? std::nullopt : either_of(allowed, other->second);
          if (joined) kept.emplace(field, *joined);
        }
        out = std::move(kept);
      }
      first = false;
    }
    return out;
  }

  std::int64_t value_of(const Node& constant) const {
    if (constant.type != ValueType::text) return constant.imm;
    const auto& texts = plan_.text_literals;
    const std::string& text = texts[static_cast<std::size_t>(constant.imm)];
    return std::find(texts.begin(), texts.end(), text) - texts.begin();
  }

  Facts comparison(const Node& node, bool negated) const {
    const Node& left = plan_.node(node.children[0]);
    const Node& right = plan_.node(node.children[1]);
    const bool turned = left.kind == NodeKind::constant;
    const Node& field = turned ? right : left;
    const Node& constant = turned ? left : right;
    if (field.kind != NodeKind::field || constant.kind != NodeKind::constant) return {};
    const bool is_range = field.type == ValueType::number || field.type == ValueType::date;
    const bool equals = node.kind == NodeKind::equal || node.kind == NodeKind::not_equal;
    if (!is_range) {
      if (!equals || field.type == ValueType::codes) return {};
      Allowed out = list({value_of(constant)}, (node.kind == NodeKind::not_equal) != negated);
      out.missing = negated;
      return {{field.index, out}};
    }
    const Exact bound = field.type == ValueType::date
                            ? Exact::whole(constant.imm)
                            : Exact::decimal(constant.imm, constant.places);
    Allowed out;
    out.missing = negated;
    if (equals) {
      if ((node.kind == NodeKind::not_equal) != negated) return {};
      out.low = out.high = bound;
      return {{field.index, out}};
    }
    // field < bound, or turned: bound < field; negated: the other side, closed where it was open.
    const bool open = (node.kind == NodeKind::less) != negated;
    const bool is_upper = turned == negated;
    (is_upper ? out.high : out.low) = bound;
    (is_upper ? out.high_open : out.low_open) = open;
    return {{field.index, out}};
  }

  Facts membership(const Node& node, bool negated) const {
    const Node& field = plan_.node(node.children[0]);
    if (field.kind != NodeKind::field || field.type == ValueType::codes) return {};
    std::set<std::int64_t> values;
    for (std::size_t i = 1; i < node.children.size(); ++i)
      values.insert(value_of(plan_.node(node.children[i])));
    if (field.type == ValueType::number || field.type == ValueType::date) return {};
    return {{field.index, list(std::move(values), negated)}};
  }

  Facts presence(const Node& node, bool negated) const {
    const Node& field = plan_.node(node.children[0]);
    if (field.kind != NodeKind::field) return {};
    const bool is_there = (node.kind == NodeKind::present) != negated;
    Allowed out;
    out.missing = !is_there;
    out.all_but = is_there;
    return {{field.index, out}};
  }

  const Plan& plan_;
};

/// A selection of one class by one indicator.
struct Selected {
  std::size_t indicator = 0;
  std::uint8_t statuses = 0;
  Facts facts;
};

bool may_meet(const Selected& a, const Selected& b) {
  if ((a.statuses & b.statuses) == 0) return false;
  for (const auto& [field, allowed] : a.facts) {
    const auto other = b.facts.find(field);
    if (other != b.facts.end() && are_apart(allowed, other->second)) return false;
  }
  return true;
}

}  // namespace

bool is_value_only(const Plan& plan, const Indicator& indicator) {
  if (indicator.points.form != PointsForm::per_unit || indicator.points.node < 0) return false;
  const Node& factor = plan.node(indicator.points.node);
  return factor.kind == NodeKind::constant && factor.imm == 0 &&
         indicator.missing != MissingRule::points;
}

void check_same_records(Compiler& c) {
  const Predicate predicate(c.plan);
  std::map<std::int32_t, std::vector<Selected>> by_class;
  for (std::size_t i = 0; i < c.plan.indicators.size(); ++i) {
    if (c.plan.indicators[i].measure < 0) continue;
    if (is_value_only(c.plan, c.plan.indicators[i])) continue;  // counts nothing
    const Measure& measure =
        c.plan.measures[static_cast<std::size_t>(c.plan.indicators[i].measure)];
    bool said = false;  // once an indicator, with the first that it meets
    for (const Source& source : measure.sources) {
      Selected own{i, measure.statuses, predicate.facts(source.where)};
      auto& before = by_class[source.class_index];
      const auto met = std::find_if(before.begin(), before.end(),
                                    [&](const Selected& other) { return may_meet(own, other); });
      if (met != before.end() && !said) {
        c.warn(k_same_records, c.indicator_texts[i]->place,
               {c.plan.indicators[met->indicator].id, c.plan.indicators[i].id,
                c.catalogue.classes[static_cast<std::size_t>(source.class_index)].id});
        said = true;
      }
      before.push_back(std::move(own));
    }
  }
}

}  // namespace sanqu::standards
