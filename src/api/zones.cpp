// SPDX-License-Identifier: Apache-2.0
// One zone: who belongs to it today, and how its members' grades are spread. A spread of a standard whose results are not
// open is told of at least twenty rated members: of fewer it would say something about a single one.
#include <algorithm>
#include <map>

#include "acts/kept_rules.hpp"
#include "api/cursor.hpp"
#include "api/disclosure.hpp"
#include "api/errors.hpp"
#include "api/public_file.hpp"
#include "api/resources.hpp"
#include "core/json.hpp"
#include "core/json_writer.hpp"

namespace sanqu::api {

namespace {

constexpr std::uint64_t k_spread_members_min = 20;

using Members = std::vector<registry::SubjectKey>;

Result<bool> append_spread(acts::Transaction& reading, const acts::KeptStandard& standard,
                           const Members& members, Lang lang, JsonWriter& json) {
  const standards::Plan& plan = standard.standard.plan;
  std::map<std::string, std::int64_t, std::less<>> grades;
  std::int64_t not_rated = 0;
  std::uint64_t rated = 0;
  for (const registry::SubjectKey member : members) {
    const auto result = TRY(reading.results().current(plan.id, member));
    if (!result) continue;
    if (result->status == "not_rated") not_rated += 1;
    if (result->status != "rated") continue;
    rated += 1;
    grades[result->grade] += 1;
  }
  if (rated == 0) return true;
  const bool is_told =
      rated >= k_spread_members_min || is_disclosed(plan, standard.rules->catalogue);
  json.begin_object().text_member("standard", plan.id).text_member("version", plan.version);
  json.text_member("title", plan.title.in(lang)).boolean_member("is_withheld", !is_told);
  json.name("grades").begin_array();
  for (const standards::Grade& grade : plan.grades) {
    if (!is_told) break;
    json.begin_object().text_member("grade", grade.id).text_member("title", grade.title.in(lang));
    json.integer_member("subjects", grades[grade.id]).end_object();
  }
  json.end_array();
  if (is_told) {
    json.integer_member("not_rated", not_rated);
  } else {
    json.null_member("not_rated");
  }
  json.end_object();
  return true;
}

Result<bool> append_member(registry::RegistryStore& store, registry::SubjectKey member, Date today,
                           JsonWriter& json) {
  std::string attributes;
  std::string kind;
  TRY(store.subject_line_on(member, today, [&](const registry::SubjectLine& line) {
    attributes = line.content;
    kind = line.kind;
  }));
  const std::string id = TRY(store.subject_id_of(member));
  std::string name = id;
  if (const auto parsed = parse_json("attributes", attributes)) {
    if (const JsonValue* found = parsed->find("name")) name = found->text;
  }
  json.begin_object().text_member("subject_id", id).text_member("name", name);
  json.text_member("kind", kind).end_object();
  return true;
}

}  // namespace

Result<http::Response> get_zone(const Context& context) {
  const std::string_view zone_id = context.request.path_value("zone_id");
  const Date today = context.world.clock.today();
  const std::size_t limit = TRY(read_limit(context.request, 50, 200));
  const std::string of = "zone " + std::string(zone_id);
  const std::uint64_t from =
      TRY(read_cursor(context.request.query_value("cursor").value_or(""), of));
  const auto reading = TRY(context.world.store.begin_read());
  const auto zones = TRY(reading->registry().zones());
  const auto zone = std::ranges::find(zones, zone_id, &registry::ZoneLine::zone_id);
  if (zone == zones.end()) return refuse(errors::k_zone_unknown);
  const Members members = TRY(reading->registry().members_of(zone_id, today, Instant::max()));
  JsonWriter json;
  json.begin_object().text_member("zone_id", zone->zone_id).text_member("kind", zone->kind);
  json.text_member("title", zone->title).text_member("region", zone->region);
  json.integer_member("members", static_cast<std::int64_t>(members.size()));
  json.text_member("as_of", today.text()).name("standards").begin_array();
  if (from == 0) {  // once, not with every page of members
    for (const auto& standard : TRY(acts::active_standards(reading->standards(), today))) {
      TRY(append_spread(*reading, *standard, members, context.lang, json));
    }
  }
  json.end_array().name("items").begin_array();
  const std::size_t begin = std::min<std::size_t>(from, members.size());
  const std::size_t end = std::min(begin + limit, members.size());
  for (std::size_t i = begin; i < end; ++i) {
    TRY(append_member(reading->registry(), members[i], today, json));
  }
  json.end_array();
  if (end < members.size()) {
    json.text_member("next", make_cursor(of, end));
  } else {
    json.null_member("next");
  }
  return json_response(json.end_object().take());
}

}  // namespace sanqu::api
