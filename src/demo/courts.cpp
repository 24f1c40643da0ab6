// SPDX-License-Identifier: Apache-2.0
// Judgments, and the defaulters among those who did not perform them. The courts' sign, 澜, is no province's.
#include <fmt/format.h>

#include "demo/cells.hpp"
#include "demo/record_makers.hpp"

namespace sanqu::demo {

namespace {

constexpr Office k_office = Office::court;

std::string case_no(int year, std::string_view kind, int serial) {
  return fmt::format("({})澜9902{}{}号", year, kind, serial);
}

void add_judgment(const Subject& subject, int serial, Dice& dice, Outbox& outbox) {
  constexpr std::string_view k_causes[] = {
      "买卖合同纠纷",     "金融借款合同纠纷", "劳动争议",    "建设工程施工合同纠纷",
      "房屋租赁合同纠纷", "服务合同纠纷",     "保证合同纠纷"};
  constexpr int k_weights[] = {34, 14, 16, 12, 10, 11, 3};
  const Date day = day_between(dice, subject.active_from(), subject.active_through());
  const bool is_liable = dice.chance(by_conduct(subject, 9500, 8500, 5500, 3000));
  const int amount = 1000 * dice.amount(1, 60, 200);
  // Who lost, and how it was performed.
  const int full = by_conduct(subject, 500, 3200, 8500, 9600);
  const int draw = dice.below(10'000);
  std::string_view state = "全部已履行";
  int unperformed = 0;
  if (is_liable && draw >= full) {
    const bool in_part = draw % 3 == 0;
    state = in_part ? "部分未履行" : "全部未履行";
    unperformed = in_part ? amount / 2 : amount;
  }
  const std::string performed_on =
      is_liable && unperformed == 0 ? plus_weekdays(day, dice.between(1, 20)).text() : "";
  const std::string_view cause = k_causes[dice.weighted(k_weights)];
  // The court tells once the time for performance has run out.
  outbox.add(k_office, judgment_template(), plus_weekdays(day, 25),
             cells_of({subject.code, case_no(ymd_of(day).year, "民初", serial), "民事判决",
                       is_liable ? "被告" : "原告", habits_of(k_office).name, day.text(), cause,
                       std::to_string(amount), is_liable ? std::to_string(unperformed) : "",
                       is_liable ? state : "", performed_on}));
}

void add_defaulter(const Subject& subject, int serial, Dice& dice, Outbox& outbox) {
  constexpr std::string_view k_conducts[] = {"有履行能力而拒不履行生效法律文书确定义务",
                                             "违反财产报告制度", "违反限制消费令"};
  constexpr int k_weights[] = {60, 32, 8};
  const Date day = day_between(dice, subject.active_from(), subject.active_through());
  const Date filed_on = plus_days(day, -dice.between(30, 200));
  const int year = ymd_of(filed_on).year;
  outbox.add(k_office, defaulter_template(), day,
             cells_of({subject.code, subject.name_on(day), case_no(year, "执", serial),
                       habits_of(k_office).name, case_no(year, "民初", serial + 90'000),
                       filed_on.text(), "支付货款及逾期利息", "全部未履行",
                       k_conducts[dice.weighted(k_weights)], day.text()}));
}

}  // namespace

void add_judgments(const City& city, Outbox& outbox) {
  int serial = 0;
  for (const Subject& subject : city.subjects) {
    if (subject.active_from() >= subject.active_through()) continue;
    Dice dice(city.options.seed, "judgment", subject.number);
    const int rate = subject.is_enterprise ? by_conduct(subject, 9000, 3200, 900, 350)
                                           : by_conduct(subject, 2500, 700, 150, 50);
    const int times = dice.times(by_activity(subject, rate));
    for (int i = 0; i < times; ++i) add_judgment(subject, ++serial, dice, outbox);
  }
}

void add_defaulters(const City& city, Outbox& outbox) {
  int serial = 0;
  for (const Subject& subject : city.subjects) {
    if (subject.active_from() >= subject.active_through()) continue;
    Dice dice(city.options.seed, "defaulter", subject.number);
    const int rate = subject.is_enterprise ? by_conduct(subject, 3000, 220, 30, 5)
                                           : by_conduct(subject, 1500, 120, 10, 2);
    if (dice.chance(rate)) add_defaulter(subject, ++serial, dice, outbox);
  }
}

}  // namespace sanqu::demo
