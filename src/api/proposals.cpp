// SPDX-License-Identifier: Apache-2.0
// Standards before they are in force: checked while they are written, proposed by one person, approved by another. The store
// holds the four eyes; this file only says who asks.
#include <algorithm>

#include <fmt/format.h>

#include "acts/acts.hpp"
#include "acts/kept_rules.hpp"
#include "acts/publish_standard.hpp"
#include "api/errors.hpp"
#include "api/http/address.hpp"
#include "api/json_body.hpp"
#include "api/resources.hpp"
#include "api/routes.hpp"
#include "api/rows.hpp"
#include "api/submissions.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"

namespace sanqu::api {

using standards::PublishedStandard;

namespace {

constexpr std::size_t k_text_bytes_max = 1 << 20;
constexpr const char* k_file = "standard.yaml";

void append_finding(const Error& error, std::string_view severity, Lang lang, JsonWriter& json) {
  json.begin_object().text_member("severity", severity).text_member("code", error.code->id);
  json.text_member("file", readable_utf8(error.place.file));
  json.integer_member("line", error.place.line).integer_member("column", error.place.column);
  json.text_member("field", readable_utf8(error.place.field));
  json.text_member("text", readable_utf8(error.text(lang)));
  json.text_member("hint", readable_utf8(error.hint(lang))).end_object();
}

std::string findings_json(const Errors& findings, const standards::LoadedStandard* loaded,
                          Lang lang) {
  constexpr std::size_t k_listed_max = 500;
  JsonWriter json;
  json.begin_object().boolean_member("is_usable", loaded != nullptr);
  if (loaded != nullptr) {
    json.text_member("standard", loaded->plan.id).text_member("version", loaded->plan.version);
    json.text_member("title", loaded->plan.title.in(lang));
  } else {
    json.null_member("standard").null_member("version").null_member("title");
  }
  json.integer_member("count", static_cast<std::int64_t>(findings.size()));
  json.name("findings").begin_array();
  for (std::size_t i = 0; i < findings.size() && i < k_listed_max; ++i) {
    append_finding(findings[i], loaded == nullptr ? "error" : "warning", lang, json);
  }
  return json.end_array().end_object().take();
}

void append_proposal(const PublishedStandard& one, JsonWriter& json) {
  json.text_member("standard", one.id).text_member("version", one.version);
  json.text_member("author", one.author).text_member("proposed_at", one.published_at.text());
  json.text_member("active_from", one.active_from.text());
}

Result<PublishedStandard> proposal_in_path(const Context& context, acts::Transaction& reading) {
  const std::string_view name = context.request.path_value("standard");
  const auto open = TRY(reading.standards().open_proposals());
  const auto found = std::ranges::find_if(
      open, [&](const PublishedStandard& one) { return one.id + "@" + one.version == name; });
  if (found == open.end()) {
    return refuse(acts::errors::k_no_proposal, {}, {readable_utf8(name)});
  }
  return *found;
}

}  // namespace

/// Nothing is kept. All findings of the step that fails, each with line and column, for an editor's margin.
Result<http::Response> check_standard(const Context& context) {
  TRY(need_office(context));
  const JsonBody body = TRY(JsonBody::read(context.request, "text"));
  const std::string text = TRY(body.need_text("text", k_text_bytes_max));
  const auto reading = TRY(context.world.store.begin_read());
  const auto rules = TRY(acts::read_catalogue(reading->standards()));
  const auto files =
      acts::with_parents(reading->standards(), {k_file, text}, context.world.clock.today());
  if (!files) return json_response(findings_json(files.error(), nullptr, context.lang));
  const auto parents = [&](const std::string& id,
                           const std::string& version) -> std::optional<standards::StandardFile> {
    for (const standards::KeptFile& file : *files) {
      const auto read = standards::parse_standard(file.path, file.text);
      if (read && read->id == id && read->version == version) {
        return standards::StandardFile{file.path, file.text};
      }
    }
    return std::nullopt;
  };
  const auto loaded = standards::load_standard({k_file, text}, rules->catalogue, parents);
  if (!loaded) return json_response(findings_json(loaded.error(), nullptr, context.lang));
  return json_response(findings_json(loaded->warnings, &*loaded, context.lang));
}

Result<http::Response> list_proposals(const Context& context) {
  TRY(need_office(context));
  const auto reading = TRY(context.world.store.begin_read());
  JsonWriter json;
  json.begin_object().name("items").begin_array();
  for (const PublishedStandard& one : TRY(reading->standards().open_proposals())) {
    json.begin_object();
    append_proposal(one, json);
    json.end_object();
  }
  return json_response(json.end_array().end_object().take());
}

Result<http::Response> get_proposal(const Context& context) {
  TRY(need_office(context));
  const auto reading = TRY(context.world.store.begin_read());
  const PublishedStandard one = TRY(proposal_in_path(context, *reading));
  const auto kept = acts::compile_kept(one, reading->standards());
  JsonWriter json;
  json.begin_object();
  append_proposal(one, json);
  json.name("files").begin_array();
  for (const standards::KeptFile& file : one.files) {
    json.begin_object().text_member("path", file.path);
    json.text_member("text", file.text).end_object();
  }
  json.end_array();
  json.name("check").raw(
      kept ? findings_json((*kept)->standard.warnings, &(*kept)->standard, context.lang)
           : findings_json(kept.error(), nullptr, context.lang));
  return json_response(json.end_object().take());
}

Result<http::Response> propose_standard(const Context& context) {
  TRY(need_office(context));
  const JsonBody body = TRY(JsonBody::read(context.request, "text active_from"));
  const std::string text = TRY(body.need_text("text", k_text_bytes_max));
  const std::string day = TRY(body.need_text("active_from"));
  const auto active_from = Date::parse(day);
  if (!active_from) {
    return refuse(errors::k_body_member, {"", 0, 0, "active_from"},
                  {"active_from", "日期,如 2026-10-01", "a date, such as 2026-10-01"});
  }
  const auto made = [](const PublishedStandard& one) {
    JsonWriter json;
    json.begin_object();
    append_proposal(one, json);
    http::Response out = json_response(json.end_object().take(), 201);
    const std::string name = http::encoded_segment(one.id + "@" + one.version);
    out.headers.push_back({"Location", "/api/v1/proposals/" + name});
    return out;
  };
  return once(context, [&](const KeepAnswer& keep) -> Result<http::Response> {
    std::vector<standards::KeptFile> files;
    {
      const auto reading = TRY(context.world.store.begin_read());
      files = TRY(
          acts::with_parents(reading->standards(), {k_file, text}, context.world.clock.today()));
    }
    const auto also = [&](acts::Transaction& writing, const PublishedStandard& one) {
      return keep(writing, made(one));
    };
    return made(TRY(acts::propose_standard(context.world.store, files, *active_from,
                                           context.caller.name, context.world.clock.now(), also)));
  });
}

Result<http::Response> refuse_proposal(const Context& context) {
  TRY(need_office(context));
  const JsonBody body = TRY(JsonBody::read(context.request, "reason"));
  const std::string reason = TRY(body.need_text("reason"));
  PublishedStandard proposed;
  {
    const auto reading = TRY(context.world.store.begin_read());
    proposed = TRY(proposal_in_path(context, *reading));
  }
  TRY(acts::refuse_standard(context.world.store, proposed.id, proposed.version, context.caller.name,
                            reason, context.world.clock.now()));
  JsonWriter json;
  json.begin_object();
  append_proposal(proposed, json);
  return json_response(json.end_object().take());
}

Result<http::Response> approve_proposal(const Context& context) {
  TRY(need_office(context));
  TRY(JsonBody::read(context.request, ""));
  PublishedStandard proposed;
  {
    const auto reading = TRY(context.world.store.begin_read());
    proposed = TRY(proposal_in_path(context, *reading));
  }
  const PublishedStandard one =
      TRY(acts::approve_standard(context.world.store, proposed.id, proposed.version,
                                 context.caller.name, context.world.clock.now()));
  JsonWriter json;
  json.begin_object().text_member("standard", one.id).text_member("version", one.version);
  json.text_member("author", one.author).text_member("approver", one.approver);
  json.text_member("published_at", one.published_at.text());
  json.text_member("active_from", one.active_from.text());
  return json_response(json.end_object().take());
}

}  // namespace sanqu::api
