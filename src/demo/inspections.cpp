// SPDX-License-Identifier: Apache-2.0
// Administrative inspections: each office goes out in campaigns, finds little at most places and a lot at a few.
#include <fmt/format.h>

#include <algorithm>

#include "demo/cells.hpp"
#include "demo/record_makers.hpp"

namespace sanqu::demo {

namespace {

struct Campaign {
  Office office;
  std::string_view matter;
  std::string_view sign;
  int per_ten_thousand;  // in the three years
  int season[12];
  std::string_view findings[3];  // minor, general, serious
  bool (*is_for)(const Trade& trade);
};

// clang-format off
constexpr Campaign k_campaigns[] = {
    {Office::market, "食品安全日常监督检查", "食查", 12'000, {10, 4, 8, 8, 10, 20, 20, 12, 14, 8, 8, 10},
     {"食品原料未离地存放", "进货台账记录不完整", "使用超过保质期的食品原料"}, [](const Trade& t) { return t.is_food; }},
    {Office::market, "“双随机、一公开”抽查", "抽查", 2'500, {2, 4, 10, 12, 14, 12, 10, 10, 14, 12, 12, 4},
     {"营业执照未在醒目位置公示", "公示信息与登记信息不一致", "擅自变更登记事项"}, [](const Trade&) { return true; }},
    {Office::fire, "消防监督检查", "消查", 13'000, {16, 8, 6, 6, 8, 8, 10, 8, 8, 8, 24, 14},
     {"灭火器压力不足", "疏散指示标志损坏", "安全出口锁闭"}, [](const Trade& t) { return t.is_crowded; }},
    {Office::health, "公共场所卫生监督检查", "卫查", 9'000, {6, 4, 10, 12, 14, 12, 14, 12, 10, 8, 6, 4},
     {"消毒记录不完整", "公共用品用具消毒不规范", "无有效卫生检测报告"}, [](const Trade& t) { return t.is_public_place; }},
    {Office::emergency, "安全生产执法检查", "安查", 13'000, {10, 6, 10, 10, 12, 24, 12, 10, 10, 8, 10, 10},
     {"安全警示标志缺失", "特种作业人员未持证上岗", "重大事故隐患未整改"}, [](const Trade& t) { return t.is_hazardous; }},
    {Office::environment, "污染源日常监督检查", "环查", 8'000, {8, 4, 10, 12, 12, 12, 10, 10, 12, 12, 12, 10},
     {"台账记录不规范", "危险废物标识不规范", "污染防治设施不正常运行"}, [](const Trade& t) { return t.is_dirty; }},
    {Office::culture, "文化市场执法检查", "文查", 11'000, {8, 8, 8, 8, 10, 12, 16, 16, 8, 10, 8, 8},
     {"未悬挂禁入标志", "实名登记制度落实不到位", "超范围经营"}, [](const Trade& t) { return t.is_culture; }},
};
// clang-format on

constexpr std::string_view k_severities[] = {"轻微", "一般", "严重"};
constexpr std::string_view k_scopes[] = {"个别", "多处", "普遍"};

struct Finding {
  std::string_view result;
  std::string_view text;
  std::string_view severity;
  std::string_view scope;
};

std::string inspection_cells(const Subject& subject, const Campaign& campaign,
                             std::string_view number, Date day, int ordinal, const Finding& finding,
                             std::string_view mended) {
  return cells_of({subject.code, number, day.text(), habits_of(campaign.office).name,
                   campaign.matter, finding.result, std::to_string(ordinal), finding.text,
                   finding.severity, finding.scope, mended});
}

void add_finding(const Subject& subject, const Campaign& campaign, std::string_view number,
                 Date day, int ordinal, Dice& dice, Outbox& outbox) {
  const int weights[4][3] = {{25, 45, 30}, {40, 50, 10}, {66, 31, 3}, {82, 17, 1}};
  const auto severity = dice.weighted(weights[static_cast<std::size_t>(conduct_of(subject))]);
  Finding finding;
  finding.result = severity == 0 ? "基本符合" : "不符合";
  finding.text = campaign.findings[severity];
  finding.severity = k_severities[severity];
  finding.scope = k_scopes[std::min(2, dice.skewed(3) - 1)];
  // Small things are mended on the spot, others in weeks, or not at all.
  const Date mended = severity == 0 ? day : plus_weekdays(day, dice.between(5, 45));
  const bool is_mended = severity == 0 || dice.chance(by_conduct(subject, 2500, 4000, 9200, 9800));
  Row row;
  row.cells = inspection_cells(subject, campaign, number, day, ordinal, finding,
                               severity == 0 ? mended.text() : "");
  if (severity > 0 && is_mended) {
    row.follow_ups.push_back(
        {campaign.office, &inspection_template(), mended,
         inspection_cells(subject, campaign, number, day, ordinal, finding, mended.text()), false});
  }
  outbox.add(campaign.office, inspection_template(), day, std::move(row));
}

void inspect(const Subject& subject, const Campaign& campaign, int serial, Dice& dice,
             Outbox& outbox) {
  const Date day =
      day_in_season(dice, subject.active_from(), subject.active_through(), campaign.season);
  const std::string number = document_no(campaign.office, campaign.sign, day, serial);
  int findings = 0;
  if (dice.chance(by_conduct(subject, 7000, 4500, 1100, 300))) {
    findings = dice.skewed(by_conduct(subject, 5, 4, 3, 2));
  }
  for (int i = 1; i <= findings; ++i) {
    add_finding(subject, campaign, number, day, i, dice, outbox);
  }
  if (findings > 0) return;
  outbox.add(campaign.office, inspection_template(), day,
             inspection_cells(subject, campaign, number, day, 0, {"符合", "", "", ""}, ""));
}

}  // namespace

void add_inspections(const City& city, Outbox& outbox) {
  int serial = 0;
  for (const Subject& subject : city.subjects) {
    if (subject.active_from() >= subject.active_through()) continue;
    Dice dice(city.options.seed, "inspection", subject.number);
    for (const Campaign& campaign : k_campaigns) {
      if (!campaign.is_for(*subject.trade)) continue;
      const int times = dice.times(by_activity(subject, campaign.per_ten_thousand));
      for (int i = 0; i < times; ++i) inspect(subject, campaign, ++serial, dice, outbox);
    }
  }
}

}  // namespace sanqu::demo
