// SPDX-License-Identifier: Apache-2.0
// The page of a comparison, second half: who gains and who loses, what moved them, the single movers, the sweep.
#include <algorithm>

#include <fmt/core.h>

#include "studies/page/charts.hpp"
#include "studies/page/comparison_parts.hpp"
#include "studies/page/svg.hpp"
#include "studies/wording.hpp"

namespace sanqu::studies {

namespace {

auto form(Lang lang, std::string_view zh, std::string_view en) {
  return fmt::runtime(in(lang, zh, en));
}

class Writing {
 public:
  Writing(Page& page, const ComparisonReport& report, Lang lang)
      : report_(report), c_(report.comparison), lang_(lang), page_(page) {}

  void write() {
    groups();
    causes();
    movers();
    sweep();
  }

 private:
  std::string say(std::string_view zh, std::string_view en) const {
    return std::string(in(lang_, zh, en));
  }
  std::string points(std::int64_t units) const { return points_text(units, c_.places); }
  std::string grade_title(const StandardName& standard, std::size_t grade) const {
    return standard.grades[grade].in(lang_);
  }

  void groups() {
    page_.section(
        say("谁得谁失", "Who gains and who loses"),
        fmt::format(
            form(
                lang_,
                "占各组两次都评级主体的比例。可评级主体少于 {} 家的组不列数字;信息未填的单列一组。",
                "Shares of each group's subjects that are rated both times. Of "
                "groups with fewer than {} rated subjects no figure is shown; "
                "where nothing is stated is a group of its own."),
            report_.group_minimum));
    const std::string_view down = c_.grades_alike   ? in(lang_, "降级", "fall in grade")
                                  : c_.points_alike ? in(lang_, "减分", "lose points")
                                                    : in(lang_, "不再评级", "no longer rated");
    const std::string_view up = c_.grades_alike   ? in(lang_, "升级", "rise in grade")
                                : c_.points_alike ? in(lang_, "加分", "gain points")
                                                  : in(lang_, "变为可评级", "become rated");
    const std::string legend = fmt::format(
        "<span class=\"key loss\"></span>{}<span class=\"key gain\"></span>{}", down, up);
    std::vector<GroupChart> charts;
    BalanceScale scale;
    for (std::size_t g = 0; g < c_.groupings.size(); ++g) {
      charts.push_back(group_chart(g));
      for (const BalanceRow& row : charts.back().rows) scale.take(row);
    }
    for (std::size_t g = 0; g < charts.size(); ++g) {
      const std::string name = c_.groupings[g].title.in(lang_);
      page_.heading(name);
      if (c_.groupings[g].is_unknown()) {
        page_.text(say("全部未填,不能分组。", "Nobody states it, so there are no groups."));
        continue;
      }
      page_.chart(balance_chart(charts[g].rows, scale, name), g == 0 ? legend : "",
                  charts[g].table);
      page_.small_groups(charts[g].small, report_.group_minimum);
    }
  }

  struct GroupChart {
    std::vector<BalanceRow> rows;
    std::vector<std::string> small;
    PageTable table;
  };

  bool has_moves() const { return c_.all.entered + c_.all.left > 0; }

  GroupChart group_chart(std::size_t g) const {
    GroupChart out;
    out.table.headings = {c_.groupings[g].title.in(lang_), say(">主体", ">subjects"),
                          say(">两次都评级", ">rated both times")};
    if (has_moves()) {
      out.table.headings.push_back(say(">变为可评级", ">become rated"));
      out.table.headings.push_back(say(">不再评级", ">no longer rated"));
    }
    for (std::string heading : {say(">升级", ">rise"), say(">降级", ">fall"), say(">加分", ">gain"),
                                say(">减分", ">lose"), say(">平均变化", ">mean change")}) {
      out.table.headings.push_back(std::move(heading));
    }
    for (const GroupTally& one : c_.groups) {
      if (one.grouping == g) group_row(one, out);
    }
    return out;
  }

  BalanceRow balance_row(std::string title, const Tally& t) const {
    const std::uint64_t up = c_.grades_alike   ? t.grade_up
                             : c_.points_alike ? t.points_up
                                               : t.entered;
    const std::uint64_t down = c_.grades_alike   ? t.grade_down
                               : c_.points_alike ? t.points_down
                                                 : t.left;
    const std::uint64_t of = c_.grades_alike || c_.points_alike ? t.rated_both : t.rated_ever();
    const double whole = std::max(1.0, static_cast<double>(of));
    const auto label = [&](std::uint64_t count) {
      return fmt::format("{} · {}", grouped(count), share_text(count, of));
    };
    return {std::move(title), static_cast<double>(down) / whole, static_cast<double>(up) / whole,
            label(down), label(up)};
  }

