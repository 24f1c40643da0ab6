// SPDX-License-Identifier: Apache-2.0
// What a validation says in words, and what it does not.
#include <algorithm>

#include <fmt/core.h>

#include "studies/validation.hpp"
#include "studies/wording.hpp"

namespace sanqu::studies {

namespace {

auto form(Lang lang, std::string_view zh, std::string_view en) {
  return fmt::runtime(in(lang, zh, en));
}

constexpr std::uint64_t k_sure_events = 100;  // with fewer every figure is rough
constexpr double k_useful = 0.6;  // an AUC below it is hardly better than a coin for any use
constexpr double k_good = 0.75;
constexpr double k_psi_small = 0.1;  // the usual reading of a PSI; no law
constexpr double k_psi_large = 0.25;

const Discrimination& main_figures(const ValidationReport& report) {
  return report.by_points ? *report.by_points : report.by_grade;
}

std::string how_often(const ValidationReport& report, Lang lang) {
  return fmt::format(form(lang, "{0} 评级的 {1} 家中,此后 {2} 个月内有 {3} 家({4})出现“{5}”。",
                          "Of {1} subjects rated on {0}, {3} ({4}) had `{5}` within {2} months."),
                     report.as_of.text(), grouped(report.rated), report.months,
                     grouped(report.events), share_text(report.events, report.rated),
                     report.outcome_title.in(lang));
}

std::string how_well(const ValidationReport& report, Lang lang) {
  const Discrimination& figures = main_figures(report);
  if (!figures.auc) {
    return std::string(in(lang, "两边有一边没有主体,不能计算区分度。",
                          "One side has no subject, so there is nothing to tell apart."));
  }
  const std::string interval =
      figures.auc_interval
          ? fmt::format(form(lang, "(95% 区间 {:.3f}–{:.3f})", " (95% interval {:.3f}–{:.3f})"),
                        figures.auc_interval->low, figures.auc_interval->high)
          : "";
  const std::uint64_t fewer = std::min(figures.events, figures.subjects - figures.events);
  const bool is_wide =
      fewer < k_events_min || !figures.auc_interval ||
      figures.auc_interval->high - figures.auc_interval->low > k_interval_width_max;
  const bool is_flat = figures.ks && *figures.ks == 0;
  const std::string_view verdict =
      is_flat   ? in(lang, "两边的评级一样,完全没有区分",
                     "both sides are rated alike, nothing is told apart")
      : is_wide ? in(lang, "发生的太少,说不准", "too few for a verdict")
      : figures.auc_interval->low <= 0.5
          ? in(lang, "看不出比抛硬币好", "no better than a coin, as far as can be seen")
      : *figures.auc < k_useful ? in(lang, "区分得很弱", "it tells them apart poorly")
      : *figures.auc < k_good   ? in(lang, "有一定区分", "it tells them apart fairly")
                                : in(lang, "区分得好", "it tells them apart well");
  return fmt::format(
      form(lang, "随便取一家{}和一家{}的,有 {:.1f}% 的把握{}得分更高:AUC {:.3f}{},{}。",
           "Take one subject {} and one {}: with {:.1f}% the one {} has the better rating. AUC "
           "{:.3f}{}: {}."),
      report.events_are_good ? in(lang, "发生了", "that had it")
                             : in(lang, "没有发生", "that had not"),
      report.events_are_good ? in(lang, "没有发生", "that had not")
                             : in(lang, "发生了", "that had it"),
      *figures.auc * 100,
      report.events_are_good ? in(lang, "前者", "that had it") : in(lang, "前者", "that had not"),
      *figures.auc, interval, verdict);
}

std::string what_grades_mean(const ValidationReport& report, Lang lang) {
  const RateRow* best = nullptr;
  const RateRow* worst = nullptr;
  for (const RateRow& row : report.grades) {
    if (!row.is_rated || !row.is_shown) continue;
    if (best == nullptr) best = &row;
    worst = &row;
  }
  if (best == nullptr || best == worst) return {};
  std::string text = fmt::format(
      form(lang, "“{0}”的 {1} 家中发生的占 {2},“{3}”的 {4} 家中占 {5}",
           "It happened to {2} of the {1} graded `{0}`, and to {5} of the {4} graded `{3}`"),
      best->title.in(lang), grouped(best->subjects), share_text(best->events, best->subjects),
      worst->title.in(lang), grouped(worst->subjects), share_text(worst->events, worst->subjects));
  if (report.out_of_order.empty()) {
    return text + std::string(in(lang, ",各等级的先后次序与结果一致。",
                                 "; the grades stand in the order of what happened."));
  }
  const auto clear =
      std::ranges::count_if(report.out_of_order, [](const auto& one) { return one.is_clear; });
  return text + (clear > 0
                     ? std::string(in(lang, ";但有相邻等级的次序明显颠倒。",
                                      "; but neighbouring grades are clearly in the wrong order."))
                     : std::string(in(lang, ";有相邻等级的次序颠倒,但差别在偶然的范围内。",
                                      "; neighbouring grades are in the wrong order, though no "
                                      "more than chance would do.")));
}

/// With fewer events in a group its share of what was to be expected is chance.
constexpr std::uint64_t k_group_events_min = 30;

/// The group for which its grades say least of what happens.
std::string for_whom_it_is_off(const ValidationReport& report, Lang lang) {
  const GroupValidation* most = nullptr;
  const auto times = [](const GroupValidation& one) {
    return static_cast<double>(one.rate.events) / one.expected;
  };
  for (const GroupValidation& one : report.groups) {
    const bool is_off = one.is_shown && one.against == GroupValidation::Against::more &&
                        one.rate.events >= k_group_events_min;
    if (is_off && (most == nullptr || times(one) > times(*most))) most = &one;
  }
  if (most == nullptr) return {};
  const Grouping& grouping = report.groupings[most->grouping];
  return fmt::format(
      form(lang, "同一等级对各组不是同一个意思:{}“{}”按等级应有 {:.1f} 家,实有 {} 家({:.2f} 倍)。",
           "A grade does not mean the same for every group: of {} `{}` there would be {:.1f} by "
           "their "
           "grades, and there were {} ({:.2f} times)."),
      grouping.title.in(lang), grouping.groups[most->group].title.in(lang), most->expected,
      grouped(most->rate.events), times(*most));
}

std::string how_stable(const ValidationReport& report, Lang lang) {
  const Stability& s = report.points_stability ? *report.points_stability : report.grade_stability;
  const std::string_view verdict =
      s.psi <= s.by_chance  ? in(lang, "在偶然的范围内", "no more than chance would do")
      : s.psi < k_psi_small ? in(lang, "变化不大", "it moved little")
      : s.psi < k_psi_large ? in(lang, "有变化,值得看", "it moved; worth a look")
                            : in(lang, "变化很大,标准或人群已经不同",
                                 "it moved much: the standard or the population is another");
  return fmt::format(
      form(lang, "到 {},{}的分布与当时相比 PSI {:.3f}:{}。",
           "By {} the distribution of {} had a PSI of {:.3f} against then: {}."),
      report.through.text(),
      report.points_stability ? in(lang, "分值", "points") : in(lang, "等级", "grades"), s.psi,
      verdict);
}

}  // namespace

std::vector<std::string> sentences_of(const ValidationReport& report, Lang lang) {
  if (report.rated == 0) {
    return {fmt::format(form(lang,
                             "按 {1} 所知,{0} 没有可评级的主体,无从检验;数据若是后来补录的,用 "
                             "--known-at 放宽知悉时间。",
                             "As known at {1} nobody could be rated on {0}, so there is nothing to "
                             "validate; if the data "
                             "were brought over later, give a later --known-at."),
                        report.as_of.text(), report.known_at.text())};
  }
  std::vector<std::string> out;
  for (std::string text :
       {how_often(report, lang), how_well(report, lang), what_grades_mean(report, lang),
        for_whom_it_is_off(report, lang), how_stable(report, lang)}) {
    if (!text.empty()) out.push_back(std::move(text));
  }
  return out;
}

std::string group_note(const GroupValidation& one, Lang lang) {
  if (!one.figures.auc) {
    return fmt::format(form(lang, "发生或未发生的不足 {} 家", "fewer than {} on one side"),
                       k_events_min);
  }
  const auto& interval = one.figures.auc_interval;
  if (!interval || interval->high - interval->low > k_interval_width_max) {
    return std::string(
        in(lang, "区间太宽,说明不了什么", "the interval is too wide to say anything"));
  }
  return {};
}

std::string expected_text(const GroupValidation& one) {
  const std::string_view sign = one.against == GroupValidation::Against::more    ? " ↑"
                                : one.against == GroupValidation::Against::fewer ? " ↓"
                                                                                 : "";
  return fmt::format("{:.1f}{}", one.expected, sign);
}

std::vector<std::string> warnings_of(const ValidationReport& report, Lang lang) {
  std::vector<std::string> out;
  const std::string outcome = report.outcome_title.in(lang);
  if (report.reads_outcome) {
    out.push_back(fmt::format(
        form(lang,
             "标准本身也读“{}”(基准日以前的)。这不是偷看答案,"
             "但检验的有一部分是“从前有过的以后还会有”。",
             "The standard itself reads `{}` from before the as-of date. That is no peeping at the "
             "answer, but part of what is measured is that who had it once has it again."),
        outcome));
  }
  if (report.known_at.date() > report.as_of) {
    out.push_back(fmt::format(
        form(lang,
             "评级用了 {} 才知道的信息:其中若有基准日以后补录、更正的,当时并不知道,检验会偏好。",
             "The ratings use what was known at {}: what was added or corrected after the as-of "
             "date was "
             "not known then, and makes the figures look better."),
        report.known_at.text()));
  }
  if (report.gone > 0) {
    out.push_back(fmt::format(form(lang, "{} 家评级后并入其他主体,结果无从知道,不计入。",
                                   "{} were merged into others after the rating; nothing is known "
                                   "of them, and they do not "
                                   "count."),
                              grouped(report.gone)));
  }
  if (report.closed > 0) {
    out.push_back(
        fmt::format(form(lang, "{} 家到期末已歇业、吊销、注销或迁出:出现“{}”的时间较短,仍计入。",
                         "{} were closed, revoked, cancelled or gone by the end: they had less "
                         "time for `{}`, and "
                         "count all the same."),
                    grouped(report.closed), outcome));
  }
  const std::uint64_t fewer = std::min(report.events, report.rated - report.events);
  if (report.rated > 0 && fewer < k_sure_events) {
    out.push_back(fmt::format(
        form(lang, "两边较少的一边只有 {} 家;少于一百家时,各数字都很不准。",
             "The smaller side has only {} subjects; below a hundred every figure is rough."),
        grouped(fewer)));
  }
  out.push_back(std::string(
      report.events_are_good
          ? in(lang, "没有申报、没有评选的不等于不好:参加得多的,得到的也多。",
               "Who did not apply did not get it: who takes part more often has more of it.")
          : in(lang,
               "已修复、已撤销和因异议中止的记录不算“出现”;没有被查的不等于没有发生:查得多的,"
               "出现得也多。",
               "Repaired, withdrawn and suspended records are not counted; and what was not looked "
               "for "
               "was not found: who is inspected more often has more of it.")));
  return out;
}

}  // namespace sanqu::studies
