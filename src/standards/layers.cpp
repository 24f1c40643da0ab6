// SPDX-License-Identifier: Apache-2.0
// A child and its parent become one text (docs/standard-language.md section 9). What a child may not touch it can't even
// say: any such part is refused, naming both files.
#include <algorithm>

#include "standards/errors.hpp"
#include "standards/standards.hpp"

namespace sanqu::standards {

using namespace errors;

namespace {

constexpr LayerIndex k_parent_layer = 1;

/// One join: findings, the two texts, and what comes out.
class Joining {
 public:
  Joining(StandardText child, StandardText parent)
      : child_(std::move(child)), out_(std::move(parent)) {}

  Result<StandardText> join() {
    mark_parent();
    take_identity();
    refuse_totals();
    take_scope();
    take_parameters();
    take_tables();
    take_dimensions();
    take_grades();
    take_overrides();
    if (!findings_.empty()) return refuse_all(std::move(findings_));
    return std::move(out_);
  }

 private:
  void report(const ErrorCode& code, const Place& place, std::vector<std::string> args) {
    args.push_back(out_.parent_file);
    findings_.push_back(make_error(code, place, std::move(args)));
  }

  void mark_parent() {
    out_.parent_file = out_.file;
    for (auto& part : out_.parameters) part.layer = k_parent_layer;
    for (auto& part : out_.tables) part.layer = k_parent_layer;
    for (auto& part : out_.overrides) part.layer = k_parent_layer;
    for (auto& part : out_.scope.not_rated) part.layer = k_parent_layer;
    for (auto& dimension : out_.dimensions) {
      dimension.layer = k_parent_layer;
      for (auto& indicator : dimension.indicators) indicator.layer = k_parent_layer;
    }
  }

  void take_identity() {
    if (child_.catalogue != out_.catalogue) report(k_child_may_not, child_.place, {"catalogue"});
    if (child_.layer <= out_.layer) report(k_child_may_not, child_.place, {"layer"});
    out_.file = child_.file;
    out_.parent_id = child_.parent_id;
    out_.parent_version = child_.parent_version;
    out_.id = child_.id;
    out_.version = child_.version;
    out_.title = child_.title;
    out_.layer = child_.layer;
    out_.effective_from = std::max(out_.effective_from, child_.effective_from);
    out_.effective_to = std::min(out_.effective_to, child_.effective_to);
    if (child_.cycle_months > 0) {
      // Re-evaluation may become more frequent, not rarer.
      const bool rarer = out_.cycle_months > 0 && child_.cycle_months > out_.cycle_months;
      if (rarer) report(k_child_may_not, child_.place, {"cycle"});
      out_.cycle_months = child_.cycle_months;
    }
    out_.basis.insert(out_.basis.end(), child_.basis.begin(), child_.basis.end());
    if (!child_.provisional.empty())
      out_.provisional += (out_.provisional.empty() ? "" : ";") + child_.provisional;
    out_.place = child_.place;
  }

  void refuse_totals() {
    if (child_.total) report(k_child_may_not, child_.total->place, {"points"});
    if (child_.rank) report(k_child_may_not, child_.rank->place, {"rank"});
    if (child_.grade_by != GradeBy::points) report(k_child_may_not, child_.place, {"grades.by"});
  }

  void take_scope() {
    for (const std::string& kind : child_.scope.kinds) {
      const auto& known = out_.scope.kinds;
      if (std::find(known.begin(), known.end(), kind) == known.end()) {
        report(k_child_may_not, child_.scope.place, {"scope.kinds: " + kind});
      }
    }
    if (!child_.scope.kinds.empty()) out_.scope.kinds = child_.scope.kinds;
    out_.scope.where_child = child_.scope.where;
    auto& reasons = out_.scope.not_rated;
    reasons.insert(reasons.end(), child_.scope.not_rated.begin(), child_.scope.not_rated.end());
  }

