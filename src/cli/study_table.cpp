// SPDX-License-Identifier: Apache-2.0
#include "cli/study_table.hpp"

#include <fmt/core.h>

#include "cli/text_table.hpp"
#include "cli/wording.hpp"
#include "studies/wording.hpp"

namespace sanqu::cli {

using studies::Cause;
using studies::Comparison;
using studies::ComparisonReport;
using studies::GroupTally;
using studies::Outcome;

namespace {

std::string outcome_text(const Outcome& outcome, Lang lang) {
  const std::string& title = outcome.title.in(lang);
  if (!outcome.is_rated) return title;
  return title == outcome.id ? title : outcome.id + " " + title;
}

class Writing {
 public:
  Writing(const ComparisonReport& report, const Surroundings& around)
      : report_(report), c_(report.comparison), out_(around.out), lang_(around.lang) {}

  void write() {
    head();
    settings();
    migration();
    cut_offs();
    groups();
    causes();
    overrides();
    movers();
    sweep();
  }

 private:
  std::string say(std::string_view zh, std::string_view en) const {
    return std::string(in(lang_, zh, en));
  }
  void title(std::string_view zh, std::string_view en) {
    out_.line("");
    out_.line(in(lang_, zh, en));
  }

  void head() {
    const bool same = report_.before.name == report_.after.name;
    out_.line(fmt::format("{} {}{}", report_.before.title.in(lang_), report_.before.name,
                          same ? "" : " → " + report_.after.name));
    out_.line(fmt::format(form(lang_, "评价基准日 {},主体 {}", "as of {}, {} subjects"),
                          report_.as_of.text(), grouped(c_.all.subjects)));
    for (const std::string& sentence : studies::sentences_of(report_, lang_)) out_.line(sentence);
  }

  void settings() {
    if (report_.settings.empty()) return;
    title("改动", "changes");
    TextTable table({say("项目", "what"), say("原为", "was"), say("改为", "becomes")});
    for (const auto& one : report_.settings) table.row({one.target, one.before, one.after});
    table.write(out_);
  }

  void migration() {
    title("等级的去向(行:原来;列:之后)", "where grades go (rows: before; columns: after)");
    const studies::Migration m = studies::condensed(c_.migration);
    std::vector<std::string> headings = {""};
    for (const Outcome& outcome : m.after) headings.push_back(">" + outcome_text(outcome, lang_));
    headings.push_back(say(">合计", ">all"));
    TextTable table(std::move(headings));
    for (std::size_t r = 0; r < m.before.size(); ++r) {
      std::vector<std::string> cells = {outcome_text(m.before[r], lang_)};
      std::uint64_t sum = 0;
      for (std::size_t k = 0; k < m.after.size(); ++k) {
        sum += m.at(r, k);
        cells.push_back(m.at(r, k) == 0 ? "·" : grouped(m.at(r, k)));
      }
      cells.push_back(grouped(sum));
      table.row(std::move(cells));
    }
    table.write(out_);
    reasons();
  }

  void reasons() {
    const auto counts = studies::reasons_of(c_.migration);
    if (counts.empty()) return;
    title("未评级的原因", "why subjects are not rated");
    TextTable table({say("原因", "reason"), say(">原来", ">before"), say(">之后", ">after")});
    for (const auto& one : counts) {
      table.row({one.title.in(lang_), grouped(one.before), grouped(one.after)});
    }
    table.write(out_);
  }

