// SPDX-License-Identifier: Apache-2.0
// From the engine's own vectors and items to lines whose sums agree exactly. Words are in explanation_text.cpp.
#include "evaluation/explanation.hpp"

#include <algorithm>
#include <cstdlib>

#include "core/ensure.hpp"
#include "evaluation/next_change.hpp"

namespace sanqu::evaluation {

using standards::Aggregate;
using standards::GradeBy;
using standards::Indicator;
using standards::Measure;
using standards::PointsForm;
using standards::ValueType;

namespace {

constexpr std::size_t k_actions_max = 3;
constexpr std::size_t k_trials_max = 200;

class Explainer {
 public:
  Explainer(const BoundPlan& bound, const catalogue::Catalogue& catalogue, Arena& arena,
            std::uint32_t subject)
      : binding_(bound.binding),
        plan_(bound.binding.plan),
        catalogue_(catalogue),
        arena_(arena),
        run_(bound, arena, subject, 1) {
    results_ = run_.run();
    out_.subject = subject;
    out_.reason = results_.reason[0];
    out_.points = results_.points[0];
    out_.grade = results_.grade[0];
    out_.overrides = results_.overrides[0];
  }

  Explanation explain() {
    if (out_.reason != k_rated) return std::move(out_);
    for (std::size_t d = 0; d < plan_.dimensions.size(); ++d)
      out_.dimensions.push_back(dimension(static_cast<std::int32_t>(d)));
    if (plan_.has_points) total();
    return std::move(out_);
  }

 private:
  std::int64_t units(const Exact& value) const {
    return value.round_units(plan_.places).value_or(0);
  }

  /// The factor that the exposure puts on every part: times / exposure.
  Exact exposure(const Measure& measure) {
    if (measure.per < 0) return Exact::whole(1);
    const std::uint32_t here = 0;
    ExpressionRun run(binding_, arena_,
                      RowSet{nullptr, std::span(&here, 1), out_.subject, &run_, {}});
    return measure.per_times / run.exact(measure.per)[0];
  }

  std::string value_text(const Measure& measure, const ValueColumn& value) const {
    if (!value.exact.empty()) return value.exact[0].is_number() ? value.exact[0].text() : "";
    const std::int64_t plain = value.plain[0];
    if (is_special(plain)) return "";
    switch (measure.type) {
      case ValueType::number: return decimal_text_short(plain, measure.places);
      case ValueType::truth: return plain != 0 ? "true" : "false";
      case ValueType::date: return Date::from_days(static_cast<std::int32_t>(plain)).text();
      case ValueType::text: return binding_.snapshot.texts.text(plain);
      case ValueType::code:
        if (measure.code_set == standards::k_kind_set)
          return catalogue_.kinds[static_cast<std::size_t>(plain)].id;
        return catalogue_.code_sets[static_cast<std::size_t>(measure.code_set)]
            .codes[static_cast<std::size_t>(plain)]
            .id;
      default: return std::to_string(plain);
    }
  }

  RecordLine record_line(const Measure& measure, const Item& item) const {
    RecordLine line;
    line.class_index = measure.sources[item.source].class_index;
    line.row = item.row;
    line.record_id =
        binding_.snapshot.classes[static_cast<std::size_t>(line.class_index)].record_id(item.row);
    line.event_date = Date::from_days(item.event_date);
    return line;
  }

  /// Points that each record brings: each; and count or sum times a fixed factor.
  bool is_linear(const Indicator& indicator, const Measure& measure) const {
    if (measure.aggregate == Aggregate::each) return true;
    const bool sums = measure.aggregate == Aggregate::count || measure.aggregate == Aggregate::sum;
    return sums && indicator.points.form == PointsForm::per_unit;
  }

  void linear_records(const Measure& measure, const std::vector<Item>& items, const Exact& factor,
                      IndicatorLine& out) {
    std::vector<Exact> shares(items.size(), factor);
    if (measure.group) {
      std::fill(shares.begin(), shares.end(), Exact{});
      for (const Group& group : run_.measures().groups(indicator_measure_, items)) {
        if (!group.taken || group.share.is_missing()) continue;
        for (const std::size_t at : group.items) shares[at] = factor * group.share;
        const Exact base = measure.group->base * group.share * factor;
        if (measure.aggregate != Aggregate::each) continue;
        if (units(base) != 0) out.limits.push_back({LimitLine::Kind::group_base, units(base)});
        const Exact took = (group.result - measure.group->base - group.sum) * group.share * factor;
        if (!took.is_zero()) {
          out.limits.push_back(
              {took.is_negative() ? LimitLine::Kind::group_cap : LimitLine::Kind::group_floor,
               units(took)});
        }
      }
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      RecordLine line = record_line(measure, items[i]);
      if (items[i].limited.is_number()) {
        line.contribution = units(items[i].limited * shares[i]);
        line.limited_by = units((items[i].limited - items[i].number) * shares[i]);
      }
      out.records.push_back(std::move(line));
    }
  }

