// SPDX-License-Identifier: Apache-2.0
// `validate` as a page.
#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "studies/page/charts.hpp"
#include "studies/page/page.hpp"
#include "studies/page/svg.hpp"
#include "studies/validation.hpp"
#include "studies/wording.hpp"

namespace sanqu::studies {

namespace {

auto form(Lang lang, std::string_view zh, std::string_view en) {
  return fmt::runtime(in(lang, zh, en));
}

std::string figure(const std::optional<double>& value) {
  return value ? fmt::format("{:.3f}", *value) : "—";
}

std::string interval_text(const std::optional<Interval>& value) {
  return value ? fmt::format("{:.3f}–{:.3f}", value->low, value->high) : "—";
}

std::string percents(const std::optional<Interval>& value) {
  return value ? percent_text(value->low) + "–" + percent_text(value->high) : "—";
}

class Writing {
 public:
  Writing(const ValidationReport& report, Lang lang)
      : report_(report),
        lang_(lang),
        page_(lang, say("标准检验", "Validation") + ": " + report.standard.title.in(lang)) {}

  std::string write() {
    head();
    discrimination();
    calibration();
    groups();
    stability();
    foot();
    return page_.take();
  }

 private:
  std::string say(std::string_view zh, std::string_view en) const {
    return std::string(in(lang_, zh, en));
  }
  std::string few() const {
    return fmt::format(form(lang_, "少于 {} 家", "fewer than {}"), report_.group_minimum);
  }

  void head() {
    std::string outcome = report_.outcome_title.in(lang_);
    if (!report_.where.empty()) outcome += ", " + report_.where;
    page_.head(say("标准检验:当时的评级,后来的事", "A standard held against what came later"),
               report_.standard.title.in(lang_),
               {{say("标准", "standard"), report_.standard.name},
                {say("评级于", "rated on"), report_.as_of.text()},
                {say("后来的事", "what came later"), outcome},
                {say("至", "until"), report_.through.text()},
                {say("主体", "subjects"), grouped(report_.rated)}});
    page_.lead(sentences_of(report_, lang_));
    page_.notes(say("请注意", "Note"), warnings_of(report_, lang_));
  }

  void discrimination() {
    page_.section(
        say("分不分得开", "Does it tell them apart"),
        say("AUC:各取一家,评得较好的恰好是对的那家的可能;0.5 等于抛硬币,1 是完全分开。Gini 是 "
            "2×AUC−1。KS:两条曲线相距最远处。",
            "AUC: of one subject from each side, how likely the better rated one is the right one; "
            "0.5 is a coin, 1 is perfect. Gini is 2 AUC - 1. KS: the widest gap between the two "
            "curves."));
    PageTable table{
        {"", say(">主体", ">subjects"), say(">发生", ">events"), ">AUC",
         say(">95% 区间", ">95% interval"), ">Gini", ">KS", say(">95% 区间", ">95% interval")},
        {}};
    const auto row = [&](std::string name, const Discrimination& f) {
      table.rows.push_back({std::move(name), grouped(f.subjects), grouped(f.events), figure(f.auc),
                            interval_text(f.auc_interval), figure(f.gini()), figure(f.ks),
                            interval_text(f.ks_interval)});
    };
    if (report_.by_points) row(say("按分值", "by points"), *report_.by_points);
    row(say("按等级", "by grade"), report_.by_grade);
    page_.table(table);
    if (report_.by_points && report_.by_points->auc) curves();
  }

  /// The table behind the curves: every tenth of the way.
  void curves() {
    PageTable table{{say(">分值不高于", ">points at or below"),
                     say(">没有发生的占比", ">share of those without"),
                     say(">发生的占比", ">share of those with")},
                    {}};
    const auto& levels = report_.points_levels;
    const auto events_all = static_cast<double>(report_.by_points->events);
    const auto others_all =
        static_cast<double>(report_.by_points->subjects - report_.by_points->events);
    double events = 0;
    double others = 0;
    for (std::size_t i = 0; i < levels.size(); ++i) {
      events += static_cast<double>(levels[i].events);
      others += static_cast<double>(levels[i].others);
      const std::size_t step = levels.size() / 20 + 1;
      const bool is_widest = levels[i].value == report_.by_points->ks_value;
      if (!is_widest && (i + 1) % step != 0 && i + 1 != levels.size()) continue;
      table.rows.push_back({points_text(levels[i].value, report_.places),
                            percent_text(others / others_all), percent_text(events / events_all)});
    }
    page_.chart(
        curves_chart(levels, *report_.by_points, {report_.places, report_.events_are_good}, lang_),
        fmt::format("<span class=\"key loss\"></span>{}<span class=\"key gain\"></span>{}",
                    say("发生的(虚线)", "with the event (dashed)"),
                    say("没有发生的", "without it")),
        table);
  }

