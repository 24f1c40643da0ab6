// SPDX-License-Identifier: Apache-2.0
// Section 9, what only the compiled figures show: a child's additions may not set off what the layers above take away, not
// raise the total beyond what they allow, and not hide a subject from them as `not rated`.
#include <algorithm>

#include "standards/compile.hpp"
#include "standards/errors.hpp"

namespace sanqu::standards {

using namespace errors;

namespace {

std::string spot(const Place& place) { return place.file + ":" + std::to_string(place.line); }

bool can_raise(const Reach& reach) {
  return !reach.high || Exact::compare(*reach.high, Exact{}) > 0;
}

/// A table that has a row for everything, missing keys included.
bool is_total(const PlanTable& table) {
  const auto any_row = [](const std::vector<PlanCell>& row) {
    return std::all_of(row.begin(), row.end(), [](const PlanCell& cell) { return cell.any; });
  };
  return table.otherwise || std::any_of(table.rows.begin(), table.rows.end(), any_row);
}

/// Looks through nodes and the measures behind them.
class Look {
 public:
  explicit Look(const Compiler& c) : c_(c) {}

  /// The first table without a row for everything; empty if there is none.
  std::string open_table(std::int32_t node) const {
    if (node < 0) return {};
    const Node& at = c_.plan.node(node);
    if (at.kind == NodeKind::table) {
      const PlanTable& table = c_.plan.tables[static_cast<std::size_t>(at.index)];
      const bool no_key_misses =
          std::none_of(at.children.begin(), at.children.end(),
                       [&](std::int32_t key) { return c_.plan.node(key).may_miss; });
      if (!is_total(table) && !(table.complete && no_key_misses)) return table.id;
    }
    if (at.kind == NodeKind::measure) return open_table_in(at.index);
    for (const std::int32_t child : at.children)
      if (auto found = open_table(child); !found.empty()) return found;
    return {};
  }

  std::string open_table_in(std::int32_t measure) const {
    if (measure < 0) return {};
    const Measure& at = c_.plan.measures[static_cast<std::size_t>(measure)];
    std::vector<std::int32_t> nodes = {at.expression, at.per};
    for (const Source& source : at.sources) {
      nodes.push_back(source.where);
      nodes.push_back(source.value);
    }
    for (const std::int32_t node : nodes)
      if (auto found = open_table(node); !found.empty()) return found;
    return open_table_in(at.share_of);
  }

  bool reads_points(std::int32_t node) const {
    if (node < 0) return false;
    const Node& at = c_.plan.node(node);
    if (at.kind == NodeKind::total_points || at.kind == NodeKind::indicator_points ||
        at.kind == NodeKind::indicator_value || at.kind == NodeKind::dimension_points)
      return true;
    return std::any_of(at.children.begin(), at.children.end(),
                       [&](std::int32_t child) { return reads_points(child); });
  }

 private:
  const Compiler& c_;
};

class LayerCheck {
 public:
  explicit LayerCheck(Compiler& c) : c_(c), look_(c) {}

  void run() {
    for (std::size_t i = 0; i < c_.plan.indicators.size(); ++i) check_indicator(i);
    for (std::size_t i = 0; i < c_.plan.dimensions.size(); ++i) check_dimension(i);
    if (c_.plan.has_points) check_raise();
    for (std::size_t i = 0; i < c_.plan.overrides.size(); ++i) check_override(i);
    for (std::size_t i = 0; i < c_.plan.reasons.size(); ++i) guard_reason(i);
  }

 private:
  Place place_above(LayerIndex layer) const {
    return {c_.text.layers[layer + std::size_t{1}].file, 1, 0, ""};
  }
  bool parts_may_miss() const { return c_.plan.missing_dimension == MissingDimension::zero; }

  void refuse_open_table(const std::string& table, const std::string& id, const Place& place,
                         LayerIndex layer) {
    if (!table.empty())
      c_.report(k_child_hides, place, {id + ": " + table, spot(place_above(layer))});
  }

