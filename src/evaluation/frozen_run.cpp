// SPDX-License-Identifier: Apache-2.0
#include "evaluation/frozen_run.hpp"

#include "core/canonical_json.hpp"
#include "core/ensure.hpp"
#include "core/json.hpp"
#include "core/json_writer.hpp"
#include "core/sha256.hpp"

namespace sanqu::evaluation {

namespace run_errors {

const ErrorCode k_run_form = {"evaluation.run_form", "不是 --save-run 写出的文件:{0}",
                              "This is no file that --save-run wrote: {0}",
                              "用 --save-run 重新生成。", "Make it anew with --save-run."};
const ErrorCode k_run_of_other = {"evaluation.run_of_other", "这次排名属于标准 {0},现在用的是 {1}",
                                  "This run belongs to {0}, not to {1}",
                                  "用同一标准同一版本的那次排名。",
                                  "Take a run of the same standard and version."};

}  // namespace run_errors

namespace {

constexpr char k_key_separator = '\x1f';
constexpr std::size_t k_name_digits = 16;

std::unexpected<Errors> wrong_form(const std::string& file, std::string what) {
  return refuse(run_errors::k_run_form, {file, 0, 0, ""}, {std::move(what)});
}

void write_key(JsonWriter& json, std::string_view key) {
  json.name("key").begin_array();
  for (std::size_t at = 0; at <= key.size();) {
    const std::size_t end = std::min(key.find(k_key_separator, at), key.size());
    json.text(key.substr(at, end - at));
    at = end + 1;
  }
  json.end_array();
}

Result<std::string> read_key(const std::string& file, const JsonValue& group) {
  const JsonValue* parts = group.find("key");
  if (parts == nullptr || parts->kind != JsonValue::Kind::array) return wrong_form(file, "key");
  std::string key;
  for (std::size_t i = 0; i < parts->items.size(); ++i) {
    if (parts->items[i].kind != JsonValue::Kind::text) return wrong_form(file, "key");
    if (i > 0) key += k_key_separator;
    key += parts->items[i].text;
  }
  return key;
}

struct Step {
  std::int64_t units = 0;
  std::int64_t subjects = 0;
};

/// `["91.5", 3]`
Result<Step> read_step(const std::string& file, const JsonValue& value, int places) {
  const bool is_pair = value.items.size() == 2 && value.items[0].kind == JsonValue::Kind::text &&
                       value.items[1].kind == JsonValue::Kind::number;
  if (!is_pair) return wrong_form(file, "steps");
  const auto points = parse_decimal(value.items[0].text, places);
  const auto subjects = parse_decimal(value.items[1].text, 0);
  if (!points || !subjects) return wrong_form(file, "steps");
  const auto units = units_at(*points, places);
  if (!units || subjects->units < 1 || subjects->units > k_group_subjects_max) {
    return wrong_form(file, "steps");
  }
  return Step{*units, subjects->units};
}

std::string text_of(const JsonValue& value, std::string_view name) {
  const JsonValue* member = value.find(name);
  return member != nullptr ? member->text : "";
}

}  // namespace

std::string frozen_run_json(const Distribution& distribution, const standards::Plan& plan,
                            Date as_of) {
  JsonWriter json(JsonStyle::compact);
  json.begin_object().text_member("standard", plan.name()).text_member("as_of", as_of.text());
  json.name("groups").begin_array();
  for (const auto& [key, group] : distribution.groups()) {
    json.begin_object();
    write_key(json, key);
    json.integer_member("size", group.size).name("steps").begin_array();
    for (const auto& step : group.steps) {
      json.begin_array().decimal(decimal_text(step.units, plan.places));
      json.integer(step.subjects).end_array();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::string frozen_run_name(std::string_view json) {
  const auto canonical = canonical_json("run", json);
  ensure(canonical.has_value());
  return hex(sha256(*canonical)).substr(0, k_name_digits);
}

Result<FrozenRun> parse_frozen_run(const std::string& file, std::string_view text,
                                   const standards::Plan& plan) {
  const JsonValue value = TRY(parse_json(file, text));
  const JsonValue* groups = value.find("groups");
  if (groups == nullptr || groups->kind != JsonValue::Kind::array) {
    return wrong_form(file, "groups");
  }
  const std::string standard = text_of(value, "standard");
  if (standard != plan.name()) {
    return refuse(run_errors::k_run_of_other, {file, 0, 0, ""}, {standard, plan.name()});
  }
  FrozenRun run;
  for (const JsonValue& group : groups->items) {
    const std::string key = TRY(read_key(file, group));
    const JsonValue* steps = group.find("steps");
    if (steps == nullptr) return wrong_form(file, "steps");
    std::int64_t size = 0;
    for (const JsonValue& item : steps->items) {
      const Step step = TRY(read_step(file, item, plan.places));
      run.distribution.add(key, step.units, step.subjects);
      size += step.subjects;
    }
    if (text_of(group, "size") != std::to_string(size)) return wrong_form(file, "size");
  }
  run.distribution.settle();
  run.name = frozen_run_name(text);
  return run;
}

}  // namespace sanqu::evaluation
