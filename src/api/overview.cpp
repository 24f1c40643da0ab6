// SPDX-License-Identifier: Apache-2.0
// The whole at a glance: zones, how many subjects have which grade, and what may be collected at all.
#include <algorithm>

#include "acts/kept_rules.hpp"
#include "api/cursor.hpp"
#include "api/resources.hpp"
#include "core/json_writer.hpp"

namespace sanqu::api {

namespace {

std::string_view sharing_text(catalogue::Sharing sharing) {
  switch (sharing) {
    case catalogue::Sharing::public_: return "public";
    case catalogue::Sharing::on_authorisation: return "on_authorisation";
    case catalogue::Sharing::internal: return "internal";
  }
  return {};
}

std::string_view type_text(catalogue::FieldType type) {
  switch (type) {
    case catalogue::FieldType::text: return "text";
    case catalogue::FieldType::code: return "code";
    case catalogue::FieldType::codes: return "codes";
    case catalogue::FieldType::date: return "date";
    case catalogue::FieldType::integer: return "integer";
    case catalogue::FieldType::decimal: return "decimal";
    case catalogue::FieldType::money: return "money";
    case catalogue::FieldType::boolean: return "boolean";
  }
  return {};
}

void append_class(const catalogue::RecordClass& of, Lang lang, JsonWriter& json) {
  json.begin_object().text_member("class", of.id).text_member("title", of.title.in(lang));
  json.text_member("sharing", sharing_text(of.sharing));
  json.boolean_member("is_evaluated", of.evaluation_allowed);
  json.name("basis").begin_array();
  for (const catalogue::LegalBasis& basis : of.basis) {
    json.begin_object().text_member("source", basis.source);
    json.text_member("article", basis.article).end_object();
  }
  json.end_array().name("fields").begin_array();
  for (const catalogue::Field& field : of.fields) {
    json.begin_object().text_member("field", field.id);
    json.text_member("title", field.title.in(lang)).text_member("type", type_text(field.type));
    json.boolean_member("is_required", field.required);
    json.boolean_member("is_personal", field.personal).end_object();
  }
  json.end_array().end_object();
}

}  // namespace

Result<http::Response> list_zones(const Context& context) {
  const std::size_t limit = TRY(read_limit(context.request, 100, 500));
  constexpr std::string_view k_of = "zones";
  const std::uint64_t from =
      TRY(read_cursor(context.request.query_value("cursor").value_or(""), k_of));
  const auto reading = TRY(context.world.store.begin_read());
  const auto zones = TRY(reading->registry().zones());
  const std::size_t begin = std::min<std::size_t>(from, zones.size());
  const std::size_t end = std::min(begin + limit, zones.size());
  JsonWriter json;
  json.begin_object().name("items").begin_array();
  for (std::size_t i = begin; i < end; ++i) {
    const auto members = TRY(reading->registry().members_of(
        zones[i].zone_id, context.world.clock.today(), Instant::max()));
    json.begin_object().text_member("zone_id", zones[i].zone_id);
    json.text_member("kind", zones[i].kind).text_member("title", zones[i].title);
    json.text_member("region", zones[i].region);
    json.integer_member("members", static_cast<std::int64_t>(members.size())).end_object();
  }
  json.end_array();
  if (end < zones.size()) {
    json.text_member("next", make_cursor(k_of, end));
  } else {
    json.null_member("next");
  }
  return json_response(json.end_object().take());
}

Result<http::Response> get_statistics(const Context& context) {
  const auto reading = TRY(context.world.store.begin_read());
  const auto active =
      TRY(acts::active_standards(reading->standards(), context.world.clock.today()));
  const auto counts = TRY(reading->registry().counts());
  JsonWriter json;
  json.begin_object().integer_member("subjects", static_cast<std::int64_t>(counts.subjects));
  json.integer_member("zones", static_cast<std::int64_t>(counts.zones));
  json.name("standards").begin_array();
  for (const auto& standard : active) {
    const standards::Plan& plan = standard->standard.plan;
    json.begin_object().text_member("standard", plan.id).text_member("version", plan.version);
    json.text_member("title", plan.title.in(context.lang)).name("grades").begin_array();
    std::uint64_t not_rated = 0;
    const auto grades = TRY(reading->results().grade_counts(plan.id));
    for (const standards::Grade& grade : plan.grades) {
      std::uint64_t subjects = 0;
      for (const evaluation::GradeCount& count : grades) {
        if (count.status == "rated" && count.grade == grade.id) subjects += count.subjects;
      }
      json.begin_object().text_member("grade", grade.id);
      json.text_member("title", grade.title.in(context.lang));
      json.integer_member("subjects", static_cast<std::int64_t>(subjects)).end_object();
    }
    for (const evaluation::GradeCount& count : grades) {
      if (count.status == "not_rated") not_rated += count.subjects;
    }
    json.end_array().integer_member("not_rated", static_cast<std::int64_t>(not_rated));
    json.end_object();
  }
  return json_response(json.end_array().end_object().take());
}

Result<http::Response> get_catalogue(const Context& context) {
  const auto reading = TRY(context.world.store.begin_read());
  const auto rules = TRY(acts::read_catalogue(reading->standards()));
  const catalogue::Catalogue& catalogue = rules->catalogue;
  JsonWriter json;
  json.begin_object().text_member("catalogue", catalogue.id);
  json.text_member("version", catalogue.version).text_member("sha256", rules->sha256);
  json.text_member("title", catalogue.title.in(context.lang)).name("classes").begin_array();
  for (const auto& of : catalogue.classes) append_class(of, context.lang, json);
  return json_response(json.end_array().end_object().take());
}

}  // namespace sanqu::api
