// SPDX-License-Identifier: Apache-2.0
// `diff` and `simulate` as a page: what was compared, the sentences that matter, then each picture with its table.
#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "studies/page/charts.hpp"
#include "studies/page/page.hpp"
#include "studies/page/svg.hpp"
#include "studies/report.hpp"
#include "studies/wording.hpp"

namespace sanqu::studies {

namespace {

auto form(Lang lang, std::string_view zh, std::string_view en) {
  return fmt::runtime(in(lang, zh, en));
}

/// The darkest tint of a cell, in percent; the tint grows with the root of the share, so that few are seen too.
constexpr double k_tint_most = 85;

class Writing {
 public:
  Writing(const ComparisonReport& report, Lang lang)
      : report_(report),
        c_(report.comparison),
        lang_(lang),
        page_(lang, std::string(kicker()) + ": " + report.before.title.in(lang)) {}

  std::string write() {
    head();
    settings();
    spread();
    migration();
    crowding();
    groups();
    causes();
    movers();
    sweep();
    foot();
    return page_.take();
  }

 private:
  std::string say(std::string_view zh, std::string_view en) const {
    return std::string(in(lang_, zh, en));
  }
  std::string_view kicker() const {
    return report_.is_simulation ? in(lang_, "标准试算", "Simulation of a standard")
                                 : in(lang_, "标准对比", "Comparison of two standards");
  }
  std::string points(std::int64_t units) const { return points_text(units, c_.places); }

  void head() {
    const StandardName& before = report_.before;
    const StandardName& after = report_.after;
    const bool same = before.name == after.name;
    std::vector<std::pair<std::string, std::string>> facts = {
        {say("标准", "standard"), same ? before.name : before.name + " → " + after.name},
        {say("评价基准日", "as of"), report_.as_of.text()},
        {say("主体", "subjects"), grouped(c_.all.subjects)},
        {say("两次都评级", "rated both times"), grouped(c_.all.rated_both)}};
    const bool same_title = before.title == after.title;
    page_.head(kicker(),
               same_title ? before.title.in(lang_)
                          : before.title.in(lang_) + " → " + after.title.in(lang_),
               facts);
    page_.lead(sentences_of(report_, lang_));
    std::vector<std::string> notes;
    for (const StandardName* one : {&before, &after}) {
      if (one->provisional.empty() || (one == &after && same)) continue;
      notes.push_back(fmt::format(form(lang_, "{} 是暂定标准:{}", "{} is provisional: {}"),
                                  one->name, one->provisional));
    }
    page_.notes(say("请注意", "Note"), notes);
  }

  void settings() {
    if (report_.settings.empty()) return;
    page_.section(say("改了什么", "What was changed"),
                  say("只改这些数值,其余照旧;改动后的标准通过了全部检查。",
                      "Only these figures; the changed standard passed every check."));
    PageTable table{{say("项目", "what"), say("原为", "was"), say("改为", "becomes")}, {}};
    for (const auto& one : report_.settings)
      table.rows.push_back({one.target, one.before, one.after});
    page_.table(table);
  }

  std::string grade_title(const StandardName& standard, std::size_t grade) const {
    return standard.grades[grade].in(lang_);
  }

  std::vector<CutLine> cut_lines(const Spread& spread, const StandardName& standard) const {
    std::vector<CutLine> out;
    for (const CutOff& cut : spread.cut_offs) {
      out.push_back({at_places(cut.points, spread.places, spread.histogram.places),
                     grade_title(standard, static_cast<std::size_t>(cut.grade))});
    }
    return out;
  }

  void spread() {
    const Spread& before = report_.spread_before;
    const Spread& after = report_.spread_after;
    if (!after.quantiles && !before.quantiles) return;
    page_.section(say("分值的分布", "Where the points lie"),
                  say("每根柱是一段分值里的主体数。虚线是分数线:线压在人群上,几分之差就定了等级。",
                      "Each bar is the number of subjects in a range of points. Dashed: the "
                      "cut-offs. A line through a crowd lets a few points decide."));
    if (c_.points_alike && after.quantiles && before.quantiles) {
      both_histograms();
    } else {
      one_histogram(before, report_.before);
      one_histogram(after, report_.after);
    }
    quantiles();
  }