  void group_row(const GroupTally& one, GroupChart& out) const {
    const std::string& title = c_.groupings[one.grouping].groups[one.group].title.in(lang_);
    if (!one.is_shown) {
      out.small.push_back(title);
      std::vector<std::string> cells(out.table.headings.size());
      cells[0] = title;
      cells[1] = fmt::format(form(lang_, "少于 {} 家", "fewer than {}"), report_.group_minimum);
      out.table.rows.push_back(std::move(cells));
      return;
    }
    const Tally& t = one.tally;
    out.rows.push_back(balance_row(title, t));
    const auto part = [&](std::uint64_t count, bool is_known) {
      return is_known ? fmt::format("{} ({})", grouped(count), share_text(count, t.rated_both))
                      : std::string("—");
    };
    std::vector<std::string> cells = {title, grouped(t.subjects), grouped(t.rated_both)};
    if (has_moves()) {
      cells.push_back(grouped(t.entered));
      cells.push_back(grouped(t.left));
    }
    cells.push_back(part(t.grade_up, c_.grades_alike));
    cells.push_back(part(t.grade_down, c_.grades_alike));
    cells.push_back(part(t.points_up, c_.points_alike));
    cells.push_back(part(t.points_down, c_.points_alike));
    cells.push_back(c_.points_alike ? signed_mean(t.points_change, t.rated_both, c_.places) : "—");
    out.table.rows.push_back(std::move(cells));
  }

  void causes() {
    std::vector<const Cause*> moved;
    PageTable table{
        {say("分值的来处", "where points come from"), say(">涉及主体", ">subjects"),
         say(">合计变化", ">change, all"), say(">其中加", ">gained"), say(">其中减", ">lost")},
        {}};
    for (const Cause& cause : c_.causes) {
      if (cause.subjects == 0) continue;
      const bool is_part =
          cause.kind == Cause::Kind::indicator || cause.kind == Cause::Kind::limits;
      if (cause.kind != Cause::Kind::dimension) moved.push_back(&cause);
      table.rows.push_back({(is_part ? "  " : "") + cause.title.in(lang_), grouped(cause.subjects),
                            signed_points(cause.change, c_.places),
                            signed_points(cause.gained, c_.places),
                            signed_points(cause.lost, c_.places)});
    }
    if (moved.empty() && c_.overrides.empty()) return;
    page_.section(
        say("为什么", "Why"),
        say("各指标使全体主体的分值合计变了多少;各行相加,正好是总分的变化。",
            "How much each indicator moves the points of all subjects together; the lines "
            "add up to the change of the total exactly."));
    std::ranges::stable_sort(moved, [](const Cause* a, const Cause* b) {
      return a->gained - a->lost > b->gained - b->lost;
    });
    std::vector<BalanceRow> rows;
    for (const Cause* cause : moved) {
      const std::string title = cause->kind == Cause::Kind::limits
                                    ? cause->id + ": " + cause->title.in(lang_)
                                    : cause->title.in(lang_);
      rows.push_back({title, static_cast<double>(-cause->lost), static_cast<double>(cause->gained),
                      signed_points(cause->lost, c_.places),
                      signed_points(cause->gained, c_.places)});
    }
    if (!rows.empty()) {
      BalanceScale scale;
      for (const BalanceRow& row : rows) scale.take(row);
      page_.chart(
          balance_chart(rows, scale, say("各指标的变化", "change by indicator")),
          fmt::format("<span class=\"key loss\"></span>{}<span class=\"key gain\"></span>{}",
                      say("减分合计", "points lost"), say("加分合计", "points gained")),
          table);
    }
    overrides();
  }

  void overrides() {
    PageTable table{{say("规则", "override"), say(">原来", ">before"), say(">之后", ">after"),
                     say(">新适用", ">started"), say(">不再适用", ">stopped")},
                    {}};
    for (const OverrideCause& one : c_.overrides) {
      if (one.started + one.stopped == 0) continue;
      const std::string& name = one.title.in(lang_);
      table.rows.push_back({name.empty() ? one.id : name, grouped(one.before), grouped(one.after),
                            grouped(one.started), grouped(one.stopped)});
    }
    if (!table.rows.empty()) page_.table(table);
  }

