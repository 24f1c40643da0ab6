// SPDX-License-Identifier: Apache-2.0
// Subjects as everybody sees them: search by name, and the public file.
#include <algorithm>

#include <fmt/format.h>

#include "acts/kept_rules.hpp"
#include "api/cursor.hpp"
#include "api/disclosure.hpp"
#include "api/errors.hpp"
#include "api/http/address.hpp"
#include "api/public_file.hpp"
#include "api/public_items.hpp"
#include "api/resources.hpp"
#include "api/subject_parts.hpp"
#include "core/json_writer.hpp"
#include "registry/name_search.hpp"

namespace sanqu::api {

namespace {

/// Those that are disclosed: as a whole, or (by the operator) their grades alone.
Result<bool> append_ratings(acts::Transaction& reading, registry::SubjectKey subject,
                            const Context& context, JsonWriter& json) {
  const auto active = TRY(acts::active_standards(reading.standards(), context.world.clock.today()));
  json.name("ratings").begin_array();
  for (const auto& standard : active) {
    const standards::Plan& plan = standard->standard.plan;
    const bool with_points = is_disclosed(plan, standard->rules->catalogue);
    const auto& grades = context.world.disclosed_grades;
    if (!with_points && std::ranges::find(grades, plan.id) == grades.end()) continue;
    const auto rating = TRY(reading.results().current(plan.id, subject));
    if (!rating || rating->status == "merged") continue;
    append_rating(*rating, plan, with_points, context.lang, json);
  }
  json.end_array();
  return true;
}

void append_records(const PublicFile& file, const catalogue::Catalogue& catalogue, Lang lang,
                    JsonWriter& json) {
  json.name("records").begin_array();
  for (const PublicRecord& record : file.records) {
    const auto& of = catalogue.classes[static_cast<std::size_t>(record.class_index)];
    json.begin_object().text_member("class", of.id);
    json.text_member("class_title", of.title.in(lang));
    json.text_member("record_id", record.record_id);
    json.text_member("event_date", record.event_on.text());
    if (record.published_through) {
      json.text_member("published_through", record.published_through->text());
    } else {
      json.null_member("published_through");
    }
    json.name("items").raw(public_items_json(record.content, of, catalogue, lang));
    json.name("fields").raw(public_fields_json(record.content, of)).end_object();
  }
  json.end_array();
}

}  // namespace

Result<http::Response> search_subjects(const Context& context) {
  const std::string_view text = TRY(need_query(context.request, "q"));
  const std::size_t limit = TRY(read_limit(context.request, 20, 100));
  const std::string of = fmt::format("subjects q={}", text);
  const std::uint64_t from =
      TRY(read_cursor(context.request.query_value("cursor").value_or(""), of));
  const std::size_t wanted = std::min(from + limit + 1, registry::k_names_found_max);
  const auto reading = TRY(context.world.store.begin_read());
  const auto found = TRY(registry::search_names(reading->registry(), {text, wanted}));
  JsonWriter json;
  json.begin_object().name("items").begin_array();
  const std::size_t end = std::min<std::size_t>(from + limit, found.size());
  for (std::size_t i = from; i < end; ++i) {
    json.begin_object().text_member("subject_id", found[i].subject_id);
    json.text_member("name", found[i].name).boolean_member("is_current", found[i].is_current);
    json.text_member("fit", fit_text(found[i].fit)).end_object();
  }
  json.end_array();
  if (end < found.size()) {
    json.text_member("next", make_cursor(of, end));
  } else {
    json.null_member("next");
  }
  return json_response(json.end_object().take());
}

Result<http::Response> get_subject(const Context& context) {
  const Date today = context.world.clock.today();
  const auto reading = TRY(context.world.store.begin_read());
  std::optional<std::string> other;
  const registry::SubjectKey key = TRY(subject_of(context, reading->registry(), other));
  if (other) return moved_to("/api/v1/subjects/" + http::encoded_segment(*other), *other);
  const auto rules = TRY(acts::read_catalogue(reading->standards()));
  const catalogue::Catalogue& catalogue = rules->catalogue;
  const PublicFile file = TRY(read_public_file(*reading, key, today, catalogue));
  JsonWriter json;
  json.begin_object().text_member("subject_id", file.subject_id).text_member("name", file.name);
  json.text_member("kind", file.kind);
  const std::int32_t kind = catalogue.find_kind(file.kind);
  json.text_member("kind_title",
                   kind < 0
                       ? file.kind
                       : catalogue.kinds[static_cast<std::size_t>(kind)].title.in(context.lang));
  json.name("zones").begin_array();
  for (const PublicZone& zone : file.zones) {
    json.begin_object().text_member("zone_id", zone.zone_id).text_member("kind", zone.kind);
    json.text_member("title", zone.title).end_object();
  }
  json.end_array();
  TRY(append_ratings(*reading, key, context, json));
  append_records(file, catalogue, context.lang, json);
  return json_response(json.text_member("as_of", today.text()).end_object().take());
}

}  // namespace sanqu::api