  void cut_offs() {
    const studies::Spread& before = report_.spread_before;
    const studies::Spread& after = report_.spread_after;
    if (after.cut_offs.empty()) return;
    title("分数线附近的主体(线下 + 线上)", "subjects close to a cut-off (below + above)");
    std::vector<std::string> headings = {say("等级", "grade"), say(">分数线", ">cut-off")};
    for (const auto& near : after.cut_offs.front().near) {
      const std::string within = studies::points_text(near.within, after.places);
      headings.push_back(fmt::format(form(lang_, ">{} 分内,原来", ">within {}, before"), within));
      headings.push_back(fmt::format(form(lang_, ">{} 分内,之后", ">within {}, after"), within));
    }
    TextTable table(std::move(headings));
    for (std::size_t i = 0; i < after.cut_offs.size(); ++i) {
      const auto& cut = after.cut_offs[i];
      std::vector<std::string> cells = {
          report_.after.grades[static_cast<std::size_t>(cut.grade)].in(lang_),
          studies::points_text(cut.points, after.places)};
      for (std::size_t n = 0; n < cut.near.size(); ++n) {
        const auto pair = [](const studies::Near& near) {
          return fmt::format("{} + {}", grouped(near.below), grouped(near.above));
        };
        const bool has_before = c_.points_alike && c_.grades_alike;
        cells.push_back(has_before ? pair(before.cut_offs[i].near[n]) : "—");
        cells.push_back(pair(cut.near[n]));
      }
      table.row(std::move(cells));
    }
    table.write(out_);
  }

  void groups() {
    for (std::size_t g = 0; g < c_.groupings.size(); ++g) {
      const std::string name = c_.groupings[g].title.in(lang_);
      if (c_.groupings[g].is_unknown()) {
        title(fmt::format("按{}:全部未填", name), fmt::format("by {}: nobody states it", name));
        continue;
      }
      title("按" + name, "by " + name);
      std::vector<std::string> headings = {name, say(">主体", ">subjects"),
                                           say(">两次都评级", ">rated both times")};
      if (has_moves()) {
        headings.push_back(say(">变为可评级", ">become rated"));
        headings.push_back(say(">不再评级", ">no longer rated"));
      }
      for (std::string one : {say(">升级", ">rise"), say(">降级", ">fall"), say(">加分", ">gain"),
                              say(">减分", ">lose"), say(">平均变化", ">mean change")}) {
        headings.push_back(std::move(one));
      }
      const std::size_t columns = headings.size();
      TextTable table(std::move(headings));
      for (const GroupTally& one : c_.groups) {
        if (one.grouping == g) group_row(one, columns, table);
      }
      table.write(out_);
    }
  }

  bool has_moves() const { return c_.all.entered + c_.all.left > 0; }

  void group_row(const GroupTally& one, std::size_t columns, TextTable& table) {
    std::vector<std::string> cells = {c_.groupings[one.grouping].groups[one.group].title.in(lang_)};
    if (!one.is_shown) {
      cells.push_back(fmt::format(form(lang_, "少于 {}", "fewer than {}"), report_.group_minimum));
      cells.resize(columns);
      table.row(std::move(cells));
      return;
    }
    const studies::Tally& t = one.tally;
    const auto part = [&](std::uint64_t count, bool is_known) {
      if (!is_known) return std::string("—");
      return fmt::format("{} ({})", grouped(count), studies::share_text(count, t.rated_both));
    };
    cells.push_back(grouped(t.subjects));
    cells.push_back(grouped(t.rated_both));
    if (has_moves()) {
      cells.push_back(grouped(t.entered));
      cells.push_back(grouped(t.left));
    }
    cells.push_back(part(t.grade_up, c_.grades_alike));
    cells.push_back(part(t.grade_down, c_.grades_alike));
    cells.push_back(part(t.points_up, c_.points_alike));
    cells.push_back(part(t.points_down, c_.points_alike));
    cells.push_back(c_.points_alike ? studies::signed_mean(t.points_change, t.rated_both, c_.places)
                                    : "—");
    table.row(std::move(cells));
  }