  void both_histograms() {
    const Histogram& before = report_.spread_before.histogram;
    const Histogram& after = report_.spread_after.histogram;
    PageTable table{{say(">分值自", ">points from"), say(">至不满", ">to below"),
                     say(">原来", ">before"), say(">之后", ">after")},
                    {}};
    for (std::size_t i = 0; i < after.counts.size(); ++i) {
      const std::int64_t low = after.low + after.width * static_cast<std::int64_t>(i);
      table.rows.push_back({points(low), points(low + after.width), grouped(before.counts[i]),
                            grouped(after.counts[i])});
    }
    page_.chart_with_long_table(
        histogram_chart(&before, after, cut_lines(report_.spread_after, report_.after), lang_),
        fmt::format("<span class=\"key after\"></span>{}<span class=\"key before\"></span>{}",
                    say("之后", "after"), say("原来", "before")),
        table);
  }

  void one_histogram(const Spread& spread, const StandardName& standard) {
    if (!spread.quantiles) return;
    page_.heading(standard.title.in(lang_));
    const Histogram& h = spread.histogram;
    PageTable table{
        {say(">分值自", ">points from"), say(">至不满", ">to below"), say(">主体", ">subjects")},
        {}};
    for (std::size_t i = 0; i < h.counts.size(); ++i) {
      const std::int64_t low = h.low + h.width * static_cast<std::int64_t>(i);
      table.rows.push_back(
          {points_text(low, h.places), points_text(low + h.width, h.places), grouped(h.counts[i])});
    }
    page_.chart_with_long_table(histogram_chart(nullptr, h, cut_lines(spread, standard), lang_), "",
                                table);
  }

  void quantiles() {
    PageTable table{{"", say(">平均", ">mean"), say(">最低", ">least"), ">5%", ">25%",
                     say(">中位", ">median"), ">75%", ">95%", say(">最高", ">most")},
                    {}};
    const auto row = [&](std::string name, const Spread& spread) {
      if (!spread.quantiles) return;
      const Quantiles& q = *spread.quantiles;
      std::vector<std::string> cells = {std::move(name),
                                        mean_text(spread.sum, spread.rated, spread.places)};
      for (const std::int64_t one : {q.least, q.p5, q.p25, q.median, q.p75, q.p95, q.most}) {
        cells.push_back(points_text(one, spread.places));
      }
      table.rows.push_back(std::move(cells));
    };
    row(say("原来", "before"), report_.spread_before);
    row(say("之后", "after"), report_.spread_after);
    page_.table(table);
  }

  /// One cell: how many, and of the row what share; tinted by the share, blue upwards and orange downwards.
  std::string cell(const Migration& m, std::size_t r, std::size_t k, std::uint64_t row_sum) const {
    const std::uint64_t count = m.at(r, k);
    if (count == 0) return "<td class=\"n\"><span style=\"opacity:.35\">·</span></td>";
    const bool both = m.before[r].is_rated && m.after[k].is_rated && c_.grades_alike;
    const std::string text = grouped(count);
    const bool is_same =
        m.before[r].id == m.after[k].id && m.before[r].is_rated == m.after[k].is_rated;
    if (!both || is_same) {
      return fmt::format("<td class=\"n{}\">{}</td>", is_same ? " same" : "", text);
    }
    const double share = static_cast<double>(count) / static_cast<double>(row_sum);
    const double tint = std::clamp(std::sqrt(share) * 100, 12.0, k_tint_most);
    const bool is_up = k < r;
    return fmt::format(
        "<td class=\"n\" style=\"background:color-mix(in srgb, var(--{}) {:.0f}%, var(--card))\">"
        "{} {}<br><small>{}</small></td>",
        is_up ? "gain" : "loss", tint * 0.7, is_up ? "↑" : "↓", text, share_text(count, row_sum));
  }

