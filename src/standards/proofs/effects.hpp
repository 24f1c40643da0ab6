// SPDX-License-Identifier: Apache-2.0
// Inside the proofs: what one more record of a class can do to a value: let it rise, let it fall, make it appear (missing
// before) or vanish (missing after). Each possibility carries the clause that it comes from, so that a proof that fails
// can say why. For a truth, to rise is to become true.
#pragma once

#include <optional>
#include <vector>

#include "standards/proofs/intervals.hpp"
#include "standards/proofs/proofs.hpp"

namespace sanqu::standards::proofs {

using Cause = std::optional<Obstacle>;

struct Effect {
  Cause rise;
  Cause fall;
  Cause appear;
  Cause vanish;
  bool none() const { return !rise && !fall && !appear && !vanish; }
};

Effect either(Effect a, const Effect& b);
Effect turned(const Effect& a);                   // rise and fall change places
Effect any_way(const Effect& a, Obstacle cause);  // where something happens, it can go either way
Effect scaled(const Effect& a, const Reach& factor);

/// Where an expression stands: what a clause in it is called in messages.
struct Site {
  std::string id;  // of the indicator, override, reason or grade
  const MeasureText* measure = nullptr;
  Place place;
};

class Effects {
 public:
  /// One more record of `class_index`.
  Effects(const StandardText& text, const Plan& plan, const Intervals& intervals,
          std::int32_t class_index);

  bool is_read() const;  // any measure selects the class
  Effect node(std::int32_t index, const Site& site, const Effect& value = {},
              const Reach& value_reach = k_anything) const;
  Effect measure(std::int32_t index, const Site& site) const;
  const Effect& indicator(std::size_t index) const { return indicators_[index]; }
  const Effect& dimension(std::size_t index) const { return dimensions_[index]; }
  /// Of the total before overrides; `appear` and `vanish` stand for the subject's becoming rated and not rated.
  const Effect& total() const { return total_; }
  /// What `points` means in a condition while overrides run.
  void set_total(Effect effect) { total_ = std::move(effect); }

 private:
  Effect selected(const Measure& measure, const Site& site) const;
  Effect grouped(const Measure& measure, const Site& site) const;
  Effect share(const Measure& measure, const Site& site) const;
  Effect exposed(const Measure& measure, const Effect& effect, const Site& site) const;
  Effect operation(const Node& node, const Site& site, const Effect& value,
                   const Reach& value_reach) const;
  Effect comparison(const Node& node, const Effect& left, const Effect& right,
                    const Site& site) const;
  Effect table(const Node& node, const std::vector<Effect>& keys, const Site& site) const;
  Effect mapped(const Indicator& indicator, const IndicatorText& text, const Effect& value,
                const Site& site) const;
  Effect indicator_effect(const Indicator& indicator, const IndicatorText& text) const;
  Effect dimension_effect(const Dimension& dimension, const DimensionText& text) const;
  Effect total_effect() const;
  bool reads(const Measure& measure) const;

  const StandardText& text_;
  const Plan& plan_;
  const Intervals& intervals_;
  std::int32_t class_index_;
  std::vector<Effect> indicators_;
  std::vector<Effect> dimensions_;
  Effect total_;
};

}  // namespace sanqu::standards::proofs