  /// From nothing to a little above the highest end of an interval.
  RateAxis rate_axis(const std::vector<RateMark>& marks) const {
    RateAxis axis;
    axis.high = 0.01;
    for (const RateMark& mark : marks) {
      if (mark.interval) axis.high = std::max(axis.high, mark.interval->high);
    }
    axis.high = std::min(1.0, axis.high * 1.05);
    const double whole = std::max(1.0, static_cast<double>(report_.rated));
    axis.middle = static_cast<double>(report_.events) / whole;
    axis.middle_label = fmt::format(form(lang_, "全体 {}", "all {}"), percent_text(axis.middle));
    return axis;
  }

  void rate_row(std::string name, const RateRow& row, std::vector<RateMark>& marks,
                PageTable& table) const {
    if (!row.is_shown) {
      marks.push_back({name, {}, 0, "", few(), false});
      table.rows.push_back({std::move(name), few(), "", "", ""});
      return;
    }
    const double rate = static_cast<double>(row.events) / static_cast<double>(row.subjects);
    const std::string share = share_text(row.events, row.subjects);
    marks.push_back({name, row.interval, rate,
                     fmt::format("{} / {} = {}", grouped(row.events), grouped(row.subjects), share),
                     ""});
    table.rows.push_back({std::move(name), grouped(row.subjects), grouped(row.events), share,
                          percents(row.interval)});
  }

  PageTable rate_table(std::string what) const {
    return {{std::move(what), say(">主体", ">subjects"), say(">发生", ">events"),
             say(">比率", ">rate"), say(">95% 区间", ">95% interval")},
            {}};
  }

  void calibration() {
    page_.section(
        say("等级意味着什么", "What a grade means"),
        say("圆点是各等级后来发生的比率,横线是 95% 区间(Wilson):两条横线大体重叠的,不能说有差别。",
            "The dot is how often it happened, the line its 95% interval (Wilson): where two "
            "lines largely overlap no difference can be claimed."));
    std::vector<RateMark> marks;
    PageTable table = rate_table(say("等级", "grade"));
    for (const RateRow& row : report_.grades) rate_row(row.title.in(lang_), row, marks, table);
    page_.chart(rate_chart(marks, rate_axis(marks), say("各等级的比率", "rate by grade")), "",
                table);
    for (const auto& one : report_.out_of_order) {
      page_.text(fmt::format(
          form(lang_, "“{}”的比率反而不如“{}”:{}。", "`{}` did worse than `{}`: {}."),
          report_.grades[one.better].title.in(lang_), report_.grades[one.worse].title.in(lang_),
          one.is_clear ? say("差别明显", "clearly") : say("差别在偶然的范围内", "within chance")));
    }
    if (report_.tenths.empty()) return;
    page_.heading(say("按分值分段(分数相同的不拆开,至多十段)",
                      "By points, in at most ten parts (equal points stay together)"));
    marks.clear();
    PageTable tenths = rate_table(say("分值", "points"));
    for (const auto& tenth : report_.tenths) {
      rate_row(
          points_text(tenth.low, report_.places) + "–" + points_text(tenth.high, report_.places),
          tenth.rate, marks, tenths);
    }
    page_.chart(rate_chart(marks, rate_axis(marks), say("各段的比率", "rate by tenth")), "",
                tenths);
  }

  void groups() {
    page_.section(
        say("对每一类主体都行吗", "Does it work for every group"),
        fmt::format(form(lang_,
                         "各组内部的 AUC 和 95% 区间。少于 {} 家的组不列;发生或未发生不足 {} "
                         "家的,算不出;区间宽于 {:.1f} 的,说明不了什么。",
                         "AUC within each group, with its 95% interval. Groups below {} "
                         "subjects are not shown; with fewer than {} on one side there is "
                         "none; an interval wider than {:.1f} says nothing."),
                    report_.group_minimum, k_events_min, k_interval_width_max));
    for (std::size_t g = 0; g < report_.groupings.size(); ++g) group_chart(g);
    same_meaning();
  }