  /// Of max, min, latest and months_since one record decides; of the rest none does alone.
  void evidence_records(const Measure& measure, const std::vector<Item>& items, const Exact& points,
                        IndicatorLine& out) {
    std::size_t deciding = items.size();
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Item& item = items[i];
      const bool has_value = item.number.is_number() || !is_special(item.plain);
      if (!has_value || measure.group) continue;
      if (deciding == items.size()) {
        deciding = i;
        continue;
      }
      const Item& best = items[deciding];
      const auto order = item.number.is_number() ? Exact::compare(item.number, best.number)
                                                 : item.plain <=> best.plain;
      const bool larger =
          measure.aggregate == Aggregate::max || measure.aggregate == Aggregate::months_since;
      if ((larger && order > 0) || (measure.aggregate == Aggregate::min && order < 0)) deciding = i;
    }
    const bool one_decides =
        measure.aggregate == Aggregate::max || measure.aggregate == Aggregate::min ||
        measure.aggregate == Aggregate::latest || measure.aggregate == Aggregate::months_since;
    if (measure.aggregate == Aggregate::latest) deciding = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
      RecordLine line = record_line(measure, items[i]);
      if (one_decides && i == deciding && !measure.group) line.contribution = units(points);
      out.records.push_back(std::move(line));
    }
    const bool decided = one_decides && deciding < items.size() && !measure.group;
    if (!decided) out.base = units(points);
  }

  IndicatorLine indicator(std::int32_t index) {
    const Indicator& indicator = plan_.indicators[static_cast<std::size_t>(index)];
    const Measure& measure = plan_.measures[static_cast<std::size_t>(indicator.measure)];
    indicator_measure_ = indicator.measure;
    IndicatorLine out;
    out.indicator = index;
    out.value = value_text(measure, run_.indicator_value(index));
    const Exact raw = run_.raw_points(index)[0];
    const std::int64_t points = results_.indicator_points[static_cast<std::size_t>(index)][0];
    const std::vector<Item> items =
        measure.sources.empty() ? std::vector<Item>{}
                                : run_.measures().items(indicator.measure, 0, run_.raised());
    out.available = points != k_missing;
    if (!raw.is_number()) {
      for (const Item& item : items) out.records.push_back(record_line(measure, item));
      out.replaced = out.available;
      out.points = out.base = out.available ? points : 0;
      return out;
    }
    if (is_linear(indicator, measure)) {
      Exact factor = exposure(measure);
      if (indicator.points.node >= 0)
        factor = factor * binding_.constant_value(indicator.points.node);
      linear_records(measure, items, factor, out);
    } else {
      evidence_records(measure, items, raw, out);
    }
    out.points = points;
    limit_line(raw, indicator.floor, indicator.cap, out.limits);
    settle_rounding(out);
    return out;
  }

  void limit_line(const Exact& raw, std::int32_t floor_node, std::int32_t cap_node,
                  std::vector<LimitLine>& lines) const {
    const BoundLimit floor = binding_.limit(floor_node, plan_.places);
    const BoundLimit cap = binding_.limit(cap_node, plan_.places);
    if (floor.given && Exact::compare(raw, floor.exact) < 0) {
      lines.push_back({LimitLine::Kind::floor, units(floor.exact) - units(raw)});
    } else if (cap.given && Exact::compare(raw, cap.exact) > 0) {
      lines.push_back({LimitLine::Kind::cap, units(cap.exact) - units(raw)});
    }
  }

  /// Rule R15: what is left between the parts and the points can only be rounding: at most one unit a part.
  static void settle_rounding(IndicatorLine& out) {
    std::int64_t sum = out.base;
    std::int64_t parts = 2;
    for (const RecordLine& record : out.records) {
      sum += record.contribution.value_or(0);
      ++parts;
    }
    for (const LimitLine& limit : out.limits) {
      sum += limit.took;
      ++parts;
    }
    out.rounding = out.points - sum;
    ensure(std::llabs(out.rounding) <= parts);
  }

