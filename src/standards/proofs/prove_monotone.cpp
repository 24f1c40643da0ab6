// SPDX-License-Identifier: Apache-2.0
// The proof that a standard is monotone (docs/proofs.md): through reasons, points, grades and overrides, one class at a time.
#include <algorithm>

#include "standards/proofs/effects.hpp"

namespace sanqu::standards::proofs {

namespace {

void add(Cause& to, const Cause& cause) {
  if (!to) to = cause;
}

/// What one more record can do to the grade: for the better (towards the first of the list) or for the worse.
struct Turn {
  Cause better;
  Cause worse;
};

class Following {
 public:
  Following(const StandardText& text, const Plan& plan, const Intervals& intervals,
            std::int32_t class_index)
      : text_(text),
        plan_(plan),
        intervals_(intervals),
        effects_(text, plan, intervals, class_index) {}

  bool is_read() const { return effects_.is_read(); }

  void run() {
    status();
    points_overrides();
    grades();
    grade_overrides();
  }

  Effect points;  // after the overrides that change points
  Turn grade;
  Cause becomes_rated;
  Cause becomes_not_rated;

 private:
  void status() {
    for (std::size_t i = 0; i < plan_.reasons.size(); ++i) {
      const ReasonText& text = text_.scope.not_rated[i];
      const Effect when = effects_.node(plan_.reasons[i].when, {text.id, nullptr, text.place});
      add(becomes_not_rated, when.rise);
      add(becomes_rated, when.fall);
    }
    add(becomes_rated, effects_.total().appear);
    add(becomes_not_rated, effects_.total().vanish);
  }

  static bool changes_points(OverrideKind kind) {
    return kind == OverrideKind::points_set || kind == OverrideKind::points_add ||
           kind == OverrideKind::points_take;
  }

  /// How an override's holding, and its times, change. A condition that is not there always holds.
  Effect holding(std::size_t index) const {
    const Override& over = plan_.overrides[index];
    const OverrideText& text = text_.overrides[index];
    const Site site{text.id, nullptr, text.place};
    Effect out = effects_.node(over.when, site);
    if (over.per >= 0) out = either(out, effects_.measure(over.per, site));
    return out;
  }

  /// Each cause as the override's: what a reader looks up is the rule, then what moves it.
  static Effect named(Effect effect, const OverrideText& text) {
    for (Cause* cause : {&effect.rise, &effect.fall}) {
      if (!*cause) continue;
      const Title& inner = (*cause)->what;
      *cause = Obstacle{{"规则“" + text.id + "”的成立与否随记录变化(" + inner.zh + ")",
                         "override " + text.id + " begins or ends to hold (" + inner.en + ")"},
                        text.place};
    }
    return effect;
  }

  void points_overrides() {
    points = effects_.total();
    points.appear.reset();
    points.vanish.reset();
    Reach reach = intervals_.total();
    for (std::size_t i = 0; i < plan_.overrides.size(); ++i) {
      const Override& over = plan_.overrides[i];
      if (!changes_points(over.kind)) continue;
      effects_.set_total(points);
      const Effect holds = named(holding(i), text_.overrides[i]);
      const Exact amount = Exact::decimal(over.points, plan_.places);
      if (over.kind == OverrideKind::points_add)
        points = either(points, {holds.rise, holds.fall, {}, {}});
      if (over.kind == OverrideKind::points_take)
        points = either(points, {holds.fall, holds.rise, {}, {}});
      if (over.kind == OverrideKind::points_set) {
        // From the total to the figure when it begins to hold, back when it ends.
        const bool above = !reach.low || Exact::compare(amount, *reach.low) > 0;
        const bool below = !reach.high || Exact::compare(amount, *reach.high) < 0;
        if (above) add(points.rise, holds.rise);
        if (above) add(points.fall, holds.fall);
        if (below) add(points.fall, holds.rise);
        if (below) add(points.rise, holds.fall);
      }
      reach = {};  // not followed further
    }
    effects_.set_total(points);
  }

