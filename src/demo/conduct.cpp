// SPDX-License-Identifier: Apache-2.0
// What the makers of records share: the classes of conduct and a few spellings.
#include <fmt/format.h>

#include "core/exact.hpp"
#include "demo/record_makers.hpp"

namespace sanqu::demo {

namespace {

constexpr int k_reckless_below = 12;  // of a care of 0 to 999
constexpr int k_poor_below = 390;
constexpr int k_fair_below = 620;

}  // namespace

Conduct conduct_of(const Subject& subject) {
  if (subject.care < k_reckless_below) return Conduct::reckless;
  if (subject.care < k_poor_below) return Conduct::poor;
  return subject.care < k_fair_below ? Conduct::fair : Conduct::good;
}

int by_conduct(const Subject& subject, int reckless, int poor, int fair, int good) {
  const int figures[] = {reckless, poor, fair, good};
  return figures[static_cast<std::size_t>(conduct_of(subject))];
}

int by_activity(const Subject& subject, int per_ten_thousand) {
  return per_ten_thousand * (6 + subject.activity) / 10;
}

ZoneKind zone_kind_on(const City& city, const Subject& subject, Date day) {
  return city.zones[static_cast<std::size_t>(subject.zone_on(day))].kind;
}

std::string document_no(Office office, std::string_view kind, Date day, int serial) {
  return fmt::format("{}{}〔{}〕{}号", habits_of(office).document, kind, ymd_of(day).year, serial);
}

std::string in_wan(int yuan) { return decimal_text_short(yuan, 4); }

std::string_view category_of(const Subject& subject) {
  return subject.is_enterprise ? "法人及非法人组织" : "个体工商户";
}

}  // namespace sanqu::demo
