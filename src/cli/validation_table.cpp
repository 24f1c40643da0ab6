// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "cli/study_table.hpp"
#include "cli/text_table.hpp"
#include "cli/wording.hpp"
#include "studies/wording.hpp"

namespace sanqu::cli {

using studies::Discrimination;
using studies::GroupValidation;
using studies::Interval;
using studies::RateRow;
using studies::ValidationReport;

namespace {

std::string figure(const std::optional<double>& value) {
  return value ? fmt::format("{:.3f}", *value) : "—";
}

std::string interval(const std::optional<Interval>& value) {
  return value ? fmt::format("{:.3f}–{:.3f}", value->low, value->high) : "—";
}

std::string percent_interval(const std::optional<Interval>& value) {
  return value ? fmt::format("{:.1f}%–{:.1f}%", value->low * 100, value->high * 100) : "—";
}

class Writing {
 public:
  Writing(const ValidationReport& report, const Surroundings& around)
      : report_(report), out_(around.out), lang_(around.lang) {}

  void write() {
    out_.line(fmt::format("{} {}", report_.standard.title.in(lang_), report_.standard.name));
    for (const std::string& one : studies::sentences_of(report_, lang_)) out_.line(one);
    title("请注意", "note");
    for (const std::string& one : studies::warnings_of(report_, lang_)) out_.line("- " + one);
    discrimination();
    calibration();
    stability();
    groups();
  }

 private:
  std::string say(std::string_view zh, std::string_view en) const {
    return std::string(in(lang_, zh, en));
  }
  void title(std::string_view zh, std::string_view en) {
    out_.line("");
    out_.line(in(lang_, zh, en));
  }
  std::string few() const {
    return fmt::format(form(lang_, "少于 {}", "fewer than {}"), report_.group_minimum);
  }

  void discrimination() {
    title("区分度", "discrimination");
    TextTable table({"", say(">主体", ">subjects"), say(">发生", ">events"), ">AUC",
                     say(">95% 区间", ">95% interval"), ">Gini", ">KS",
                     say(">95% 区间", ">95% interval")});
    const auto row = [&](std::string name, const Discrimination& f) {
      table.row({std::move(name), grouped(f.subjects), grouped(f.events), figure(f.auc),
                 interval(f.auc_interval), figure(f.gini()), figure(f.ks),
                 interval(f.ks_interval)});
    };
    if (report_.by_points) row(say("按分值", "by points"), *report_.by_points);
    row(say("按等级", "by grade"), report_.by_grade);
    table.write(out_);
  }

  void rate_row(TextTable& table, std::string name, const RateRow& row) {
    if (!row.is_shown) return table.row({std::move(name), few(), "", "", ""});
    table.row({std::move(name), grouped(row.subjects), grouped(row.events),
               studies::share_text(row.events, row.subjects), percent_interval(row.interval)});
  }

  void calibration() {
    title("各等级后来发生的比率", "how often it happened, by grade");
    const auto table_of = [&](std::string what) {
      return TextTable({std::move(what), say(">主体", ">subjects"), say(">发生", ">events"),
                        say(">比率", ">rate"), say(">95% 区间", ">95% interval")});
    };
    TextTable table = table_of(say("等级", "grade"));
    for (const RateRow& row : report_.grades) rate_row(table, row.title.in(lang_), row);
    table.write(out_);
    if (report_.tenths.empty()) return;
    title("按分值分段(分数相同的不拆开,至多十段)",
          "by points, in at most ten parts (equal points stay together)");
    TextTable tenths = table_of(say("分值", "points"));
    for (const auto& tenth : report_.tenths) {
      rate_row(tenths,
               studies::points_text(tenth.low, report_.places) + "–" +
                   studies::points_text(tenth.high, report_.places),
               tenth.rate);
    }
    tenths.write(out_);
  }

  void stability() {
    title("稳定性", "stability");
    TextTable table({"", ">PSI", say(">偶然可达", ">by chance")});
    const auto row = [&](std::string name, const studies::Stability& one) {
      table.row(
          {std::move(name), fmt::format("{:.4f}", one.psi), fmt::format("{:.4f}", one.by_chance)});
    };
    row(say("等级", "grades"), report_.grade_stability);
    if (report_.points_stability) row(say("分值", "points"), *report_.points_stability);
    table.write(out_);
  }

  void groups() {
    for (std::size_t g = 0; g < report_.groupings.size(); ++g) {
      const auto& grouping = report_.groupings[g];
      const std::string name = grouping.title.in(lang_);
      if (grouping.is_unknown()) {
        title(fmt::format("按{}:全部未填", name), fmt::format("by {}: nobody states it", name));
        continue;
      }
      title("按" + name, "by " + name);
      TextTable table({name, say(">主体", ">subjects"), say(">发生", ">events"),
                       say(">比率", ">rate"), say(">按等级应有", ">by grade"), ">AUC",
                       say(">95% 区间", ">95% interval"), ">KS", ""});
      for (const GroupValidation& one : report_.groups) {
        if (one.grouping == g) group_row(table, one);
      }
      table.write(out_);
    }
  }

  void group_row(TextTable& table, const GroupValidation& one) {
    const std::string& name = report_.groupings[one.grouping].groups[one.group].title.in(lang_);
    if (!one.is_shown) return table.row({name, few(), "", "", "", "", "", "", ""});
    const Discrimination& f = one.figures;
    table.row({name, grouped(f.subjects), grouped(f.events),
               studies::share_text(f.events, f.subjects), studies::expected_text(one),
               figure(f.auc), interval(f.auc_interval), figure(f.ks),
               studies::group_note(one, lang_)});
  }

  const ValidationReport& report_;
  Output& out_;
  Lang lang_;
};

}  // namespace

void write_validation(const ValidationReport& report, const Surroundings& around) {
  Writing(report, around).write();
}

}  // namespace sanqu::cli
