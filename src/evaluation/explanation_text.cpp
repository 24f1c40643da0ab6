// SPDX-License-Identifier: Apache-2.0
// An explanation in plain words, Chinese or English, for a shopkeeper who has never seen a standard.
#include <algorithm>

#include <fmt/core.h>

#include "core/text.hpp"
#include "evaluation/explanation.hpp"

namespace sanqu::evaluation {

using standards::GradeBy;
using standards::Indicator;

namespace {

class Writer {
 public:
  Writer(const Explanation& explanation, const standards::Plan& plan,
         const catalogue::Catalogue& catalogue, const Snapshot& snapshot, Date as_of, Lang lang)
      : e_(explanation),
        plan_(plan),
        catalogue_(catalogue),
        snapshot_(snapshot),
        as_of_(as_of),
        lang_(lang) {}

  std::string write() {
    heading();
    if (e_.reason != k_rated) {
      not_rated();
      return std::move(out_);
    }
    result();
    if (plan_.has_points) breakdown();
    overrides();
    outlook();
    return std::move(out_);
  }

 private:
  const char* say(const char* zh, const char* en) const { return lang_ == Lang::zh ? zh : en; }
  void add(const std::string& text) { out_ += text + "\n"; }

  std::string points(std::int64_t units) const { return decimal_text_short(units, plan_.places); }
  std::string change(std::int64_t units) const { return (units > 0 ? "+" : "") + points(units); }
  std::string grade_name(std::int16_t grade) const {
    const auto& known = plan_.grades[static_cast<std::size_t>(grade)];
    const std::string& title = known.title.in(lang_);
    return title.empty() ? known.id : title;
  }
  std::string name_of(const std::string& id, const catalogue::Title& title) const {
    return title.in(lang_).empty() ? id : title.in(lang_);
  }

  /// A record without an id of its own is known by its subject and its key: the reader knows the subject.
  std::string record_name(const std::string& id) const {
    const std::string subject = snapshot_.subject_ids[e_.subject] + "|";
    std::string name = id.starts_with(subject) ? id.substr(subject.size()) : id;
    std::ranges::replace(name, '|', ' ');
    return name;
  }

  std::string value(const IndicatorLine& line) const {
    const auto& indicator = plan_.indicators[static_cast<std::size_t>(line.indicator)];
    const auto& measure = plan_.measures[static_cast<std::size_t>(indicator.measure)];
    if (measure.type != standards::ValueType::truth) return line.value;
    return line.value == "true" ? say("“有”", "yes") : say("“无”", "no");
  }

  void heading() {
    std::string name;
    if (const std::int32_t at = catalogue_.find_attribute("name"); at >= 0) {
      const std::int64_t value = snapshot_.attributes[static_cast<std::size_t>(at)].at(e_.subject);
      if (!is_special(value)) name = snapshot_.texts.text(value);
    }
    const std::string& id = snapshot_.subject_ids[e_.subject];
    add(name.empty() ? id : name + (lang_ == Lang::zh ? "(" + id + ")" : " (" + id + ")"));
    if (!snapshot_.uscc_failed.empty() && snapshot_.uscc_failed[e_.subject]) {
      add(say("注意:统一社会信用代码的校验位不对,请核对。",
              "Note: the check digits of this credit code do not fit; please verify it."));
    }
    add(fmt::format("{}{} ({})", say("评价标准:", "Standard: "), plan_.title.in(lang_),
                    plan_.name()));
    add(fmt::format("{}{}", say("评价基准日:", "As of: "), as_of_.text()));
    if (!plan_.provisional.empty())
      add(fmt::format("{}{}", say("本标准有暂定内容:", "Provisional: "), plan_.provisional));
  }

  void not_rated() {
    const auto title = reason_title(plan_, e_.reason);
    add(fmt::format("{}{}", say("结果:不予评级 —— ", "Result: not rated - "), title.in(lang_)));
    add(say("“不予评级”不是低等级,不会因此受到任何限制。",
            "Not rated is not a low grade and has no adverse effect."));
  }

