// SPDX-License-Identifier: Apache-2.0
#include "demo/population.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "core/ensure.hpp"
#include "demo/code.hpp"
#include "demo/dice.hpp"

namespace sanqu::demo {

namespace {

constexpr int k_streets = 12;
constexpr int k_communities = 36;
constexpr int k_parks = 16;
constexpr int k_merchants = 20'000;
constexpr int k_enterprises = 10'000;
constexpr int k_activity_most = 40;
constexpr int k_name_tries = 40;

int scaled(int whole, int permille) { return std::max(1, (whole * permille + 500) / 1000); }

Date day_of(int year, unsigned month, unsigned day) {
  const auto date = Date::from_ymd(year, month, day);
  ensure(date.has_value());
  return *date;
}

/// Makes the subjects one after the other; a name is given once.
class Settlers {
 public:
  explicit Settlers(City& city);
  void add(bool is_enterprise);
  void merge_some();

 private:
  void settle(Subject& subject, Dice& dice);
  void name(Subject& subject, Dice& dice);
  void live(Subject& subject, Dice& dice);
  void size(Subject& subject, Dice& dice);
  std::string new_name(const Subject& subject, Dice& dice);
  int zone_of(ZoneKind kind, Dice& dice) const;
  int weight_of(const Trade& trade, ZoneKind kind) const;

  City& city_;
  std::array<std::vector<int>, 3> zones_;  // by kind
  std::unordered_set<std::string> names_;
};

Settlers::Settlers(City& city) : city_(city) {
  for (std::size_t i = 0; i < city.zones.size(); ++i) {
    zones_[static_cast<std::size_t>(city.zones[i].kind)].push_back(static_cast<int>(i));
  }
}

int Settlers::weight_of(const Trade& trade, ZoneKind kind) const {
  switch (kind) {
    case ZoneKind::street: return trade.on_street;
    case ZoneKind::community: return trade.in_community;
    case ZoneKind::park: return trade.in_park;
  }
  return 0;
}

/// The first zones of a kind are the larger ones.
int Settlers::zone_of(ZoneKind kind, Dice& dice) const {
  const std::vector<int>& zones = zones_[static_cast<std::size_t>(kind)];
  const int count = static_cast<int>(zones.size());
  const int one = dice.below(count);
  const int other = dice.below(count);
  return zones[static_cast<std::size_t>(dice.chance(3000) ? std::min(one, other) : one)];
}

void Settlers::settle(Subject& subject, Dice& dice) {
  const int kinds[2][3] = {{6200, 3700, 100}, {1000, 1000, 8000}};  // street, community, park
  const auto kind = static_cast<ZoneKind>(dice.weighted(kinds[subject.is_enterprise ? 1 : 0]));
  subject.zone = zone_of(kind, dice);
  subject.district = city_.zones[static_cast<std::size_t>(subject.zone)].district;
  const auto trades = subject.is_enterprise ? enterprise_trades() : merchant_trades();
  std::vector<int> weights;
  for (const Trade& trade : trades) weights.push_back(weight_of(trade, kind));
  subject.trade = &trades[dice.weighted(weights)];
}

/// Throws stand in statements of their own: within one expression their order would be the compiler's.
std::string Settlers::new_name(const Subject& subject, Dice& dice) {
  const auto throw_brand = [&] {
    const auto first = static_cast<std::uint32_t>(dice.below(1 << 20));
    return brand(first, static_cast<std::uint32_t>(dice.below(1 << 20)));
  };
  const District& district = districts()[static_cast<std::size_t>(subject.district)];
  const Zone& zone = city_.zones[static_cast<std::size_t>(subject.zone)];
  std::string name;
  for (int i = 0; i < k_name_tries; ++i) {
    const std::string_view word = dice.pick(subject.trade->words);
    const bool is_long = dice.chance(5000);
    std::string own = throw_brand();
    if (subject.is_enterprise) {
      constexpr int k_forms[] = {86, 6, 8};
      constexpr std::string_view k_titles[] = {"有限公司", "股份有限公司", "有限责任公司"};
      name = fmt::format("{}{}{}{}{}", k_city, is_long ? "市" : "", own, word,
                         k_titles[dice.weighted(k_forms)]);
    } else {
      if (dice.chance(2000)) own = family_brand(static_cast<std::uint32_t>(dice.below(1 << 20)));
      const bool by_street = is_long && zone.kind == ZoneKind::street;
      name = fmt::format("{}{}{}{}", district.title, by_street ? zone.title : "", own, word);
    }
    if (names_.insert(name).second) return name;
  }
  name += fmt::format("({})", subject.number);  // in a city much larger than the demo's
  names_.insert(name);
  return name;
}

void Settlers::name(Subject& subject, Dice& dice) {
  subject.name = new_name(subject, dice);
  subject.code = credit_code(subject.is_enterprise ? "91" : "92",
                             districts()[static_cast<std::size_t>(subject.district)].division,
                             subject.number + 1000);
}

/// Days of its life. Nine in ten were there before the first day; the older the fewer.
void Settlers::live(Subject& subject, Dice& dice) {
  const Date first = first_day();
  if (dice.chance(9100)) {
    const int one = dice.between(20, 7300);
    const int days = std::min(one, dice.between(20, 7300));
    subject.established_on = weekday_from(plus_days(first, -days - 3));
    subject.known_on = register_start();
  } else {
    subject.established_on = day_between(dice, plus_days(first, 3), day_of(2026, 8, 28));
    subject.known_on = register_file_after(subject.established_on);
  }
  const Date earliest = std::max(plus_days(subject.established_on, 200), plus_days(first, 40));
  const Date latest = plus_days(last_day(), -35);
  if (earliest >= latest) return;
  if (dice.chance(subject.is_enterprise ? 250 : 550)) {
    subject.closed_on = day_between(dice, earliest, latest);
  }
  const Date until = std::min(latest, plus_days(subject.closed_on, -30));
  if (earliest >= until) return;
  if (dice.chance(subject.is_enterprise ? 300 : 200)) {
    subject.renamed_on = day_between(dice, earliest, until);
    subject.later_name = new_name(subject, dice);
  }
  if (dice.chance(150)) {
    const ZoneKind kind = city_.zones[static_cast<std::size_t>(subject.zone)].kind;
    const int zone = zone_of(kind, dice);
    if (zone != subject.zone) {
      subject.later_zone = zone;
      subject.moved_on = day_between(dice, earliest, until);
    }
  }
  if (subject.is_enterprise && dice.chance(500)) {
    subject.recapitalised_on = day_between(dice, earliest, until);
  }
}

void Settlers::size(Subject& subject, Dice& dice) {
  subject.care = dice.below(1000);
  subject.activity = dice.skewed(k_activity_most);
  if (subject.is_enterprise) {
    subject.capital_wan = 10 * dice.amount(1, 10, 100);
    subject.later_capital_wan = subject.capital_wan * dice.between(2, 4);
    subject.employees = dice.amount(3, 12, 120);
  } else {
    subject.capital_wan = dice.between(1, 20);
    subject.employees = dice.amount(1, 3, 8);
  }
}

void Settlers::add(bool is_enterprise) {
  Subject subject;
  subject.number = static_cast<std::uint32_t>(city_.subjects.size());
  subject.is_enterprise = is_enterprise;
  Dice dice(city_.options.seed, "subject", subject.number);
  settle(subject, dice);
  name(subject, dice);
  size(subject, dice);
  live(subject, dice);
  city_.subjects.push_back(std::move(subject));
}

/// Of the closed merchants a few went into another of their zone: the next one that is there for good.
void Settlers::merge_some() {
  auto& subjects = city_.subjects;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    Subject& subject = subjects[i];
    Dice dice(city_.options.seed, "merge", i);
    if (subject.closed_on == Date::max() || !dice.chance(300)) continue;
    for (std::size_t j = i + 1; j < subjects.size(); ++j) {
      const Subject& other = subjects[j];
      if (other.is_enterprise != subject.is_enterprise || other.zone != subject.zone ||
          other.closed_on != Date::max() || other.known_on >= subject.closed_on) {
        continue;
      }
      subject.merged_into = static_cast<int>(j);
      break;
    }
  }
}

void add_zones(City& city, ZoneKind kind, int count) {
  constexpr std::string_view k_letters[] = {"JQ", "SQ", "YQ"};
  for (int i = 0; i < count; ++i) {
    Zone zone;
    zone.kind = kind;
    zone.district = i % static_cast<int>(districts().size());
    const District& district = districts()[static_cast<std::size_t>(zone.district)];
    zone.id = fmt::format("{}{:03}", k_letters[static_cast<std::size_t>(kind)], i + 1);
    zone.region = fmt::format("{}{:03}", district.division, i / 4 % 9 + 1);
    switch (kind) {
      case ZoneKind::street: zone.title = street_title(i); break;
      case ZoneKind::community: zone.title = community_title(i) + "社区"; break;
      case ZoneKind::park: zone.title = fmt::format("{}{}", k_city, park_title(i)); break;
    }
    city.zones.push_back(std::move(zone));
  }
}

}  // namespace

