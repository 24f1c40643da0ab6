// SPDX-License-Identifier: Apache-2.0
// Administrative licences (双公示): what a trade needs before it opens, and its renewals.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "demo/cells.hpp"
#include "demo/record_makers.hpp"

namespace sanqu::demo {

namespace {

struct LicenceKind {
  Office office;
  std::string_view document;
  std::string_view sign;  // in its number
  std::string_view category;
  std::string_view certificate;
  std::string_view content;
  int years;             // 0: for ever
  int per_ten_thousand;  // in the three years
  bool (*is_for)(const Trade& trade);
};

constexpr LicenceKind k_licences[] = {
    {Office::approval, "准予食品经营许可决定书", "食许", "普通", "食品经营许可证",
     "准予从事食品经营，经营项目以许可证副本为准", 5, 6500,
     [](const Trade& trade) { return trade.is_food && trade.section != "C"; }},
    {Office::approval, "准予食品生产许可决定书", "食产", "普通", "食品生产许可证",
     "准予从事食品生产，品种明细以许可证副本为准", 5, 6000,
     [](const Trade& trade) { return trade.is_food && trade.section == "C"; }},
    {Office::health, "公共场所卫生许可决定书", "卫公", "普通", "公共场所卫生许可证",
     "准予从事公共场所经营", 4, 7000, [](const Trade& trade) { return trade.is_public_place; }},
    {Office::fire, "公众聚集场所投入使用、营业前消防安全检查意见书", "消检", "核准", "",
     "经检查，符合消防安全要求，准予投入使用、营业", 0, 3500,
     [](const Trade& trade) { return trade.is_crowded; }},
    {Office::culture, "准予娱乐经营许可决定书", "文许", "特许", "娱乐经营许可证",
     "准予从事娱乐场所经营活动", 2, 9000, [](const Trade& trade) { return trade.is_culture; }},
    {Office::environment, "排污许可决定书", "排许", "普通", "排污许可证",
     "准予按许可证载明的种类、浓度和总量排放污染物", 5, 4500,
     [](const Trade& trade) { return trade.is_dirty && trade.section == "C"; }},
    {Office::approval, "道路运输经营许可决定书", "运许", "普通", "道路运输经营许可证",
     "准予从事道路普通货物运输", 4, 8000, [](const Trade& trade) { return trade.section == "G"; }},
    {Office::approval, "建筑业企业资质许可决定书", "建资", "认可", "建筑业企业资质证书",
     "准予核发相应序列和等级的资质证书", 5, 7000,
     [](const Trade& trade) { return trade.section == "E"; }},
    {Office::approval, "设置户外广告及招牌许可决定书", "招许", "核准", "",
     "准予按审定的位置、规格设置户外招牌", 2, 900,
     [](const Trade& trade) { return trade.section == "F" || trade.section == "H"; }},
    {Office::emergency, "危险化学品经营许可决定书", "危许", "特许", "危险化学品经营许可证",
     "准予经营许可范围所列的危险化学品", 3, 3000,
     [](const Trade& trade) { return trade.is_hazardous && trade.division == "26"; }},
};

std::string licence_cells(const Subject& subject, const LicenceKind& kind, Date day, int serial) {
  const OfficeHabits& habits = habits_of(kind.office);
  const std::string office_code = code_of(kind.office);
  const Date from = plus_weekdays(day, 1);
  const std::string through =
      kind.years == 0 ? "2099-12-31" : plus_days(plus_months(from, 12 * kind.years), -1).text();
  const std::string certificate_no =
      kind.certificate.empty()
          ? ""
          : fmt::format("{}{}{:06}", kind.sign, subject.code.substr(2, 6), serial);
  const std::string organization =
      fmt::format("{}-{}", subject.code.substr(8, 8), subject.code.substr(16, 1));
  return cells_of({subject.name_on(day),
                   category_of(subject),
                   subject.code,
                   "",
                   subject.is_enterprise ? organization : "",
                   "",
                   "",
                   "",
                   nobody(subject.number),
                   "",
                   "",
                   "",
                   "",
                   kind.document,
                   document_no(kind.office, kind.sign, day, serial),
                   kind.category,
                   kind.certificate,
                   certificate_no,
                   kind.content,
                   day.text(),
                   from.text(),
                   through,
                   habits.name,
                   office_code,
                   "1",
                   habits.name,
                   office_code,
                   ""});
}

}  // namespace

void add_licences(const City& city, Outbox& outbox) {
  std::array<int, k_offices> serials{};
  for (const Subject& subject : city.subjects) {
    Dice dice(city.options.seed, "licence", subject.number);
    for (const LicenceKind& kind : k_licences) {
      if (!kind.is_for(*subject.trade)) continue;
      // Who has just opened needs every licence of his trade, the others when theirs runs out.
      const bool is_new = subject.established_on >= first_day();
      if (!dice.chance(is_new ? std::min(9500, kind.per_ten_thousand + 3000)
                              : kind.per_ten_thousand)) {
        continue;
      }
      const Date first = subject.active_from();
      const Date last = is_new ? std::min(plus_days(first, 50), subject.active_through())
                               : subject.active_through();
      if (first >= last) continue;
      const Date day =
          decision_day(kind.office, day_between(dice, first, last), subject.active_through());
      const int serial = ++serials[static_cast<std::size_t>(kind.office)];
      outbox.add(kind.office, licence_template(), day, licence_cells(subject, kind, day, serial));
    }
  }
}

}  // namespace sanqu::demo
