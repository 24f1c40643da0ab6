// SPDX-License-Identifier: Apache-2.0
// Administrative penalties (双公示), their corrections, and the repairs that follow some of them.
#include <fmt/format.h>

#include <array>

#include "demo/cells.hpp"
#include "demo/record_makers.hpp"

namespace sanqu::demo {

namespace {

enum Severity { minor, general, serious };

struct Violation {
  Office office;
  Severity severity;
  std::string_view title;
  std::string_view kinds;
  int fine_low;  // yuan; 0: no fine
  int fine_high;
  std::string_view ground;
  bool (*is_for)(const Trade& trade);
};

bool anybody(const Trade&) { return true; }
bool food(const Trade& trade) { return trade.is_food; }
bool shop(const Trade& trade) {
  return trade.section == "F" || trade.section == "H" || trade.section == "O";
}
bool crowded(const Trade& trade) { return trade.is_crowded; }
bool public_place(const Trade& trade) { return trade.is_public_place; }
bool culture(const Trade& trade) { return trade.is_culture; }
bool dirty(const Trade& trade) { return trade.is_dirty; }
bool hazardous(const Trade& trade) { return trade.is_hazardous; }

// clang-format off
constexpr Violation k_violations[] = {
    {Office::market, minor, "未明码标价", "警告", 0, 0, "《中华人民共和国价格法》第四十二条", shop},
    {Office::market, minor, "未按规定公示营业执照", "警告", 0, 0, "《市场主体登记管理条例》第四十八条", anybody},
    {Office::market, general, "销售超过保质期的食品", "罚款;没收违法所得", 3000, 12000, "《中华人民共和国食品安全法》第一百二十四条", food},
    {Office::market, general, "未按规定履行进货查验义务", "罚款", 2000, 9000, "《中华人民共和国食品安全法》第一百二十六条", food},
    {Office::market, general, "虚假或者引人误解的商业宣传", "罚款", 8000, 60000, "《中华人民共和国反不正当竞争法》第二十条", anybody},
    {Office::market, general, "使用不合格的计量器具", "罚款", 500, 2000, "《中华人民共和国计量法实施细则》第四十六条", shop},
    {Office::market, general, "生产不符合质量标准的产品", "罚款;没收违法所得", 12000, 80000, "《中华人民共和国产品质量法》第四十九条", hazardous},
    {Office::market, serious, "销售侵犯注册商标专用权的商品", "罚款;没收非法财物", 20000, 120000, "《中华人民共和国商标法》第六十条", shop},
    {Office::market, serious, "生产经营掺假掺杂的食品", "罚款;没收违法所得;责令停产停业", 50000, 150000, "《中华人民共和国食品安全法》第一百二十三条", food},
    {Office::city_management, minor, "占用城市道路摆卖", "罚款", 100, 500, "《城市道路管理条例》第四十二条", shop},
    {Office::city_management, minor, "擅自设置户外招牌", "警告", 0, 0, "《城市市容和环境卫生管理条例》第三十六条", shop},
    {Office::city_management, general, "未按规定排放油烟", "罚款", 5000, 20000, "《中华人民共和国大气污染防治法》第一百一十八条", food},
    {Office::city_management, general, "擅自倾倒建筑垃圾", "罚款", 5000, 50000, "《城市建筑垃圾管理规定》第二十六条", anybody},
    {Office::fire, minor, "消防器材配置不符合要求", "警告", 0, 0, "《中华人民共和国消防法》第六十条", anybody},
    {Office::fire, general, "占用、堵塞疏散通道", "罚款", 5000, 20000, "《中华人民共和国消防法》第六十条", anybody},
    {Office::fire, serious, "未经消防安全检查擅自营业", "责令停产停业;罚款", 30000, 80000, "《中华人民共和国消防法》第五十八条", crowded},
    {Office::health, minor, "未公示卫生许可证", "警告", 0, 0, "《公共场所卫生管理条例实施细则》第三十七条", public_place},
    {Office::health, general, "从业人员未取得有效健康合格证明", "罚款", 500, 5000, "《公共场所卫生管理条例实施细则》第三十八条", public_place},
    {Office::health, serious, "未取得卫生许可证擅自营业", "罚款", 5000, 30000, "《公共场所卫生管理条例实施细则》第三十五条", public_place},
    {Office::environment, minor, "环境管理台账记录不完整", "警告", 0, 0, "《排污许可管理条例》第三十七条", dirty},
    {Office::environment, general, "未按规定贮存危险废物", "罚款", 20000, 100000, "《中华人民共和国固体废物污染环境防治法》第一百一十二条", dirty},
    {Office::environment, serious, "超过排放标准排放污染物", "罚款", 100000, 400000, "《中华人民共和国大气污染防治法》第九十九条", dirty},
    {Office::culture, minor, "未悬挂警示标志", "警告", 0, 0, "《娱乐场所管理条例》第五十一条", culture},
    {Office::culture, general, "营业时间不符合规定", "罚款", 5000, 15000, "《娱乐场所管理条例》第四十九条", culture},
    {Office::emergency, minor, "未如实记录事故隐患排查治理情况", "警告", 0, 0, "《中华人民共和国安全生产法》第九十七条", hazardous},
    {Office::emergency, general, "未按规定对从业人员进行安全生产教育和培训", "罚款", 12000, 50000, "《中华人民共和国安全生产法》第九十七条", hazardous},
    {Office::emergency, serious, "未采取措施消除重大事故隐患", "责令停产停业;罚款", 50000, 150000, "《中华人民共和国安全生产法》第一百零二条", hazardous},
};
// clang-format on

constexpr int k_months[] = {3, 12, 36};  // longest publication by severity
constexpr std::string_view k_severities[] = {"轻微", "一般", "严重"};

const Violation* pick_violation(const Subject& subject, Severity severity, Dice& dice) {
  std::array<const Violation*, std::size(k_violations)> possible{};
  std::size_t count = 0;
  for (const Violation& violation : k_violations) {
    if (violation.severity != severity || !violation.is_for(*subject.trade)) continue;
    possible[count++] = &violation;
  }
  return count == 0 ? nullptr
                    : possible[static_cast<std::size_t>(dice.below(static_cast<int>(count)))];
}

struct Decision {
  const Subject& subject;
  const Violation& violation;
  Date day;
  std::string document;
  int fine = 0;         // yuan
  int confiscated = 0;  // yuan; 0: none
};

std::string penalty_cells(const Decision& decision, std::string_view remark) {
  const Violation& violation = decision.violation;
  const OfficeHabits& habits = habits_of(violation.office);
  const std::string office_code = code_of(violation.office);
  std::string content;
  if (violation.kinds.find("警告") != std::string_view::npos) content = "警告";
  if (decision.fine > 0) content += fmt::format("罚款{}元", decision.fine);
  if (decision.confiscated > 0) content += fmt::format("，没收{}元", decision.confiscated);
  if (violation.kinds.find("停业") != std::string_view::npos) content += "，责令停产停业整顿";
  const Date until = plus_months(decision.day, k_months[violation.severity]);
  return cells_of({decision.subject.name_on(decision.day),
                   category_of(decision.subject),
                   decision.subject.code,
                   "",
                   "",
                   "",
                   "",
                   "",
                   nobody(decision.subject.number),
                   "",
                   "",
                   "",
                   "",
                   decision.document,
                   violation.title,
                   fmt::format("经查，当事人{}，事实清楚、证据确凿", violation.title),
                   violation.ground,
                   violation.kinds,
                   content,
                   decision.fine > 0 ? in_wan(decision.fine) : "",
                   decision.confiscated > 0 ? in_wan(decision.confiscated) : "",
                   "",
                   decision.day.text(),
                   "2099-12-31",
                   until.text(),
                   habits.name,
                   office_code,
                   habits.name,
                   office_code,
                   remark,
                   k_severities[violation.severity]});
}

/// A repair takes the shortest publication first, and somebody who asks for it.
void add_repair(const Decision& decision, Dice& dice, Row& row) {
  const Severity severity = decision.violation.severity;
  if (severity == minor) return;
  const int willing = by_conduct(decision.subject, 200, 900, 4000, 6500);
  if (!dice.chance(severity == serious ? willing / 2 : willing)) return;
  const Date day =
      plus_weekdays(plus_months(decision.day, severity == serious ? 12 : 3), dice.between(5, 60));
  // The record is named by its class's key: subject and number of the decision (src/intake/record_key.hpp).
  const std::string record = fmt::format("{}|{}", decision.subject.code, decision.document);
  row.follow_ups.push_back({Office::credit, &status_template(), day,
                            cells_of({"行政处罚", record, "已修复", day.text()}), true});
}

/// The days in which the decision falls.
struct Span {
  Date first;
  Date last;
};

void add_decision(const Subject& subject, Span span, int serial, Dice& dice, Outbox& outbox) {
  const int weights[4][3] = {{25, 50, 25}, {30, 67, 3}, {55, 43, 2}, {72, 27, 1}};
  const auto severity =
      static_cast<Severity>(dice.weighted(weights[static_cast<std::size_t>(conduct_of(subject))]));
  const Violation* violation = pick_violation(subject, severity, dice);
  if (violation == nullptr) violation = pick_violation(subject, general, dice);
  if (violation == nullptr) return;
  constexpr int k_season[12] = {8, 4, 12, 10, 10, 13, 11, 10, 11, 9, 12, 10};
  const Date day =
      decision_day(violation->office, day_in_season(dice, span.first, span.last, k_season),
                   subject.active_through());
  Decision decision{subject, *violation, day, document_no(violation->office, "罚", day, serial)};
  if (violation->fine_high > 0) {
    decision.fine = dice.between(violation->fine_low / 100, violation->fine_high / 100) * 100;
    if (subject.is_enterprise) decision.fine *= 3;  // larger cases
  }
  if (violation->kinds.find("没收") != std::string_view::npos) {
    decision.confiscated = dice.between(1, 60) * 50;
  }
  Row row;
  row.cells = penalty_cells(decision, "");
  if (decision.fine > 1000 && dice.chance(150)) {
    Decision corrected = decision;
    corrected.fine = decision.fine / 200 * 100;
    row.follow_ups.push_back({violation->office, &penalty_template(),
                              plus_days(day, dice.between(30, 75)),
                              penalty_cells(corrected, "经复核更正罚款金额"), false});
  }
  add_repair(decision, dice, row);
  outbox.add(violation->office, penalty_template(), day, std::move(row));
}

}  // namespace

void add_penalties(const City& city, Outbox& outbox) {
  int serial = 0;
  for (const Subject& subject : city.subjects) {
    Dice dice(city.options.seed, "penalty", subject.number);
    if (subject.active_from() >= subject.active_through()) continue;
    const int rate = subject.is_enterprise ? by_conduct(subject, 34'000, 30'000, 2'600, 350)
                                           : by_conduct(subject, 30'000, 10'000, 1'000, 250);
    const int times = dice.times(by_activity(subject, rate));
    // An office comes back from time to time: the decisions are spread over the years.
    const int days = subject.active_through().days() - subject.active_from().days();
    for (int i = 0; i < times; ++i) {
      const Span span{plus_days(subject.active_from(), days * i / times),
                      plus_days(subject.active_from(), days * (i + 1) / times)};
      add_decision(subject, span, ++serial, dice, outbox);
    }
  }
}

}  // namespace sanqu::demo