  void result() {
    std::string text = say("结果:", "Result: ");
    if (e_.grade >= 0) text += grade_name(e_.grade);
    if (plan_.has_points)
      text += fmt::format("{}{}{}", say(",得分 ", ", "), points(e_.points), say("", " points"));
    add(text);
    if (e_.to_next_grade) {
      const bool more = *e_.to_next_grade >= 0;
      const std::string gap = points(more ? *e_.to_next_grade : -*e_.to_next_grade);
      add(fmt::format(fmt::runtime(say("再{} {} 分就到“{}”。", "{} {} points to reach {}.")),
                      more ? say("加", "Add") : say("减", "Take off"), gap,
                      grade_name(e_.next_grade)));
    }
  }

  void breakdown() {
    add("");
    add(say("分数是这样来的:", "Where the points come from:"));
    std::int64_t running = plan_.base;
    if (plan_.base != 0) add(fmt::format("  {} {}", say("起点", "Start"), points(plan_.base)));
    for (const DimensionLine& line : e_.dimensions) {
      dimension(line);
      if (line.available) running += line.points;
    }
    running += e_.sharing;
    if (e_.sharing != 0)
      add(fmt::format("  {} {}", say("缺少的部分由其余部分分担", "Missing parts shared out"),
                      change(e_.sharing)));
    if (e_.total_limit != 0)
      add(fmt::format("  {} {}", say("总分到了上下限", "The total met its limit"),
                      change(e_.total_limit)));
    if (e_.override_points != 0)
      add(fmt::format("  {} {}", say("按规则调整", "Changed by a rule"),
                      change(e_.override_points)));
    add(fmt::format("  {} {}", say("合计", "Total"),
                    points(running + e_.total_limit + e_.override_points)));
  }

  void dimension(const DimensionLine& line) {
    const auto& from = plan_.dimensions[static_cast<std::size_t>(line.dimension)];
    const std::string name = name_of(from.id, from.title);
    if (!line.available) {
      add(fmt::format("  {}{}", name,
                      say(":信息不足,未计", ": too little information, not counted")));
      return;
    }
    add(fmt::format("  {} {}", name, change(line.points)));
    if (line.base != 0)
      add(fmt::format("    {} {}", say("本项起点", "Start of this part"), change(line.base)));
    std::size_t quiet = 0;
    for (const IndicatorLine& indicator_line : line.indicators) {
      const bool silent =
          indicator_line.records.empty() && indicator_line.points == 0 && indicator_line.available;
      if (silent) {
        ++quiet;
      } else {
        indicator(indicator_line);
      }
    }
    if (quiet > 0)
      add(fmt::format(fmt::runtime(say("    其余 {} 项:没有记录,不加不减",
                                       "    {} other items: no records, no effect")),
                      quiet));
    if (line.weighing != 0)
      add(fmt::format("    {} {}", say("取平均、乘权重", "Mean and weight"),
                      change(line.weighing)));
    for (const LimitLine& limit : line.limits)
      add(fmt::format("    {} {}", limit_name(limit), change(limit.took)));
  }

  const char* limit_name(const LimitLine& limit) const {
    switch (limit.kind) {
      case LimitLine::Kind::floor: return say("本项扣到下限为止", "Stopped at the lower limit");
      case LimitLine::Kind::cap: return say("本项加到上限为止", "Stopped at the upper limit");
      case LimitLine::Kind::group_floor:
        return say("单组到下限为止", "A group stopped at its lower limit");
      case LimitLine::Kind::group_cap:
        return say("单组到上限为止", "A group stopped at its upper limit");
      case LimitLine::Kind::group_base: return say("单组起点", "Start of a group");
    }
    return "";
  }