  /// The groups in which what happened does not fit what their grades say.
  void same_meaning() {
    std::size_t shown = 0;
    std::vector<const GroupValidation*> apart;
    for (const GroupValidation& one : report_.groups) {
      if (!one.is_shown || one.expected <= 0) continue;
      ++shown;
      if (one.against != GroupValidation::Against::as_expected) apart.push_back(&one);
    }
    page_.heading(
        say("同一个等级,对各组是不是同一个意思", "Does a grade mean the same for every group"));
    page_.text(
        fmt::format(form(lang_,
                         "“应有”是假如同一等级在哪一组都一样时,这一组会有多少家;1 倍就是正好。只列 "
                         "95% 区间不含 1 的:{} 组中有 {} 组,单凭偶然也会有约 {} 组。",
                         "`By grade` is how many there would be in a group if a grade meant the "
                         "same in all of them; 1 "
                         "is just so. Shown are those whose 95% interval leaves out 1: {1} of {0} "
                         "groups; about {2} would "
                         "do so by chance."),
                    shown, apart.size(), (shown + 10) / 20));
    if (apart.empty()) return;
    std::ranges::stable_sort(apart, [](const auto* a, const auto* b) {
      return static_cast<double>(a->rate.events) / a->expected >
             static_cast<double>(b->rate.events) / b->expected;
    });
    std::vector<RateMark> marks;
    RateAxis axis{0, 2, 1, say("与等级相符", "as graded"), false};
    PageTable table{{say("组", "group"), say(">主体", ">subjects"), say(">按等级应有", ">by grade"),
                     say(">实有", ">events"), say(">倍", ">times")},
                    {}};
    for (const GroupValidation* one : apart) {
      const Grouping& grouping = report_.groupings[one->grouping];
      const std::string name =
          grouping.title.in(lang_) + " · " + grouping.groups[one->group].title.in(lang_);
      const double scale = static_cast<double>(one->rate.subjects) / one->expected;
      const double times = static_cast<double>(one->rate.events) / one->expected;
      const Interval interval{one->rate.interval->low * scale, one->rate.interval->high * scale};
      marks.push_back(
          {name, interval, times,
           fmt::format("{} / {:.1f} = {:.2f}", grouped(one->rate.events), one->expected, times), "",
           false});
      axis.high = std::max(axis.high, interval.high);
      table.rows.push_back({name, grouped(one->rate.subjects), fmt::format("{:.1f}", one->expected),
                            grouped(one->rate.events), fmt::format("{:.2f}", times)});
    }
    page_.chart(rate_chart(marks, axis, say("实有与应有之比", "events by what the grades say")), "",
                table);
  }

  void group_chart(std::size_t g) {
    const Grouping& grouping = report_.groupings[g];
    const std::string name = grouping.title.in(lang_);
    page_.heading(name);
    if (grouping.is_unknown()) {
      page_.text(say("全部未填,不能分组。", "Nobody states it, so there are no groups."));
      return;
    }
    std::vector<RateMark> marks;
    std::vector<std::string> small;
    PageTable table{
        {name, say(">主体", ">subjects"), say(">发生", ">events"), say(">比率", ">rate"),
         say(">按等级应有", ">by grade"), ">AUC", say(">95% 区间", ">95% interval"), ">KS", ""},
        {}};
    for (const GroupValidation& one : report_.groups) {
      if (one.grouping != g || one.figures.subjects == 0) continue;
      if (!one.is_shown) small.push_back(grouping.groups[one.group].title.in(lang_));
      group_row(grouping.groups[one.group].title.in(lang_), one, marks, table);
    }
    RateAxis axis{0.5, 1, 0.5, say("抛硬币", "a coin"), false};
    for (const RateMark& mark : marks) {
      if (!mark.note.empty()) continue;
      axis.low = std::min(axis.low, mark.interval ? mark.interval->low : mark.rate);
    }
    axis.low = std::floor(axis.low * 10) / 10;
    page_.chart(rate_chart(marks, axis, name), "", table);
    page_.small_groups(small, report_.group_minimum);
  }

