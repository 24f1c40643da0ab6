// SPDX-License-Identifier: Apache-2.0
// The register's files: who there is, in which zone, and what changed - a start file and one a month.
#include <fmt/format.h>

#include <algorithm>

#include "demo/cells.hpp"
#include "demo/record_makers.hpp"

namespace sanqu::demo {

namespace {

constexpr Office k_register = Office::approval;
constexpr Office k_zones = Office::credit;
constexpr int k_on_file = 9700;  // registrations in ten thousand that are not on paper only

std::string_view size_of(const Subject& subject) {
  if (!subject.is_enterprise || subject.employees < 10) return "微型";
  if (subject.employees < 100) return "小型";
  return subject.employees < 400 ? "中型" : "大型";
}

std::string subject_cells(const Subject& subject, Date day, std::string_view valid_from) {
  const District& district = districts()[static_cast<std::size_t>(subject.district)];
  const int capital =
      day < subject.recapitalised_on ? subject.capital_wan : subject.later_capital_wan;
  return cells_of({subject.code, subject.name_on(day),
                   subject.is_enterprise ? "企业" : "个体工商户", subject.established_on.text(),
                   district.division, subject.trade->section, subject.trade->division,
                   size_of(subject), std::to_string(capital), std::to_string(subject.employees),
                   day < subject.closed_on ? "存续" : "注销", valid_from});
}

void add_lines_of_subject(const Subject& subject, Outbox& outbox) {
  const bool is_new = subject.known_on > register_start();
  outbox.add_on(
      k_register, subject_template(), subject.known_on,
      subject_cells(subject, subject.established_on, is_new ? subject.established_on.text() : ""));
  for (const Date day : {subject.renamed_on, subject.recapitalised_on, subject.closed_on}) {
    if (day > last_day()) continue;
    outbox.add_on(k_register, subject_template(), register_file_after(day),
                  subject_cells(subject, day, day.text()));
  }
}

void add_memberships(const City& city, const Subject& subject, Outbox& outbox) {
  const auto line = [&](int zone, Date from, Date through, Date sent_on) {
    outbox.add_on(k_zones, membership_template(), sent_on,
                  cells_of({city.zones[static_cast<std::size_t>(zone)].id, subject.code,
                            from.text(), through == Date::max() ? "" : through.text()}));
  };
  const Date from = std::max(subject.established_on, plus_days(first_day(), -273));
  line(subject.zone, from, Date::max(), subject.known_on);
  Date since = from;
  if (subject.moved_on <= last_day()) {
    const Date told_on = register_file_after(subject.moved_on);
    line(subject.zone, from, plus_days(subject.moved_on, -1), told_on);
    line(subject.later_zone, subject.moved_on, Date::max(), told_on);
    since = subject.moved_on;
  }
  if (subject.closed_on <= last_day()) {
    line(subject.zone_on(subject.closed_on), since, subject.closed_on,
         register_file_after(subject.closed_on));
  }
}

void add_registrations(const City& city, const Subject& subject, Outbox& outbox, Dice& dice) {
  const std::string_view authority = habits_of(k_register).name;
  const Zone& zone = city.zones[static_cast<std::size_t>(subject.zone)];
  const District& district = districts()[static_cast<std::size_t>(subject.district)];
  const std::string address =
      fmt::format("{}市{}{}{}号", k_city, district.title, zone.title, dice.between(1, 388));
  const auto line = [&](Date day, std::string_view item, std::string_view content, Date sent_on) {
    outbox.add_on(k_register, registration_template(), sent_on,
                  cells_of({subject.code, subject.name_on(day), day.text(), item, content, address,
                            authority}));
  };
  if (dice.chance(k_on_file)) {
    line(subject.established_on, "设立登记", "", subject.known_on);
  }
  if (subject.renamed_on <= last_day()) {
    line(subject.renamed_on, "名称变更登记", fmt::format("由“{}”变更", subject.name),
         register_file_after(subject.renamed_on));
  }
  if (subject.recapitalised_on <= last_day()) {
    line(subject.recapitalised_on, "注册资本变更登记",
         fmt::format("由{}万元变更为{}万元", subject.capital_wan, subject.later_capital_wan),
         register_file_after(subject.recapitalised_on));
  }
  if (subject.closed_on <= last_day()) {
    line(subject.closed_on, "注销登记", "", register_file_after(subject.closed_on));
  }
}

}  // namespace

void add_register(const City& city, Outbox& outbox) {
  constexpr std::string_view k_kinds[] = {"街区", "社区", "园区"};
  for (const Zone& zone : city.zones) {
    outbox.add_on(
        k_zones, zone_template(), register_start(),
        cells_of({zone.id, k_kinds[static_cast<std::size_t>(zone.kind)], zone.title, zone.region}));
  }
  for (const Subject& subject : city.subjects) {
    Dice dice(city.options.seed, "register", subject.number);
    add_lines_of_subject(subject, outbox);
    add_memberships(city, subject, outbox);
    add_registrations(city, subject, outbox, dice);
    if (subject.merged_into < 0) continue;
    const Subject& other = city.subjects[static_cast<std::size_t>(subject.merged_into)];
    outbox.add_on(k_register, merge_template(), register_file_after(subject.closed_on),
                  cells_of({subject.code, other.code}));
  }
}

}  // namespace sanqu::demo