  void grades() {
    if (plan_.grade_by == GradeBy::conditions) {
      for (std::size_t i = 0; i < plan_.grades.size(); ++i) {
        const GradeText& text = text_.grades[i];
        const Effect when = effects_.node(plan_.grades[i].when, {text.id, nullptr, text.place});
        add(grade.worse, when.rise);  // a grade that begins to hold is taken before all better ones
        add(grade.better, when.fall);
      }
      return;
    }
    const bool more = more_points_are_better(plan_);
    grade.better = more ? points.rise : points.fall;
    grade.worse = more ? points.fall : points.rise;
  }

  void grade_overrides() {
    for (std::size_t i = 0; i < plan_.overrides.size(); ++i) {
      const Override& over = plan_.overrides[i];
      if (changes_points(over.kind)) continue;
      const Effect holds = named(holding(i), text_.overrides[i]);
      const bool last = static_cast<std::size_t>(over.grade) + 1 == plan_.grades.size();
      const bool first = over.grade == 0;
      switch (over.kind) {
        case OverrideKind::cap:
        case OverrideKind::step_down:
          add(grade.worse, holds.rise);
          add(grade.better, holds.fall);
          break;
        case OverrideKind::floor:
        case OverrideKind::step_up:
          add(grade.better, holds.rise);
          add(grade.worse, holds.fall);
          break;
        default:  // veto, set: to the last only for the worse, to the first only for the better
          if (!first) {
            add(grade.worse, holds.rise);
            add(grade.better, holds.fall);
          }
          if (!last) {
            add(grade.better, holds.rise);
            add(grade.worse, holds.fall);
          }
      }
    }
  }

  const StandardText& text_;
  const Plan& plan_;
  const Intervals& intervals_;
  Effects effects_;
};

void collect(std::vector<Obstacle>& out, const Cause& cause) {
  if (cause) out.push_back(*cause);
}

}  // namespace

bool more_points_are_better(const Plan& plan) {
  if (plan.grade_by != GradeBy::points) return true;
  const Grade* first = nullptr;
  for (const Grade& grade : plan.grades) {
    if (grade.special) continue;
    if (first != nullptr) return grade.high < first->low;
    first = &grade;
  }
  return true;
}

std::vector<MonotoneLine> prove_monotone(const StandardText& text, const Plan& plan,
                                         const catalogue::Catalogue& catalogue) {
  std::vector<MonotoneLine> out;
  const Intervals intervals(plan, catalogue);
  for (std::size_t c = 0; c < catalogue.classes.size(); ++c) {
    const catalogue::Polarity polarity = catalogue.classes[c].polarity;
    if (polarity == catalogue::Polarity::neutral) continue;
    Following following(text, plan, intervals, static_cast<std::int32_t>(c));
    if (!following.is_read()) continue;
    following.run();
    const bool negative = polarity == catalogue::Polarity::negative;
    const auto line = [&](Claim claim) {
      MonotoneLine made{static_cast<std::int32_t>(c), polarity, claim, {}};
      return made;
    };
    if (plan.has_points) {
      // Of a risk standard, more points are worse: what may not rise there is the other side.
      MonotoneLine points = line(Claim::points);
      const bool more_is_better = more_points_are_better(plan);
      collect(points.obstacles,
              negative == more_is_better ? following.points.rise : following.points.fall);
      out.push_back(std::move(points));
    }
    MonotoneLine grade = line(Claim::grade);
    collect(grade.obstacles, negative ? following.grade.better : following.grade.worse);
    out.push_back(std::move(grade));
    MonotoneLine rated = line(Claim::rated);
    collect(rated.obstacles, following.becomes_not_rated);
    out.push_back(std::move(rated));
  }
  return out;
}

}  // namespace sanqu::standards::proofs