  void movers() {
    if (c_.movers.empty()) return;
    page_.section(say("变化最大的主体", "The largest single movers"),
                  say("只列代码,供核对;先按等级变化,再按分值变化排列。",
                      "By code only, to be checked; by steps of the grade, then by points."));
    PageTable table{{say("主体", "subject"), say("等级", "grade"), say(">分值", ">points"),
                     say("因为", "because of")},
                    {}};
    for (std::size_t i = 0; i < c_.movers.size(); ++i) {
      const Mover& mover = c_.movers[i];
      std::string why;
      const auto add = [&](const std::string& text) { why += (why.empty() ? "" : "; ") + text; };
      for (const auto& part : mover.parts) {
        add(cause_title(part.id) + " " + signed_points(part.change, c_.places));
      }
      for (const std::string& id : mover.overrides_started) {
        add(fmt::format(form(lang_, "新适用 {}", "now {}"), id));
      }
      for (const std::string& id : mover.overrides_stopped) {
        add(fmt::format(form(lang_, "不再适用 {}", "no longer {}"), id));
      }
      table.rows.push_back(
          {report_.subject_ids[i],
           title_of(report_.before, mover.grade_before) + " → " +
               title_of(report_.after, mover.grade_after),
           c_.points_alike ? points(mover.before) + " → " + points(mover.after) : "", why});
    }
    page_.table(table);
  }

  std::string title_of(const StandardName& standard, const std::string& grade) const {
    for (std::size_t g = 0; g < standard.grade_ids.size(); ++g) {
      if (standard.grade_ids[g] == grade) return grade_title(standard, g);
    }
    return grade;
  }

  std::string cause_title(const std::string& indicator) const {
    for (const Cause& cause : c_.causes) {
      const bool is_it = cause.kind == Cause::Kind::indicator && cause.id == indicator;
      if (is_it) return cause.title.in(lang_);
    }
    return indicator;
  }

  void sweep() {
    if (!report_.sweep) return;
    const Sweep& sweep = *report_.sweep;
    page_.section(
        fmt::format(form(lang_, "逐个取值:{}", "Value by value: {}"), sweep.target),
        say("每行把这一项改成一个值,全体重新评价一次;条中是各等级在已评级主体中的占比。",
            "Each row gives it one value and rates everybody again; the bar is the grades' "
            "shares of the rated."));
    std::vector<ShareRow> rows;
    PageTable table{{">" + sweep.target}, {}};
    std::string legend;
    for (std::size_t g = 0; g < report_.before.grades.size(); ++g) {
      table.headings.push_back(">" + grade_title(report_.before, g));
      legend += fmt::format("<span class=\"key g{}\"></span>{}", std::min<std::size_t>(g, 7),
                            escaped(grade_title(report_.before, g)));
    }
    table.headings.insert(table.headings.end(),
                          {say(">未评级", ">not rated"), say(">平均分", ">mean"),
                           say(">升级", ">rise"), say(">降级", ">fall")});
    for (const SweepRow& row : sweep.rows) {
      ShareRow bar{row.value, {}};
      std::vector<std::string> cells = {row.value};
      const double rated = std::max(1.0, static_cast<double>(row.spread.rated));
      for (const std::uint64_t count : row.spread.grades) {
        bar.parts.push_back(static_cast<double>(count) / rated);
        cells.push_back(share_text(count, row.spread.rated));
      }
      const bool has_points = row.spread.quantiles.has_value();
      cells.insert(
          cells.end(),
          {grouped(row.spread.not_rated),
           has_points ? mean_text(row.spread.sum, row.spread.rated, row.spread.places) : "—",
           grouped(row.tally.grade_up), grouped(row.tally.grade_down)});
      rows.push_back(std::move(bar));
      table.rows.push_back(std::move(cells));
    }
    page_.chart(share_chart(rows, say("各等级的占比", "the grades' shares")), legend, table);
  }

  const ComparisonReport& report_;
  const Comparison& c_;
  Lang lang_;
  Page& page_;
};

}  // namespace

void write_who_and_why(Page& page, const ComparisonReport& report, Lang lang) {
  Writing(page, report, lang).write();
}

}  // namespace sanqu::studies