  void indicator(const IndicatorLine& line) {
    const Indicator& from = plan_.indicators[static_cast<std::size_t>(line.indicator)];
    std::string text = "    " + name_of(from.id, from.title);
    text += line.available ? " " + change(line.points)
                           : std::string(say(":没有信息,不计", ": no information, not counted"));
    if (line.replaced)
      text += say("(没有信息时按规定计)", " (as the standard says for missing information)");
    add(text);
    for (const RecordLine& record : line.records) {
      const auto& record_class = catalogue_.classes[static_cast<std::size_t>(record.class_index)];
      std::string entry = fmt::format("      · {} {} {}{}", record.event_date.text(),
                                      name_of(record_class.id, record_class.title),
                                      say("记录号 ", "record "), record_name(record.record_id));
      if (record.contribution) entry += "  " + change(*record.contribution);
      if (record.limited_by != 0) entry += say("(已到单条限值)", " (at the limit by record)");
      add(entry);
    }
    const bool several = line.records.size() + line.limits.size() > 1;
    if (line.base != 0 && !line.replaced && !line.records.empty()) {
      add(fmt::format("      {} {} -> {}", say("以上合计得", "Together"), value(line),
                      change(line.base)));
    }
    for (const LimitLine& limit : line.limits)
      add(fmt::format("      {} {}", limit_name(limit), change(limit.took)));
    if (line.rounding != 0 && several)
      add(fmt::format("      {} {}", say("四舍五入", "Rounding"), change(line.rounding)));
    if (from.adverse && line.points < 0) basis(from.basis, "      ");
    if (!from.provisional.empty())
      add(fmt::format("      {}{}", say("暂定:", "Provisional: "), from.provisional));
  }

  void basis(const std::vector<catalogue::LegalBasis>& list, const std::string& indent) {
    for (const auto& item : list) {
      std::string text = indent + say("依据:", "Basis: ") + item.source;
      if (!item.article.empty())
        text += fmt::format(fmt::runtime(say(" 第{}条", " art. {}")), item.article);
      add(text);
    }
  }

  void overrides() {
    bool first = true;
    for (std::size_t o = 0; o < plan_.overrides.size(); ++o) {
      if ((e_.overrides >> o & 1) == 0) continue;
      if (first) add(std::string("\n") + say("另外适用的规则:", "Rules that also applied:"));
      first = false;
      const auto& over = plan_.overrides[o];
      add("  " + name_of(over.id, over.title));
      basis(over.basis, "    ");
    }
  }

  void outlook() {
    add("");
    if (e_.next_change < Date::max()) {
      add(fmt::format(
          fmt::runtime(say("没有新记录时,结果最早在 {} 变化。",
                           "Without new records the result changes on {} at the earliest.")),
          e_.next_change.text()));
    }
    if (e_.actions.empty()) return;
    add(say("您可以做的:", "What you can do:"));
    for (const Action& action : e_.actions) {
      const auto& record_class = catalogue_.classes[static_cast<std::size_t>(action.class_index)];
      std::string text =
          fmt::format("  · {}{} {}", say("申请修复:", "Ask for repair of: "),
                      name_of(record_class.id, record_class.title), record_name(action.record_id));
      if (plan_.has_points)
        text += fmt::format("{}{}", say(",修复后得分 ", ", then "), points(action.points));
      if (action.grade >= 0 && action.grade != e_.grade)
        text += fmt::format("{}{}", say(",等级 ", ", grade "), grade_name(action.grade));
      add(text);
    }
  }

  const Explanation& e_;
  const standards::Plan& plan_;
  const catalogue::Catalogue& catalogue_;
  const Snapshot& snapshot_;
  Date as_of_;
  Lang lang_;
  std::string out_;
};

}  // namespace

std::string explanation_text(const Explanation& explanation, const standards::Plan& plan,
                             const catalogue::Catalogue& catalogue, const Snapshot& snapshot,
                             Date as_of, Lang lang) {
  return Writer(explanation, plan, catalogue, snapshot, as_of, lang).write();
}

}  // namespace sanqu::evaluation
