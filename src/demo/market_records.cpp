// SPDX-License-Identifier: Apache-2.0
// What the market office keeps beside penalties: abnormal operation, complaints, the list of the seriously dishonest.
#include <fmt/format.h>

#include "demo/cells.hpp"
#include "demo/record_makers.hpp"

namespace sanqu::demo {

namespace {

constexpr Office k_office = Office::market;

void add_entry(const Subject& subject, Dice& dice, Outbox& outbox) {
  constexpr int k_weights[] = {62, 30, 3, 5};
  constexpr std::string_view k_reasons[] = {
      "未依照规定期限公示年度报告", "通过登记的住所或者经营场所无法联系",
      "公示企业信息隐瞒真实情况、弄虚作假", "未在责令的期限内公示有关企业信息"};
  constexpr std::string_view k_removals[] = {"已补报并公示年度报告", "依法办理住所变更登记",
                                             "已更正公示的信息", "已履行公示义务"};
  // Annual reports are due by the end of June: most entries come in July.
  constexpr int k_season[12] = {3, 2, 4, 4, 4, 4, 60, 12, 5, 4, 4, 4};
  const std::size_t reason = dice.weighted(k_weights);
  const Date day = day_in_season(dice, subject.active_from(), subject.active_through(), k_season);
  const auto cells = [&](std::string_view removed_on, std::string_view why) {
    return cells_of({subject.code, subject.name_on(day), k_reasons[reason], day.text(),
                     habits_of(k_office).name, removed_on, why});
  };
  Row row;
  row.cells = cells("", "");
  if (dice.chance(by_conduct(subject, 1500, 2500, 7500, 9500))) {
    const Date removed_on = plus_weekdays(day, dice.between(10, 250));
    row.follow_ups.push_back({k_office, &abnormal_template(), removed_on,
                              cells(removed_on.text(), k_removals[reason]), false});
  }
  outbox.add(k_office, abnormal_template(), day, std::move(row));
}

void add_complaint(const Subject& subject, int serial, Dice& dice, Outbox& outbox) {
  constexpr std::string_view k_matters[] = {"商品质量", "价格",     "售后服务",  "食品安全",
                                            "虚假宣传", "服务态度", "预付卡退费"};
  constexpr int k_season[12] = {10, 8, 24, 9, 9, 13, 10, 10, 9, 11, 16, 12};
  constexpr int k_results[] = {62, 22, 8, 8};
  constexpr std::string_view k_titles[] = {"调解成功", "调解不成", "不予受理", "撤回投诉"};
  const Date day = day_in_season(dice, subject.active_from(), subject.active_through(), k_season);
  const Date answered = plus_weekdays(day, dice.between(1, 7));
  const Date settled = plus_weekdays(answered, dice.between(2, 30));
  const YearMonthDay parts = ymd_of(day);
  const std::string number =
      fmt::format("LC{:04}{:02}{:02}-{:06}", parts.year, parts.month, parts.day, serial);
  const std::size_t result = dice.weighted(k_results);
  const bool is_upheld = result < 2 && dice.chance(by_conduct(subject, 8000, 5500, 3000, 1500));
  const std::string_view matter = dice.pick(k_matters);
  // The file goes once a matter is settled, as the office's system exports settled ones.
  outbox.add(k_office, complaint_template(), settled,
             cells_of({subject.code, number, matter, day.text(), answered.text(), settled.text(),
                       is_upheld ? "是" : "否", k_titles[result], habits_of(k_office).name}));
}

}  // namespace

void add_abnormal(const City& city, Outbox& outbox) {
  for (const Subject& subject : city.subjects) {
    if (subject.active_from() >= subject.active_through()) continue;
    Dice dice(city.options.seed, "abnormal", subject.number);
    const int rate = subject.is_enterprise ? by_conduct(subject, 6000, 4200, 800, 150)
                                           : by_conduct(subject, 3000, 1800, 400, 80);
    if (dice.chance(rate)) add_entry(subject, dice, outbox);
  }
}

void add_complaints(const City& city, Outbox& outbox) {
  int serial = 0;
  for (const Subject& subject : city.subjects) {
    if (subject.active_from() >= subject.active_through()) continue;
    const std::string_view section = subject.trade->section;
    const bool meets_consumers = section == "F" || section == "H" || section == "O" ||
                                 section == "R" || section == "K" || section == "P";
    Dice dice(city.options.seed, "complaint", subject.number);
    const int rate = by_conduct(subject, 9000, 5000, 2600, 1200) / (meets_consumers ? 1 : 12);
    const int times = dice.times(by_activity(subject, rate));
    for (int i = 0; i < times; ++i) add_complaint(subject, ++serial, dice, outbox);
  }
}

void add_listings(const City& city, Outbox& outbox) {
  struct List {
    Office office;
    std::string_view title;
    std::string_view reason;
    std::string_view ground;
  };
  constexpr List k_lists[] = {
      {Office::market, "市场监督管理严重违法失信名单",
       "违法行为性质恶劣、情节严重，受到较重行政处罚",
       "《市场监督管理严重违法失信名单管理办法》第二条"},
      {Office::emergency, "安全生产严重失信主体", "存在重大事故隐患，经责令整改拒不整改",
       "《安全生产严重失信主体名单管理办法》第六条"},
      {Office::tax, "重大税收违法失信主体", "不缴或者少缴应纳税款，数额较大",
       "《重大税收违法失信主体信息公布管理办法》第六条"}};
  int serial = 0;
  for (const Subject& subject : city.subjects) {
    if (subject.active_from() >= subject.active_through()) continue;
    Dice dice(city.options.seed, "listing", subject.number);
    const int rate = subject.is_enterprise ? by_conduct(subject, 2800, 5, 0, 0)
                                           : by_conduct(subject, 3000, 25, 0, 0);
    if (!dice.chance(rate)) continue;
    const List& list = k_lists[subject.trade->is_hazardous ? dice.below(3) : 2 * dice.below(2)];
    const Date day = day_between(dice, subject.active_from(), subject.active_through());
    outbox.add(list.office, list_template(), day,
               cells_of({subject.code, subject.name_on(day), list.title,
                         document_no(list.office, "列", day, ++serial), list.reason, list.ground,
                         day.text(), habits_of(list.office).name, ""}));
  }
}

}  // namespace sanqu::demo
