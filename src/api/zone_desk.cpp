// SPDX-License-Identifier: Apache-2.0
// A zone manager's desk: the members with their ratings, how they moved and what comes by itself; and the zone's figures from
// month to month. The list shows ratings that are not public, so every member on a page can read who looked at it.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "acts/look_at_file.hpp"
#include "api/cursor.hpp"
#include "api/errors.hpp"
#include "api/foresight.hpp"
#include "api/resources.hpp"
#include "api/routes.hpp"
#include "api/rows.hpp"
#include "api/subject_row.hpp"
#include "core/json.hpp"

namespace sanqu::api {

namespace {

using Members = std::vector<registry::SubjectKey>;
using Standards = std::vector<std::shared_ptr<const acts::KeptStandard>>;

Result<registry::ZoneLine> zone_in_path(const Context& context, acts::Transaction& reading) {
  const std::string_view id = context.request.path_value("zone_id");
  const auto zones = TRY(reading.registry().zones());
  const auto zone = std::ranges::find(zones, id, &registry::ZoneLine::zone_id);
  if (zone == zones.end()) return refuse(errors::k_zone_unknown);
  access::Row row;
  row.zones = {zone->zone_id};
  row.region = zone->region.empty() ? context.world.division : zone->region;
  TRY(need_row(context, row, errors::k_zone_unknown));
  return *zone;
}

Result<Standards> standards_asked(const Context& context, acts::Transaction& reading) {
  const Date today = context.world.clock.today();
  const auto id = context.request.query_value("standard");
  auto active = TRY(acts::active_standards(reading.standards(), today));
  if (!id) return active;
  std::erase_if(active, [&](const auto& one) { return one->standard.plan.id != *id; });
  if (active.empty()) TRY(acts::read_standard(reading.standards(), *id, "", today));
  return active;
}

/// `since` of the query, else 30 days ago.
Result<OutlookDays> days_asked(const Context& context) {
  constexpr int k_days_back = 30;
  constexpr int k_days_ahead = 365;
  const Date today = context.world.clock.today();
  OutlookDays out{plus_days(today, -k_days_back), plus_days(today, k_days_ahead)};
  if (const auto text = context.request.query_value("since")) {
    const auto since = Date::parse(*text);
    if (!since || *since > today) {
      return refuse(errors::k_parameter_value, {},
                    {"since", "不晚于今天的日期,如 2026-09-01",
                     "a date not after today, such as 2026-09-01"});
    }
    out.since = *since;
  }
  return out;
}

Result<bool> append_name(acts::Transaction& reading, registry::SubjectKey member, Date today,
                         JsonWriter& json) {
  std::string attributes;
  std::string kind;
  TRY(reading.registry().subject_line_on(member, today, [&](const registry::SubjectLine& line) {
    attributes = line.content;
    kind = line.kind;
  }));
  const std::string id = TRY(reading.registry().subject_id_of(member));
  std::string name = id;
  if (const auto parsed = parse_json("attributes", attributes)) {
    if (const JsonValue* found = parsed->find("name")) name = found->text;
  }
  json.text_member("subject_id", id).text_member("name", name).text_member("kind", kind);
  return true;
}

/// Written down before anything is shown.
Result<bool> note_looks(const Context& context, const Members& page, Date today) {
  std::vector<acts::LookRequest> looks;
  {
    const auto reading = TRY(context.world.store.begin_read());
    for (const registry::SubjectKey member : page) {
      acts::LookRequest look;
      look.permission = context.route.permission;
      look.row = TRY(subject_row(*reading, member, today));
      look.purpose = context.request.query_value("purpose").value_or("zone_service");
      looks.push_back(std::move(look));
    }
  }
  return acts::look_at_files(context.world.store, context.caller, looks, context.world.clock.now(),
                             context.world.policy);
}

/// How many members had which grade at the end of each of the last twelve months, and today.
Result<bool> append_trend(acts::Transaction& reading, const acts::KeptStandard& standard,
                          const Members& members, Date today, Lang lang, JsonWriter& json) {
  constexpr int k_months = 12;
  const standards::Plan& plan = standard.standard.plan;
  std::vector<Date> days;
  for (int back = k_months; back >= 1; --back) {
    const YearMonthDay day = ymd_of(plus_months(today, -back));
    const YearMonth month{day.year, day.month};
    days.push_back(*Date::from_ymd(day.year, day.month, month.days()));
  }
  days.push_back(today);
  std::vector<std::map<std::string, std::int64_t>> counts(days.size());
  for (const registry::SubjectKey member : members) {
    const auto history = TRY(reading.results().history(plan.id, member));
    for (std::size_t i = 0; i < days.size(); ++i) {
      const evaluation::StoredResult* at = nullptr;
      for (const auto& one : history) {
        if (one.as_of <= days[i]) at = &one;
      }
      if (at != nullptr) counts[i][at->status == "rated" ? at->grade : at->status] += 1;
    }
  }
  json.begin_object().text_member("standard", plan.id).text_member("version", plan.version);
  json.text_member("title", plan.title.in(lang)).name("days").begin_array();
  for (std::size_t i = 0; i < days.size(); ++i) {
    json.begin_object().text_member("day", days[i].text()).name("grades").begin_array();
    for (const standards::Grade& grade : plan.grades) {
      json.begin_object().text_member("grade", grade.id);
      json.text_member("title", grade.title.in(lang));
      json.integer_member("subjects", counts[i][grade.id]).end_object();
    }
    json.end_array().integer_member("not_rated", counts[i]["not_rated"]).end_object();
  }
  json.end_array().end_object();
  return true;
}

}  // namespace

Result<http::Response> list_zone_members(const Context& context) {
  const std::size_t limit = TRY(read_limit(context.request, 20, 50));
  const OutlookDays days = TRY(days_asked(context));
  const Date today = context.world.clock.today();
  const std::string of = fmt::format("members {} {}", context.request.path_value("zone_id"),
                                     context.request.query_value("standard").value_or(""));
  const std::uint64_t from =
      TRY(read_cursor(context.request.query_value("cursor").value_or(""), of));
  Members members;
  Members page;
  {
    const auto reading = TRY(context.world.store.begin_read());
    const auto zone = TRY(zone_in_path(context, *reading));
    TRY(standards_asked(context, *reading));
    members = TRY(reading->registry().members_of(zone.zone_id, today, Instant::max()));
  }
  const std::size_t begin = std::min<std::size_t>(from, members.size());
  const std::size_t end = std::min(begin + limit, members.size());
  page.assign(members.begin() + static_cast<std::ptrdiff_t>(begin),
              members.begin() + static_cast<std::ptrdiff_t>(end));
  TRY(note_looks(context, page, today));
  const auto reading = TRY(context.world.store.begin_read());
  const Standards standards = TRY(standards_asked(context, *reading));
  JsonWriter json;
  json.begin_object().integer_member("members", static_cast<std::int64_t>(members.size()));
  json.text_member("as_of", today.text()).text_member("since", days.since.text());
  json.name("items").begin_array();
  for (const registry::SubjectKey member : page) {
    json.begin_object();
    TRY(append_name(*reading, member, today, json));
    json.name("ratings").begin_array();
    for (const auto& standard : standards) {
      TRY(append_outlook(*reading, *standard, member, days, context.lang, json));
    }
    json.end_array().end_object();
  }
  json.end_array();
  if (end < members.size()) {
    json.text_member("next", make_cursor(of, end));
  } else {
    json.null_member("next");
  }
  return json_response(json.end_object().take());
}

Result<http::Response> get_zone_figures(const Context& context) {
  const Date today = context.world.clock.today();
  const auto reading = TRY(context.world.store.begin_read());
  const auto zone = TRY(zone_in_path(context, *reading));
  const auto members = TRY(reading->registry().members_of(zone.zone_id, today, Instant::max()));
  JsonWriter json;
  json.begin_object().text_member("zone_id", zone.zone_id).text_member("title", zone.title);
  json.integer_member("members", static_cast<std::int64_t>(members.size()));
  json.name("standards").begin_array();
  for (const auto& standard : TRY(standards_asked(context, *reading))) {
    TRY(append_trend(*reading, *standard, members, today, context.lang, json));
  }
  return json_response(json.end_array().end_object().take());
}

/// What would change a subject's ratings by itself, and when.
Result<http::Response> get_outlook(const Context& context) {
  const Date today = context.world.clock.today();
  const OutlookDays days = TRY(days_asked(context));
  acts::LookRequest look;
  look.permission = context.route.permission;
  look.purpose = context.request.query_value("purpose").value_or("");
  look.authorisation = context.request.query_value("authorisation").value_or("");
  registry::SubjectKey key = 0;
  {
    const auto reading = TRY(context.world.store.begin_read());
    key = TRY(reading->registry().find_subject(context.request.path_value("subject_id")));
    if (key == 0) return refuse(errors::k_subject_unknown);
    look.row = TRY(subject_row(*reading, key, today));
    TRY(need_row(context, look.row, errors::k_subject_unknown));
  }
  TRY(acts::look_at_file(context.world.store, context.caller, look, context.world.clock.now(),
                         context.world.policy));
  const auto reading = TRY(context.world.store.begin_read());
  JsonWriter json;
  json.begin_object().text_member("subject_id", look.row.subject);
  json.text_member("as_of", today.text()).text_member("since", days.since.text());
  json.name("ratings").begin_array();
  for (const auto& standard : TRY(acts::active_standards(reading->standards(), today))) {
    TRY(append_outlook(*reading, *standard, key, days, context.lang, json));
  }
  return json_response(json.end_array().end_object().take());
}

}  // namespace sanqu::api