  void check_indicator(std::size_t index) {
    const IndicatorText& text = *c_.indicator_texts[index];
    const Indicator& plan = c_.plan.indicators[index];
    if (!c_.text.is_childs(text.layer) || plan.measure < 0) return;  // -1: reported already
    const auto dimension = static_cast<std::size_t>(plan.dimension);
    const DimensionText& around = c_.text.dimensions[dimension];
    const bool leaves = text.missing == MissingRule::not_rated ||
                        (text.missing == MissingRule::unavailable && !parts_may_miss());
    if (leaves) c_.report(k_child_hides, text.place, {text.id, spot(place_above(text.layer))});
    std::string table = look_.open_table_in(plan.measure);
    if (table.empty()) table = look_.open_table(plan.points.node);
    refuse_open_table(table, text.id, text.place, text.layer);
    if (around.layer <= text.layer || !can_raise(c_.indicator_reach[index])) return;
    const bool takes_away = std::any_of(
        around.indicators.begin(), around.indicators.end(),
        [&](const IndicatorText& other) { return other.layer > text.layer && other.adverse; });
    if (takes_away)
      c_.report(k_child_sets_off, text.place, {text.id, around.id, spot(around.place)});
    // Whatever is added there, the total gains no more than the cap of the layer above lets it.
    if (around.cap.given()) return;
    add_raise(product_of({Exact{}, c_.indicator_reach[index].high},
                         c_.plan.dimensions[dimension].weight.exact(),
                         c_.plan.dimensions[dimension].weight.exact()),
              text.place);
  }

  void check_dimension(std::size_t index) {
    const DimensionText& text = c_.text.dimensions[index];
    if (!c_.text.is_childs(text.layer)) return;
    if (text.mean && !parts_may_miss() &&
        static_cast<std::size_t>(text.minimum) > text.indicators.size())
      c_.report(k_child_hides, text.place, {text.id, spot(place_above(text.layer))});
    const Reach& reach = c_.plan.dimensions[index].reach;
    if (c_.plan.has_points && can_raise(reach)) add_raise(reach, text.place);
  }

  void add_raise(const Reach& reach, const Place& place) {
    if (!raise_place_) raise_place_ = place;
    if (!reach.high || !raise_) {
      raise_.reset();
      return;
    }
    raise_ = *raise_ + *reach.high;
  }

  void check_raise() {
    if (!raise_place_) return;
    const TotalText& total = *c_.text.total;
    const Exact allowed =
        total.special ? Exact::decimal(total.special->units, total.special->places) : Exact{};
    if (raise_ && Exact::compare(*raise_, allowed) <= 0) return;
    c_.report(k_child_raises, *raise_place_,
              {raise_ ? " " + raise_->text() + " 分" : "而没有上限",
               raise_ ? raise_->text() : "any amount", allowed.text(), spot(total.place)});
  }

  void check_override(std::size_t index) {
    const OverrideText& text = c_.text.overrides[index];
    if (!c_.text.is_childs(text.layer)) return;
    const Override& plan = c_.plan.overrides[index];
    std::string table = look_.open_table(plan.when);
    if (table.empty()) table = look_.open_table_in(plan.per);
    refuse_open_table(table, text.id, text.place, text.layer);
  }

  /// A child's reason holds only where no veto of the layers above does: nobody is taken off a list by not being rated.
  void guard_reason(std::size_t index) {
    const ReasonText& text = c_.text.scope.not_rated[index];
    if (!c_.text.is_childs(text.layer) || c_.plan.reasons[index].when < 0) return;
    refuse_open_table(look_.open_table(c_.plan.reasons[index].when), text.id, text.place,
                      text.layer);
    std::vector<std::int32_t> vetoes;
    for (std::size_t o = 0; o < c_.plan.overrides.size(); ++o) {
      const OverrideText& over = c_.text.overrides[o];
      if (over.kind != OverrideKind::veto || over.layer <= text.layer) continue;
      const std::int32_t when = c_.plan.overrides[o].when;
      if (over.per || look_.reads_points(when)) {
        c_.report(k_child_hides, text.place, {"not_rated." + text.id, spot(over.place)});
      } else if (when >= 0) {
        vetoes.push_back(when);
      }
    }
    if (vetoes.empty() || !c_.errors.empty()) return;
    auto& logic = c_.expressions;
    const std::int32_t vetoed =
        vetoes.size() == 1 ? vetoes[0] : logic.logic(NodeKind::or_, std::move(vetoes));
    const std::int32_t free = logic.logic(NodeKind::not_, {vetoed});
    c_.plan.reasons[index].when = logic.logic(NodeKind::and_, {c_.plan.reasons[index].when, free});
  }

  Compiler& c_;
  Look look_;
  std::optional<Exact> raise_ = Exact{};
  std::optional<Place> raise_place_;
};

}  // namespace

void check_layers(Compiler& c) {
  if (c.text.layers.size() < 2 || c.plan.overrides.size() != c.text.overrides.size()) return;
  LayerCheck(c).run();
}

}  // namespace sanqu::standards
