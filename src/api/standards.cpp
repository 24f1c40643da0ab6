// SPDX-License-Identifier: Apache-2.0
// Published standards: which are in force, and each in full - a result is worth no more than the method that anybody can read.
#include <algorithm>

#include "acts/kept_rules.hpp"
#include "api/disclosure.hpp"
#include "api/resources.hpp"
#include "api/standard_outline.hpp"
#include "core/json_writer.hpp"

namespace sanqu::api {

namespace {

void append_standard(const acts::KeptStandard& standard, Lang lang, JsonWriter& json) {
  const standards::Plan& plan = standard.standard.plan;
  json.text_member("standard", plan.id).text_member("version", plan.version);
  json.text_member("title", plan.title.in(lang));
  json.text_member("active_from", standard.published.active_from.text());
  json.text_member("published_at", standard.published.published_at.text());
  json.boolean_member("results_are_public", is_disclosed(plan, standard.rules->catalogue));
  if (plan.provisional.empty()) {
    json.null_member("provisional");
  } else {
    json.text_member("provisional", plan.provisional);
  }
}

}  // namespace

Result<http::Response> list_standards(const Context& context) {
  const auto reading = TRY(context.world.store.begin_read());
  const auto active =
      TRY(acts::active_standards(reading->standards(), context.world.clock.today()));
  JsonWriter json;
  json.begin_object().name("items").begin_array();
  for (const auto& standard : active) {
    json.begin_object();
    append_standard(*standard, context.lang, json);
    json.end_object();
  }
  return json_response(json.end_array().null_member("next").end_object().take());
}

Result<http::Response> get_standard(const Context& context) {
  const std::string_view name = context.request.path_value("standard");
  const std::size_t at = std::min(name.find('@'), name.size());
  const auto reading = TRY(context.world.store.begin_read());
  const auto standard = TRY(acts::read_standard(reading->standards(), name.substr(0, at),
                                                name.substr(std::min(at + 1, name.size())),
                                                context.world.clock.today()));
  JsonWriter json;
  json.begin_object();
  append_standard(*standard, context.lang, json);
  json.name("grades").begin_array();
  for (const standards::Grade& grade : standard->standard.plan.grades) {
    json.begin_object().text_member("grade", grade.id);
    json.text_member("title", grade.title.in(context.lang));
    json.boolean_member("is_special", grade.special).end_object();
  }
  json.end_array();
  append_outline(*standard, context.world.clock.today(), context.lang, json);
  json.text_member("text", standards::print_standard(standard->standard.text, context.lang));
  return json_response(json.end_object().take());
}

}  // namespace sanqu::api
