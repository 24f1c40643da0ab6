// SPDX-License-Identifier: Apache-2.0
// A subject's whole file, for whom it is about and for whom it is a duty: every record with both times - when it was, when it
// became known - and what became of it; the ratings; who looked. Each request is a look, written down before it is answered.
// Fields about persons stay closed here too: the decision names them, the file does not spread them (rights.md 4).
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "access/purposes.hpp"
#include "acts/kept_rules.hpp"
#include "acts/load_snapshot.hpp"
#include "api/cursor.hpp"
#include "api/errors.hpp"
#include "api/http/address.hpp"
#include "api/public_file.hpp"
#include "api/public_items.hpp"
#include "api/resources.hpp"
#include "api/subject_parts.hpp"
#include "api/subject_row.hpp"

namespace sanqu::api {

namespace {

using RecordName = std::pair<std::string, std::string>;  // class, record

std::string_view status_text(catalogue::RecordStatus status) {
  switch (status) {
    case catalogue::RecordStatus::in_force: return "in_force";
    case catalogue::RecordStatus::expired: return "expired";
    case catalogue::RecordStatus::suspended: return "suspended";
    case catalogue::RecordStatus::repaired: return "repaired";
    case catalogue::RecordStatus::withdrawn: return "withdrawn";
  }
  return {};
}

struct Version {
  registry::SubjectKey subject = 0;
  Date event_on;
  Instant recorded_at;
  std::int64_t batch = 0;
  std::string content;
};

struct WholeRecord {
  RecordName name;
  std::vector<Version> versions;  // as they became known
  std::vector<registry::StatusLine> statuses;
};

/// Those that are now about one of `subjects` (which were merged) and of classes that may be seen; newest event first.
Result<std::vector<WholeRecord>> read_whole(registry::RegistryStore& store,
                                            const std::vector<registry::SubjectKey>& subjects,
                                            const catalogue::Catalogue& catalogue,
                                            catalogue::Sharing sees) {
  std::map<RecordName, WholeRecord> found;
  const registry::Reading about{subjects, Instant::max()};
  TRY(store.each_version(about, [&](const registry::RecordVersionRead& read) {
    const std::int32_t of = catalogue.find_class(read.class_id);
    // A class that the catalogue does not know any more is not known to be open.
    const auto sharing = of < 0 ? catalogue::Sharing::internal
                                : catalogue.classes[static_cast<std::size_t>(of)].sharing;
    if (sharing > sees) return;
    const RecordName name{std::string(read.class_id), std::string(read.record_id)};
    WholeRecord& record = found[name];
    record.name = name;
    record.versions.push_back({read.version.subject, read.version.event_on,
                               read.version.recorded_at, read.version.origin.batch,
                               std::string(read.version.content)});
  }));
  TRY(store.each_status(about, [&](const registry::StatusLineRead& read) {
    const auto at = found.find({std::string(read.class_id), std::string(read.record_id)});
    if (at != found.end()) at->second.statuses.push_back(read.line);
  }));
  std::vector<WholeRecord> out;
  for (auto& [name, record] : found) {
    const bool is_here =
        std::ranges::find(subjects, record.versions.back().subject) != subjects.end();
    if (is_here) out.push_back(std::move(record));
  }
  std::ranges::stable_sort(out, std::greater<>(), [](const WholeRecord& record) {
    return record.versions.back().event_on;
  });
  return out;
}

void append_version(const Version& version, const catalogue::RecordClass* of,
                    const catalogue::Catalogue& catalogue, Lang lang, JsonWriter& json) {
  json.begin_object().text_member("recorded_at", version.recorded_at.text());
  json.text_member("event_date", version.event_on.text());
  json.integer_member("batch", version.batch);
  json.name("items").raw(of == nullptr ? "[]"
                                       : public_items_json(version.content, *of, catalogue, lang));
  json.name("fields").raw(of == nullptr ? "{}" : public_fields_json(version.content, *of));
  json.end_object();
}

void append_record(const WholeRecord& record, bool is_public, const catalogue::Catalogue& catalogue,
                   Lang lang, JsonWriter& json) {
  const std::int32_t index = catalogue.find_class(record.name.first);
  const auto* of = index < 0 ? nullptr : &catalogue.classes[static_cast<std::size_t>(index)];
  json.begin_object().text_member("class", record.name.first);
  json.text_member("class_title", of == nullptr ? record.name.first : of->title.in(lang));
  json.text_member("record_id", record.name.second).boolean_member("is_public", is_public);
  json.name("versions").begin_array();
  for (const Version& version : record.versions) {
    append_version(version, of, catalogue, lang, json);
  }
  json.end_array().name("statuses").begin_array();
  for (const registry::StatusLine& line : record.statuses) {
    json.begin_object().text_member("status", status_text(line.status));
    json.text_member("effective_on", line.effective_on.text());
    json.text_member("recorded_at", line.recorded_at.text()).end_object();
  }
  json.end_array().end_object();
}

/// Grades of every standard; points and reasons where all that it reads may be seen.
Result<bool> append_all_ratings(acts::Transaction& reading, const Looked& looked,
                                const Context& context, JsonWriter& json) {
  const auto active = TRY(acts::active_standards(reading.standards(), context.world.clock.today()));
  json.name("ratings").begin_array();
  for (const auto& standard : active) {
    const standards::Plan& plan = standard->standard.plan;
    const auto rating = TRY(reading.results().current(plan.id, looked.subject));
    if (!rating || rating->status == "merged") continue;
    const bool with_points = reads_within(plan, standard->rules->catalogue, looked.sees);
    append_rating(*rating, plan, with_points, context.lang, json);
  }
  json.end_array();
  return true;
}

void append_look(const access::Look& look, JsonWriter& json) {
  json.name("look").begin_object().integer_member("id", look.id);
  json.text_member("at", look.at.text()).text_member("role", access::text_of(look.role));
  json.text_member("purpose", look.purpose).text_member("authorisation", look.authorisation);
  json.end_object();
}

void append_next(std::string_view of, bool has_more, std::uint64_t at, JsonWriter& json) {
  if (has_more) {
    json.text_member("next", make_cursor(of, at));
  } else {
    json.null_member("next");
  }
}

std::string address_of(const std::string& subject, std::string_view part) {
  return fmt::format("/api/v1/subjects/{}/{}", http::encoded_segment(subject), part);
}

}  // namespace

Result<http::Response> get_subject_file(const Context& context) {
  const std::size_t limit = TRY(read_limit(context.request, 100, 500));
  const std::string of = fmt::format("file {}", context.request.path_value("subject_id"));
  const std::uint64_t from =
      TRY(read_cursor(context.request.query_value("cursor").value_or(""), of));
  const Looked looked = TRY(look_at_subject(context));
  if (looked.other) return moved_to(address_of(*looked.other, "file"), *looked.other);
  const Date today = context.world.clock.today();
  const auto reading = TRY(context.world.store.begin_read());
  const auto rules = TRY(acts::read_catalogue(reading->standards()));
  const catalogue::Catalogue& catalogue = rules->catalogue;
  const PublicFile open = TRY(read_public_file(*reading, looked.subject, today, catalogue));
  const access::Row row = TRY(subject_row(*reading, looked.subject, today));
  std::set<RecordName> is_public;
  for (const PublicRecord& record : open.records) {
    is_public.emplace(catalogue.classes[static_cast<std::size_t>(record.class_index)].id,
                      record.record_id);
  }
  const auto absorbed = TRY(with_absorbed(reading->registry(), looked.subject));
  const auto records = TRY(read_whole(reading->registry(), absorbed, catalogue, looked.sees));
  JsonWriter json;
  json.begin_object().text_member("subject_id", open.subject_id).text_member("name", open.name);
  json.text_member("kind", open.kind).text_member("region", row.region);
  json.name("zones").begin_array();
  for (const PublicZone& zone : open.zones) {
    json.begin_object().text_member("zone_id", zone.zone_id).text_member("kind", zone.kind);
    json.text_member("title", zone.title).end_object();
  }
  json.end_array();
  append_look(looked.look, json);
  TRY(append_all_ratings(*reading, looked, context, json));
  json.text_member("as_of", today.text());
  json.integer_member("records_in_all", static_cast<std::int64_t>(records.size()));
  json.name("records").begin_array();
  const std::size_t begin = std::min<std::size_t>(from, records.size());
  const std::size_t end = std::min(begin + limit, records.size());
  for (std::size_t i = begin; i < end; ++i) {
    append_record(records[i], is_public.contains(records[i].name), catalogue, context.lang, json);
  }
  json.end_array();
  append_next(of, end < records.size(), end, json);
  return json_response(json.end_object().take());
}

/// Who looked at this file. Looking at that is a look too.
Result<http::Response> list_readers(const Context& context) {
  const std::size_t limit = TRY(read_limit(context.request, 50, 200));
  const std::string of = fmt::format("readers {}", context.request.path_value("subject_id"));
  const std::uint64_t before =
      TRY(read_cursor(context.request.query_value("cursor").value_or(""), of));
  const Looked looked = TRY(look_at_subject(context));
  if (looked.other) return moved_to(address_of(*looked.other, "readers"), *looked.other);
  const auto lines = TRY(acts::readers_of(context.world.store, looked.look.subject,
                                          static_cast<std::int64_t>(before),
                                          static_cast<std::uint32_t>(limit + 1)));
  const std::size_t shown = std::min(limit, lines.size());
  JsonWriter json;
  json.begin_object().name("items").begin_array();
  for (std::size_t i = 0; i < shown; ++i) {
    const acts::ReaderLine& line = lines[i];
    const access::Purpose* purpose = access::find_purpose(line.purpose);
    json.begin_object().text_member("at", line.at.text());
    json.text_member("organisation", line.organisation);
    json.text_member("role", access::text_of(line.role));
    json.text_member("role_title", access::title_of(line.role, context.lang));
    json.text_member("purpose", line.purpose);
    json.text_member("purpose_title", purpose == nullptr         ? line.purpose
                                      : context.lang == Lang::zh ? purpose->zh
                                                                 : purpose->en);
    json.text_member("authorisation", line.authorisation);
    json.text_member("permission", line.permission).end_object();
  }
  json.end_array();
  append_next(of, shown < lines.size(),
              shown == 0 ? 0 : static_cast<std::uint64_t>(lines[shown - 1].id), json);
  return json_response(json.end_object().take());
}

/// Subjects by name among those whose file the caller may look at. What it tells of them is public; that they are his is not
/// looked up anywhere else.
Result<http::Response> search_files(const Context& context) {
  const std::string_view text = TRY(need_query(context.request, "q"));
  const std::size_t limit = TRY(read_limit(context.request, 20, 100));
  const std::string of = fmt::format("files q={}", text);
  const std::uint64_t from =
      TRY(read_cursor(context.request.query_value("cursor").value_or(""), of));
  const Date today = context.world.clock.today();
  const auto reading = TRY(context.world.store.begin_read());
  const auto found =
      TRY(registry::search_names(reading->registry(), {text, registry::k_names_found_max}));
  JsonWriter json;
  json.begin_object().name("items").begin_array();
  std::size_t at = from;
  for (std::size_t shown = 0; at < found.size() && shown < limit; ++at) {
    const access::Row row = TRY(subject_row(*reading, found[at].subject, today));
    if (!may_have(context, row)) continue;
    ++shown;
    json.begin_object().text_member("subject_id", found[at].subject_id);
    json.text_member("name", found[at].name).boolean_member("is_current", found[at].is_current);
    json.text_member("fit", fit_text(found[at].fit)).text_member("region", row.region);
    json.name("zones").begin_array();
    for (const std::string& zone : row.zones) json.text(zone);
    json.end_array().end_object();
  }
  json.end_array();
  append_next(of, at < found.size(), at, json);
  return json_response(json.end_object().take());
}

}  // namespace sanqu::api
