// SPDX-License-Identifier: Apache-2.0
// What somebody who reads nothing else should know: how many move, why, and whom it meets hardest.
#include <algorithm>
#include <cstdlib>

#include <fmt/core.h>

#include "studies/report.hpp"
#include "studies/wording.hpp"

namespace sanqu::studies {

StandardName name_of(const standards::Plan& plan) {
  StandardName out{plan.name(), plan.title, plan.provisional, {}, {}};
  for (const auto& grade : plan.grades) {
    const bool is_bare = grade.title.zh.empty() && grade.title.en.empty();
    out.grades.push_back(is_bare ? Title{grade.id, grade.id} : grade.title);
    out.grade_ids.push_back(grade.id);
  }
  return out;
}

SweepRow sweep_row(std::string value, const Rating& as_it_is, const Rating& changed,
                   const std::vector<std::int64_t>& near_points) {
  return {std::move(value), spread_of(changed, near_points), tally_all(as_it_is, changed)};
}

namespace {

auto form(Lang lang, std::string_view zh, std::string_view en) {
  return fmt::runtime(in(lang, zh, en));
}

std::string who_moves(const ComparisonReport& report, Lang lang) {
  const Tally& all = report.comparison.all;
  std::string text;
  if (report.comparison.grades_alike) {
    const std::uint64_t moved = all.grade_up + all.grade_down;
    text = fmt::format(
        form(lang, "两次都评级的 {} 家中,{} 家({})等级有变化:升 {} 家,降 {} 家。",
             "Of {} subjects rated both times, {} ({}) change grade: {} rise, {} fall."),
        grouped(all.rated_both), grouped(moved), share_text(moved, all.rated_both),
        grouped(all.grade_up), grouped(all.grade_down));
  } else {
    text = fmt::format(form(lang, "两个标准的等级不同,不比升降;{} 家两次都评级。",
                            "The two standards have different grades, so none rises or falls; {} "
                            "subjects are rated by both."),
                       grouped(all.rated_both));
    if (!report.comparison.points_alike) {
      text += in(lang, "分值的尺度也不同,不比分值。",
                 " Their points are on different scales and are not compared.");
    }
  }
  if (all.entered + all.left > 0) {
    text += fmt::format(form(lang, "另有 {} 家变为可评级,{} 家变为不评级。",
                             " {} more become rated, {} are rated no longer."),
                        grouped(all.entered), grouped(all.left));
  }
  return text;
}

std::string what_moved_them(const ComparisonReport& report, Lang lang) {
  const Comparison& c = report.comparison;
  if (!c.points_alike) return {};
  if (c.all.points_up + c.all.points_down == 0) {
    return std::string(in(lang, "没有一家的分值有变化。", "Nobody's points change."));
  }
  const Cause* most = nullptr;
  for (const Cause& cause : c.causes) {
    if (cause.kind != Cause::Kind::indicator || cause.subjects == 0) continue;
    const auto size = [](const Cause& one) { return one.gained - one.lost; };
    if (most == nullptr || size(cause) > size(*most)) most = &cause;
  }
  std::string text =
      fmt::format(form(lang, "{} 家分值提高,{} 家降低,平均每家 {} 分",
                       "Points rise for {} and fall for {}, {} a subject on average"),
                  grouped(c.all.points_up), grouped(c.all.points_down),
                  signed_mean(c.all.points_change, c.all.rated_both, c.places));
  if (most != nullptr) {
    text += fmt::format(
        form(lang, ";最大的原因是“{}”,涉及 {} 家", "; the largest cause is `{}`, for {} subjects"),
        most->title.in(lang), grouped(most->subjects));
  }
  return text + std::string(in(lang, "。", "."));
}

/// Fewer losers in a group are chance.
constexpr std::uint64_t k_losers_min = 5;

/// A share is worth a word from a quarter above everybody's on.
constexpr std::uint64_t k_share_more = 5;
constexpr std::uint64_t k_share_of = 4;

/// The shown group whose share of losers lies furthest above everybody's; nothing where nobody loses.
std::string whom_it_meets(const ComparisonReport& report, Lang lang) {
  const Comparison& c = report.comparison;
  const bool by_grade = c.grades_alike && c.all.grade_down >= k_losers_min;
  const auto losers = [&](const Tally& tally) {
    return by_grade ? tally.grade_down : tally.points_down;
  };
  if (losers(c.all) == 0) return {};
  const GroupTally* worst = nullptr;
  const auto above = [&](const Tally& a, const Tally& b) {  // a larger share than b
    return static_cast<UInt128>(losers(a)) * b.rated_both >
           static_cast<UInt128>(losers(b)) * a.rated_both;
  };
  for (const GroupTally& one : c.groups) {
    const bool is_some = one.is_shown && one.tally.rated_both >= report.group_minimum &&
                         one.tally.rated_both < c.all.rated_both &&
                         losers(one.tally) >= k_losers_min;
    if (!is_some) continue;
    if (above(one.tally, worst == nullptr ? c.all : worst->tally)) worst = &one;
  }
  const auto is_clear = [&](const Tally& tally) {
    return static_cast<UInt128>(losers(tally)) * k_share_of * c.all.rated_both >=
           static_cast<UInt128>(losers(c.all)) * k_share_more * tally.rated_both;
  };
  if (worst == nullptr || !is_clear(worst->tally)) {
    return std::string(
        in(lang, "没有哪一组明显比全体更受影响。", "No group is met clearly more than all are."));
  }
  return fmt::format(form(lang, "受影响最大的是{}:{} 家中 {} 家({}){},全体为 {}。",
                          "It meets {} most: of {} subjects {} ({}) {}, of all {}."),
                     group_text(c, *worst, lang), grouped(worst->tally.rated_both),
                     grouped(losers(worst->tally)),
                     share_text(losers(worst->tally), worst->tally.rated_both),
                     by_grade ? in(lang, "降级", "fall in grade") : in(lang, "减分", "lose points"),
                     share_text(losers(c.all), c.all.rated_both));
}

/// The cut-off with the largest share of subjects within its widest band.
std::string where_it_crowds(const ComparisonReport& report, Lang lang) {
  const Spread& spread = report.spread_after;
  const CutOff* most = nullptr;
  const auto crowd = [](const CutOff& cut) {
    return cut.near.empty() ? 0 : cut.near.back().below + cut.near.back().above;
  };
  for (const CutOff& cut : spread.cut_offs) {
    if (crowd(cut) > 0 && (most == nullptr || crowd(cut) > crowd(*most))) most = &cut;
  }
  if (most == nullptr) return {};
  return fmt::format(
      form(lang, "分数线“{}”({} 分)最挤:{} 家({})在它上下 {} 分以内。",
           "The cut-off of `{}` ({} points) is the most crowded: {} subjects ({}) stand within {} "
           "points of it."),
      report.after.grades[static_cast<std::size_t>(most->grade)].in(lang),
      points_text(most->points, spread.places), grouped(crowd(*most)),
      share_text(crowd(*most), spread.rated), points_text(most->near.back().within, spread.places));
}

}  // namespace

std::vector<std::string> sentences_of(const ComparisonReport& report, Lang lang) {
  std::vector<std::string> out;
  for (std::string text : {who_moves(report, lang), what_moved_them(report, lang),
                           whom_it_meets(report, lang), where_it_crowds(report, lang)}) {
    if (!text.empty()) out.push_back(std::move(text));
  }
  return out;
}

}  // namespace sanqu::studies
