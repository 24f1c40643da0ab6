// SPDX-License-Identifier: Apache-2.0
// Golden cases: what a method must give for one subject on one day, written beside the standard.
#include "core/yaml_fields.hpp"
#include "standards/parse.hpp"
#include "standards/standards.hpp"

namespace sanqu::standards {

namespace {

/// Every key of a mapping with its scalar text; lists become texts joined by `;`, as in a file's cell.
std::vector<CaseValue> parse_values(const std::string& file, const YamlNode& node, Errors& errors) {
  std::vector<CaseValue> out;
  if (!node.is_mapping()) {
    errors.push_back(make_error(yaml_errors::k_wrong_form, {file, node.line, node.column, ""},
                                {"…", "键值表", "a mapping"}));
    return out;
  }
  for (const auto& [key, value] : node.entries) {
    CaseValue item{
        key.text, value.is_null() ? "" : value.text, {file, value.line, value.column, key.text}};
    for (const YamlNode& part : value.items)
      item.text += (item.text.empty() ? "" : ";") + part.text;
    out.push_back(std::move(item));
  }
  return out;
}

void parse_expectation(const std::string& file, const YamlNode& node, Errors& errors,
                       GoldenCase& out) {
  YamlFields fields(file, node, "expect", errors);
  const auto optional_text = [&](std::string_view key) -> std::optional<std::string> {
    return fields.take(key) == nullptr ? std::nullopt : std::optional(fields.text(key));
  };
  out.status = optional_text("status");
  out.reason = optional_text("reason");
  out.points = optional_text("points");
  out.grade = optional_text("grade");
  out.next_change = optional_text("next_change");
  if (node.find("overrides") != nullptr) {
    out.overrides.emplace();
    for (const YamlNode* id : fields.list("overrides")) out.overrides->push_back(id->text);
  }
  if (const YamlNode* indicators = fields.take("indicators"))
    out.indicators = parse_values(file, *indicators, errors);
  fields.finish();
}

GoldenCase parse_case(const std::string& file, const YamlNode& node, Errors& errors) {
  YamlFields fields(file, node, "case", errors);
  GoldenCase out;
  out.place = fields.place();
  out.id = fields.required_text("case");
  out.title = parse_title(fields, "title", Needed::no);
  out.source = fields.text("source");
  fields.require("as_of");
  out.as_of = fields.date("as_of").value_or(Date{});
  if (const std::string known_at = fields.text("known_at"); !known_at.empty()) {
    out.known_at = Instant::parse(known_at);
    if (!out.known_at)
      fields.report(yaml_errors::k_wrong_form, *fields.take("known_at"),
                    {"known_at", "时间", "a time"});
  }
  if (const YamlNode* subject = fields.require("subject"))
    out.subject = parse_values(file, *subject, errors);
  for (const YamlNode* record : fields.list("records")) {
    out.records.push_back({parse_values(file, *record, errors), fields.place_of(*record)});
  }
  if (const YamlNode* expect = fields.require("expect"))
    parse_expectation(file, *expect, errors, out);
  fields.finish();
  return out;
}

}  // namespace

Result<std::vector<GoldenCase>> parse_cases(const std::string& file, std::string_view text) {
  const YamlNode root = TRY(parse_yaml(file, text));
  Errors errors;
  YamlFields fields(file, root, "cases", errors);
  std::vector<GoldenCase> out;
  fields.require("cases");
  for (const YamlNode* node : fields.list("cases")) out.push_back(parse_case(file, *node, errors));
  fields.finish();
  if (!errors.empty()) return refuse_all(std::move(errors));
  return out;
}

}  // namespace sanqu::standards
