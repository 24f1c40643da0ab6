// SPDX-License-Identifier: Apache-2.0
// `diff` and `simulate` as a page: what was compared, the sentences that matter, then where points and grades go. Who it
// meets and why: who_and_why.cpp.
#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "studies/page/charts.hpp"
#include "studies/page/comparison_parts.hpp"
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
    write_who_and_why(page_, report_, lang_);
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
    const bool both = m.before[r].is_rated && m.after[k].is_rated;
    const std::string text = grouped(count);
    const bool is_same = (c_.grades_alike || !m.before[r].is_rated) &&
                         m.before[r].id == m.after[k].id &&
                         m.before[r].is_rated == m.after[k].is_rated;
    if (!both || is_same) {
      return fmt::format("<td class=\"n{}\">{}</td>", is_same ? " same" : "", text);
    }
    const double share = static_cast<double>(count) / static_cast<double>(row_sum);
    const double tint = std::clamp(std::sqrt(share) * 100, 12.0, k_tint_most);
    // Between two scales there is no up and down, only where they go.
    const bool is_up = k < r;
    const std::string_view look = !c_.grades_alike ? "before" : is_up ? "gain" : "loss";
    const std::string_view sign = !c_.grades_alike ? "" : is_up ? "↑ " : "↓ ";
    return fmt::format(
        "<td class=\"n\" style=\"background:color-mix(in srgb, var(--{}) {:.0f}%, var(--card))\">"
        "{}{}<br><small>{}</small></td>",
        look, tint * 0.7, sign, text, share_text(count, row_sum));
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