  void causes() {
    bool any = false;
    TextTable table({say("分值的来处", "where points come from"), say(">涉及主体", ">subjects"),
                     say(">合计变化", ">change, all"), say(">其中加", ">gained"),
                     say(">其中减", ">lost")});
    for (const Cause& cause : c_.causes) {
      if (cause.subjects == 0) continue;
      any = true;
      const bool is_part =
          cause.kind == Cause::Kind::indicator || cause.kind == Cause::Kind::limits;
      table.row({(is_part ? "  " : "") + cause.title.in(lang_), grouped(cause.subjects),
                 studies::signed_points(cause.change, c_.places),
                 studies::signed_points(cause.gained, c_.places),
                 studies::signed_points(cause.lost, c_.places)});
    }
    if (!any) return;
    title("为什么", "why");
    table.write(out_);
  }

  void overrides() {
    bool any = false;
    TextTable table({say("规则", "override"), say(">原来", ">before"), say(">之后", ">after"),
                     say(">新适用", ">started"), say(">不再适用", ">stopped")});
    for (const auto& one : c_.overrides) {
      if (one.started + one.stopped == 0) continue;
      any = true;
      const std::string& name = one.title.in(lang_);
      table.row({name.empty() ? one.id : name, grouped(one.before), grouped(one.after),
                 grouped(one.started), grouped(one.stopped)});
    }
    if (!any) return;
    title("规则", "overrides");
    table.write(out_);
  }

  void movers() {
    if (c_.movers.empty()) return;
    title("变化最大的主体", "the largest single movers");
    TextTable table({say("主体", "subject"), say("等级", "grade"), say(">分值", ">points"),
                     say("因为", "because of")});
    for (std::size_t i = 0; i < c_.movers.size(); ++i) {
      const studies::Mover& mover = c_.movers[i];
      std::string why;
      for (const auto& part : mover.parts) {
        why += fmt::format("{}{} {}", why.empty() ? "" : ", ", part.id,
                           studies::signed_points(part.change, c_.places));
      }
      for (const std::string& id : mover.overrides_started) why += (why.empty() ? "+" : ", +") + id;
      for (const std::string& id : mover.overrides_stopped) why += (why.empty() ? "-" : ", -") + id;
      table.row({report_.subject_ids[i], mover.grade_before + " → " + mover.grade_after,
                 c_.points_alike ? studies::points_text(mover.before, c_.places) + " → " +
                                       studies::points_text(mover.after, c_.places)
                                 : "",
                 why});
    }
    table.write(out_);
  }

  void sweep() {
    if (!report_.sweep) return;
    title("逐个取值", "value by value");
    std::vector<std::string> headings = {">" + report_.sweep->target};
    for (const auto& grade : report_.before.grades) headings.push_back(">" + grade.in(lang_));
    headings.push_back(say(">未评级", ">not rated"));
    headings.push_back(say(">平均分", ">mean points"));
    headings.push_back(say(">升级", ">rise"));
    headings.push_back(say(">降级", ">fall"));
    TextTable table(std::move(headings));
    for (const auto& row : report_.sweep->rows) {
      std::vector<std::string> cells = {row.value};
      for (const std::uint64_t count : row.spread.grades) {
        cells.push_back(studies::share_text(count, row.spread.rated));
      }
      cells.push_back(grouped(row.spread.not_rated));
      cells.push_back(row.spread.quantiles
                          ? studies::mean_text(row.spread.sum, row.spread.rated, row.spread.places)
                          : "—");
      cells.push_back(grouped(row.tally.grade_up));
      cells.push_back(grouped(row.tally.grade_down));
      table.row(std::move(cells));
    }
    table.write(out_);
  }

  const ComparisonReport& report_;
  const Comparison& c_;
  Output& out_;
  Lang lang_;
};

}  // namespace

void write_comparison(const ComparisonReport& report, const Surroundings& around) {
  Writing(report, around).write();
}

Result<bool> write_page(const std::string& path, const std::string& page,
                        const Surroundings& around) {
  const auto file = TRY(FileOutput::create(path));
  file->write(page);
  file->flush();
  TRY(file->state());
  around.err.line(fmt::format(form(around.lang, "网页已写入 {}", "the page is in {}"), path));
  return true;
}

}  // namespace sanqu::cli
