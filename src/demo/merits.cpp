// SPDX-License-Identifier: Apache-2.0
// Commendations, public benefit, commitments and how they were kept.
#include <fmt/format.h>

#include "demo/cells.hpp"
#include "demo/record_makers.hpp"

namespace sanqu::demo {

namespace {

constexpr int k_outstanding_from = 955;

bool is_outstanding(const Subject& subject) { return subject.care >= k_outstanding_from; }

void add_commitment(const Subject& subject, int serial, Dice& dice, Outbox& outbox) {
  constexpr std::string_view k_types[] = {"审批替代型", "主动型", "行业自律型", "证明事项型"};
  constexpr std::string_view k_matters[] = {"办理许可告知承诺", "诚信经营承诺", "行业自律公约",
                                            "证明事项告知承诺"};
  constexpr std::string_view k_contents[] = {
      "经营条件持续符合许可要求，接受事中事后核查", "明码标价、不售假冒伪劣商品、履行售后义务",
      "遵守行业公约，不低价倾销、不虚假宣传", "所提供的证明事项真实有效"};
  constexpr Office k_office = Office::credit;
  const Date last = std::min(subject.active_through(), plus_days(last_day(), -30));
  if (subject.active_from() >= last) return;
  const Date made = day_between(dice, subject.active_from(), last);
  const Date settled = plus_weekdays(made, dice.between(60, 230));
  const std::size_t type = static_cast<std::size_t>(dice.below(4));
  const YearMonthDay parts = ymd_of(made);
  const std::string number = fmt::format(
      "{}{:04}{:02}{:02}{:06}", districts()[static_cast<std::size_t>(subject.district)].division,
      parts.year, parts.month, parts.day, serial % 1'000'000);
  const bool is_kept = dice.chance(by_conduct(subject, 2500, 6000, 9650, 9930));
  const bool in_part = !is_kept && dice.chance(5000);
  const std::string office_code = code_of(k_office);
  const auto cells = [&](std::string_view state, std::string_view unkept,
                         std::string_view consequence, std::string_view settled_on) {
    return cells_of({number, subject.name_on(made), subject.code, category_of(subject),
                     k_types[type], k_matters[type], k_contents[type],
                     "违反承诺的，自愿接受惩戒并公开", made.text(), plus_months(made, 12).text(),
                     state, unkept, consequence, settled_on, habits_of(k_office).name, office_code,
                     "可向社会公开"});
  };
  Row row;
  row.cells = cells("未到期", "", "", "");
  const std::string kept =
      is_kept   ? cells("全部履行", "", "", settled.text())
      : in_part ? cells("部分履行", "部分条款未落实", "责令限期改正", settled.text())
                : cells("全部未履行", "承诺事项未落实", "撤销许可便利并公开", settled.text());
  row.follow_ups.push_back({k_office, &commitment_template(), settled, kept, false});
  outbox.add(k_office, commitment_template(), made, std::move(row));
}

void add_benefit(const Subject& subject, int serial, Dice& dice, Outbox& outbox) {
  constexpr std::string_view k_kinds[] = {"捐赠", "组织志愿服务", "吸纳就业", "社区公益服务"};
  constexpr int k_weights[] = {40, 35, 8, 17};
  constexpr int k_season[12] = {14, 10, 12, 8, 8, 9, 8, 8, 14, 8, 8, 12};
  const std::size_t kind = dice.weighted(k_weights);
  const Date day = day_in_season(dice, subject.active_from(), subject.active_through(), k_season);
  const std::string amount = kind == 0 ? std::to_string(100 * dice.amount(2, 20, 50)) : "";
  const std::string hours = kind == 1 || kind == 3 ? std::to_string(dice.between(4, 60)) : "";
  outbox.add(Office::civil, benefit_template(), day,
             cells_of({subject.code, fmt::format("LCGY{}-{:05}", ymd_of(day).year, serial),
                       k_kinds[kind], day.text(), amount, hours, "澜川市慈善总会"}));
}

struct Award {
  std::string_view title;
  std::string_view kind;
  std::string_view level;
  std::string_view by;
  Office office;
  int weight;
};

constexpr Award k_awards[] = {
    {"诚信示范街区商户", "诚实守信", "园区、街区、社区", "澜川市信用街区管理办公室", Office::street,
     50},
    {"消费者满意单位", "诚实守信", "县级", "澜川市消费者协会", Office::market, 30},
    {"守合同重信用单位", "守合同重信用", "市级", "澜川市市场监督管理局", Office::market, 24},
    {"安全生产先进单位", "质量", "市级", "澜川市应急管理局", Office::emergency, 10},
    {"文明单位", "文明创建", "县级", "澜川市精神文明建设指导委员会", Office::credit, 16},
    {"市长质量奖", "政府质量奖", "市级", "澜川市人民政府", Office::credit, 3},
    {"专精特新中小企业", "科技创新", "省级", "省工业和信息化厅", Office::credit, 6}};

void add_commendation(const Subject& subject, int serial, Dice& dice, Outbox& outbox) {
  int weights[std::size(k_awards)];
  for (std::size_t i = 0; i < std::size(k_awards); ++i) {
    const bool is_for_firms =
        k_awards[i].level == "省级" || k_awards[i].office == Office::emergency;
    weights[i] = is_for_firms && !subject.is_enterprise ? 0 : k_awards[i].weight;
  }
  const Award& award = k_awards[dice.weighted(weights)];
  constexpr int k_season[12] = {20, 4, 16, 4, 6, 6, 4, 4, 6, 4, 6, 20};
  const Date day = day_in_season(dice, subject.active_from(), subject.active_through(), k_season);
  outbox.add(award.office, commendation_template(), day,
             cells_of({subject.code, fmt::format("{}({}年度)", award.title, ymd_of(day).year - 1),
                       award.kind, award.level, day.text(), plus_months(day, 36).text(), award.by,
                       document_no(award.office, "荣", day, serial)}));
}

}  // namespace

void add_commitments(const City& city, Outbox& outbox) {
  int serial = 0;
  for (const Subject& subject : city.subjects) {
    Dice dice(city.options.seed, "commitment", subject.number);
    const int times = dice.times(by_activity(subject, subject.is_enterprise ? 4200 : 2200));
    for (int i = 0; i < times; ++i) add_commitment(subject, ++serial, dice, outbox);
  }
}

void add_benefits(const City& city, Outbox& outbox) {
  int serial = 0;
  for (const Subject& subject : city.subjects) {
    if (subject.active_from() >= subject.active_through()) continue;
    Dice dice(city.options.seed, "benefit", subject.number);
    const int rate = is_outstanding(subject) ? 12'000 : by_conduct(subject, 30, 150, 600, 1700);
    const int times = dice.times(by_activity(subject, rate));
    for (int i = 0; i < times; ++i) add_benefit(subject, ++serial, dice, outbox);
  }
}

void add_commendations(const City& city, Outbox& outbox) {
  int serial = 0;
  for (const Subject& subject : city.subjects) {
    if (subject.active_from() >= subject.active_through()) continue;
    Dice dice(city.options.seed, "commendation", subject.number);
    // One a subject at most, but for the outstanding: an award is named by its title and day.
    const int rate = is_outstanding(subject) ? 6'500 : by_conduct(subject, 20, 120, 300, 500);
    if (dice.chance(rate)) add_commendation(subject, ++serial, dice, outbox);
  }
}

}  // namespace sanqu::demo