  void migration() {
    const Migration m = condensed(c_.migration);
    page_.section(
        say("等级的去向", "Where the grades go"),
        say("每行是原来的等级,每列是之后的等级。↑ 升级,↓ 降级,灰格不变;百分比是占本行的比例。",
            "A row is the grade before, a column the grade after. ↑ rise, ↓ fall, grey: "
            "unchanged; percentages are of the row."));
    std::string html = "<div class=\"scroll\"><table class=\"heat\"><thead><tr><th>" +
                       say("原来 \\ 之后", "before \\ after") + "</th>";
    for (const Outcome& one : m.after)
      html += "<th class=\"n\">" + escaped(one.title.in(lang_)) + "</th>";
    html += "<th class=\"n\">" + say("合计", "all") + "</th></tr></thead><tbody>\n";
    for (std::size_t r = 0; r < m.before.size(); ++r) {
      std::uint64_t sum = 0;
      for (std::size_t k = 0; k < m.after.size(); ++k) sum += m.at(r, k);
      html += "<tr><th>" + escaped(m.before[r].title.in(lang_)) + "</th>";
      for (std::size_t k = 0; k < m.after.size(); ++k) html += cell(m, r, k, sum);
      html += "<td class=\"n\"><strong>" + grouped(sum) + "</strong></td></tr>\n";
    }
    page_.html(html + "</tbody></table></div>\n");
    if (c_.grades_alike && c_.all.grade_up + c_.all.grade_down > 0) {
      page_.text(fmt::format(
          form(lang_, "等级有变化的主体中,{} 家只因分值,{} 家因规则(否决、封顶等)的适用有变。",
               "Of those whose grade changes, {} do so by points alone, {} by an override (veto, "
               "cap "
               "and the like)."),
          grouped(c_.changed_by_points), grouped(c_.changed_by_overrides)));
    }
    reasons();
  }

  void reasons() {
    PageTable table{
        {say("未评级的原因", "why not rated"), say(">原来", ">before"), say(">之后", ">after")},
        {}};
    for (const ReasonCount& one : reasons_of(c_.migration)) {
      table.rows.push_back({one.title.in(lang_), grouped(one.before), grouped(one.after)});
    }
    if (!table.rows.empty()) page_.table(table);
  }

  void crowding() {
    const Spread& before = report_.spread_before;
    const Spread& after = report_.spread_after;
    if (after.cut_offs.empty() || after.cut_offs.front().near.empty()) return;
    page_.section(
        say("分数线附近有多挤", "How crowded the cut-offs are"),
        say("左边的主体再加几分就升级,右边的再减几分就降级(只看分值,不看封顶等规则)。颜色越深,"
            "离线越近。",
            "Those to the left rise with a few points more, those to the right fall with a few "
            "points less (by points alone, without caps and the like). The darker, the closer."));
    std::vector<CrowdRow> rows;
    PageTable table{{say("等级", "grade"), say(">分数线", ">cut-off"), say(">几分以内", ">within"),
                     say(">线下,原来", ">below, before"), say(">线下,之后", ">below, after"),
                     say(">线上,原来", ">above, before"), say(">线上,之后", ">above, after")},
                    {}};
    for (std::size_t i = 0; i < after.cut_offs.size(); ++i) {
      const CutOff& cut = after.cut_offs[i];
      const std::string title = grade_title(report_.after, static_cast<std::size_t>(cut.grade));
      CrowdRow row{title + " " + points_text(cut.points, after.places), {}, {}};
      for (std::size_t n = cut.near.size(); n-- > 0;) {
        row.below.push_back(cut.near[n].below);
        row.above.push_back(cut.near[n].above);
      }
      for (std::size_t n = 0; n < cut.near.size(); ++n) {
        const bool known = c_.points_alike && c_.grades_alike;
        const auto was = [&](bool above) {
          if (!known) return std::string("—");
          const Near& near = before.cut_offs[i].near[n];
          return grouped(above ? near.above : near.below);
        };
        table.rows.push_back({title, points_text(cut.points, after.places),
                              points_text(cut.near[n].within, after.places), was(false),
                              grouped(cut.near[n].below), was(true), grouped(cut.near[n].above)});
      }
      rows.push_back(std::move(row));
    }
    std::string widths;
    for (const Near& near : after.cut_offs.front().near) {
      widths += (widths.empty() ? "" : say("、", ", ")) + points_text(near.within, after.places);
    }
    page_.chart(
        crowd_chart(rows, lang_),
        escaped(fmt::format(
            form(lang_, "由深到浅:离线 {} 分以内", "dark to light: within {} points"), widths)),
        table);
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
    for (std::size_t g = 0; g < c_.groupings.size(); ++g) group_chart(g, legend);
  }