Date first_day() { return day_of(2023, 10, 1); }
Date last_day() { return day_of(2026, 9, 30); }

Date register_start() { return weekday_from(plus_days(first_day(), 7)); }

Date register_file_after(Date day) {
  const YearMonthDay parts = ymd_of(day);
  const YearMonth next = YearMonth{parts.year, parts.month}.plus_months(1);
  return weekday_from(day_of(next.year, next.month, 3));
}

Date Subject::active_from() const { return std::max(first_day(), plus_days(known_on, 1)); }

Date Subject::active_through() const {
  return std::min(plus_days(last_day(), -1), plus_days(closed_on, -1));
}

City make_city(const CityOptions& options) {
  City city;
  city.options = options;
  add_zones(city, ZoneKind::street, scaled(k_streets, options.permille));
  add_zones(city, ZoneKind::community, scaled(k_communities, options.permille));
  add_zones(city, ZoneKind::park, scaled(k_parks, options.permille));
  Settlers settlers(city);
  const int merchants = scaled(k_merchants, options.permille);
  const int enterprises = scaled(k_enterprises, options.permille);
  for (int i = 0; i < merchants; ++i) settlers.add(false);
  for (int i = 0; i < enterprises; ++i) settlers.add(true);
  settlers.merge_some();
  return city;
}

}  // namespace sanqu::demo
