// SPDX-License-Identifier: Apache-2.0
// Subjects: search by name, the public file, and why a subject is rated as it is.
#include <algorithm>

#include <fmt/format.h>

#include "acts/load_snapshot.hpp"
#include "acts/look_at_file.hpp"
#include "api/cursor.hpp"
#include "api/disclosure.hpp"
#include "api/errors.hpp"
#include "api/http/address.hpp"
#include "api/public_file.hpp"
#include "api/public_items.hpp"
#include "api/resources.hpp"
#include "api/routes.hpp"
#include "api/subject_row.hpp"
#include "core/json_writer.hpp"
#include "evaluation/frozen_run.hpp"
#include "evaluation/result_json.hpp"
#include "registry/name_search.hpp"

namespace sanqu::api {

namespace {

std::string_view fit_text(registry::NameFit fit) {
  switch (fit) {
    case registry::NameFit::code: return "code";
    case registry::NameFit::equal: return "equal";
    case registry::NameFit::begins: return "begins";
    case registry::NameFit::inside: return "inside";
    case registry::NameFit::near: return "near";
  }
  return {};
}

/// The subject in the path; `other` is set where it was merged into another one, whose address the answer names.
Result<registry::SubjectKey> subject_of(const Context& context, registry::RegistryStore& store,
                                        std::optional<std::string>& other) {
  const registry::SubjectKey key =
      TRY(store.find_subject(context.request.path_value("subject_id")));
  if (key == 0) return refuse(errors::k_subject_unknown);
  const registry::SubjectKey survivor = TRY(survivor_of(store, key));
  if (survivor != key) other = TRY(store.subject_id_of(survivor));
  return survivor;
}

/// A merge may be undone, so the answer is not for ever.
http::Response moved_to(const std::string& path, const std::string& subject_id) {
  JsonWriter json;
  json.begin_object().text_member("merged_into", subject_id).end_object();
  http::Response out = json_response(json.take(), 307);
  out.headers.push_back({"Location", path});
  return out;
}

void append_rating(const evaluation::StoredResult& rating, const standards::Plan& plan,
                   bool with_points, Lang lang, JsonWriter& json) {
  json.begin_object().text_member("standard", rating.standard_id);
  json.text_member("version", rating.standard_version);
  json.text_member("title", plan.title.in(lang));
  json.text_member("as_of", rating.as_of.text()).text_member("status", rating.status);
  if (rating.points.empty() || !with_points) {
    json.null_member("points");
  } else {
    json.decimal_member("points", rating.points);
  }
  const auto grade = std::ranges::find(plan.grades, rating.grade, &standards::Grade::id);
  if (grade == plan.grades.end()) {
    json.null_member("grade").null_member("grade_title");
  } else {
    json.text_member("grade", grade->id).text_member("grade_title", grade->title.in(lang));
  }
  json.end_object();
}

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

/// `id@version`; an empty version is the one in force.
std::pair<std::string_view, std::string_view> split_name(std::string_view name) {
  const std::size_t at = name.find('@');
  if (at == std::string_view::npos) return {name, {}};
  return {name.substr(0, at), name.substr(at + 1)};
}

/// `leads_to`: the part of the address between subject and standard.
http::Response moved_result(const Context& context, const std::string& other,
                            std::string_view leads_to) {
  const std::string standard = http::encoded_segment(context.request.path_value("standard"));
  return moved_to(
      fmt::format("/api/v1/subjects/{}/{}/{}", http::encoded_segment(other), leads_to, standard),
      other);
}

Result<std::shared_ptr<const acts::KeptStandard>> standard_in_path(const Context& context,
                                                                   acts::Transaction& reading) {
  const auto [id, version] = split_name(context.request.path_value("standard"));
  return acts::read_standard(reading.standards(), id, version, context.world.clock.today());
}

/// Worked out afresh for today, so that no record that expired overnight has a part in it.
Result<std::string> explained(acts::Transaction& reading, const acts::KeptStandard& standard,
                              registry::SubjectKey subject, const Context& context) {
  const standards::Plan& plan = standard.standard.plan;
  const Date today = context.world.clock.today();
  const std::vector<registry::SubjectKey> one = {subject};
  const auto keys = TRY(acts::with_merged(reading.registry(), one));
  const auto loaded =
      TRY(acts::load_snapshot(reading.registry(), standard, keys, today, Instant::max()));
  const auto at = std::ranges::find(loaded.keys, subject);
  if (at == loaded.keys.end()) return refuse(errors::k_not_evaluated);
  evaluation::EvaluateOptions options;
  options.threads = 1;
  std::optional<evaluation::FrozenRun> frozen;
  if (const auto run = plan.rank ? TRY(reading.results().latest_run(plan.id)) : std::nullopt) {
    if (run->standard_version == plan.version) {
      frozen = TRY(evaluation::parse_frozen_run(run->name, run->distribution, plan));
      options.frozen = &frozen->distribution;
    }
  }
  const auto results =
      evaluation::evaluate(plan, standard.rules->catalogue, loaded.snapshot, today, options);
  const auto index = static_cast<std::uint32_t>(at - loaded.keys.begin());
  const evaluation::ResultSet set{.plan = plan,
                                  .catalogue = standard.rules->catalogue,
                                  .snapshot = loaded.snapshot,
                                  .results = results,
                                  .as_of = today,
                                  .known_at = TRY(reading.batches().latest_recorded_at()),
                                  .subjects = {index},
                                  .run = frozen ? frozen->name : "",
                                  .lang = context.lang,
                                  .explain = true,
                                  .next_change = true,
                                  .threads = 1};
  evaluation::DetailsWorker worker(set);
  return evaluation::result_json(set, index, worker.details(index));
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

Result<http::Response> get_evaluation(const Context& context) {
  const auto reading = TRY(context.world.store.begin_read());
  std::optional<std::string> other;
  const registry::SubjectKey key = TRY(subject_of(context, reading->registry(), other));
  const auto standard = TRY(standard_in_path(context, *reading));
  if (!is_disclosed(standard->standard.plan, standard->rules->catalogue)) {
    return refuse(errors::k_not_disclosed);
  }
  if (other) return moved_result(context, *other, "evaluations");
  return json_response(TRY(explained(*reading, *standard, key, context)));
}

Result<http::Response> get_explanation(const Context& context) {
  const Date today = context.world.clock.today();
  acts::LookRequest look;
  look.permission = context.route.permission;
  look.purpose = context.request.query_value("purpose").value_or("");
  look.authorisation = context.request.query_value("authorisation").value_or("");
  std::optional<std::string> other;
  registry::SubjectKey key = 0;
  {
    const auto reading = TRY(context.world.store.begin_read());
    key = TRY(subject_of(context, reading->registry(), other));
    look.row = TRY(subject_row(*reading, key, today));
    TRY(need_row(context, look.row, errors::k_subject_unknown));
    TRY(standard_in_path(context, *reading));
  }
  if (other) return moved_result(context, *other, "explanations");
  // Written down before anything is read of it.
  TRY(acts::look_at_file(context.world.store, context.caller, look, context.world.clock.now(),
                         context.world.policy));
  const auto reading = TRY(context.world.store.begin_read());
  const auto standard = TRY(standard_in_path(context, *reading));
  return json_response(TRY(explained(*reading, *standard, key, context)));
}

}  // namespace sanqu::api
