// SPDX-License-Identifier: Apache-2.0
#include "api/public_items.hpp"

#include "core/json.hpp"
#include "core/json_writer.hpp"

namespace sanqu::api {

namespace {

std::string code_text(const std::string& code, const catalogue::Field& field,
                      const catalogue::Catalogue& catalogue, Lang lang) {
  if (field.code_set < 0) return code;
  const auto& set = catalogue.code_sets[static_cast<std::size_t>(field.code_set)];
  const std::int32_t at = set.find_id(code);
  return at < 0 ? code : set.codes[static_cast<std::size_t>(at)].title.in(lang);
}

std::string value_text(const JsonValue& value, const catalogue::Field& field,
                       const catalogue::Catalogue& catalogue, Lang lang) {
  switch (value.kind) {
    case JsonValue::Kind::text:
    case JsonValue::Kind::number: return code_text(value.text, field, catalogue, lang);
    case JsonValue::Kind::boolean:
      return lang == Lang::zh ? (value.truth ? "是" : "否") : (value.truth ? "yes" : "no");
    case JsonValue::Kind::array: {
      std::string out;
      for (const JsonValue& item : value.items) {
        if (!out.empty()) out += lang == Lang::zh ? "、" : ", ";
        out += value_text(item, field, catalogue, lang);
      }
      return out;
    }
    default: return {};
  }
}

/// Money is kept in yuan whatever the file's unit was: a title that names that unit (`罚款金额(万元)`) would lie.
std::string title_of(const catalogue::Field& field, Lang lang) {
  const std::string& title = field.title.in(lang);
  const std::size_t unit = title.find_last_of('(');
  if (field.type != catalogue::FieldType::money || unit == std::string::npos) return title;
  return title.substr(0, title.find_last_not_of(' ', unit - 1) + 1);
}

}  // namespace

std::string public_items_json(const std::string& content, const catalogue::RecordClass& of,
                              const catalogue::Catalogue& catalogue, Lang lang) {
  JsonWriter json;
  json.begin_array();
  const auto values = parse_json("record", content);
  for (const catalogue::Field& field : of.fields) {
    const JsonValue* value = values && !field.personal ? values->find(field.id) : nullptr;
    if (value == nullptr) continue;
    std::string text = value_text(*value, field, catalogue, lang);
    if (text.empty()) continue;
    if (field.type == catalogue::FieldType::money) text += lang == Lang::zh ? "元" : " yuan";
    json.begin_object().text_member("field", field.id);
    json.text_member("title", title_of(field, lang)).text_member("text", text).end_object();
  }
  return json.end_array().take();
}

}  // namespace sanqu::api
