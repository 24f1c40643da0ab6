// SPDX-License-Identifier: Apache-2.0
#include "demo/offices.hpp"

#include "core/ensure.hpp"
#include "demo/code.hpp"
#include "demo/dice.hpp"
#include "demo/words.hpp"

namespace sanqu::demo {

namespace {

using enum Rhythm;
using enum FileForm;
using enum DateForm;
using enum Headers;

// clang-format off
constexpr OfficeHabits k_habits[k_offices] = {
    // short    name                          rhythm     delay form         dates    headers     faults persons document title
    {"spj",    "澜川市行政审批服务局",         ten_days,  0, csv_utf8,    iso,     titles,     90,  40, "澜审", ""},
    {"scjg",   "澜川市市场监督管理局",         ten_days,  0, csv_utf8,    iso,     titles,     160, 20, "澜市监", ""},
    {"cgj",    "澜川市城市管理局",             ten_days,  1, csv_gb18030, slashes, item_codes, 650, 260, "澜城管", ""},
    {"xfjy",   "澜川市消防救援支队",           monthly,   1, xlsx,        iso,     titles,     220, 10, "澜消", ""},
    {"wjw",    "澜川市卫生健康委员会",         monthly,   1, csv_utf8,    slashes, item_codes, 420, 60, "澜卫", ""},
    {"sthj",   "澜川市生态环境局",             monthly,   1, csv_utf8,    iso,     titles,     120, 0, "澜环", ""},
    {"wgl",    "澜川市文化广电和旅游局",       quarterly, 22, csv_utf8,   chinese, titles,     480, 30, "澜文旅", ""},
    {"yjj",    "澜川市应急管理局",             monthly,  1, csv_utf8,    iso,     titles,     100, 10, "澜应急", ""},
    {"swj",    "澜川市税务局",                 monthly,   2, csv_utf8,    iso,     titles,     15,  0, "澜税", ""},
    {"fy",     "澜川市中级人民法院",           quarterly, 8, csv_utf8,    chinese, titles,     90,  0, "澜法", ""},
    {"xyb",    "澜川市信用办公室",             monthly,   2, csv_utf8,    iso,     titles,     60,  20, "澜信", ""},
    {"jqb",    "澜川市信用街区管理办公室",     monthly,   4, csv_utf8,    slashes, titles,     180, 0, "澜街", ""},
    {"mzj",    "澜川市民政局",                 quarterly, 10, csv_gb18030, iso,    titles,     300, 0, "澜民", ""},
    {"ggzy",   "澜川市公共资源交易中心",       monthly,   3, xlsx,        iso,     titles,     240, 0, "澜资", "澜川市公共资源交易中心信用信息报送表"},
};
// clang-format on

}  // namespace

const OfficeHabits& habits_of(Office office) { return k_habits[static_cast<std::size_t>(office)]; }

std::string code_of(Office office) {
  const std::string_view head = office == Office::exchange ? "12" : "11";
  return credit_code(head, k_city_division, static_cast<std::uint32_t>(office) + 101);
}

Date period_end(Rhythm rhythm, Date day) {
  const YearMonthDay parts = ymd_of(day);
  YearMonth month{parts.year, parts.month};
  unsigned last = month.days();
  if (rhythm == Rhythm::ten_days && parts.day <= 20) last = parts.day <= 10 ? 10 : 20;
  if (rhythm == Rhythm::quarterly) {
    month = month.plus_months(static_cast<int>(2 - (parts.month - 1) % 3));
    last = month.days();
  }
  const auto end = Date::from_ymd(month.year, month.month, last);
  ensure(end.has_value());
  return *end;
}

Date decision_day(Office office, Date day, Date last) {
  if (habits_of(office).rhythm != Rhythm::monthly) return day;
  const Date moved = weekday_from(plus_days(period_end(Rhythm::monthly, day), -(day.days() % 9)));
  return moved <= last ? moved : day;
}

}  // namespace sanqu::demo
