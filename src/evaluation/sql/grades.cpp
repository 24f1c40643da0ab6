// SPDX-License-Identifier: Apache-2.0
// Overrides of grades, ranks in two phases (R16, R17), grades by points, conditions or percentile (sections 7, 8).
#include <fmt/format.h>

#include <algorithm>

#include "evaluation/sql/expression.hpp"
#include "evaluation/sql/form.hpp"

namespace sanqu::evaluation {

using standards::GradeBy;
using standards::Override;
using standards::OverrideKind;

namespace {

constexpr std::int64_t k_times_max = 64;

bool is_points_override(OverrideKind kind) {
  return kind == OverrideKind::points_set || kind == OverrideKind::points_add ||
         kind == OverrideKind::points_take;
}

/// `steps` towards the end of the list, or with a negative number its beginning, over special grades, to the ends (R13).
std::size_t moved(const std::vector<standards::Grade>& grades, std::size_t from,
                  std::int64_t steps) {
  std::size_t at = from;
  std::size_t next = from;
  for (std::int64_t left = steps < 0 ? -steps : steps; left > 0;) {
    if (steps < 0 ? next == 0 : next + 1 == grades.size()) break;
    next = steps < 0 ? next - 1 : next + 1;
    if (grades[next].special) continue;
    at = next;
    --left;
  }
  return at;
}

}  // namespace

void Form::match_overrides() {
  open_step("overrides",
            say("R13:成立的每一条等级否决或调整", "R13: every override of the grade that holds"));
  std::string vetoes;
  std::string reasons;
  for (std::size_t o = 0; o < plan_.overrides.size(); ++o) {
    const Override& over = plan_.overrides[o];
    if (is_points_override(over.kind)) continue;
    enter("否决或调整 " + over.id, "override " + over.id);
    add_remark(remark(over.title, over.basis));
    const Truth truth = override_truth(over, times_[o], times_range_[o]);
    matched_[o] = keep_truth("override " + over.id, "(" + truth.sql + ") IS TRUE");
    if (over.kind == OverrideKind::veto) vetoes = either(vetoes, matched_[o]);
    if (!truth.raised.empty())
      reasons += fmt::format("\n      WHEN {} THEN 'evaluation.no_table_row'", truth.raised);
  }
  if (!reasons.empty()) {
    add_column("override reason", "CASE" + reasons + " END");
    add_reason("override reason");
  }
  vetoed_ = vetoes;
  close_step();
}

/// R16: points first; then places in the exact distribution of the peer group. R17: the rated subjects without a veto.
void Form::rank_subjects() {
  if (!plan_.rank) return;
  enter("排名", "the rank");
  open_step("peers", say("R17:参加排名的:已评价且无一票否决",
                         "R17: who is ranked: rated and without a veto"));
  const std::string rated = reason() + " IS NULL";
  rank_.is_ranked = keep_truth(
      "is ranked", vetoed_.empty() ? rated : fmt::format("{} AND NOT {}", rated, vetoed_));
  close_step();
  std::string within = "s.\"is ranked\"";
  for (const std::int32_t attribute : plan_.rank->within) {
    const auto& field = catalogue_.attributes[static_cast<std::size_t>(attribute)];
    if (field.type == catalogue::FieldType::codes)
      no_shape("按可有多个代码的属性分组", "peers by an attribute with several codes");
    peers_within_.push_back("s." + dialect_.quoted(field.id));
    within += ", " + peers_within_.back();
  }
  open_step("counted", say("R16:各同类组的分值分布;同分者名次取先",
                           "R16: the distribution of points in each peer group; equal points share "
                           "the better place"));
  const auto over = [&](std::string_view what, std::string_view order) {
    return dialect_.whole(
        fmt::format("{} OVER (PARTITION BY {}{})", what, within,
                    order.empty() ? "" : fmt::format(" ORDER BY {} {}", total_.num, order)));
  };
  add_column("peers", over("count(*)", ""));
  add_column("place in group", over("rank()", "DESC"));
  add_column("peers below", over("rank()", "ASC") + " - " + dialect_.number(1));
  close_step();
  open_step("ranks", say("名次和百分位(千分之一个百分点,四舍五入)",
                         "place and percentile in 1/1000 percent, half away from zero"));
  const std::string is_placed =
      fmt::format("{} AND {} >= {}", rank_.is_ranked, column("peers"), plan_.rank->minimum);
  const Int128 many = Int128{1} << 40;
  const Number below = arithmetic_.whole(column("peers below"), {0, many});
  const Number size = arithmetic_.whole(column("peers"), {1, many});
  const Number share =
      arithmetic_.divided(arithmetic_.times(below, arithmetic_.constant(100'000)), size);
  add_column("rank place",
             fmt::format("CASE WHEN {} THEN {} END", is_placed, column("place in group")));
  Number percentile = arithmetic_.units(share, 0);
  percentile.num = fmt::format("CASE WHEN {} THEN {} END", is_placed, percentile.num);
  rank_.percentile = keep("rank percentile", percentile);
  rank_.percentile.scale = 1000;
  rank_.place = column("rank place");
  rank_.size = column("peers");
  close_step();
}

/// The grade whose bounds hold the units; the nearest end where a points override led beyond them.
std::string Form::grade_of(const Number& units) {
  std::string out = fmt::format("CASE WHEN {} IS NULL THEN NULL", units.num);
  std::vector<std::size_t> by_low;
  for (std::size_t g = 0; g < plan_.grades.size(); ++g) {
    const auto& grade = plan_.grades[g];
    if (!grade.special && grade.low <= grade.high) by_low.push_back(g);
  }
  std::ranges::sort(by_low, {}, [&](std::size_t g) { return plan_.grades[g].low; });
  // From the lowest points up: the first whose end is not passed. Holes are refused by the compiler.
  for (std::size_t i = 0; i + 1 < by_low.size(); ++i) {
    const auto& grade = plan_.grades[by_low[i]];
    if (plan_.grades[by_low[i + 1]].low != grade.high + 1)
      no_shape("有缺口的等级", "grades with a hole between them");
    out += fmt::format(" WHEN {} <= {} THEN {}", units.num, dialect_.number(grade.high), by_low[i]);
  }
  return by_low.empty() ? "NULL" : out + fmt::format(" ELSE {} END", by_low.back());
}

void Form::read_grades() {
  enter("等级", "the grades");
  open_step("grades", say("否决和调整之前的等级,以其在表中的位置表示(0 为最好)",
                          "the grade before overrides, by its place in the list (0: the best)"));
  std::string sql = "NULL";
  std::string reasons;
  if (plan_.grade_by == GradeBy::points) {
    sql = grade_of(total_);
  } else if (plan_.grade_by == GradeBy::percentile) {
    sql = grade_of(rank_.percentile);
    const std::string unranked = rank_.percentile.num + " IS NULL";
    reasons =
        fmt::format(" WHEN {} THEN 'evaluation.not_ranked'",
                    vetoed_.empty() ? unranked : fmt::format("{} AND NOT {}", unranked, vetoed_));
  } else {
    std::string cases;
    std::string rest = "NULL";
    // From the last (worst) grade to the first, which takes the rest.
    for (std::size_t g = plan_.grades.size(); g-- > 0;) {
      const auto& grade = plan_.grades[g];
      if (grade.special) continue;
      if (grade.when < 0) {
        rest = fmt::format("{}", g);
        break;
      }
      const Truth truth = ExpressionForm(*this).truth(grade.when);
      if (!truth.raised.empty())
        reasons += fmt::format("\n      WHEN {} THEN 'evaluation.no_table_row'", truth.raised);
      cases += fmt::format("\n      WHEN {} THEN {}", truth.sql, g);
    }
    sql = cases.empty() ? rest : fmt::format("CASE{} ELSE {} END", cases, rest);
  }
  add_column("grade before overrides", sql);
  grade_ = column("grade before overrides");
  if (!reasons.empty()) {
    add_column("grade reason", "CASE" + reasons + " END");
    add_reason("grade reason");
  }
  close_step();
}

std::string Form::stepped(const std::string& grade, const std::string& times, const Range& range,
                          int steps) {
  std::string out = "CASE " + grade;
  for (std::size_t g = 0; g < plan_.grades.size(); ++g) {
    if (times.empty()) {
      out += fmt::format(" WHEN {} THEN {}", g, moved(plan_.grades, g, steps));
      continue;
    }
    // So many times; from some number on the end of the list is reached.
    std::int64_t last = 1;
    while (last < k_times_max &&
           moved(plan_.grades, g, (last + 1) * steps) != moved(plan_.grades, g, last * steps))
      ++last;
    out += fmt::format("\n      WHEN {} THEN CASE", g);
    for (std::int64_t t = 1; t < last; ++t)
      out += fmt::format(" WHEN {} <= {} THEN {}", times, t, moved(plan_.grades, g, t * steps));
    out += last == 1 ? fmt::format(" WHEN 1 = 1 THEN {} END", moved(plan_.grades, g, steps))
                     : fmt::format(" ELSE {} END", moved(plan_.grades, g, last * steps));
  }
  (void)range;
  return out + " END";
}

/// R13: in the declared order, each on what the one before left; after a veto nothing raises the grade.
void Form::apply_overrides() {
  std::string vetoed_before;
  for (std::size_t o = 0; o < plan_.overrides.size(); ++o) {
    const Override& over = plan_.overrides[o];
    if (is_points_override(over.kind)) continue;
    enter("否决或调整 " + over.id, "override " + over.id);
    open_step("grade after " + over.id, remark(over.title, over.basis));
    const std::string target = fmt::format("{}", over.grade);
    std::string next = target;
    switch (over.kind) {
      case OverrideKind::veto:
      case OverrideKind::set: break;
      case OverrideKind::cap:
        next = fmt::format("CASE WHEN {0} > {1} THEN {0} ELSE {1} END", grade_, target);
        break;
      case OverrideKind::floor:
        next = fmt::format("CASE WHEN {0} < {1} THEN {0} ELSE {1} END", grade_, target);
        break;
      case OverrideKind::step_up:
        next = stepped(grade_, times_[o], times_range_[o], -over.steps);
        break;
      default: next = stepped(grade_, times_[o], times_range_[o], over.steps); break;
    }
    std::string sql = fmt::format("CASE WHEN NOT ({}) THEN {}", matched_[o], grade_);
    // Without a grade (not ranked) only a veto gives one.
    if (!(over.kind == OverrideKind::veto && plan_.grade_by == GradeBy::percentile))
      sql += fmt::format(" WHEN {} IS NULL THEN NULL", grade_);
    if (!vetoed_before.empty())
      sql += fmt::format(" WHEN {0} AND {1} > ({2}) THEN {1}", vetoed_before, grade_, next);
    sql += fmt::format(" ELSE {} END", next);
    const std::string name = "grade after " + over.id;
    add_column(name, sql);
    if (over.kind == OverrideKind::veto) vetoed_before = either(vetoed_before, matched_[o]);
    grade_ = column(name);
    close_step();
  }
}

/// R14: the first reason that was met; without one the subject is rated. Before all others: a number that was too large
/// for what is proved, so that nothing can be said.
void Form::tell() {
  std::string body;
  for (const std::string& part : too_large_parts_)
    body += (body.empty() ? "" : "\n  UNION\n  ") + part;
  if (!body.empty()) {
    add_part("too large",
             say("有数值超出已证明范围的主体:不作核对,绝不出错",
                 "Subjects with a number beyond what is proved: not checked, never wrong."),
             body);
    too_large_.push_back("x.subject_id IS NOT NULL");
  }
  std::string any;
  for (const std::string& one : too_large_) any = either(any, one);
  if (any.empty()) {
    open_step("told", say("R14:最先遇到的原因;没有原因即为已评价",
                          "R14: the first reason that was met; without one the subject is rated"));
    add_column("reason", reason());
    return close_step();
  }
  open_step("checked", say("超出证明范围的", "what is beyond the proofs"));
  if (!body.empty()) add_join("\"too large\" AS x ON x.subject_id = s.subject_id");
  keep_truth("is beyond", any);
  close_step();
  // One peer that is not checked leaves the places of all of them open.
  std::string beyond = column("is beyond");
  if (plan_.rank) {
    std::string within = "1";
    for (const std::string& attribute : peers_within_) within += ", " + attribute;
    beyond = fmt::format("max({}) OVER (PARTITION BY {})", beyond, within);
  }
  open_step("told", say("R14:最先遇到的原因;没有原因即为已评价",
                        "R14: the first reason that was met; without one the subject is rated"));
  add_column("reason",
             fmt::format("CASE WHEN {} = 1 THEN 'sql.too_large' ELSE {} END", beyond, reason()));
  close_step();
}

}  // namespace sanqu::evaluation
