// SPDX-License-Identifier: Apache-2.0
#include "api/subject_parts.hpp"

#include <algorithm>

#include "api/errors.hpp"
#include "api/public_file.hpp"
#include "api/routes.hpp"
#include "api/subject_row.hpp"
#include "api/write_gate.hpp"

namespace sanqu::api {

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

Result<registry::SubjectKey> subject_of(const Context& context, registry::RegistryStore& store,
                                        std::optional<std::string>& other) {
  const registry::SubjectKey key =
      TRY(store.find_subject(context.request.path_value("subject_id")));
  if (key == 0) return refuse(errors::k_subject_unknown);
  const registry::SubjectKey survivor = TRY(survivor_of(store, key));
  if (survivor != key) other = TRY(store.subject_id_of(survivor));
  return survivor;
}

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

catalogue::Sharing seen_by(const access::Look& look) {
  if (look.role != access::Role::zone_manager) return catalogue::Sharing::internal;
  return look.purpose == "authorised_inquiry" ? catalogue::Sharing::on_authorisation
                                              : catalogue::Sharing::public_;
}

bool reads_within(const standards::Plan& plan, const catalogue::Catalogue& catalogue,
                  catalogue::Sharing sees) {
  return std::ranges::all_of(plan.measures, [&](const standards::Measure& measure) {
    return std::ranges::all_of(measure.sources, [&](const auto& source) {
      return catalogue.classes[static_cast<std::size_t>(source.class_index)].sharing <= sees;
    });
  });
}

Result<Looked> look_at_subject(const Context& context, const BeforeLook& before) {
  acts::LookRequest request;
  request.permission = context.route.permission;
  request.purpose = context.request.query_value("purpose").value_or("");
  request.authorisation = context.request.query_value("authorisation").value_or("");
  Looked out;
  {
    const auto reading = TRY(context.world.store.begin_read());
    out.subject = TRY(subject_of(context, reading->registry(), out.other));
    request.row = TRY(subject_row(*reading, out.subject, context.world.clock.today()));
    const access::RoleGrant* by = TRY(need_row(context, request.row, errors::k_subject_unknown));
    if (out.other) return out;
    out.look.role = by->role;
    out.look.purpose = request.purpose;
    out.sees = seen_by(out.look);
    if (before) TRY(before(*reading, out));
  }
  // Durable before anything is shown.
  const WriteGate::Place place = TRY(context.gate.enter());
  out.look = TRY(acts::look_at_file(context.world.accounts.store, context.caller, request,
                                    context.world.clock.now(), context.world.policy));
  out.sees = seen_by(out.look);
  return out;
}

}  // namespace sanqu::api