  void group_row(const std::string& title, const GroupValidation& one, std::vector<RateMark>& marks,
                 PageTable& table) const {
    if (!one.is_shown) {
      table.rows.push_back({title, few(), "", "", "", "", "", "", ""});
      return;
    }
    const Discrimination& f = one.figures;
    const std::string note = group_note(one, lang_);
    marks.push_back(
        {title, f.auc_interval, f.auc.value_or(0),
         fmt::format("{} ({} / {})", figure(f.auc), grouped(f.events), grouped(f.subjects)),
         f.auc ? "" : note, !note.empty()});
    table.rows.push_back({title, grouped(f.subjects), grouped(f.events),
                          share_text(f.events, f.subjects), expected_text(one), figure(f.auc),
                          interval_text(f.auc_interval), figure(f.ks), note});
  }

  void stability() {
    page_.section(
        say("一年后还是同一把尺吗", "Is it the same yardstick later on"),
        fmt::format(
            form(lang_,
                 "同一标准在 {} 和 {} 对各自当时全体主体的评价。PSI 小于 0.1 通常看作变化不大,大于 "
                 "0.25 看作变化很大;“偶然可达”以下与没有变化无从区别。",
                 "The same standard on {} and on {}, over all subjects of each day. A "
                 "PSI below 0.1 is usually read as little change, above 0.25 as "
                 "much; below `by chance` it can't be told from none."),
            report_.as_of.text(), report_.through.text()));
    PageTable psi{{"", ">PSI", say(">偶然可达", ">by chance")}, {}};
    const auto row = [&](std::string name, const Stability& one) {
      psi.rows.push_back(
          {std::move(name), fmt::format("{:.4f}", one.psi), fmt::format("{:.4f}", one.by_chance)});
    };
    row(say("等级", "grades"), report_.grade_stability);
    if (report_.points_stability) row(say("分值", "points"), *report_.points_stability);
    page_.table(psi);
    PageTable table{{say("等级", "grade"), ">" + report_.as_of.text(), say(">占比", ">share"),
                     ">" + report_.through.text(), say(">占比", ">share")},
                    {}};
    std::uint64_t before = 0;
    std::uint64_t after = 0;
    for (const std::uint64_t one : report_.grades_before) before += one;
    for (const std::uint64_t one : report_.grades_after) after += one;
    ShareRow bar_before{report_.as_of.text(), {}};
    ShareRow bar_after{report_.through.text(), {}};
    std::string legend;
    const auto part = [](std::uint64_t one, std::uint64_t all) {
      return static_cast<double>(one) / std::max(1.0, static_cast<double>(all));
    };
    for (std::size_t g = 0; g < report_.grades_before.size(); ++g) {
      const std::string& title = report_.standard.grades[g].in(lang_);
      bar_before.parts.push_back(part(report_.grades_before[g], before));
      bar_after.parts.push_back(part(report_.grades_after[g], after));
      legend += fmt::format("<span class=\"key g{}\"></span>{}", std::min<std::size_t>(g, 7),
                            escaped(title));
      table.rows.push_back(
          {title, grouped(report_.grades_before[g]), share_text(report_.grades_before[g], before),
           grouped(report_.grades_after[g]), share_text(report_.grades_after[g], after)});
    }
    page_.chart(share_chart({bar_before, bar_after}, say("两个日期的等级", "grades on both days")),
                legend, table);
  }

  void foot() {
    page_.foot(fmt::format(
        form(lang_,
             "评级按 {} 所知,结果按 {} 所知。AUC 区间:DeLong 方差,logit 尺度;KS 区间:重抽样 {} "
             "次,种子 "
             "{};比率区间:Wilson。\n检验说的是过去和整体,不说任何一家将来怎样;"
             "它不是对任何主体采取措施的依据。各数字的含义和局限见 docs/studies.md。",
             "Ratings as known at {}, the outcome as known at {}. AUC interval: DeLong's variance "
             "on the "
             "logit scale; KS interval: {} resamples, seed {}; rates: Wilson.\nA validation speaks "
             "of "
             "the past and of the whole, never of what a single subject will do, and is no ground "
             "for "
             "a measure against any. What each figure means: docs/studies.md."),
        report_.known_at.text(), report_.outcome_known_at.text(), report_.resamples, report_.seed));
  }

  const ValidationReport& report_;
  Lang lang_;
  Page page_;
};

}  // namespace

std::string validation_page(const ValidationReport& report, Lang lang) {
  return Writing(report, lang).write();
}

}  // namespace sanqu::studies