  void take_parameters() {
    for (ParameterText& own : child_.parameters) {
      const auto known = std::find_if(out_.parameters.begin(), out_.parameters.end(),
                                      [&](const auto& p) { return p.id == own.id; });
      if (known == out_.parameters.end()) {
        out_.parameters.push_back(std::move(own));
        continue;
      }
      if (!own.unit.empty() && own.unit != known->unit)
        report(k_child_may_not, own.place, {own.id + ".unit"});
      if (!known->low || own.low) {
        report(k_child_may_not, own.place, {own.id + (own.low ? ".bounds" : "")});
        continue;
      }
      known->values = std::move(own.values);  // held against the parent's bounds by the compiler
      known->place = own.place;
      known->layer = 0;
      if (!own.provisional.empty()) known->provisional = own.provisional;
    }
  }

  void take_tables() {
    for (TableText& own : child_.tables) {
      const bool known = std::any_of(out_.tables.begin(), out_.tables.end(),
                                     [&](const auto& t) { return t.id == own.id; });
      if (known) {
        report(k_child_may_not, own.place, {"tables." + own.id});
      } else {
        out_.tables.push_back(std::move(own));
      }
    }
  }

  void take_dimensions() {
    for (DimensionText& own : child_.dimensions) {
      for (const IndicatorText& indicator : own.indicators) {
        if (!indicator.special)
          report(k_child_may_not, indicator.place, {indicator.id + " (basic)"});
      }
      const auto known = std::find_if(out_.dimensions.begin(), out_.dimensions.end(),
                                      [&](const auto& d) { return d.id == own.id; });
      if (known == out_.dimensions.end()) {
        out_.dimensions.push_back(std::move(own));
        continue;
      }
      const bool changes = own.base || own.weight || own.mean || own.minimum > 0 ||
                           own.floor.given() || own.cap.given();
      if (changes) report(k_child_may_not, own.place, {"dimensions." + own.id});
      for (IndicatorText& indicator : own.indicators)
        known->indicators.push_back(std::move(indicator));
    }
  }

  void take_grades() {
    for (const GradeText& own : child_.grades) {
      const auto known = std::find_if(out_.grades.begin(), out_.grades.end(),
                                      [&](const auto& g) { return g.id == own.id; });
      const bool only_title = !own.low && !own.high && !own.special && !own.when.given();
      if (known == out_.grades.end() || !only_title) {
        report(k_child_may_not, own.place, {"grades." + own.id});
      } else {
        known->title = own.title;
      }
    }
  }

  void take_overrides() {
    for (OverrideText& own : child_.overrides) {
      const bool known = std::any_of(out_.overrides.begin(), out_.overrides.end(),
                                     [&](const auto& o) { return o.id == own.id; });
      const bool lowers = own.kind == OverrideKind::veto || own.kind == OverrideKind::cap ||
                          own.kind == OverrideKind::step_down ||
                          own.kind == OverrideKind::points_take;
      if (known) report(k_child_may_not, own.place, {"overrides." + own.id});
      if (!lowers) report(k_child_loosens, own.place, {own.id});
      out_.overrides.push_back(std::move(own));
    }
  }

  StandardText child_;
  StandardText out_;  // begins as the parent
  Errors findings_;
};

}  // namespace

Result<StandardText> resolve_layers(StandardText child, const FindParent& find_parent) {
  if (child.parent_id.empty()) return child;
  const std::string name = child.parent_id + "@" + child.parent_version;
  const auto file = find_parent(child.parent_id, child.parent_version);
  if (!file) return refuse(k_parent_missing, child.place, {name});
  StandardText parent = TRY(parse_standard(file->path, file->text));
  if (parent.id != child.parent_id || parent.version != child.parent_version) {
    return refuse(k_parent_missing, child.place, {name});
  }
  if (!parent.parent_id.empty()) return refuse(k_parent_levels, child.place, {name});
  return Joining(std::move(child), std::move(parent)).join();
}

Result<LoadedStandard> load_standard(const StandardFile& file,
                                     const catalogue::Catalogue& catalogue,
                                     const FindParent& find_parent) {
  StandardText text = TRY(parse_standard(file.path, file.text));
  LoadedStandard out;
  out.text = TRY(resolve_layers(std::move(text), find_parent));
  out.plan = TRY(compile(out.text, catalogue, &out.warnings));
  return out;
}

}  // namespace sanqu::standards