  DimensionLine dimension(std::int32_t index) {
    const auto& from = plan_.dimensions[static_cast<std::size_t>(index)];
    DimensionLine out;
    out.dimension = index;
    const std::int64_t points = results_.dimension_points[static_cast<std::size_t>(index)][0];
    out.available = points != k_missing;
    out.base = units(from.base);
    std::int64_t sum = out.base;
    for (const std::int32_t i : from.indicators) {
      out.indicators.push_back(indicator(i));
      if (out.indicators.back().available) sum += out.indicators.back().points;
    }
    if (!out.available) return out;
    out.points = points;
    // What mean and weight made of the sum, before the limits: worked out as the engine does.
    Exact value;
    std::int64_t present = 0;
    for (const std::int32_t i : from.indicators) {
      const Exact part = run_.indicator_points(i)[0];
      if (part.is_missing()) continue;
      value = value + part;
      ++present;
    }
    if (from.mean) value = value / Exact::whole(present);
    value = (from.base + value) * from.weight.exact();
    out.combined = units(value);
    out.weighing = out.combined - sum;
    limit_line(value, from.floor, from.cap, out.limits);
    std::int64_t check = sum + out.weighing;
    for (const LimitLine& limit : out.limits) check += limit.took;
    ensure(std::llabs(check - points) <= 1);
    out.weighing += points - check;
    return out;
  }

  void total() {
    std::int64_t sum = plan_.base;
    for (const DimensionLine& line : out_.dimensions)
      if (line.available) sum += line.points;
    const std::int64_t raw = run_.raw_total(0);
    const std::int64_t limited = std::clamp(raw, plan_.floor, plan_.cap);
    out_.sharing = raw - sum;
    out_.total_limit = limited - raw;
    out_.override_points = out_.points - limited;
    if (plan_.grade_by != GradeBy::points || out_.grade != grade_of(plan_, out_.points)) return;
    for (std::int16_t g = static_cast<std::int16_t>(out_.grade - 1); g >= 0; --g) {
      const auto& grade = plan_.grades[static_cast<std::size_t>(g)];
      if (grade.special) continue;
      out_.next_grade = g;
      out_.to_next_grade =
          out_.points < grade.low ? grade.low - out_.points : grade.high - out_.points;
      return;
    }
  }

  const Binding& binding_;
  const Plan& plan_;
  const catalogue::Catalogue& catalogue_;
  Arena& arena_;
  BlockRun run_;
  BlockResults results_;
  Explanation out_;
  std::int32_t indicator_measure_ = -1;
};

/// Tries the result without each record that may be repaired, and keeps what helps most.
std::vector<Action> actions_of(const BoundPlan& bound, const catalogue::Catalogue& catalogue,
                               Arena& arena, const Explanation& now) {
  const Snapshot& snapshot = bound.binding.snapshot;
  std::vector<Action> out;
  std::size_t trials = 0;
  for (std::size_t c = 0; c < catalogue.classes.size(); ++c) {
    const auto& record_class = catalogue.classes[c];
    if (!record_class.repair_allowed || record_class.polarity != catalogue::Polarity::negative)
      continue;
    const ClassTable& table = snapshot.classes[c];
    if (table.begin.empty()) continue;
    for (std::uint32_t row = table.begin[now.subject]; row < table.begin[now.subject + 1]; ++row) {
      if (++trials > k_trials_max) break;
      const Exclusion without{static_cast<std::int32_t>(c), row};
      const BlockResults then = evaluate_one(bound, arena, now.subject, &without);
      if (then.reason[0] != k_rated) continue;
      const bool better_grade = then.grade[0] >= 0 && then.grade[0] < now.grade;
      const bool more_points = then.grade[0] == now.grade && then.points[0] > now.points;
      if (!better_grade && !more_points) continue;
      out.push_back({Action::Kind::repair, without.class_index, std::string(table.record_id(row)),
                     then.points[0], then.grade[0]});
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Action& a, const Action& b) {
    return std::pair(a.grade, -a.points) < std::pair(b.grade, -b.points);
  });
  if (out.size() > k_actions_max) out.resize(k_actions_max);
  return out;
}

}  // namespace

Explanation explain(const BoundPlan& bound, const catalogue::Catalogue& catalogue, Arena& arena,
                    std::uint32_t subject, const ExplainOptions& options) {
  arena.release({0, 0});
  Explanation out = Explainer(bound, catalogue, arena, subject).explain();
  if (options.with_actions && out.reason == k_rated)
    out.actions = actions_of(bound, catalogue, arena, out);
  if (options.with_next_change) {
    out.next_change = next_change(bound.binding.plan, catalogue, bound.binding.snapshot,
                                  bound.binding.as_of, subject);
  }
  return out;
}

}  // namespace sanqu::evaluation
