// SPDX-License-Identifier: Apache-2.0
// Contracts with public bodies, tax credit grades, and the reviews of the street office.
#include <fmt/format.h>

#include <algorithm>

#include "core/exact.hpp"
#include "demo/cells.hpp"
#include "demo/code.hpp"
#include "demo/record_makers.hpp"

namespace sanqu::demo {

namespace {

struct Buyer {
  std::string_view name;
  std::uint32_t number;
};
constexpr Buyer k_buyers[] = {{"澜川市第一小学", 201},   {"澜川市人民医院", 202},
                              {"澜川市交通运输局", 203}, {"澜川市住房和城乡建设局", 204},
                              {"澜川市图书馆", 205},     {"澜川市职业技术学院", 206}};

void add_contract(const Subject& subject, int serial, Dice& dice, Outbox& outbox) {
  constexpr std::string_view k_objects[] = {"办公设备采购", "信息系统运维服务", "食堂食材配送",
                                            "校园物业服务", "道路养护工程",     "实验室设备采购",
                                            "印刷服务",     "绿化养护服务"};
  constexpr std::string_view k_methods[] = {"招标采购", "直接采购", "集中采购", "网上采购"};
  const Date last = std::min(subject.active_through(), plus_days(last_day(), -20));
  if (subject.active_from() >= last) return;
  const Date signed_on = day_between(dice, subject.active_from(), last);
  const Date due = plus_weekdays(signed_on, dice.between(20, 260));
  const Buyer& buyer = dice.pick(k_buyers);
  const std::string_view object = dice.pick(k_objects);
  const std::string_view method = dice.pick(k_methods);
  const int amount = dice.amount(2, 80, 30);  // 10,000 yuan
  const int kept = by_conduct(subject, 4500, 7200, 9550, 9900);
  const int draw = dice.below(10'000);
  const std::string_view state = draw < kept                         ? "已履约"
                                 : draw < kept + (10'000 - kept) / 2 ? "逾期履约"
                                                                     : "违约";
  const Date settled =
      plus_weekdays(due, state == "已履约" ? dice.between(0, 10) : dice.between(10, 60));
  const auto cells = [&](std::string_view in_state, std::string_view settled_on) {
    return cells_of({subject.code, fmt::format("LCHT-{}-{:05}", ymd_of(signed_on).year, serial),
                     fmt::format("{}{}合同", buyer.name, object), "行政合同", buyer.name,
                     credit_code("12", k_city_division, buyer.number), subject.name_on(signed_on),
                     object, "1批", "", std::to_string(amount), due.text(), method,
                     signed_on.text(), in_state, settled_on});
  };
  Row row;
  row.cells = cells("履约中", "");
  row.follow_ups.push_back(
      {Office::exchange, &contract_template(), settled, cells(state, settled.text()), false});
  outbox.add(Office::exchange, contract_template(), signed_on, std::move(row));
}

/// Grades of a year are given in the April after it.
void add_grade(const Subject& subject, int year, Dice& dice, Outbox& outbox) {
  const Date first = Date::from_ymd(year + 1, 4, 15).value_or(Date::max());
  const Date day = weekday_from(plus_days(first, dice.between(0, 10)));
  if (day <= subject.active_from() || day > subject.active_through()) return;
  const bool is_new = full_months_between(subject.established_on, first) < 15;
  const int weights[4][4] = {{1, 20, 32, 47}, {3, 31, 42, 24}, {22, 66, 10, 2}, {42, 56, 2, 0}};
  constexpr std::string_view k_grades[] = {"A", "B", "C", "D"};
  constexpr int k_lowest[] = {90, 70, 40, 5};
  constexpr int k_highest[] = {100, 89, 69, 39};
  const std::size_t grade = dice.weighted(weights[static_cast<std::size_t>(conduct_of(subject))]);
  const int points = dice.between(k_lowest[grade], k_highest[grade]);
  const bool is_m = is_new && grade < 2;
  outbox.add(Office::tax, tax_template(), day,
             cells_of({subject.code, std::to_string(year), is_m ? "M" : k_grades[grade],
                       std::to_string(points), day.text(), habits_of(Office::tax).name}));
}

struct Part {
  std::string_view title;
  std::string_view item;
  int most;     // half points
  int weakest;  // percent of `most` that the worst-run shop gets
};
// 涂门街 2018: 17, 55, 20 and 8 points.
constexpr Part k_parts[] = {{"主体资格规范", "zt", 34, 92},
                            {"经营行为规范", "jy", 110, 60},
                            {"自律制度规范", "zl", 40, 55},
                            {"消费维权规范", "wq", 16, 62}};

/// `round`: the name of the review, such as 2025年度.
void review(const Subject& subject, std::string_view round, Date day, int lift, Dice& dice,
            Outbox& outbox) {
  const auto line = [&](std::string_view part, std::string_view item, int half_points) {
    outbox.add(Office::street, review_template(), day,
               cells_of({subject.code, round, part, item, decimal_text_short(half_points * 5, 1),
                         day.text(), habits_of(Office::street).name}));
  };
  // A shop is known for more than its care: the day, the reviewer.
  const int care = std::clamp(subject.care + dice.between(-180, 180) + lift, 0, 999);
  // Most do well enough, few very well: from 100 to 800 of a thousand, steep at the bottom and flat at the top.
  const int missing = 999 - care;
  const int standing = 100 + 700 * (998'001 - missing * missing) / 998'001;
  for (const Part& part : k_parts) {
    const int per_mille = part.weakest * 10 + (1000 - part.weakest * 10) * standing / 1000;
    line(part.title, part.item, std::min(part.most, (part.most * per_mille + 500) / 1000));
  }
  if (subject.care > 700 && dice.chance(3000)) {
    const std::string_view item = dice.chance(6000) ? "volunteering" : "honour";
    line("附加分", item, dice.between(2, 10));
  }
}

}  // namespace

void add_contracts(const City& city, Outbox& outbox) {
  int serial = 0;
  for (const Subject& subject : city.subjects) {
    if (!subject.is_enterprise) continue;
    Dice dice(city.options.seed, "contract", subject.number);
    const int times = dice.times(by_activity(subject, 2800));
    for (int i = 0; i < times; ++i) add_contract(subject, ++serial, dice, outbox);
  }
}

void add_taxes(const City& city, Outbox& outbox) {
  for (const Subject& subject : city.subjects) {
    Dice dice(city.options.seed, "tax", subject.number);
    if (!subject.is_enterprise && !dice.chance(600)) continue;  // of their own accord
    for (int year = 2023; year <= 2025; ++year) add_grade(subject, year, dice, outbox);
  }
}

/// The streets were first reviewed in 2024.
void add_reviews(const City& city, Outbox& outbox) {
  for (const Subject& subject : city.subjects) {
    Dice dice(city.options.seed, "review", subject.number);
    for (int year = 2024; year <= 2025; ++year) {
      const Date first = Date::from_ymd(year, 11, 1).value_or(Date::max());
      const Date day = weekday_from(plus_days(first, dice.between(0, 26)));
      if (day <= subject.active_from() || day > subject.active_through()) continue;
      if (zone_kind_on(city, subject, day) != ZoneKind::street || !dice.chance(9700)) continue;
      review(subject, fmt::format("{}年度", year), day, 0, dice, outbox);
      // Who did badly may be looked at again in May.
      const Date again = weekday_from(plus_days(day, 180));
      if (subject.care >= 300 || !dice.chance(4000) || again > subject.active_through()) continue;
      review(subject, fmt::format("{}年度复评", year), again, 150, dice, outbox);
    }
  }
}

}  // namespace sanqu::demo
