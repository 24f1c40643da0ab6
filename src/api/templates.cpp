// SPDX-License-Identifier: Apache-2.0
// What a department needs to fill in a file of a class: its columns with their rules and codes, and an empty file with the
// header line. Both come from the catalogue, so that what they ask for is what intake checks.
#include <algorithm>

#include <fmt/format.h>

#include "acts/kept_rules.hpp"
#include "api/errors.hpp"
#include "api/http/address.hpp"
#include "api/resources.hpp"
#include "core/csv_line.hpp"
#include "core/json_writer.hpp"

namespace sanqu::api {

namespace {

struct ClassInPath {
  std::shared_ptr<const acts::KeptCatalogue> rules;
  const catalogue::RecordClass* of = nullptr;
};

Result<ClassInPath> class_in_path(const Context& context) {
  const auto reading = TRY(context.world.store.begin_read());
  ClassInPath out;
  out.rules = TRY(acts::read_catalogue(reading->standards()));
  const catalogue::Catalogue& catalogue = out.rules->catalogue;
  const std::int32_t at = catalogue.find_class(context.request.path_value("class"));
  if (at < 0) return refuse(errors::k_class_unknown);
  out.of = &catalogue.classes[static_cast<std::size_t>(at)];
  return out;
}

void append_codes(const catalogue::Field& field, const catalogue::Catalogue& catalogue, Lang lang,
                  JsonWriter& json) {
  json.name("codes").begin_array();
  if (field.code_set >= 0) {
    for (const auto& code : catalogue.code_sets[static_cast<std::size_t>(field.code_set)].codes) {
      json.begin_object().text_member("code", code.id);
      json.text_member("title", code.title.in(lang)).end_object();
    }
  }
  json.end_array();
}

}  // namespace

Result<http::Response> get_class(const Context& context) {
  const ClassInPath in = TRY(class_in_path(context));
  const catalogue::RecordClass& of = *in.of;
  JsonWriter json;
  json.begin_object().text_member("class", of.id).text_member("title", of.title.in(context.lang));
  json.name("supplied_by").begin_array();
  for (const auto& who : of.supplied_by) json.text(who.in(context.lang));
  json.end_array().name("columns").begin_array();
  for (const catalogue::Field& field : of.fields) {
    json.begin_object().text_member("field", field.id);
    json.text_member("title", field.title.in(context.lang)).text_member("item_code", field.code);
    json.boolean_member("is_required", field.required);
    json.boolean_member("is_personal", field.personal);
    json.integer_member("length_max", field.length_max);
    append_codes(field, in.rules->catalogue, context.lang, json);
    json.end_object();
  }
  return json_response(json.end_array().end_object().take());
}

Result<http::Response> get_template(const Context& context) {
  const ClassInPath in = TRY(class_in_path(context));
  // The byte order mark lets spreadsheet programs read it as UTF-8.
  std::string out = "\xef\xbb\xbf";
  CsvLine line(out);
  line.cell("subject_id");
  // Where the class says which fields make a record, its id is made of them.
  if (in.of->duplicate_key.empty()) line.cell("record_id");
  for (const catalogue::Field& field : in.of->fields) {
    line.cell(field.title.in(context.lang));
  }
  out += "\r\n";
  http::Response response = http::response(200, "text/csv; charset=utf-8", std::move(out));
  response.headers.push_back(
      {"Content-Disposition",
       fmt::format("attachment; filename=\"{}.csv\"", http::encoded_segment(in.of->id))});
  return response;
}

}  // namespace sanqu::api