  void group_chart(std::size_t g, const std::string& legend) {
    const Grouping& grouping = c_.groupings[g];
    const std::string name = grouping.title.in(lang_);
    page_.heading(name);
    if (grouping.is_unknown()) {
      page_.text(say("全部未填,不能分组。", "Nobody states it, so there are no groups."));
      return;
    }
    std::vector<BalanceRow> rows;
    std::vector<std::string> small;
    PageTable table{{name, say(">主体", ">subjects"), say(">两次都评级", ">rated both times"),
                     say(">升级", ">rise"), say(">降级", ">fall"), say(">加分", ">gain"),
                     say(">减分", ">lose"), say(">平均变化", ">mean change")},
                    {}};
    for (const GroupTally& one : c_.groups) {
      if (one.grouping == g) group_row(one, rows, small, table);
    }
    page_.chart(balance_chart(rows, name), g == 0 ? legend : "", table);
    page_.small_groups(small, report_.group_minimum);
  }

  void group_row(const GroupTally& one, std::vector<BalanceRow>& rows,
                 std::vector<std::string>& small, PageTable& table) {
    const std::string& title = c_.groupings[one.grouping].groups[one.group].title.in(lang_);
    if (!one.is_shown) {
      const std::string few =
          fmt::format(form(lang_, "少于 {} 家", "fewer than {}"), report_.group_minimum);
      small.push_back(title);
      table.rows.push_back({title, few, "", "", "", "", "", ""});
      return;
    }
    const Tally& t = one.tally;
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
    rows.push_back({title, static_cast<double>(down) / whole, static_cast<double>(up) / whole,
                    label(down), label(up), ""});
    const auto part = [&](std::uint64_t count, bool is_known) {
      return is_known ? fmt::format("{} ({})", grouped(count), share_text(count, t.rated_both))
                      : std::string("—");
    };
    table.rows.push_back(
        {title, grouped(t.subjects), grouped(t.rated_both), part(t.grade_up, c_.grades_alike),
         part(t.grade_down, c_.grades_alike), part(t.points_up, c_.points_alike),
         part(t.points_down, c_.points_alike),
         c_.points_alike ? signed_mean(t.points_change, t.rated_both, c_.places) : "—"});
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
                      signed_points(cause->gained, c_.places), ""});
    }
    if (!rows.empty()) {
      page_.chart(
          balance_chart(rows, say("各指标的变化", "change by indicator")),
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

  void foot() {
    page_.foot(fmt::format(
        form(
            lang_,
            "数据:{},按 {} "
            "所知。试算不改变任何评级,不写入库。评价的对象只有组织,"
            "没有自然人。\n各数字的含义和局限见 docs/studies.md。",
            "Data: {}, as known at {}. A study changes no rating and writes nothing to a store. "
            "Only "
            "organisations are rated, never a natural person.\nWhat each figure means, and what it "
            "can't say: docs/studies.md."),
        report_.source, report_.known_at.text()));
  }

  const ComparisonReport& report_;
  const Comparison& c_;
  Lang lang_;
  Page page_;
};

}  // namespace

std::string comparison_page(const ComparisonReport& report, Lang lang) {
  return Writing(report, lang).write();
}

}  // namespace sanqu::studies
